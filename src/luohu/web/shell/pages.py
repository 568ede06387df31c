"""What pages of every part share: who is signed in, a sentence for the next page, what nobody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def user_of(request: HttpRequest) -> User:
    """Who is signed in; only on pages that ask to sign in."""
    user = request.user
    assert user.is_authenticated
    return user


def tell(request: HttpRequest, words: str) -> None:
    """Keep a sentence for the next page."""
    messages.success(request, words)


def unkept(answer: HttpResponse) -> HttpResponse:
    """An answer that is not kept on the way, nor found by search engines."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer

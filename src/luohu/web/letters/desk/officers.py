"""Who may work at the desk, and what they are called."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponse]
ANSWER = "letters.answer_letters"


def officers_only(view: View) -> View:
    """A page of the desk: who is not signed in is asked to, others than officers are refused.

    Nothing of it stays in a cache.
    """
    allowed = permission_required(ANSWER, raise_exception=True)(view)

    @wraps(view)
    def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        answer: HttpResponse = allowed(request, *told, **named)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    shown: View = never_cache(login_required(page))
    return shown


def called(user: User | None) -> str:
    """What an officer is called on the pages of the desk."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""

"""What axes is told: where a request comes from, and the page for who tried too often."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luohu.web.record.surroundings import address_of

LOCKED = 429


def address_for_axes(request: HttpRequest) -> str | None:
    """The address of who asks, None where there is none."""
    return address_of(request) or None


def locked_page(
    request: HttpRequest, answer: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Too many wrong tries: how long it lasts, whoever asks and whether there is such an account."""
    return render(request, "accounts/locked.html", status=LOCKED)


def is_locked(request: HttpRequest, user: User) -> bool:
    """Whether an account is locked for the address of a request."""
    return not AxesProxyHandler.is_allowed(request, {"username": user.get_username()})


def count_failure(request: HttpRequest, user: User) -> None:
    """Count a wrong code or password of somebody who is partly or wholly signed in."""
    told = {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=told, request=request)

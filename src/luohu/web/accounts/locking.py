"""What axes is told: where a request comes from, and the page for who tried too often."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from luohu.web.protection import blind
from luohu.web.record.covering import covered
from luohu.web.record.surroundings import address_of

LOCKED = 429
TYPED = "typed-as-a-name"
TOLD = ("axes_user_agent", "axes_http_accept", "axes_path_info")


def address_for_axes(request: HttpRequest) -> str | None:
    """The address of who asks, None where there is none."""
    return address_of(request) or None


def name_for_axes(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The name that was typed; where a personal number was typed in its place, what stands for it."""
    name = (credentials or request.POST).get("username")
    if name is None or covered(name) == name:
        return name
    return blind.index(name, TYPED)


class Failures(AxesDatabaseHandler):  # type: ignore[misc]
    """Keeps of a failure whose, whence and when, and nothing of what was sent."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **told: Any
    ) -> None:
        """Count a failure as of a request without fields."""
        if request is None:
            return
        held = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        for name in TOLD:
            setattr(request, name, covered(getattr(request, name)))
        try:
            super().user_login_failed(sender, credentials, request, **told)
        finally:
            request.GET, request.POST = held


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

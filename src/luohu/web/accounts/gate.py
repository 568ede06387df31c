"""What stands before every page of who is signed in: limits of his session, then what he must do first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from luohu.web.accounts import second_factor
from luohu.web.accounts.roles import is_official, needs_second_factor
from luohu.web.accounts.sessions import BEGAN, CHANGE, ENDED, FACTOR, SEEN
from luohu.web.record import security
from luohu.web.shell import clock

MINUTE, HOUR = 60, 3600
# A session is written at most this often, in seconds, to say that it is in use.
WRITTEN = 15
CHANGE_PASSWORD, ENROL = "change-password", "second-factor"
OPEN_TO_ALL = frozenset({"sign-out", "healthy", "ready", "robots", "pictures-style"})


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many seconds a session ends: unused, and in any case."""

    idle: int
    absolute: int


OFFICIAL = Limits(15 * MINUTE, 8 * HOUR)
CITIZEN = Limits(30 * MINUTE, 12 * HOUR)


class GateMiddleware:
    """End sessions that ran out; let nobody past a one-time password or a missing second factor."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, told: Any, named: Any
    ) -> HttpResponse | None:
        """None to go on, else where one has to go first."""
        if not request.session.session_key or not request.user.is_authenticated:
            return None
        if why := ended(request):
            _end(request, why)
            return None
        _seen(request)
        return first_of_all(request)


def ended(request: HttpRequest) -> str:
    """Why a session is over, empty for one that is not: `idle`, `absolute`, `unproved`."""
    session, moment = request.session, clock.now().timestamp()
    limits = OFFICIAL if is_official(request.user) else CITIZEN
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None or moment - began >= limits.absolute:
        return "absolute"
    if moment - seen >= limits.idle:
        return "idle"
    if needs_second_factor(request.user) and not session.get(FACTOR):
        return "unproved" if second_factor.has_factor(request.user) else ""  # type: ignore[arg-type]
    return ""


def first_of_all(request: HttpRequest) -> HttpResponse | None:
    """The page that has to come before every other: a new password, then the second factor."""
    here = request.resolver_match.url_name if request.resolver_match is not None else ""
    if here in OPEN_TO_ALL:
        return None
    if request.session.get(CHANGE):
        return None if here == CHANGE_PASSWORD else redirect(CHANGE_PASSWORD)
    if needs_second_factor(request.user) and not request.session.get(FACTOR):
        return None if here == ENROL else redirect(ENROL)
    return None


def _end(request: HttpRequest, why: str) -> None:
    """End a session; the next page says why."""
    security.log("session-ended", username=request.user.get_username(), why=why)
    logout(request)
    request.session[ENDED] = why


def _seen(request: HttpRequest) -> None:
    moment = clock.now().timestamp()
    if moment - request.session[SEEN] >= WRITTEN:
        request.session[SEEN] = moment

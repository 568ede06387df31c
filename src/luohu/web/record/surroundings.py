"""Where something happens: the address that asks and a number of the request, or a command."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LETTERS = "abcdefghjkmnpqrstuvwxyz"
LENGTH = 16
HEADER = "X-Request-ID"


@dataclass(frozen=True)
class Surroundings:
    """The address, empty where there is none, and the request's own number or a command's name."""

    address: str = ""
    request: str = ""

    def __str__(self) -> str:
        return f"{self.address} {self.request}".strip()


NOWHERE = Surroundings()
_current: ContextVar[Surroundings] = ContextVar("luohu_surroundings", default=NOWHERE)


def current() -> Surroundings:
    """Where what is running now was asked for."""
    return _current.get()


@contextmanager
def within(place: Surroundings) -> Iterator[Surroundings]:
    """Let everything inside happen at a place: `Surroundings(request="command:verify")`."""
    token = _current.set(place)
    try:
        yield place
    finally:
        _current.reset(token)


def address_of(request: HttpRequest) -> str:
    """The address that asks, as the trusted proxies before the site saw it; empty where unknown.

    What a client writes into X-Forwarded-For itself is never believed.
    """
    trusted = settings.NINJA_NUM_PROXIES or 0
    told = str(request.META.get("REMOTE_ADDR") or "")
    if trusted:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",")
        told = forwarded[-min(trusted, len(forwarded))].strip() or told
    try:
        return str(ip_address(told))
    except ValueError:
        return ""


class SurroundingsMiddleware:
    """Give each request a number of its own, and tell it with the answer."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        with within(Surroundings(address_of(request), number)):
            answer = self.answer(request)
        answer.headers[HEADER] = number
        return answer

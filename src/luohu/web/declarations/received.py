"""When a request came in: taken before anything waits for the database, and what decides a deadline."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luohu.web.shell.clock import now
from luohu.web.years.models import Year

MOMENT = "luohu_received"


class ReceivedMiddleware:
    """Remember the moment at which a request was taken in hand; outside all that reads the database."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        setattr(request, MOMENT, now())
        return self.answer(request)


def received_at(request: HttpRequest, year: Year) -> datetime.datetime:
    """The moment of a request by the clock of a year; that of now where nothing remembered it."""
    moment: datetime.datetime = getattr(request, MOMENT, None) or now()
    return moment + year.offset if year.rehearsal else moment

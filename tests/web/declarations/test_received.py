"""A deadline is kept by the moment at which the request came in, whatever waits afterwards."""

from __future__ import annotations

import datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from luohu.web.declarations import received
from luohu.web.years.models import Year

AT = datetime.datetime(2026, 5, 13, 11, 59, 59, 999000, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(minutes=3)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    """A request that came in at AT and is still being worked on at LATER."""
    moments = iter((AT, LATER))
    monkeypatch.setattr(received, "now", lambda: next(moments))
    request = RequestFactory().get("/")
    received.ReceivedMiddleware(lambda _: HttpResponse())(request)
    return request


def test_the_moment_is_that_of_coming_in(taken: HttpRequest) -> None:
    assert received.received_at(taken, Year()) == AT


def test_in_a_rehearsal_it_is_by_its_clock(taken: HttpRequest) -> None:
    offset = datetime.timedelta(days=40)

    assert received.received_at(taken, Year(rehearsal=True, offset=offset)) == AT + offset


def test_where_nothing_remembered_it_the_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "now", lambda: LATER)

    assert received.received_at(RequestFactory().get("/"), Year()) == LATER

"""When the site cannot answer: busy, full, broken, too much; pages that need no database."""

from __future__ import annotations

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from luohu.web.record import surroundings

RETRY_SECONDS = 5


def broken(request: HttpRequest) -> HttpResponse:
    """What went wrong inside, with the status that says how to get over it.

    503 where the database cannot be had now, 507 where the disk is full, 408 where the request did
    not arrive whole. The page shows a number that stands in the log, and nothing else of the failure.
    """
    return page(request, status_of(sys.exc_info()[1]))


def too_long(request: HttpRequest) -> HttpResponse:
    """An upload that is longer than the site takes; its body is not read."""
    return page(request, 413)


def page(request: HttpRequest, status: int) -> HttpResponse:
    """A page of a failure, made without the database."""
    told = {"status": status, "reference": surroundings.current().request}
    answer = HttpResponse(render_to_string("operations/failure.html", told), status=status)
    if status in (503, 507):
        answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


def status_of(error: BaseException | None) -> int:
    """The status that says how a failure may be got over."""
    while error is not None:
        if isinstance(error, UnreadablePostError):
            return 408
        if is_full(error):
            return 507
        if is_busy(error):
            return 503
        error = error.__cause__
    return 500


def is_full(error: BaseException) -> bool:
    """Whether there was no room on the disk."""
    words = str(error)
    full = "disk is full" in words or "No space left" in words or "could not extend file" in words
    return isinstance(error, (DatabaseError, OSError)) and full


def is_busy(error: BaseException) -> bool:
    """Whether the database was away, or another held for too long what was wanted."""
    if isinstance(error, InterfaceError):
        return True
    return isinstance(error, OperationalError) and "no such" not in str(error)

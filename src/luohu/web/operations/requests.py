"""Each request has a line in the log, and a body no longer than the site takes."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from luohu.web.operations import failures

SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}")
logger = logging.getLogger("luohu.requests")


class RequestMiddleware:
    """What is inside it is timed and logged; only what gives requests their number is outside."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; 413 for a body that is too long, before it is read."""
        begun = time.monotonic()
        answer = failures.too_long(request) if is_too_long(request) else self.answer(request)
        logged(request, answer, time.monotonic() - begun)
        return answer


def callers_number(request: HttpRequest) -> str:
    """The number that a proxy gave the request, if it is a plain one."""
    told = request.headers.get("X-Request-Id", "")
    return told if SAFE.fullmatch(told) else ""


def is_too_long(request: HttpRequest) -> bool:
    """Whether the body is said to be longer than an upload may be; no length is what is no number."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return told.isdecimal() and (len(told) > 15 or int(told) > settings.LUOHU_UPLOAD)


def logged(request: HttpRequest, answer: HttpResponse, seconds: float) -> None:
    """One line: what was asked, how it was answered, how long it took, in which role; nobody's name."""
    logger.info(
        "request",
        extra={
            "method": request.method, "path": request.path, "status": answer.status_code,
            "ms": round(seconds * 1000), "role": role_of(request), "caller": callers_number(request),
        },
    )  # fmt: skip


def role_of(request: HttpRequest) -> str:
    """The role of who asks where that is known already; the log asks the database nothing."""
    from luohu.web.accounts import roles

    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return ""
    known = "appointment" in user._state.fields_cache
    return str(roles.role_of(user)) if known else "signed-in"

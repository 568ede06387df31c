"""The front page, the page about the site, and what is shown where there is no page."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from luohu.pictures.colours import picture_style
from luohu.web.shell.context import spoken
from luohu.web.shell.line import history, latest_line

NOT_FOR_ROBOTS = (
    "assess", "lists", "letters", "desk", "account", "officers", "sign-in", "sign-up", "record",
    "my-data", "years", "declare", "employer", "employers", "verify", "selection", "published",
    "operations", "ranked", "settling", "bars",
)  # fmt: skip
ROBOTS = "User-agent: *\nDisallow: /office/\n" + "".join(
    f"Disallow: {language}/{part}/\n" for language in ("", "/en") for part in NOT_FOR_ROBOTS
)


def front(request: HttpRequest) -> HttpResponse:
    """What this is, what one can do here, and the latest published line."""
    return render(request, "front.html", {"line": latest_line(), "history": history(spoken())})


def about(request: HttpRequest) -> HttpResponse:
    """Whose site this is, what it keeps, how far its figures can be trusted."""
    return render(request, "about.html")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone."""
    return HttpResponse(ROBOTS, content_type="text/plain")


def healthy(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(public=True, max_age=3600)
def pictures_style(request: HttpRequest) -> HttpResponse:
    """The colours of pictures on white and on dark, as the pictures themselves say them."""
    return HttpResponse(picture_style(), content_type="text/css")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be read."""
    return render(request, "problem.html", {"status": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is not for this reader."""
    return render(request, "problem.html", {"status": 403}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address with nothing behind it."""
    return render(request, "problem.html", {"status": 404}, status=404)

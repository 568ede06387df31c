"""The pages that answer at once: asking in one's own words, all replies by theme, one reply."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luohu.people.faults import Fault, Refused
from luohu.web.assessment.asked import Asked
from luohu.web.letters import library
from luohu.web.letters.citizens.answers import answered, asked_words, one_answer
from luohu.web.letters.citizens.attached import at_hand
from luohu.web.letters.themes import by_theme, label_of

EXAMPLES: tuple[Promise, ...] = (
    _("社保断了两个月,还能申报吗?"),
    _("租的房子没有备案,算不算住所分?"),
    _("房本在爱人名下,怎么算?"),
    _("在职读研会扣多少分?"),
    _("同分的人怎么排?"),
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A question in one's own words, answered from the library at once, or not at all."""
    document, faults = _at_hand(request)
    found = answered(_words(request), document)
    context: dict[str, Any] = {"answered": found, "asked": document, "faults": faults}
    status = 422 if faults else 200
    if request.headers.get("HX-Target") == "answers":
        return render(request, "letters/answers.html", context | {"is_part": True})
    context |= {"examples": EXAMPLES, "themes": by_theme(library.library().replies.values())}
    return _told(request, "letters/ask.html", context, status)


def _words(request: HttpRequest) -> str:
    held = request.POST if request.method == "POST" else request.GET
    return asked_words(held.get("q", ""))


def _at_hand(request: HttpRequest) -> tuple[Asked | None, list[Fault]]:
    """The asker's document; where it cannot be used the question is answered without it."""
    try:
        return at_hand(request), []
    except Refused as refused:
        return None, refused.faults


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All replies, theme by theme."""
    themes = by_theme(library.library().replies.values())
    return render(request, "letters/replies.html", {"themes": themes})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one_reply(request: HttpRequest, number: int) -> HttpResponse:
    """One reply in full, with what it rests on; posted with a document, with its figures."""
    document, faults = _at_hand(request)
    answer = one_answer(number, document)
    theme = label_of(answer.reply.theme)
    context = {"answer": answer, "theme": theme, "asked": document, "faults": faults}
    return _told(request, "letters/reply.html", context, 422 if faults else 200)


def _told(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    """A page; what was worked out from words or a document of somebody's is not kept anywhere."""
    response = render(request, template, context, status=status)
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response

"""The pages of who writes: a letter, its receipt, the thread, writing again, one's own letters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.letters.citizens.intake import Writing, receive
from luohu.web.letters.citizens.thread import Thread
from luohu.web.letters.models import Letter
from luohu.web.letters.services import opened, write_again
from luohu.web.shell.rates import RateOfAddress
from luohu.web.shell.typed import plain

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE = 50
View = Callable[[HttpRequest], HttpResponse]
NO_SUCH = Fault(
    Place(),
    Text("没有这封信,或者查询码不对", "there is no such letter, or the code is not its code"),
    Text("请对照收到的编号和查询码", "compare the number and the code that you were given"),
)


def in_confidence(view: View) -> View:
    """A page between the office and one writer: not kept on the way, not for search engines."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_confidence
def write(request: HttpRequest) -> HttpResponse:
    """The form of a letter; before it is sent, the replies that may answer it already."""
    written = Writing.of(request)
    if "send" not in request.POST or written.faults:
        return _form(request, written, 422 if written.faults else 200)
    if not written.seen and written.found and written.found.answers:
        return _form(request, written, 200)
    if wait := _too_often(request):
        return _late(_form(request, written.refused([_later(wait)]), 429), wait)
    try:
        receipt = receive(written, _user(request))
    except Refused as refused:
        return _form(request, written.refused(refused.faults), 422)
    return render(request, "letters/receipt.html", {"receipt": receipt, "letter": receipt.letter})


def _form(request: HttpRequest, written: Writing, status: int) -> HttpResponse:
    context = {"written": written, "faults": written.faults, "asked": written.document}
    return render(request, "letters/write.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_confidence
def read(request: HttpRequest) -> HttpResponse:
    """The thread of a letter, for who has its code or wrote it signed in."""
    held = request.POST if request.method == "POST" else request.GET
    number = held.get("number", "")
    letter = _own(request, number)
    if letter is None and request.method == "POST":
        if wait := _too_often(request):
            return _late(_door(request, number, _later(wait), 429), wait)
        letter = opened(number, held.get("code", ""))
    if letter is not None:
        return _thread(request, letter)
    fault = NO_SUCH if request.method == "POST" else None
    return _door(request, number, fault, 404 if fault else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_confidence
def again(request: HttpRequest) -> HttpResponse:
    """A follow-up to a letter, shown in its thread; to who only comes by, where letters are read."""
    if request.method != "POST":
        return redirect("read-letter")
    number, text = request.POST.get("number", ""), request.POST.get("text", "")
    if wait := _too_often(request):
        return _late(_door(request, number, _later(wait), 429), wait)
    letter = _own(request, number) or opened(number, request.POST.get("code", ""))
    if letter is None:
        return _door(request, number, NO_SUCH, 404)
    try:
        held = write_again(letter, text=text, actor=_user(request))
    except Refused as refused:
        return _thread(request, letter, refused.faults, 422)
    return _thread(request, held, added=True)


@require_safe
@in_confidence
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The letters that somebody wrote signed in, the newest first."""
    own = Letter.objects.filter(owner=_user(request)).order_by("-received", "-pk")
    page = Paginator(own.prefetch_related("messages"), PAGE).get_page(request.GET.get("page"))
    threads = [Thread(letter) for letter in page]
    return render(request, "letters/mine.html", {"page": page, "threads": threads})


def _thread(
    request: HttpRequest,
    letter: Letter,
    faults: Sequence[Fault] = (),
    status: int = 200,
    added: bool = False,
) -> HttpResponse:
    """A letter's page; the words of a follow-up that was refused are still in its form."""
    context = {
        "thread": Thread(letter),
        "letter": letter,
        "code": request.POST.get("code", ""),
        "words": request.POST.get("text", "") if faults else "",
        "faults": [replace(fault, place=Place()) for fault in faults],
        "added": added,
    }
    return render(request, "letters/letter.html", context, status=status)


def _door(request: HttpRequest, number: str, fault: Fault | None, status: int) -> HttpResponse:
    """Where number and code are asked for; words that could not be added are shown to be copied."""
    context = {
        "number": number[:40],
        "faults": [fault] if fault else [],
        "words": request.POST.get("text", ""),
    }
    return render(request, "letters/read.html", context, status=status)


def _own(request: HttpRequest, number: str) -> Letter | None:
    """The letter of a number if the reader wrote it signed in."""
    user = _user(request)
    if user is None or not number:
        return None
    return Letter.objects.filter(number=plain(number), owner=user).first()


def _user(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _too_often(request: HttpRequest) -> int:
    """Seconds to wait where an address has written or asked too often; 0 where it has not."""
    rate = RateOfAddress(str(settings.LUOHU_LETTERS))
    return 0 if rate.allow_request(request) else math.ceil(rate.wait()) or 1


def _later(wait: int) -> Fault:
    """What is said to who has to wait."""
    minutes = math.ceil(wait / 60)
    right = Text(f"请过 {minutes} 分钟再试", f"try again in {minutes} min")
    return Fault(Place(), Text("写信、查信太频繁", "too many letters or look-ups"), right)


def _late(response: HttpResponse, wait: int) -> HttpResponse:
    response.headers["Retry-After"] = str(wait)
    return response

"""Objecting to a list, and reading the answer: for everybody, with a number and a code."""

from __future__ import annotations

import math

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.selection import services
from luohu.web.selection.citizens.published import come
from luohu.web.selection.codes import LENGTH, new_code
from luohu.web.selection.objecting import opened
from luohu.web.selection.pages import page
from luohu.web.shell.rates import RateOfAddress
from luohu.web.shell.typed import plain
from luohu.web.years import calendar
from luohu.web.years.calendar import Window

NO_SUCH = Fault(
    Place(),
    Text("没有这件异议,或者查询码不对", "there is no such objection, or the code is not its code"),
    Text("请对照收到的编号和查询码", "compare the number and the code that you were given"),
)
FIELDS = ("words", "signatory", "contact", "about")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of an objection; then its receipt."""
    held = come(request, pk)
    told = {name: request.POST.get(name, "") for name in FIELDS}
    once = plain(request.POST.get("once", ""))
    context = {
        "held": held,
        "year": held.year,
        "typed": told,
        "once": once if len(once) == LENGTH else new_code(),
        "open": calendar.within(held.year, Window.PUBLICITY),
        "about": request.GET.get("about", ""),
    }
    if request.method != "POST":
        return page(request, "object", context)
    if (late := _too_often(request, "object", context)) is not None:
        return late
    actor = request.user if request.user.is_authenticated else None
    try:
        made, code = services.object_to(
            actor=actor, publication=held, code=str(context["once"]), **told
        )
    except Refused as refused:
        return page(request, "object", context, refused.faults)
    return page(request, "objected", {"objection": made, "code": code, "year": held.year})


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """An objection and its answer, for who has its code."""
    number = request.POST.get("number", "")
    context: dict[str, object] = {"number": number[:40]}
    if request.method != "POST":
        return page(request, "objection_read", context)
    if (late := _too_often(request, "objection_read", context)) is not None:
        return late
    found = opened(number, request.POST.get("code", ""))
    if found is None:
        return page(request, "objection_read", context, [NO_SUCH], 404)
    return page(request, "objection_read", {**context, "objection": found})


def _too_often(
    request: HttpRequest, template: str, context: dict[str, object]
) -> HttpResponse | None:
    """Status 429 for an address that has written or asked too often."""
    rate = RateOfAddress(str(settings.LUOHU_LETTERS))
    if rate.allow_request(request):
        return None
    minutes = math.ceil(rate.wait() / 60) or 1
    right = Text(f"请过 {minutes} 分钟再试", f"try again in {minutes} min")
    fault = Fault(Place(), Text("太频繁", "too often"), right)
    answer = page(request, template, context, [fault], 429)
    answer.headers["Retry-After"] = str(math.ceil(rate.wait()))
    return answer

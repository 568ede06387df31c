"""Opening a year: the cycle chosen, what is proposed for it, looked at once more, opened."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Refused
from luohu.schemes.scheme import Scheme
from luohu.web.accounts.roles import Role, requires
from luohu.web.shell.clock import now
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import tell, user_of
from luohu.web.years import checks, services
from luohu.web.years.departments import default_map
from luohu.web.years.forms import Readings, faults_by_column, inputs_of, moment_fields
from luohu.web.years.models import Year
from luohu.web.years.pages import YearPage, page
from luohu.web.years.proposals import free_prefix, known_quota, openable, pattern, proposed

FIRST = Text("写作 2026-04-16", "as in 2026-04-16")


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a cycle; then its form with proposals; then the whole once more, and open it."""
    typed = (request.POST if request.method == "POST" else request.GET).dict()
    if "of" not in typed:
        return page(request, "new", {"openable": openable(), "cycle_now": now().year}, None)
    scheme, cycle = _chosen(typed["of"])
    if request.method != "POST":
        return _proposal(request, scheme, cycle, typed)
    try:
        told = _read(Readings(typed), scheme, cycle)
        if "confirmed" not in typed:
            return _once_more(request, scheme, cycle, typed, told)
        year = services.open_year(actor=user_of(request), **told)
    except Refused as refused:
        return _form(request, scheme, cycle, typed, refused.faults)
    tell(request, _("年度已设立。"))
    return redirect("year", year.pk)


def _chosen(told: str) -> tuple[Scheme, int]:
    """The scheme and the cycle of an entry such as beijing:2026; LawError for what is none."""
    for scheme, cycles in openable():
        for cycle in cycles:
            if told == f"{scheme.name}:{cycle}":
                return scheme, cycle
    raise LawError(f"{told[:40]}: 没有这个年度 there is no such cycle")


def _proposal(
    request: HttpRequest, scheme: Scheme, cycle: int, typed: Mapping[str, str]
) -> HttpResponse:
    """The form with what is published of earlier cycles, from the first day that is asked for."""
    rehearsal = typed.get("rehearsal") == "1"
    known, found, faults = pattern(scheme), known_quota(scheme, cycle), []
    values = {
        "title": f"{scheme.title.in_(spoken())} {cycle}",
        "quota": str(found.quota) if found is not None and found.cycle == cycle else "",
        "number_prefix": free_prefix(cycle, rehearsal=rehearsal),
        "rehearsal": "1" if rehearsal else "",
        "first": typed.get("first", ""),
    }
    if known is not None:
        try:
            first = datetime.date.fromisoformat(values["first"]) if values["first"] else None
            values |= inputs_of(proposed(known, cycle, first))
        except ValueError:
            wrong = Text(f"看不懂 {values['first'][:30]}", f"{values['first'][:30]} cannot be read")
            faults = [checks.fault("first", wrong, FIRST)]
    return _form(request, scheme, cycle, values, faults)


def _read(form: Readings, scheme: Scheme, cycle: int) -> dict[str, Any]:
    """What the form tells `open_year`, checked as far as nothing is kept; Refused with all faults."""
    rehearsal = form.text("rehearsal") == "1"
    told: dict[str, Any] = {
        "scheme": scheme.name, "cycle": cycle, "title": form.text("title"), "quota": form.quota(),
        "moments": form.moments(), "rehearsal": rehearsal, "number_prefix": form.text("number_prefix"),
    }  # fmt: skip
    form.refuse()
    services.check_opening(**told)
    return told


def _once_more(
    request: HttpRequest,
    scheme: Scheme,
    cycle: int,
    typed: Mapping[str, str],
    told: Mapping[str, Any],
) -> HttpResponse:
    """The year as it would be, before it is opened."""
    law = scheme.at(cycle)
    year = Year(
        scheme=scheme.name, cycle=cycle, rules=law.book.name, title=told["title"],
        quota=told["quota"], rehearsal=told["rehearsal"], number_prefix=told["number_prefix"],
        departments=default_map(law), **told["moments"],
    )  # fmt: skip
    kept = {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}
    context = {"shown": YearPage(year), "year": year, "typed": kept}
    return page(request, "new_confirm", context, None)


def _form(
    request: HttpRequest,
    scheme: Scheme,
    cycle: int,
    values: Mapping[str, str],
    faults: list[Fault],
) -> HttpResponse:
    context = {
        "scheme": scheme,
        "cycle": cycle,
        "of": f"{scheme.name}:{cycle}",
        "law": scheme.at(cycle),
        "known": pattern(scheme),
        "known_quota": known_quota(scheme, cycle),
        "values": values,
        "moments": moment_fields(values, faults),
        "wrong": faults_by_column(faults),
    }
    return page(request, "new_form", context, faults)

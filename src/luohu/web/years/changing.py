"""Changing a year: its calendar, its departments, and the clock of a rehearsal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.accounts.roles import Role, requires
from luohu.web.shell.clock import now
from luohu.web.shell.pages import tell, user_of
from luohu.web.years import calendar, clock, services
from luohu.web.years.departments import labels
from luohu.web.years.forms import Readings, faults_by_column, inputs_of, moment_fields
from luohu.web.years.laws import law_of
from luohu.web.years.models import MOMENTS, Year
from luohu.web.years.pages import YearPage, find_year, page
from luohu.web.years.wording import MOMENT_LABELS, written

SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class FactField:
    """A fact in the map of departments: what was chosen, and what is wrong with it."""

    name: str
    label: Text
    value: str
    faults: list[Fault]


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def moments(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the calendar; what has passed stands there and cannot be changed."""
    year = find_year(pk)
    if request.method != "POST":
        return _moments(request, year, Readings(inputs_of(calendar.moments_of(year))), [])
    form = Readings(request.POST.dict())
    try:
        wanted = form.moments()
        form.refuse()
        services.change_calendar(
            actor=user_of(request), year=year, moments=wanted, why=form.text("why")
        )
    except Refused as refused:
        return _moments(request, year, form, refused.faults)
    tell(request, _("日程已改。"))
    return redirect("year", pk)


def _moments(request: HttpRequest, year: Year, form: Readings, faults: list[Fault]) -> HttpResponse:
    passed = [name for name in MOMENTS if getattr(year, name) <= clock.moment(year)]
    context = {
        "shown": YearPage(year),
        "year": year,
        "moments": moment_fields(form.typed, faults, passed),
        "why": form.text("why"),
        "wrong": faults_by_column(faults),
    }
    return page(request, "moments", context, faults)


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def departments(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which department verifies which fact."""
    year = find_year(pk)
    if request.method != "POST":
        return _departments(request, year, Readings(year.departments), [])
    form = Readings(request.POST.dict())
    named = labels(law_of(year))
    try:
        services.change_departments(
            actor=user_of(request), year=year, why=form.text("why"),
            departments={name: form.text(name) for name in named},
        )  # fmt: skip
    except Refused as refused:
        return _departments(request, year, form, refused.faults)
    tell(request, _("核查分工已改。"))
    return redirect("year", pk)


def _departments(
    request: HttpRequest, year: Year, form: Readings, faults: list[Fault]
) -> HttpResponse:
    wrong = faults_by_column(faults)
    named = labels(law_of(year))
    context = {
        "shown": YearPage(year),
        "year": year,
        "facts": [FactField(n, one, form.text(n), wrong.get(n, [])) for n, one in named.items()],
        "departments": DEPARTMENTS,
        "why": form.text("why"),
        "wrong": wrong,
    }
    return page(request, "departments", context, faults)


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the clock of a rehearsal to before or at a moment, to any other, or back; 404 for a real year."""
    year = find_year(pk)
    if not year.rehearsal:
        raise Http404
    if request.method != "POST":
        return _move(request, year, [])
    form = Readings(request.POST.dict())
    try:
        to = _wanted(year, form)
        form.refuse()
        offset = to - now() if to is not None else datetime.timedelta()
        services.move_clock(actor=user_of(request), year=year, offset=offset)
    except Refused as refused:
        return _move(request, year, refused.faults, form.text("moment"))
    tell(request, _("演练时钟已拨。"))
    return redirect("year", pk)


def _wanted(year: Year, form: Readings) -> datetime.datetime | None:
    """The moment to which a form moves the clock; None for that of the site."""
    told = form.text("to")
    if not told:
        return form.moment("moment")
    if told == "site":
        return None
    name, before = told.removesuffix("-"), told.endswith("-")
    if name not in MOMENTS:
        raise LawError(f"{told[:40]}: 没有这个时刻 there is no such moment")
    at: datetime.datetime = getattr(year, name)
    return at - SECOND if before else at


def _move(request: HttpRequest, year: Year, faults: list[Fault], typed: str = "") -> HttpResponse:
    shown = YearPage(year)
    moments = [(name, MOMENT_LABELS[name], getattr(year, name)) for name in MOMENTS]
    context = {
        "shown": shown,
        "year": year,
        "moments": moments,
        "typed": typed or written(shown.now),
        "wrong": faults_by_column(faults),
    }
    return page(request, "clock", context, faults)

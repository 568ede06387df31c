"""The years for the authority, one year, and the calendar of a year for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.shell.pages import tell, user_of
from luohu.web.years import actions, counts, services
from luohu.web.years.forms import Readings
from luohu.web.years.models import Year
from luohu.web.years.pages import YearPage, find_year, page
from luohu.web.years.proposals import known_quota


@requires(Role.AUTHORITY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All years, the latest first, each with its stage."""
    years = [YearPage(year) for year in Year.objects.all()]
    return page(request, "index", {"years": years}, None)


@requires(Role.AUTHORITY)
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One year: its picture, stage, counts, what can be done, quota, departments, history."""
    return _one(request, find_year(pk))


def _one(
    request: HttpRequest, year: Year, typed: str | None = None, faults: list[Fault] | None = None
) -> HttpResponse:
    shown = YearPage(year)
    quota = typed if typed is not None else year.quota
    context = {
        "shown": shown,
        "year": year,
        "actions": actions.actions(year, user_of(request)),
        "counts": counts.counted(year),
        "quota": "" if quota is None else quota,
        "known": known_quota(shown.scheme, year.cycle),
        "why": request.POST.get("why", ""),
    }
    return page(request, "one", context, faults)


@requires(Role.AUTHORITY)
@require_POST
def quota(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the quota; where it is refused, the year's page with the reason."""
    year, form = find_year(pk), Readings(request.POST.dict())
    try:
        wanted = form.quota()
        form.refuse()
        services.change_quota(actor=user_of(request), year=year, quota=wanted, why=form.text("why"))
    except Refused as refused:
        return _one(request, year, form.text("quota"), refused.faults)
    tell(request, _("落户规模已改。"))
    return redirect("year", pk)


@require_http_methods(["GET", "HEAD"])
def public_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar of a year, for everybody."""
    shown = YearPage(find_year(pk))
    return render(request, "years/calendar.html", {"shown": shown, "year": shown.year})

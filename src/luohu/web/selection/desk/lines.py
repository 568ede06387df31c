"""The published list for the authority: its lines, cancelling, confirming, settling, falsifying."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import starts_of
from luohu.web.protection import attachments
from luohu.web.record.reasons import reason
from luohu.web.selection import services
from luohu.web.selection.codes import place_of
from luohu.web.selection.keeping import evidence_against
from luohu.web.selection.models import Listing, ListingState, PlaceCategory, Publication
from luohu.web.selection.pages import find_line, page
from luohu.web.shell.pages import tell, user_of
from luohu.web.shell.refusals import refused, refused_at
from luohu.web.shell.typed import plain
from luohu.web.years import calendar, clock
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year

PAGE = 100


@requires(Role.AUTHORITY)
@require_safe
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a year, by state and either number, paged."""
    made = get_object_or_404(Publication.objects.select_related("year"), year=pk)
    number, state = plain(request.GET.get("number", "")), request.GET.get("state", "")
    found = Listing.objects.filter(publication=made).select_related("declaration")
    place = place_of(number)
    if place is not None:
        found = found.filter(position=place)
    elif number:
        found = found.filter(number=number)
    if state in ListingState.values:
        found = found.filter(state=state)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "publication": made, "year": made.year, "page": shown, "number": number, "state": state,
        "states": ListingState.choices,
    }  # fmt: skip
    return page(request, "lines", context)


@requires(Role.AUTHORITY)
@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line, and what can be done with it now."""
    return _line(request, find_line(pk))


def _line(request: HttpRequest, held: Listing, faults: list[Fault] | None = None) -> HttpResponse:
    year = held.publication.year
    context: dict[str, Any] = {
        "line": held,
        "year": year,
        "may_cancel": held.state in (ListingState.LISTED, ListingState.CONFIRMED),
        "may_confirm": held.state == ListingState.LISTED
        and clock.moment(year) >= year.publicity_to
        and held.objections.filter(cancels=True).exists(),
        "may_settle": held.state == ListingState.CONFIRMED
        and calendar.within(year, Window.SETTLEMENT),
        "places": PlaceCategory.choices,
        "children": held.declaration.accompanying.all(),
        "objections": held.objections.all(),
        "today": clock.moment(year),
        "typed": request.POST,
    }
    return page(request, "line", context, faults or [])


@requires(Role.AUTHORITY)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a line, with the reason; the form says that nobody moves up."""
    why = request.POST.get("why", "")
    return _step(request, pk, _("已取消,不递补。"), partial(services.cancel, why=why))


@requires(Role.AUTHORITY)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a line that an objection was upheld against after all, with the reason."""
    why = request.POST.get("why", "")
    return _step(request, pk, _("已取得资格。"), partial(services.confirm, why=why))


@requires(Role.AUTHORITY)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody was registered."""
    on, place = request.POST.get("on", ""), request.POST.get("place", "")
    return _step(
        request, pk, _("已登记落户。"),
        lambda **held: services.settle(on=_day(on), place=place, **held),
    )  # fmt: skip


def _step(request: HttpRequest, pk: int, words: str, step: Callable[..., object]) -> HttpResponse:
    """A step with a line; where it is refused, the page of the line with the reason."""
    held = find_line(pk)
    try:
        step(actor=user_of(request), listing=held)
    except Refused as error:
        return _line(request, held, error.faults)
    tell(request, words)
    return redirect("line", pk)


def _day(typed: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(typed.strip())
    except ValueError:
        right = Text("写作 2026-07-20", "write it as 2026-07-20")
        raise refused("不是日期", "this is no day", right, "on") from None


@requires(Role.AUTHORITY)
@require_POST
def confirm_all(request: HttpRequest, pk: int) -> HttpResponse:
    """After publicity: everybody on the list has the right."""
    held = get_object_or_404(Year, pk=pk)
    done = services.confirm_all(actor=user_of(request), year=held)
    tell(request, ngettext("%(n)s 人取得资格。", "%(n)s 人取得资格。", done) % {"n": done})
    return redirect("selection", pk)


@requires(Role.AUTHORITY)
@require_POST
def lapse_all(request: HttpRequest, pk: int) -> HttpResponse:
    """After the time of settlement: whoever did not settle has lost the right."""
    held = get_object_or_404(Year, pk=pk)
    done = services.lapse_all(actor=user_of(request), year=held)
    tell(request, ngettext("%(n)s 人逾期未办。", "%(n)s 人逾期未办。", done) % {"n": done})
    return redirect("selection", pk)


@requires(Role.AUTHORITY)
@require_safe
def find_falsified(request: HttpRequest, pk: int) -> HttpResponse:
    """From a number that was typed to the page where that declaration can be found false."""
    held = get_object_or_404(Year, pk=pk)
    number = plain(request.GET.get("number", ""))
    if not Declaration.objects.filter(year=held, number=number).exists():
        right = Text("对照申报编号", "compare the number of the declaration")
        wrong = Text("本年度没有这个编号的申报", "this year has no declaration of this number")
        raise refused_at(number, wrong, right)
    return redirect("falsify", number)


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def falsify(request: HttpRequest, number: str) -> HttpResponse:
    """What finding a declaration false means, to be confirmed with reason and evidence."""
    held = get_object_or_404(
        Declaration.objects.select_related("year", "employer"), number=plain(number)
    )
    context = {
        "declaration": held, "year": held.year, "typed": request.POST,
        "may": held.state in starts_of("falsify"),
        "evidence": attachments.of(evidence_against(held)),
    }  # fmt: skip
    if request.method != "POST":
        return page(request, "falsify", context)
    try:
        why = reason(request.POST.get("why", ""))
        if context["may"]:
            _keep_evidence(request, held)
        services.falsify(
            actor=user_of(request), declaration=held, why=why,
            employer_helped=request.POST.get("employer_helped") == "1",
        )  # fmt: skip
    except Refused as error:
        return page(request, "falsify", context, error.faults)
    tell(request, _("已认定材料虚假,并停止其申报。"))
    return redirect("selection", held.year_id)


@requires(Role.AUTHORITY)
@require_safe
def evidence(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file of evidence against a declaration; that it was read is logged."""
    held = get_object_or_404(Declaration, number=plain(number))
    found = get_object_or_404(attachments.of(evidence_against(held)), pk=pk)
    return attachments.served(found, actor=user_of(request))


def _keep_evidence(request: HttpRequest, declaration: Declaration) -> None:
    upload = request.FILES.get("evidence")
    if upload is not None:
        attachments.store(
            actor=user_of(request), subject=evidence_against(declaration), upload=upload
        )

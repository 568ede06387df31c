"""Freezing, looking at what comes out, working it out again, publishing: the pages of a selection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires, role_of
from luohu.web.operations.models import Job
from luohu.web.selection import previewing, services
from luohu.web.selection.exporting import export_cohort
from luohu.web.selection.models import Freeze, FreezeState, Publication
from luohu.web.selection.pages import find_freeze, page
from luohu.web.selection.publishing import refuse_unready
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import tell, user_of
from luohu.web.years import calendar, clock
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year


@requires(Role.AUTHORITY, Role.PUBLISHER)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every year with its list, the latest first."""
    years = Year.objects.all()
    published = {one.year_id: one for one in Publication.objects.all()}
    frozen = {one.year_id: one for one in Freeze.objects.filter(state__in=("making", "made"))}
    rows = [(year, frozen.get(year.pk), published.get(year.pk)) for year in years]
    return page(request, "index", {"rows": rows})


@requires(Role.AUTHORITY, Role.PUBLISHER)
@require_safe
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """The selection of one year: its freezes, its list, and what can be done now."""
    return _year(request, get_object_or_404(Year, pk=pk))


def _year(request: HttpRequest, held: Year, faults: list[Fault] | None = None) -> HttpResponse:
    current = services.in_force(held)
    context = {
        "year": held,
        "moment": clock.moment(held),
        "ranking": calendar.within(held, Window.RANKING),
        "settling": calendar.within(held, Window.SETTLEMENT),
        "over": clock.moment(held) >= held.settles_to,
        "current": current,
        "job": _job(current),
        "freezes": held.freezes.select_related("by"),
        "publication": Publication.objects.filter(year=held).first(),
        "is_authority": role_of(request.user) == Role.AUTHORITY,
    }
    return page(request, "year", context, faults or [])


def _job(freeze: Freeze | None) -> Job | None:
    """The job of a freeze that is being made."""
    if freeze is None or freeze.state != FreezeState.MAKING or freeze.job is None:
        return None
    return Job.objects.filter(pk=freeze.job).first()


@requires(Role.AUTHORITY)
@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a year frozen and ranked; the page of the job that does it."""
    held = get_object_or_404(Year, pk=pk)
    try:
        made = services.freeze(actor=user_of(request), year=held)
    except Refused as refused:
        return _year(request, held, refused.faults)
    assert made.job is not None
    return redirect("job", made.job)


@requires(Role.AUTHORITY, Role.PUBLISHER)
@require_safe
def one_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """What a freeze came to: the line and who stands near it, in numbers."""
    return _freeze(request, find_freeze(pk))


def _freeze(request: HttpRequest, held: Freeze, faults: list[Fault] | None = None) -> HttpResponse:
    made = held.state == FreezeState.MADE
    context = {
        "freeze": held,
        "year": held.year,
        "preview": services.preview(held) if made else None,
        "picture": previewing.picture(held.pk, held.digest, spoken()) if made else None,
        "publication": Publication.objects.filter(freeze=held).first(),
        "checks": Job.objects.filter(name="selection.check", subject=str(held)).order_by("-pk")[:5],
        "is_authority": role_of(request.user) == Role.AUTHORITY,
        "why": request.POST.get("why", ""),
    }
    return page(request, "freeze", context, faults or [])


@requires(Role.AUTHORITY)
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a freeze up, with the reason."""
    held = find_freeze(pk)
    try:
        services.give_up(actor=user_of(request), freeze=held, why=request.POST.get("why", ""))
    except Refused as refused:
        return _freeze(request, held, refused.faults)
    tell(request, _("已放弃这次冻结,核查结论又可以改动。"))
    return redirect("selection", held.year_id)


@requires(Role.AUTHORITY, Role.PUBLISHER)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a freeze worked out again; the page of the job that does it."""
    held, actor = find_freeze(pk), user_of(request)
    if held.state != FreezeState.MADE:
        return redirect("freeze", pk)
    job = services.ask_to_check(actor=actor, freeze=held, role=role_of(actor))
    tell(request, _("重算核对已开始,结果会写在这一页。"))
    return redirect("job", job.pk) if job.actor_id == actor.pk else redirect("freeze", pk)


@requires(Role.PUBLISHER)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about to be published, to be confirmed; then the page of the job that does it."""
    held, actor = find_freeze(pk), user_of(request)
    try:
        if request.method == "POST":
            return redirect("job", services.ask_to_publish(actor=actor, freeze=held).pk)
        refuse_unready(actor, held)
    except Refused as refused:
        return page(request, "publish", {"freeze": held, "year": held.year}, refused.faults)
    context = {"freeze": held, "year": held.year, "preview": services.preview(held), "ready": True}
    return page(request, "publish", context)


@requires(Role.AUTHORITY)
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen documents without names, a line of JSON each, as `luohu rank` reads them."""
    held = find_freeze(pk)
    lines = export_cohort(actor=user_of(request), freeze=held)
    answer = StreamingHttpResponse(_encoded(lines), content_type="application/jsonl")
    name = f"cohort-{held.year.number_prefix}-{held.number}.jsonl"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store, private"
    return cast(HttpResponse, answer)  # streamed: a city's cohort is too much for the memory


def _encoded(documents: Iterator[dict[str, object]]) -> Iterator[bytes]:
    for document in documents:
        yield json.dumps(document, ensure_ascii=False).encode() + b"\n"

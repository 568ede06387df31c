"""For the authority: checks laid out before the departments, and what none of them has decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.sources import LawError, Text
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import AFTER_SUBMISSION, State
from luohu.web.shell.pages import user_of
from luohu.web.verification import laying
from luohu.web.verification.facts import label_of
from luohu.web.verification.models import Check, Decision
from luohu.web.years import clock
from luohu.web.years.actions import Action
from luohu.web.years.counts import Count as Counted
from luohu.web.years.models import Year

PAGE = 100


def year_of(pk: int) -> Year:
    """A year; LawError where there is none."""
    found = Year.objects.filter(pk=pk).first()
    if found is None:
        raise LawError(f"{pk}: 没有这个年度 there is no such year")
    return found


@never_cache
@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def lay_out(request: HttpRequest, year: int) -> HttpResponse:
    """How much is laid out before the departments; a POST has the rest laid out in the background."""
    held = year_of(year)
    if request.method == "POST":
        return redirect("job", laying.ask_to_lay_out(actor=user_of(request), year=held).pk)
    submitted = Declaration.objects.filter(year=held, state__in=AFTER_SUBMISSION)
    laid = Check.objects.filter(year=held).order_by().values("declaration").distinct()
    context = {
        "year": held, "submitted": submitted.count(), "laid": laid.count(), "now": clock.moment(held),
        "departments": departments(held),
    }  # fmt: skip
    return render(request, "verification/lay_out.html", context)


def departments(year: Year) -> list[tuple[Text, int, int]]:
    """Each department of a year, how many of its checks wait, and how many there are."""
    rows = Check.objects.filter(year=year).order_by().values_list("department", "decision")
    waiting: dict[str, int] = {}
    there: dict[str, int] = {}
    for department, decision, many in rows.annotate(n=Count("pk")):
        there[department] = there.get(department, 0) + many
        if decision == Decision.PENDING:
            waiting[department] = waiting.get(department, 0) + many
    names = dict.fromkeys((*year.departments.values(), *there))
    return [(called(one), waiting.get(one, 0), there.get(one, 0)) for one in names]


def called(department: str) -> Text:
    """What a department is called."""
    return DEPARTMENTS.get(department, Text(department, department))


@never_cache
@requires(Role.AUTHORITY)
@require_safe
def undecided(request: HttpRequest, year: int) -> HttpResponse:
    """What no department has decided: the declaration's number, the fact, the department."""
    held = year_of(year)
    wanted = request.GET.get("department", "")
    rows = pending(held)
    if wanted in held.departments.values():
        rows = rows.filter(department=wanted)
    page = Paginator(rows.order_by("declaration__number", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    told = [(number, label_of(fact), called(one)) for number, fact, one in page.object_list]
    context = {
        "year": held, "page": page, "rows": told, "wanted": wanted, "now": clock.moment(held),
        "departments": [(one, called(one)) for one in dict.fromkeys(held.departments.values())],
    }  # fmt: skip
    return render(request, "verification/undecided.html", context)


def pending(year: Year) -> Any:
    """Number, fact and department of what is undecided among the declarations that stand."""
    rows = Check.objects.filter(year=year, decision=Decision.PENDING)
    open_ones = rows.filter(declaration__state__in=(State.SUBMITTED, State.VERIFIED))
    return open_ones.values_list("declaration__number", "fact", "department")


def actions(year: Year, user: Any) -> list[Action]:
    """What the authority may do about verification, for the page of a year."""
    moment = clock.moment(year)
    open_now = year.declares_from <= moment < year.ranks_to
    return [
        Action(
            Text("分派核查", "lay out the checks"),
            reverse("verify-lay-out", args=[year.pk]), now=open_now,
        ),
        Action(
            Text("没有核查的事实", "facts not verified"),
            reverse("verify-undecided", args=[year.pk]), count=pending(year).count(), now=open_now,
        ),
    ]  # fmt: skip


HEADING = Text("核查", "verification")


def counts(year: Year) -> list[Counted]:
    """What waits with each department, for the page of a year."""
    address = reverse("verify-undecided", args=[year.pk])
    return [Counted(name, waiting, address) for name, waiting, there in departments(year) if there]

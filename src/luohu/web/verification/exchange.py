"""The page of workbooks: what waits as a file, and taking one back with a result for every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.protection.disclosure import in_full
from luohu.web.shell.pages import user_of
from luohu.web.shell.workbooks import KIND, received
from luohu.web.verification import asked as asking
from luohu.web.verification import services, workbooks
from luohu.web.verification.asked import Asked, Row
from luohu.web.verification.deciding import REFUSED, Told
from luohu.web.verification.notices import notices
from luohu.web.verification.queue import year_asked
from luohu.web.verification.workbooks import Line

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STATES: Final = {
    "done": _("已办"), "already": _("先前已办"), "refused": _("没有办成"), "changed": _("在此期间已有变动"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a row of a workbook."""

    row: int
    check: int | None
    state: str
    faults: tuple[Fault, ...]


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """The page; a POST takes a workbook in and says what came of each row."""
    actor = user_of(request)
    year = year_asked(actor, request.POST.get("year", "") or request.GET.get("year", ""))
    if year is None:
        return render(request, "verification/nothing.html", {"notices": notices(request)})
    faults: list[Fault] = []
    results: list[Result] | None = None
    if request.method == "POST":
        try:
            results = take_in(actor, *received(request))
        except Refused as refused:
            faults = refused.faults
    context = {
        "year": year, "facts": asking.facts_of(actor, year), "counts": asking.counts(actor, year),
        "faults": faults, "results": results, "totals": _totals(results or []),
        "told": [(one, STATES[one.state]) for one in results or [] if one.state != "done"],
        "most": workbooks.MOST, "notices": notices(request),
    }  # fmt: skip
    return render(request, "verification/workbook.html", context, status=422 if faults else 200)


def take_in(actor: User, content: bytes, name: str) -> list[Result]:
    """Decide what a workbook decides: a thousand rows a transaction, each row for itself.

    The same file once more finds every row done already.
    """
    lines = workbooks.read(content, name)
    said = [(line, line.said) for line in lines if line.said is not None]
    size, answers = services.MOST_AT_ONCE, dict[int, Told]()
    for begin in range(0, len(said), size):
        some = said[begin : begin + size]
        told = services.decide_many(actor=actor, decisions=[one for _line, one in some])
        answers |= {line.row: one for (line, _said), one in zip(some, told, strict=True)}
    return [_result(line, answers.get(line.row)) for line in lines]


def _result(line: Line, told: Told | None) -> Result:
    if told is None:
        return Result(line.row, None, REFUSED, line.faults)
    faults = tuple(replace(one, place=replace(one.place, row=line.row)) for one in told.faults)
    return Result(line.row, told.check, told.state, faults)


def _totals(results: Sequence[Result]) -> list[tuple[object, int]]:
    counted = Counter(one.state for one in results)
    return [(label, counted[state]) for state, label in STATES.items()]


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["POST"])
def download(request: HttpRequest, year: int) -> HttpResponse:
    """What waits for the department, as a workbook; with whole identity numbers for a reason only."""
    actor = user_of(request)
    held = year_asked(actor, str(year))
    assert held is not None
    asked = Asked.of({"fact": request.POST.get("fact", "")})
    rows = asking.rows(asked.checks(actor, held)[: workbooks.MOST])
    identities = (
        _disclosed(actor, rows, request.POST.get("why", "")) if request.POST.get("full") else None
    )
    answer = HttpResponse(workbooks.written(rows, identities), content_type=KIND)
    name = f"luohu-verify-{held.cycle}-{held.pk}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _disclosed(actor: User, rows: Sequence[Row], why: str) -> dict[int, str]:
    """The whole identity numbers of these rows; each reading is a line of the security log."""
    return {
        one.check.pk: in_full(
            one.check.declaration.identity, actor=actor,
            subject=f"declaration:{one.check.declaration_id}", why=why,
        )
        for one in rows
    }  # fmt: skip

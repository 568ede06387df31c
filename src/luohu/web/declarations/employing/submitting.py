"""Submitting declarations: received when the request came in, once for each key."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from luohu.law.sources import Text
from luohu.web.declarations import services
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.declarations.pages import of_employer, of_employers_declaration
from luohu.web.declarations.received import received_at
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused

KEY_HEADER = "Idempotency-Key"


@require_POST
@of_employer
def submit(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Submit the declarations that are ticked, all or none; the page is their receipts.

    The moment of receipt is that at which the request came in, not that of the transaction.
    """
    numbers = request.POST.getlist("declaration")[:2000]
    declarations = _called(numbers, employer)
    _refuse_if_not_all(declarations, numbers)
    receipts = services.submit(
        actor=user_of(request), declarations=declarations,
        key=request.headers.get(KEY_HEADER, "") or request.POST.get("key", ""),
        moment=received_at(request, declarations[0].year),
    )  # fmt: skip
    year = receipts[0].declaration.year
    context = {"receipts": receipts, "employer": employer, "year": year}
    return render(request, "declarations/receipts.html", context)


def _called(numbers: list[str], employer: Employer) -> list[Declaration]:
    """Which they are, and of which clock: all else is read when they are locked."""
    found = Declaration.objects.filter(number__in=numbers, employer=employer)
    bare = found.only("number", "year", "year__rehearsal", "year__offset")
    return list(bare.select_related("year").order_by("pk"))


def _refuse_if_not_all(found: list[Declaration], numbers: list[str]) -> None:
    """Refuse where nothing is ticked, or not all are of one year and the employer's own."""
    if not numbers:
        right = Text("至少勾选一份", "tick at least one")
        raise refused("没有勾选申报", "nothing is ticked", right, "declaration")
    if len(found) != len(set(numbers)) or len({one.year_id for one in found}) != 1:
        right = Text("刷新后再选", "load the page again")
        raise refused("有的申报找不到", "some of these are not found", right, "declaration")


@of_employers_declaration
def receipts(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """The receipts of one declaration, to be printed."""
    found = declaration.receipts.select_related("declaration__year", "declaration__employer")
    context = {"receipts": found, "employer": declaration.employer, "year": declaration.year}
    return render(request, "declarations/receipts.html", context)

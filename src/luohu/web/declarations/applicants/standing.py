"""How a declaration stands: what happened, its receipts, what can be done next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from luohu.web.declarations import services, slots
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant
from luohu.web.declarations.papers import papers_of
from luohu.web.declarations.procedure import APPLICANT, Case, refusal
from luohu.web.declarations.received import received_at
from luohu.web.declarations.timeline import happenings, returned
from luohu.web.shell.pages import user_of
from luohu.web.years import clock

STEPS = ("take_back", "withdraw", "give_up")


@of_applicant
def standing(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """The state, the way so far, and the steps that can be taken now."""
    moment = clock.moment(declaration.year)
    case = Case(declaration.year, moment)
    can = [one for one in STEPS if refusal(declaration.state, one, APPLICANT, case) is None]
    told = happenings(declaration)
    context = {
        "declaration": declaration, "happenings": told, "can": can, "returned": returned(told),
        "links": slots.links(declaration, moment), "may_change": may_change(declaration),
        "receipts": declaration.receipts.all(), "papers": papers_of(declaration),
    }  # fmt: skip
    return render(request, "declarations/standing.html", context)


@of_applicant
def receipts(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """The receipts of a declaration, to be printed."""
    found = declaration.receipts.select_related("declaration__year", "declaration__employer")
    context = {"receipts": found, "declaration": declaration}
    return render(request, "declarations/receipts.html", context)


@of_applicant
def take_back(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Take it back from the employer, asked once more before that."""
    if request.method == "POST":
        services.take_back(actor=user_of(request), declaration=declaration)
        return redirect("declaration", declaration.number)
    return _sure(request, declaration, "take_back")


@of_applicant
def withdraw(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Withdraw what was submitted, asked once more before that."""
    if request.method == "POST":
        moment = received_at(request, declaration.year)
        services.withdraw(actor=user_of(request), declaration=declaration, moment=moment)
        return redirect("declaration", declaration.number)
    return _sure(request, declaration, "withdraw")


@of_applicant
def give_up(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Give the draft up for good, asked once more before that."""
    if request.method == "POST":
        services.give_up(actor=user_of(request), declaration=declaration)
        return redirect("declaration", declaration.number)
    return _sure(request, declaration, "give_up")


def _sure(request: HttpRequest, declaration: Declaration, step: str) -> HttpResponse:
    context = {"declaration": declaration, "step": step}
    return render(request, "declarations/sure.html", context)

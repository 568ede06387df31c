"""One declaration as its employer sees it, and what the employer can do with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luohu.people.faults import Fault, Refused
from luohu.web.declarations import services
from luohu.web.declarations.applicants.checking import answers_of
from luohu.web.declarations.employing.queue import Row
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import new_key, of_employers_declaration
from luohu.web.declarations.papers import papers_of
from luohu.web.declarations.procedure import APPLICANT, EMPLOYER, Case, refusal
from luohu.web.declarations.received import received_at
from luohu.web.declarations.timeline import happenings
from luohu.web.shell.pages import user_of
from luohu.web.years import clock

STEPS = ("submit", "return", "withdraw", "discard")


@of_employers_declaration
def look(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """What is declared, with the identity number covered, and the steps that can be taken."""
    return _shown(request, declaration, [])


def _shown(request: HttpRequest, declaration: Declaration, faults: list[Fault]) -> HttpResponse:
    context = {
        "declaration": declaration, "row": Row(declaration), "answers": answers_of(declaration),
        "happenings": happenings(declaration, (APPLICANT, EMPLOYER)), "key": new_key(), "can": _can(declaration),
        "receipts": declaration.receipts.all(), "faults": faults,
        "papers": papers_of(declaration).count(), "why": request.POST.get("why", ""),
    }  # fmt: skip
    status = 422 if faults else 200
    return render(request, "declarations/employer_look.html", context, status=status)


def _can(declaration: Declaration) -> list[str]:
    """The steps that the employer can take now."""
    case = Case(declaration.year, clock.moment(declaration.year), why="?")
    found = [one for one in STEPS if refusal(declaration.state, one, EMPLOYER, case) is None]
    unowned = declaration.owner_id is None
    return [one for one in found if one not in (("return",) if unowned else ("discard",))]


@require_POST
@of_employers_declaration
def give_back(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Return a declaration with the reason."""
    why = request.POST.get("why", "")[:500]
    try:
        services.return_to_applicant(actor=user_of(request), declaration=declaration, why=why)
    except services.Conflict:
        raise
    except Refused as refused:
        return _shown(request, declaration, refused.faults)
    return redirect("employer-queue")


@of_employers_declaration
def withdraw(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Withdraw what was submitted, asked once more before that."""
    return _sure(request, declaration, "withdraw")


@of_employers_declaration
def discard(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Do away with what nobody has claimed, asked once more before that."""
    return _sure(request, declaration, "discard")


def _sure(request: HttpRequest, declaration: Declaration, step: str) -> HttpResponse:
    if request.method != "POST":
        context = {"declaration": declaration, "step": step, "row": Row(declaration)}
        return render(request, "declarations/employer_sure.html", context)
    if step == "withdraw":
        moment = received_at(request, declaration.year)
        services.withdraw(actor=user_of(request), declaration=declaration, moment=moment)
    else:
        services.discard(actor=user_of(request), declaration=declaration)
    return redirect("employer-queue")

"""Everything of a declaration on one page: faults, warnings, the score so far; and the handing over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from luohu.people.faults import Fault, Refused
from luohu.schemes.questions import Question
from luohu.web.assessment.answers import key_of
from luohu.web.assessment.results import Result
from luohu.web.assessment.steps import summary
from luohu.web.declarations import contents, services
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant
from luohu.web.declarations.papers import papers_of
from luohu.web.declarations.received import received_at
from luohu.web.shell.pages import user_of

Answers = list[tuple[Question, str, list[str]]]


@of_applicant
def check(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """What is wrong, what is open, what it would score; a complete one can be handed over."""
    faults: list[Fault] = []
    if request.method == "POST":
        moment = received_at(request, declaration.year)
        try:
            services.hand_over(
                actor=user_of(request), declaration=declaration, moment=moment,
                credit_code=request.POST.get("credit_code", ""),
            )  # fmt: skip
            return redirect("declaration", declaration.number)
        except services.Conflict:
            raise
        except Refused as refused:
            faults = refused.faults
    return _shown(request, declaration, faults)


def _shown(request: HttpRequest, declaration: Declaration, refused: list[Fault]) -> HttpResponse:
    found = contents.faults_of(declaration)
    wrong = [fault for fault in found if not fault.warning]
    code = declaration.employer.credit_code if declaration.employer else ""
    answers = answers_of(declaration)
    context = {
        "declaration": declaration, "faults": wrong, "answers": answers, "refused": refused,
        "warnings": [fault for fault in found if fault.warning],
        "open": [question for question, state, _ in answers if state == "open"],
        "result": None if wrong else Result(contents.scored(declaration)[0]),
        "papers": papers_of(declaration), "may_change": may_change(declaration),
        "credit_code": request.POST.get("credit_code", code),
        "details": [(label, getattr(declaration, n)) for n, (label, _) in contents.PERSONAL.items()],
        "places": [(fault, place_of(declaration, fault)) for fault in wrong],
    }  # fmt: skip
    return render(request, "declarations/check.html", context, status=422 if refused else 200)


def answers_of(declaration: Declaration) -> Answers:
    """Every question with the state of its answer, and the answer in lines of words."""
    asked = contents.asked_of(declaration.year)
    return [(one, *summary(one, declaration.document)) for one in asked]


def place_of(declaration: Declaration, fault: Fault) -> str:
    """The name of the question that a fault is about; empty for a detail of the person."""
    column = fault.place.column.partition(".")[0].partition("[")[0]
    named = (one.name for one in contents.asked_of(declaration.year) if key_of(one) == column)
    return next(named, "")

"""A department's reviews: what applicants ask, and the answer that upholds or rejects."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.sources import LawError
from luohu.law.trail import source_of
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.protection.attachments.served import served
from luohu.web.shell.pages import user_of
from luohu.web.verification import attached, casework, editor, reviews, seen
from luohu.web.verification.asked import PAGE
from luohu.web.verification.casework import WRONG, Case
from luohu.web.verification.deciding import Said
from luohu.web.verification.editor import Editor
from luohu.web.verification.models import Answer
from luohu.web.verification.notices import notices, tell
from luohu.web.years.laws import law_of


@never_cache
@requires(Role.VERIFIER)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is asked of the department, what waits first."""
    answered = request.GET.get("state") == "answered"
    found = seen.answers_of(user_of(request)).filter(at__isnull=not answered)
    related = found.select_related("review__declaration__year").order_by("review__asked", "pk")
    page = Paginator(related, PAGE).get_page(request.GET.get("page"))
    rows = [(one, _label(one)) for one in page.object_list]
    context = {"page": page, "rows": rows, "answered": answered, "notices": notices(request)}
    return render(request, "verification/reviews.html", context)


def _label(answer: Answer) -> Any:
    return source_of(law_of(answer.review.declaration.year), answer.review.indicator).label


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: the applicant's words, the department's facts behind it, and the answer."""
    answer = seen.answer_of(user_of(request), pk)
    told = request.POST if request.method == "POST" else request.GET
    case = _case(answer, told.get("check", ""))
    if request.method != "POST":
        return _page(request, answer, case)
    if told.get("do") == "add_row":
        grown = editor.enlarged(casework.typed(case, request.POST), case.city)
        return _page(request, answer, Case(case.check, grown))
    return _answered(request, answer, case)


def _case(answer: Answer, told: str) -> Case:
    """The fact that is looked at: the one named, else the first of the department's own."""
    checks = reviews.checks_behind(answer)
    found = next((one for one in checks if str(one.pk) == told), None)
    if not checks or (told and found is None):
        raise LawError(f"{told[:20]}: 没有这项核查 there is no such check")
    return Case(found or checks[0])


def _answered(request: HttpRequest, answer: Answer, case: Case) -> HttpResponse:
    said: Said | None = None
    filled: Editor | None = None
    if request.POST.get("do") != "reject":
        said, filled = casework.said(case, request.POST)
    if filled is not None and filled.faulty:
        return _page(request, answer, Case(case.check, filled), [WRONG])
    try:
        reviews.answer_review(
            actor=user_of(request), answer=answer, words=request.POST.get("words", ""), said=said
        )
    except Refused as refused:
        again = filled.with_faults(refused.faults) if filled is not None else None
        return _page(request, answer, Case(case.check, again), refused.faults)
    tell(request, _("复查已答复。"))
    return redirect("verify-reviews")


def _page(
    request: HttpRequest, answer: Answer, case: Case, faults: list[Fault] | None = None
) -> HttpResponse:
    context = {
        "answer": answer, "case": case, "faults": faults or [], "label": _label(answer),
        "cases": [Case(one) for one in reviews.checks_behind(answer)], "for_review": True,
        "attachments": list(attached.of_review(answer.review)), "notices": notices(request),
        "words": request.POST.get("words", ""), "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    return render(request, "verification/review.html", context, status=422 if faults else 200)


@never_cache
@requires(Role.VERIFIER)
@require_safe
def attachment(request: HttpRequest, pk: int, stored: int) -> HttpResponse:
    """An attachment of a review that the department is asked in."""
    answer = seen.answer_of(user_of(request), pk)
    found = attached.of_review(answer.review).filter(pk=stored).first()
    if found is None:
        raise Http404
    return served(found, actor=user_of(request))

"""The applicant's result: declared and verified side by side, and a review of what looks wrong."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.law.trail import source_of
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.assessment.steps import summary
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import AFTER_SUBMISSION, APPLICANT
from luohu.web.protection.attachments import kept
from luohu.web.protection.attachments.served import served
from luohu.web.protection.models import Attachment
from luohu.web.shell.pages import user_of
from luohu.web.verification import attached, outcome, reviews
from luohu.web.verification.deciding import CHANGES, OPEN
from luohu.web.verification.facts import label_of, question_of
from luohu.web.verification.models import Review
from luohu.web.verification.notices import notices, reasons, tell
from luohu.web.verification.overview import called
from luohu.web.years import clock
from luohu.web.years.calendar import Window, within
from luohu.web.years.laws import law_of


@never_cache
@requires(Role.APPLICANT)
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, number: str) -> HttpResponse:
    """One's own result from the first moment of the results on; a POST asks for a review, or adds to one."""
    declaration = reviews.own_declaration(user_of(request), number)
    if request.method == "POST":
        return _posted(request, declaration)
    return _page(request, declaration)


def _posted(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    actor, do = user_of(request), request.POST.get("do", "")
    if do == "attach":
        review = _own_review(declaration, request.POST.get("review", ""))
        _attach(request, review)
    elif do == "ask":
        try:
            review = reviews.ask_review(
                actor=actor, declaration=declaration,
                indicator=request.POST.get("indicator", ""), words=request.POST.get("words", ""),
            )  # fmt: skip
        except Refused as refused:
            return _page(request, declaration, refused.faults)
        tell(request, _("复查申请已收到。"))
        _attach(request, review)
    else:
        raise LawError(f"{do[:20]}: 没有这种操作 no such action")
    return redirect("declaration-result", declaration.number)


def _own_review(declaration: Declaration, told: str) -> Review:
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0
    found = declaration.reviews.filter(pk=number).first()
    if found is None:
        raise LawError(f"{told[:20]}: 没有这项复查 there is no such review")
    return found


def _attach(request: HttpRequest, review: Review) -> None:
    """Add the files of a form to a review that is open; what is refused is told."""
    for upload in request.FILES.getlist("files"):
        try:
            kept.store(
                actor=user_of(request), subject=attached.subject_of_review(review),
                upload=upload, role=APPLICANT, guard=lambda: reviews.refuse_if_closed(review),
            )  # fmt: skip
            tell(request, _("附件已收下:%(name)s") % {"name": upload.name})
        except Refused as refused:
            tell(request, f"{upload.name}: {reasons(refused)}", bad=True)


def _page(
    request: HttpRequest, declaration: Declaration, faults: list[Fault] | None = None
) -> HttpResponse:
    year, moment = declaration.year, clock.moment(declaration.year)
    context: dict[str, Any] = {
        "declaration": declaration, "year": year, "faults": faults or [], "notices": notices(request),
        "may_ask": within(year, Window.RESULTS, moment) and declaration.state in OPEN,
        "over": moment >= year.results_to, "reviews": _shown(declaration),
        "told": {name: request.POST.get(name, "") for name in ("indicator", "words")},
    }  # fmt: skip
    if moment < year.results_from or declaration.state not in AFTER_SUBMISSION:
        return render(request, "verification/not_yet.html", context)
    compared = outcome.compared(declaration)
    context |= {
        "compared": compared, "choices": choices(compared.law), "decided": decided(declaration),
    }  # fmt: skip
    return render(request, "verification/result.html", context, status=422 if faults else 200)


def decided(declaration: Declaration) -> list[dict[str, Any]]:
    """What departments corrected or refuted: the fact, what they state instead in words, and why."""
    law = law_of(declaration.year)
    changed = declaration.checks.filter(decision__in=CHANGES, receipt=declaration.receipt)
    return [
        {
            "label": label_of(one.fact), "department": called(one.department), "check": one,
            "words": summary(question_of(law, one.fact), {one.fact: one.corrected})[1],
        }
        for one in changed
    ]  # fmt: skip


def choices(law: InForce) -> list[tuple[str, Text]]:
    """What a review can be asked of: each indicator and condition, in words."""
    names = (*law.book.indicators, *law.book.conditions, *law.book.routes)
    return [(name, source_of(law, name).label) for name in names]


def _shown(declaration: Declaration) -> list[dict[str, Any]]:
    """The reviews of a declaration, each with its answers and attachments."""
    law = law_of(declaration.year)
    return [
        {
            "review": one, "label": source_of(law, one.indicator).label,
            "answers": [(called(a.department), a) for a in one.answers.all()],
            "attachments": list(attached.of_review(one)),
        }
        for one in declaration.reviews.prefetch_related("answers")
    ]  # fmt: skip


@never_cache
@requires(Role.APPLICANT)
@require_safe
def attachment(request: HttpRequest, number: str, stored: int) -> HttpResponse:
    """An attachment of a review of one's own."""
    actor = user_of(request)
    declaration = reviews.own_declaration(actor, number)
    subjects = [attached.subject_of_review(one) for one in declaration.reviews.all()]
    found = Attachment.objects.filter(subject__in=subjects, pk=stored).first()
    if found is None:
        raise Http404
    return served(found, actor=actor)

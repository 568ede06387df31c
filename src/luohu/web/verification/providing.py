"""What this app gives to others' pages: the link to the result, and what is kept of an applicant."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luohu.law.sources import Text
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import AFTER_SUBMISSION
from luohu.web.declarations.slots import Link
from luohu.web.verification.models import Check, Decision, Review
from luohu.web.years import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VERIFYING: Final = "正在核查 being verified"
# What the record calls what is done here.
ACTIONS: Final[Mapping[str, Text]] = {
    "ask_lay_out": Text("要求分派核查", "checks asked to be laid out"),
    "lay_out": Text("分派核查", "checks laid out"),
    "renew": Text("重新提交,结论作废", "submitted again, decision void"),
    "decide_confirmed": Text("核查属实", "confirmed"),
    "decide_corrected": Text("核查更正", "corrected"),
    "decide_refuted": Text("核查不属实", "refuted"),
    "decide_pending": Text("撤回结论", "decision taken back"),
    "move_checks": Text("待核查项转交", "waiting checks moved"),
    "move_check": Text("核查转交", "check moved"),
    "move_review": Text("复查转交", "review moved"),
    "ask_review": Text("申请复查", "review asked for"),
    "uphold_review": Text("复查成立", "review upheld"),
    "reject_review": Text("复查不成立", "review rejected"),
}


def links(declaration: Declaration, moment: datetime.datetime) -> list[Link]:
    """The result of verification, from the moment on at which results are open."""
    if moment < declaration.year.results_from or declaration.state not in AFTER_SUBMISSION:
        return []
    return [Link(_("核查结果与复查"), reverse("declaration-result", args=[declaration.number]))]


def rows_of(user: User) -> list[dict[str, Any]]:
    """What departments decided of an applicant's facts, and the reviews that the applicant asked for.

    Before the results of a year are open: which facts are verified, and nothing of what came of it.
    """
    checks = Check.objects.filter(declaration__owner=user)
    reviews = Review.objects.filter(declaration__owner=user).prefetch_related("answers")
    return [
        *map(_check, checks.select_related("declaration__year")),
        *map(_review, reviews.select_related("declaration")),
    ]


def _check(check: Check) -> dict[str, Any]:
    year = check.declaration.year
    fact = {"declaration": check.declaration.number, "fact": check.fact}
    if clock.moment(year) < year.results_from or check.decision == Decision.PENDING:
        return {**fact, "decision": VERIFYING}
    return {
        **fact, "decision": check.decision,
        "corrected": check.corrected, "reason": check.reason or "", "late": check.late,
        "at": check.at.isoformat() if check.at else "",
    }  # fmt: skip


def _review(review: Review) -> dict[str, Any]:
    answers = [
        {"department": one.department, "words": one.words or "", "upheld": one.upheld}
        for one in review.answers.all()
    ]
    return {
        "declaration": review.declaration.number, "review": review.indicator,
        "words": review.words, "asked": review.asked.isoformat(), "answers": answers,
    }  # fmt: skip

"""Who stands in the way of publishing a list, and why: named before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.web.declarations import bars
from luohu.web.declarations.procedure import State
from luohu.web.selection.freezing import TO_RANK
from luohu.web.selection.models import Freeze, Outcome
from luohu.web.verification.models import Review

Hindrance = tuple[str, Text, list[str]]
OPEN: Final = Text("结果未定,可能达到分数线", "open, and could reach the line")
UNDECIDED: Final = Text("已入围,还有事实未核定", "admitted, with a fact that nobody has decided")
EXCLUDED: Final = Text("冻结后已被排除,须重新冻结", "excluded since the freeze: freeze again")
UNANSWERED: Final = Text("复查还没有答复", "a review that is not answered")
BARRED: Final = Text(
    "已入围,本年度不得申报:认定虚假,或解除停止申报",
    "admitted, and barred in this cycle: find it false, or lift the bar",
)
EMPLOYER_BARRED: Final = Text(
    "已入围,用人单位本年度不得申报:认定虚假,或解除单位的停止申报",
    "admitted, and the employer is barred in this cycle: find it false, or lift the employer's bar",
)


def standing_in_the_way(freeze: Freeze) -> list[Hindrance]:
    """Whoever keeps a list from being published: number, why, and what is unknown of them.

    Somebody open who could reach the line; somebody admitted of whom a fact is still undecided, or who
    is barred in the cycle, or whose employer is; somebody excluded since the freeze; whose review waits.
    """
    outcomes = Outcome.objects.filter(freeze=freeze).order_by("number")
    admitted = outcomes.filter(admitted=True)
    return [
        *_open(freeze, outcomes),
        *_numbers(admitted.filter(declaration__state=State.SUBMITTED), UNDECIDED),
        *_barred(freeze, admitted.filter(declaration__state__in=TO_RANK)),
        *_numbers(outcomes.exclude(declaration__state__in=TO_RANK), EXCLUDED),
        *_unanswered(freeze),
    ]


def _numbers(rows: QuerySet[Outcome], why: Text) -> Iterator[Hindrance]:
    for number in rows.values_list("number", flat=True):
        yield number, why, []


def _open(freeze: Freeze, outcomes: QuerySet[Outcome]) -> Iterator[Hindrance]:
    reach = freeze.figures.get("reach")
    rows = outcomes.filter(rank=0).exclude(eligible=False)
    for number, most, unknown in rows.values_list("number", "most", "unknown"):
        if reach is None or most is None or most >= reach:
            yield number, OPEN, unknown


def _barred(freeze: Freeze, admitted: QuerySet[Outcome]) -> Iterator[Hindrance]:
    people, employers = bars.barred_in(freeze.year), bars.employers_barred_in(freeze.year)
    if not people and not employers:
        return
    told = ("number", "declaration__identity_index", "declaration__employer_id")
    for number, identity, employer in admitted.values_list(*told):
        if identity in people:
            yield number, BARRED, []
        elif employer in employers:
            yield number, EMPLOYER_BARRED, []


def _unanswered(freeze: Freeze) -> Iterator[Hindrance]:
    rows = Review.objects.filter(
        declaration__year=freeze.year_id, declaration__state__in=TO_RANK, state=Review.State.ASKED
    )
    for number in rows.order_by("pk").values_list("declaration__number", flat=True):
        yield number, UNANSWERED, []

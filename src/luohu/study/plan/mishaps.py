"""What can go wrong with an action, as changes of the document that are scored like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from luohu.law.months import Month
from luohu.law.sources import Text
from luohu.study.plan.actions import (
    Action,
    BuyHome,
    KeepInsured,
    MissMonth,
    PayTax,
    SellHome,
    ShortTax,
    StudyDegree,
    WorkIn,
    english_district,
    is_open,
)
from luohu.study.plan.offers import Situation


@dataclass(frozen=True)
class Mishap:
    """One thing that goes wrong: what is done after all, in place of what was meant to be done."""

    key: str
    label: Text
    actions: tuple[Action, ...]


def mishaps_of(
    action: Action, others: Sequence[Action], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    """The mishaps of an action beside others that go right; `decisive` is the cycle aimed at."""
    find = BY_KIND.get(action.kind)
    if find is not None:
        yield from find(action, tuple(others), decisive, situation)


def mishaps_as_now(decisive: int, situation: Situation) -> Iterator[Mishap]:
    """What can go wrong for a person who changes nothing: a gap, a home outside given up."""
    homes, insurance = situation.document.get("homes"), situation.document.get("insurance")
    if any(map(is_open, insurance or ())):
        yield _gap(situation.next_month, ())
    own = [row for row in homes or () if row["tenure"] == "own" and is_open(row)]
    six = situation.six
    outside = bool(six) and any(row.get("district") not in six for row in own)
    sold = Month.of(decisive - 1, 11)
    if outside and sold > situation.day.month:
        yield _sold(sold, ())


def _home(
    action: BuyHome, others: tuple[Action, ...], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    for cycle in (decisive, situation.last_cycle):
        sold = Month.of(cycle - 1, 11)
        if sold > action.begins:
            yield _sold(sold, (action, *others))
            return


def _work(
    action: WorkIn, others: tuple[Action, ...], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    going_on = [row for row in situation.document["insurance"] if is_open(row)]
    before = next((row["district"] for row in going_on if row.get("district")), situation.six[0])
    back = WorkIn(Month(action.begins + 11), before)
    label = Text(
        f"干了11个月又回到{before}工作",
        f"back to work in {english_district(before)} after eleven months",
    )
    yield Mishap("back_early", label, (action, back, *others))


def _insured(
    action: KeepInsured, others: tuple[Action, ...], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    yield _gap(Month(action.begins + 12), (action, *others))


def _tax(
    action: PayTax, others: tuple[Action, ...], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    short = ShortTax(action.first, situation.law.values["tax_threshold"] - 1)
    yield Mishap("short_tax", short.label, (action, short, *others))


def _degree(
    action: StudyDegree, others: tuple[Action, ...], decisive: int, situation: Situation
) -> Iterator[Mishap]:
    never = Text("没有毕业", "the study is not finished")
    yield Mishap("not_finished", never, others)
    late = replace(action, graduates=Month(action.graduates + 12))
    label = Text(f"晚一年毕业({late.graduates})", f"graduated a year late ({late.graduates})")
    yield Mishap("a_year_late", label, (late, *others))


def _gap(month: Month, others: tuple[Action, ...]) -> Mishap:
    missed = MissMonth(month)
    return Mishap("one_month_gap", missed.label, (missed, *others))


def _sold(month: Month, others: tuple[Action, ...]) -> Mishap:
    sold = SellHome(month)
    return Mishap("december_missed", sold.label, (sold, *others))


BY_KIND: dict[str, Callable[..., Iterator[Mishap]]] = {
    BuyHome.kind: _home,
    WorkIn.kind: _work,
    KeepInsured.kind: _insured,
    PayTax.kind: _tax,
    StudyDegree.kind: _degree,
}

"""Which actions Beijing's rules leave open to a person, with their months; and why others are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.months import Month
from luohu.law.ranges import ends
from luohu.law.sources import Text
from luohu.people.facts import DISTRICT_NAMES, Degree, Diploma
from luohu.study.plan.actions import (
    INDICATOR_WORDS,
    Action,
    BuyHome,
    ChooseIndicator,
    KeepInsured,
    PayTax,
    StudyDegree,
    WorkIn,
    is_open,
)
from luohu.study.plan.carrying import Document, Row

LADDER = (("associate", None), ("bachelor", "bachelor"), ("master", "master"), ("doctor", "doctor"))
STUDY_MONTHS = {"associate": 29, "bachelor": 29, "master": 35, "doctor": 47}
TERM_BEGINS = {"associate": 3, "bachelor": 3, "master": 9, "doctor": 9}


@dataclass(frozen=True)
class NotOffered:
    """An action that would not help, and why."""

    kind: str
    reason: Text

    def as_json(self) -> dict[str, Any]:
        """The action and the reason for a program."""
        return {"kind": self.kind, "reason": self.reason.as_json}


@dataclass(frozen=True)
class Situation:
    """What offers are made from: the document carried forward, the day, the law, the last cycle."""

    document: Document
    day: Day
    law: InForce
    last_cycle: int

    @property
    def next_month(self) -> Month:
        """The first month that has not begun."""
        return Month(self.day.month + 1)

    @property
    def outer(self) -> list[str]:
        """The districts outside the six, in the order of the catalogue."""
        return [name for name in DISTRICT_NAMES if name in self.law.values["outer_districts"]]

    @property
    def six(self) -> list[str]:
        """The six central districts, in the order of the catalogue; none outside Beijing's law."""
        return [name for name in DISTRICT_NAMES if name in self.law.values.get("six_districts", ())]


Offer = Action | NotOffered


def offers(situation: Situation) -> list[Offer]:
    """Every kind of action once, with its usual months; or why it is not offered."""
    return [one for offer in OFFERS for one in offer(situation)]


def _homes(situation: Situation) -> Iterator[Offer]:
    homes = situation.document.get("homes")
    if homes is None:
        yield NotOffered(BuyHome.kind, _not_stated("住所", "the dwellings"))
    elif any(
        row["tenure"] == "own" and is_open(row) and row.get("district") in situation.outer
        for row in homes
    ):
        yield NotOffered(BuyHome.kind, LIVES_OUTSIDE)
    else:
        yield BuyHome(situation.next_month, situation.outer[0])


def _work(situation: Situation) -> Iterator[Offer]:
    insurance = situation.document.get("insurance")
    if insurance is None:
        yield NotOffered(WorkIn.kind, _not_stated("社会保险", "the insurance"))
    else:
        districts = [row.get("district") for row in insurance if is_open(row)]
        if districts and all(district in situation.outer for district in districts):
            yield NotOffered(WorkIn.kind, WORKS_OUTSIDE)
            return
        yield WorkIn(situation.next_month, situation.outer[0])


def _insured(situation: Situation) -> Iterator[Offer]:
    insurance = situation.document.get("insurance")
    if insurance is None:
        yield NotOffered(KeepInsured.kind, _not_stated("社会保险", "the insurance"))
    elif any(map(is_open, insurance)):
        yield NotOffered(KeepInsured.kind, STILL_INSURED)
    else:
        last: Row = max(insurance, key=lambda row: str(row["to"]), default={})
        yield KeepInsured(situation.next_month, last.get("district"))


def _tax(situation: Situation) -> Iterator[Offer]:
    taxes = situation.document.get("tax")
    threshold, first = situation.law.values["tax_threshold"], situation.day.year + 1
    last = situation.last_cycle - 1
    if taxes is None:
        yield NotOffered(PayTax.kind, _not_stated("纳税", "the tax"))
    elif first > last:
        yield NotOffered(PayTax.kind, TOO_LATE)
    elif all(_paid(taxes, year) >= threshold for year in range(first, last + 1)):
        yield NotOffered(PayTax.kind, TAXED_ENOUGH)
    else:
        yield PayTax(first, last, threshold)


def _degree(situation: Situation) -> Iterator[Offer]:
    education = situation.document.get("education")
    if education is None:
        yield NotOffered(StudyDegree.kind, _not_stated("教育背景", "the education"))
        return
    held = max((_level(situation, r.get("diploma"), r.get("degree")) for r in education), default=0)
    higher = [step for step in LADDER if _level(situation, *step) > held]
    if not higher:
        yield NotOffered(StudyDegree.kind, TOP_LEVEL)
        return
    diploma, degree = higher[0]
    begins = _term(situation.next_month, TERM_BEGINS[diploma])
    graduates = Month(begins + STUDY_MONTHS[diploma] - 1)
    if graduates.year >= situation.last_cycle:
        yield NotOffered(StudyDegree.kind, TOO_LATE)
    else:
        yield StudyDegree(begins, graduates, diploma, degree)


def _choices(situation: Situation) -> Iterator[Offer]:
    chosen = situation.document.get("choices", {})
    for indicator in INDICATOR_WORDS:
        if chosen.get(indicator, True):
            zh, en = INDICATOR_WORDS[indicator]
            reason = Text(f"已选择以{zh}积分", f"{en} is counted already")
            yield NotOffered(ChooseIndicator.kind, reason)
        else:
            yield ChooseIndicator(situation.next_month, indicator)


def _level(situation: Situation, diploma: str | None, degree: str | None) -> int:
    """The points of a diploma and a degree by the law, hundredths."""
    grid = situation.law.values["education_levels"].grid(Diploma, Degree)
    codes = Diploma[diploma.upper()] if diploma else 0, Degree[degree.upper()] if degree else 0
    return int(ends(grid.at(*codes))[1])


def _term(since: Month, month: int) -> Month:
    """The first month of a term: that calendar month, this year or the next."""
    return Month(since + (Month.of(since.year, month) - since) % 12)


def _paid(taxes: Sequence[Mapping[str, Any]], year: int) -> int:
    return sum(row["paid"] for row in taxes if row["year"] == year)


def _not_stated(zh: str, en: str) -> Text:
    return Text(f"没有填{zh},先补充", f"{en} is not stated: state it first")


OFFERS: tuple[Callable[[Situation], Iterator[Offer]], ...] = (
    _homes,
    _work,
    _insured,
    _tax,
    _degree,
    _choices,
)
LIVES_OUTSIDE = Text("已经住在城六区外的自有住所", "lives in an own home outside the six already")
WORKS_OUTSIDE = Text("已经在城六区外工作", "works outside the six already")
STILL_INSURED = Text(
    "正在参保,已按不中断推算;断缴的代价另列",
    "is insured, and taken to stay so; what a gap would cost is told apart",
)
TAXED_ENOUGH = Text("今后各年已按达到门槛推算", "the years to come are taken to reach it already")
TOP_LEVEL = Text("已是最高学历学位", "holds the highest level already")
TOO_LATE = Text("在计划的年度里来不及计分", "comes too late to count in the years of the plan")
NO_GAIN = Text(
    "在计划的年度里不增加分数,或到那时还不能申报",
    "adds nothing within the years of the plan, or one may not apply yet by then",
)

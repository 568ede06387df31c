"""What a person may try on the way ahead: the fields of the form, read as actions on the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from luohu.law.days import Day
from luohu.law.months import Month
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.study.plan import (
    Action,
    BuyHome,
    KeepInsured,
    MissMonth,
    PayTax,
    SellHome,
    StudyDegree,
    WorkIn,
)
from luohu.study.plan.actions import LEVEL_WORDS, is_open
from luohu.study.plan.carrying import Document
from luohu.study.plan.offers import LADDER

FURTHEST = 20
MOST_PAID = 100_000_000
MOST_YEARS = 10
SCHOOL_MONTHS = 34
CHANGED = ("homes", "insurance", "tax", "education")
GROUPS = {
    "home": ("buy_in", "sell_until"),
    "work": ("work_in",),
    "insurance": ("insured_from", "gap"),
    "tax": ("tax_paid",),
    "degree": ("diploma",),
}
NAMES = {
    "buy_in": Text("买房的区", "district of the home"),
    "buy_from": Text("入住月份", "month of moving in"),
    "sell_until": Text("自有住所住到", "own home lived in until"),
    "work_in": Text("工作的区", "district of work"),
    "work_from": Text("换工作月份", "month of changing work"),
    "insured_from": Text("恢复参保月份", "month of being insured again"),
    "gap": Text("断缴月份", "month missed"),
    "tax_paid": Text("每年纳税", "tax a year"),
    "tax_first": Text("纳税起始年", "first year of tax"),
    "tax_years": Text("纳税年数", "years of tax"),
    "diploma": Text("学位", "degree"),
    "study_from": Text("入学月份", "month of enrolment"),
    "study_until": Text("毕业月份", "month of graduation"),
}


@dataclass(frozen=True)
class Levels:
    """A level of education that may be studied for."""

    name: str
    label: Text


LEVELS = tuple(Levels(name, Text(*LEVEL_WORDS[name])) for name, _ in LADDER)


@dataclass(frozen=True)
class Ground:
    """What the fields are read against: the document, the day, the districts outside the six."""

    document: Document
    day: Day
    districts: tuple[str, ...]

    @property
    def next_month(self) -> Month:
        """The first month that has not begun."""
        return Month(self.day.month + 1)

    @property
    def insured(self) -> bool:
        """Whether some insurance goes on."""
        return any(map(is_open, self.document.get("insurance") or ()))

    @property
    def owns(self) -> bool:
        """Whether the person lives in an own home now."""
        homes = self.document.get("homes") or ()
        return any(row["tenure"] == "own" and is_open(row) for row in homes)

    @property
    def stated(self) -> Mapping[str, bool]:
        """Whether the document says anything of each list that may be changed."""
        return {name: self.document.get(name) is not None for name in CHANGED}

    @property
    def defaults(self) -> dict[str, str]:
        """The fields as they stand before anything is tried."""
        begins = Month(self.next_month + (8 - self.next_month) % 12)
        filled = {
            "buy_from": self.next_month,
            "work_from": self.next_month,
            "tax_first": self.day.year + 1,
            "tax_years": 3,
            "study_from": begins,
            "study_until": Month(begins + SCHOOL_MONTHS),
        }
        return {name: str(filled.get(name, "")) for name in NAMES}


@dataclass
class WhatIf:
    """The fields as filled in, the actions they say, and what is wrong with which of them."""

    ground: Ground
    values: Mapping[str, str]
    wrong: dict[str, Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = [one for read in READERS for one in read(self)]
        self.actions: tuple[Action, ...] = () if self.wrong else tuple(found)

    @classmethod
    def of(cls, ground: Ground, given: Mapping[str, Any]) -> WhatIf:
        """The fields of a submitted form; those that are not in it as they stand at first."""
        return cls(ground, {n: str(given.get(n, v)).strip() for n, v in ground.defaults.items()})

    @property
    def opened(self) -> set[str]:
        """The groups of fields in which something is filled in."""
        return {group for group, names in GROUPS.items() if any(self.values[n] for n in names)}

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong."""
        return list(self.wrong.values())

    def refuse(self, name: str, right: Text) -> None:
        """Say that a field is wrong and what would be right."""
        label, told = NAMES[name], self.values[name][:20]
        wrong = Text(f"{label.zh}「{told}」不能用", f"{label.en} “{told}” cannot be used")
        self.wrong[name] = Fault(Place(), wrong, right)

    def month(self, name: str, least: Month | None = None) -> Month | None:
        """A month that lies ahead; None and a fault for anything else."""
        first = self.ground.next_month if least is None else least
        last = Month.of(self.ground.day.year + FURTHEST, 12)
        try:
            found = Month.parse(self.values[name]) if self.values[name].isascii() else None
        except ValueError:
            found = None
        if found is not None and first <= found <= last:
            return found
        self.refuse(
            name, Text(f"应是{first}至{last}的年月", f"should be a month from {first} to {last}")
        )
        return None

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number between two; None and a fault for anything else."""
        told = self.values[name]
        if told.isascii() and told.isdigit() and len(told) < 12 and low <= int(told) <= high:
            return int(told)
        self.refuse(name, Text(f"应是{low}至{high}的整数", f"should be a number, {low} to {high}"))
        return None

    def district(self, name: str) -> str | None:
        """A district outside the six; None and a fault for anything else."""
        if self.values[name] in self.ground.districts:
            return self.values[name]
        self.refuse(name, Text("请从列表中选一个区", "choose a district of the list"))
        return None


def _home(asked: WhatIf) -> Iterator[Action]:
    if not asked.values["buy_in"] or not asked.ground.stated["homes"]:
        return
    district, month = asked.district("buy_in"), asked.month("buy_from")
    if district and month:
        yield BuyHome(month, district)


def _sale(asked: WhatIf) -> Iterator[Action]:
    if not asked.values["sell_until"] or not asked.ground.stated["homes"]:
        return
    month = asked.month("sell_until")
    bought = asked.month("buy_from") if asked.values["buy_in"] else None
    if month and bought and month < bought:
        asked.refuse("sell_until", BOUGHT_LATER)
    elif month:
        yield SellHome(month)


def _again(asked: WhatIf) -> Iterator[Action]:
    insurance = asked.ground.document.get("insurance")
    if not asked.values["insured_from"] or insurance is None or asked.ground.insured:
        return
    month = asked.month("insured_from")
    last: Mapping[str, Any] = max(insurance, key=lambda row: str(row["to"]), default={})
    if month:
        yield KeepInsured(month, last.get("district"))


def _work(asked: WhatIf) -> Iterator[Action]:
    if not asked.values["work_in"] or not asked.ground.stated["insurance"]:
        return
    again = None if asked.ground.insured else asked.values["insured_from"]
    least = asked.month("insured_from") if again else None
    district, month = asked.district("work_in"), asked.month("work_from", least)
    if district and month:
        yield WorkIn(month, district)


def _gap(asked: WhatIf) -> Iterator[Action]:
    if not asked.values["gap"] or not asked.ground.stated["insurance"]:
        return
    month = asked.month("gap")
    if month:
        yield MissMonth(month)


def _tax(asked: WhatIf) -> Iterator[Action]:
    if not asked.values["tax_paid"] or not asked.ground.stated["tax"]:
        return
    year = asked.ground.day.year
    paid = asked.number("tax_paid", 1, MOST_PAID)
    first = asked.number("tax_first", year + 1, year + FURTHEST)
    years = asked.number("tax_years", 1, MOST_YEARS)
    if paid and first and years:
        yield PayTax(first, first + years - 1, paid)


def _degree(asked: WhatIf) -> Iterator[Action]:
    diploma = asked.values["diploma"]
    if not diploma or not asked.ground.stated["education"]:
        return
    if diploma not in LEVEL_WORDS:
        asked.refuse("diploma", Text("请从列表中选一项", "choose one of the list"))
        return
    begins = asked.month("study_from")
    graduates = asked.month("study_until", Month(begins + 1)) if begins else None
    if begins and graduates:
        yield StudyDegree(begins, graduates, diploma, dict(LADDER)[diploma])


READERS = (_home, _sale, _again, _work, _gap, _tax, _degree)
BOUGHT_LATER = Text(
    "买房入住时,原来的住所自动算到上月为止;不必再填卖房",
    "when another home is bought the one so far ends by itself; leave this empty",
)

"""A scheme: its rulebooks by version, and what each of its cycles was: calendar, quota, cut-off."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luohu.law.days import Day, today
from luohu.law.evaluation import InForce
from luohu.law.points import points
from luohu.law.rulebook import Rulebook
from luohu.law.sources import LawError, Standing, Text


@dataclass(frozen=True, slots=True)
class CycleFact:
    """One published thing of a cycle: a date, a number, a score in hundredths."""

    name: str
    value: Any
    standing: Standing
    source: str


CYCLE_FACTS: Mapping[str, Text] = {
    "declared": Text("申报", "declaring"),
    "collected": Text("汇总核查", "collecting and checking"),
    "answered": Text("结果查询与复查", "results and review"),
    "ranked": Text("复核排名", "ranking"),
    "published": Text("公示", "publicity"),
    "settled": Text("办理落户", "settling"),
    "quota": Text("落户规模", "quota"),
    "applicants": Text("申请人数", "applicants"),
    "admitted": Text("取得资格人数", "admitted"),
    "cutoff": Text("落户分值", "cut-off"),
    "highest": Text("最高分", "highest score"),
}
IN_POINTS = ("cutoff", "highest")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score that has to reach a value of the law: both by their names in the rulebook."""

    score: str
    value: str


@dataclass(frozen=True)
class Scheme:
    """A city's scheme with all its versions, oldest first.

    One that ranks (`ranked`) has its line published cycle by cycle; another may have a threshold.
    """

    name: str
    title: Text
    rulebooks: Sequence[Rulebook]
    cycles: Mapping[int, Mapping[str, CycleFact]] = field(default_factory=dict)
    threshold: Threshold | None = None
    ranked: bool = False

    def __post_init__(self) -> None:
        """LawError where a version lacks the score or the value of the threshold."""
        for book in self.rulebooks if self.threshold else ():
            assert self.threshold is not None
            if self.threshold.score not in book.rules:
                raise LawError(f"{book.name}: no rule {self.threshold.score!r} for the threshold")
            if self.threshold.value not in book.parameters:
                raise LawError(f"{book.name}: no value {self.threshold.value!r} for the threshold")

    def rulebook_of(self, version: str) -> Rulebook:
        """A version by its year of issue; LawError naming those there are."""
        for book in self.rulebooks:
            if book.version == version:
                return book
        known = ", ".join(book.name for book in self.rulebooks)
        raise LawError(f"{self.name} has no version {version}: there are {known}")

    def covering(self, cycle: int) -> Rulebook | None:
        """The version that applies to a cycle; None outside what was encoded."""
        for book in self.rulebooks:
            if book.cycles[0] <= cycle <= book.cycles[1]:
                return book
        return None

    def at(self, cycle: int, given: Mapping[str, str] | None = None) -> InForce:
        """The law of a cycle, with values given from outside; LawError outside what was encoded."""
        book = self.covering(cycle)
        if book is not None:
            return book.given(given or {}).at(cycle)
        spans = ", ".join(f"{b.name} {b.cycles[0]}-{b.cycles[1]}" for b in self.rulebooks)
        raise LawError(f"{self.name} is not encoded for cycle {cycle}: there are {spans}")

    def published(self, cycle: int, name: str) -> Any:
        """A published fact of a cycle (scores in hundredths), None if no source gives it."""
        fact = self.cycles.get(cycle, {}).get(name)
        return None if fact is None else fact.value


def day_asked(cycle: int) -> Day:
    """The reference day of a scheme that takes applications all year round.

    Today if the cycle is this year, else the last day of its year.
    """
    now = today()
    return now if now.year == cycle else Day.of(cycle, 12, 31)


def load_cycles(path: Path) -> dict[int, dict[str, CycleFact]]:
    """What each cycle was, from TOML: a table a cycle; LawError for a fact without source."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {
        int(year): {name: _fact(path.name, year, name, entry) for name, entry in table.items()}
        for year, table in tables.items()
    }


def _fact(file: str, year: str, name: str, entry: Mapping[str, Any]) -> CycleFact:
    if name not in CYCLE_FACTS:
        raise LawError(f"{file}: cycle {year}: {name} is not one of {', '.join(CYCLE_FACTS)}")
    if "standing" not in entry or "source" not in entry:
        raise LawError(f"{file}: cycle {year}: {name} has no standing or source")
    value = points(entry["value"]) if name in IN_POINTS else entry["value"]
    return CycleFact(name, value, Standing(entry["standing"]), entry["source"])

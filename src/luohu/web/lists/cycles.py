"""What is published of a cycle, as pages show it: calendar and numbers with standing and source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from luohu.law.points import written
from luohu.law.sources import LawError, Text
from luohu.pictures.chart import Caption
from luohu.pictures.lines import LineOverCycles
from luohu.pictures.measures import Measure
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS, IN_POINTS, CycleFact, Scheme
from luohu.web.shell.drawing import Drawn, drawn

CALENDAR = ("declared", "collected", "answered", "ranked", "published", "settled")
NUMBERS = ("quota", "applicants", "cutoff", "highest", "admitted")


@dataclass(frozen=True, slots=True)
class Published:
    """One published thing of a cycle: what it is, in words, and where it is from."""

    label: Text
    words: str
    fact: CycleFact


@dataclass(frozen=True)
class Cycle:
    """One cycle of a scheme, as far as it is published."""

    scheme: Scheme
    year: int

    def named(self, name: str) -> Published | None:
        """One thing by its name; None if no source gives it."""
        fact = self.scheme.cycles.get(self.year, {}).get(name)
        return None if fact is None else Published(CYCLE_FACTS[name], _words(fact), fact)

    @property
    def calendar(self) -> list[Published]:
        """The dates that are known, in the order of the year."""
        return [found for name in CALENDAR if (found := self.named(name))]

    @property
    def numbers(self) -> list[Published]:
        """The numbers that are known."""
        return [found for name in NUMBERS if (found := self.named(name))]

    @property
    def row(self) -> list[Published | None]:
        """The numbers in the order of the table of all cycles."""
        return [self.named(name) for name in NUMBERS]


def _words(fact: CycleFact) -> str:
    if fact.name in IN_POINTS:
        return written(fact.value)
    return " – ".join(map(str, fact.value)) if isinstance(fact.value, list) else f"{fact.value:,}"


def find_cycle(name: str, year: int) -> Cycle:
    """A cycle of which something is published; LawError otherwise."""
    scheme = find_scheme(name)
    if year not in scheme.cycles:
        there = ", ".join(map(str, scheme.cycles)) or "—"
        raise LawError(f"{name} {year}: 没有公布的数字 nothing is published: {there}")
    return Cycle(scheme, year)


def schemes_with_cycles() -> list[tuple[Scheme, list[Cycle]]]:
    """Schemes of which cycles are published, each with its cycles, the latest first."""
    found = [find_scheme(name) for name in scheme_names()]
    return [
        (scheme, [Cycle(scheme, year) for year in sorted(scheme.cycles, reverse=True)])
        for scheme in found
        if scheme.cycles
    ]


@lru_cache(maxsize=64)
def over_years(name: str, what: str, language: str) -> Drawn | None:
    """A number over the cycles as a picture; None where fewer than two are known."""
    cycles = find_scheme(name).cycles
    known = {year: facts[what].value for year, facts in sorted(cycles.items()) if what in facts}
    if len(known) < 2:
        return None
    in_points = what in IN_POINTS
    unit = Text("分", "points") if in_points else Text("人", "people")
    measure = Measure.POINTS if in_points else Measure.COUNT
    caption = Caption(CYCLE_FACTS[what], unit)
    return drawn(LineOverCycles(caption, known, {}, {}, {}, measure=measure), language)

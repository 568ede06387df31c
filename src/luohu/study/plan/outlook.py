"""What lies ahead of one document: totals, lines and odds cycle by cycle, the years that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luohu.law.points import limitless, written
from luohu.law.sources import Text
from luohu.study.plan.odds import (
    EARLIEST,
    MEDIAN,
    Chances,
    LinesAhead,
    Odds,
    When,
    first_with,
    spanning,
)
from luohu.study.plan.scoring import Points, Scored


@dataclass(frozen=True)
class CycleAhead:
    """One cycle of one document.

    `total` is the least and the most in hundredths. `odds` and `by` (reached up to then) are the
    first scenario's where the forecast gives a line of its own; elsewhere they are the range over
    the scenarios, whose own stand in `reach_of` and `by_of`.
    """

    cycle: int
    total: Points
    eligible: bool | None
    failing: Mapping[str, Text]
    single: bool
    odds: Odds
    by: Odds
    reach_of: Mapping[str, Odds]
    by_of: Mapping[str, Odds]

    def as_json(self) -> dict[str, Any]:
        """The cycle for a program: points as decimal strings, two where they are open."""
        return {
            "cycle": self.cycle,
            "total": points_json(self.total),
            "eligible": self.eligible,
            "failing": {name: label.as_json for name, label in self.failing.items()},
            "single": self.single,
            "odds": self.odds.as_json(),
            "odds_by_then": self.by.as_json(),
            "scenarios": {
                key: {
                    "odds": self.reach_of[key].as_json(),
                    "odds_by_then": self.by_of[key].as_json(),
                }
                for key in self.reach_of
            },
        }


@dataclass(frozen=True)
class Outlook:
    """The cycles of one document, and when the odds come to ten and to fifty per cent.

    A year within the forecast's own lines is one figure; beyond them it is a span over scenarios.
    """

    cycles: tuple[CycleAhead, ...]
    earliest: When
    median: When
    earliest_of: Mapping[str, When]
    median_of: Mapping[str, When]

    @property
    def best(self) -> Odds:
        """The odds of having reached a line by the last cycle."""
        return self.cycles[-1].by

    def as_json(self) -> dict[str, Any]:
        """The outlook for a program."""
        return {
            "earliest": self.earliest.as_json(),
            "median": self.median.as_json(),
            "best_odds": self.best.as_json(),
            "scenarios": {
                key: {
                    "earliest": self.earliest_of[key].as_json(),
                    "median": self.median_of[key].as_json(),
                }
                for key in self.earliest_of
            },
            "cycles": [cycle.as_json() for cycle in self.cycles],
        }


def outlook(scored: Sequence[Scored], lines: LinesAhead) -> Outlook:
    """The outlook of a document scored in each cycle of the lines."""
    chances = lines.chances(scored)
    cycles = tuple(_cycle(one, k, chances, lines) for k, one in enumerate(scored))
    years = lines.cycles
    earliest = {key: first_with(years, c.reach, EARLIEST) for key, c in chances.items()}
    median = {key: first_with(years, c.by, MEDIAN) for key, c in chances.items()}
    reach = {
        key: _spliced(c.reach, cycles, [one.odds for one in cycles]) for key, c in chances.items()
    }
    by = {key: _spliced(c.by, cycles, [one.by for one in cycles]) for key, c in chances.items()}
    return Outlook(
        cycles,
        spanning([first_with(years, odds, EARLIEST) for odds in reach.values()]),
        spanning([first_with(years, odds, MEDIAN) for odds in by.values()]),
        earliest,
        median,
    )


def _cycle(
    scored: Scored, place: int, chances: Mapping[str, Chances], lines: LinesAhead
) -> CycleAhead:
    single = lines.single(scored.cycle)
    reach = {key: one.reach[place] for key, one in chances.items()}
    by = {key: one.by[place] for key, one in chances.items()}
    met = {} if scored.eligible else scored.conditions
    labels = scored.law.book.rules
    failing = {name: labels[name].label for name, held in met.items() if held is False}
    return CycleAhead(
        scored.cycle,
        scored.total,
        scored.eligible,
        failing,
        single,
        _told(reach, single),
        _told(by, single),
        {} if single else reach,
        {} if single else by,
    )


def _told(odds: Mapping[str, Odds], single: bool) -> Odds:
    """The first scenario's odds, or the range over all of them."""
    every = list(odds.values())
    if single:
        return every[0]
    return Odds(min(one.least for one in every), max(one.most for one in every))


def _spliced(
    scenario: Sequence[Odds], cycles: Sequence[CycleAhead], told: Sequence[Odds]
) -> list[Odds]:
    """A scenario's odds, but those of the forecast itself as far as it gives a line of its own."""
    pairs = zip(cycles, told, scenario, strict=True)
    return [own if one.single else other for one, own, other in pairs]


def points_json(points: Points) -> Any:
    """Points as a decimal string, two where they are open; null for no limit."""
    low, high = (None if limitless(end) else written(end) for end in points)
    return low if low == high else [low, high]

"""The odds of reaching the line: the share of draws, the same draw followed through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import written
from luohu.law.sources import LawError, Text
from luohu.study.lines import Forecast, Scenario
from luohu.study.plan.scoring import Scored

EARLIEST = 0.10
MEDIAN = 0.50
Draws = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Odds:
    """A share of draws, at least and at most; the same where everything but the line is known."""

    least: float
    most: float

    def as_json(self) -> float | list[float]:
        """One number of three places, or two where the total is open or scenarios differ."""
        least, most = round(self.least, 3), round(self.most, 3)
        return least if least == most else [least, most]


@dataclass(frozen=True, slots=True)
class Band:
    """The line of a cycle in hundredths: its median, and the lowest and highest of 80 %."""

    cutoff: int
    low: int
    high: int

    def as_json(self) -> dict[str, str]:
        """The line as decimal strings."""
        return {n: written(getattr(self, n)) for n in ("cutoff", "low", "high")}


@dataclass(frozen=True, slots=True)
class Chances:
    """Odds by cycle under one scenario: of reaching that cycle's line, and of any up to it."""

    reach: tuple[Odds, ...]
    by: tuple[Odds, ...]


class LinesAhead:
    """The lines of some cycles, draw by draw, under every scenario of a forecast.

    A cycle whose line is published has that line in every draw. LawError naming the first cycle
    for which a forecast has neither a published line nor draws.
    """

    def __init__(self, forecast: Forecast, cycles: Sequence[int]) -> None:
        self.cycles = tuple(cycles)
        self.scenarios = tuple(one for one in forecast.scenarios if not one.own_law)
        self.known: Mapping[int, int] = forecast.known
        self.figures = {
            line.cycle: Band(line.cutoff, line.band_80[0], line.band_80[1])
            for line in forecast.lines
        } | {cycle: Band(line, line, line) for cycle, line in forecast.known.items()}
        self.draws = {
            scenario.key: tuple(_draws(forecast, scenario, cycle) for cycle in cycles)
            for scenario in self.scenarios
        }

    @property
    def label_of(self) -> Mapping[str, Text]:
        """What each scenario takes as given."""
        return {scenario.key: scenario.label for scenario in self.scenarios}

    def single(self, cycle: int) -> bool:
        """Whether the forecast gives a line of its own for a cycle, not scenarios only."""
        return cycle in self.figures

    def bands(self, cycle: int) -> dict[str, Band]:
        """The line of a cycle under each scenario: the median and the inner 80 % of its draws."""
        place = self.cycles.index(cycle)
        return {key: _band(draws[place]) for key, draws in self.draws.items()}

    def chances(self, scored: Sequence[Scored]) -> dict[str, Chances]:
        """The odds of a person scored in each of the cycles, by scenario."""
        surely = [one.total[0] if one.eligible is True else None for one in scored]
        perhaps = [one.total[1] if one.eligible is not False else None for one in scored]
        return {key: _chances(draws, surely, perhaps) for key, draws in self.draws.items()}


def covered(forecast: Forecast, cycles: Sequence[int]) -> list[int]:
    """The cycles, up to the first for which some scenario has no line."""
    kept = []
    for cycle in cycles:
        if not all(_has(forecast, scenario, cycle) for scenario in forecast.scenarios):
            break
        kept.append(cycle)
    return kept


def _has(forecast: Forecast, scenario: Scenario, cycle: int) -> bool:
    return cycle in forecast.known or cycle in scenario.cycles


def _draws(forecast: Forecast, scenario: Scenario, cycle: int) -> Draws:
    if cycle in forecast.known:
        return np.full(len(scenario.paths), forecast.known[cycle], np.int64)
    if cycle not in scenario.cycles:
        raise LawError(
            f"scenario {scenario.key} has no line of cycle {cycle}: it has {scenario.cycles}"
        )
    return np.ascontiguousarray(scenario.of(cycle))


def _band(draws: Draws) -> Band:
    low, middle, high = np.quantile(draws, (0.1, 0.5, 0.9), method="inverted_cdf")
    return Band(int(middle), int(low), int(high))


def _chances(
    draws: Sequence[Draws], surely: Sequence[int | None], perhaps: Sequence[int | None]
) -> Chances:
    least = _shares(draws, surely)
    most = least if surely == perhaps else _shares(draws, perhaps)
    reach, by = (
        tuple(Odds(low, high) for low, high in zip(least[k], most[k], strict=True)) for k in (0, 1)
    )
    return Chances(reach, by)


def _shares(
    draws: Sequence[Draws], totals: Sequence[int | None]
) -> tuple[list[float], list[float]]:
    """The share of draws reached in each cycle, and of draws reached in it or before."""
    reached = np.zeros(len(draws[0]), bool)
    reach, by = [], []
    for lines, total in zip(draws, totals, strict=True):
        now = lines <= total if total is not None else np.zeros_like(reached)
        reached = reached | now
        reach.append(float(np.count_nonzero(now)) / len(now))
        by.append(float(np.count_nonzero(reached)) / len(now))
    return reach, by


@dataclass(frozen=True, slots=True)
class When:
    """A year at the soonest and at the latest; None where it does not come in the plan's years."""

    soonest: int | None
    latest: int | None

    @property
    def year(self) -> int | None:
        """The one year, None if it is open or does not come."""
        return self.soonest if self.soonest == self.latest else None

    def as_json(self) -> dict[str, Any]:
        """The two years for a program, null for not within the plan's years."""
        return {"soonest": self.soonest, "latest": self.latest}


def first_with(cycles: Sequence[int], odds: Sequence[Odds], share: float) -> When:
    """The first cycle whose odds come to a share, as the most and as the least odds have it."""
    soonest = next((c for c, one in zip(cycles, odds, strict=True) if one.most >= share), None)
    latest = next((c for c, one in zip(cycles, odds, strict=True) if one.least >= share), None)
    return When(soonest, latest)


def spanning(years: Sequence[When]) -> When:
    """The soonest and the latest of several; open if one of them does not come."""
    soonest = [one.soonest for one in years if one.soonest is not None]
    latest = [one.latest for one in years]
    never = None in latest
    return When(
        min(soonest, default=None), None if never else max(y for y in latest if y is not None)
    )

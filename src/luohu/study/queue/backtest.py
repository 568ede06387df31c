"""The forecast held against lines that came later, beside naive ones that need no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from luohu.law.points import written
from luohu.law.sources import Text

NAIVE_STEP = 450
OWN = "forecast"
NAIVE: Mapping[str, Text] = {
    "last_difference": Text("重复上次涨幅", "last rise repeated"),
    "linear": Text("直线趋势", "linear trend"),
    "constant": Text(f"每年{written(NAIVE_STEP)}分", f"{written(NAIVE_STEP)} a year"),
}


@dataclass(frozen=True)
class Tried:
    """One forecast that can be checked: hundredths; `naive` are the baselines' by name."""

    origin: int
    cycle: int
    line: int
    cutoff: int
    low: int
    high: int
    naive: Mapping[str, int]

    @property
    def years(self) -> int:
        """How many years ahead."""
        return self.cycle - self.origin

    @property
    def error(self) -> int:
        """Forecast less line."""
        return self.cutoff - self.line

    @property
    def inside(self) -> bool:
        """Whether the line lies in the band of 80 %."""
        return self.low <= self.line <= self.high

    def as_json(self) -> dict[str, Any]:
        """The row for a program."""
        numbers = {"cutoff": self.cutoff, "low": self.low, "high": self.high, "actual": self.line}
        return {
            "origin": self.origin,
            "cycle": self.cycle,
            "years": self.years,
            **{name: written(value) for name, value in numbers.items()},
            "error": written(self.error),
            "inside": self.inside,
            "naive": {name: written(value) for name, value in self.naive.items()},
        }


@dataclass(frozen=True)
class Backtest:
    """Every forecast that can be checked, by origin and cycle."""

    rows: tuple[Tried, ...]

    def mean_error(self, years: int, method: str = OWN) -> float | None:
        """The mean absolute error so many years ahead in points, None where there is no pair."""
        errors = [
            abs((one.cutoff if method == OWN else one.naive[method]) - one.line)
            for one in self.rows
            if one.years == years and (method == OWN or method in one.naive)
        ]
        return sum(errors) / len(errors) / 100 if errors else None

    @property
    def inside(self) -> int:
        """How many lines lay in their band of 80 %."""
        return sum(one.inside for one in self.rows)

    def as_json(self) -> dict[str, Any]:
        """The back-test for a program."""
        ahead = sorted({one.years for one in self.rows})
        methods = (OWN, *NAIVE)
        return {
            "backtest": [one.as_json() for one in self.rows],
            "mean_absolute_error": {
                method: {str(h): _rounded(self.mean_error(h, method)) for h in ahead}
                for method in methods
            },
            "inside_80": self.inside,
            "pairs": len(self.rows),
        }


def naive_lines(lines: Mapping[int, int], origin: int, cycle: int) -> dict[str, int]:
    """What the baselines say from the lines up to an origin: hundredths by name."""
    known = {c: line for c, line in sorted(lines.items()) if c <= origin}
    cycles, last = list(known), known[origin]
    found = {"constant": last + NAIVE_STEP * (cycle - origin)}
    if len(cycles) > 1:
        before = cycles[-2]
        rise = (last - known[before]) / (origin - before)
        found["last_difference"] = round(last + rise * (cycle - origin))
        slope, start = np.polyfit(cycles, list(known.values()), 1)
        found["linear"] = round(float(start + slope * cycle))
    return {name: found[name] for name in NAIVE if name in found}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

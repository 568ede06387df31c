"""The line of coming cycles: what a forecast says of it, and what a plan is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import written
from luohu.law.sources import Text

Paths = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LineAhead:
    """The line of one cycle ahead, in hundredths: its median and two bands (lowest, highest)."""

    cycle: int
    cutoff: int
    band_80: tuple[int, int]
    band_95: tuple[int, int]

    def as_json(self) -> dict[str, Any]:
        """The line for a program; low and high are the band of 80 %."""
        low, high = map(written, self.band_80)
        lowest, highest = map(written, self.band_95)
        return {
            "cycle": self.cycle,
            "cutoff": written(self.cutoff),
            "low": low,
            "high": high,
            "low_95": lowest,
            "high_95": highest,
        }


@dataclass(frozen=True)
class Scenario:
    """Lines as they might come if one thing is taken as given.

    `paths[d, k]` is the line of `cycles[k]` in draw d, hundredths; a draw is one possible future.
    `own_law` says that the law is another then, so that nobody's score of today can be held
    against it.
    """

    key: str
    label: Text
    cycles: tuple[int, ...]
    paths: Paths
    own_law: bool = False

    def of(self, cycle: int) -> NDArray[np.int64]:
        """The lines of one cycle, a draw each; KeyError outside the scenario."""
        if cycle not in self.cycles:
            raise KeyError(cycle)
        return self.paths[:, self.cycles.index(cycle)]


@dataclass(frozen=True)
class Forecast:
    """The lines of at most three cycles, and scenarios that go on where no value is given.

    `known` are the published lines up to `as_of`, hundredths by cycle; `lists` the cycles whose
    award lists were fitted. The first scenario is the
    law and the quota as they are; all draws are of one seed.
    """

    scheme: str
    as_of: int
    lists: tuple[int, ...]
    known: Mapping[int, int]
    lines: tuple[LineAhead, ...]
    scenarios: tuple[Scenario, ...]

    def as_json(self) -> dict[str, Any]:
        """The forecast for a program."""
        return {
            "scheme": self.scheme,
            "as_of": self.as_of,
            "lists": list(self.lists),
            "known": {str(cycle): written(line) for cycle, line in self.known.items()},
            "forecast": [line.as_json() for line in self.lines],
        }

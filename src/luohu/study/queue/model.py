"""How many of whom are in the queue: the weights of its people, by a few parameters with priors.

People accrue by the rules, scored by the rulebook itself; what is estimated is only how many there
are below the line, how many leave without being admitted, and who joins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from luohu.study.queue.lists import FIRST
from luohu.study.queue.people import People, Queue

Reals = NDArray[np.float64]
DEPTH, MIDDLE, SPREAD = 500.0, 1979, 5.0  # five points below the line; five years of birth
LEAVING = 0.10
"""Between 2018 and 2019 at least a tenth left: 124,657 less 6,019 admitted, and 106,403 applied.

Some of these were newcomers, so more than a tenth had left; how many more is not published.
"""
MOVING = 0.066
"""By the list of 2020, 110 of the 1,668 who did not live outside by 2018 did so a year later."""
INVENTED_MOVING = 0.045
"""Of the invented people so many a year move out after 2019: owners 4.1 %, others 5.1 %."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, and its prior, a normal distribution."""

    name: str
    middle: float
    spread: float


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def parameters(admitted_share: float) -> tuple[Parameter, ...]:
    """The parameters; as many join as leave and are admitted, so that the queue keeps its size."""
    joining = float(np.log(LEAVING + admitted_share))
    return (
        Parameter("depth", 0, 0.15), Parameter("depth_squared", 0, 0.08),
        Parameter("depth_birth", 0, 0.08), Parameter("depth_outside", 0, 0.15),
        Parameter("depth_birth_squared", 0, 0.08), Parameter("joining", joining, 0.6),
        Parameter("joining_birth", 0, 0.5), Parameter("joining_birth_squared", 0, 0.3),
        Parameter("joining_outside", 0, 0.6), Parameter("leaving", _logit(LEAVING), 0.4),
        Parameter("joining_trend", 0, 0.3),
        Parameter("moving", float(np.log(MOVING / INVENTED_MOVING)), 0.5),
    )  # fmt: skip


OF_APPLICANTS, OF_NEWCOMERS = slice(0, 5), slice(5, 9)
LEAVES, TREND, MOVES = 9, 10, 11


@dataclass(frozen=True)
class Weights:
    """The people of a queue weighted by parameters, shape (12,); newcomers by year of joining.

    From `as_of` on the trend of joining stands still.
    """

    queue: Queue
    theta: Reals
    as_of: int

    @property
    def staying(self) -> float:
        """The share who apply again."""
        return float(1 - 1 / (1 + np.exp(-self.theta[LEAVES])))

    def of(self, joined: int, cycle: int) -> Reals:
        """How many each of those who joined in a cycle stands for, if not admitted before.

        The applicants of 2020 are those who joined in the first.
        """
        if joined == FIRST:
            applicants: Reals = self._applicants * self.staying ** (cycle - FIRST)
            return applicants
        trend = self.theta[TREND] * (max(min(joined, self.as_of), FIRST + 1) - FIRST - 1)
        newcomers: Reals = self._newcomers * (np.exp(trend) * self.staying ** (cycle - joined))
        return newcomers

    @cached_property
    def _applicants(self) -> Reals:
        people = self.queue.applicants
        own = np.exp(applicant_features(people) @ self.theta[OF_APPLICANTS])
        weights: Reals = own * self._moving(people)
        return weights

    @cached_property
    def _newcomers(self) -> Reals:
        people = self.queue.newcomers
        own = np.exp(newcomer_features(people) @ self.theta[OF_NEWCOMERS])
        weights: Reals = own * self._moving(people)
        return weights

    def _moving(self, people: People) -> Reals:
        """More or fewer of those who move out later, the others of those inside making up for it."""
        ratio = float(np.exp(self.theta[MOVES]))
        share = people.late_share
        stays = max(1 - share * ratio, 0.01) / (1 - share)
        return np.where(people.late, ratio, np.where(people.outside, 1.0, stays))


@lru_cache(maxsize=16)
def applicant_features(people: People) -> Reals:
    """What tells those below the line apart; nothing at or above it, where 2020 is calibrated."""
    depth, birth = people.below / DEPTH, (people.born - MIDDLE) / SPREAD
    squared = depth * np.minimum(depth, 6) / 4
    columns = [depth, squared, depth * birth, depth * people.outside, depth * birth**2 / 2]
    return np.stack(columns, axis=1)


@lru_cache(maxsize=16)
def newcomer_features(people: People) -> Reals:
    """What tells newcomers apart: birth, and whether they live outside."""
    birth = (people.born - MIDDLE) / SPREAD
    columns = [np.ones(len(people)), birth, birth**2 / 2, people.outside.astype(float)]
    return np.stack(columns, axis=1)


@dataclass(frozen=True)
class Waiting:
    """Who is still waiting in each cycle, given the lines of the cycles before it.

    Lines may be added as they come to be known.
    """

    queue: Queue
    lines: Mapping[int, int]
    _masks: dict[tuple[int, int, int], NDArray[np.bool_]] = field(default_factory=dict, repr=False)

    def groups(self, cycle: int) -> Iterator[tuple[int, People, NDArray[np.bool_]]]:
        """The year of joining, the people, and which of them no earlier line has admitted."""
        yield FIRST, self.queue.applicants, self._not_admitted(0, FIRST, cycle)
        for joined in range(FIRST + 1, cycle + 1):
            yield joined, self.queue.newcomers, self._not_admitted(1, joined, cycle)

    def _not_admitted(self, group: int, joined: int, cycle: int) -> NDArray[np.bool_]:
        key = group, joined, cycle
        if key not in self._masks:
            people = self.queue.groups[group]
            if cycle == joined:
                self._masks[key] = np.ones(len(people), bool)
            else:
                before = self._not_admitted(group, joined, cycle - 1)
                self._masks[key] = before & (people.totals[cycle - 1] < self.lines[cycle - 1])
        return self._masks[key]


def next_line(weights: Weights, waiting: Waiting, cycle: int, quota: int) -> int:
    """The line at which the expected intake of a cycle reaches the quota, hundredths."""
    totals, shares = [], []
    for joined, people, who in waiting.groups(cycle):
        able = who & (people.totals[cycle] > 0)
        totals.append(people.totals[cycle][able])
        shares.append(weights.of(joined, cycle)[able])
    every, share = np.concatenate(totals), np.concatenate(shares)
    lowest = int(every.min())
    held = np.bincount(every - lowest, weights=share)
    better = held[::-1].cumsum()[::-1] - held
    return lowest + int(np.flatnonzero((held > 0) & (better < quota))[0])

"""The queue fitted to award lists: which weights make the lists of past cycles most likely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scheme import Scheme
from luohu.study.queue.lists import CELLS, FIRST, Known, Whole, cells, quota_of
from luohu.study.queue.model import (
    Parameter,
    Reals,
    Waiting,
    Weights,
    next_line,
    parameters,
)
from luohu.study.queue.people import Queue

NEVER_NONE = 1e-3  # what a cell expects at least, so that a count in it is only very unlikely
STEP = 0.02  # of a prior's spread, for derivatives
Progress = Callable[[int], None]
Square = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """Parameters fitted to what was known as of a cycle, and how uncertain they are.

    `theta` is most likely, `covariance` of shape (parameters, parameters) is widened by how much
    worse than chance the lists fit; `lines` are those known since 2020, and the expected one of a
    cycle that has none.
    """

    as_of: int
    digest: str
    theta: Reals
    covariance: Square
    lines: dict[int, int]

    def weights(self, queue: Queue) -> Weights:
        """The people of a queue weighted by it."""
        return Weights(queue, self.theta, self.as_of)


def priors(scheme: Scheme) -> tuple[Parameter, ...]:
    """The parameters with their priors, from published numbers up to 2020."""
    applied, admitted = (scheme.published(FIRST, name) for name in ("applicants", "admitted"))
    return parameters(admitted / applied)


def fit(known: Known, queue: Queue, progress: Progress | None = None) -> Fit:
    """Fit the queue to what was known; `progress` is told the evaluations done so far."""
    lines = {cycle: line for cycle, line in known.lines.items() if cycle >= FIRST}
    for cycle in range(FIRST + 1, known.as_of + 1):
        if cycle not in lines:
            lines[cycle] = _expected(known, queue, lines, cycle)
    lines = dict(sorted(lines.items()))
    theta, covariance = Likelihood(known, queue, lines).maximised(progress)
    return Fit(known.as_of, known.digest, theta, covariance, lines)


def _expected(known: Known, queue: Queue, lines: dict[int, int], cycle: int) -> int:
    """The line of a cycle for which none is known, by what was known before it."""
    before = {c: line for c, line in lines.items() if c < cycle}
    earlier = fit(Known(cycle - 1, before, known.until(cycle - 1).lists), queue)
    quota = quota_of(find_scheme("beijing"), cycle)
    return next_line(earlier.weights(queue), Waiting(queue, before), cycle, quota)


@dataclass(frozen=True)
class _Rows:
    """Those admitted in a cycle by the year in which they joined: their places and their cells."""

    joined: int
    people: Whole
    cells: Whole


@dataclass
class Likelihood:
    """Lists as Poisson counts by cell; of a cycle without a list only how many were admitted."""

    known: Known
    queue: Queue
    lines: dict[int, int]
    _rows: dict[int, list[_Rows]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        scheme = find_scheme("beijing")
        self.priors = priors(scheme)
        self.middle = np.array([one.middle for one in self.priors])
        self.spread = np.array([one.spread for one in self.priors])
        waiting = Waiting(self.queue, self.lines)
        self.told: dict[int, Reals] = {}
        for cycle in range(FIRST + 1, self.known.as_of + 1):
            if cycle in self.known.lists:
                self.told[cycle] = self.known.lists[cycle].counts.astype(float)
            elif cycle in self.known.lines:
                admitted = scheme.published(cycle, "admitted") or quota_of(scheme, cycle)
                self.told[cycle] = np.array([float(admitted)])
            self._rows[cycle] = list(self._admitted(waiting, cycle))

    def _admitted(self, waiting: Waiting, cycle: int) -> list[_Rows]:
        line, found = self.lines[cycle], []
        for joined, people, who in waiting.groups(cycle):
            places = np.flatnonzero(who & (people.totals[cycle] >= line))
            cell = cells(people.totals[cycle][places], people.born[places], line)
            found.append(_Rows(joined, places, cell))
        return found

    def expected(self, theta: Reals) -> Reals:
        """What every list expects, cell by cell, one list after the other."""
        weights = Weights(self.queue, theta, self.known.as_of)
        parts = [np.zeros(0)]
        for cycle, told in self.told.items():
            found = np.zeros(CELLS)
            for rows in self._rows[cycle]:
                share = weights.of(rows.joined, cycle)[rows.people]
                found += np.bincount(rows.cells, weights=share, minlength=CELLS)
            parts.append(found if len(told) == CELLS else np.array([found.sum()]))
        return np.maximum(np.concatenate(parts), NEVER_NONE)

    @property
    def counted(self) -> Reals:
        """What the lists say, in the same order."""
        return np.concatenate([np.zeros(0), *self.told.values()])

    def __call__(self, theta: Reals) -> float:
        """The negative logarithm of the likelihood with the priors, but for a constant."""
        expected = self.expected(theta)
        far = ((theta - self.middle) / self.spread) ** 2
        return float((expected - self.counted * np.log(expected)).sum() + far.sum() / 2)

    def maximised(self, progress: Progress | None = None) -> tuple[Reals, Square]:
        """The most likely parameters and their covariance; the priors' where no list is given."""
        if not self.told:
            return self.middle.copy(), np.diag(self.spread**2)
        from scipy.optimize import minimize

        done = [0]

        def loss(scaled: Reals) -> float:
            done[0] += 1
            if progress is not None:
                progress(done[0])
            return self(self.middle + scaled * self.spread)

        found = minimize(loss, np.zeros(len(self.middle)), method="BFGS", options={"gtol": 0.1})
        theta = self.middle + found.x * self.spread
        return theta, self._covariance(theta)

    def _covariance(self, theta: Reals) -> Square:
        """By the expected information and the priors, widened where lists fit worse than chance."""
        expected = self.expected(theta)
        slopes = self._slopes(theta, expected)
        information = (slopes.T / expected) @ slopes + np.diag(1 / self.spread**2)
        worse = ((self.counted - expected) ** 2 / np.maximum(expected, 1)).sum()
        freedom = max(len(expected) - len(theta), 1)
        covariance: Square = np.linalg.inv(information) * max(1.0, worse / freedom)
        return covariance

    def _slopes(self, theta: Reals, expected: Reals) -> Square:
        """How each expectation moves with each parameter, shape (cells, parameters)."""
        columns = []
        for place, spread in enumerate(self.spread):
            moved = theta.copy()
            moved[place] += STEP * spread
            columns.append((self.expected(moved) - expected) / (STEP * spread))
        return np.stack(columns, axis=1)

"""A cohort under the law of a cycle on this machine, in batches that fit the processor's cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.evaluation import InForce
from luohu.law.ranges import ends, taken
from luohu.people.cohort import Cohort
from luohu.people.rows import ManyRows

BATCH = 16384
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Results:
    """What every person of a cohort gets: the least and the most by name, arrays of shape (people,).

    Where a result is known for everybody the two are one and the same array.
    """

    least: Mapping[str, NDArray[Any]]
    most: Mapping[str, NDArray[Any]]

    def known(self, name: str) -> NDArray[np.bool_]:
        """For whom a result is known for sure."""
        same: NDArray[np.bool_] = self.least[name] == self.most[name]
        return same


def evaluate(
    law: InForce,
    cohort: Cohort,
    targets: Iterable[str] | None = None,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Results:
    """All results (or the named ones) of everybody; `progress` is told the people done so far."""
    names = tuple(law.outcomes if targets is None else targets)
    results = _Collected(names, len(cohort))
    for begin in range(0, len(cohort), batch):
        end = min(begin + batch, len(cohort))
        for people, facts in cohort.slice(begin, end).parts():
            place: Any = slice(begin, end) if people is None else people + begin
            results.put(place, law.results(facts, names, {}))
        if progress is not None:
            progress(end)
    return results.done()


def evaluate_columns(
    law: InForce,
    facts: Mapping[str, Any],
    prepared: Mapping[str, Any],
    people: int,
    targets: Iterable[str] | None = None,
    batch: int = BATCH,
) -> Results:
    """As evaluate(), from facts without unknowns and calendars that `law.prepare` made before."""
    names = tuple(law.outcomes if targets is None else targets)
    read = {name for _, _, inputs, _ in law.plan_for(names, prepared) for name in inputs}
    facts = {name: value for name, value in facts.items() if name in read}
    results = _Collected(names, people)
    for begin in range(0, people, batch):
        place = slice(begin, min(begin + batch, people))
        part = {name: _part(value, place) for name, value in facts.items()}
        given = {name: _part(value, place) for name, value in prepared.items()}
        results.put(place, law.results(part, names, given))
    return results.done()


def _part(value: Any, place: slice) -> Any:
    if isinstance(value, ManyRows):
        return value.slice(place.start, place.stop)
    if isinstance(value, Mapping):
        done: dict[int, Any] = {}
        return {k: done.setdefault(id(v), taken(v, place)) for k, v in value.items()}
    return taken(value, place)


class _Collected:
    """Results of batches, put together; the most is kept apart only once it differs."""

    def __init__(self, names: tuple[str, ...], people: int) -> None:
        self.people = people
        self.least: dict[str, NDArray[Any]] = {}
        self.most: dict[str, NDArray[Any]] = {}
        self.names = names

    def put(self, place: Any, found: Mapping[str, Any]) -> None:
        for name in self.names:
            low, high = ends(found[name])
            if name not in self.least:
                kind = np.bool_ if np.asarray(low).dtype == np.bool_ else np.int64
                self.least[name] = self.most[name] = np.zeros(self.people, kind)
            self.least[name][place] = low
            if low is not high and self.most[name] is self.least[name]:
                self.most[name] = self.least[name].copy()
            if self.most[name] is not self.least[name]:
                self.most[name][place] = high

    def done(self) -> Results:
        for name in self.names:
            self.least.setdefault(name, np.zeros(self.people, np.int64))
            self.most.setdefault(name, self.least[name])
        return Results(self.least, self.most)

"""A cohort under the law of a cycle on this machine, in batches: few calls, little memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.evaluation import InForce
from luohu.law.ranges import ends
from luohu.people.cohort import Cohort

BATCH = 1 << 16
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


@dataclass(frozen=True)
class Chunk:
    """Some people with their facts and calendars, ready to be scored; `people` are positions."""

    law: InForce
    people: Any
    facts: Mapping[str, Any]
    calendars: Mapping[str, Any]


def evaluate(
    law: InForce,
    cohort: Cohort,
    targets: Iterable[str] | None = None,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Results:
    """All results (or the named ones) of everybody; `progress` is told the people done so far."""
    names = tuple(law.outcomes if targets is None else targets)
    results, done = _Collected(names, len(cohort)), 0
    for part in cohort.parts(law.book.needs(names)):
        for people, facts in part.batches(batch):
            results.put(people, law.results(facts, names, {}))
            done += _size(people)
            if progress is not None:
                progress(done)
    return results.done()


def prepare(
    law: InForce, cohort: Cohort, batch: int = BATCH, also_read: Collection[str] = ()
) -> list[Chunk]:
    """The cohort with its calendars worked out, to be scored again and again.

    `also_read` are facts that another law reads of the same people.
    """
    return [
        Chunk(law, people, facts, law.prepare(facts))
        for part in cohort.parts({*law.book.needs(law.outcomes), *also_read})
        for people, facts in part.batches(batch)
    ]


def evaluate_prepared(
    law: InForce,
    chunks: Iterable[Chunk],
    people: int,
    targets: Iterable[str] | None = None,
    given: Mapping[str, NDArray[Any]] | None = None,
) -> Results:
    """As evaluate(), from a prepared cohort of so many people.

    `given` are results that need no computing again, arrays of shape (people,): under a reform
    those that it does not change. Calendars that this law states otherwise than the one the
    cohort was prepared under are worked out anew.
    """
    names = tuple(law.outcomes if targets is None else targets)
    results = _Collected(names, people)
    for chunk in chunks:
        calendars = {n: chunk.calendars[n] for n in _still_right(chunk, law)}
        kept = {name: values[chunk.people] for name, values in (given or {}).items()}
        results.put(chunk.people, law.results(chunk.facts, names, {**calendars, **kept}))
    return results.done()


def _still_right(chunk: Chunk, law: InForce) -> list[str]:
    """The prepared calendars that come out the same under another law of the same people."""
    if law is chunk.law:
        return list(chunk.calendars)
    changed = [
        name
        for name in {**law.book.rules, **law.constants}
        if law.book.rules.get(name) is not chunk.law.book.rules.get(name)
        or not _alike(law.constants.get(name), chunk.law.constants.get(name))
    ]
    moved = law.book.used_by([*changed, *(["cycle"] if law.cycle != chunk.law.cycle else [])])
    return [name for name in chunk.calendars if name in law.book.rules and name not in moved]


def _alike(one: Any, other: Any) -> bool:
    """Whether two values of the law are surely the same."""
    plain = isinstance(one, int | frozenset) and isinstance(other, int | frozenset)
    return one is other or (plain and one == other)


def _size(people: Any) -> int:
    return people.stop - people.start if isinstance(people, slice) else len(people)


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
            self._make_room(name, np.result_type(np.asarray(low), np.asarray(high)))
            self.least[name][place] = low
            if low is not high and self.most[name] is self.least[name]:
                self.most[name] = self.least[name].copy()
            if self.most[name] is not self.least[name]:
                self.most[name][place] = high

    def _make_room(self, name: str, kind: np.dtype[Any]) -> None:
        """Columns as narrow as the results so far allow: a million people fill them faster."""
        if name not in self.least:
            self.least[name] = self.most[name] = np.empty(self.people, kind)
        elif kind.itemsize > self.least[name].dtype.itemsize:
            same = self.most[name] is self.least[name]
            self.least[name] = self.least[name].astype(kind)
            self.most[name] = self.least[name] if same else self.most[name].astype(kind)

    def done(self) -> Results:
        for name in self.names:
            self.least.setdefault(name, np.zeros(self.people, np.int64))
            self.most.setdefault(name, self.least[name])
        return Results(self.least, self.most)

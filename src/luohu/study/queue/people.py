"""The people of the queue: invented applicants of 2020 and newcomers, scored in every cycle ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from luohu.engines.local import evaluate
from luohu.law.rulebook import Rulebook
from luohu.people.cohort import Cohort
from luohu.people.facts import District, Tenure
from luohu.people.rows import ManyRows
from luohu.schemes.catalogue import find_scheme
from luohu.study.population import build, newcomers
from luohu.study.queue.lists import FIRST
from luohu.study.reforms.proposal import Change

APPLICANTS_SEED, NEWCOMERS_SEED = 2020, 2027
NOT_ELIGIBLE = -1_000_000
OUTSIDE = 200  # hundredths: the least that the area gives
MOVED_BY = 2027  # the cycle by which the last move of the invented people shows
Progress = Callable[[int], None]


@dataclass(frozen=True, eq=False)
class People:
    """Some people: birth years, and by cycle totals in hundredths, NOT_ELIGIBLE for who may not apply.

    `below` is how far each stood below the line of the first cycle, hundredths; `outside` says who
    earned area points by the cycle after it, `late` who begins to only later; `late_share` is
    their share of those not outside. Arrays of shape (people,).
    """

    born: NDArray[np.int64]
    totals: dict[int, NDArray[np.int64]]
    below: NDArray[np.int64]
    outside: NDArray[np.bool_]
    late: NDArray[np.bool_]
    late_share: float

    def __len__(self) -> int:
        return len(self.born)


@dataclass(frozen=True)
class Queue:
    """Everybody who may be in the queue: those who applied in 2020, those who may come later."""

    applicants: People
    newcomers: People
    cycles: range

    @property
    def groups(self) -> tuple[People, People]:
        """Both."""
        return self.applicants, self.newcomers


@lru_cache(maxsize=1)
def cohorts() -> tuple[Cohort, Cohort]:
    """The documents behind the queue: as many as applied in 2020, and as many newcomers."""
    applied = find_scheme("beijing").published(FIRST, "applicants")
    return build(applied, APPLICANTS_SEED), newcomers(applied, NEWCOMERS_SEED)


@lru_cache(maxsize=2)
def queue() -> Queue:
    """The queue under the law as it is, for every cycle that is encoded."""
    return scored(_book(), cohorts())


def _book() -> Rulebook:
    book = find_scheme("beijing").covering(FIRST)
    assert book is not None
    return book


def scored(
    book: Rulebook, people: tuple[Cohort, Cohort], cycles: Iterable[int] | None = None
) -> Queue:
    """Some people under a rulebook, in its cycles or some of them, the first always among them."""
    chosen = range(book.cycles[0], book.cycles[1] + 1) if cycles is None else cycles
    wanted = sorted({FIRST, FIRST + 1, MOVED_BY, *chosen})
    groups = [_people(book, cohort, wanted) for cohort in people]
    return Queue(groups[0], groups[1], range(FIRST, wanted[-1] + 1))


def reformed(base: Queue, change: Change, since: int) -> Queue:
    """The queue as it is, but under a change of the law from a cycle on."""
    other = scored(change.law.of(_book()), cohorts(), range(since, base.cycles[-1] + 1))
    return _spliced(base, other, since)


def moved_outside(base: Queue, share: float, since: int, seed: int) -> Queue:
    """The queue if a share of those not yet outside buy a home there in January before a cycle."""
    first, second = cohorts()
    later = range(since, base.cycles[-1] + 1)
    moved = (
        _with_homes(first, base.applicants, share, since, seed),
        _with_homes(second, base.newcomers, share, since, seed + 1),
    )
    return _spliced(base, scored(_book(), moved, later), since)


def narrowed(base: Queue, lines: Mapping[int, int], as_of: int, near: int) -> Queue:
    """Those who come near a line after a cycle, `near` in hundredths, as lines by cycle are given."""

    def part(people: People) -> People:
        ahead = [people.totals[c] - lines[c] for c in lines if c > as_of]
        kept = np.max(np.stack(ahead), axis=0) >= -near
        return People(
            people.born[kept],
            {cycle: totals[kept] for cycle, totals in people.totals.items()},
            people.below[kept],
            people.outside[kept],
            people.late[kept],
            people.late_share,
        )

    return Queue(part(base.applicants), part(base.newcomers), base.cycles)


def _spliced(base: Queue, other: Queue, since: int) -> Queue:
    """One queue up to a cycle, another from it on."""
    groups = [
        replace(
            one,
            totals={c: (two if c >= since else one).totals[c] for c in base.cycles},
        )
        for one, two in zip(base.groups, other.groups, strict=True)
    ]
    return Queue(groups[0], groups[1], base.cycles)


def _people(book: Rulebook, cohort: Cohort, cycles: Iterable[int]) -> People:
    totals: dict[int, NDArray[np.int64]] = {}
    below, area = np.zeros(0), {}
    for cycle in cycles:
        found = evaluate(book.at(cycle), cohort, ("total", "eligible", "area")).least
        total = found["total"].astype(np.int64)
        totals[cycle] = np.where(found["eligible"], total, NOT_ELIGIBLE)
        if cycle == FIRST:
            line = find_scheme("beijing").published(FIRST, "cutoff")
            below = np.maximum(line - total, 0)
        area[cycle] = found["area"] >= OUTSIDE
    born = cohort.columns["born"].astype(np.int64) // 10000
    outside = area[FIRST + 1]
    late = area[MOVED_BY] & ~outside
    share = float(late.sum() / max(int((~outside).sum()), 1))
    return People(born, totals, below.astype(np.int64), outside, late, share)


def _with_homes(cohort: Cohort, people: People, share: float, since: int, seed: int) -> Cohort:
    """The same people, some of them with an own home outside from January of the year before on."""
    draw = np.random.default_rng(seed)
    who = np.flatnonzero(~people.outside & (draw.random(len(people)) < share))
    homes = cohort.lists["homes"]
    month = (since - 1) * 12
    added = {name: np.zeros(len(who), column.dtype) for name, column in homes.columns.items()}
    told = {"tenure": Tenure.OWN, "first": month, "certificate": month, "registered": True,
            "share": 10000, "district": District["昌平"]}  # fmt: skip
    added |= {
        name: np.full(len(who), value, homes.columns[name].dtype) for name, value in told.items()
    }
    added["last"] = np.full(len(who), homes.columns["last"].max(), homes.columns["last"].dtype)
    columns = {
        name: np.concatenate([column, added[name]]) for name, column in homes.columns.items()
    }
    rows = ManyRows.by_person(np.concatenate([homes.person, who]), columns, len(cohort))
    return replace(cohort, lists={**cohort.lists, "homes": rows})

"""A million applicants through the complete rules, ranked, and one value reformed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.comparators import Worker
from bench.counted import Columns, counted, stored
from bench.report import Line, line, missing
from bench.timing import Contender, race, timed
from luohu.cycle.ranking import Selection, select
from luohu.engines.local import Chunk, Results, evaluate_prepared, prepare
from luohu.law.evaluation import InForce
from luohu.law.months import Months
from luohu.law.ranges import Range
from luohu.law.reform import Reform
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.people.rows import ManyRows
from luohu.schemes.catalogue import find_rulebook

PART = "many applicants, one core, in memory"
QUOTA = 6000
TOTAL = ("total",)
ONLY_IN_CALENDARS = {"insurance", "homes"}
RENT_DEARER = Reform(
    Text("租赁每年0.75分", "0.75 a rented year"), values={"points_per_rented_year": 75}
)


@dataclass(frozen=True)
class Workload:
    """A cohort under a law, its calendars prepared."""

    law: InForce
    cohort: Cohort
    chunks: list[Chunk] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chunks", prepare(self.law, self.cohort))

    @property
    def book(self) -> Rulebook:
        """The rulebook of the law."""
        return find_rulebook(self.law.book.name)

    def scored(self, targets: tuple[str, ...] | None = None) -> Results:
        """Everybody's results."""
        return evaluate_prepared(self.law, self.chunks, len(self.cohort), targets)

    def ranked(self) -> Selection:
        """Everybody's total, rank and the cut-off."""
        return select(self.scored(TOTAL).least["total"], QUOTA)

    @cached_property
    def reformed(self) -> Reformed:
        """The base of the reform, worked out once."""
        return Reformed.of(self)

    @cached_property
    def arrays(self) -> list[NDArray[Any]]:
        """Every array that the rules read, once."""
        found: dict[int, NDArray[Any]] = {}
        read = {name for step in self.law.plan for name in step[2]}
        for chunk in self.chunks:
            facts = [v for k, v in chunk.facts.items() if k in read - ONLY_IN_CALENDARS]
            for value in [*facts, *chunk.calendars.values()]:
                found |= {id(array): array for array in _arrays(value)}
        return list(found.values())


def _arrays(value: Any) -> list[NDArray[Any]]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, Months):
        return _arrays(value.bits)
    if isinstance(value, Range):
        return _arrays(value.low) + _arrays(value.high)
    if isinstance(value, ManyRows):
        return [value.offsets, *value.columns.values()]
    if isinstance(value, Mapping):
        return [array for item in value.values() for array in _arrays(item)]
    return []


def summed(arrays: list[NDArray[Any]]) -> int:
    """One pass over all bytes, as 64-bit words: what no engine on this machine can beat."""
    total = 0
    for array in arrays:
        raw = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        total += int(raw[: len(raw) // 8 * 8].view(np.uint64).sum())
    return total


@dataclass(frozen=True)
class Reformed:
    """What a reform leaves as it was, kept so that only the rest is computed again."""

    workload: Workload
    kept: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, workload: Workload) -> Reformed:
        """Keep the results that the changed rules read."""
        book = workload.book
        changed = RENT_DEARER.changes(book)
        read = {name for rule in changed for name in book.rules[rule].inputs}
        kept = tuple(sorted((read & set(book.rules)) - changed - set(workload.law.constants)))
        return cls(workload, workload.scored(kept).least)

    def ranked(self) -> Selection:
        """The reform of the rulebook, everybody's new total, rank and the cut-off."""
        law = RENT_DEARER.of(self.workload.book).at(self.workload.law.cycle)
        people = len(self.workload.cohort)
        found = evaluate_prepared(law, self.workload.chunks, people, TOTAL, self.kept)
        return select(found.least["total"], QUOTA)

    def from_scratch(self) -> NDArray[Any]:
        """The same totals by computing everything again."""
        law = RENT_DEARER.of(self.workload.book).at(self.workload.law.cycle)
        work = self.workload
        found = evaluate_prepared(law, work.chunks, len(work.cohort), TOTAL)
        return found.least["total"]


def lines(
    work: Workload, workers: dict[str, Worker], absent: dict[str, str], folder: Path, rounds: int
) -> list[Line]:
    """The part of the report."""
    found = race(_contenders(work, workers), rounds)
    people = len(work.cohort)
    size = sum(array.nbytes for array in work.arrays)
    rules = "all rules, all outcomes"
    report = [
        line(PART, rules, found, "numpy sum of the same bytes", name="scored", count=people,
             at_least=3e6, bound="≥ 3 M/s", note=f"{size / people:.0f} bytes a person"),
        line(PART, "calendars from spans (prepare)", found, name="prepare", count=people),
        line(PART, "score: the rules behind the total", found, name="total", count=people),
        line(PART, "rank and cut-off of totals", found, "numpy sort of the totals", name="rank",
             count=people),
        line(PART, "score + rank + cut-off", found, name="ranked", count=people),
        line(PART, "one value reform + new cut-off", found, "the same from scratch", name="reform",
             count=people),
    ]  # fmt: skip
    if "openfisca" in absent:
        return [*report, missing(PART, "beside openfisca-core", absent["openfisca"])]
    agree = _agreement(work, workers["openfisca"], folder)
    pairs = {
        "scored": (rules, "openfisca score", "openfisca: no conditions, months counted"),
        "total": ("score: the rules behind the total", "openfisca score", agree),
        "ranked": ("score + rank + cut-off", "openfisca rank", _wrong_cutoffs(work, folder)),
        "reform": ("one value reform + new cut-off", "openfisca reform", ""),
    }
    for name, (what, other, note) in pairs.items():
        report.append(line(PART, what, found, other, name=name, count=people, note=note))
    return report


def _contenders(work: Workload, workers: dict[str, Worker]) -> dict[str, Contender]:
    totals = work.scored(TOTAL).least["total"]
    reformed = work.reformed
    assert np.array_equal(select(reformed.from_scratch(), QUOTA).ranks, reformed.ranked().ranks)
    found = {
        "scored": timed(work.scored),
        "numpy sum of the same bytes": timed(lambda: summed(work.arrays)),
        "prepare": timed(lambda: prepare(work.law, work.cohort)),
        "total": timed(lambda: work.scored(TOTAL)),
        "rank": timed(lambda: select(totals, QUOTA)),
        "numpy sort of the totals": timed(lambda: np.sort(totals)),
        "ranked": timed(work.ranked),
        "reform": timed(reformed.ranked),
        "the same from scratch": timed(lambda: select(reformed.from_scratch(), QUOTA)),
    }
    if "openfisca" in workers:
        ask = workers["openfisca"]
        found["openfisca score"] = ask.contender("score")
        found["openfisca rank"] = ask.contender("rank", quota=QUOTA)
        found["openfisca reform"] = ask.contender("reform", quota=QUOTA)
    return found


def hand_over(work: Workload, worker: Worker, folder: Path) -> None:
    """Give an engine the counted columns of everybody."""
    worker.ask("load", file=stored(columns_of(work), folder))


def columns_of(work: Workload) -> Columns:
    """The counted columns of everybody."""
    return counted(work.law, work.cohort, work.chunks)


def _agreement(work: Workload, worker: Worker, folder: Path) -> str:
    """Whether OpenFisca's totals are the same to the hundredth, under the law and the reform."""
    differ = []
    for task, ours in (
        ("reform", work.reformed.from_scratch()),
        ("rank", work.scored(TOTAL).least["total"]),
    ):
        worker.ask(task, quota=QUOTA)
        worker.ask("save", file=str(folder / "totals.npy"))
        theirs = np.rint(np.load(folder / "totals.npy").astype(np.float64) * 100)
        differ.append(int((theirs != ours).sum()))
    return "totals agree" if not any(differ) else f"TOTALS DIFFER for {differ} people"


def _wrong_cutoffs(work: Workload, folder: Path) -> str:
    """At how many quotas OpenFisca's own numbers admit other people than the law."""
    ours = np.sort(-work.scored(TOTAL).least["total"])
    theirs = np.sort(-np.load(folder / "totals.npy"))
    quotas = np.arange(min(1000, len(ours) // 10), min(20000, len(ours) // 2))
    lawful = np.searchsorted(ours, ours[quotas - 1], side="right")
    raw = np.searchsorted(theirs, theirs[quotas - 1], side="right")
    return f"openfisca's floats part ties at {(lawful != raw).mean():.0%} of quotas"


def month_lines(spans: int, rounds: int) -> list[Line]:
    """Sets of months built from spans, ten a person."""
    draw = np.random.default_rng(7)
    people = max(spans // 10, 1)
    person = np.sort(draw.integers(0, people, spans))
    first = draw.integers(2001 * 12, 2025 * 12, spans)
    last = first + draw.integers(0, 60, spans)
    arrays = [person, first, last]
    found = race(
        {
            "months": timed(lambda: Months.from_spans(person, first, last, people)),
            "numpy sum of the same bytes": timed(lambda: summed(arrays)),
        },
        rounds,
    )
    what = f"month sets from {spans / 1e6:g} M spans"
    return [line(PART, what, found, "numpy sum of the same bytes", name="months", count=spans)]

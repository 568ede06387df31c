"""A frozen cohort under the law: who is ranked, who is admitted, whom the facts leave open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.ranking import Selection, select
from luohu.engines.local import Progress, Results, evaluate
from luohu.law.evaluation import InForce
from luohu.law.points import limitless
from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.people.cohort import Cohort
from luohu.schemes.scoring import score_person

Mask = NDArray[np.bool_]
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Outcomes:
    """What a cohort comes to, arrays by person: `possible` who may have the right to apply.

    `settled` are those of whom everything that orders them is known; only they are ranked.
    """

    law: InForce
    cohort: Cohort
    results: Results
    selection: Selection
    possible: Mask
    settled: Mask

    @property
    def open(self) -> Mask:
        """Who may have the right to apply, and is not ranked because something is unknown."""
        return self.possible & ~self.settled

    @property
    def reach(self) -> int | None:
        """The total from which somebody open would change the list; None where anybody would."""
        full = self.selection.admitted >= self.selection.quota
        return self.selection.cutoff if full else None

    @property
    def blocking(self) -> Mask:
        """Who is open and could reach the line: as long as there is anybody, nothing is published."""
        if self.reach is None:
            return self.open
        reaches: Mask = self.results.most[total_of(self.law)] >= self.reach
        return self.open & reaches

    @property
    def admitted(self) -> Mask:
        """Who is admitted."""
        ranks = self.selection.ranks
        within: Mask = (ranks > 0) & (ranks <= self.selection.quota)
        return within


@dataclass(frozen=True, slots=True)
class Row:
    """One person's outcome; ends without a limit are None."""

    number: str
    eligible: bool | None
    total: int | None
    least: int | None
    most: int | None
    rank: int
    admitted: bool
    indicators: Mapping[str, Any]
    unknown: Sequence[str]

    def line(self) -> str:
        """The outcome in a line of text, the same in every run."""
        held = [self.number, self.eligible, self.total, self.least, self.most, self.rank,
                self.admitted, self.indicators, self.unknown]  # fmt: skip
        return ENCODER.encode(held)


def total_of(law: InForce) -> str:
    """The name of the total; LawError for a scheme without one."""
    total = law.book.only(Kind.TOTAL)
    if total is None or law.book.only(Kind.ELIGIBILITY) is None:
        raise LawError(f"{law.book.name}: 没有总分,不能排名 has no total to rank by")
    return total


def outcomes(
    law: InForce, cohort: Cohort, quota: int, progress: Progress | None = None
) -> Outcomes:
    """Score a cohort and rank those of whom everything that matters is known.

    Equal totals are ordered by the law's own tie keys only. Whoever may apply, but whose right,
    total or tie keys are open, or whose facts do not meet a requirement, is not ranked.
    """
    total, eligible = total_of(law), str(law.book.only(Kind.ELIGIBILITY))
    keys, requirements = law.book.named(Kind.TIE_KEY), law.book.named(Kind.REQUIREMENT)
    names = dict.fromkeys((total, eligible, *keys, *requirements, *law.book.indicators))
    results = evaluate(law, cohort, names, progress)
    possible = results.most[eligible].astype(bool)
    known = np.logical_and.reduce([results.known(name) for name in (total, eligible, *keys)])
    met = np.ones(len(cohort), bool)
    for name in requirements:
        met &= results.least[name].astype(bool)
    settled = possible & known & met
    columns = [results.least[key] for key in keys]
    selection = select(results.least[total], quota, settled, columns)
    return Outcomes(law, cohort, results, selection, possible, settled)


def rows(found: Outcomes, pending: Mapping[int, Sequence[str]] | None = None) -> Iterator[Row]:
    """Everybody's outcome in the order of the cohort; `pending` are the undecided facts by position."""
    law, results = found.law, found.results
    total, eligible = total_of(law), str(law.book.only(Kind.ELIGIBILITY))
    names = law.book.indicators
    columns = [_column(results, name) for name in names]
    told = zip(
        found.cohort.ids, _truths(results, eligible), _column(results, total),
        found.selection.ranks.tolist(), found.admitted.tolist(), found.open.tolist(),
        zip(*columns, strict=True) if columns else [()] * len(found.cohort),
        strict=True,
    )  # fmt: skip
    for person, (number, may, score, rank, admitted, is_open, values) in enumerate(told):
        low, high = score if isinstance(score, list) else (score, score)
        unknown = _unknown(found, person, (pending or {}).get(person, ())) if is_open else []
        yield Row(
            number, may, None if isinstance(score, list) else score, low, high, rank, admitted,
            dict(zip(names, values, strict=True)), unknown,
        )  # fmt: skip


def digest_of(lines: Sequence[str]) -> str:
    """SHA-256 (hex) of lines in their order of text, each ended by a line feed."""
    kept = sha256()
    for line in sorted(lines):
        kept.update(line.encode() + b"\n")
    return kept.hexdigest()


def _unknown(found: Outcomes, person: int, pending: Sequence[str]) -> list[str]:
    """What leaves somebody open: the pending facts, what is not stated, requirements not met."""
    score = score_person(found.law, found.cohort.person(person), found.cohort.ids[person])
    return sorted({*pending, *score.unknown, *score.unmet_requirements})


def _truths(results: Results, name: str) -> list[bool | None]:
    low, high = results.least[name].astype(bool), results.most[name].astype(bool)
    return [
        one if one == other else None
        for one, other in zip(low.tolist(), high.tolist(), strict=True)
    ]


def _column(results: Results, name: str) -> list[Any]:
    """A number where it is known, the two ends where it is not."""
    low, high = results.least[name], results.most[name]
    if low is high:
        return [_ended(one) for one in low.tolist()]
    return [
        _ended(one) if one == other else [_ended(one), _ended(other)]
        for one, other in zip(low.tolist(), high.tolist(), strict=True)
    ]


def _ended(value: int) -> int | None:
    return None if limitless(value) else int(value)

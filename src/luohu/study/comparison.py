"""A reform held against the law as it is, on the same people: the line, who enters, who leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from luohu.engines.local import evaluate
from luohu.law.points import written
from luohu.law.rules import Kind
from luohu.law.sources import LawError, Text
from luohu.schemes.catalogue import find_scheme
from luohu.study.baseline import Baseline, Outcome
from luohu.study.groups import groupings
from luohu.study.places import Mask
from luohu.study.reforms.proposal import Asked, Change
from luohu.study.sensitivity import AtQuota, Uncertainty, over_people, over_quotas
from luohu.study.stories import Story, stories


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: how many may apply, the line in hundredths, who is admitted.

    `places` are persons, or families where those are ranked; the means are of those admitted:
    insured years, and earlier cycles in which each surely met the conditions of that cycle.
    """

    eligible: int
    cutoff: int | None
    places: int
    admitted: int
    ties: int
    insured_years: float | None
    cycles_waited: float | None

    def as_json(self) -> dict[str, Any]:
        """The side for a program."""
        return {
            "eligible": self.eligible,
            "cutoff": None if self.cutoff is None else written(self.cutoff),
            "places": self.places,
            "admitted": self.admitted,
            "ties": self.ties,
            "mean_insured_years": _rounded(self.insured_years),
            "mean_cycles_waited": _rounded(self.cycles_waited),
        }


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a grouping: how many are admitted before and after, enter and leave."""

    label: Text
    applicants: int
    before: int
    after: int
    entering: int
    leaving: int

    def as_json(self) -> dict[str, Any]:
        """The category for a program."""
        names = ("applicants", "before", "after", "entering", "leaving")
        return {"label": self.label.as_json, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A grouping of those who are admitted, enter and leave."""

    name: str
    label: Text
    categories: tuple[Category, ...]

    def as_json(self) -> dict[str, Any]:
        """The breakdown for a program."""
        listed = [one.as_json() for one in self.categories]
        return {"name": self.name, "label": self.label.as_json, "categories": listed}


@dataclass(frozen=True)
class Comparison:
    """What a reform does to one cohort. Counts are people unless they say places."""

    title: Text
    proposals: tuple[Asked, ...]
    last_year: bool
    cycle: int
    rules: str
    people: int
    quota: int
    before: Side
    after: Side
    in_common: int
    entering: int
    leaving: int
    counted: tuple[tuple[Text, int], ...]
    breakdowns: tuple[Breakdown, ...]
    stories: tuple[Story, ...]
    quotas: tuple[AtQuota, ...]
    uncertainty: Uncertainty | None
    over_seeds: Uncertainty | None = None

    @property
    def change(self) -> int | None:
        """How the line moves, hundredths; None where one side has none."""
        if self.before.cutoff is None or self.after.cutoff is None:
            return None
        return self.after.cutoff - self.before.cutoff

    def as_json(self) -> dict[str, Any]:
        """The comparison for a program."""
        return {
            "reform": {
                "title": self.title.as_json,
                "proposals": [one.as_json() for one in self.proposals],
            },
            "rules": self.rules,
            "cycle": self.cycle,
            "people": self.people,
            "quota": self.quota,
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "cutoff_change": None if self.change is None else written(self.change),
            "in_common": self.in_common,
            "entering": self.entering,
            "leaving": self.leaving,
            "counted": [{"label": text.as_json, "count": n} for text, n in self.counted],
            "groups": [one.as_json() for one in self.breakdowns],
            "stories": [one.as_json() for one in self.stories],
            "quotas": [one.as_json() for one in self.quotas],
            "uncertainty": None if self.uncertainty is None else self.uncertainty.as_json(),
            "over_seeds": None if self.over_seeds is None else self.over_seeds.as_json(),
        }


def compare(
    baseline: Baseline,
    change: Change,
    title: Text | None = None,
    proposals: Sequence[Asked] = (),
    seed: int = 1,
    over: Uncertainty | None = None,
) -> Comparison:
    """Hold a change against the baseline; Refused where somebody's result would be open.

    `over` is what cohorts of other seeds gave, if that was asked.
    """
    baseline, after = baseline.both(change)
    waiting = _Waiting(baseline)
    was, now = baseline.outcome.admission.admitted, after.admission.admitted
    return Comparison(
        title=title or change.law.title,
        proposals=tuple(proposals),
        last_year=change.last_year,
        cycle=baseline.law.cycle,
        rules=baseline.law.book.name,
        people=len(baseline.cohort),
        quota=baseline.quota,
        before=_side(baseline.outcome, waiting),
        after=_side(after, waiting),
        in_common=int((was & now).sum()),
        entering=int((now & ~was).sum()),
        leaving=int((was & ~now).sum()),
        counted=tuple((after.law.book.rules[name].label, n) for name, n in after.counted.items()),
        breakdowns=tuple(_breakdowns(baseline, was, now)),
        stories=tuple(stories(baseline, after)),
        quotas=tuple(over_quotas(baseline, after, change.places)),
        uncertainty=over_people(baseline, after, change.places, seed),
        over_seeds=over,
    )


def _side(outcome: Outcome, waiting: _Waiting) -> Side:
    admission = outcome.admission
    return Side(
        eligible=int(admission.eligible.sum()),
        cutoff=admission.cutoff,
        places=admission.taken,
        admitted=int(admission.admitted.sum()),
        ties=admission.ties,
        insured_years=waiting.insured_years(admission.admitted),
        cycles_waited=waiting.cycles(admission.admitted),
    )


class _Waiting:
    """How long those admitted have waited: by the law of each cycle, the same before and after."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline

    def insured_years(self, who: Mask) -> float | None:
        """The mean of normally paid insured years."""
        if not who.any() or "insured_months" not in self.baseline.law.book.rules:
            return None
        months = self.baseline.results(["insured_months"])["insured_months"]
        return float(months[who].mean() / 12)

    def cycles(self, who: Mask) -> float | None:
        """The mean number of earlier cycles in which each already met the conditions."""
        return float(self._met_before[who].mean()) if who.any() else None

    @cached_property
    def _met_before(self) -> Any:
        baseline = self.baseline
        scheme = find_scheme(baseline.law.book.scheme)
        first = min(book.cycles[0] for book in scheme.rulebooks)
        met = np.zeros(len(baseline.cohort), np.int64)
        for cycle in range(first, baseline.law.cycle):
            law = scheme.at(cycle)
            name = law.book.only(Kind.ELIGIBILITY)
            if name is None:
                raise LawError(f"{law.book.name} has no conditions to wait for")
            met += evaluate(law, baseline.cohort, (name,)).least[name].astype(np.int64)
        return met


def _breakdowns(baseline: Baseline, was: Mask, now: Mask) -> list[Breakdown]:
    found = []
    everybody = np.ones(len(was), bool)
    for grouping in groupings(baseline):
        columns = [grouping.counts(who) for who in (everybody, was, now, now & ~was, was & ~now)]
        rows = zip(grouping.categories, *columns, strict=True)
        found.append(
            Breakdown(grouping.name, grouping.label, tuple(Category(*row) for row in rows))
        )
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)

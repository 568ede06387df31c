"""How far a result of a reform rests on the quota, on chance and on the seed of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import written
from luohu.study.baseline import Baseline, Outcome
from luohu.study.places import Admission, Mask, Places, admit
from luohu.study.reforms.proposal import Change

QUOTA_SHARES = (50, 75, 100, 125, 150, 200, 300)
DRAWS = 100
BAND = (10, 90)


@dataclass(frozen=True, slots=True)
class AtQuota:
    """The lines that a quota would give, before and after, hundredths, and how many enter."""

    quota: int
    before: int | None
    after: int | None
    entering: int

    def as_json(self) -> dict[str, Any]:
        """The quota for a program."""
        lines = [None if line is None else written(line) for line in (self.before, self.after)]
        return {
            "quota": self.quota,
            "cutoff_before": lines[0],
            "cutoff_after": lines[1],
            "entering": self.entering,
        }


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over draws: its median and the band of 80 %."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float] | NDArray[Any]) -> Spread:
        """The spread of some values, at least one."""
        low, median, high = np.percentile(np.asarray(values, float), (BAND[0], 50, BAND[1]))
        return cls(float(median), float(low), float(high))

    def as_json(self) -> dict[str, float]:
        """The spread for a program."""
        return {name: round(getattr(self, name), 4) for name in ("median", "low", "high")}


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How the line before, its change and the share replaced vary; lines in points."""

    draws: int
    cutoff_before: Spread
    cutoff_change: Spread
    share_entering: Spread

    def as_json(self) -> dict[str, Any]:
        """The uncertainty for a program."""
        names = ("cutoff_before", "cutoff_change", "share_entering")
        return {"draws": self.draws, **{name: getattr(self, name).as_json() for name in names}}


def over_quotas(baseline: Baseline, after: Outcome, places: Places) -> list[AtQuota]:
    """Both lines under other quotas, the reform's own quota changed in the same proportion."""
    found = []
    for share in QUOTA_SHARES:
        quota = max(baseline.quota * share // 100, 1)
        own = None if places.quota is None else max(places.quota * share // 100, 1)
        changed = Places(own, places.line, places.direct, places.family, places.joined)
        one = _again(baseline, baseline.outcome.admission, quota, Places())
        other = _again(baseline, after.admission, quota, changed)
        entering = int((other.admitted & ~one.admitted).sum())
        found.append(AtQuota(quota, one.cutoff, other.cutoff, entering))
    return found


def _again(baseline: Baseline, known: Admission, quota: int, places: Places) -> Admission:
    """The same totals and conditions under another quota."""
    totals = known.person_totals
    return admit(totals, known.eligible, quota, places, known.direct, baseline.families)


def over_people(
    baseline: Baseline, after: Outcome, places: Places, seed: int, draws: int = DRAWS
) -> Uncertainty:
    """Were other people of the same kind there: each person (or family) drawn anew, seeded."""
    draw = np.random.default_rng(seed)
    quota = places.quota or baseline.quota
    before = baseline.outcome.admission
    people = len(baseline.cohort)
    lines, changes, shares = [], [], []
    for _ in range(draws):
        times = draw.poisson(1.0, people).astype(np.int32)
        one = weighted_line(before, times, baseline.quota)
        other = (
            places.line if places.line is not None else weighted_line(after.admission, times, quota)
        )
        was, now = _above(before, one), _above(after.admission, other)
        lines.append(one / 100)
        changes.append((other - one) / 100)
        shares.append(float(times[now & ~was].sum() / max(int(times[now].sum()), 1)))
    return Uncertainty(draws, Spread.of(lines), Spread.of(changes), Spread.of(shares))


def weighted_line(known: Admission, times: NDArray[Any], quota: int) -> int:
    """The line if each of those ranked were there so many times, hundredths; 0 if nobody is."""
    totals, weights = known.totals[known.ranked], times[known.ranked]
    if not int(weights.sum()):
        return 0
    lowest = int(totals.min())
    held = np.bincount(totals - lowest, weights=weights)
    better = np.concatenate([np.cumsum(held[::-1])[::-1][1:], [0]])
    inside = np.flatnonzero((held > 0) & (better < quota))
    return lowest + int(inside[0])


def _above(known: Admission, line: int) -> Mask:
    admitted: Mask = known.direct | (known.eligible & (known.totals >= line))
    return admitted


def over_seeds(
    baselines: Iterable[Baseline],
    change: Change,
    progress: Callable[[int], None] | None = None,
) -> Uncertainty:
    """The same reform on cohorts of other seeds, at least one."""
    lines, changes, shares = [], [], []
    for place, baseline in enumerate(baselines):
        before, after = baseline.outcome.admission, baseline.reformed(change).admission
        one, other = before.cutoff or 0, after.cutoff or 0
        lines.append(one / 100)
        changes.append((other - one) / 100)
        entering = int((after.admitted & ~before.admitted).sum())
        shares.append(entering / max(int(after.admitted.sum()), 1))
        if progress is not None:
            progress(place + 1)
    return Uncertainty(len(lines), Spread.of(lines), Spread.of(changes), Spread.of(shares))

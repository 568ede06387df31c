"""How far a result of a reform rests on the quota, on chance and on the seed of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
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
    for quota in sorted({max(baseline.quota * share // 100, 1) for share in QUOTA_SHARES}):
        own = None if places.quota is None else max(places.quota * quota // baseline.quota, 1)
        changed = replace(places, quota=own)
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
) -> Uncertainty | None:
    """Were other people of the same kind there: each drawn anew, seeded.

    A draw in which one side has no line is left out; None where no draw has both.
    """
    draw = np.random.default_rng(seed)
    before, now = baseline.outcome.admission, after.admission
    found = []
    for _ in range(draws):
        times = draw.poisson(1.0, len(baseline.cohort)).astype(np.int32)
        one = weighted_line(before, times, baseline.quota)
        other = places.line
        if other is None:
            other = weighted_line(now, times, places.of(baseline.quota))
        if one is not None and other is not None:
            was, will = _above(before, one), _above(now, other)
            entering = float(times[will & ~was].sum() / max(int(times[will].sum()), 1))
            found.append((one, other, entering))
    return _uncertainty(found)


def _uncertainty(found: Sequence[tuple[int, int, float]]) -> Uncertainty | None:
    """Of pairs of lines, hundredths, and shares who enter."""
    if not found:
        return None
    before, after, shares = (np.array(column, float) for column in zip(*found, strict=True))
    return Uncertainty(
        len(found), Spread.of(before / 100), Spread.of((after - before) / 100), Spread.of(shares)
    )


def weighted_line(known: Admission, times: NDArray[Any], quota: int) -> int | None:
    """The line if each of those ranked were there so many times, hundredths; None if nobody is."""
    totals, weights = known.totals[known.ranked], times[known.ranked]
    if not int(weights.sum()):
        return None
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
) -> Uncertainty | None:
    """The same reform on cohorts of other seeds; None where none has both lines."""
    found = []
    for place, baseline in enumerate(baselines):
        held, outcome = baseline.both(change)
        before, after = held.outcome.admission, outcome.admission
        entering = int((after.admitted & ~before.admitted).sum())
        if before.cutoff is not None and after.cutoff is not None:
            share = entering / max(int(after.admitted.sum()), 1)
            found.append((before.cutoff, after.cutoff, share))
        if progress is not None:
            progress(place + 1)
    return _uncertainty(found)

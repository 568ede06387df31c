"""How near a cohort comes to what is published of 2020: figures, tolerances, data for pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.ranking import select
from luohu.engines.local import Progress, evaluate
from luohu.law.points import written
from luohu.law.sources import LawError, Text
from luohu.people.cohort import Cohort
from luohu.study.population.limits import UNIDENTIFIED
from luohu.study.population.lives import BEIJING, CYCLE, Whole
from luohu.study.population.margins import LINE
from luohu.study.population.measures import (
    BIRTH_YEARS,
    CLASSES,
    QUARTERS,
    TOTAL,
    births,
    counted,
    summary,
)
from luohu.study.population.shipped import published

CUTOFF_WITHIN, MEAN_WITHIN, QUARTILE_WITHIN = 0.25, 0.30, 0.50
SHARE_WITHIN, BIRTHS_WITHIN = 0.015, 0.03
ENOUGH_ADMITTED, ENOUGH_PEOPLE = 5000, 20_000  # with fewer, chance is allowed for as well
STANDARD_ERRORS, QUARTILE_ERRORS, FEW_PEOPLE = 3.5, 1.4, 2.0
CONTINUOUS = frozenset({"employment", "residence", TOTAL})
DENSITY_EDGES = np.arange(5013, 12713, 100)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the admitted, published and synthetic, in points, as a share or a distance."""

    indicator: str
    statistic: str
    unit: str
    published: float
    synthetic: float
    tolerance: float

    @property
    def difference(self) -> float:
        """Synthetic less published."""
        return self.synthetic - self.published

    @property
    def within(self) -> bool:
        """Whether the difference is within the tolerance."""
        return abs(self.difference) <= self.tolerance + 1e-9

    def as_json(self) -> dict[str, Any]:
        """The figure for a program."""
        numbers = {
            name: round(value, 4)
            for name, value in asdict(self).items()
            if isinstance(value, float)
        }
        told = {"difference": round(self.difference, 4), "within": self.within}
        return {**asdict(self), **numbers, **told}


@dataclass(frozen=True)
class Histogram:
    """Counts by class for a picture; published ones are scaled to the size of the cohort.

    A class begins at `begins[k]`, hundredths or years; `published` is None where nothing is.
    """

    name: str
    unit: str
    begins: tuple[int, ...]
    published: tuple[float, ...] | None
    synthetic: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """The histogram for a program."""
        return asdict(self)


@dataclass(frozen=True)
class Calibration:
    """A cohort under the law of 2020 beside what is published; points are hundredths in `cutoff`."""

    people: int
    eligible: int
    quota: int
    admitted: int
    cutoff: int
    measures: tuple[Measure, ...]
    histograms: Mapping[str, Histogram]
    unidentified: tuple[Text, ...] = field(default=UNIDENTIFIED)

    @property
    def outside_tolerance(self) -> tuple[Measure, ...]:
        """The figures that are not within their tolerance."""
        return tuple(one for one in self.measures if not one.within)

    def as_json(self) -> dict[str, Any]:
        """The whole report for a program."""
        return {
            "cycle": CYCLE,
            "people": self.people,
            "eligible": self.eligible,
            "quota": self.quota,
            "admitted": self.admitted,
            "cutoff": written(self.cutoff),
            "measures": [one.as_json() for one in self.measures],
            "histograms": {name: one.as_json() for name, one in self.histograms.items()},
            "unidentified": [asdict(text) for text in self.unidentified],
        }


def scaled_quota(people: int) -> int:
    """The quota of 2020 for a cohort of so many instead of all who applied; at least one."""
    told = published()
    scaled: int = max(1, round(told["quota"] * people / told["applicants"]))
    return scaled


def calibration(
    cohort: Cohort, quota: int | None = None, progress: Progress | None = None
) -> Calibration:
    """Score a cohort under the law of 2020 and hold the admitted against the published list.

    `quota` is scaled_quota() unless said. LawError if nobody is eligible.
    """
    quota = scaled_quota(len(cohort)) if quota is None else quota
    results = evaluate(BEIJING.at(CYCLE), cohort, (*CLASSES, "eligible"), progress).least
    eligible = results["eligible"].astype(bool)
    chosen = select(results[TOTAL], quota, eligible)
    if chosen.cutoff is None:
        raise LawError(f"none of the {len(cohort)} people of the cohort is eligible in {CYCLE}")
    admitted = eligible & (results[TOTAL] >= chosen.cutoff)
    found = {name: results[name][admitted].astype(np.int64) for name in CLASSES}
    years = cohort.columns["born"][admitted].astype(np.int64) // 10000
    return Calibration(
        people=len(cohort),
        eligible=int(eligible.sum()),
        quota=quota,
        admitted=chosen.admitted,
        cutoff=chosen.cutoff,
        measures=tuple(_measures(chosen.cutoff, len(cohort), found, years)),
        histograms=_histograms(found, years, results[TOTAL][eligible], len(cohort)),
    )


def _measures(
    cutoff: int, people: int, found: Mapping[str, Whole], years: Whole
) -> Iterator[Measure]:
    allowed = CUTOFF_WITHIN * max(1.0, (ENOUGH_PEOPLE / people) ** 0.5)
    yield Measure(TOTAL, "cutoff", "points", LINE / 100, cutoff / 100, allowed)
    for name, points in found.items():
        yield from _of_indicator(name, points)
    yield _of_births(years)


def _of_indicator(name: str, points: Whole) -> Iterator[Measure]:
    told, held = published()["statistics"][name], summary(points)
    error = _chance(len(points)) * told["spread"] / 100
    mean = max(MEAN_WITHIN, error + _few(name, len(points)))
    yield Measure(name, "mean", "points", told["mean"] / 100, held["mean"] / 100, mean)
    for quarter, one, other in zip(QUARTERS, told["quartiles"], held["quartiles"], strict=True):
        quartile = max(QUARTILE_WITHIN, QUARTILE_ERRORS * error)
        if name not in CONTINUOUS:
            quartile = _reach(name, quarter, len(points))
        yield Measure(name, f"q{quarter}", "points", one / 100, other / 100, quartile)
    yield from _shares(name, points)


def _reach(name: str, quarter: int, admitted: int) -> float:
    """How far a quartile may be where values are few: as far as the shares' tolerance takes it."""
    reached = np.cumsum(published()["histograms"][name])
    within = _share_within(quarter / 100, admitted)
    wanted = np.clip(quarter / 100 + np.array([-within, 0.0, within]), 1e-9, 1.0) * reached[-1]
    low, here, high = CLASSES[name][np.searchsorted(reached, wanted - 1e-9)] / 100
    return float(max(here - low, high - here))


def _shares(name: str, points: Whole) -> Iterator[Measure]:
    told = np.array(published()["histograms"][name], float)
    shares, held = told / told.sum(), counted(name, points) / len(points)
    for begin, one, other in zip(
        CLASSES[name].tolist(), shares.tolist(), held.tolist(), strict=True
    ):
        within = _share_within(one, len(points))
        yield Measure(name, f"share_{begin / 100:g}", "share", one, other, within)


def _of_births(years: Whole) -> Measure:
    told = np.array(published()["histograms"]["birth_year"], float)
    apart = np.abs((told / told.sum()).cumsum() - (births(years) / len(years)).cumsum()).max()
    within = max(BIRTHS_WITHIN, _chance(len(years)) / 2)
    return Measure("birth_year", "kolmogorov_smirnov", "distance", 0.0, float(apart), within)


def _share_within(share: float, admitted: int) -> float:
    if admitted >= ENOUGH_ADMITTED:
        return SHARE_WITHIN
    spread = float((share * (1 - share)) ** 0.5)
    return max(SHARE_WITHIN, _chance(admitted) * spread + FEW_PEOPLE / admitted)


def _few(name: str, admitted: int) -> float:
    """What two people at the far end of an indicator move a mean by; nothing with enough admitted."""
    widest = float(np.ptp(CLASSES[name])) / 100
    return 0.0 if admitted >= ENOUGH_ADMITTED else FEW_PEOPLE * widest / admitted


def _chance(admitted: int) -> float:
    """What chance is allowed, in standard deviations of one person: nothing with enough admitted."""
    return 0.0 if admitted >= ENOUGH_ADMITTED else float(STANDARD_ERRORS / admitted**0.5)


def _histograms(
    found: Mapping[str, Whole], years: Whole, totals: NDArray[Any], people: int
) -> Mapping[str, Histogram]:
    """Pictures: each indicator and the birth years of the admitted, the density of all totals."""
    told, scale = published()["histograms"], people / published()["applicants"]

    def one(name: str, unit: str, begins: Whole, held: Whole) -> Histogram:
        scaled = tuple(round(count * scale, 2) for count in told[name])
        return Histogram(name, unit, tuple(begins.tolist()), scaled, tuple(held.tolist()))

    pictures = {
        name: one(name, "points", CLASSES[name], counted(name, points))
        for name, points in found.items()
    }
    pictures["birth_year"] = one("birth_year", "year", BIRTH_YEARS, births(years))
    pictures["density"] = _density(totals, told[TOTAL], scale)
    return pictures


def _density(totals: NDArray[Any], told: list[int], scale: float) -> Histogram:
    """The eligible by their totals below and above the line; published are those above only."""
    held, _ = np.histogram(totals, np.append(DENSITY_EDGES, DENSITY_EDGES[-1] + 100))
    below = int(np.searchsorted(DENSITY_EDGES, LINE))
    known = [0.0] * below + [round(count * scale, 2) for count in told]
    scaled = tuple((known + [0.0] * len(DENSITY_EDGES))[: len(DENSITY_EDGES)])
    return Histogram(
        "density", "points", tuple(DENSITY_EDGES.tolist()), scaled, tuple(held.tolist())
    )

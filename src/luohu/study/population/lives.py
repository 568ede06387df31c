"""What decides a score in 2020, drawn for candidates before any document is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.months import Month
from luohu.law.points import half_up
from luohu.schemes.catalogue import find_scheme

Whole = NDArray[np.int64]
Chance = NDArray[np.float64]
Draw = np.random.Generator

BEIJING = find_scheme("beijing")
CYCLE = 2020
CUTOFF = Month.of(CYCLE - 1, 12)
INSURED_FROM = Month.of(1998, 7)
AREA_FROM = Month.of(2018, 1)
MOST_MONTHS = CUTOFF - INSURED_FROM + 1
LEAST_MONTHS = 84
OUTSIDE_MONTHS = CUTOFF - AREA_FROM + 1
LEVELS = np.array([0, 1050, 1500, 2600, 3700])
LOOK_BACK = np.array([0, 36, 48, 36, 36])
AREAS = np.array([0, 200, 300, 400, 500, 600])
INNOVATIONS = np.array([0, 1200, 600, 400, 500, 900, 200, 800, 1100, 300, 1000])
TAX_THRESHOLD = 100_000
INELIGIBLE = 0.10  # of the applicants; nothing is published

LEVEL_ODDS = (0.05, 0.31, 0.42, 0.205, 0.015)
YOUNGEST = np.array([17.5, 20.0, 21.2, 23.6, 26.5])  # years of age when work in Beijing can begin
BIRTH_MEAN, BIRTH_SPREAD = 1982.7, 4.6
BIRTH_YEARS = (1961, 1994)
OLD, OLD_UNTIL = 0.03, 1974
OWNERS, OUTSIDERS = 0.80, 0.50
INNOVATION_ODDS = (0.9885, 0.0055, 0.0015, 0.0013, 0.0011, 0.0008, 0.0006, 0.0002, 0.0002, 0.0002, 0.0001)  # fmt: skip
HONOURED = 0.0006
FULLY_STUDIED = np.array([0.0, 0.15, 0.05, 0.22, 0.25])
PARTLY_STUDIED = np.array([0.0, 0.06, 0.04, 0.12, 0.12])
TAX_LOG_MEAN = np.array([7.4, 9.2, 9.7, 10.2, 10.3])
TAX_PERSON_SPREAD, TAX_YEAR_SPREAD, TAX_MEMORY, TAX_GROWTH = 1.5, 0.55, 0.75, 0.07


@dataclass(frozen=True)
class Lives:
    """What decides the score of each candidate, arrays of shape (people,).

    `level`, `area` and `innovation` are places in LEVELS, AREAS and INNOVATIONS; `born` and `start`
    (of insurance) are months; `insured`, `owned`, `studied` numbers of months; `income` is the log
    of a usual year's tax, `swings` the logs by which 2017 to 2019 differ from it, shape (people, 3).
    """

    level: Whole
    born: Whole
    start: Whole
    insured: Whole
    owned: Whole
    studied: Whole
    area: Whole
    innovation: Whole
    honoured: NDArray[np.bool_]
    income: Chance
    swings: Chance

    def __len__(self) -> int:
        return len(self.level)

    def take(self, people: NDArray[Any]) -> Lives:
        """Some candidates, by position or by a mask."""
        return Lives(**{field.name: getattr(self, field.name)[people] for field in fields(self)})


def draw_lives(draw: Draw, people: int) -> Lives:
    """So many candidates or somewhat fewer: those insured for less than seven years are left out."""
    level = draw.choice(len(LEVELS), people, p=LEVEL_ODDS).astype(np.int64)
    born = _birth_months(draw, people)
    begins = YOUNGEST[level] + draw.gamma(2.0, 3.8, people)
    start = born + np.round(begins * 12).astype(np.int64)
    kept = start <= CUTOFF - LEAST_MONTHS + 1
    level, born, start = level[kept], born[kept], start[kept]
    insured = np.minimum(CUTOFF - start + 1, MOST_MONTHS)
    owned = _owned_months(draw, insured)
    swings = draw.normal(0.0, TAX_YEAR_SPREAD, (len(level), 3))
    return Lives(
        level,
        born,
        start,
        insured,
        owned,
        _studied_months(draw, level, insured),
        _areas(draw, owned),
        draw.choice(len(INNOVATIONS), len(level), p=INNOVATION_ODDS).astype(np.int64),
        draw.random(len(level)) < HONOURED,
        TAX_LOG_MEAN[level] + draw.normal(0.0, TAX_PERSON_SPREAD, len(level)),
        _remembered(swings),
    )


def _birth_months(draw: Draw, people: int) -> Whole:
    year = draw.normal(BIRTH_MEAN, BIRTH_SPREAD, people)
    first, last = BIRTH_YEARS
    old = (draw.random(people) < OLD) | (year < first) | (year >= last + 1)
    year[old] = draw.uniform(first, OLD_UNTIL, int(old.sum()))
    return np.floor(year * 12).astype(np.int64)


def _owned_months(draw: Draw, insured: Whole) -> Whole:
    """Months in an own home: bought some years after the first insured month, by most."""
    waited = draw.gamma(1.5, 40.0, len(insured)) - 12.0
    months = np.floor(insured - waited).astype(np.int64)
    owner = draw.random(len(insured)) < OWNERS
    return np.where(owner, np.clip(months, 0, insured), 0)


def _studied_months(draw: Draw, level: Whole, insured: Whole) -> Whole:
    """Insured months in the years before graduation: none, a few, or all for an in-service degree."""
    chance = draw.random(len(level))
    longest = LOOK_BACK[level]
    some = 1 + np.floor(draw.random(len(level)) ** 1.7 * np.maximum(longest - 1, 0)).astype(
        np.int64
    )
    full = FULLY_STUDIED[level]
    partly = chance < full + PARTLY_STUDIED[level]
    months = np.where(chance < full, longest, np.where(partly, some, 0))
    return np.minimum(months, insured)


def _areas(draw: Draw, owned: Whole) -> Whole:
    """The area points of two years: those who own a home outside live in it, some work there too."""
    outside = draw.random(len(owned)) < OUTSIDERS
    chance, late = draw.random(len(owned)), draw.random(len(owned))
    settled = np.select([chance < 0.73, chance < 0.80], [3, 4], 5)
    moved = np.where(chance < 0.8, 1, 2)
    found = np.where(late < 0.03, moved, np.where(late < 0.05, 0, settled))
    found = np.where(owned < OUTSIDE_MONTHS, moved, found)
    return np.where(outside & (owned >= 12), found, 0)


def _remembered(shocks: Chance) -> Chance:
    """Turn independent yearly shocks into years that resemble the one before."""
    swings = shocks.copy()
    for year in range(1, shocks.shape[1]):
        fresh = np.sqrt(1 - TAX_MEMORY**2) * shocks[:, year]
        swings[:, year] = TAX_MEMORY * swings[:, year - 1] + fresh
    return swings


def tax_paid(income: Chance, swings: Chance, first_year: int) -> Whole:
    """The tax of consecutive years from `first_year`, whole yuan, shape of `swings`."""
    years = np.arange(first_year, first_year + swings.shape[1])
    logs = income[:, None] + swings + TAX_GROWTH * (years - (CYCLE - 1))
    return np.floor(np.exp(np.minimum(logs, 17.0))).astype(np.int64)


def tax_years(lives: Lives) -> Whole:
    """Of 2017 to 2019, the years with enough tax."""
    paid = tax_paid(lives.income, lives.swings, CYCLE - 3)
    years: Whole = np.count_nonzero(paid >= TAX_THRESHOLD, axis=1).astype(np.int64)
    return years


def scores(lives: Lives) -> Mapping[str, Whole]:
    """The indicators and the total of 2020 in hundredths, as the rules will give them.

    Candidates are weighed by it before they have documents; the rules stay the judge, and a test
    holds the two against each other.
    """
    found: dict[str, Whole] = {
        "employment": lives.insured * 25,
        "residence": half_up(lives.owned * 100, 12)
        + half_up((lives.insured - lives.owned) * 50, 12),
        "education": LEVELS[lives.level],
        "study_deduction": -half_up(lives.studied * 350, 12),
        "area": AREAS[lives.area],
        "innovation": INNOVATIONS[lives.innovation],
        "tax": 200 * tax_years(lives),
        "age": age_points(lives.born),
        "honour": 2000 * lives.honoured.astype(np.int64),
    }
    total: Whole = sum(found.values(), np.zeros(len(lives), np.int64))
    return {**found, "total": total}


def age_points(born: Whole) -> Whole:
    """Twenty points up to 45 on 1 January 2019, four fewer for each year more.

    Nobody is born on a first of January here.
    """
    completed = CYCLE - 2 - born // 12
    return 100 * np.clip(20 - 4 * (completed - 45), 0, 20)

"""The income tax of each from 2015 to 2025: usual income, and years that resemble the one before."""

from __future__ import annotations

import numpy as np

from luohu.people.rows import ManyRows
from luohu.study.population.listing import listed
from luohu.study.population.lives import (
    CYCLE,
    TAX_MEMORY,
    TAX_YEAR_SPREAD,
    Chance,
    Draw,
    Lives,
    Whole,
    tax_paid,
)

FIRST_YEAR, LAST_YEAR = 2015, 2025


def taxes(draw: Draw, lives: Lives, first: Whole) -> ManyRows:
    """A row for each year since the first insured month."""
    swings = _longer(draw, lives.swings)
    paid = tax_paid(lives.income, swings, FIRST_YEAR)
    years = np.broadcast_to(np.arange(FIRST_YEAR, LAST_YEAR + 1), paid.shape)
    person, place = np.nonzero(years >= first[:, None] // 12)
    stated = {"year": years[person, place], "paid": paid[person, place]}
    return listed("taxes", len(lives), person, stated)


def _longer(draw: Draw, known: Chance) -> Chance:
    """The yearly swings carried on from 2017 to 2019 into the past and the future alike."""
    begin = CYCLE - 3 - FIRST_YEAR
    swings = np.empty((len(known), LAST_YEAR - FIRST_YEAR + 1))
    fresh = np.sqrt(1 - TAX_MEMORY**2) * draw.normal(0.0, TAX_YEAR_SPREAD, swings.shape)
    swings[:, begin : begin + 3] = known
    for year in range(begin - 1, -1, -1):
        swings[:, year] = TAX_MEMORY * swings[:, year + 1] + fresh[:, year]
    for year in range(begin + 3, swings.shape[1]):
        swings[:, year] = TAX_MEMORY * swings[:, year - 1] + fresh[:, year]
    return swings

"""The homes of each: rented before buying, bought inside or outside the six districts, moved since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.people.facts import Tenure
from luohu.people.rows import ManyRows
from luohu.study.population.careers import MOVES, OPEN, district
from luohu.study.population.listing import between, day_in, parts_listed
from luohu.study.population.lives import CUTOFF, OUTSIDE_MONTHS, Draw, Lives, Whole

MOVED_SINCE, BOUGHT_SINCE = 0.20, 0.25  # of owners inside the six, of renters, in those five years
NEWLY_OUTSIDE, LATELY_OUTSIDE, DECLINES, SOLD = 0.03, 0.5, 0.015, 0.03
CERTIFIED_LATE, CONTRACT_KNOWN, REGISTERED, DORMITORY = 0.3, 0.85, 0.6, 0.12


@dataclass(frozen=True)
class Dwelling:
    """When each lives in an own home, arrays of months.

    The title is from `owned_from`, lived in from `moved_in`; outside the six districts since
    `outside_from`; `until` is the last month of owning. OPEN stands for never or not yet.
    """

    owned_from: Whole
    moved_in: Whole
    until: Whole
    outside_from: Whole
    declines: NDArray[np.bool_]


def dwelling(draw: Draw, lives: Lives) -> Dwelling:
    """Homes whose months owned, inside and outside, are those of the lives."""
    people, owned = len(lives), lives.owned
    declines = (lives.area == 0) & (owned >= 24) & (draw.random(people) < DECLINES)
    outside = _months_outside(draw, lives, declines)
    sold = (owned > 0) & (lives.area == 0) & (outside == 0) & (draw.random(people) < SOLD)
    ago = np.where(sold, between(draw, 1, 24, people), 0)
    longer = (owned == lives.insured) & ~sold & (outside < owned)
    earlier = np.where(longer & (draw.random(people) < 0.5), between(draw, 1, 36, people), 0)
    owned_from = CUTOFF - ago - owned + 1 - earlier
    lag = np.where(draw.random(people) < CERTIFIED_LATE, between(draw, 1, 30, people), 0)
    since = np.where(outside > 0, CUTOFF - outside + 1, _later_move(draw, lives, sold))
    begins = np.where(owned > 0, owned_from, since)
    return Dwelling(
        np.where(begins == OPEN, OPEN, begins),
        np.where(begins == OPEN, OPEN, begins - lag),
        np.where(sold, CUTOFF - ago, OPEN),
        since,
        declines,
    )


def _months_outside(draw: Draw, lives: Lives, declines: NDArray[np.bool_]) -> Whole:
    """Of the own months up to the cut-off month those outside: the last ones."""
    people, owned = len(lives), lives.owned
    all_along = np.where(
        draw.random(people) < 0.85, owned, between(draw, OUTSIDE_MONTHS, owned, people)
    )
    year = np.where(owned < OUTSIDE_MONTHS, owned, between(draw, 12, OUTSIDE_MONTHS - 1, people))
    lately = np.where(owned < 12, owned, between(draw, 1, 11, people))
    late = draw.random(people) < np.where(owned < 12, LATELY_OUTSIDE, NEWLY_OUTSIDE)
    found = np.where(lives.area >= 3, all_along, year)
    none = np.where(declines, owned, np.where(late & (owned > 0), lately, 0))
    return np.where(lives.area > 0, found, none)


def _later_move(draw: Draw, lives: Lives, sold: NDArray[np.bool_]) -> Whole:
    """The month after 2019 in which somebody moves into an own home outside; OPEN for most."""
    people = len(lives)
    odds = np.where(sold, 0.0, np.where(lives.owned > 0, MOVED_SINCE, BOUGHT_SINCE))
    moves = draw.random(people) < odds
    return np.where(moves, between(draw, *MOVES, people), OPEN)


def homes(draw: Draw, lives: Lives, dwelling: Dwelling, first: Whole) -> ManyRows:
    """The rows: rented, then own inside, then own outside, then rented again by who has sold."""
    people = len(lives)
    inside = (dwelling.owned_from < dwelling.outside_from) & (dwelling.owned_from < OPEN)
    own = {"tenure": int(Tenure.OWN), "registered": True, "share": 10000,
           "new": draw.random(people) < 0.3, "spouses": draw.random(people) < 0.08}  # fmt: skip
    leaves = np.where(dwelling.outside_from < OPEN, dwelling.outside_from - 1, dwelling.until)
    at_home = {
        **own,
        **_bought(draw, dwelling.moved_in, dwelling.owned_from),
        "first": dwelling.moved_in,
        "last": leaves,
        "district": district(draw, np.zeros(people, bool)),
    }
    out = np.where(inside, dwelling.outside_from, dwelling.moved_in)
    outside = {
        **own,
        **_bought(draw, out, np.where(inside, dwelling.outside_from, dwelling.owned_from)),
        "first": out,
        "last": OPEN,
        "district": district(draw, np.ones(people, bool)),
    }
    parts = [
        *_rented(draw, dwelling, first),
        (inside, at_home),
        (dwelling.outside_from < OPEN, outside),
    ]
    return parts_listed("homes", people, [(who, held) for who, held in parts])


def _bought(draw: Draw, moved_in: Whole, titled: Whole) -> dict[str, Any]:
    """The contract some months before moving in; the title stated where it came later, or for some."""
    people = len(moved_in)
    signed = np.minimum(moved_in, MOVES[1]) - between(draw, 2, 30, people)
    known = draw.random(people) < CONTRACT_KNOWN
    stated = (titled > moved_in) | (draw.random(people) < 0.3)
    return {
        "certificate": np.where(stated & (titled < OPEN), titled, 0),
        "bought": np.where(known, day_in(draw, signed), 0),
    }


def _rented(
    draw: Draw, dwelling: Dwelling, first: Whole
) -> list[tuple[NDArray[np.bool_], dict[str, Any]]]:
    """The lease before the first own home, or still; and the lease after selling."""
    people = len(first)
    begin = first + between(draw, 0, 18, people)
    last = np.where(dwelling.moved_in < OPEN, dwelling.moved_in - 1, OPEN)
    before = (last >= begin) & (draw.random(people) < np.where(last < CUTOFF, 0.5, 0.92))
    after = dwelling.until < OPEN
    lease = {
        "tenure": np.where(
            draw.random(people) < DORMITORY, int(Tenure.DORMITORY), int(Tenure.RENT)
        ),
        "district": district(draw, draw.random(people) < 0.45),
        "registered": draw.random(people) < REGISTERED,
        "share": 10000,
    }
    return [
        (before, {**lease, "first": begin, "last": last}),
        (after, {**lease, "first": dwelling.until + 1, "last": OPEN}),
    ]

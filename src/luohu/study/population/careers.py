"""The insurance of each: jobs one after the other, in districts, with a gap or make-up months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from luohu.law.months import NEVER_MONTH, Month
from luohu.people.facts import District, Insurance
from luohu.people.rows import ManyRows
from luohu.study.population.listing import between, parts_listed
from luohu.study.population.lives import (
    AREA_FROM,
    CUTOFF,
    INSURED_FROM,
    LOOK_BACK,
    MOST_MONTHS,
    Draw,
    Lives,
    Whole,
)

INSIDE = {"朝阳": 0.34, "海淀": 0.30, "西城": 0.12, "东城": 0.10, "丰台": 0.10, "石景山": 0.04}
OUTSIDE = {"通州": 0.24, "昌平": 0.24, "大兴": 0.18, "顺义": 0.14, "房山": 0.09,
           "怀柔": 0.03, "密云": 0.03, "平谷": 0.02, "门头沟": 0.02, "延庆": 0.01}  # fmt: skip
GAP, MADE_UP, AGENCY = 0.10, 0.05, 0.02
FIRST_INSURANCE = Month.of(1992, 10)
OPEN = int(NEVER_MONTH)
MOVES = (int(Month.of(2020, 2)), int(Month.of(2024, 12)))
FOLLOWED = 0.4  # of those who live outside and work inside, in those five years
WORKS_OUTSIDE, KEEPS_SIDE = 0.25, 0.85


class Bar(IntEnum):
    """Why somebody may not apply in 2020; 0 is nothing."""

    TOO_SHORT = 1
    BROKEN = 2
    TOO_MUCH_MADE_UP = 3
    NO_PERMIT = 4
    CONVICTED = 5
    FALSE_MATERIAL = 6


class Hole(IntEnum):
    """Months without a normal payment: not paid at all, made up, made up for the agency's fault."""

    UNPAID = 1
    MADE_UP = 2
    AGENCY = 3


@dataclass(frozen=True)
class Career:
    """When each is insured, arrays of months: the first, and a hole of so many before `resumes`.

    `graduated` is the month of the highest degree, 0 for none: study months depend on the hole.
    """

    first: Whole
    hole: Whole
    length: Whole
    resumes: Whole
    graduated: Whole


def career(draw: Draw, lives: Lives, bar: Whole) -> Career:
    """Careers whose normally paid months and study months are those of the lives."""
    people = len(lives)
    hole, length = _holes(draw, lives, bar)
    first = CUTOFF - lives.insured - length + 1
    resumes = _resumption(draw, first, hole, length, bar)
    graduated = _graduation(draw, lives, first, length, resumes)
    clash = (length > 0) & (lives.studied > 0) & ~_apart(lives, graduated, length, resumes)
    length = np.where(clash, 0, length)
    hole = np.where(clash, 0, hole)
    first = CUTOFF - lives.insured - length + 1
    anew = _graduation(draw, lives, first, np.zeros(people, np.int64), first)
    began = np.clip(lives.start, FIRST_INSURANCE, INSURED_FROM)
    first = np.where(lives.insured == MOST_MONTHS, began, first)
    return Career(first, hole, length, resumes, np.where(clash, anew, graduated))


def _holes(draw: Draw, lives: Lives, bar: Whole) -> tuple[Whole, Whole]:
    """What kind of hole each has, and its months: none where the insured months leave no room."""
    people, chance = len(lives), draw.random(len(lives))
    hole = np.select(
        [chance < GAP, chance < GAP + MADE_UP, chance < GAP + MADE_UP + AGENCY],
        [Hole.UNPAID, Hole.MADE_UP, Hole.AGENCY],
        0,
    )
    hole = np.where(bar == Bar.BROKEN, Hole.UNPAID, hole)
    hole = np.where(bar == Bar.TOO_MUCH_MADE_UP, Hole.MADE_UP, hole)
    least = np.where(bar == Bar.TOO_MUCH_MADE_UP, 6, 1)
    most = np.select(
        [bar == Bar.BROKEN, bar == Bar.TOO_MUCH_MADE_UP, hole == Hole.UNPAID, hole == Hole.AGENCY],
        [3, 10, 18, 8],
        5,
    )
    length = between(draw, least, most, people)
    early = (hole == Hole.UNPAID) & (bar != Bar.BROKEN)
    room = lives.insured + length <= MOST_MONTHS
    room &= ~early | (lives.insured >= 84 + 12)
    room &= bar != Bar.TOO_SHORT
    return np.where(room, hole, 0).astype(np.int64), np.where(room & (hole > 0), length, 0)


def _resumption(draw: Draw, first: Whole, hole: Whole, length: Whole, bar: Whole) -> Whole:
    """The month in which payment goes on: before the last 84 for a gap that must not matter."""
    seven_years = CUTOFF - 83
    early = (hole == Hole.UNPAID) & (bar != Bar.BROKEN)
    recent = (bar == Bar.BROKEN) | (bar == Bar.TOO_MUCH_MADE_UP)
    low = np.where(recent, np.maximum(first + 3, seven_years) + length, first + length + 3)
    high = np.where(early, seven_years, AREA_FROM)
    return np.where(length > 0, between(draw, low, high, len(first)), first)


def _graduation(draw: Draw, lives: Lives, first: Whole, length: Whole, resumes: Whole) -> Whole:
    """Before the first insured month, so many months after it, or with a full look-back insured."""
    look_back = LOOK_BACK[lives.level]
    begin = np.maximum(first, INSURED_FROM)
    after = CUTOFF - resumes + 1 >= look_back
    earliest = np.where(after, np.maximum(resumes, begin), begin) + look_back - 1
    latest = np.where(after, CUTOFF, resumes - length - 1)
    usual = earliest + between(draw, 0, 100, len(lives))
    full = np.maximum(np.minimum(usual, latest), earliest)
    months_after = begin + lives.studied - 1
    left = lives.born + STUDIED_UNTIL[lives.level] + between(draw, 0, 24, len(lives))
    summer = _july(np.minimum(left, np.minimum(first, begin) - 1))
    whole = (lives.studied == look_back) & (look_back > 0)
    found = np.where(whole, full, np.where(lives.studied > 0, months_after, summer))
    return np.where(lives.level > 0, found, 0)


def _july(latest: Whole) -> Whole:
    """The last July that is not later."""
    return (latest - 6) // 12 * 12 + 6


STUDIED_UNTIL = 12 * np.array([18, 20, 21, 24, 27])


def _apart(lives: Lives, graduated: Whole, length: Whole, resumes: Whole) -> NDArray[np.bool_]:
    """Whether the months of study that count lie on one side of the hole."""
    begin = graduated - lives.studied + 1
    found: NDArray[np.bool_] = (graduated < resumes - length) | (begin >= resumes)
    return found


@dataclass(frozen=True)
class Sides:
    """Since when the present job, and whether it and the one before lie outside the six districts.

    `outside_from` is the month after 2019 in which some take a job outside; OPEN for the others.
    """

    since: Whole
    outside_from: Whole
    outside_before: NDArray[np.bool_]
    outside_now: NDArray[np.bool_]


def sides(draw: Draw, lives: Lives, first: Whole) -> Sides:
    """Jobs on the sides of the city that the area points of the lives ask for."""
    people = len(lives)
    tenure = np.floor(draw.gamma(1.4, 45.0, people)).astype(np.int64)
    since = np.maximum(CUTOFF - tenure, first)
    now = draw.random(people) < WORKS_OUTSIDE
    now = np.where(lives.area > 0, (lives.area == 2) | (lives.area == 5), now)
    steady = (since >= AREA_FROM) | (draw.random(people) < KEEPS_SIDE)
    before = np.where(steady, now, ~now)
    outward = draw.random(people) < 0.6
    chance = draw.random(people)
    switches = (lives.area == 4) | ((lives.area == 3) & (chance < 0.08))
    months = np.where(lives.area == 4, between(draw, 12, 23, people), between(draw, 1, 11, people))
    switched = np.where(outward, CUTOFF - months + 1, AREA_FROM + months)
    now = np.where(switches, outward, now)
    follows = (lives.area > 0) & ~now & (draw.random(people) < FOLLOWED)
    return Sides(
        np.where(switches, switched, since),
        np.where(follows, between(draw, *MOVES, people), OPEN),
        np.where(switches, ~outward, before),
        now,
    )


def insurance(career: Career, sides: Sides, draw: Draw, flexible: bool) -> ManyRows:
    """The rows: an earlier job for some, the job before, the hole, the present job still going on.

    If `flexible` the last is no job, and nobody follows a home outside.
    """
    people = len(career.first)
    if flexible:
        sides = replace(sides, outside_from=np.full(people, OPEN))
    earlier = np.where(
        draw.random(people) < 0.55, between(draw, career.first, sides.since, people), career.first
    )
    resumes = np.where(career.length > 0, career.resumes, career.first)
    edges = np.stack([earlier, sides.since], axis=1)
    lost = (edges > (resumes - career.length)[:, None]) & (edges < resumes[:, None])
    edges = np.where(lost, resumes[:, None], edges)
    later = np.where(sides.outside_from < OPEN, sides.outside_from, career.first)
    begins = np.sort(np.column_stack([career.first, edges, resumes, later]), axis=1)
    parts = []
    for place in range(begins.shape[1]):
        begin = begins[:, place]
        last = _until(begins, place, resumes, career.length)
        outside = np.where(begin >= sides.since, sides.outside_now, sides.outside_before)
        outside |= begin >= sides.outside_from
        held = {"first": begin, "last": last, "district": district(draw, outside)}
        parts.append((last >= begin, {**held, "flexible": flexible & (last == OPEN)}))
    parts.append(_made_up(draw, career, sides))
    kind = {"kind": int(Insurance.ALL)}
    return parts_listed("insurance", people, [(who, {**kind, **held}) for who, held in parts])


def _until(begins: Whole, place: int, resumes: Whole, length: Whole) -> Whole:
    """The last month of a job: before the next, before the hole, or open."""
    if place == begins.shape[1] - 1:
        return np.full(len(begins), OPEN)
    after = begins[:, place + 1]
    return after - 1 - np.where(after == resumes, length, 0)


def _made_up(
    draw: Draw, career: Career, sides: Sides
) -> tuple[NDArray[np.bool_], dict[str, object]]:
    """The rows of make-up payments."""
    return career.hole >= Hole.MADE_UP, {
        "first": career.resumes - career.length,
        "last": career.resumes - 1,
        "district": district(draw, sides.outside_before),
        "made_up": True,
        "agency_fault": career.hole == Hole.AGENCY,
    }


def district(draw: Draw, outside: NDArray[np.bool_]) -> Whole:
    """A district inside or outside the six for each."""
    inner, outer = (_one_of(draw, shares, len(outside)) for shares in (INSIDE, OUTSIDE))
    return np.where(outside, outer, inner)


def _one_of(draw: Draw, shares: Mapping[str, float], people: int) -> Whole:
    codes = np.array([District[name] for name in shares], np.int64)
    return draw.choice(codes, people, p=list(shares.values()))

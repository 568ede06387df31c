"""Permits, choices and what few people have: awards, financing, honours, violations."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.days import NEVER
from luohu.law.months import NEVER_MONTH, Month
from luohu.people.facts import Award, City, Post, Sex
from luohu.people.rows import ManyRows
from luohu.study.population.careers import Bar
from luohu.study.population.listing import between, day_in, listed, parts_listed
from luohu.study.population.lives import CUTOFF, INNOVATIONS, Draw, Lives, Whole

PERMITS_FROM = Month.of(2016, 10)
MEN, MANAGERS = 0.56, np.array([0.1, 0.25, 0.38, 0.5, 0.6])
WORK_PERMIT, ONLY_WORK_PERMIT = np.array([0.02, 0.05, 0.16, 0.26, 0.3]), 0.25
BY_FINANCING, CONTEST = 0.5, 0.3
TAX_VIOLATION, DETENTION = 0.002, 0.001
SCORED_LITTLE = 9500  # records are given below this total, so that they do not thin the line


def sex_and_post(draw: Draw, lives: Lives) -> tuple[Whole, Whole]:
    """Nobody has reached the retirement age: of the older ones women are managers, then all are men."""
    people, age = len(lives), CUTOFF - lives.born
    man = (draw.random(people) < MEN) | (age >= 655)
    manager = (draw.random(people) < MANAGERS[lives.level]) | (~man & (age >= 595))
    sex = np.where(man, int(Sex.MALE), int(Sex.FEMALE))
    return sex, np.where(manager, int(Post.MANAGER), int(Post.WORKER))


def permits(draw: Draw, lives: Lives, bar: Whole, first: Whole) -> dict[str, Any]:
    """The residence permit in time, a valid work permit instead for some, or neither."""
    people, none = len(lives), bar == Bar.NO_PERMIT
    works = (draw.random(people) < WORK_PERMIT[lives.level]) & ~none
    only = works & (draw.random(people) < ONLY_WORK_PERMIT)
    usual = PERMITS_FROM + np.floor(draw.exponential(9.0, people)).astype(np.int64)
    begin = np.clip(usual, np.maximum(int(PERMITS_FROM), first + 6), CUTOFF)
    late = between(draw, CUTOFF + 1, CUTOFF + 14, people)
    never = (none & (draw.random(people) < 0.4)) | (only & (draw.random(people) < 0.6))
    day = day_in(draw, np.where(none | only, late, begin))
    start = np.maximum(first + 24, Month.of(2004, 1)) + between(draw, 0, 60, people)
    return {
        "residence_permit_applied": np.where(never, int(NEVER), day),
        "work_permit_from": np.where(
            works, day_in(draw, np.minimum(start, CUTOFF - 1)), int(NEVER)
        ),
        "work_permit_to": np.where(
            works & (draw.random(people) < 0.7),
            day_in(draw, between(draw, CUTOFF + 2, CUTOFF + 37, people)),
            int(NEVER),
        ),
    }


def permit_spans(applied: Whole) -> ManyRows:
    """The residence permit as a span that still goes on."""
    person = np.flatnonzero(applied < int(NEVER))
    day = applied[person].astype(np.int64)
    first = day // 10000 * 12 + day // 100 % 100 - 1
    stated = {"city": int(City.BEIJING), "first": first, "last": int(NEVER_MONTH)}
    return listed("permits", len(applied), person, stated)


def rarities(draw: Draw, lives: Lives, total: Whole) -> dict[str, ManyRows]:
    """Awards and financing that give the points for innovation; honours; violations, detentions."""
    people, points = len(lives), INNOVATIONS[lives.innovation]
    raised = np.isin(points, (200, 400, 600)) & (draw.random(people) < BY_FINANCING)
    contest = np.isin(points, (100, 300)) | (
        ~np.isin(points, (500, 1100)) & (draw.random(people) < CONTEST)
    )
    million = 10**6 * np.select([points == 200, points == 400], [5, 20], 40)
    some: dict[str, tuple[NDArray[np.bool_], dict[str, Any]]] = {
        "awards": (
            (points > 0) & ~raised,
            {"type": np.where(contest, int(Award.B), int(Award.A)), "points": points},
        ),
        "financing": (
            raised,
            {"amount": million + 10**5 * draw.integers(0, 140, people), "year": 0},
        ),
        "honours": (lives.honoured, {"kind": draw.choice(3, people, p=(0.8, 0.1, 0.1)) + 1}),
        "tax_violations": (
            _few(draw, total, TAX_VIOLATION),
            {"year": draw.integers(2013, 2020, people)},
        ),
        "detentions": (_few(draw, total, DETENTION), {"year": draw.integers(2013, 2020, people)}),
    }
    return {name: parts_listed(name, people, [part]) for name, part in some.items()}


def _few(draw: Draw, total: Whole, share: float) -> NDArray[np.bool_]:
    few: NDArray[np.bool_] = (draw.random(len(total)) < share) & (total < SCORED_LITTLE)
    return few

"""A seeded cohort of invented applicants, built in columns: any number of people in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.days import NEVER
from luohu.law.months import NEVER_MONTH, Month
from luohu.people.cohort import FACTS, Cohort, kept_as
from luohu.people.facts import LISTS, Fact, Insurance, Tenure
from luohu.people.rows import ManyRows

Whole = NDArray[np.int64]
BEGIN, CUTOFF = Month.of(2001, 1), Month.of(2025, 12)
LAST_YEAR = 2025
DISTRICTS = 16  # those that the law names as inside or outside
JOBS, HOMES = 4, 3
STUDIES = np.array([(2, 0), (3, 1), (4, 2), (5, 3), (3, 0), (0, 2)])  # diploma, degree
STUDY_ODDS = (0.12, 0.5, 0.22, 0.06, 0.06, 0.04)
AWARD_POINTS = np.array([200, 400, 600, 800, 900, 1200])


def invented(people: int, seed: int = 2026) -> Cohort:
    """A cohort with every kind of row that the rules read, nothing of it unknown."""
    draw = np.random.default_rng(seed)
    lists = {fact.name: _nothing(fact.name, people) for fact in LISTS}
    lists |= {"insurance": _insurance(draw, people), "homes": _homes(draw, people)}
    lists |= {"taxes": _taxes(draw, people)} | _rare(draw, people)
    columns = _columns(draw, people)
    lists["qualifications"] = _qualifications(draw, people, columns["born"].astype(np.int64))
    return Cohort([f"P{k}" for k in range(people)], columns, lists)


def _columns(draw: np.random.Generator, people: int) -> dict[str, NDArray[Any]]:
    day = a_day(draw, people, 1964, 1994)
    permit = a_day(draw, people, 2016, 2025)
    work_from = np.where(draw.random(people) < 0.15, a_day(draw, people, 2015, 2020), int(NEVER))
    ends = (work_from < NEVER) & (draw.random(people) < 0.5)
    stated: dict[str, Any] = {
        "born": day,
        "sex": draw.integers(1, 3, people),
        "post": draw.integers(1, 3, people),
        "residence_permit_applied": np.where(draw.random(people) < 0.03, int(NEVER), permit),
        "work_permit_from": work_from,
        "work_permit_to": np.where(ends, work_from + 50000, int(NEVER)),
        "criminal_record": draw.random(people) < 0.002,
        "false_material": np.where(draw.random(people) < 0.003, 2022, 0),
        "choices_education": draw.random(people) < 0.97,
        "choices_area": draw.random(people) < 0.9,
        "choices_innovation": draw.random(people) < 0.95,
    }
    return {
        name: np.asarray(stated.get(name, np.full(people, _plain(fact)))).astype(kept_as(fact))
        for name, fact in FACTS.items()
    }


def _plain(fact: Fact) -> int:
    """What somebody has of whom there is nothing to tell: what null or leaving out means."""
    told = fact.left_out if fact.null is None else fact.null
    return fact.type.lowest if told is None else told


def a_day(draw: np.random.Generator, people: int, first: int, last: int) -> Whole:
    """A day of the years first to last for each of some."""
    year, month = draw.integers(first, last + 1, people), draw.integers(1, 13, people)
    return year * 10000 + month * 100 + draw.integers(1, 29, people)


def listed(name: str, person: Whole, people: int, columns: Mapping[str, Any]) -> ManyRows:
    """Rows in order of person, their columns of the types that a cohort keeps."""
    described = next(fact for fact in LISTS if fact.name == name)
    given = {
        fact.name: np.broadcast_to(columns.get(fact.name, fact.left_out or 0), person.shape).astype(
            kept_as(fact)
        )
        for fact in described.fields
    }
    return ManyRows.by_person(person, given, people)


def _nothing(name: str, people: int) -> ManyRows:
    return listed(name, np.zeros(0, np.int64), people, {})


def _insurance(draw: np.random.Generator, people: int) -> ManyRows:
    """One to four jobs, some with gaps between, of which some were made up; a few single kinds."""
    start = draw.integers(int(BEGIN) + 12, int(Month.of(2018, 1)), people)
    jobs = draw.integers(1, JOBS + 1, people)
    cuts = start[:, None] + ((CUTOFF - start)[:, None] * draw.random((people, JOBS))).astype(int)
    cuts[:, 0] = start
    cuts = np.where(np.arange(JOBS) < jobs[:, None], cuts, int(NEVER_MONTH) + 1)
    cuts.sort(axis=1)
    gaps = np.where(draw.random(cuts.shape) < 0.08, draw.integers(1, 5, cuts.shape), 0)
    after = np.concatenate([cuts[:, 1:], np.full((people, 1), int(NEVER_MONTH) + 1)], axis=1)
    last = np.where(after <= CUTOFF, after - 1 - gaps, int(NEVER_MONTH))
    held = (np.arange(JOBS) < jobs[:, None]) & (last >= cuts)
    late = held & (gaps > 0) & (after <= CUTOFF) & (draw.random(cuts.shape) < 0.7)
    alone = np.flatnonzero(draw.random(people) < 0.06)
    before = start[alone] - draw.integers(1, 13, len(alone))
    person = [np.nonzero(held)[0], np.nonzero(late)[0], alone]
    rows = sum(map(len, person))
    kinds = [np.full(len(p), int(Insurance.ALL)) for p in person[:2]]
    return listed("insurance", np.concatenate(person), people, {
        "kind": np.concatenate([*kinds, draw.integers(1, 6, len(alone))]),
        "first": np.concatenate([cuts[held], last[late] + 1, before]),
        "last": np.concatenate([last[held], after[late] - 1, start[alone] - 1]),
        "district": draw.integers(1, DISTRICTS + 1, rows),
        "made_up": np.repeat([False, True, False], [len(p) for p in person]),
        "agency_fault": np.repeat([False, True, False], [len(p) for p in person])
        & (draw.random(rows) < 0.3),
    })  # fmt: skip


def _homes(draw: np.random.Generator, people: int) -> ManyRows:
    """None to three dwellings, one after the other."""
    homes = draw.choice(HOMES + 1, people, p=(0.15, 0.5, 0.25, 0.1))
    month = draw.integers(int(Month.of(2005, 1)), int(Month.of(2025, 1)), (people, HOMES))
    month = np.where(np.arange(HOMES) < homes[:, None], month, int(NEVER_MONTH))
    month.sort(axis=1)
    after = np.concatenate([month[:, 1:], np.full((people, 1), int(NEVER_MONTH))], axis=1)
    held = (np.arange(HOMES) < homes[:, None]) & (month < after)
    person, first, until = np.nonzero(held)[0], month[held], after[held]
    rows = len(person)
    ends = np.minimum(first + draw.integers(6, 120, rows), int(CUTOFF))
    stays = np.where(draw.random(rows) < 0.6, int(NEVER_MONTH), ends)
    own = draw.random(rows) < 0.5
    certified = own & (draw.random(rows) < 0.2)
    return listed("homes", person, people, {
        "tenure": np.where(own, int(Tenure.OWN), draw.integers(2, 4, rows)),
        "first": first,
        "last": np.where(until < NEVER_MONTH, until - 1, stays),
        "district": draw.integers(1, DISTRICTS + 1, rows),
        "certificate": np.where(certified, first + 3, 0),
        "registered": draw.random(rows) < 0.95,
    })  # fmt: skip


def _qualifications(draw: np.random.Generator, people: int, born: Whole) -> ManyRows:
    person = np.repeat(np.arange(people), draw.choice(4, people, p=(0.08, 0.6, 0.25, 0.07)))
    rows = len(person)
    which = STUDIES[draw.choice(len(STUDIES), rows, p=STUDY_ODDS)]
    year = born[person] // 10000 + draw.integers(20, 31, rows)
    return listed("qualifications", person, people, {
        "diploma": which[:, 0],
        "degree": which[:, 1],
        "enrolled": (year - 3) * 12 + 8,
        "graduated": year * 12 + draw.choice([0, 5, 6], rows),
    })  # fmt: skip


def _taxes(draw: np.random.Generator, people: int) -> ManyRows:
    person = np.repeat(np.arange(people), draw.integers(0, 4, people))
    rows = len(person)
    paid = draw.choice([0, 20_000, 99_999, 100_000, 250_000], rows)
    columns = {"year": draw.integers(LAST_YEAR - 3, LAST_YEAR + 1, rows), "paid": paid}
    return listed("taxes", person, people, columns)


def _rare(draw: np.random.Generator, people: int) -> dict[str, ManyRows]:
    """What few people have: one row for some per cent of them; children for more."""
    few = {"awards": 0.04, "financing": 0.02, "honours": 0.01, "children": 0.4,
           "tax_violations": 0.01, "detentions": 0.005}  # fmt: skip
    found = {}
    for name, share in few.items():
        person = np.flatnonzero(draw.random(people) < share)
        rows = len(person)
        columns = {
            "type": 1,
            "points": draw.choice(AWARD_POINTS, rows),
            "amount": draw.integers(1, 500, rows) * 100_000,
            "kind": draw.integers(1, 4, rows),
            "born": a_day(draw, rows, 2004, 2025),
            "year": draw.integers(LAST_YEAR - 7, LAST_YEAR + 1, rows),
        }
        found[name] = listed(name, person, people, columns)
    return found

"""Couples of whom both apply, marriages, children and pupils."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.days import NEVER
from luohu.law.months import Month
from luohu.people.facts import City, Grade, Sex
from luohu.people.rows import ManyRows
from luohu.people.types import AnswerType
from luohu.study.population.listing import between, day_in, parts_listed
from luohu.study.population.lives import CUTOFF, Draw, Lives, Whole

YES, NO = AnswerType.YES, AnswerType.NO
COUPLED, MARRIED = 0.023, 0.86  # men of a couple among all; people with a marriage
MOST_YEARS_APART = 120  # months
CHILDREN = (0.14, 0.54, 0.32)
MINOR_SINCE, SCHOOL_YEAR = Month.of(2001, 1), Month.of(2020, 8)
STUDENT_HERE, STUDENT_IN_HEBEI = 0.74, 0.12


@dataclass(frozen=True)
class Household:
    """Whose household each belongs to (own position, or the husband's), and since when married."""

    head: Whole
    since: Whole
    married: NDArray[np.bool_]

    @property
    def coupled(self) -> NDArray[np.bool_]:
        """Who applies beside a spouse."""
        wives: NDArray[np.bool_] = self.head != np.arange(len(self.head))
        found = wives.copy()
        found[self.head[wives]] = True
        return found


def household(draw: Draw, lives: Lives, sex: Whole) -> Household:
    """Couples among people of like age, homes and area points; marriages of the others."""
    people = len(lives)
    husbands, wives = _couples(draw, lives, sex)
    head = np.arange(people)
    head[wives] = husbands
    married = draw.random(people) < MARRIED
    married[husbands] = True
    age = 12 * 27 + np.round(draw.normal(0.0, 40.0, people)).astype(np.int64)
    since = np.minimum(lives.born + np.maximum(age, 12 * 22), CUTOFF - 6)
    since[husbands] = np.minimum(
        np.maximum(since[husbands], lives.born[wives] + 12 * 20), CUTOFF - 6
    )
    return Household(head, since[head], married[head])


def _couples(draw: Draw, lives: Lives, sex: Whole) -> tuple[Whole, Whole]:
    """Positions of husbands and their wives."""
    chosen = []
    for one in (Sex.MALE, Sex.FEMALE):
        people = draw.permutation(np.flatnonzero(sex == one))[: round(COUPLED * len(lives))]
        order = np.lexsort((lives.born[people], lives.owned[people] // 24, lives.area[people]))
        chosen.append(people[order])
    pairs = min(map(len, chosen))
    husbands, wives = chosen[0][:pairs], chosen[1][:pairs]
    near = np.abs(lives.born[husbands] - lives.born[wives]) <= MOST_YEARS_APART
    return husbands[near], wives[near]


def marriage(draw: Draw, lives: Lives, home: Household) -> dict[str, Any]:
    """The facts of the marriage; null for those without."""
    people = len(lives)
    here = (draw.random(people) < 0.10) & ~home.coupled
    insured = between(draw, 0, np.maximum(lives.insured - 12, 0), people)
    insured = np.where(draw.random(people) < 0.75, insured, 0)
    city = np.where((insured > 0) | home.coupled, int(City.BEIJING), int(City.ELSEWHERE))
    return {
        "marriage_since": np.where(home.married, day_in(draw, home.since)[home.head], int(NEVER)),
        "marriage_spouse_household": home.married
        * np.where(here, int(City.BEIJING), int(City.ELSEWHERE)),
        "marriage_spouse_city": home.married * city,
        "marriage_spouse_insured_months": home.married * insured,
    }


OF_A_SPOUSE = (
    "marriage_spouse_household",
    "marriage_spouse_city",
    "marriage_spouse_insured_months",
)


def families(home: Household, kind: str, first_number: int) -> NDArray[np.object_]:
    """The family numbers: the same for both spouses who apply, none for the rest."""
    words = np.full(len(home.head), None, object)
    for person in np.flatnonzero(home.coupled).tolist():
        words[person] = f"{kind}家庭-{first_number + int(home.head[person]):06d}"
    return words


def children(draw: Draw, home: Household) -> tuple[ManyRows, ManyRows]:
    """Minor children, and those of school age with where they are students; alike for both spouses."""
    people = len(home.head)
    number = np.where(home.married, draw.choice(3, people, p=CHILDREN), 0)
    eldest = home.since + between(draw, 8, 60, people)
    second = eldest + between(draw, 15, 110, people)
    minors, pupils = [], []
    for place, born in enumerate((eldest, second)):
        held = {"born": day_in(draw, born), **_student(draw, born)}
        there = (number > place) & (born <= CUTOFF)
        minors.append((there & (born >= MINOR_SINCE), {"born": held["born"]}))
        age = (SCHOOL_YEAR - born) // 12
        pupils.append((there & (age >= 6) & (age <= 18), held))
    lists = [
        parts_listed(name, people, rows)
        for name, rows in (("children", minors), ("pupils", pupils))
    ]
    return lists[0].take(home.head), lists[1].take(home.head)


def _student(draw: Draw, born: Whole) -> dict[str, Any]:
    """Where a child of school age is a student, how long, and whether about to enter a school."""
    people, age, chance = len(born), (SCHOOL_YEAR - born) // 12, draw.random(len(born))
    elsewhere = np.where(
        chance < STUDENT_HERE + STUDENT_IN_HEBEI, int(City.HEBEI), int(City.ELSEWHERE)
    )
    stayed = draw.random(people) < 0.85
    return {
        "student_status": np.where(chance < STUDENT_HERE, int(City.BEIJING), elsewhere),
        "junior_years": np.where((age >= 15) & stayed, YES, NO),
        "senior_years": np.where((age >= 18) & stayed, YES, NO),
        "entering": np.select(
            [age == 6, age == 12], [int(Grade.PRIMARY_1), int(Grade.JUNIOR_1)], 0
        ),
    }

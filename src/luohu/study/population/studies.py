"""Diplomas, degrees, titles and certificates: the level that scores, and what led to it."""

from __future__ import annotations

import numpy as np

from luohu.people.facts import Certificate, City, Degree, Diploma
from luohu.people.rows import ManyRows
from luohu.people.types import AnswerType
from luohu.study.population.listing import between, parts_listed
from luohu.study.population.lives import CUTOFF, Draw, Lives, Whole

YES, NO = AnswerType.YES, AnswerType.NO
YEARS = np.array([3, 3, 4, 3, 4])
DIPLOMA_ONLY = 0.06
TITLED = np.array([0.03, 0.12, 0.24, 0.34, 0.5])  # share with a mid-level title or higher
SENIOR, SKILLED = 0.22, 0.05


def qualifications(draw: Draw, lives: Lives, graduated: Whole) -> ManyRows:
    """One row of the highest level, one of the level before it for masters, doctors and late bachelors."""
    people, level = len(lives), lives.level
    bare = (level == 1) & (draw.random(people) < DIPLOMA_ONLY)
    diploma = np.array(
        [Diploma.SECONDARY, Diploma.ASSOCIATE, Diploma.BACHELOR, Diploma.MASTER, Diploma.DOCTOR]
    )[level]
    degree = np.array([0, 0, Degree.BACHELOR, Degree.MASTER, Degree.DOCTOR])[level]
    in_service = lives.studied >= 12
    took = 12 * YEARS[level] - 2
    left_school = lives.born + 12 * 18 + between(draw, 0, 11, people)
    ended = np.where(level > 0, graduated, left_school)
    highest = {
        "diploma": np.where(bare, int(Diploma.BACHELOR), diploma),
        "degree": degree,
        "enrolled": np.where(level > 0, ended - took, 0),
        "graduated": ended,
        "full_time": np.where(in_service, NO, YES),
        "abroad": (level >= 3) & ~in_service & (draw.random(people) < 0.04),
        "major_listed": np.where(draw.random(people) < 0.3, YES, NO),
    }
    before = (level >= 3) | ((level == 2) & in_service)
    earlier = {
        "diploma": np.where(level == 2, int(Diploma.ASSOCIATE), int(Diploma.BACHELOR)),
        "degree": np.where(level == 2, 0, int(Degree.BACHELOR)),
        "graduated": np.minimum(
            lives.born + 12 * 22 + between(draw, 0, 11, people), ended - took - 2
        ),
        "full_time": YES,
        "major_listed": NO,
    }
    return parts_listed(
        "qualifications", people, [(before, earlier), (np.ones(people, bool), highest)]
    )


def certificates(draw: Draw, lives: Lives) -> ManyRows:
    """A professional title for some, more often with a higher degree; a skill certificate for few."""
    people = len(lives)
    titled = draw.random(people) < TITLED[lives.level]
    age = (CUTOFF - lives.born) // 12
    senior = (draw.random(people) < SENIOR) & (age >= 38) & (lives.level >= 2)
    top = senior & (draw.random(people) < 0.15) & (age >= 44)
    kind = np.select(
        [top, senior],
        [Certificate.TITLE_SENIOR, Certificate.TITLE_ASSOCIATE_SENIOR],
        Certificate.TITLE_MID,
    )
    held = {
        "kind": kind,
        "obtained": between(draw, lives.born + 12 * 29, CUTOFF, people),
        "city": int(City.BEIJING),
        "matches_post": np.where(draw.random(people) < 0.85, YES, NO),
        "appointed": np.where(draw.random(people) < 0.7, YES, NO),
        "listed": NO,
        "by_exam": np.where(draw.random(people) < 0.4, YES, NO),
    }
    skills = np.array([Certificate.SKILL_4, Certificate.SKILL_3, Certificate.SKILL_2])
    skill = {**held, "kind": skills[draw.integers(0, 3, people)]}
    skilled = ~titled & (draw.random(people) < SKILLED)
    return parts_listed("certificates", people, [(titled, held), (skilled, skill)])

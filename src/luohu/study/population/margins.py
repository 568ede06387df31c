"""The tables by which candidates are weighed: each gives every candidate a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from luohu.study.population.lives import AREAS, INNOVATIONS, LEVELS, LOOK_BACK, Chance, Lives, Whole

LINE = 9713
STEP, STEPS_ABOVE, STEPS_BELOW = 50, 13, 57
FAR_ABOVE = LINE + np.array([750, 850, 1000, 1300])
TOTAL_EDGES = np.concatenate(
    [
        LINE - 100 * np.arange(STEPS_BELOW, 0, -1),
        LINE + STEP * np.arange(STEPS_ABOVE + 1),
        FAR_ABOVE,
    ]
)
TOTALS = len(TOTAL_EDGES) + 1
FIRST_BIRTH_YEAR, BIRTH_CLASSES = 1961, 34
EMPLOYMENT_EDGES = np.array([108, 120, 132, 144, 156, 168, 180, 192, 204, 216, 228, 240, 252, 258])
OWNED_EDGES = np.array(
    [1, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180, 192, 204, 228]
)
DWELLING_EDGES = np.arange(500, 2100, 100)
STUDY_CLASSES = 7

Cell = Callable[[Lives, Mapping[str, Whole]], Whole]


def total_by_area(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The total in steps of half a point above the line and a point below, by area points."""
    return np.searchsorted(TOTAL_EDGES, scored["total"], side="right") * len(AREAS) + lives.area


def education_by_area(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The level of education by area points."""
    return lives.level * len(AREAS) + lives.area


def education_by_total(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The level of education, apart for those up to two points and more above the line."""
    return lives.level * 2 + (scored["total"] >= LINE + 200)


def tax_by_education(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The years with enough tax by level of education."""
    return lives.level * 4 + scored["tax"] // 200


def study_by_education(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The study months in classes (none, one, up to 6, 12, 24, more, all) by level of education."""
    classes = np.searchsorted(np.array([1, 2, 7, 13, 25]), lives.studied, side="right")
    whole = (lives.studied == LOOK_BACK[lives.level]) & (lives.studied > 0)
    return lives.level * STUDY_CLASSES + np.where(whole, STUDY_CLASSES - 1, classes)


def birth_year(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The year of birth."""
    return np.clip(lives.born // 12 - FIRST_BIRTH_YEAR, 0, BIRTH_CLASSES - 1)


def employment(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The insured months, by years."""
    return np.searchsorted(EMPLOYMENT_EDGES, lives.insured, side="right").astype(np.int64)


def residence(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The months in an own home, by years; apart those who own as long as they are insured."""
    classes = np.searchsorted(OWNED_EDGES, lives.owned, side="right").astype(np.int64)
    return np.where(lives.owned == lives.insured, len(OWNED_EDGES) + 1, classes)


def dwelling(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The points for the dwelling, by points."""
    return np.searchsorted(DWELLING_EDGES, scored["residence"], side="right").astype(np.int64)


def innovation(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """The points for innovation."""
    return lives.innovation


def honour(lives: Lives, scored: Mapping[str, Whole]) -> Whole:
    """Whether honoured."""
    return lives.honoured.astype(np.int64)


MARGINS: Mapping[str, tuple[Cell, int]] = {
    "innovation": (innovation, len(INNOVATIONS)),
    "honour": (honour, 2),
    "residence": (residence, len(OWNED_EDGES) + 2),
    "dwelling": (dwelling, len(DWELLING_EDGES) + 1),
    "employment": (employment, len(EMPLOYMENT_EDGES) + 1),
    "study_by_education": (study_by_education, len(LEVELS) * STUDY_CLASSES),
    "tax_by_education": (tax_by_education, len(LEVELS) * 4),
    "birth_year": (birth_year, BIRTH_CLASSES),
    "education_by_area": (education_by_area, len(LEVELS) * len(AREAS)),
    "education_by_total": (education_by_total, len(LEVELS) * 2),
    "total_by_area": (total_by_area, TOTALS * len(AREAS)),
}
"""Each table's cell of a candidate and its number of cells; the last is the one met exactly."""

LAST, UNTOUCHED_TOTALS = "total_by_area", "total_by_area_untouched"
FADING = ("employment", "residence", "dwelling", "birth_year")
FADES_FROM, FADES_TO, FADED = 500, 3000, 0.3


def fade(total: Whole) -> Chance:
    """How strongly the tables of FADING weigh: wholly near the line, less far below it.

    What is told of the admitted by years of work, of owning and of birth says little of those
    whom years part from the line; shape (people,), from FADED to 1.
    """
    below = np.clip((LINE - FADES_FROM - total) / (FADES_TO - FADES_FROM), 0.0, 1.0)
    strength: Chance = 1.0 - (1.0 - FADED) * below
    return strength

"""How published aggregates are cut: the classes of each indicator, means, quartiles, birth years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from luohu.study.population.lives import AREAS, INNOVATIONS, LEVELS, Whole

TOTAL = "total"
CLASSES: Mapping[str, Whole] = {
    "employment": np.arange(2100, 6600, 300),
    "residence": np.arange(200, 2200, 200),
    "education": LEVELS,
    "study_deduction": np.array([-1400, -1399, -1050, -1049, -700, -350, -29, 0]),
    "area": AREAS,
    "innovation": np.sort(INNOVATIONS),
    "tax": np.array([0, 200, 400, 600]),
    "age": np.array([0, 400, 800, 1200, 1600, 2000]),
    "honour": np.array([0, 2000]),
    TOTAL: np.arange(9713, 12513, 100),
}
"""Where each class of points begins, hundredths; it ends before the next, the last one nowhere."""
BIRTH_YEARS = np.arange(1955, 2000)
QUARTERS = (25, 50, 75)


def counted(name: str, points: Whole) -> Whole:
    """How many fall into each class of an indicator; what lies below the first counts in it."""
    edges = CLASSES[name]
    place = np.clip(np.searchsorted(edges, points, side="right") - 1, 0, None)
    return np.bincount(place, minlength=len(edges)).astype(np.int64)


def births(years: Whole) -> Whole:
    """How many were born in each of BIRTH_YEARS."""
    places = np.clip(years - BIRTH_YEARS[0], 0, len(BIRTH_YEARS) - 1)
    return np.bincount(places, minlength=len(BIRTH_YEARS)).astype(np.int64)


def summary(points: Whole) -> dict[str, Any]:
    """Mean, quartiles and spread of an indicator, in hundredths."""
    quartiles = np.percentile(points, QUARTERS, method="inverted_cdf")
    return {
        "mean": round(float(points.mean()), 1),
        "quartiles": [int(one) for one in quartiles],
        "spread": round(float(points.std()), 1),
    }

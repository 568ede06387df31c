"""A synthetic cohort of Beijing's applicants of 2020, calibrated to what is public of them.

`build` makes it, `calibration` holds it against the published list, `carried` against later lines;
`newcomers` and `outside` are people beside it. Made anew by `remaking`.
"""

from luohu.study.population.building import build, newcomers, outside
from luohu.study.population.calibration import (
    Calibration,
    Histogram,
    Measure,
    calibration,
    scaled_quota,
)
from luohu.study.population.carried import ASSUMPTIONS, Assumption, LineGiven, carried
from luohu.study.population.limits import UNIDENTIFIED

__all__ = [
    "ASSUMPTIONS",
    "UNIDENTIFIED",
    "Assumption",
    "Calibration",
    "Histogram",
    "LineGiven",
    "Measure",
    "build",
    "calibration",
    "carried",
    "newcomers",
    "outside",
    "scaled_quota",
]

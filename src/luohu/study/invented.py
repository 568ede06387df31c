"""Invented people as the people of a study: under the law of their cycle, with those who could join."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from luohu.law.evaluation import InForce
from luohu.people.cohort import Cohort
from luohu.people.faults import Place
from luohu.study.baseline import Baseline
from luohu.study.population import outside, scaled_quota
from luohu.study.reforms.proposal import Change

CALIBRATED = 2020


def cycle_for(change: Change) -> int:
    """The cycle whose law a change is of: the people's own, or the next one to look back from."""
    return CALIBRATED + 1 if change.last_year else CALIBRATED


def held_under(
    law: InForce, cohort: Cohort, seed: int, change: Change, quota: int | None = None
) -> Baseline:
    """Invented applicants for one change, their quota in proportion to 2020's unless said.

    Those who could join are invented too, one for twenty, where the change lets them apply.
    """
    places = quota or scaled_quota(len(cohort))
    if not change.places.joined:
        return Baseline(law, cohort, places)
    return with_others(law, cohort, outside(max(len(cohort) // 20, 1), seed), places)


def with_others(
    law: InForce, cohort: Cohort, others: Cohort, quota: int, positions: Sequence[Place] = ()
) -> Baseline:
    """The applicants, then those who may not apply today."""
    apart = np.arange(len(cohort) + len(others)) >= len(cohort)
    return Baseline(law, Cohort.joined([cohort, others]), quota, apart, positions)

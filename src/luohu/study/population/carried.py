"""A check, not a fit: the cohort carried to later cycles, beside the published lines.

The calibration uses the list of 2020 alone. The tenth of CHANGING, and the moves and jobs that
documents tell of after 2019, were chosen once the lists of 2021 and 2022 had been seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from luohu.cycle.ranking import select
from luohu.engines.local import evaluate
from luohu.law.points import written
from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.study.population.building import newcomers
from luohu.study.population.calibration import scaled_quota
from luohu.study.population.lives import BEIJING, CYCLE
from luohu.study.population.shipped import published

LAST = 2023  # the last cycle whose line is used
NEEDED = ("total", "eligible")


@dataclass(frozen=True, slots=True)
class Assumption:
    """Who comes and goes between two cycles.

    `leaving` is the share of those not admitted who do not apply again; `replaced` whether as many
    others join as the number of applicants published (of the cycle before, where it is not) asks.
    """

    key: str
    label: Text
    leaving: float
    replaced: bool


NOBODY = Assumption(
    "nobody_joins",
    Text("只移除已录取者", "the admitted leave, nobody joins"),
    0.0,
    False,
)
SAME_NUMBER = Assumption(
    "number_published",
    Text("新人补足公布的申请人数", "others join up to the published number of applicants"),
    0.0,
    True,
)
CHANGING = Assumption(
    "a_tenth_changes",
    Text(
        "未录取者每年一成不再申请,新人补足公布的申请人数",
        "a tenth of the others do not apply again; others join up to the published number",
    ),
    0.1,
    True,
)
ASSUMPTIONS = (NOBODY, SAME_NUMBER, CHANGING)


@dataclass(frozen=True, slots=True)
class LineGiven:
    """The line of a cycle that the cohort gives, and the published one, in hundredths."""

    cycle: int
    given: int
    published: int

    def as_json(self) -> dict[str, Any]:
        """The line for a program."""
        return {
            "cycle": self.cycle,
            "given": written(self.given),
            "published": written(self.published),
            "difference": written(self.given - self.published),
        }


def carried(
    cohort: Cohort, assumption: Assumption = CHANGING, seed: int = 0, last: int = LAST
) -> list[LineGiven]:
    """The lines of 2020 and the cycles after, the admitted leaving each time; the quota is the same.

    Documents go on as they say: open ends stay open. Nobody falls ill, retires early or moves
    otherwise. `seed` chooses who leaves and who joins.
    """
    people, draw, lines = len(cohort), np.random.default_rng(seed), []
    for cycle in range(CYCLE, last + 1):
        results = evaluate(BEIJING.at(cycle), cohort, NEEDED).least
        eligible = results["eligible"].astype(bool)
        chosen = select(results["total"], scaled_quota(people), eligible)
        line = 0 if chosen.cutoff is None else chosen.cutoff
        lines.append(LineGiven(cycle, line, BEIJING.published(cycle, "cutoff")))
        stays = ~(eligible & (results["total"] >= line))
        stays &= draw.random(len(cohort)) >= assumption.leaving
        cohort = cohort.take(np.flatnonzero(stays))
        if assumption.replaced:
            cohort = _joined(cohort, _applicants(cycle + 1, people), [seed, cycle])
    return lines


def _applicants(cycle: int, people: int) -> int:
    """The published number of applicants, or the last one there is, for a cohort of that size."""
    numbers = [BEIJING.published(year, "applicants") for year in range(CYCLE, cycle + 1)]
    told: int = [number for number in numbers if number is not None][-1]
    applicants: int = round(told * people / published()["applicants"])
    return applicants


def _joined(cohort: Cohort, wanted: int, seed: Sequence[int]) -> Cohort:
    missing = wanted - len(cohort)
    return Cohort.joined([cohort, newcomers(missing, seed)]) if missing > 0 else cohort

"""People of the published award lists as applicant documents, made from their published scores."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from luohu.law.months import Month
from luohu.law.points import half_up, points

FOLDER = Path(__file__).parents[2] / "shared" / "awards"
LAST_IMPUTED = Month.of(2020, 7)

needs_award_lists = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the official award lists are not here: {FOLDER} is missing"
)

SCHOOLING: dict[int, list[dict[str, Any]]] = {
    0: [],
    1050: [{"diploma": "associate"}],
    1500: [{"diploma": "bachelor", "degree": "bachelor"}],
    2600: [{"diploma": "master", "degree": "master"}],
    3700: [{"diploma": "doctor", "degree": "doctor"}],
}
AREA_YEARS = {0: (0, 0), 2: (0, 1), 3: (1, 0), 4: (0, 2), 5: (1, 1), 6: (2, 0), 7: (1, 2),
              8: (2, 1), 9: (3, 0), 10: (2, 2), 11: (3, 1), 12: (4, 0)}  # fmt: skip


@dataclass(frozen=True)
class Awarded:
    """What the scores of a published row say of the person: months, levels, numbers of records.

    `area` and `innovation` are in whole points, `education` in hundredths; the four parts of the
    dwelling are months, own and rented, up to July 2020 and after.
    """

    id: str
    cycle: int
    born: str
    insured: int
    own_before: int
    own_after: int = 0
    rent_before: int = 0
    rent_after: int = 0
    education: int = 0
    study_months: int = 0
    area: int = 0
    innovation: int = 0
    tax_years: int = 0
    honoured: bool = False

    @property
    def cutoff(self) -> Month:
        return Month.of(self.cycle - 1, 12)

    @property
    def first(self) -> Month:
        """The first insured month: the published number of them, without a gap."""
        return Month(self.cutoff - self.insured + 1)


def applicant(row: Awarded) -> dict[str, Any]:
    """A document that must score as published."""
    return {
        "id": row.id,
        "born": f"{row.born}-15",
        "sex": "male",
        "residence_permit": {"applied": "2016-01-01"},
        "criminal_record": False,
        "insurance": _insurance(row),
        "homes": _homes(row),
        "education": _education(row),
        "tax": [{"year": row.cycle - 1 - n, "paid": 100000} for n in range(row.tax_years)],
        "tax_violations": [],
        "detentions": [],
        "awards": _awards(row),
        "financing": [],
        "honours": ["model_worker"] if row.honoured else [],
    }


def span(first: int, last: int, **details: Any) -> list[dict[str, Any]]:
    """One row from month to month, or none if there is no month in it."""
    if first > last:
        return []
    return [{"from": str(Month(first)), "to": str(Month(last)), **details}]


def _insurance(row: Awarded) -> list[dict[str, Any]]:
    moved = row.cutoff - 12 * AREA_YEARS[row.area][0]
    inside = span(row.first, moved, kind="all", district="海淀")
    return inside + span(moved + 1, row.cutoff, kind="all", district="通州")


def _homes(row: Awarded) -> list[dict[str, Any]]:
    """Own months last before each boundary, rented ones first; the last own ones lie outside."""
    boundary = min(LAST_IMPUTED, row.cutoff)
    outside_from = row.cutoff - 12 * sum(AREA_YEARS[row.area]) + 1
    homes = []
    for last, own in ((boundary, row.own_before), (row.cutoff, row.own_after)):
        first = last - own + 1
        homes += span(first, min(last, outside_from - 1), tenure="own", district="海淀")
        homes += span(max(first, outside_from), last, tenure="own", district="昌平")
    return homes + span(boundary + 1, boundary + row.rent_after, tenure="rent", district="海淀")


def _education(row: Awarded) -> list[dict[str, Any]]:
    """Graduated so late that the published number of months were studied while insured."""
    graduated = str(Month(row.first + row.study_months - 1))
    return [{**level, "graduated": graduated} for level in SCHOOLING[row.education]]


def _awards(row: Awarded) -> list[dict[str, Any]]:
    if not row.innovation:
        return []
    return [{"type": "B" if row.innovation in (1, 3) else "A", "points": row.innovation}]


def award_rows(cycle: int) -> list[dict[str, str]]:
    """The published rows of a year, as text."""
    with (FOLDER / f"{cycle}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def awarded_2020(row: dict[str, str]) -> Awarded:
    """What a row of the list of 2020 says, the only one published with every indicator."""
    insured = points(row["employment"]) // 25
    own = own_months(insured, points(row["residence"]))
    return Awarded(
        id=row["rank"],
        cycle=2020,
        born=row["birth_month"],
        insured=insured,
        own_before=own,
        rent_before=insured - own,
        education=points(row["education"]),
        study_months=study_months(-points(row["study_deduction"])),
        area=int(row["area"]),
        innovation=int(row["innovation"]),
        tax_years=int(row["tax"]) // 2,
        honoured=row["honour"] != "0",
    )


@cache
def own_months(insured: int, residence: int) -> int:
    """The one number of own months that gives the published points, the rest being rent."""
    fitting = [
        own
        for own in range(insured + 1)
        if half_up(own * 100, 12) + half_up((insured - own) * 50, 12) == residence
    ]
    (only,) = fitting
    return only


@cache
def study_months(deduction: int) -> int:
    """The number of months that gives a published deduction, in hundredths."""
    return next(months for months in range(49) if half_up(months * 350, 12) == deduction)

"""Beijing's law once more, slowly and from the published rules only: an oracle to compare the rules with.

It knows nothing of the product. A document comes in as it is written; where the law leaves a
question open, `Readings` says how to read it, and any reading must lie in what the rules allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from tests.oracle.months import Calendar, Month, Row, between, month, moved, spans, twelfths

Document = dict[str, Any]
Result = dict[str, Any]

KINDS = ("pension", "medical", "unemployment", "injury", "maternity")
SIX = {"东城", "西城", "朝阳", "海淀", "丰台", "石景山"}
OUTER = {"门头沟", "房山", "通州", "顺义", "大兴", "昌平", "平谷", "怀柔", "密云", "延庆"}
SCIENCE = {12, 11, 10, 9, 8, 6, 5, 4, 2}
CONTESTS = {12, 10, 9, 8, 6, 4, 3, 2, 1}
INDICATORS = ("employment", "residence", "education", "study_deduction", "area", "innovation",
              "tax", "age", "honour", "law")  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """How to read what the law leaves open (sources section 12)."""

    every_kind_unbroken: bool = True
    degree_of_the_year_counts: bool = False
    unclear_districts_lie_outside: bool = True
    trial_takes_work_permits: bool = True
    unstated_study_was_long: bool = False


class Life:
    """The months of a document up to a cycle's cutoff."""

    def __init__(self, document: Document, cycle: int, readings: Readings) -> None:
        self.cutoff = (cycle - 1, 12)
        self.readings = readings
        self.insurance: list[Row] = document["insurance"]
        self.homes: list[Row] = document["homes"]
        self.paid = {kind: self._months(kind, made_up=False) for kind in KINDS}
        self.late = {kind: self._months(kind, made_up=True) - self.paid[kind] for kind in KINDS}
        self.excused = {kind: self._months(kind, made_up=True, excused=True) for kind in KINDS}
        since = between((1998, 7), self.cutoff)
        self.insured = max((self.paid[kind] & since for kind in KINDS), key=len)
        self.owned = self._homes(lambda row: row["tenure"] == "own")
        self.rented = self._homes(lambda row: row["tenure"] != "own" and row["registered"])
        self.rented -= self.owned

    def _months(self, kind: str, made_up: bool, excused: bool = False) -> Calendar:
        rows = [
            row
            for row in self.insurance
            if row["kind"] in (kind, "all")
            and row["made_up"] == made_up
            and (row["agency_fault"] or not excused)
        ]
        return spans(rows, self.cutoff)

    def _homes(self, wanted: Callable[[Row], bool]) -> Calendar:
        return spans([row for row in self.homes if wanted(row)], self.cutoff)

    def outside(self, district: str | None) -> bool:
        """Whether a district lies outside the six; the unclear ones as the readings say."""
        if district in SIX or district in OUTER:
            return district in OUTER
        return self.readings.unclear_districts_lie_outside

    def works_outside(self, row: Row) -> bool:
        """Whether insurance was paid outside; the city level counts as central."""
        return row["district"] != "市本级" and self.outside(row["district"])

    def owned_outside(self) -> Calendar:
        return self._homes(lambda row: row["tenure"] == "own" and self.outside(row["district"]))

    def lived_inside(self) -> Calendar:
        """Months in any dwelling inside, with a certificate or without."""
        rows = [row for row in self.homes if not self.outside(row["district"])]
        return spans([{"from": row["from"], "to": row["to"]} for row in rows], self.cutoff)

    def worked(self, outside: bool) -> Calendar:
        rows = [row for row in self.insurance if self.works_outside(row) == outside]
        return spans(rows, self.cutoff)


# ---- article 4


def conditions(document: Document, cycle: int, life: Life) -> Result:
    """The conditions and whether all hold."""
    found = {
        "residence_permit": has_permit(document, cycle, life.readings),
        "below_retirement_age": below_retirement_age(document, cycle),
        "insured_seven_years": insured_seven_years(life, cycle),
        "no_criminal_record": not document["criminal_record"],
        "not_barred": not_barred(document["false_material"], cycle),
    }
    return found | {"eligible": all(found.values())}


def has_permit(document: Document, cycle: int, readings: Readings) -> bool:
    permit, work = document["residence_permit"], document["work_permit"]
    cutoff = f"{cycle - 1}-12-31"
    if permit and permit["applied"] <= ("2018-04-09" if cycle == 2018 else cutoff):
        return True
    if work is None or (cycle < 2020 and not readings.trial_takes_work_permits):
        return False
    return bool(work["from"] <= cutoff and (work["to"] is None or work["to"] >= cutoff))


def below_retirement_age(document: Document, cycle: int) -> bool:
    """Section 7: 60, 55 and 50, delayed for cycles since 2026."""
    year, number = month(document["born"])
    if document["sex"] == "male":
        base, step, cap = 60, 4, 36
    elif document["post"] == "manager":
        base, step, cap = 55, 4, 36
    else:
        base, step, cap = 50, 2, 60
    late = (year + base - 2025) * 12 + number
    delay = min(ceil(late / step), cap) if late > 0 and cycle >= 2026 else 0
    return moved((year, number), base * 12 + delay) > (cycle - 1, 12)


def insured_seven_years(life: Life, cycle: int) -> bool:
    window = between((cycle - 7, 1), (cycle - 1, 12))
    met = [
        window <= life.paid[kind] | life.late[kind]
        and len((life.late[kind] - life.excused[kind]) & window) <= 5
        for kind in KINDS
    ]
    return all(met) if life.readings.every_kind_unbroken else any(met)


def not_barred(found_in: int | None, cycle: int) -> bool:
    return found_in is None or not found_in <= cycle <= found_in + 5


# ---- article 5, since 2020


def current(document: Document, cycle: int, readings: Readings) -> Result:
    """Conditions, indicators and total under the policy of 2020."""
    life = Life(document, cycle, readings)
    choices = document["choices"]
    education, deduction = schooling(document, cycle, life)
    found: Result = {
        "employment": Decimal("0.25") * len(life.insured),
        "residence": dwelling(life),
        "education": education,
        "study_deduction": -deduction,
        "area": area(life, cycle) if choices["area"] else Decimal(0),
        "innovation": innovation(document, cycle) if choices["innovation"] else Decimal(0),
        "tax": tax(document, cycle),
        "age": age(document, cycle),
        "honour": Decimal(20 if document["honours"] else 0),
        "law": Decimal(-30 * recent(document["detentions"], cycle - 5, cycle)),
    }
    return totalled(found) | conditions(document, cycle, life) | {
        "awards_in_table": in_table(document["awards"], SCIENCE, CONTESTS),
        "children_who_may_follow": sum(
            child["born"] >= f"{cycle - 19}-01-01" for child in document["children"]
        ),
    }  # fmt: skip


def totalled(indicators: Result) -> Result:
    return indicators | {"total": sum(indicators[name] for name in INDICATORS)}


def dwelling(life: Life) -> Decimal:
    """Four parts, split at July 2020: own first, together no more than the insured months."""
    early = between((1900, 1), (2020, 7))
    left = len(life.insured)
    own_pre = min(len(life.owned & early), left)
    left -= own_pre
    own_post = min(len(life.owned - early), left)
    left -= own_post
    rent_pre = min(max(0, len(life.insured & early) - len(life.owned & early)), left)
    left -= rent_pre
    rent_post = min(len(life.rented - early), left)
    return (
        twelfths(own_pre, "1")
        + twelfths(rent_pre, "0.5")
        + twelfths(own_post, "1")
        + twelfths(rent_post, "0.5")
    )


def level(row: Row) -> Decimal:
    """The points of a diploma and a degree held together."""
    diploma, degree = row["diploma"], row["degree"]
    if diploma == "doctor" and degree == "doctor":
        return Decimal(37)
    if diploma == "doctor" or degree == "doctor" or (diploma == "master" and degree == "master"):
        return Decimal(26)
    if "master" in (diploma, degree) or (diploma == "bachelor" and degree == "bachelor"):
        return Decimal(15)
    return Decimal("10.5") if diploma or degree else Decimal(0)


def counted(document: Document, cycle: int, readings: Readings) -> list[Row]:
    """The qualifications gained in time."""
    last = (cycle, 12) if readings.degree_of_the_year_counts else (cycle - 1, 12)
    return [row for row in document["education"] if month(row["graduated"]) <= last]


def schooling(document: Document, cycle: int, life: Life) -> tuple[Decimal, Decimal]:
    """Points of the highest level, and what its look-back takes: of equals the cheapest."""
    rows = counted(document, cycle, life.readings)
    best = max((level(row) for row in rows), default=Decimal(0))
    if best == 0 or not document["choices"]["education"]:
        return Decimal(0), Decimal(0)
    back = 48 if best == 15 else 36
    scored = scored_for_residence(life, (2020, 7)) & life.insured
    months = min(
        len(scored & window(month(row["graduated"]), back)) for row in rows if level(row) == best
    )
    return best, twelfths(months, "3.5")


def window(last: Month, length: int) -> Calendar:
    """So many months, ending with one."""
    return between(moved(last, 1 - length), last)


def scored_for_residence(life: Life, imputed_until: Month) -> Calendar:
    """Months with a dwelling; up to the boundary every insured month has one."""
    return {m for m in life.insured if m <= imputed_until} | life.owned | life.rented


def area(life: Life, cycle: int) -> Decimal:
    home = life.owned_outside()
    if (cycle - 1, 12) not in home:
        return Decimal(0)
    home &= between((2018, 1), life.cutoff)
    both = len(home & life.worked(outside=True))
    alone = len(home) - both
    return Decimal(min(12, 3 * (both // 12) + 2 * ((alone + both % 12) // 12)))


def innovation(document: Document, cycle: int) -> Decimal:
    years = (None, cycle - 3, cycle - 2, cycle - 1)
    raised = sum(row["amount"] for row in document["financing"] if row["year"] in years)
    brackets = ((40_000_000, 6), (20_000_000, 4), (5_000_000, 2))
    money = next((points for least, points in brackets if raised >= least), 0)
    return Decimal(max([money, *(row["points"] for row in document["awards"])]))


def in_table(awards: Iterable[Row], science: set[int], contests: set[int]) -> bool:
    tables = {"A": science | {0}, "B": contests | {0}}
    return all(row["points"] in tables[row["type"]] for row in awards)


def tax(document: Document, cycle: int) -> Decimal:
    paid = [
        sum(row["paid"] for row in document["tax"] if row["year"] == year)
        for year in (cycle - 3, cycle - 2, cycle - 1)
    ]
    years = sum(amount >= 100_000 for amount in paid)
    return Decimal(2 * years - 12 * recent(document["tax_violations"], cycle - 5, cycle))


def recent(records: Iterable[Row], first: int, cycle: int) -> int:
    """Records from a year to the one before the cycle."""
    return sum(first <= row["year"] < cycle for row in records)


def completed_years(document: Document, cycle: int) -> int:
    born, on = date.fromisoformat(document["born"]), date(cycle - 1, 1, 1)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age(document: Document, cycle: int) -> Decimal:
    years = completed_years(document, cycle)
    return Decimal(20 if years <= 45 else max(0, 20 - 4 * (years - 45)))

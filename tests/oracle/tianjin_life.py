"""What Tianjin's oracle reads a document by: how to take what is open, months, places, rows.

It knows nothing of the product. A document of somebody of Tianjin comes in as it is written;
where the sources leave a question open, `Readings` says how to read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle.rows import Calendar, month, place, span

Document = dict[str, Any]
Row = dict[str, Any]
Result = dict[str, Any]

KINDS = ("pension", "medical", "unemployment", "injury", "maternity")
CENTRAL = {"和平", "河东", "河西", "南开", "河北", "红桥"}
SUBURBS = {"东丽", "西青", "津南", "北辰"}
FAR = {"武清", "宝坻", "宁河", "静海", "蓟州"}
BINHAI = {"滨海新区"}
DISTRICTS = CENTRAL | SUBURBS | FAR | BINHAI
THREE_REGIONS = {"tianjin", "beijing", "hebei", "xiongan"}


@dataclass(frozen=True)
class Readings:
    """How to read what the sources leave open, and what a row does not state."""

    batch: int = 1
    admission_line: int = 146
    insured: str = "every kind"  # or "any kind", or one of the kinds
    double_insurance_barred: bool = True
    earlier_double_insurance_bars: bool = True
    birth_policy_bars: bool = True
    endorsements_of_three_regions: bool = False
    records_of_the_boundary_year_count: bool = False
    irregular_fund_counts: bool = False
    degree_alone_counts: bool = False
    technician_class_points: int = 0
    qualification_stands_for: str = ""
    skill_must_fit_the_post: bool = False
    unstated_shortage: str = "not_listed"
    unstated_district: str = "和平"
    what_is_not_stated_is_so: bool = True
    spouse_home_counts: bool = True
    rent_by_full_years: bool = True
    transition_applies: bool = True
    older_new_homes_count: bool = True
    sold_new_home_counts: bool = True
    encumbered_old_home_counts: bool = False
    running_sentence_counts: bool = False
    points_per_false_data: int = 0
    stated_false_data_is_another: bool = True
    unlisted_sentences: int = 1
    homes_are_older_than_their_certificate: bool = False
    # of the table of 2018
    irregular_insurance_counts: bool = False
    home_of_the_family: bool = True
    registers_in: str = "和平"  # or another district, or "" where the area gives nothing
    spouse_months_required: int = 24
    older_false_data_counts: bool = False
    bad_credit_counts: bool = False
    tax_points: int = 0
    patent_points: int = 0
    honour_points: int = 0
    crime_points: int = 0


class Life:
    """A document up to the last day of a batch."""

    def __init__(self, document: Document, cycle: int, how: Readings) -> None:
        self.document, self.cycle, self.how = document, cycle, how
        self.cutoff = date(cycle - 1, 12, 31) if how.batch == 1 else date(cycle, 6, 30)
        self.last = month(self.cutoff.isoformat())
        self.paid = {kind: self.insured(kind, in_time) for kind in KINDS}

    def here(self, name: str) -> list[Row]:
        """The rows of a list that lie in Tianjin."""
        return [row for row in self.document[name] if self.lies_in(row) == "tianjin"]

    def months(self, rows: Iterable[Row]) -> Calendar:
        return set().union(*(span(row, self.last) for row in rows))

    def insured(self, kind: str, wanted: Callable[[Row], bool]) -> Calendar:
        return self.months(
            row for row in self.here("insurance") if row["kind"] in (kind, "all") and wanted(row)
        )

    def lies_in(self, row: Row) -> str:
        """The city of a row."""
        return place(row, self.document, "tianjin", DISTRICTS)

    def so(self, answer: bool | None) -> bool:
        """A yes or no, which a row may leave open."""
        return self.how.what_is_not_stated_is_so if answer is None else answer

    def held(self, row: Row) -> bool:
        """Whether a certificate was obtained in time."""
        obtained = row.get("obtained")
        return self.so(None if obtained is None else month(obtained) <= self.last)

    def age(self) -> int:
        born, end = date.fromisoformat(self.document["born"]), self.cutoff
        return end.year - born.year - ((end.month, end.day) < (born.month, born.day))


def in_time(row: Row) -> bool:
    """Paid in time by an employer here."""
    return by_employer(row) and not row.get("made_up", False)


def by_employer(row: Row) -> bool:
    return not row.get("flexible", False) and not row.get("transferred_in", False)


def rounded(points: Fraction) -> Fraction:
    """To hundredths, half up."""
    return Fraction(floor(points * 100 + Fraction(1, 2)), 100)


def in_five_years(year: int, life: Life) -> bool:
    """Whether a record of a calendar year lies in the five years up to the last day."""
    end = life.cutoff.year
    whole = (life.cutoff.month, life.cutoff.day) == (12, 31)
    if not whole and year in (end - 5, end):
        return life.how.records_of_the_boundary_year_count
    return end - 5 < year <= end

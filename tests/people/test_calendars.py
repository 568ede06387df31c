"""Calendars of rows: the months of each kind of insurance, and the bounds of what is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.months import Month, Months
from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.calendars import any_months, any_months_by_kind, months_by_kind
from luohu.people.facts import FIVE_KINDS, Insurance
from tests.people.invented import cohort_of, paid, person

JUNE: Any = Month.of(2020, 6)


@pytest.mark.parametrize("until", [Month.of(2020, 6), 20200630, Range(Month.of(2019, 1), JUNE)])
def test_unknown_months_go_up_to_a_month_or_a_day(until: Any) -> None:
    found = any_months("cutoff_month")(until)
    assert found.low == Months.none()
    assert found.high.spans()[-1][1] == JUNE


def test_the_bounds_say_what_they_read() -> None:
    assert any_months("cutoff_day").reads == ("cutoff_day",)
    since = any_months_by_kind("cutoff_month", since="insurance_from")
    assert since.reads == ("cutoff_month", "insurance_from")
    assert since(JUNE, Month.of(2019, 7))[Insurance.PENSION].high.count() == 12


def test_each_kind_may_be_anything() -> None:
    found = any_months_by_kind("cutoff_month")(JUNE)
    assert tuple(found) == FIVE_KINDS
    assert tuple(any_months_by_kind("cutoff_month", (Insurance.PENSION,))(JUNE)) == (
        Insurance.PENSION,
    )


ROWS = [paid("2019-01", "2019-12"), paid("2020-01", "2020-03", "pension"), paid("2020-05")]


def test_rows_for_all_five_count_for_each_kind() -> None:
    insurance = facts_of(read_applicant(person(insurance=ROWS)))["insurance"]
    found: Any = months_by_kind(insurance, lambda row: True, JUNE)
    assert found[Insurance.PENSION].count() == 12 + 3 + 2
    assert found[Insurance.MEDICAL].count() == 12 + 2
    assert found[Insurance.MEDICAL] is found[Insurance.INJURY]


def test_of_a_cohort_as_of_one() -> None:
    cohort = cohort_of(person(insurance=ROWS), person(id="B", insurance=[]))
    found: Any = months_by_kind(cohort.facts()["insurance"], lambda row: row.kind > 0, JUNE)
    assert found[Insurance.PENSION].count().tolist() == [17, 0]


def test_a_span_may_begin_later_than_it_says() -> None:
    insurance = facts_of(read_applicant(person(insurance=[paid("2019-01", "2019-12")])))[
        "insurance"
    ]
    since: Any = lambda row: max(row.first, Month.of(2019, 7))  # noqa: E731
    found: Any = months_by_kind(insurance, lambda row: True, JUNE, since)
    assert found[Insurance.PENSION].count() == 6

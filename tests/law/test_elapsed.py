"""Time that has passed: completed years, years counted back, runs of months."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law import elapsed
from luohu.law.days import Day, today
from luohu.law.months import Month, Months
from luohu.law.ranges import Range, ends
from tests.law.calendars import Drawn, any_month, cohorts

time: Any = elapsed
CUTOFF = 20250930


@pytest.mark.parametrize(
    ("born", "years"), [(19850930, 40), (19851001, 39), (19850929, 40), (19840930, 41)]
)
def test_the_birthday_itself_completes_a_year(born: int, years: int) -> None:
    assert time.years_between(born, CUTOFF) == years


def test_an_unknown_birth_gives_a_range_of_years() -> None:
    assert ends(time.years_between(Range(19800101, 19991231), CUTOFF)) == (25, 45)


def test_so_many_years_earlier_is_the_same_day() -> None:
    assert time.years_before(CUTOFF, 5) == 20200930


@given(st.dates())
def test_the_month_of_a_day(day: Any) -> None:
    number = Day.of(day.year, day.month, day.day)
    assert time.month_of(int(number)) == number.month


@pytest.mark.parametrize(
    ("year", "known"), [(2019, False), (2020, None), (2021, True), (2025, None), (2026, False)]
)
def test_a_year_counted_back_is_open_where_the_span_begins_and_ends(
    year: int, known: bool | None
) -> None:
    found = time.year_in_last(year, 5, CUTOFF)
    assert (None if isinstance(found, Range) else bool(found)) == known


def test_what_is_stated_has_happened_by_today() -> None:
    assert time.year_in_last(2026, 5, int(today())) is True
    assert isinstance(time.year_in_last(2021, 5, int(today())), Range)


@pytest.mark.parametrize(("year", "known"), [(2020, False), (2021, True), (2025, True)])
def test_the_years_that_end_with_a_year_are_whole(year: int, known: bool) -> None:
    assert time.year_in_last(year, 5, 20251231) is known


def test_years_counted_back_of_many() -> None:
    found = time.year_in_last(np.array([2019, 2021]), 5, CUTOFF)
    assert found.tolist() == [False, True]


# ---- runs


def slow_run(months: frozenset[int], until: int) -> int:
    length = 0
    while until - length in months:
        length += 1
    return length


@given(cohorts, any_month)
def test_the_run_that_ends_with_a_month(drawn: Drawn, until: int) -> None:
    found = np.broadcast_to(drawn.months.unbroken(until), len(drawn.sets))
    assert found.tolist() == [slow_run(held, until) for held in drawn.sets]


def test_the_run_of_one_person() -> None:
    held = Months.of((Month.of(2015, 1), Month.of(2015, 6)), (Month.of(2016, 1), Month.of(2017, 2)))
    assert held.unbroken(Month.of(2017, 2)) == 14
    assert held.unbroken(Month.of(2015, 3)) == 3
    assert held.unbroken(Month.of(2015, 7)) == 0
    assert held.unbroken(Month.of(1900, 1)) == 0


def test_more_months_only_make_a_run_longer() -> None:
    sure = Months.of((Month.of(2016, 1), Month.of(2016, 12)))
    perhaps = Months.of((Month.of(2015, 7), Month.of(2016, 12)))
    assert ends(time.unbroken(Range(sure, perhaps), Month.of(2016, 12))) == (12, 18)


def test_a_run_until_a_month_that_is_not_known_for_sure() -> None:
    held = Months.of((Month.of(2016, 1), Month.of(2016, 12)))
    until = Range(Month.of(2016, 11), Month.of(2017, 1))
    assert ends(time.unbroken(held, until)) == (0, 12)
    assert time.unbroken(held, Range(Month.of(2017, 2), Month.of(2017, 3))) == 0


def test_a_set_without_end_has_no_run() -> None:
    with pytest.raises(ValueError, match="without end"):
        Months.every().unbroken(Month.of(2016, 1))

"""Days are one number each, in order; and the clock can be told which day it is."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.days import CLOCK_VARIABLE, NEVER, Day, today
from luohu.law.months import Month

some_days = st.dates()


@given(some_days)
def test_a_day_reads_back_what_it_prints(date: datetime.date) -> None:
    day = Day.of(date.year, date.month, date.day)
    assert str(day) == date.isoformat()
    assert Day.parse(str(day)) == day


@given(some_days, some_days)
def test_days_are_in_the_order_of_the_calendar(one: datetime.date, other: datetime.date) -> None:
    earlier = Day.parse(one.isoformat()) < Day.parse(other.isoformat())
    assert earlier == (one < other)


@given(some_days)
def test_a_day_knows_its_year_and_month(date: datetime.date) -> None:
    day = Day.parse(date.isoformat())
    assert day.year == date.year
    assert day.month == Month.of(date.year, date.month)


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "2023-02-29", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day of the calendar"):
        Day.parse(text)


@pytest.mark.parametrize("text", ["2025-1-1", "20250101", "2025-01", "2025-01-01T00:00", "", "x"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day such as 2025-12-31"):
        Day.parse(text)


def test_a_day_that_is_built_must_exist() -> None:
    with pytest.raises(ValueError, match="day"):
        Day.of(2025, 2, 30)


def test_a_day_is_a_number() -> None:
    assert Day.of(2025, 12, 31) == 20251231
    assert repr(Day(20251231)) == "Day(2025-12-31)"


def test_never_is_after_every_day() -> None:
    assert str(NEVER) == "9999-12-31"


def test_the_clock_tells_the_day_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-04-08")
    assert today() == Day.of(2026, 4, 8)


@pytest.mark.parametrize("told", [None, ""])
def test_a_clock_that_is_told_nothing_is_the_machines(
    told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CLOCK_VARIABLE)
    if told is not None:
        monkeypatch.setenv(CLOCK_VARIABLE, told)
    before = datetime.date.today()
    assert str(today()) in {before.isoformat(), datetime.date.today().isoformat()}


def test_a_clock_that_is_told_nonsense_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, "yesterday")
    with pytest.raises(ValueError, match="LUOHU_TODAY: 'yesterday' is not a day"):
        today()

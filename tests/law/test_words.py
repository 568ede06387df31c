"""Values in words, in Chinese and English."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.days import NEVER, Day
from luohu.law.months import NEVER_MONTH, Month, Months
from luohu.law.points import UNBOUNDED
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.steps import Steps
from luohu.law.words import shown

JANUARY = Month.of(2024, 1)


def months(*spans: tuple[int, int]) -> Months:
    """Spans counted in months from January 2024."""
    return Months.of(*((Month(JANUARY + first), Month(JANUARY + last)) for first, last in spans))


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (1666, "points", "16.66分", "16.66 points"),
        (-1021, "points", "-10.21分", "-10.21 points"),
        (84, "months", "84个月", "84 months"),
        (3, "years", "3年", "3 years"),
        (2, "times", "2次", "2 times"),
        (2, "people", "2人", "2 people"),
        (20_000_000, "yuan", "20,000,000元", "20,000,000 yuan"),
        (UNBOUNDED, "yuan", "1,000,000,000,000元", "1,000,000,000,000 yuan"),
        (1250, "percent", "12.50%", "12.50 %"),
        (2026, "year", "2026", "2026"),
        (2, "choice", "2", "2"),
        (1234, "no unit", "1,234", "1,234"),
        (Day(20231231), "day", "2023-12-31", "2023-12-31"),
        (NEVER, "day", "无", "none"),
        (JANUARY, "month", "2024-01", "2024-01"),
        (NEVER_MONTH, "month", "至今", "now"),
        (True, "truth", "是", "yes"),
        (False, "truth", "否", "no"),
        ("words", "text", "words", "words"),
        (("B", "A"), "names", "B、A", "B、A"),
        (Steps((0, 45), (2000, 1600)), "steps", "≥ 0 < 45: 20.00; ≥ 45: 16.00", None),
    ],
)
def test_values(value: Any, unit: str, chinese: str, english: str | None) -> None:
    assert shown(value, unit, "zh") == chinese
    assert shown(value, unit, "en") == (english or chinese)


@pytest.mark.parametrize("unit", ["points", "truth", "list", "month"])
@pytest.mark.parametrize("value", [UNKNOWN, None])
def test_what_is_not_known_at_all(value: Any, unit: str) -> None:
    assert (shown(value, unit, "zh"), shown(value, unit, "en")) == ("未知", "unknown")


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (Range(0, 1200), "points", "0.00分 ~ 12.00分", "0.00 points ~ 12.00 points"),
        (Range(12, 84), "months", "12个月 ~ 84个月", "12 months ~ 84 months"),
        (Range(-UNBOUNDED, 400), "points", "不限 ~ 4.00分", "no limit ~ 4.00 points"),
        (Range(False, True), "truth", "未知", "unknown"),
        (Range(Day(19790101), Day(19791231)), "day", "未知", "unknown"),
        (Range(Months.none(), Months.every()), "calendar", "未知", "unknown"),
    ],
)
def test_ranges(value: Any, unit: str, chinese: str, english: str) -> None:
    assert (shown(value, unit, "zh"), shown(value, unit, "en")) == (chinese, english)


def test_a_value_for_each_kind_is_said_once_if_they_are_equal() -> None:
    assert shown({"pension": 84, "medical": 84}, "months", "en") == "84 months"
    assert shown({"pension": 84, "medical": 83}, "months", "en") == "84 months / 83 months"


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (Months.none(), "无", "none"),
        (Months.every(), "未知", "unknown"),
        (months((0, 0)), "2024-01 (1个月)", "2024-01 (1 month)"),
        (months((0, 11)), "2024-01—2024-12 (12个月)", "2024-01—2024-12 (12 months)"),
        (
            months((0, 1), (3, 3)),
            "2024-01—2024-02, 2024-04 (3个月)",
            "2024-01—2024-02, 2024-04 (3 months)",
        ),
    ],
)
def test_sets_of_months(value: Months, chinese: str, english: str) -> None:
    assert (shown(value, "calendar", "zh"), shown(value, "calendar", "en")) == (chinese, english)


def test_a_set_of_many_spans_is_cut_short_but_counted_whole() -> None:
    many = months(*((k, k) for k in range(0, 16, 2)))
    assert shown(many, "calendar", "en") == (
        "2024-01, 2024-03, 2024-05, 2024-07, 2024-09, 2024-11 … (8 months)"
    )

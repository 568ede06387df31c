"""A rule's own expression with one person's values in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from luohu.law.arithmetic import arithmetic, has_arithmetic
from luohu.law.points import half_up
from luohu.law.quantities import (
    all_of,
    any_of,
    at_least,
    at_most,
    either,
    full_years,
    how_many,
    most,
    opposite,
    remainder,
    rounded_up,
    same,
)
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.rules import Rule, quantity
from luohu.law.words import shown
from tests.law.city import rule

UNITS = {"months": "months", "first": "months", "other": "months", "rate": "points", "due": "truth"}
OPEN: Any = Range(False, True)


def worked(
    function: Callable[..., Any], language: str = "en", make: Any = None, **values: Any
) -> str:
    """The arithmetic of a function as an indicator, or another kind of rule."""
    made: Rule = rule(function, make) if make else rule(function)
    return arithmetic(made, values, words_of(values, language), language)


def words_of(values: Mapping[str, Any], language: str) -> dict[str, str]:
    return {name: shown(value, UNITS[name], language) for name, value in values.items()}


# ---- signs


def product(months: Any, rate: Any) -> Any:
    return months * rate


def test_a_product() -> None:
    assert worked(product, months=100, rate=25) == "100 months × 0.25 points"
    assert worked(product, "zh", months=100, rate=25) == "100个月 × 0.25分"


def difference_times(months: Any, first: Any, rate: Any) -> Any:
    return (months - first) * rate - (months + first)


def test_sums_inside_products_and_differences_are_in_brackets() -> None:
    assert worked(difference_times, months=9, first=2, rate=25) == (
        "(9 months − 2 months) × 0.25 points − (9 months + 2 months)"
    )


def minus(months: Any, rate: Any) -> Any:
    return -(months * rate)


def test_a_negative() -> None:
    assert worked(minus, months=3, rate=25) == "−3 months × 0.25 points"


def later(first: Any, other: Any) -> Any:
    return first > other


def not_before(first: Any, other: Any) -> Any:
    return first >= other


def earlier(first: Any, other: Any) -> Any:
    return first < other


def not_after(first: Any, other: Any) -> Any:
    return first <= other


def equal(first: Any, other: Any) -> Any:
    return first == other


def different(first: Any, other: Any) -> Any:
    return first != other


@pytest.mark.parametrize(
    ("function", "sign"),
    [(later, ">"), (not_before, "≥"), (earlier, "<"), (not_after, "≤"), (equal, "="),
     (different, "≠")],
)  # fmt: skip
def test_comparisons(function: Callable[..., Any], sign: str) -> None:
    assert worked(function, first=1, other=2) == f"1 month {sign} 2 months"


# ---- the words of the law


def capped(months: Any, other: Any) -> Any:
    return at_most(months, other)


def floored(months: Any, other: Any) -> Any:
    return at_least(months - other, 0)


def years(months: Any) -> Any:
    return full_years(months) * 300


def rest(months: Any) -> Any:
    return remainder(months, 12)


def quarters(months: Any) -> Any:
    return rounded_up(months, 3)


def per_year(months: Any, rate: Any) -> Any:
    return half_up(months * rate, 12)


def alike(first: Any, other: Any) -> Any:
    return same(first, other)


def not_due(due: Any) -> Any:
    return opposite(due)


@pytest.mark.parametrize(
    ("function", "values", "english", "chinese"),
    [
        (capped, {"months": 90, "other": 84}, "90 months (at most 84 months)",
         "90个月(不超过 84个月)"),
        (floored, {"months": 5, "other": 9}, "the greater of (5 months − 9 months) and 0 months",
         "(5个月 − 9个月) 与 0个月 取大"),
        (years, {"months": 30}, "(2 full years of 30 months) × 300", "(30个月满 2 年) × 300"),
        (rest, {"months": 30}, "(30 months ÷ 12 leaves 6)", "(30个月 ÷ 12 余 6)"),
        (quarters, {"months": 7}, "(7 months ÷ 3 rounded up to 3)", "(7个月 ÷ 3 进为 3)"),
        (alike, {"first": 3, "other": 3}, "3 months = 3 months", "3个月 = 3个月"),
        (not_due, {"due": True}, "not (yes)", "非(是)"),
        (per_year, {"months": 151, "rate": 100}, "[151 months × 1.00 points ÷ 12 ≈ 12.58 points]",
         "[151个月 × 1.00分 ÷ 12 ≈ 12.58分]"),
    ],
)  # fmt: skip
def test_words_of_the_law(
    function: Callable[..., Any], values: dict[str, Any], english: str, chinese: str
) -> None:
    kind = quantity if function in (floored,) else None
    assert worked(function, "en", kind, **values) == english
    assert worked(function, "zh", kind, **values) == chinese


# ---- only what decides is told


def chosen(due: Any, months: Any, rate: Any) -> Any:
    return either(due, months * rate, 0)


def test_the_branch_that_was_taken() -> None:
    assert worked(chosen, months=4, rate=25, due=True) == "4 months × 0.25 points"
    assert worked(chosen, months=4, rate=25, due=False) == "0.00 points"


def test_both_branches_where_that_is_unknown() -> None:
    told = worked(chosen, months=4, rate=25, due=OPEN)
    assert told == "4 months × 0.25 points or 0.00 points"
    assert worked(chosen, "zh", months=4, rate=25, due=OPEN) == "4个月 × 0.25分 或 0.00分"


def both(first: Any, other: Any, months: Any) -> Any:
    return all_of(first >= months, other >= months)


def one(first: Any, other: Any, months: Any) -> Any:
    return any_of(first >= months, other >= months)


@pytest.mark.parametrize(
    ("function", "first", "other", "told"),
    [
        (both, 9, 2, "2 months ≥ 5 months"),
        (both, 1, 2, "1 month ≥ 5 months and 2 months ≥ 5 months"),
        (both, 7, 8, "7 months ≥ 5 months and 8 months ≥ 5 months"),
        (one, 9, 2, "9 months ≥ 5 months"),
        (one, 7, 8, "7 months ≥ 5 months or 8 months ≥ 5 months"),
        (one, 1, 2, "1 month ≥ 5 months or 2 months ≥ 5 months"),
    ],
)
def test_of_several_conditions_those_that_decide(
    function: Callable[..., Any], first: Any, other: Any, told: str
) -> None:
    assert worked(function, first=first, other=other, months=5) == told


# ---- local names, and what has no arithmetic


def in_steps(months: Any, rate: Any, due: Any) -> Any:
    """A docstring is no step."""
    whole: Any = full_years(months)
    earned = whole * rate
    return either(due, earned, 0)


def test_local_names_are_told_as_what_they_stand_for() -> None:
    assert worked(in_steps, months=25, rate=300, due=True) == (
        "(2 full years of 25 months) × 3.00 points"
    )


def looping(months: Any) -> Any:
    for _ in range(3):
        months = months + 1
    return months


def passing_on(months: Any) -> Any:
    return months


def highest(months: Any) -> Any:
    return most([months])


def counting(months: Any) -> Any:
    return how_many(row > 0 for row in [months])


def declared(months: Any) -> Any:
    whole: int
    whole = months
    return whole + 1


@pytest.mark.parametrize("function", [looping, passing_on, highest, counting])
def test_a_rule_that_is_no_expression_has_none(function: Callable[..., Any]) -> None:
    assert not has_arithmetic(rule(function))
    assert worked(function, months=3) == ""


def test_a_declared_name_is_no_step() -> None:
    assert worked(declared, months=3) == "3 months + 1"


def counted(months: Any, rate: Any) -> Any:
    return how_many(row > 0 for row in [months]) * rate


def largest(first: Any, other: Any, rate: Any) -> Any:
    return at_most(most(value for value in (first, other)), rate)


def test_a_part_without_words_is_told_as_its_result() -> None:
    assert worked(counted, make=quantity, months=3, rate=25) == "1 month × 0.25 points"
    assert worked(counted, months=3, rate=25) == "1 time × 0.25 points"
    assert worked(largest, first=150, other=70, rate=200) == "1.50 points (at most 2.00 points)"


def test_what_cannot_be_worked_out_is_not_told() -> None:
    assert worked(per_year, months=UNKNOWN, rate=100) == ""


def test_full_years_of_an_unknown_number_of_months() -> None:
    assert (
        worked(years, months=Range(12, 24)) == "(1 ~ 2 full years of 12 months ~ 24 months) × 300"
    )

"""Points are exact: whole hundredths in, the same decimals out, rounded only where told."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law import points as exact
from luohu.law.points import points, written
from luohu.law.ranges import Range

half_up: Any = exact.half_up  # plain numbers stand for points here


@given(st.integers(-(10**9), 10**9))
def test_what_is_written_reads_back(hundredths: int) -> None:
    assert points(written(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("16.66", 1666), ("0.5", 50), ("20", 2000), ("-10.21", -1021), ("+3.5", 350), ("-0.01", -1),
     ("007", 700), (6, 600), (-30, -3000), (0, 0)],
)  # fmt: skip
def test_a_decimal_or_whole_number_is_read(text: str | int, hundredths: int) -> None:
    assert points(text) == hundredths


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(1666, "16.66"), (-1021, "-10.21"), (-5, "-0.05"), (0, "0.00"), (100, "1.00")],
)
def test_points_are_written_with_two_places(hundredths: int, text: str) -> None:
    assert written(hundredths) == text


def test_a_numpy_number_is_written_too() -> None:
    assert written(np.int64(-1021)) == "-10.21"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["1.234", "", "1.", ".5", " 5", "5 ", "5\n", "1,5", "1e3", "--1", "nan", "六"]
)
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number of points such as 16\.66"):
        points(text)


@pytest.mark.parametrize("value", [16.66, 16.0, True, False, None, Fraction(1, 2), ["6"]])
def test_what_is_not_exact_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="is not exact"):
        points(value)


# ---- rounding


def test_151_months_at_a_point_a_year_are_12_58() -> None:
    assert half_up(15100, 12) == 1258


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (3, 2, 2), (-1, 2, 0), (-3, 2, -1), (5, 12, 0), (6, 12, 1), (0, 12, 0)],
)
def test_a_half_is_rounded_upwards(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


numerators = st.integers(-(10**12), 10**12)
denominators = st.integers(1, 10**4)


@given(numerators, denominators)
def test_rounding_agrees_with_fractions(numerator: int, denominator: int) -> None:
    assert half_up(numerator, denominator) == floor(
        Fraction(numerator, denominator) + Fraction(1, 2)
    )


def test_every_month_of_forty_years_is_rounded_as_fractions_are() -> None:
    for months in range(481):
        for rate in (50, 100, 300, 350):
            expected = floor(Fraction(months * rate, 12) + Fraction(1, 2))
            assert half_up(months * rate, 12) == expected


@given(st.lists(numerators), denominators)
def test_an_array_is_rounded_as_its_numbers_are(listed: list[int], denominator: int) -> None:
    rounded = half_up(np.array(listed, np.int64), denominator)
    assert rounded.tolist() == [half_up(numerator, denominator) for numerator in listed]
    assert rounded.dtype == np.int64


@given(st.tuples(numerators, numerators, numerators).map(sorted), denominators)
def test_a_range_is_rounded_at_both_ends(listed: list[int], denominator: int) -> None:
    low, inside, high = listed
    rounded = half_up(Range(low, high), denominator)
    least, most = (rounded.low, rounded.high) if isinstance(rounded, Range) else (rounded,) * 2
    assert (least, most) == (half_up(low, denominator), half_up(high, denominator))
    assert least <= half_up(inside, denominator) <= most


def test_a_range_that_rounds_to_one_number_is_that_number() -> None:
    assert half_up(Range(15095, 15101), 12) == 1258

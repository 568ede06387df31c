"""What grows with time: rates that rise by bands, figures that are replaced."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.accrual import Rates, Series
from luohu.law.points import half_up
from luohu.law.ranges import Range, ends
from luohu.law.sources import LawError

TIANJIN: Any = Rates.read([{"after": 0, "points": "22"}, {"after": 36, "points": "28"}])
WAGE = Series.read([{"from": "2018-01", "yuan": 7132}, {"from": "2019-01", "yuan": 7832}])
months = st.integers(0, 600)


@pytest.mark.parametrize(
    ("count", "points"), [(0, 0), (12, 2200), (36, 6600), (37, 6833), (48, 9400), (120, 26200)]
)
def test_a_later_rate_is_for_the_later_months_only(count: int, points: int) -> None:
    assert half_up(TIANJIN.twelfths(count), 12) == points


@given(st.lists(months, min_size=1))
def test_an_array_accrues_as_its_numbers_do(counts: list[int]) -> None:
    assert TIANJIN.twelfths(np.array(counts)).tolist() == [TIANJIN.twelfths(n) for n in counts]


@given(months, months)
def test_more_months_never_accrue_less(one: int, more: int) -> None:
    assert TIANJIN.twelfths(one) <= TIANJIN.twelfths(one + more)


@given(st.tuples(months, months).map(sorted))
def test_a_range_of_months_accrues_between_its_ends(between: list[int]) -> None:
    found = ends(TIANJIN.twelfths(Range(*between).settled()))
    assert found == tuple(TIANJIN.twelfths(end) for end in between)


def test_rates_print_their_bands() -> None:
    assert TIANJIN.rows() == [("1~36", "22.00"), ("37~", "28.00")]


@pytest.mark.parametrize("bounds", [(), (1,), (0, 0), (0, 36, 12)])
def test_rates_that_do_not_rise_from_nothing_are_refused(bounds: tuple[int, ...]) -> None:
    with pytest.raises(LawError, match="begin after 0 months and rise"):
        Rates.read([{"after": bound, "points": 1} for bound in bounds])


@pytest.mark.parametrize(
    "row",
    [
        {"after": 0, "points": 1, "to": 3},
        {"after": 0},
        {"after": False, "points": 1},
        {"after": 0.0, "points": 1},
    ],
)
def test_rows_of_rates_have_two_whole_things_and_no_more(row: dict[str, Any]) -> None:
    with pytest.raises(LawError, match=r"nothing else|not a whole number"):
        Rates.read([row])


@pytest.mark.parametrize(
    "row",
    [
        {"from": "2018-01", "yuan": 8467.9},
        {"from": "2018-01", "yuan": True},
        {"from": "2018-01", "yuan": 1, "x": 2},
    ],
)
def test_rows_of_a_series_have_two_whole_things_and_no_more(row: dict[str, Any]) -> None:
    with pytest.raises(LawError, match=r"nothing else|not a whole number"):
        Series.read([row])


def test_a_series_tells_its_spans_and_prints_them() -> None:
    assert [(str(first), yuan) for first, _, yuan in WAGE.spans()] == [
        ("2018-01", 7132), ("2019-01", 7832),
    ]  # fmt: skip
    assert str(next(WAGE.spans())[1]) == "2018-12"
    assert WAGE.rows() == [("2018-01~", "7,132"), ("2019-01~", "7,832")]


@pytest.mark.parametrize("begins", [[], ["2019-01", "2018-01"], ["2019-01", "2019-01"]])
def test_a_series_that_does_not_go_forward_is_refused(begins: list[str]) -> None:
    with pytest.raises(LawError, match="do not rise"):
        Series.read([{"from": month, "yuan": 1} for month in begins])

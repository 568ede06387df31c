"""Types of facts: what is written reads back, and nothing that is given makes them stumble."""

from __future__ import annotations

import datetime
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luohu.people.layout import SHEETS, Column
from luohu.people.types import (
    ChoiceType,
    DayType,
    ExpiryType,
    FactType,
    FlagType,
    IdentityType,
    Misread,
    MonthType,
    PointsType,
    TextType,
    WholeType,
    YearType,
    check_digit,
    shown,
)
from tests.people.invented import identity_number

COLUMNS = [column for sheet in SHEETS for column in sheet.columns]
CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.from_regex(r"\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?", fullmatch=True)
    | st.from_regex(r"\d{1,9}", fullmatch=True)
)


@given(cell=CELLS)
@settings(max_examples=300, deadline=None)
def test_any_cell_is_read_or_misread(cell: Any) -> None:
    for column in COLUMNS:
        kind = column.fact.type
        for read in (kind.read, kind.read_cell):
            with suppress(Misread):
                assert_reads_back(kind, read(cell))


def assert_reads_back(kind: FactType, number: Any) -> None:
    if not isinstance(kind, TextType):
        assert kind.lowest <= number <= kind.highest
    assert kind.read(kind.write(number)) == number
    assert kind.read_cell(kind.write_cell(number)) == number


@pytest.mark.parametrize("column", [c for c in COLUMNS if isinstance(c.fact.type, ChoiceType)])
def test_every_spelling_of_a_choice(column: Column) -> None:
    kind = column.fact.type
    assert isinstance(kind, ChoiceType)
    for code, choice in enumerate(kind.choices, 1):
        for spelling in (choice.name, choice.label.zh, choice.label.en, *choice.also):
            assert kind.read(f" {spelling} ") == code
        assert kind.write(code) == choice.name
        assert kind.write_cell(code) == choice.label.zh


@pytest.mark.parametrize(
    ("kind", "cell", "number"),
    [
        (MonthType(), "2016年5月", 2016 * 12 + 4),
        (MonthType(), datetime.datetime(2016, 5, 1, 0, 0), 2016 * 12 + 4),
        (MonthType(), 2016.05, 2016 * 12 + 4),
        (DayType(), "2016/5/1", 20160501),
        (DayType(), "20160501", 20160501),
        (ExpiryType(), "2030-01-01", 20300101),
        (YearType(), "2016-05", 2016),
        (WholeType("yuan"), "1,234,567", 1234567),
        (PointsType("points", 1200), Decimal("4.50"), 450),
        (PointsType("points", 1200), 0.07, 7),
        (PointsType("points", 1200), "6.0", 600),
        (FlagType(), " Yes ", True),
        (TextType(), 12.0, "12"),
    ],
)
def test_cells(kind: FactType, cell: Any, number: Any) -> None:
    assert kind.read_cell(cell) == number


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (MonthType(), "2016.1"),
        (MonthType(), "2016-00"),
        (MonthType(), "5/2016"),
        (MonthType(), "2016年"),
        (MonthType(), "9" * 5000),
        (MonthType(), f"2016-05-{'0' * 5000}1"),
        (DayType(), "2023-02-29"),
        (DayType(), "2016-05"),
        (DayType(), "05/01/2016"),
        (DayType(), datetime.time(1, 2)),
        (ExpiryType(), "2030-02-30"),
        (YearType(), "23"),
        (WholeType("yuan"), "9" * 5000),
        (WholeType("yuan"), "1,23"),
        (WholeType("yuan"), "12万"),
        (WholeType("yuan"), 1.5),
        (WholeType("yuan"), 10**12 + 1),
        (PointsType("points", 1200), "4.555"),
        (PointsType("points", 1200), "-1"),
        (PointsType("points", 1200), "9" * 5000),
        (FlagType(), "也许"),
        (IdentityType(), identity_number()[:17]),
    ],
)
def test_misread_cells(kind: FactType, cell: Any) -> None:
    with pytest.raises(Misread):
        kind.read_cell(cell)


@given(places=st.from_regex(r"[0-9]{17}", fullmatch=True), position=st.integers(0, 15))
def test_check_digits_tell_of_one_wrong_place_and_of_two_swapped(
    places: str, position: int
) -> None:
    digit = check_digit(places)
    weighted = sum(int(place) * 2 ** (17 - k) for k, place in enumerate(places))
    assert (weighted + (10 if digit == "X" else int(digit))) % 11 == 1
    here, next_to_it = places[position], places[position + 1]
    swapped = places[:position] + next_to_it + here + places[position + 2 :]
    assert (check_digit(swapped) == digit) is (here == next_to_it)
    other = str((int(here) + 1) % 10)
    assert check_digit(places[:position] + other + places[position + 1 :]) != digit


@given(raw=st.integers(10**14, 10**40))
def test_long_runs_of_digits_are_never_shown(raw: int) -> None:
    assert str(raw) not in shown(raw)
    assert str(raw) not in shown(f"编号{raw}X")


def test_long_values_are_cut_short() -> None:
    assert len(shown("x" * 1000)) == 60

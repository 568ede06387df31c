"""Tables of the law: brackets without gaps, and the best of what a person holds."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.ranges import Range, ends
from luohu.law.sources import LawError
from luohu.law.steps import Levels, Steps

AGE: Any = Steps.read(
    [
        {"from": 46, "to": 47, "points": 16},
        {"from": 0, "to": 46, "points": 20},
        {"from": 47, "points": "0.5"},
    ]
)


@pytest.mark.parametrize(
    ("years", "hundredths"), [(0, 2000), (45, 2000), (46, 1600), (47, 50), (99, 50)]
)
def test_a_bracket_begins_with_its_bound_and_ends_before_the_next(
    years: int, hundredths: int
) -> None:
    assert AGE.at(years) == hundredths


def test_below_the_first_bracket_is_the_first() -> None:
    assert AGE.at(-1) == 2000
    assert AGE.at(np.array([-1])).tolist() == [2000]


def test_a_table_knows_its_least_and_most() -> None:
    assert (AGE.lowest, AGE.greatest) == (50, 2000)


def test_a_table_prints_its_rows_in_order() -> None:
    assert AGE.rows() == [("≥ 0 < 46", "20.00"), ("≥ 46 < 47", "16.00"), ("≥ 47", "0.50")]


@st.composite
def _tables(draw: st.DrawFn) -> Steps:
    bounds = sorted(draw(st.sets(st.integers(-50, 50), min_size=1, max_size=6)))
    contents = draw(st.lists(st.integers(-9, 9), min_size=len(bounds), max_size=len(bounds)))
    return Steps(tuple(bounds), tuple(contents))


@given(_tables(), st.lists(st.integers(-60, 60)))
def test_an_array_is_looked_up_as_its_numbers_are(table: Any, values: list[int]) -> None:
    assert table.at(np.array(values, np.int64)).tolist() == [table.at(value) for value in values]


@given(_tables(), st.tuples(*[st.integers(-60, 60)] * 2).map(sorted))
def test_a_range_gives_the_least_and_most_of_the_brackets_it_meets(
    table: Any, bounds: list[int]
) -> None:
    met = [table.at(value) for value in range(bounds[0], bounds[1] + 1)]
    assert ends(table.at(Range(*bounds))) == (min(met), max(met))


@given(_tables(), st.lists(st.tuples(*[st.integers(-60, 60)] * 2).map(sorted), min_size=1))
def test_ranges_of_many_people_are_looked_up_one_by_one(
    table: Any, listed: list[list[int]]
) -> None:
    low, high = ends(table.at(Range(*np.array(listed).T)))
    assert list(zip(low, high, strict=True)) == [ends(table.at(Range(*each))) for each in listed]


@pytest.mark.parametrize(
    ("rows", "trouble"),
    [
        ([(0, 10, 1), (20, None, 2)], "a gap between .*'to': 10.* and .*'from': 20"),
        ([(0, 10, 1), (5, None, 2)], "an overlap between .*'to': 10.* and .*'from': 5"),
        ([(0, None, 1), (5, None, 2)], "an overlap between"),
        ([(0, 0, 1), (0, None, 2)], "an empty row .*'to': 0"),
        ([(0, 10, 1)], "last row must be open"),
        ([], "last row must be open"),
        ([(1.5, None, 1)], "does not begin with a whole number"),
        ([(True, None, 1)], "does not begin with a whole number"),
    ],
)
def test_a_table_with_a_fault_is_refused(
    rows: list[tuple[Any, int | None, int]], trouble: str
) -> None:
    named = [{"from": a, "points": p} | ({} if b is None else {"to": b}) for a, b, p in rows]
    with pytest.raises(LawError, match=trouble):
        Steps.read(named)


def test_points_of_a_table_are_exact() -> None:
    with pytest.raises(ValueError, match="is not exact"):
        Steps.read([{"from": 0, "points": 0.5}])


# ---- levels


class Diploma(IntEnum):
    """A diploma."""

    BACHELOR = 1
    MASTER = 2


class Degree(IntEnum):
    """A degree."""

    BACHELOR = 1
    MASTER = 2


EDUCATION: Any = Levels.read(
    [
        {"points": 15, "diploma": "bachelor", "degree": "bachelor"},
        {"points": 26, "diploma": "master", "degree": "master"},
        {"points": "10.5", "degree": "master"},
    ]
)


def test_a_level_is_reached_by_holding_all_that_its_row_names() -> None:
    grid = EDUCATION.grid(Diploma, Degree)
    assert grid.at(Diploma.BACHELOR, Degree.BACHELOR) == 1500
    assert grid.at(Diploma.BACHELOR, 0) == 0


def test_what_a_row_does_not_name_may_be_anything() -> None:
    grid = EDUCATION.grid(Diploma, Degree)
    assert grid.at(0, Degree.MASTER) == grid.at(Diploma.BACHELOR, Degree.MASTER) == 1050


def test_the_best_row_counts() -> None:
    assert EDUCATION.grid(Diploma, Degree).at(Diploma.MASTER, Degree.MASTER) == 2600


def test_codes_of_many_people_are_looked_up_one_by_one() -> None:
    grid = EDUCATION.grid(Diploma, Degree)
    diplomas, degrees = (codes.ravel() for codes in np.indices((3, 3)))
    together = grid.at(diplomas, degrees).tolist()
    assert together == [grid.at(*codes) for codes in zip(diplomas, degrees, strict=True)]


def test_columns_may_come_in_any_order() -> None:
    assert EDUCATION.grid(Degree, Diploma).at(Degree.MASTER, 0) == 1050


def test_a_grid_is_worked_out_once() -> None:
    assert EDUCATION.grid(Diploma, Degree) is EDUCATION.grid(Diploma, Degree)


def test_levels_know_their_least_and_most() -> None:
    assert (EDUCATION.lowest, EDUCATION.greatest) == (0, 2600)


def test_levels_print_their_rows() -> None:
    assert EDUCATION.rows()[0] == ("diploma: bachelor + degree: bachelor", "15.00")


def test_two_rows_for_one_level_are_refused() -> None:
    row = {"points": 1, "diploma": "master"}
    with pytest.raises(LawError, match=r"two rows for .*'diploma': 'master'"):
        Levels.read([row, row | {"points": 2}])


def test_levels_without_rows_are_refused() -> None:
    with pytest.raises(LawError, match="without rows"):
        Levels.read([])


def test_a_level_that_no_enumeration_has_is_refused() -> None:
    with pytest.raises(LawError, match="a row for bachelr, which is no diploma"):
        Levels.read([{"points": 1, "diploma": "bachelr"}]).grid(Diploma, Degree)


def test_a_column_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(LawError, match=r"'diplom': 'master'.*other things"):
        Levels.read([{"points": 1, "diplom": "master"}]).grid(Diploma, Degree)


def test_a_table_of_one_column_is_looked_up_by_one_code() -> None:
    table: Any = Levels.read(
        [{"degree": "bachelor", "points": 1}, {"degree": "master", "points": 2}]
    )
    assert [table.grid(Degree).at(code) for code in (0, *Degree)] == [0, 100, 200]
    assert table.grid(Degree).at(np.array([2, 0])).tolist() == [200, 0]


def test_neighbours_that_give_the_same_print_together() -> None:
    rows = [{"degree": "bachelor", "points": 1}, {"degree": "master", "points": 2},
            {"degree": "doctor", "points": 2}]  # fmt: skip
    assert Levels.read(rows).rows() == [
        ("degree: bachelor", "1.00"),
        ("degree: master、doctor", "2.00"),
    ]

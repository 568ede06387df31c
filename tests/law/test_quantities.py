"""The words that rules are written with: for one person, for many, and for what is not known."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law import quantities
from luohu.law.months import Month, Months
from luohu.law.ranges import Range, ends
from tests.law.calendars import PEOPLE, Drawn, agree, any_month, cohorts, finite

words: Any = quantities  # plain numbers stand for counts, points and truths here
UNSURE: Any = Range(False, True)
JANUARY, MARCH, JUNE = Month.of(2018, 1), Month.of(2018, 3), Month.of(2018, 6)

numbers = st.integers(-50, 50)
three_numbers = st.lists(numbers, min_size=PEOPLE, max_size=PEOPLE)
columns_of_numbers = st.lists(three_numbers, min_size=1, max_size=5)
three_truths = st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE)
columns_of_truths = st.lists(three_truths, min_size=1, max_size=5)


def bounds(value: Any) -> tuple[Any, Any]:
    """The least and the most of a result, whether it is known or not."""
    return ends(value)


def alone_as_among_others(
    function: Callable[[list[Any]], Any], columns: list[list[Any]], **options: Any
) -> bool:
    """Whether each person alone gets what the same person gets in a cohort."""
    together = np.broadcast_to(function([np.array(column) for column in columns]), PEOPLE)
    apart = [function(list(person)) for person in zip(*columns, strict=True)]
    return bool(together.tolist() == apart)


# ---- the greatest, the smallest, the sum


def test_most_is_the_greatest_and_never_less_than_the_default() -> None:
    assert words.most([3, 7, 5]) == 7
    assert words.most([-3]) == 0
    assert words.most([-3], default=-5) == -3
    assert words.most([]) == 0


def test_least_is_the_smallest_and_never_more_than_the_default() -> None:
    assert words.least([30, 7, 50], default=36) == 7
    assert words.least([48], default=36) == 36
    assert words.least([], default=36) == 36


def test_most_and_least_of_what_is_not_known_are_ranges() -> None:
    assert bounds(words.most([3, Range(1, 9)])) == (3, 9)
    assert bounds(words.least([3, Range(1, 9)], default=36)) == (1, 3)


def test_what_is_not_known_may_make_no_difference() -> None:
    assert words.most([9, Range(1, 9)]) == 9
    assert words.least([1, Range(1, 9)], default=36) == 1


@pytest.mark.parametrize(
    "function", [words.most, lambda values: words.least(values, 10), words.total]
)
@given(columns_of_numbers)
def test_one_person_alone_gets_what_they_get_among_many(
    function: Callable[[list[Any]], Any], columns: list[list[int]]
) -> None:
    assert alone_as_among_others(function, columns)


def test_a_default_may_differ_from_person_to_person() -> None:
    fewest = words.least([np.array([5, 5])], default=np.array([3, 9]))
    assert fewest.tolist() == [3, 5]


def test_the_sum_of_nothing_is_zero() -> None:
    assert words.total([]) == 0
    assert words.total([1, 2, 3]) == 6


def test_a_sum_with_something_unknown_is_a_range() -> None:
    assert bounds(words.total([1, Range(2, 5), Range(0, 1)])) == (3, 7)


def test_a_limit_holds_a_value_down_or_up() -> None:
    assert (words.at_most(15, 12), words.at_most(9, 12)) == (12, 9)
    assert (words.at_least(-1, 0), words.at_least(3, 0)) == (0, 3)
    held = words.at_most(np.array([15, 9]), 12)
    assert held.tolist() == [12, 9]


def test_a_limit_may_settle_what_is_not_known() -> None:
    assert words.at_most(Range(13, 20), 12) == 12
    assert bounds(words.at_most(Range(3, 20), 12)) == (3, 12)


# ---- whole years and rests


@given(st.integers(-500, 500))
def test_full_years_and_the_rest_are_all_the_months(months: int) -> None:
    assert words.full_years(months) * 12 + words.remainder(months, 12) == months
    assert 0 <= words.remainder(months, 12) < 12


@pytest.mark.parametrize(("months", "years"), [(0, 0), (11, 0), (12, 1), (151, 12)])
def test_a_begun_year_is_dropped(months: int, years: int) -> None:
    assert words.full_years(months) == years
    of_many = words.full_years(np.array([months]))
    assert of_many.tolist() == [years]


def test_years_of_months_that_are_not_known_are_a_range() -> None:
    unsure: Any = Range(11, 25)
    assert bounds(words.full_years(unsure)) == (0, 2)


@pytest.mark.parametrize(("months", "units"), [(0, 0), (1, 1), (4, 1), (5, 2), (-1, 0), (-5, -1)])
def test_a_begun_unit_is_taken_whole(months: int, units: int) -> None:
    assert words.rounded_up(months, 4) == units


# ---- choices


def test_either_takes_the_first_if_the_condition_holds() -> None:
    assert words.either(True, 5, 0) == 5
    assert words.either(False, 5, 0) == 0


@given(three_truths, three_numbers, three_numbers)
def test_either_chooses_person_by_person(
    condition: list[bool], then: list[int], otherwise: list[int]
) -> None:
    chosen = words.either(np.array(condition), np.array(then), np.array(otherwise))
    assert chosen.tolist() == [
        words.either(*person) for person in zip(condition, then, otherwise, strict=True)
    ]


def test_either_holds_both_if_the_condition_is_not_known() -> None:
    assert bounds(words.either(UNSURE, 5, 0)) == (0, 5)
    assert words.either(UNSURE, 5, 5) == 5


def test_either_does_not_look_at_what_is_not_chosen() -> None:
    assert words.either(False, Range(0, 9), 0) == 0


def test_a_condition_may_be_known_of_some_people_only() -> None:
    condition: Any = Range(np.array([True, False, False]), np.array([True, True, False]))
    low, high = bounds(words.either(condition, 5, 0))
    assert low.tolist() == [5, 0, 0]
    assert high.tolist() == [5, 5, 0]


@given(finite, finite, three_truths)
def test_either_chooses_between_sets_of_months(a: Drawn, b: Drawn, where: list[bool]) -> None:
    chosen = words.either(np.array(where), a.months, b.months)
    assert agree(chosen, *((a if where[k] else b).of(k) for k in range(PEOPLE)))


# ---- truths


@given(columns_of_truths)
def test_all_any_and_how_many_are_pythons_for_one_person(columns: list[list[bool]]) -> None:
    truths: Any = columns[0]
    assert words.all_of(*truths) is all(truths)
    assert words.any_of(*truths) is any(truths)
    assert words.how_many(truths) == sum(truths)


@pytest.mark.parametrize(
    "function",
    [words.how_many, lambda values: words.all_of(*values), lambda values: words.any_of(*values)],
)
@given(columns_of_truths)
def test_truths_of_one_person_alone_are_those_among_many(
    function: Callable[[list[Any]], Any], columns: list[list[bool]]
) -> None:
    assert alone_as_among_others(function, columns)


@pytest.mark.parametrize("truths", list(product([True, False, UNSURE], repeat=3)))
def test_how_many_hold_lies_between_the_sure_and_the_possible(truths: tuple[Any, ...]) -> None:
    sure = sum(truth is True for truth in truths)
    possible = sum(truth is not False for truth in truths)
    assert bounds(words.how_many(truths)) == (sure, possible)


def test_one_false_settles_all_and_one_true_settles_any() -> None:
    assert words.all_of(UNSURE, False, UNSURE) is False
    assert words.any_of(UNSURE, True, UNSURE) is True


@pytest.mark.parametrize(
    ("truths", "answer"),
    [
        ([True, True], True),
        ([False, False], False),
        ([True, False], None),
        ([True, UNSURE], None),
        ([False, UNSURE], None),
        ([True], True),
    ],
)
def test_truths_that_differ_leave_the_answer_open(truths: list[Any], answer: bool | None) -> None:
    result = words.agreed(truths)
    assert (None if isinstance(result, Range) else result) is answer


def test_truths_agree_person_by_person() -> None:
    low, high = bounds(
        words.agreed([np.array([True, True, False]), np.array([True, False, False])])
    )
    assert low.tolist() == [True, False, False]
    assert high.tolist() == [True, True, False]


def test_equal_values_are_the_same() -> None:
    assert words.same(3, 3) is True
    assert isinstance(words.same(3, Range(1, 5)), Range)
    assert words.same(7, Range(1, 5)) is False
    for_many = words.same(np.array([1, 2]), 2)
    assert for_many.tolist() == [False, True]


def test_the_opposite_of_a_truth() -> None:
    assert words.opposite(True) is False
    assert words.opposite(np.array([True, False])).tolist() == [False, True]


# ---- one of some

MEMBERS = frozenset({2, 3, 4, 9})


@given(st.lists(st.integers(0, 12)), st.frozensets(st.integers(0, 12)))
def test_a_number_is_among_the_members_alone_and_in_an_array(
    values: list[int], members: frozenset[int]
) -> None:
    found = words.among(np.array(values, np.int64), members)
    assert found.tolist() == [words.among(value, members) for value in values]
    assert found.tolist() == [value in members for value in values]


@given(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted))
def test_a_range_is_among_the_members_if_all_its_numbers_are(listed: list[int]) -> None:
    low, high = listed
    inside = [value in MEMBERS for value in range(low, high + 1)]
    assert bounds(words.among(Range(low, high), MEMBERS)) == (all(inside), any(inside))


def test_ranges_of_many_people_are_among_the_members_one_by_one() -> None:
    low, high = bounds(words.among(Range(np.array([2, 2, 5]), np.array([4, 5, 8])), MEMBERS))
    assert low.tolist() == [True, False, False]
    assert high.tolist() == [True, True, False]


def test_nothing_is_among_no_members() -> None:
    assert words.among(Range(1, 5), frozenset()) is False


# ---- kinds


def test_a_function_is_worked_out_kind_by_kind() -> None:
    paid, late = {"pension": 5, "medical": 7}, {"pension": 1, "medical": 0}
    assert words.by_kind(lambda a, b: a - b, paid, late) == {"pension": 4, "medical": 7}


def test_kinds_that_share_their_sets_are_worked_out_once() -> None:
    shared, own, calls = Months.of((JANUARY, JUNE)), Months.of((JANUARY, MARCH)), []

    def counted(months: Months) -> int:
        calls.append(months)
        return int(months.count())

    table = {"pension": shared, "medical": shared, "injury": own}
    assert words.by_kind(counted, table) == {"pension": 6, "medical": 6, "injury": 3}
    assert calls == [shared, own]


# ---- calendars


@given(st.lists(finite, min_size=1, max_size=4))
def test_with_most_is_the_fullest_set_and_the_first_of_equals(drawn: list[Drawn]) -> None:
    people = PEOPLE if any(each.many for each in drawn) else 1
    fullest = words.with_most(each.months for each in drawn)
    expected = [max((each.of(k) for each in drawn), key=len) for k in range(people)]
    assert [fullest.person(k).spans() for k in range(people)] == [
        Months.of(*((month, month) for month in months)).spans() for months in expected
    ]


@given(st.lists(cohorts, min_size=1, max_size=4), st.integers(0, PEOPLE - 1))
def test_the_fullest_set_of_one_person_alone_is_the_same(drawn: list[Drawn], person: int) -> None:
    together = words.with_most(each.months for each in drawn)
    alone = words.with_most(each.months.person(person) for each in drawn)
    assert together.person(person) == alone


def test_the_fullest_of_sets_not_known_lies_between_their_share_and_their_union() -> None:
    unsure: Any = Range(Months.of((JANUARY, JANUARY)), Months.of((JANUARY, MARCH)))
    sure: Any = Months.of((JANUARY, JANUARY), (JUNE, JUNE))
    low, high = bounds(words.with_most([unsure, sure]))
    assert low == Months.of((JANUARY, JANUARY))
    assert high == Months.of((JANUARY, MARCH), (JUNE, JUNE))


@given(finite, st.lists(any_month, min_size=PEOPLE, max_size=PEOPLE))
def test_after_keeps_the_months_later_than_each_persons_moment(
    drawn: Drawn, moments: list[int]
) -> None:
    later = words.after(drawn.months, np.array(moments))
    assert agree(
        later, *(frozenset(m for m in drawn.of(k) if m > moments[k]) for k in range(PEOPLE))
    )


def test_after_a_moment_that_is_not_known_is_a_range() -> None:
    moment: Any = Range(JANUARY, MARCH)
    low, high = bounds(words.after(Months.of((JANUARY, JUNE)), moment))
    assert low == Months.of((MARCH + 1, JUNE))
    assert high == Months.of((JANUARY + 1, JUNE))


# ---- answers, readings, priorities


@pytest.mark.parametrize(("answer", "truth"), [(1, (True, True)), (2, (False, False))])
def test_an_answer_is_what_it_says(answer: int, truth: tuple[bool, bool]) -> None:
    assert bounds(words.told(answer)) == truth
    assert words.told(np.array([answer])).tolist() == [truth[0]]


def test_no_answer_is_not_known() -> None:
    assert bounds(words.told(0)) == (False, True)
    assert bounds(words.told(np.array([1, 0])))[0].tolist() == [True, False]


@given(numbers, numbers)
def test_two_readings_leave_a_result_open_where_they_differ(one: int, other: int) -> None:
    found = words.either_reading(one, other)
    assert bounds(found) == (min(one, other), max(one, other))
    assert isinstance(found, Range) is (one != other)


@given(st.lists(cohorts, min_size=1, max_size=4))
def test_by_priority_a_month_stays_in_the_first_of_several(drawn: list[Drawn]) -> None:
    found = words.by_priority(*(one.months for one in drawn))
    taken: list[set[int]] = [set() for _ in range(PEOPLE)]
    for result, one in zip(found, drawn, strict=True):
        assert agree(result, *(frozenset(one.of(k) - taken[k]) for k in range(PEOPLE)))
        for k in range(PEOPLE):
            taken[k] |= one.of(k)


@given(st.lists(finite, min_size=1, max_size=4))
def test_joined_holds_the_months_of_any(drawn: list[Drawn]) -> None:
    found = words.joined(one.months for one in drawn)
    people = range(PEOPLE if any(one.many for one in drawn) else 1)
    assert agree(found, *(frozenset().union(*(one.of(k) for one in drawn)) for k in people))


@pytest.mark.parametrize(("truth", "found"), [(True, (False, True)), (False, (False, False))])
def test_perhaps_is_open_where_it_holds(truth: bool, found: tuple[bool, bool]) -> None:
    assert bounds(words.perhaps(truth)) == found
    many = bounds(words.perhaps(np.array([truth, False])))
    assert [end.tolist() for end in many] == [[end, False] for end in found]


def test_some_is_whether_one_holds() -> None:
    assert words.some([]) is False
    assert words.some([False, True]) is True
    assert bounds(words.some([False, UNSURE])) == (False, True)
    assert words.some([np.array([True, False]), False]).tolist() == [True, False]

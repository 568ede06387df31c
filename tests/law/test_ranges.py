"""What is not known is a range: whatever the truth is, the result lies between its ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from luohu.law.months import Month, Months
from luohu.law.ranges import UNKNOWN, Range, chosen, ends, larger, opposite, smaller, taken
from tests.law.calendars import PEOPLE, Drawn, cohorts, finite

Operation = Callable[[Any, Any], Any]
UNSURE = Range(False, True)
T = TypeVar("T")
JANUARY, JUNE = Month.of(2018, 1), Month.of(2018, 6)


@dataclass(frozen=True)
class Known:
    """A range, and one of the values in it: the truth that is not known."""

    range: Any
    truth: Any


def between_ends(value: Any, result: Any) -> bool:
    """Whether a value lies between the ends of a result, for everybody."""
    low, high = ends(result)
    if isinstance(value, Months):
        return bool(np.all(value.covers(low)) and np.all(high.covers(value)))
    return bool(np.all(low <= value) and np.all(value <= high))


def _known(listed: list[Any], many: bool) -> Known:
    low, truth, high = np.sort(np.array(listed), axis=0) if many else sorted(listed)
    return Known(Range(low, high), truth)


def three_of(values: SearchStrategy[T]) -> SearchStrategy[list[T]]:
    return st.lists(values, min_size=3, max_size=3)


numbers = st.integers(-30, 30)
many_numbers = three_of(numbers)
one_number = three_of(numbers).map(lambda listed: _known(listed, False))
numbers_of_many = three_of(many_numbers).map(lambda listed: _known(listed, True))
sure = st.one_of(numbers, many_numbers.map(np.array)).map(lambda value: Known(value, value))
unsure = st.one_of(one_number, numbers_of_many)
either_kind = st.one_of(unsure, sure)

one_truth = three_of(st.booleans()).map(lambda listed: _known(listed, False))
truths_of_many = three_of(three_of(st.booleans())).map(lambda listed: _known(listed, True))
sure_truth = st.one_of(st.booleans(), three_of(st.booleans()).map(np.array)).map(
    lambda value: Known(value, value)
)
truths = st.one_of(one_truth, truths_of_many, sure_truth)


@st.composite
def _sets(draw: DrawFn) -> Known:
    low, more, most = (draw(finite).months for _ in range(3))
    return Known(Range(low, low | more | most), low | more)


sets = _sets()
anything = finite.map(lambda drawn: Known(Range(Months.none(), Months.every()), drawn.months))
sure_sets = finite.map(lambda drawn: Known(drawn.months, drawn.months))
any_sets = st.one_of(sets, sure_sets, anything)
month_numbers = st.integers(Month.of(1990, 1), Month.of(2035, 12))
some_months = st.one_of(
    month_numbers.map(lambda month: Known(month, month)),
    three_of(month_numbers).map(lambda listed: _known(listed, False)),
)


# ---- numbers


@pytest.mark.parametrize("operation", [add, sub, mul, smaller, larger, eq, ne, lt, le, gt, ge])
@given(unsure, either_kind)
def test_what_is_done_to_the_truth_lies_within_what_is_done_to_the_range(
    operation: Operation, one: Known, other: Known
) -> None:
    assert between_ends(operation(one.truth, other.truth), operation(one.range, other.range))
    assert between_ends(operation(other.truth, one.truth), operation(other.range, one.range))


@given(unsure)
def test_the_truth_turned_negative_lies_within_the_range_turned_negative(known: Known) -> None:
    assert between_ends(-known.truth, -known.range)


@given(unsure, st.integers(1, 20))
def test_quotient_and_rest_of_the_truth_lie_within_those_of_the_range(
    known: Known, divisor: int
) -> None:
    assert between_ends(known.truth // divisor, known.range // divisor)
    assert between_ends(known.truth % divisor, known.range % divisor)


def test_the_rest_of_a_range_within_one_multiple_is_exact() -> None:
    within = Range(26, 30) % 12
    assert (within.low, within.high) == (2, 6)


@given(truths, either_kind, either_kind)
def test_the_truth_chosen_lies_within_the_choice_of_ranges(
    condition: Known, then: Known, otherwise: Known
) -> None:
    choice = chosen(condition.range, then.range, otherwise.range)
    assert between_ends(chosen(condition.truth, then.truth, otherwise.truth), choice)


def test_a_choice_that_is_not_known_is_between_the_two() -> None:
    choice = chosen(UNSURE, 3, Range(5, 9))
    assert (choice.low, choice.high) == (3, 9)


def test_a_choice_between_equals_is_known() -> None:
    assert chosen(UNSURE, 3, 3) == 3


@given(numbers_of_many, numbers_of_many, st.integers(0, PEOPLE - 1))
def test_one_person_alone_has_the_same_range_as_among_many(
    one: Known, other: Known, person: int
) -> None:
    def own(value: Any) -> tuple[Any, Any]:
        low, high = ends(value)
        return np.broadcast_to(low, PEOPLE)[person], np.broadcast_to(high, PEOPLE)[person]

    alone = Range(*own(one.range)), Range(*own(other.range))
    for operation in (add, sub, mul, smaller, larger, lt, ge):
        assert ends(operation(*alone)) == own(operation(one.range, other.range))


@pytest.mark.parametrize("operation", [add, sub, smaller, larger, lt, ge, eq])
def test_the_ends_of_a_range_may_lie_beyond_a_narrow_column(operation: Operation) -> None:
    narrow, far = np.array([1, 2], np.int32), Range(0, 10**12)
    assert between_ends(operation(narrow.astype(np.int64), 7), operation(narrow, far))
    assert between_ends(operation(7, narrow.astype(np.int64)), operation(far, narrow))
    assert between_ends(
        operation(narrow.astype(np.int64), 7), operation(Range(narrow, narrow), far)
    )


def test_a_choice_may_lie_beyond_a_narrow_column() -> None:
    narrow, some = np.array([1, 2], np.int32), np.array([True, False])
    assert chosen(some, Range(0, 10**12), narrow).high.tolist() == [10**12, 2]


# ---- knowing again


@pytest.mark.parametrize(
    "settled",
    [
        Range(1, 2) * 0,
        Range(False, True) & False,
        smaller(Range(1, 5), 1) - 1,
        Range(0, 11) // 12,
        (Range(1, 5) > 5) * 1,
        Range(2, 2) + Range(-2, -2),
    ],
)
def test_a_result_that_only_one_value_is_possible_for_is_that_value(settled: Any) -> None:
    assert settled == 0
    assert not isinstance(settled, Range)


def test_a_range_of_many_people_is_settled_only_if_everybodys_is() -> None:
    low = np.array([1, 2, 3])
    assert Range(low, low.copy()).settled() is low
    unsettled = Range(low, np.array([1, 2, 4]))
    assert unsettled.settled() is unsettled


@given(unsure)
def test_two_ranges_that_do_not_meet_are_surely_different(known: Known) -> None:
    assert np.all((known.range == known.range + 100) == np.False_)
    assert np.all(known.range != known.range + 100)


def test_a_range_is_equal_only_if_both_sides_are_known() -> None:
    assert isinstance(Range(1, 2) == Range(1, 2), Range)
    assert (Range(2, 2) == 2) is True


def test_a_range_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"Range\(False, True\) is not known for sure"):
        bool(UNSURE)
    with pytest.raises(TypeError, match="not known for sure"):
        max(Range(1, 3), 2)


def test_a_range_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Range(1, 2))


def test_a_range_prints_its_ends() -> None:
    assert repr(Range(1, 2)) == "Range(1, 2)"
    assert repr(UNKNOWN) == "UNKNOWN"


# ---- three-valued logic

TRUTHS: dict[str, Any] = {"true": True, "false": False, "unknown": UNSURE}


def word(truth: Any) -> str:
    return "unknown" if isinstance(truth, Range) else str(truth).lower()


AND = {
    ("true", "true"): "true",
    ("true", "unknown"): "unknown",
    ("unknown", "true"): "unknown",
    ("unknown", "unknown"): "unknown",
}
OR = {
    ("false", "false"): "false",
    ("false", "unknown"): "unknown",
    ("unknown", "false"): "unknown",
    ("unknown", "unknown"): "unknown",
}


@pytest.mark.parametrize("pair", list(product(TRUTHS, repeat=2)))
def test_and_is_false_as_soon_as_one_is_false(pair: tuple[str, str]) -> None:
    one, other = (TRUTHS[each] for each in pair)
    assert word(one & other) == AND.get(pair, "false")


@pytest.mark.parametrize("pair", list(product(TRUTHS, repeat=2)))
def test_or_is_true_as_soon_as_one_is_true(pair: tuple[str, str]) -> None:
    one, other = (TRUTHS[each] for each in pair)
    assert word(one | other) == OR.get(pair, "true")


@pytest.mark.parametrize(
    ("truth", "expected"), [("true", "false"), ("false", "true"), ("unknown", "unknown")]
)
def test_the_opposite_of_unknown_is_unknown(truth: str, expected: str) -> None:
    assert word(opposite(TRUTHS[truth])) == expected


@pytest.mark.parametrize("operation", [and_, or_])
@given(truths, truths)
def test_truths_of_many_people_follow_the_same_tables(
    operation: Operation, one: Known, other: Known
) -> None:
    assert between_ends(operation(one.truth, other.truth), operation(one.range, other.range))


@given(truths)
def test_the_opposite_holds_the_opposite_truth(known: Known) -> None:
    assert between_ends(opposite(known.truth), opposite(known.range))
    assert np.array_equal(ends(opposite(opposite(known.range))), ends(known.range))


# ---- sets of months


@pytest.mark.parametrize("operation", [and_, or_, sub])
@given(st.one_of(sets, anything), any_sets)
def test_sets_combined_lie_within_ranges_combined(
    operation: Operation, one: Known, other: Known
) -> None:
    assert between_ends(operation(one.truth, other.truth), operation(one.range, other.range))
    assert between_ends(operation(other.truth, one.truth), operation(other.range, one.range))


@given(any_sets, some_months, some_months)
def test_a_window_may_have_bounds_that_are_not_known(known: Known, low: Known, high: Known) -> None:
    cut = known.range.between(low.range, high.range)
    assert between_ends(known.truth.between(low.truth, high.truth), cut)


@given(any_sets, some_months)
def test_until_and_since_hold_their_truth(known: Known, month: Known) -> None:
    assert between_ends(known.truth.until(month.truth), known.range.until(month.range))
    assert between_ends(known.truth.since(month.truth), known.range.since(month.range))


@given(any_sets, unsure.filter(lambda known: not many(known)), some_months)
def test_the_last_months_hold_their_truth(known: Known, count: Known, until: Known) -> None:
    cut = known.range.last(count.range, until.range)
    assert between_ends(known.truth.last(count.truth, until.truth), cut)


def test_of_an_unknown_calendar_any_month_of_a_window_may_count() -> None:
    count = Range(Months.none(), Months.every()).between(JANUARY, JUNE).count()
    assert (count.low, count.high) == (0, 6)


def many(known: Known) -> bool:
    return isinstance(known.truth, np.ndarray)


def test_a_window_that_may_begin_later_surely_holds_what_both_windows_hold() -> None:
    cut: Any = Months.of((JANUARY, JUNE)).since(Range(JANUARY + 1, JANUARY + 3))
    assert cut.low == Months.of((JANUARY + 3, JUNE))
    assert cut.high == Months.of((JANUARY + 1, JUNE))


@given(sets)
def test_counts_first_months_and_runs_hold_their_truth(known: Known) -> None:
    assert between_ends(known.truth.count(), known.range.count())
    assert between_ends(known.truth.first(), known.range.first())
    assert between_ends(known.truth.longest_run(), known.range.longest_run())


@given(any_sets, any_sets)
def test_covering_holds_its_truth(one: Known, other: Known) -> None:
    assert between_ends(one.truth.covers(other.truth), one.range.covers(other.range))


@given(truths, st.one_of(sets, sure_sets), st.one_of(sets, sure_sets))
def test_the_set_chosen_lies_within_the_choice_of_ranges(
    condition: Known, then: Known, otherwise: Known
) -> None:
    choice = chosen(condition.range, then.range, otherwise.range)
    assert between_ends(chosen(condition.truth, then.truth, otherwise.truth), choice)


def test_a_set_chosen_for_some_people_is_theirs_alone() -> None:
    some, all_months = np.array([True, False]), Months.of((JANUARY, JUNE))
    assert chosen(some, all_months, Months.none()).count().tolist() == [6, 0]


def test_a_range_of_equal_sets_is_that_set() -> None:
    months = Months.of((JANUARY, JUNE))
    assert Range(Months.none(), Months.every()) & Months.none() == Months.none()
    assert (Range(months, months) | Months.none()) == months


# ---- some of the people


@given(cohorts, st.lists(st.integers(0, PEOPLE - 1), min_size=1))
def test_some_people_are_taken_from_whatever_a_result_is(drawn: Drawn, people: list[int]) -> None:
    counts = drawn.months.count()
    index = np.array(people)
    assert taken(counts, index).tolist() == [counts[k] for k in people]
    assert taken(drawn.months, index) == drawn.months.take(index)
    cut = taken(Range(drawn.months, Months.every()), index)
    assert cut.low == drawn.months.take(index)
    assert cut.high == Months.every()


@pytest.mark.parametrize("shared", [5, True, np.int64(5), None])
def test_what_is_the_same_for_everybody_stays_as_it_is(shared: Any) -> None:
    assert taken(shared, slice(0, 2)) is shared


@pytest.mark.parametrize("many", [False, True])
def test_what_is_beyond_all_limits_stays_there(many: bool) -> None:
    """Unknown points times an unknown number of times do not wrap round in 64 bits."""
    far = np.array([10**12, 3]) if many else 10**12
    found = Range(0, far) * Range(0, 10**12)
    assert np.all(np.asarray(found.high) >= 10**12)
    assert np.all(np.asarray((-found).low) <= -(10**12))

"""A calendar is a set: every operation agrees with plain Python sets, for one person and many."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from operator import and_, or_, sub
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luohu.law.bits import Integers
from luohu.law.months import NEVER_MONTH, Month, Months, union
from tests.law.calendars import (
    ALL_TIME,
    PEOPLE,
    Drawn,
    Span,
    agree,
    any_month,
    any_sets,
    arrays,
    cohort,
    cohorts,
    finite,
    held,
    months_in,
    one_person,
    spans,
    whose_spans,
)

JANUARY, MARCH, JUNE = Month.of(2018, 1), Month.of(2018, 3), Month.of(2018, 6)
months_of_each = st.lists(any_month, min_size=PEOPLE, max_size=PEOPLE).map(np.array)


def union_of_two(one: Months, other: Months) -> Months:
    both: Months = union([one, other])
    return both


def everybody(*drawn: Drawn) -> range:
    return range(PEOPLE if any(each.many for each in drawn) else 1)


# ---- a month


@given(st.integers(0, 9999), st.integers(1, 12))
def test_a_month_reads_back_what_it_prints(year: int, month: int) -> None:
    written = str(Month.of(year, month))
    assert Month.parse(written) == Month.of(year, month)
    assert written == f"{year:04d}-{month:02d}"


@pytest.mark.parametrize("text", ["2018-13", "2018-00", "2018-1", "2018", "2018-01-01", "", "-"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month such as 2018-01"):
        Month.parse(text)


def test_a_month_knows_its_year_and_shows_itself() -> None:
    assert Month.of(2018, 12).year == 2018
    assert repr(Month.of(2018, 1)) == "Month(2018-01)"


def test_the_month_after_december_is_january() -> None:
    assert Month.of(2018, 12) + 1 == Month.of(2019, 1)


# ---- building and taking apart


@given(spans)
def test_a_set_holds_the_months_of_its_spans(listed: list[Span]) -> None:
    assert agree(Months.of(*listed), months_in(listed))


@given(whose_spans)
def test_a_cohort_holds_the_months_of_each_persons_spans(listed: list[tuple[int, Span]]) -> None:
    drawn = cohort(listed)
    assert agree(drawn.months, *drawn.sets)


@given(whose_spans)
def test_the_order_of_spans_does_not_matter(listed: list[tuple[int, Span]]) -> None:
    assert cohort(listed).months == cohort(sorted(listed)).months


def test_a_cohort_without_spans_has_an_empty_set_a_person() -> None:
    assert agree(cohort([]).months, *[frozenset()] * PEOPLE)


def test_ten_thousand_people_build_the_same_as_one_by_one() -> None:
    chance = np.random.default_rng(1)
    person = chance.integers(0, 10_000, 40_000)
    first = chance.integers(Month.of(1980, 1), Month.of(2030, 1), 40_000)
    last = first + chance.integers(-5, 200, 40_000)
    built = Months.from_spans(person, first, last, 10_000)
    for k in range(10_000):
        own = person == k
        one = Months.of(*zip(first[own].tolist(), last[own].tolist(), strict=True))
        assert built.person(k) == one


def test_spans_in_order_of_person_build_the_same_as_shuffled() -> None:
    chance = np.random.default_rng(2)
    person = np.sort(chance.integers(0, 1000, 5000))
    first = chance.integers(Month.of(1980, 1), Month.of(2030, 1), 5000)
    last = first + chance.integers(0, 60, 5000)
    shuffled = chance.permutation(5000)
    assert Months.from_spans(person, first, last, 1000) == Months.from_spans(
        person[shuffled], first[shuffled], last[shuffled], 1000
    )


def test_narrow_columns_build_the_same_as_wide_ones() -> None:
    listed: list[tuple[int, Span]] = [(0, (JANUARY, JUNE)), (2, (MARCH, JUNE))]
    person, first, last = (column.astype(np.int32) for column in arrays(listed))
    assert Months.from_spans(person, first, last, PEOPLE) == cohort(listed).months


@given(one_person)
def test_spans_are_apart_in_order_and_build_the_same_set(drawn: Drawn) -> None:
    listed = drawn.months.spans()
    assert months_in(listed) == drawn.sets[0]
    assert all(before[1] + 1 < after[0] for before, after in pairwise(listed))


@given(cohorts)
def test_a_cohorts_spans_are_those_of_its_people_in_turn(drawn: Drawn) -> None:
    person, first, last = drawn.months.to_spans()
    own = [drawn.months.person(k).spans() for k in range(PEOPLE)]
    assert list(zip(first, last, strict=True)) == [span for listed in own for span in listed]
    assert person.tolist() == [k for k in range(PEOPLE) for _ in own[k]]


@given(cohorts)
def test_a_cohort_builds_again_from_its_spans(drawn: Drawn) -> None:
    assert Months.from_spans(*drawn.months.to_spans(), PEOPLE) == drawn.months


@given(any_sets, st.integers(0, PEOPLE - 1))
def test_a_person_of_a_cohort_is_a_set_of_one(drawn: Drawn, person: int) -> None:
    one = drawn.months.person(person)
    assert one.people is None
    assert agree(one, drawn.of(person))


@given(any_sets.filter(lambda drawn: drawn.many), st.lists(st.integers(0, PEOPLE - 1)))
def test_taking_people_takes_their_sets_in_that_order(drawn: Drawn, people: list[int]) -> None:
    taken = drawn.months.take(np.array(people, np.int64))
    assert agree(taken, *(drawn.of(person) for person in people))


def test_people_are_taken_by_slice_and_by_mask_too() -> None:
    drawn = cohort([(0, (JANUARY, MARCH)), (1, (MARCH, JUNE)), (2, (JUNE, JUNE))])
    assert agree(drawn.months.take(slice(1, 3)), *drawn.sets[1:])
    assert agree(drawn.months.take(np.array([True, False, True])), drawn.sets[0], drawn.sets[2])


def test_taking_people_of_a_set_that_all_share_changes_nothing() -> None:
    shared = Months.of((JANUARY, MARCH))
    assert shared.take([5, 7]) is shared


def test_a_set_says_how_many_people_it_is_for() -> None:
    assert cohort([]).months.people == PEOPLE
    assert Months.none().people is None


def test_a_set_prints_its_spans() -> None:
    assert repr(Months.of((JANUARY, MARCH), (JUNE, JUNE))) == (
        "Months(2018-01..2018-03, 2018-06..2018-06)"
    )
    assert repr(Months.every()) == "Months(one person)"
    assert repr(cohort([]).months) == "Months(3)"


# ---- and, or, less, not


@pytest.mark.parametrize("operation", [and_, or_, sub])
@given(any_sets, any_sets)
def test_two_sets_combine_person_by_person(
    operation: Callable[[Any, Any], Any], a: Drawn, b: Drawn
) -> None:
    expected = [operation(a.of(k), b.of(k)) for k in everybody(a, b)]
    assert agree(operation(a.months, b.months), *expected)


@given(any_sets)
def test_the_complement_has_all_other_months(drawn: Drawn) -> None:
    assert agree(~drawn.months, *(ALL_TIME - months for months in drawn.sets))


@given(any_sets)
def test_the_complement_of_the_complement_is_the_set(drawn: Drawn) -> None:
    assert ~~drawn.months == drawn.months


@given(any_sets, any_sets)
def test_de_morgan(a: Drawn, b: Drawn) -> None:
    assert ~(a.months | b.months) == ~a.months & ~b.months
    assert ~(a.months & b.months) == ~a.months | ~b.months


@given(any_sets, any_sets)
def test_less_is_and_not(a: Drawn, b: Drawn) -> None:
    assert a.months - b.months == a.months & ~b.months


@given(any_sets)
def test_a_set_and_its_complement_are_all_months_and_share_none(drawn: Drawn) -> None:
    assert drawn.months | ~drawn.months == Months.every()
    assert drawn.months & ~drawn.months == Months.none()


@given(any_sets, any_sets)
def test_sets_are_never_changed_in_place(a: Drawn, b: Drawn) -> None:
    before = held(a.months)
    for operation in (and_, or_, sub, union_of_two, Months.covers):
        operation(a.months, b.months)
    assert (~a.months).until(JUNE) is not a.months.until(JUNE)
    assert held(a.months) == before


@pytest.mark.parametrize("operation", [and_, or_, sub])
def test_a_set_combines_with_nothing_but_a_set(operation: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(TypeError):
        operation(Months.none(), 5)
    with pytest.raises(TypeError):
        operation(Months.none(), np.array([5]))


# ---- equality


@given(any_sets, any_sets)
def test_sets_are_equal_if_everybodys_months_are(a: Drawn, b: Drawn) -> None:
    assert (a.months == b.months) is all(a.of(k) == b.of(k) for k in everybody(a, b))


@given(finite, any_month, any_month)
def test_where_the_words_begin_makes_no_difference(drawn: Drawn, one: int, other: int) -> None:
    wider = (drawn.months | Months.of((one, other))) - (Months.of((one, other)) - drawn.months)
    assert wider == drawn.months


def test_a_set_equals_no_number() -> None:
    assert Months.none() != 0
    assert Months.none() != Months.every()


def test_sets_have_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Months.none())


# ---- between, last, until, since


@given(any_sets, any_month, any_month)
def test_between_keeps_the_months_from_one_to_another(drawn: Drawn, low: int, high: int) -> None:
    window = months_in([(low, high)])
    assert agree(drawn.months.between(low, high), *(months & window for months in drawn.sets))


@given(any_sets, months_of_each, months_of_each)
def test_between_takes_bounds_person_by_person(
    drawn: Drawn, lows: Integers, highs: Integers
) -> None:
    windows = [months_in([span]) for span in zip(lows.tolist(), highs.tolist(), strict=True)]
    expected = [drawn.of(k) & windows[k] for k in range(PEOPLE)]
    assert agree(drawn.months.between(lows, highs), *expected)


@given(any_sets, months_of_each, any_month)
def test_one_bound_may_be_everybodys(drawn: Drawn, lows: Integers, high: int) -> None:
    expected = [drawn.of(k) & months_in([(int(lows[k]), high)]) for k in range(PEOPLE)]
    assert agree(drawn.months.between(lows, high), *expected)
    expected = [drawn.of(k) & months_in([(high, int(lows[k]))]) for k in range(PEOPLE)]
    assert agree(drawn.months.between(high, lows), *expected)


def test_bounds_may_be_numpys_own_numbers() -> None:
    months = Months.of((JANUARY, JUNE))
    assert months.between(np.int64(MARCH), np.int32(JUNE)) == Months.of((MARCH, JUNE))


@given(any_sets)
def test_a_window_that_ends_before_it_begins_is_empty(drawn: Drawn) -> None:
    assert drawn.months.between(MARCH, JANUARY) == Months.none()
    backwards = drawn.months.between(np.full(PEOPLE, MARCH), np.full(PEOPLE, JANUARY))
    assert agree(backwards, *[frozenset()] * PEOPLE)


@given(any_sets)
def test_a_window_wider_than_time_keeps_all_of_a_set(drawn: Drawn) -> None:
    assert drawn.months.between(-1000, len(ALL_TIME)) & ~drawn.months == Months.none()
    assert drawn.months & Months.of((0, len(ALL_TIME))) == drawn.months.between(0, len(ALL_TIME))


def test_a_window_over_no_people_is_empty() -> None:
    nobody = np.zeros(0, np.int64)
    cut = Months.from_spans(nobody, nobody, nobody, 0).between(nobody, nobody)
    assert cut.people == 0


@given(any_sets, st.integers(-2, 500), any_month)
def test_last_keeps_so_many_months_up_to_one(drawn: Drawn, count: int, until: int) -> None:
    window = months_in([(until - count + 1, until)])
    assert agree(drawn.months.last(count, until), *(months & window for months in drawn.sets))


@given(any_sets, st.lists(st.integers(0, 60), min_size=3, max_size=3), months_of_each)
def test_last_takes_counts_and_ends_person_by_person(
    drawn: Drawn, counts: list[int], until: Integers
) -> None:
    ends = until.tolist()
    expected = [
        drawn.of(k) & months_in([(ends[k] - counts[k] + 1, ends[k])]) for k in range(PEOPLE)
    ]
    assert agree(drawn.months.last(np.array(counts), until), *expected)


@given(finite, st.integers(-2, 130), any_month)
def test_the_last_months_are_counted_in_one_go(drawn: Drawn, count: int, until: int) -> None:
    expected = drawn.months.last(count, until).count()
    assert np.array_equal(drawn.months.count_last(count, until), expected)


@given(finite, st.lists(st.integers(-1, 64), min_size=3, max_size=3), months_of_each)
def test_the_last_months_are_counted_person_by_person(
    drawn: Drawn, counts: list[int], until: Integers
) -> None:
    for count in (np.array(counts), counts[0], 130):
        expected = drawn.months.last(count, until).count()
        assert np.array_equal(drawn.months.count_last(count, until), expected)


@given(any_sets, any_month)
def test_until_and_since_part_a_set_in_two(drawn: Drawn, month: int) -> None:
    before = [frozenset(m for m in months if m <= month) for months in drawn.sets]
    after = [frozenset(m for m in months if m > month) for months in drawn.sets]
    assert agree(drawn.months.until(month), *before)
    assert agree(drawn.months.since(month + 1), *after)


def test_since_goes_as_far_as_the_calendar() -> None:
    assert Months.every().since(JUNE).count() == NEVER_MONTH - JUNE + 1


# ---- counts and truths


@given(finite)
def test_count_is_how_many_months(drawn: Drawn) -> None:
    expected = [len(months) for months in drawn.sets]
    assert drawn.months.count() == expected[0] if not drawn.many else True
    assert np.array_equal(drawn.months.count(), expected if drawn.many else expected[0])


def test_a_count_may_be_kept_but_not_changed() -> None:
    months = cohort([(0, (JANUARY, JUNE))]).months
    with pytest.raises(ValueError, match="read-only"):
        months.count()[0] = 7
    assert months.count().tolist() == [6, 0, 0]


def test_ten_thousand_years_are_counted_without_overflow() -> None:
    assert cohort([(0, (12, NEVER_MONTH))]).months.count().tolist() == [NEVER_MONTH - 11, 0, 0]


@given(any_sets, any_sets)
def test_a_set_covers_another_whose_months_it_all_has(a: Drawn, b: Drawn) -> None:
    expected = [a.of(k) >= b.of(k) for k in everybody(a, b)]
    covered = a.months.covers(b.months)
    assert np.array_equal(covered, expected if len(expected) > 1 else expected[0])


@given(any_sets, any_sets)
def test_what_is_added_is_covered(a: Drawn, b: Drawn) -> None:
    assert np.all((a.months | b.months).covers(b.months))


@given(finite)
def test_first_is_the_earliest_month_or_one_after_all_time(drawn: Drawn) -> None:
    expected = [min(months, default=int(NEVER_MONTH)) for months in drawn.sets]
    assert np.array_equal(drawn.months.first(), expected if drawn.many else expected[0])


def longest(months: frozenset[int]) -> int:
    best = 0
    for month in months - {m + 1 for m in months}:
        length = 1
        while month + length in months:
            length += 1
        best = max(best, length)
    return best


@settings(max_examples=50)
@given(finite)
def test_the_longest_run_is_of_months_without_a_gap(drawn: Drawn) -> None:
    expected = [longest(months) for months in drawn.sets]
    assert np.array_equal(drawn.months.longest_run(), expected if drawn.many else expected[0])


@pytest.mark.parametrize("endless", [Months.every(), ~cohort([(0, (JANUARY, JUNE))]).months])
@pytest.mark.parametrize("asked", [Months.count, Months.longest_run, Months.first])
def test_a_set_without_end_has_no_count_run_or_first_month(
    endless: Months, asked: Callable[[Months], Any]
) -> None:
    with pytest.raises(ValueError, match=r"without end .* take between\(\) first"):
        asked(endless)


def test_spans_are_asked_of_one_person_and_to_spans_of_a_cohort() -> None:
    with pytest.raises(ValueError, match="one person's finite set"):
        cohort([]).months.spans()
    with pytest.raises(ValueError, match="one person's finite set"):
        Months.every().spans()
    with pytest.raises(ValueError, match="cohort's finite sets"):
        Months.none().to_spans()
    with pytest.raises(ValueError, match="cohort's finite sets"):
        (~cohort([]).months).to_spans()


# ---- one for another, and all together


@given(finite, finite, st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE))
def test_some_peoples_sets_are_replaced(a: Drawn, b: Drawn, where: list[bool]) -> None:
    result = a.months.replaced(np.array(where), b.months)
    assert agree(result, *(b.of(k) if where[k] else a.of(k) for k in range(PEOPLE)))
    endless = (~a.months).replaced(np.array(where), ~b.months)
    assert endless == ~result


def test_a_finite_set_is_not_replaced_by_one_without_end() -> None:
    with pytest.raises(ValueError, match="only one is without end"):
        cohort([]).months.replaced(np.array([True, False, False]), Months.every())


@given(st.lists(any_sets, max_size=4))
def test_union_has_every_month_of_any_set(drawn: list[Drawn]) -> None:
    expected = [frozenset().union(*(each.of(k) for each in drawn)) for k in everybody(*drawn)]
    assert agree(union(each.months for each in drawn), *expected)


def test_the_union_of_one_set_again_and_again_is_that_set() -> None:
    months = Months.of((JANUARY, JUNE))
    assert union([months, months, months]) is months

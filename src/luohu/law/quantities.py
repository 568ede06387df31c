"""The words rules are written with: kinds of quantity, and what may be done to them.

The classes are only for the type checker: at run time a Count is an int, an array of them for a
cohort, or a Range where it is not known. They make mixing of units (points plus months) an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, reduce
from operator import and_
from typing import Any, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from luohu.law.months import Months, union
from luohu.law.ranges import Range, chosen, ends, larger, smaller
from luohu.law.ranges import opposite as _opposite

__all__ = [
    "UNSETTLED",
    "ByKind",
    "Calendar",
    "Count",
    "Moment",
    "Points",
    "Truth",
    "after",
    "agreed",
    "all_of",
    "among",
    "any_of",
    "at_least",
    "at_most",
    "by_kind",
    "by_priority",
    "either",
    "either_reading",
    "full_years",
    "how_many",
    "joined",
    "least",
    "most",
    "opposite",
    "perhaps",
    "remainder",
    "rounded_up",
    "same",
    "some",
    "told",
    "total",
    "up_to",
    "with_most",
]  # fmt: skip


class Truth(Protocol):
    """True, false or unknown."""

    def __and__(self, other: Truth) -> Truth: ...
    def __or__(self, other: Truth) -> Truth: ...


class Points(Protocol):
    """Hundredths of a point."""

    def __add__(self, other: Points) -> Points: ...
    def __sub__(self, other: Points) -> Points: ...
    def __neg__(self) -> Points: ...
    def __mul__(self, other: Count | int) -> Points: ...
    def __gt__(self, other: Points | int) -> Truth: ...
    def __ge__(self, other: Points | int) -> Truth: ...


class Count(Protocol):
    """A whole number of months, years, people or yuan."""

    def __add__(self, other: Count | int) -> Count: ...
    def __sub__(self, other: Count | int) -> Count: ...
    def __neg__(self) -> Count: ...
    @overload
    def __mul__(self, other: Points) -> Points: ...
    @overload
    def __mul__(self, other: Count | int) -> Count: ...
    def __floordiv__(self, other: int) -> Count: ...
    def __mod__(self, other: int) -> Count: ...
    def __gt__(self, other: Count | int) -> Truth: ...
    def __ge__(self, other: Count | int) -> Truth: ...
    def __lt__(self, other: Count | int) -> Truth: ...
    def __le__(self, other: Count | int) -> Truth: ...


class Moment(Protocol):
    """A calendar month or day, as one number that grows with time."""

    def __add__(self, other: Count | int) -> Moment: ...
    def __sub__(self, other: Any) -> Any: ...
    def __gt__(self, other: Moment) -> Truth: ...
    def __ge__(self, other: Moment) -> Truth: ...
    def __lt__(self, other: Moment) -> Truth: ...
    def __le__(self, other: Moment) -> Truth: ...


class Calendar(Protocol):
    """A set of months a person (`Months`, or a Range of sets)."""

    def __and__(self, other: Calendar) -> Calendar: ...
    def __or__(self, other: Calendar) -> Calendar: ...
    def __sub__(self, other: Calendar) -> Calendar: ...
    def between(self, first: Any, last: Any) -> Calendar:
        """The months from first to last, inclusive."""

    def last(self, count: Any, until: Any) -> Calendar:
        """Those of the `count` months that end with `until`."""

    def count_last(self, count: Any, until: Any) -> Count:
        """How many of the `count` months that end with `until`."""

    def until(self, month: Any) -> Calendar:
        """The months up to one, inclusive."""

    def since(self, month: Any) -> Calendar:
        """The months from one on, inclusive."""

    def count(self) -> Count:
        """How many months."""

    def covers(self, other: Any) -> Truth:
        """Whether all of the other's months are here."""

    def first(self) -> Moment:
        """The earliest month."""

    def longest_run(self) -> Count:
        """The length of the longest unbroken run."""

    def unbroken(self, until: Any) -> Count:
        """The length of the run that ends with a month."""


Quantity = TypeVar("Quantity")
ByKind = Mapping[Any, Quantity]


def by_kind(function: Callable[..., Quantity], *tables: ByKind[Any]) -> ByKind[Quantity]:
    """The function kind by kind; kinds that share the same sets are worked out once."""
    if all(len(set(map(id, table.values()))) == 1 for table in tables):
        return dict.fromkeys(tables[0], function(*(next(iter(t.values())) for t in tables)))
    done: dict[tuple[int, ...], Quantity] = {}
    found = {}
    for kind in tables[0]:
        values = [table[kind] for table in tables]
        key = tuple(map(id, values))
        if key not in done:
            done[key] = function(*values)
        found[kind] = done[key]
    return found


def same(one: Any, other: Any) -> Truth:
    """Whether two values are equal."""
    result: Truth = one == other
    return result


def either(condition: Truth, then: Quantity, otherwise: Quantity | int) -> Quantity:
    """The first where the condition holds, the second where not; both if that is unknown."""
    result: Quantity = chosen(condition, then, otherwise)
    return result


def told(answer: Any) -> Truth:
    """What a row answers with yes or no (1 or 2); unknown where it does not answer (0)."""
    yes: Truth = Range(*ends(answer == 1)[:1], *ends(answer != 2)[1:]).settled()
    return yes


UNSETTLED: Truth = Range(False, True)


def perhaps(truth: Truth) -> Truth:
    """False where it does not hold, unknown where it does: the law leaves it open."""
    result: Truth = truth & UNSETTLED
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """Whether one of them holds at least; false of none."""
    result: Any = False
    for truth in truths:
        result = result | truth
    return result  # type: ignore[no-any-return]


def either_reading(one: Quantity, other: Quantity) -> Quantity:
    """A result that the law's text leaves between two readings: open where they differ."""
    result: Quantity = chosen(Range(False, True), one, other)
    return result


def by_priority(*calendars: Calendar) -> tuple[Calendar, ...]:
    """Sets that share no month: a month in several stays in the first of them only."""
    found: list[Calendar] = []
    taken: Any = Months.none()
    for months in calendars:
        found.append(months - taken)
        taken = taken | months
    return tuple(found)


def joined(calendars: Iterable[Calendar]) -> Calendar:
    """The months in any of the sets."""
    result: Calendar = union(calendars)
    return result


def most(values: Iterable[Quantity], default: Any = 0) -> Quantity:
    """The greatest, person by person, and never less than the default."""
    result: Any = default
    for value in values:
        result = result if value is result else larger(result, value)
    return result  # type: ignore[no-any-return]


def least(values: Iterable[Quantity], default: Any) -> Quantity:
    """The smallest, person by person, and never more than the default."""
    result: Any = default
    for value in values:
        result = smaller(result, value)
    return result  # type: ignore[no-any-return]


def among(value: Any, members: frozenset[int]) -> Truth:
    """Whether a number, zero or more, is one of some."""
    if isinstance(value, np.ndarray):
        found: Truth = _table(members).take(value, mode="clip")  # type: ignore[assignment]
        return found
    if type(value) is Range:
        return _perhaps_among(value, members)
    return value in members  # type: ignore[return-value]


def _perhaps_among(value: Range, members: frozenset[int]) -> Truth:
    inside: Any = total((value.low <= member) * (member <= value.high) for member in members)
    result: Truth = Range(inside == value.high - value.low + 1, inside > 0).settled()
    return result


@lru_cache(maxsize=64)
def _table(members: frozenset[int]) -> NDArray[np.bool_]:
    table = np.zeros(max(members, default=0) + 2, bool)
    table[list(members)] = True
    return table


def at_most(value: Quantity, limit: Quantity | int) -> Quantity:
    """The value, held down to the limit."""
    result: Quantity = smaller(value, limit)
    return result


def at_least(value: Quantity, limit: Quantity | int) -> Quantity:
    """The value, held up to the limit."""
    result: Quantity = larger(value, limit)
    return result


def up_to(limit: Quantity) -> Quantity:
    """Not known: anything from nothing to the limit, which may be open itself."""
    result: Quantity = chosen(Range(False, True), limit, 0)
    return result


def total(values: Iterable[Quantity]) -> Quantity:
    """The sum, person by person; zero of nothing."""
    result: Any = 0
    for value in values:
        result = result + value
    return result  # type: ignore[no-any-return]


def how_many(truths: Iterable[Truth]) -> Count:
    """How many of them hold."""
    result: Any = 0
    for truth in truths:
        result = result + (chosen(truth, 1, 0) if type(truth) is Range else truth)
    return result  # type: ignore[no-any-return]


def full_years(months: Count) -> Count:
    """Whole years in a number of months; the rest is dropped."""
    return months // 12


def remainder(count: Count, divisor: int) -> Count:
    """What is left of a number after the greatest multiple of the divisor."""
    return count % divisor


def rounded_up(count: Count, divisor: int) -> Count:
    """The quotient, every begun unit taken whole; below zero it goes towards zero."""
    return -(-count // divisor)


def opposite(truth: Truth) -> Truth:
    """True where it does not hold; unknown stays unknown."""
    result: Truth = _opposite(truth)
    return result


def all_of(first: Truth, *others: Truth) -> Truth:
    """Whether all hold."""
    for other in others:
        first = first & other
    return first


def any_of(first: Truth, *others: Truth) -> Truth:
    """Whether one holds at least."""
    for other in others:
        first = first | other
    return first


def agreed(truths: Iterable[Truth]) -> Truth:
    """True where all hold, false where none does, unknown where they differ."""
    listed: list[Any] = list({id(truth): truth for truth in truths}.values())
    if len(listed) == 1:
        return listed[0]  # type: ignore[no-any-return]
    lows, highs = zip(*(ends(truth) for truth in listed), strict=True)
    result: Truth = Range(all_of(*lows), any_of(*highs)).settled()
    return result


def after(calendar: Calendar, moment: Moment) -> Calendar:
    """The months later than a moment that may differ from person to person."""
    return calendar.since(moment + 1)


def with_most(calendars: Iterable[Calendar]) -> Calendar:
    """Of several sets of months the one with the most; the first of equals."""
    listed: list[Any] = list(calendars)
    if any(type(months) is Range for months in listed):
        lows, highs = zip(*(ends(months) for months in listed), strict=True)
        return Range(reduce(and_, lows), union(highs)).settled()  # type: ignore[no-any-return]
    distinct = list({id(months): months for months in listed}.values())
    if len(distinct) == 1:
        return distinct[0]  # type: ignore[no-any-return]
    if all(isinstance(months.bits, int) for months in distinct):
        return max(distinct, key=lambda months: months.count())  # type: ignore[no-any-return]
    return Months.fullest(distinct)  # type: ignore[return-value]

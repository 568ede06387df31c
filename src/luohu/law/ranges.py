"""What is not known for sure: a range between the least and the most a value can be."""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import Any

import numpy as np


class Sets:
    """A set for each of some people, `Months`: a range of sets lies between two by inclusion."""

    __slots__ = ()

    def take(self, people: Any) -> Any:
        """The sets of some people."""
        raise NotImplementedError

    def replaced(self, where: Any, other: Any) -> Any:
        """These sets, with the other's for the people where `where` holds."""
        raise NotImplementedError


class Range:
    """All values from low to high: numbers, truths (False to True), sets of months (by inclusion).

    Both ends have the same shape: plain values for one person, arrays or cohort sets for many.
    Arithmetic gives a range that holds every possible result; it may hold more, never less. Where
    only one result is possible, for everybody, it gives that itself.
    """

    __slots__ = ("high", "low")
    __hash__ = None  # type: ignore[assignment]  # a range compares to another three-valued
    __array_ufunc__ = None

    def __init__(self, low: Any, high: Any) -> None:
        self.low = _wide(low)
        self.high = _wide(high)

    def settled(self) -> Any:
        """The value itself where low and high are the same, for everybody; else this range."""
        same = self.low == self.high
        return self.low if (same if isinstance(same, bool) else bool(np.all(same))) else self

    def __bool__(self) -> bool:
        raise TypeError(f"{self} is not known for sure: use either(), all_of(), most() …")

    def __add__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low + low, self.high + high).settled()

    __radd__ = __add__

    def __neg__(self) -> Any:
        return Range(-self.high, -self.low).settled()

    def __sub__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low - high, self.high - low).settled()

    def __rsub__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(low - self.high, high - self.low).settled()

    def __mul__(self, other: Any) -> Any:
        low, high = ends(other)
        pairs = product((self.low, self.high), (low, high))
        corners = [_product(one, end) for one, end in pairs]
        return Range(reduce(_smaller, corners), reduce(_larger, corners)).settled()

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> Any:
        return Range(self.low // divisor, self.high // divisor).settled()

    def __mod__(self, divisor: int) -> Any:
        same = self.low // divisor == self.high // divisor
        low = _chosen(same, self.low % divisor, 0)
        return Range(low, _chosen(same, self.high % divisor, divisor - 1)).settled()

    def __and__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low & low, self.high & high).settled()

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low | low, self.high | high).settled()

    __ror__ = __or__

    def __ge__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low >= high, self.high >= low).settled()

    def __gt__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.low > high, self.high > low).settled()

    def __le__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.high <= low, self.low <= high).settled()

    def __lt__(self, other: Any) -> Any:
        low, high = ends(other)
        return Range(self.high < low, self.low < high).settled()

    def __eq__(self, other: Any) -> Any:
        low, high = ends(other)
        surely = (self.low == self.high) & (low == high) & (self.low == low)
        return Range(surely, (self.low <= high) & (low <= self.high)).settled()

    def __ne__(self, other: Any) -> Any:
        return opposite(self == other)

    def between(self, first: Any, last: Any) -> Any:
        """As for a set of months; the bounds may be ranges themselves."""
        (soonest, latest), (early, late) = ends(first), ends(last)
        return Range(self.low.between(latest, early), self.high.between(soonest, late)).settled()

    def last(self, count: Any, until: Any) -> Any:
        """As for a set of months."""
        return self.between(until - count + 1, until)

    def count_last(self, count: Any, until: Any) -> Any:
        """As for a set of months."""
        return self.last(count, until).count()

    def until(self, month: Any) -> Any:
        """As for a set of months."""
        earliest, latest = ends(month)
        return Range(self.low.until(earliest), self.high.until(latest)).settled()

    def since(self, month: Any) -> Any:
        """As for a set of months."""
        earliest, latest = ends(month)
        return Range(self.low.since(latest), self.high.since(earliest)).settled()

    def count(self) -> Any:
        """As for a set of months."""
        return Range(self.low.count(), self.high.count()).settled()

    def covers(self, other: Any) -> Any:
        """As for a set of months; the other may be a range itself."""
        low, high = ends(other)
        return Range(self.low.covers(high), self.high.covers(low)).settled()

    def first(self) -> Any:
        """As for a set of months: more months can only begin earlier."""
        return Range(self.high.first(), self.low.first()).settled()

    def longest_run(self) -> Any:
        """As for a set of months."""
        return Range(self.low.longest_run(), self.high.longest_run()).settled()

    def unbroken(self, until: Any) -> Any:
        """As for a set of months; `until` is known."""
        return Range(self.low.unbroken(until), self.high.unbroken(until)).settled()

    def take(self, people: Any) -> Range:
        """The ranges of some people of a cohort."""
        return Range(taken(self.low, people), taken(self.high, people))

    def __repr__(self) -> str:
        return f"Range({self.low!r}, {self.high!r})"


MOST = 10**17


def _product(one: Any, other: Any) -> Any:
    """The product of two ends; what is beyond all limits stays there instead of wrapping round."""
    if isinstance(one, int) and isinstance(other, int):
        return max(-MOST, min(MOST, one * other))
    one, other = np.asarray(one, np.int64), np.asarray(other, np.int64)
    beyond = np.abs(one) > MOST // np.maximum(np.abs(other), 1)
    return np.where(beyond, np.sign(one) * np.sign(other) * MOST, one * np.where(beyond, 0, other))


def ends(value: Any) -> tuple[Any, Any]:
    """The least and the most a value can be: itself twice where it is known."""
    if type(value) is Range:
        return value.low, value.high
    value = _wide(value)
    return value, value


def _wide(value: Any) -> Any:
    """A column of whole numbers in 64 bits: the ends of a range may lie far out."""
    if isinstance(value, np.ndarray) and value.dtype == np.int32:
        return value.astype(np.int64)
    return value


def taken(value: Any, people: Any) -> Any:
    """A value for some people of a cohort; what is the same for everybody stays as it is."""
    if isinstance(value, np.ndarray):
        return value[people]
    return value.take(people) if isinstance(value, Range | Sets) else value


def opposite(truth: Any) -> Any:
    """True where false; unknown stays unknown."""
    if type(truth) is Range:
        return Range(opposite(truth.high), opposite(truth.low))
    return not truth if isinstance(truth, int) else ~truth


def _smaller(one: Any, other: Any) -> Any:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.minimum(one, other)
    return min(one, other)


def _larger(one: Any, other: Any) -> Any:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.maximum(one, other)
    return max(one, other)


def _chosen(condition: Any, then: Any, otherwise: Any) -> Any:
    if not isinstance(condition, np.ndarray):
        return then if condition else otherwise
    if isinstance(then, Sets):
        return otherwise.replaced(condition, then)
    return np.where(condition, then, otherwise)


def _both(one: Any, other: Any) -> Range:
    (low, high), (least, greatest) = ends(one), ends(other)
    if isinstance(low, Sets):
        return Range(low & least, high | greatest)
    return Range(_smaller(low, least), _larger(high, greatest))


def smaller(one: Any, other: Any) -> Any:
    """The lesser of two, person by person."""
    if type(one) is Range or type(other) is Range:
        (low, high), (least, greatest) = ends(one), ends(other)
        return Range(_smaller(low, least), _smaller(high, greatest)).settled()
    return _smaller(one, other)


def larger(one: Any, other: Any) -> Any:
    """The greater of two, person by person."""
    if type(one) is Range or type(other) is Range:
        (low, high), (least, greatest) = ends(one), ends(other)
        return Range(_larger(low, least), _larger(high, greatest)).settled()
    return _larger(one, other)


def chosen(condition: Any, then: Any, otherwise: Any) -> Any:
    """`then` where the condition holds, `otherwise` where not, both where that is unknown."""
    if type(condition) is Range:
        possible = chosen(condition.high, _both(then, otherwise), otherwise)
        return chosen(condition.low, then, possible)
    if type(then) is Range or type(otherwise) is Range:
        (low, high), (least, greatest) = ends(then), ends(otherwise)
        return Range(_chosen(condition, low, least), _chosen(condition, high, greatest)).settled()
    return _chosen(condition, then, otherwise)


class Unknown:
    """A fact that nobody has stated and that has no bounds of its own, such as a whole list."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()

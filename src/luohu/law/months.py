"""Sets of calendar months, for one person or for any number of people, as bits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.bits import WORD, Integers, Words, count_back, counted, cut, masks, run_back, scatter
from luohu.law.ranges import Range, Sets

FIRST_WORD = 366  # the word that begins in January 1952; earlier months only make a set wider


class Month(int):
    """A calendar month as one number, year * 12 + month - 1; prints and parses as 2018-01."""

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The month of a year, month from 1 to 12."""
        return cls(year * 12 + month - 1)

    @classmethod
    @lru_cache(maxsize=1 << 14)
    def parse(cls, text: str) -> Month:
        """Read `2018-01`; ValueError for anything else."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if found is None or not 1 <= int(found[2]) <= 12:
            raise ValueError(f"{text!r} is not a month such as 2018-01")
        return cls.of(int(found[1]), int(found[2]))

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self) // 12

    def __str__(self) -> str:
        return f"{int(self) // 12:04d}-{int(self) % 12 + 1:02d}"

    def __repr__(self) -> str:
        return f"Month({self})"


class Months(Sets):
    """A set of months for each of some people, finite or the complement of a finite one.

    `bits` is an int for one person, or an array of 64-bit words of shape (words, people); its
    lowest bit is month `start * 64`. Outside the words every month is `fill`. Sets are never
    changed in place. One person's set combines with a cohort's as if everybody had it.
    """

    __slots__ = ("_count", "bits", "fill", "start")
    __hash__ = None  # type: ignore[assignment]  # sets of months compare by value, like lists
    __array_ufunc__ = None

    def __init__(self, start: int, bits: int | Words, fill: bool = False) -> None:
        self.start = start
        self.bits = bits
        self.fill = fill
        self._count: NDArray[np.int32] | None = None

    @classmethod
    def none(cls) -> Months:
        """The empty set, for one person."""
        return cls(FIRST_WORD, 0)

    @classmethod
    def every(cls) -> Months:
        """All months there are, for one person."""
        return cls(FIRST_WORD, -1, True)

    @classmethod
    def of(cls, *spans: tuple[int, int]) -> Months:
        """One person's set from spans (first, last), inclusive; a span that ends early is empty."""
        start = min([FIRST_WORD, *(first // WORD for first, last in spans if first <= last)])
        bits = 0
        for first, last in spans:
            if first <= last:
                bits |= ((1 << (last - first + 1)) - 1) << (first - start * WORD)
        return cls(start, bits)

    @classmethod
    def from_spans(cls, person: Integers, first: Integers, last: Integers, people: int) -> Months:
        """Many people's sets: span k says that `person[k]` has first[k]..last[k], inclusive."""
        real = first <= last
        if not real.all():
            person, first, last = person[real], first[real], last[real]
        if not len(person):
            return cls(FIRST_WORD, np.zeros((1, people), np.uint64))
        start, stop = int(first.min()) // WORD, int(last.max()) // WORD + 1
        words = np.zeros((stop - start, people), np.uint64)
        scatter(words, start, person, first, last)
        return cls(start, words)

    @property
    def people(self) -> int | None:
        """How many people, or None for the set of one."""
        return None if isinstance(self.bits, int) else self.bits.shape[1]

    def _words(self, start: int, stop: int) -> Words:
        """The words start..stop, padded with the fill; shape (words, people), people 1 for one."""
        if isinstance(self.bits, int):
            width = (stop - start) * WORD
            shifted = _shift(self.bits, (self.start - start) * WORD, self.fill)
            raw = (shifted & ((1 << width) - 1)).to_bytes(width // 8, "little")
            return np.frombuffer(raw, np.uint64).reshape(-1, 1)
        here = self.start + len(self.bits)
        if self.start <= start and stop <= here:
            return self.bits[start - self.start : stop - self.start]
        padding = ~np.uint64(0) if self.fill else np.uint64(0)
        words = np.full((stop - start, self.bits.shape[1]), padding)
        low, high = max(start, self.start), min(stop, here)
        if low < high:
            words[low - start : high - start] = self.bits[low - self.start : high - self.start]
        return words

    def _aligned(
        self, other: Months, window: tuple[int, int] | None = None
    ) -> tuple[int, Any, Any]:
        """A common start, and the bits of both from there; a cohort's in the window of words."""
        mine, yours = self.bits, other.bits
        if isinstance(mine, int) and isinstance(yours, int):
            if self.start == other.start:
                return self.start, mine, yours
            start = min(self.start, other.start)
            return (
                start,
                _shift(mine, (self.start - start) * WORD, self.fill),
                _shift(yours, (other.start - start) * WORD, other.fill),
            )
        start, stop = window or (
            min(self.start, other.start),
            max(self._stop(), other._stop()),
        )
        return start, self._words(start, stop), other._words(start, stop)

    def _stop(self) -> int:
        if isinstance(self.bits, int):
            return self.start + self.bits.bit_length() // WORD + 1
        return self.start + len(self.bits)

    def __and__(self, other: Months) -> Months:
        if type(other) is not Months:
            return NotImplemented
        one_each = isinstance(self.bits, int) and isinstance(other.bits, int)
        window = None if one_each else self._shared(other)
        start, mine, yours = self._aligned(other, window)
        return Months(start, mine & yours, self.fill and other.fill)

    def __or__(self, other: Months) -> Months:
        if type(other) is not Months:
            return NotImplemented
        start, mine, yours = self._aligned(other)
        return Months(start, mine | yours, self.fill or other.fill)

    def __sub__(self, other: Months) -> Months:
        if type(other) is not Months:
            return NotImplemented
        mine, yours = self.bits, other.bits
        if isinstance(mine, int) or isinstance(yours, int) or self.fill or other.fill:
            start, mine, yours = self._aligned(other)
            return Months(start, mine & ~yours, self.fill and not other.fill)
        return Months(self.start, self._without(other))

    def _without(self, other: Months) -> Words:
        """A cohort's finite words less another's, as far as the two overlap."""
        words = self.bits.copy()  # type: ignore[union-attr]
        start, stop = max(self.start, other.start), min(self._stop(), other._stop())
        if start < stop:
            words[start - self.start : stop - self.start] &= ~other._words(start, stop)
        return words

    def _shared(self, other: Months) -> tuple[int, int]:
        """The words outside which no month can be in both."""
        if self.fill and other.fill:
            return min(self.start, other.start), max(self._stop(), other._stop())
        finite = [months for months in (self, other) if not months.fill]
        start = max(months.start for months in finite)
        return start, max(min(months._stop() for months in finite), start + 1)

    def __invert__(self) -> Months:
        return Months(self.start, ~self.bits, not self.fill)

    def __eq__(self, other: object) -> bool:
        if type(other) is not Months:
            return NotImplemented
        if self.fill != other.fill:
            return False
        _, mine, yours = self._aligned(other)
        same = mine == yours
        return same if isinstance(same, bool) else bool(same.all())

    def between(self, first: Any, last: Any) -> Months:
        """The months from first to last, inclusive; each an int, or an array of shape (people,).

        A Range of sets where a bound is a Range.
        """
        if isinstance(first, int | np.integer) and isinstance(last, int | np.integer):
            return self._between(int(first), int(last))
        if type(first) is Range or type(last) is Range:
            return Range(self, self).between(first, last)  # type: ignore[no-any-return]
        lows, highs = np.broadcast_arrays(first, last)
        start = int(lows.min(initial=NEVER_MONTH)) // WORD
        stop = int(highs.max(initial=0)) // WORD + 1
        if not self.fill:
            start, stop = max(start, self.start), min(stop, self._stop())
        if start >= stop:
            return Months(FIRST_WORD, np.zeros((1, len(lows)), np.uint64))
        return Months(start, cut(self._words(start, stop), start, lows, highs))

    def _between(self, first: int, last: int) -> Months:
        if isinstance(self.bits, int) and not self.fill:
            base = self.start * WORD
            low, high = max(first - base, 0), min(last - base + 1, self.bits.bit_length())
            mask = (1 << high) - (1 << low) if low < high else 0
            return Months(self.start, self.bits & mask)
        window = Months.of((first, last))
        if isinstance(self.bits, int) or first > last:
            return self & window
        start, stop = first // WORD, last // WORD + 1
        if not self.fill:
            start = max(start, self.start)
            stop = max(min(stop, self._stop()), start + 1)
        return Months(start, self._words(start, stop) & masks(start, stop, first, last))

    def last(self, count: Any, until: Any) -> Months:
        """Those of the `count` calendar months that end with `until`."""
        return self.between(until - count + 1, until)

    def count_last(self, count: Any, until: Any) -> Any:
        """How many of the `count` months that end with `until`; as last().count().

        For a cohort, bounds a person and 64 months at most it reads two words of each, not all.
        """
        if isinstance(self.bits, int) or self.fill or not isinstance(until, np.ndarray):
            return self.last(count, until).count()
        if type(count) is Range or np.max(count, initial=0) > WORD:
            return self.last(count, until).count()
        return count_back(self.bits, until - self.start * WORD, count)

    def until(self, month: Any) -> Months:
        """The months up to one, inclusive."""
        return self.between(0, month)

    def since(self, month: Any) -> Months:
        """The months from one on, inclusive, as far as the calendar goes (9999-12)."""
        return self.between(month, NEVER_MONTH)

    def count(self) -> Any:
        """How many months: an int for one person, else int32 of shape (people,).

        ValueError for a set without end, such as a complement.
        """
        if self.fill:
            raise ValueError("a set without end has no count: take between() first")
        if isinstance(self.bits, int):
            return self.bits.bit_count()
        if self._count is None:
            self._count = counted(self.bits)
        return self._count

    def covers(self, other: Any) -> Any:
        """Whether every month of the other is here: bool, or bool of shape (people,)."""
        if type(other) is Range:
            return Range(self, self).covers(other)
        missing = other - self
        if isinstance(missing.bits, int):
            return missing.bits == 0
        if missing.fill:
            return np.zeros(missing.bits.shape[1], bool)
        gaps = missing.bits[0] != 0
        for word in missing.bits[1:]:
            gaps |= word != 0
        return ~gaps

    def first(self) -> Any:
        """The earliest month, or a month after every calendar where there is none."""
        return _earliest(self)

    def longest_run(self) -> Any:
        """The length of the longest unbroken run: an int, or int64 of shape (people,)."""
        if self.fill:
            raise ValueError("a set without end has no longest run: take between() first")
        if isinstance(self.bits, int):
            return max((last - first + 1 for first, last in self.spans()), default=0)
        best = np.zeros(self.bits.shape[1], np.int64)
        person, first, last = self.to_spans()
        np.maximum.at(best, person, last - first + 1)
        return best

    def unbroken(self, until: Any) -> Any:
        """The length of the run that ends with `until`: an int, or int64 of shape (people,).

        0 where that month is not in the set; `until` is an int, or for a cohort an array of them.
        """
        if self.fill:
            raise ValueError("a set without end has no run to count: take between() first")
        if isinstance(self.bits, int):
            place = until - self.start * WORD
            gaps = ~self.bits & ((1 << place + 1) - 1) if place >= 0 else 0
            return max(place + 1, 0) - gaps.bit_length()
        return run_back(self.bits, until - self.start * WORD)

    def spans(self) -> list[tuple[Month, Month]]:
        """One person's months as spans (first, last), inclusive, in order."""
        if not isinstance(self.bits, int) or self.fill:
            raise ValueError("spans() is for one person's finite set: take person() or between()")
        found, rest, base = [], self.bits, self.start * WORD
        while rest:
            skip = (rest & -rest).bit_length() - 1
            rest >>= skip
            length = (~rest & (rest + 1)).bit_length() - 1
            found.append((Month(base + skip), Month(base + skip + length - 1)))
            base += skip + length
            rest >>= length
        return found

    def to_spans(self) -> tuple[Integers, Integers, Integers]:
        """Many people's months as three arrays (person, first, last), by person, then month."""
        if isinstance(self.bits, int) or self.fill:
            raise ValueError("to_spans() is for a cohort's finite sets")
        raw = np.ascontiguousarray(self.bits.T).view(np.uint8)
        flags = np.unpackbits(raw, axis=1, bitorder="little")
        edges = np.diff(np.pad(flags, ((0, 0), (1, 1))).astype(np.int8), axis=1)
        person, first = np.nonzero(edges == 1)
        _, after = np.nonzero(edges == -1)
        base = self.start * WORD
        return person, first + base, after - 1 + base

    def take(self, people: Any) -> Months:
        """The sets of some people, by slice, index array or mask; one person's set is itself."""
        if isinstance(self.bits, int):
            return self
        return Months(self.start, self.bits[:, people], self.fill)

    def person(self, index: int) -> Months:
        """One person's set out of a cohort's."""
        if isinstance(self.bits, int):
            return self
        raw = self.bits[:, index].astype("<u8").tobytes()
        bits = int.from_bytes(raw, "little")
        return Months(self.start, bits - (1 << 8 * len(raw)) if self.fill else bits, self.fill)

    def replaced(self, where: NDArray[np.bool_], other: Months) -> Months:
        """These sets, with the other's for the people where `where`, shape (people,), holds.

        ValueError where one is without end and the other not: take between() first.
        """
        if self.fill != other.fill:
            raise ValueError("of two sets only one is without end: take between() first")
        start, stop = min(self.start, other.start), max(self._stop(), other._stop())
        mine, yours = self._words(start, stop), other._words(start, stop)
        return Months(start, np.where(where, yours, mine), self.fill)

    @staticmethod
    def fullest(sets: Sequence[Months]) -> Months:
        """For each person of a cohort the finite set with the most months, the first of equals."""
        start = min(months.start for months in sets)
        stop = max(months._stop() for months in sets)
        shape = stop - start, max(months.people or 1 for months in sets)
        words = np.broadcast_to(sets[0]._words(start, stop), shape).copy()
        best = sets[0].count()
        for months in sets[1:]:
            fuller = np.flatnonzero(np.broadcast_to(months.count() > best, shape[1]))
            words[:, fuller] = np.broadcast_to(months._words(start, stop), shape)[:, fuller]
            best = np.maximum(best, months.count())
        return Months(start, words)

    def __repr__(self) -> str:
        if isinstance(self.bits, int) and not self.fill:
            return f"Months({', '.join(f'{first}..{last}' for first, last in self.spans())})"
        return f"Months({'one person' if self.people is None else self.people})"


NEVER_MONTH = Month.of(9999, 12)


def _shift(bits: int, by: int, fill: bool) -> int:
    """Bits moved up (or down, when they are known to start later) by whole words."""
    if by <= 0:
        return bits >> -by
    return (bits << by) | ((1 << by) - 1 if fill else 0)


def _earliest(months: Months) -> Any:
    if months.fill:
        raise ValueError("a set without end has no first month: take between() first")
    if isinstance(months.bits, int):
        first = (months.bits & -months.bits).bit_length() - 1
        return months.start * WORD + first if months.bits else int(NEVER_MONTH)
    found = np.full(months.bits.shape[1], int(NEVER_MONTH), np.int64)
    for offset in reversed(range(len(months.bits))):
        word = months.bits[offset]
        lowest = np.bitwise_count((word & (~word + np.uint64(1))) - np.uint64(1))
        base = (months.start + offset) * WORD
        found = np.where(word != 0, base + lowest.astype(np.int64), found)
    return found


def union(sets: Iterable[Any]) -> Any:
    """The months in any of the sets; empty for none."""
    result: Any = None
    for months in sets:
        result = months if result is None or result is months else result | months
    return Months.none() if result is None else result

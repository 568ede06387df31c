"""What grows with time: points at rates that rise by bands of months, and figures by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from luohu.law.months import NEVER_MONTH, Month
from luohu.law.points import points, written
from luohu.law.ranges import larger, smaller
from luohu.law.sources import LawError

if TYPE_CHECKING:
    from luohu.law.quantities import Count, Points


@dataclass(frozen=True, slots=True)
class Rates:
    """Points a year by how many months came before: `bounds[k]` months on, `contents[k]` hundredths.

    A later rate is for the later months only; the earlier ones keep theirs.
    """

    bounds: tuple[int, ...]
    contents: tuple[int, ...]

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Rates:
        """From rows {after, points}, the first `after` 0 months; LawError where they do not rise."""
        listed = list(rows)
        _only({"after", "points"}, listed)
        bounds = tuple(whole(row["after"]) for row in listed)
        if not bounds or bounds[0] != 0 or any(a >= b for a, b in pairwise(bounds)):
            raise LawError(f"rates must begin after 0 months and rise, not {bounds}")
        return cls(bounds, tuple(points(row["points"]) for row in listed))

    def twelfths(self, months: Count) -> Points:
        """Hundredths for so many months (a number, an array or a Range) times twelve: exact.

        `half_up(…, 12)` makes them points.
        """
        ends = (*self.bounds[1:], int(NEVER_MONTH))
        earned: Any = 0
        for begin, end, rate in zip(self.bounds, ends, self.contents, strict=True):
            counted = larger(smaller(months, end) - begin, 0)
            earned = earned + counted * rate
        found: Points = earned
        return found

    def rows(self) -> list[tuple[str, str]]:
        """The table in print: months, points a year."""
        ends = [*(f"~{bound}" for bound in self.bounds[1:]), "~"]
        spans = (f"{begin + 1}{end}" for begin, end in zip(self.bounds, ends, strict=True))
        return [(text, written(rate)) for text, rate in zip(spans, self.contents, strict=True)]


@dataclass(frozen=True, slots=True)
class Series:
    """A figure that is replaced from time to time: `contents[k]` (yuan) from month `bounds[k]` on."""

    bounds: tuple[Month, ...]
    contents: tuple[int, ...]

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Series:
        """From rows {from, yuan}; LawError where the months do not rise."""
        listed = list(rows)
        _only({"from", "yuan"}, listed)
        bounds = tuple(Month.parse(row["from"]) for row in listed)
        if not bounds or any(a >= b for a, b in pairwise(bounds)):
            raise LawError(f"a series whose months do not rise: {bounds}")
        return cls(bounds, tuple(whole(row["yuan"]) for row in listed))

    def spans(self) -> Iterator[tuple[Month, Month, int]]:
        """First month, last month, figure; the last span is open."""
        ends = (*(Month(bound - 1) for bound in self.bounds[1:]), NEVER_MONTH)
        yield from zip(self.bounds, ends, self.contents, strict=True)

    def rows(self) -> list[tuple[str, str]]:
        """The table in print: from when, yuan."""
        return [(f"{begin}~", f"{yuan:,}") for begin, _, yuan in self.spans()]


def whole(value: Any) -> int:
    """A whole number as a file of values must write it; LawError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise LawError(f"{value!r} is not a whole number")
    return value


def _only(keys: set[str], rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        if set(row) != keys:
            raise LawError(f"a row {row} must have {' and '.join(sorted(keys))}, nothing else")

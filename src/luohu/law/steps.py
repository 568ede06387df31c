"""Tables of the law: a value by bracket, and points for what a person holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import points, written
from luohu.law.ranges import Range
from luohu.law.sources import LawError

if TYPE_CHECKING:
    from luohu.law.quantities import Points


SHORT = 4096


@lru_cache(maxsize=64)
def _short_index(bounds: tuple[int, ...]) -> NDArray[np.int16]:
    """The bracket of every number up to the last bound."""
    numbers = np.arange(bounds[-1] + 1)
    return np.maximum(np.searchsorted(bounds, numbers, side="right") - 1, 0).astype(np.int16)


@dataclass(frozen=True, slots=True)
class Steps:
    """Points by bracket: `bounds[k] <= x < bounds[k + 1]` gives `contents[k]`, in hundredths."""

    bounds: tuple[int, ...]
    contents: tuple[int, ...]

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Steps:
        """From rows {from, to, points}: `to` is excluded and left out of the last row.

        LawError where two rows overlap or leave a gap between them, or a row is empty.
        """
        ordered = sorted(rows, key=_from)
        for row, after in pairwise(ordered):
            if row.get("to") != after["from"]:
                open_or_late = row.get("to", after["from"] + 1) > after["from"]
                kind = "an overlap" if open_or_late else "a gap"
                raise LawError(f"a table with {kind} between {row} and {after}")
            if row["from"] == row["to"]:
                raise LawError(f"a table with an empty row {row}")
        if not ordered or "to" in ordered[-1]:
            raise LawError("a table whose last row must be open, without `to`")
        bounds = tuple(_from(row) for row in ordered)
        return cls(bounds, tuple(points(row["points"]) for row in ordered))

    @property
    def lowest(self) -> int:
        """The least that any bracket gives."""
        return min(self.contents)

    @property
    def greatest(self) -> int:
        """The most that any bracket gives."""
        return max(self.contents)

    def at(self, value: Any) -> Points:
        """The points for a number, an array or a range; below the first bracket the first."""
        if type(value) is Range:
            low, high = self._index(value.low), self._index(value.high)
            points = Range(self._extreme(low, high, min), self._extreme(low, high, max)).settled()
        else:
            index = self._index(value)
            one = isinstance(index, int)
            points = self.contents[index] if one else np.array(self.contents, np.int32).take(index)
        found: Points = points
        return found

    def _index(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            if self.bounds[0] >= 0 and self.bounds[-1] < SHORT:
                return _short_index(self.bounds).take(value, mode="clip")
            return np.maximum(np.searchsorted(self.bounds, value, side="right") - 1, 0)
        return max(bisect_right(self.bounds, value) - 1, 0)

    def _extreme(self, low: Any, high: Any, pick: Any) -> Any:
        steps = len(self.bounds)
        table = [
            [pick(self.contents[min(i, j) : j + 1]) for j in range(steps)] for i in range(steps)
        ]
        return table[low][high] if isinstance(low, int) else np.array(table)[low, high]

    def rows(self) -> list[tuple[str, str]]:
        """The table in print: bracket, points."""
        ends = [*(f"< {bound}" for bound in self.bounds[1:]), ""]
        brackets = (f"≥ {low} {end}".strip() for low, end in zip(self.bounds, ends, strict=True))
        return [(text, written(gift)) for text, gift in zip(brackets, self.contents, strict=True)]


def _from(row: Mapping[str, Any]) -> int:
    start = row["from"]
    if isinstance(start, bool) or not isinstance(start, int):
        raise LawError(f"a table whose row {row} does not begin with a whole number")
    return start


@dataclass(frozen=True, slots=True)
class Grid:
    """Points by one code, or by a combination of two."""

    table: NDArray[np.int64]
    listed: list[Any]

    def at(self, first: Any, second: Any = None) -> Points:
        """The points for a code, or for two, person by person."""
        if isinstance(first, np.ndarray):
            place = first if second is None else first * self.table.shape[1] + second
            found: Any = self.table.take(place)
        else:
            found = self.listed[first] if second is None else self.listed[first][second]
        points: Points = found
        return points


def _asked(need: Mapping[str, str]) -> Any:
    """What a row asks for: the column where it is one, else the row itself."""
    return next(iter(need)) if len(need) == 1 else tuple(need.items())


def _together(needs: Sequence[Mapping[str, str]]) -> str:
    """Rows in words that ask for the same column, or one row."""
    if len(needs[0]) == 1:
        (name,) = needs[0]
        return f"{name}: " + "、".join(need[name] for need in needs)
    return " + ".join(f"{name}: {wanted}" for name, wanted in needs[0].items())


def _code(column: type[IntEnum], need: Mapping[str, str]) -> Any:
    wanted = need.get(column.__name__.lower())
    if wanted is None:
        return slice(None)
    if wanted.upper() not in column.__members__:
        raise LawError(f"a table with a row for {wanted}, which is no {column.__name__.lower()}")
    return int(column[wanted.upper()])


@dataclass(frozen=True, slots=True)
class Levels:
    """Points for holding certain things: each row names what it requires; the best row counts."""

    requirements: tuple[Mapping[str, str], ...]
    contents: tuple[int, ...]
    grids: dict[tuple[type[IntEnum], ...], Grid] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Levels:
        """From rows {points, and a required value by column}; LawError for two equal rows."""
        listed = list(rows)
        needs = tuple({k: v for k, v in row.items() if k != "points"} for row in listed)
        for position, need in enumerate(needs):
            if need in needs[:position]:
                raise LawError(f"a table with two rows for {need}")
        if not listed:
            raise LawError("a table without rows")
        return cls(needs, tuple(points(row["points"]) for row in listed))

    @property
    def lowest(self) -> int:
        """What holding nothing gives."""
        return 0

    @property
    def greatest(self) -> int:
        """The most that any row gives."""
        return max(self.contents)

    def grid(self, *columns: type[IntEnum]) -> Grid:
        """The points of every combination of codes, 0 (none) included, of the named columns.

        A column goes by its enumeration's name in small letters, a requirement by the member's.
        """
        if columns not in self.grids:
            names = {column.__name__.lower() for column in columns}
            table = np.zeros([len(column) + 1 for column in columns], np.int64)
            for need, content in zip(self.requirements, self.contents, strict=True):
                if not names.issuperset(need):
                    raise LawError(f"a table with a row for {need}, which asks for other things")
                place = tuple(_code(column, need) for column in columns)
                table[place] = np.maximum(table[place], content)
            self.grids[columns] = Grid(table, table.tolist())
        return self.grids[columns]

    def rows(self) -> list[tuple[str, str]]:
        """The table in print: requirement, points; neighbours that ask for one thing and give the same together."""
        pairs = zip(self.requirements, self.contents, strict=True)
        return [
            (_together([need for need, _ in alike]), written(gift))
            for (_, gift), alike in groupby(pairs, key=lambda pair: (_asked(pair[0]), pair[1]))
        ]

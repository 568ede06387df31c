"""Tables of the law: a value by bracket, and points for what a person holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import points, written
from luohu.law.ranges import Range
from luohu.law.sources import LawError


@dataclass(frozen=True, slots=True)
class Steps:
    """Points by bracket: `bounds[k] <= x < bounds[k + 1]` gives `contents[k]`, in hundredths."""

    bounds: tuple[int, ...]
    contents: tuple[int, ...]

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Steps:
        """From rows {from, to, points}: `to` is excluded and left out of the last row.

        LawError where two rows overlap or leave a gap between them.
        """
        ordered = sorted(rows, key=lambda row: int(row["from"]))
        for row, after in zip(ordered, ordered[1:], strict=False):
            if row.get("to") != after["from"]:
                kind = "overlap" if row.get("to", after["from"] + 1) > after["from"] else "gap"
                raise LawError(f"a table with a {kind} between {row} and {after}")
        if not ordered or "to" in ordered[-1]:
            raise LawError("a table whose last row must be open, without `to`")
        bounds = tuple(int(row["from"]) for row in ordered)
        return cls(bounds, tuple(points(row["points"]) for row in ordered))

    @property
    def greatest(self) -> int:
        """The most that any bracket gives."""
        return max(self.contents)

    def at(self, value: Any) -> Any:
        """The points for a number, an array or a range; below the first bracket the first."""
        if type(value) is Range:
            low, high = self._index(value.low), self._index(value.high)
            return Range(self._extreme(low, high, min), self._extreme(low, high, max)).settled()
        index = self._index(value)
        if isinstance(index, int):
            return self.contents[index]
        return np.array(self.contents)[index]

    def _index(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return np.maximum(np.searchsorted(self.bounds, value, side="right") - 1, 0)
        return max(sum(bound <= value for bound in self.bounds) - 1, 0)

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


@dataclass(frozen=True, slots=True)
class Grid:
    """Points by combination of two codes."""

    table: NDArray[np.int64]
    listed: list[list[int]]

    def at(self, first: Any, second: Any) -> Any:
        """The points for two codes, person by person."""
        if isinstance(first, np.ndarray):
            return self.table[first, second]
        return self.listed[first][second]


def _code(column: type[IntEnum], need: Mapping[str, str]) -> Any:
    wanted = need.get(column.__name__.lower())
    return slice(None) if wanted is None else int(column[wanted.upper()])


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
        return cls(needs, tuple(points(row["points"]) for row in listed))

    @property
    def greatest(self) -> int:
        """The most that any row gives."""
        return max(self.contents)

    def grid(self, *columns: type[IntEnum]) -> Grid:
        """The points of every combination of codes, 0 (none) included, of the named columns.

        A column goes by its enumeration's name in small letters, a requirement by the member's.
        """
        if columns not in self.grids:
            shape = [len(column) + 1 for column in columns]
            table = np.zeros(shape, np.int64)
            for need, content in zip(self.requirements, self.contents, strict=True):
                place = tuple(_code(column, need) for column in columns)
                table[place] = np.maximum(table[place], content)
            self.grids[columns] = Grid(table, table.tolist())
        return self.grids[columns]

    def rows(self) -> list[tuple[str, str]]:
        """The table in print: requirement, points."""
        needs = (" + ".join(f"{k}: {v}" for k, v in need.items()) for need in self.requirements)
        return [(text, written(gift)) for text, gift in zip(needs, self.contents, strict=True)]

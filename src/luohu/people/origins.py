"""Where everything that was read stands, so that a fault can point at it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Protocol, overload

import numpy as np
from numpy.typing import NDArray

from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS, document_path
from luohu.people.faults import Fault, Place
from luohu.people.tables import Table

Indices = NDArray[np.integer[Any]]
KEYS = {listed.name: listed for listed in LISTS}


class Origin(Protocol):
    """Where the people of a cohort, their facts and the rows of their lists stand."""

    def person(self, index: int) -> Place:
        """Where a person stands."""

    def fact(self, index: int, name: str) -> Place:
        """Where a fact of one value stands, by its name for rules."""

    def row(self, index: int, listed: str, row: int, name: str) -> Place:
        """Where a field stands, `row` counting the rows of everybody in that list."""


@dataclass(frozen=True, eq=False)
class DocumentOrigin:
    """People from documents: the line or position of each, and of each row of their lists."""

    file: str
    rows: Sequence[int | None]
    positions: Mapping[str, Indices]

    def person(self, index: int) -> Place:
        """Where a person stands."""
        return Place(self.file, row=self.rows[index])

    def fact(self, index: int, name: str) -> Place:
        """Where a fact of one value stands."""
        return Place(self.file, row=self.rows[index], column=document_path(name))

    def row(self, index: int, listed: str, row: int, name: str) -> Place:
        """Where a field of a row stands, such as insurance[0].from."""
        held = KEYS[listed]
        path = f"{held.written_as}[{self.positions[listed][row]}].{held.field(name).written_as}"
        return Place(self.file, row=self.rows[index], column=path)


@dataclass(frozen=True, eq=False)
class TableOrigin:
    """People from tables: which row of its table each person and each row of a list is."""

    main: Table
    people: Indices
    lists: Mapping[str, tuple[Table, Indices]]

    def person(self, index: int) -> Place:
        """Where a person stands."""
        return self.main.place(int(self.people[index]))

    def fact(self, index: int, name: str) -> Place:
        """Where a fact of one value stands."""
        return self.main.place(int(self.people[index]), name)

    def row(self, index: int, listed: str, row: int, name: str) -> Place:
        """Where a field of a row stands."""
        table, rows = self.lists[listed]
        return table.place(int(rows[row]), name)


@dataclass(frozen=True)
class Contents:
    """What a file holds: those of its people that could be read, where they stand, its faults."""

    faults: list[Fault]
    cohort: Cohort | None = None
    origin: Origin | None = None


class Places(Sequence[Place]):
    """Where each person of several files stands, found when asked."""

    def __init__(self, origins: Sequence[Origin], lengths: Sequence[int]) -> None:
        self._origins = origins
        self._starts = [0, *accumulate(lengths)]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> list[Place]: ...
    def __getitem__(self, index: int | slice) -> Place | list[Place]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        position = range(len(self))[index]
        which = bisect_right(self._starts, position) - 1
        return self._origins[which].person(position - self._starts[which])

"""A list of facts (spans of insurance, tax years …) of one person, or of each of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.bits import Integers
from luohu.law.months import Months
from luohu.law.quantities import Calendar
from luohu.law.ranges import Range
from luohu.people.facts import city_of

Where = Callable[[Any], Any]


class Rows:
    """What rules may ask of a list: loop over its rows, or take the months of its spans.

    A loop gives rows whose fields hold one value a person: one person's own, or the first rows of
    everybody, then the second rows and so on, where those who have no more get zeros.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError

    def present(self, field: str) -> set[int]:
        """The values that a field takes in any row."""
        raise NotImplementedError

    def months(self, where: Where, until: Any, start: Where | None = None) -> Calendar:
        """The months in the spans for which `where(row)` holds, up to `until`, inclusive.

        A span runs from `start(row)`, its first month unless said, to its last. Where the truth
        of a row is unknown the result is a Range of sets.
        """
        raise NotImplementedError


class OneRows(Rows):
    """The rows of one person."""

    __slots__ = ("rows",)

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def present(self, field: str) -> set[int]:
        return {getattr(row, field) for row in self.rows}

    def months(self, where: Where, until: Any, start: Where | None = None) -> Any:
        sure, unsure = [], []
        for row in self.rows:
            held = where(row)
            if held is False:
                continue
            span = (row.first if start is None else start(row), min(row.last, until))
            if held is True:
                sure.append(span)
            elif held.high:
                unsure.append(span)
        if unsure:
            return Range(Months.of(*sure), Months.of(*sure, *unsure))
        return Months.of(*sure)


class Columns:
    """Rows of many people, a column a field; a field is an attribute."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Mapping[str, NDArray[Any]]) -> None:
        self._columns = columns

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self._columns[name]
        except KeyError:
            raise AttributeError(name) from None


class Layer:
    """One row of everybody, the first say: a field holds a value a person, zero without a row."""

    __slots__ = ("_columns", "_have", "_places", "_taken")

    def __init__(
        self, columns: Mapping[str, NDArray[Any]], places: Integers, have: NDArray[np.bool_]
    ) -> None:
        self._columns = columns
        self._places = places
        self._have = None if have.all() else have.astype(np.int32)
        self._taken: dict[str, NDArray[Any]] = {}

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name not in self._taken:
            if name not in self._columns:
                raise AttributeError(name)
            taken = self._columns[name].take(self._places, mode="clip")
            if self._have is not None:
                taken = taken & (self._have > 0) if taken.dtype == bool else taken * self._have
            self._taken[name] = taken
        return self._taken[name]


class ManyRows(Rows):
    """The rows of a cohort in columns, by person: rows offsets[i]..offsets[i+1] are i's."""

    __slots__ = ("_layers", "_named", "columns", "home", "offsets")

    def __init__(
        self,
        offsets: Integers,
        columns: Mapping[str, NDArray[Any]],
        home: NDArray[np.int32] | None = None,
    ) -> None:
        self.offsets = offsets
        self.columns = columns
        self.home = home
        self._layers: list[Layer] | None = None
        self._named: NDArray[np.int32] | None = None

    def of_people_from(self, home: NDArray[np.int32]) -> ManyRows:
        """The same rows, of people whose documents are from those cities; codes, shape (people,)."""
        return ManyRows(self.offsets, self.columns, home)

    @property
    def named(self) -> NDArray[np.int32]:
        """The city that each row itself names, by its city or its district; 0 if it names none."""
        if self._named is None:
            city = self.columns["city"]
            if "district" in self.columns:
                city = np.where(city > 0, city, city_of(self.columns["district"]))
            self._named = city
        return self._named

    def named_by(self, index: int) -> list[int]:
        """The codes that one person's rows name."""
        found: list[int] = self.named[self.offsets[index] : self.offsets[index + 1]].tolist()
        return found

    def _placed(self) -> Mapping[str, NDArray[Any]]:
        """The columns with `place`, the city of each row, where the people's own is told."""
        if self.home is None or "place" in self.columns:
            return self.columns
        named = self.named
        if not named.all():
            named = np.where(named > 0, named, self.home[self.person])
        self.columns = {**self.columns, "place": named}
        return self.columns

    @classmethod
    def by_person(
        cls, person: Integers, columns: Mapping[str, NDArray[Any]], people: int
    ) -> ManyRows:
        """From rows in any order, `person` saying whose each is; the order within one is kept."""
        order = np.argsort(person, kind="stable")
        lengths = np.bincount(person, minlength=people)
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        return cls(offsets, {name: column[order] for name, column in columns.items()})

    @classmethod
    def joined(cls, parts: Sequence[ManyRows]) -> ManyRows:
        """Put the rows of several cohorts together, one after the other; at least one."""
        lengths = np.concatenate([np.diff(part.offsets) for part in parts])
        names = parts[0].columns
        return cls(
            np.concatenate(([0], np.cumsum(lengths))),
            {name: np.concatenate([part.columns[name] for part in parts]) for name in names},
        )

    @property
    def people(self) -> int:
        """How many people, with rows or without."""
        return len(self.offsets) - 1

    @property
    def person(self) -> Integers:
        """Whose each row is."""
        return np.repeat(np.arange(self.people), np.diff(self.offsets))

    def __len__(self) -> int:
        return int(self.offsets[-1] - self.offsets[0])

    def __iter__(self) -> Iterator[Layer]:
        if self._layers is None:
            lengths = np.diff(self.offsets)
            starts = self.offsets[:-1]
            most = int(lengths.max()) if len(self) else 0
            self._layers = [
                Layer(self._placed(), starts + position, lengths > position)
                for position in range(most)
            ]
        return iter(self._layers)

    def present(self, field: str) -> set[int]:
        return set(np.unique(self.columns[field]).tolist())

    def months(self, where: Where, until: Any, start: Where | None = None) -> Any:
        rows = Columns(self._placed())
        held = where(rows)
        first = np.asarray(rows.first if start is None else start(rows))
        last = np.minimum(rows.last, until)
        if type(held) is Range:
            return Range(self._marked(held.low, first, last), self._marked(held.high, first, last))
        return self._marked(held, first, last)

    def _marked(self, held: Any, first: Integers, last: Integers) -> Months:
        held = np.broadcast_to(held, first.shape)
        return Months.from_spans(self.person[held], first[held], last[held], self.people)

    def slice(self, begin: int, end: int) -> ManyRows:
        """The rows of people begin..end (end excluded), without copying columns."""
        low, high = int(self.offsets[begin]), int(self.offsets[end])
        columns = {name: column[low:high] for name, column in self.columns.items()}
        if low == high:
            return ManyRows(np.broadcast_to(np.int64(0), end - begin + 1), columns)
        return ManyRows(self.offsets[begin : end + 1] - low, columns)

    def take(self, people: Integers) -> ManyRows:
        """The rows of some people, by index."""
        lengths = np.diff(self.offsets)[people]
        ends = np.cumsum(lengths)
        inner = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
        place = np.repeat(self.offsets[people], lengths) + inner
        columns = {name: column[place] for name, column in self.columns.items()}
        return ManyRows(np.concatenate(([0], ends)), columns)

    def of(self, index: int, home: int | None = None) -> OneRows:
        """The rows of one person of the cohort, whose document is from a city if that is told."""
        rows = []
        for k in range(int(self.offsets[index]), int(self.offsets[index + 1])):
            row = {name: column[k].item() for name, column in self.columns.items()}
            if home is not None:
                row["place"] = int(self.named[k]) or home
            rows.append(SimpleNamespace(**row))
        return OneRows(rows)

"""Many applicants in columns: the same facts as a document's, an array each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.ranges import UNKNOWN
from luohu.people.applicant import SCALARS, UNSTATED, facts_of
from luohu.people.facts import LISTS, LOCATED, Fact, Insurance, home_city, scalars
from luohu.people.rows import ManyRows, OneRows
from luohu.people.types import FlagType, TextType

Column = NDArray[Any]
TEXTS = tuple(n for n, fact, _ in scalars() if isinstance(fact.type, TextType) and n != "id")
FACTS: dict[str, Fact] = {name: fact for name, fact, _ in SCALARS}
NO_CITY = 10**6
FLAGS_AT_ONCE = 48


def kept_as(fact: Fact) -> type[np.generic]:
    """The column type of a fact: truth for flags, else 64-bit numbers for yuan, 32-bit for the rest."""
    if isinstance(fact.type, FlagType):
        return np.bool_
    return np.int32 if fact.type.highest < 2**31 else np.int64


@dataclass(frozen=True)
class Cohort:
    """People by position: `columns[name][i]` and `lists[name]` are facts of the one with `ids[i]`.

    `missing[name][i]` says that a fact or list is unknown; a name without unknowns is left out.
    `texts[name][i]` are words that no rule reads, None if unstated; a name nobody states is left out.
    """

    ids: Sequence[str]
    columns: Mapping[str, Column]
    lists: Mapping[str, ManyRows]
    missing: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    texts: Mapping[str, NDArray[np.object_]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, documents: Sequence[Any]) -> Cohort:
        """A cohort from applicant documents, in their order."""
        people = [facts_of(document) for document in documents]
        missing = {name: _missing(people, name) for name in (*FACTS, *(f.name for f in LISTS))}
        columns = {name: _column(people, name, fact) for name, fact in FACTS.items()}
        lists = {listed.name: _rows(people, listed.name, listed.fields) for listed in LISTS}
        some = {name: where for name, where in missing.items() if where.any()}
        texts = {n: np.array([getattr(one, n) for one in documents], object) for n in TEXTS}
        stated = {name: words for name, words in texts.items() if (words != None).any()}  # noqa: E711
        return cls([document.id for document in documents], columns, lists, some, stated)

    @classmethod
    def joined(cls, cohorts: Sequence[Cohort]) -> Cohort:
        """Put cohorts together, one after the other; at least one."""
        if len(cohorts) == 1:
            return cohorts[0]
        return cls(
            [one for cohort in cohorts for one in cohort.ids],
            {name: np.concatenate([cohort.columns[name] for cohort in cohorts]) for name in FACTS},
            {f.name: ManyRows.joined([c.lists[f.name] for c in cohorts]) for f in LISTS},
            _gathered([cohort.missing for cohort in cohorts], cohorts, False),
            _gathered([cohort.texts for cohort in cohorts], cohorts, None),
        )

    def person(self, index: int) -> dict[str, Any]:
        """The facts of one person, as rules read them."""
        gone = {name for name, where in self.missing.items() if where[index]}
        scalars = {
            name: UNSTATED[name] if name in gone else self.columns[name][index].item()
            for name, fact in FACTS.items()
        }
        home = home_city(int(self.columns["city"][index]), self._cities_named(index))
        lists = {
            name: UNKNOWN if name in gone else rows.of(index, home if name in LOCATED else None)
            for name, rows in self.lists.items()
        }
        return scalars | lists

    def _cities_named(self, index: int) -> set[int]:
        """The codes of the cities that one person's rows name."""
        return {code for name in LOCATED for code in self.lists[name].named_by(index)}

    @cached_property
    def home(self) -> NDArray[np.int32]:
        """Where each person's document is from, codes of cities; 0 where nothing says it."""
        fewest = np.full(len(self), NO_CITY, np.int32)
        greatest = np.zeros(len(self), np.int32)
        for name in LOCATED:
            rows = self.lists[name]
            named = np.flatnonzero(rows.named)
            np.minimum.at(fewest, rows.person[named], rows.named[named])
            np.maximum.at(greatest, rows.person[named], rows.named[named])
        stated = self.columns["city"]
        return np.where(stated > 0, stated, np.where(fewest == greatest, greatest, 0))

    def slice(self, begin: int, end: int) -> Cohort:
        """The people begin..end (end excluded), sharing columns."""
        return Cohort(
            self.ids[begin:end],
            {name: column[begin:end] for name, column in self.columns.items()},
            {name: rows.slice(begin, end) for name, rows in self.lists.items()},
            {name: where[begin:end] for name, where in self.missing.items()},
            {name: words[begin:end] for name, words in self.texts.items()},
        )

    def take(self, people: NDArray[np.integer[Any]]) -> Cohort:
        """Some people by position, in that order."""
        return Cohort(
            [self.ids[k] for k in people],
            {name: column[people] for name, column in self.columns.items()},
            {name: rows.take(people) for name, rows in self.lists.items()},
            {name: where[people] for name, where in self.missing.items()},
            {name: words[people] for name, words in self.texts.items()},
        )

    def facts(self, gone: frozenset[str] = frozenset()) -> dict[str, Any]:
        """The facts as rules read them, those in `gone` unknown for everybody."""
        scalars = {n: UNSTATED[n] if n in gone else self.columns[n] for n in FACTS}
        lists = {
            n: UNKNOWN if n in gone else rows.of_people_from(self.home) if n in LOCATED else rows
            for n, rows in self.lists.items()
        }
        return scalars | lists

    def parts(self, read: Collection[str] | None = None) -> Iterator[Part]:
        """The people in groups that are alike in what is unknown of them and how they are insured.

        Only facts that are `read` (all unless said) part them; what is unknown of everybody does
        not. Whoever has rows for single kinds of insurance is apart: for the rest the five are one.
        """
        names = [name for name in self.missing if read is None or name in read]
        always = [name for name in names if self.missing[name].all()]
        names = [name for name in names if name not in always and self.missing[name].any()]
        groups = _alike([*(self.missing[name] for name in names), self._insured_by_kind()])
        for people in groups:
            one = people[0]
            gone = frozenset([*always, *(name for name in names if self.missing[name][one])])
            if len(groups) == 1:
                yield Part(None, self, gone)
            else:
                yield Part(people, self.take(people), gone)

    def _insured_by_kind(self) -> NDArray[np.bool_]:
        """Who has insurance rows for single kinds."""
        rows = self.lists["insurance"]
        single = rows.person[rows.columns["kind"] != Insurance.ALL]
        return np.bincount(single, minlength=len(self)).astype(bool)


@dataclass(frozen=True)
class Part:
    """Some people of a cohort, and what is unknown of all of them; `people` are their positions.

    None stands for everybody.
    """

    people: NDArray[np.integer[Any]] | None
    cohort: Cohort
    gone: frozenset[str]

    def batches(self, size: int) -> Iterator[tuple[Any, dict[str, Any]]]:
        """So many people at a time: where they stand in the whole cohort, and their facts."""
        for begin in range(0, len(self.cohort), size):
            end = min(begin + size, len(self.cohort))
            place = slice(begin, end) if self.people is None else self.people[begin:end]
            yield place, self.cohort.slice(begin, end).facts(self.gone)


def _alike(flags: Sequence[NDArray[np.bool_]]) -> list[NDArray[np.int64]]:
    """The positions of those who have the same flags, a group after the other; none is empty."""
    people = len(flags[0])
    flags = [flag for flag in flags if flag.any() and not flag.all()]
    if not flags:
        return [np.arange(people)] if people else []
    codes = np.zeros(people, np.int64)
    for begin in range(0, len(flags), FLAGS_AT_ONCE):
        some = flags[begin : begin + FLAGS_AT_ONCE]
        _, codes = np.unique(codes, return_inverse=True)
        codes <<= len(some)
        codes |= sum(flag.astype(np.int64) << place for place, flag in enumerate(some))
    return [np.flatnonzero(codes == code) for code in np.unique(codes)]


def _missing(people: Sequence[Mapping[str, Any]], name: str) -> NDArray[np.bool_]:
    known = (int, np.integer, OneRows)
    return np.array([not isinstance(facts[name], known) for facts in people], bool)


def _column(people: Sequence[Mapping[str, Any]], name: str, fact: Fact) -> Column:
    values = [facts[name] if isinstance(facts[name], int) else 0 for facts in people]
    return np.array(values, kept_as(fact))


def _rows(people: Sequence[Mapping[str, Any]], name: str, fields: Sequence[Fact]) -> ManyRows:
    held = [facts[name].rows if facts[name] is not UNKNOWN else () for facts in people]
    lengths = [len(rows) for rows in held]
    columns = {
        fact.name: np.array(
            [getattr(row, fact.name) for rows in held for row in rows], kept_as(fact)
        )
        for fact in fields
    }
    return ManyRows(np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))), columns)


def _gathered(
    parts: Sequence[Mapping[str, Column]], cohorts: Sequence[Cohort], absent: Any
) -> dict[str, Column]:
    """Join columns that some of the cohorts leave out."""
    names = dict.fromkeys(name for part in parts for name in part)
    kind = bool if absent is False else object
    return {
        name: np.concatenate(
            [
                part.get(name, np.full(len(c), absent, kind))
                for part, c in zip(parts, cohorts, strict=True)
            ]
        )
        for name in names
    }

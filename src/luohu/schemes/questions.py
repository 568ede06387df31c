"""What a law asks of a person: the entries of the catalogue that its rules read, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.days import today
from luohu.law.evaluation import InForce
from luohu.law.months import NEVER_MONTH, Month
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort, kept_as
from luohu.people.facts import LISTS, LOCATED, PERSON, Fact, Group, ListFact, city_of
from luohu.people.rows import ManyRows
from luohu.people.types import ChoiceType, DayType, ExpiryType, FlagType, MonthType, YearType

PROBED = 400


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked: a fact, facts that stand together, or a list with some of its fields."""

    item: Fact | Group | ListFact
    fields: tuple[Fact, ...]

    @property
    def name(self) -> str:
        """The name of the entry in the catalogue."""
        return self.item.name

    @property
    def is_list(self) -> bool:
        """Whether the answer is a list of rows."""
        return isinstance(self.item, ListFact)


@lru_cache(maxsize=64)
def questions(law: InForce) -> tuple[Question, ...]:
    """Every question of a law, in the order of the catalogue."""
    needed, read = law.book.needs(law.outcomes), _fields_read(law)
    return (*_of_the_person(needed), *_of_the_lists(needed, read))


def _of_the_person(needed: frozenset[str]) -> Iterator[Question]:
    for item in PERSON:
        if isinstance(item, Group):
            fields = tuple(f for f in item.fields if f"{item.name}_{f.name}" in needed)
            asked = tuple(f for f in item.fields if f in fields or f.required)
            if fields:
                yield Question(item, asked)
        elif item.name in needed or (item.name == "city" and not needed.isdisjoint(LOCATED)):
            yield Question(item, (item,))


def _of_the_lists(needed: frozenset[str], read: Mapping[str, frozenset[str]]) -> Iterator[Question]:
    for listed in LISTS:
        if listed.name in needed:
            fields = tuple(f for f in listed.fields if f.required or _reads(f, read[listed.name]))
            yield Question(listed, fields)


def _reads(fact: Fact, names: frozenset[str]) -> bool:
    return fact.name in names or (fact.name == "district" and "place" in names)


def _fields_read(law: InForce) -> dict[str, frozenset[str]]:
    """The fields of each list that the law reads, seen by running it on rows of every kind."""
    cohort = Cohort.of([read_applicant({"id": "probe", "born": "1985-01-01"})])
    watched = {listed.name: _watched(listed) for listed in LISTS}
    lists = {n: ManyRows(np.array([0, PROBED]), columns) for n, columns in watched.items()}
    law.evaluate(replace(cohort, lists=lists, missing={}).facts())
    return {name: frozenset(columns.seen) for name, columns in watched.items()}


class _Watched(dict[str, NDArray[Any]]):
    """Columns of a list that remember which of them were read."""

    def __init__(self, columns: Mapping[str, NDArray[Any]]) -> None:
        super().__init__(columns)
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> NDArray[Any]:
        self.seen.add(name)
        return super().__getitem__(name)


def _watched(listed: ListFact) -> _Watched:
    """Rows that hold every choice there is, each field with a step of its own."""
    columns = {
        fact.name: np.array(
            [_value(fact, row // (1 + k % 3)) for row in range(PROBED)], kept_as(fact)
        )
        for k, fact in enumerate(listed.fields)
    }
    if "city" in columns:
        district = columns.get("district")
        columns["place"] = columns["city"] if district is None else city_of(district)
    return _Watched(columns)


def _value(fact: Fact, row: int) -> int:
    """A value of a fact's type that a rule can work with."""
    now = today()
    if isinstance(fact.type, ChoiceType):
        return row % len(fact.type.choices) + 1
    if isinstance(fact.type, FlagType):
        return row % 2
    if isinstance(fact.type, MonthType):
        return int(NEVER_MONTH) if fact.may_be_open else int(Month(now.month - 12 - row % 100))
    if isinstance(fact.type, DayType | ExpiryType):
        return (now.year - 1 - row % 8) * 10000 + 101
    if isinstance(fact.type, YearType):
        return now.year - 1 - row % 8
    return max(1, fact.type.lowest)

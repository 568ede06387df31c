"""A cohort as tables: what every cell of every sheet says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from luohu.people.cohort import Cohort
from luohu.people.documents import known, none_held, words
from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact, scalars
from luohu.people.layout import MAIN, OPEN_END, SHEETS, Column, Held, Sheet
from luohu.people.tables import Values
from luohu.people.types import FlagType, TextType


@dataclass(frozen=True)
class Filled:
    """A sheet with what its columns hold, by the name of the column."""

    sheet: Sheet
    columns: Mapping[str, Values]

    def cells(self, column: Column) -> list[Any]:
        """Write a column's cells; None is blank."""
        held = self.columns[column.name]
        fact = column.fact
        if isinstance(fact.type, TextType):
            return list(held.values)
        blank = OPEN_END if fact.may_be_open and fact.required else None
        written = words(held.values, _careful(fact))
        pairs = zip(held.stated.tolist(), written, strict=True)
        return [cell if said else blank for said, cell in pairs]


def _careful(fact: Fact) -> Any:
    """The cell for a number, nothing for a number that only holds the place of an unknown."""
    lowest, highest = fact.type.lowest, fact.type.highest
    return lambda value: fact.type.write_cell(value) if lowest <= value <= highest else None


def tabulate(cohort: Cohort) -> Iterator[Filled]:
    """Fill the sheet of people, and the sheet of each list that has rows."""
    yield Filled(MAIN, _people(cohort))
    for sheet in SHEETS:
        if sheet.listed is not None and len(cohort.lists[sheet.name]):
            yield Filled(sheet, _rows(cohort, sheet.listed))


def _people(cohort: Cohort) -> dict[str, Values]:
    found = {"id": _texts(np.array(cohort.ids, object))}
    for name, fact, _ in scalars():
        if isinstance(fact.type, TextType):
            nobody = np.full(len(cohort), None, object)
            found.setdefault(name, _texts(cohort.texts.get(name, nobody)))
        else:
            found[name] = _stated(fact, cohort.columns[name], known(cohort, name))
    for item in PERSON:
        if isinstance(item, Group) and item.may_be_null:
            found[item.name] = _permit(cohort, item)
    return found | {listed.name: _presence(cohort, listed) for listed in LISTS}


def _texts(words: Any) -> Values:
    return Values(words, words != None)  # noqa: E711  # each of them, not the array


def _stated(fact: Fact, column: Any, sure: Any) -> Values:
    """What must be said of a fact: all but what a blank cell means anyway, and plain yes or no."""
    stated = sure & (column != fact.null)
    if not fact.required and not isinstance(fact.type, FlagType):
        stated = stated & (column != fact.left_out)
    return Values(column, stated)


def _permit(cohort: Cohort, item: Group) -> Values:
    names = [f"{item.name}_{fact.name}" for fact in item.fields if fact.required]
    sure = np.logical_and.reduce([known(cohort, name) for name in names])
    held = np.where(none_held(cohort, item), int(Held.NONE), int(Held.SOME))
    return Values(held, sure)


def _presence(cohort: Cohort, listed: ListFact) -> Values:
    sure = known(cohort, listed.name)
    some = np.diff(cohort.lists[listed.name].offsets) > 0
    held = np.where(some, int(Held.SOME), int(Held.NONE))
    held = np.where(sure, held, int(Held.UNKNOWN))
    return Values(held, sure | listed.left_out_is_empty)


def _rows(cohort: Cohort, listed: ListFact) -> dict[str, Values]:
    rows = cohort.lists[listed.name]
    everywhere = np.ones(len(rows), bool)
    found = {"id": _texts(np.array(cohort.ids, object)[rows.person])}
    for fact in listed.fields:
        found[fact.name] = _stated(fact, rows.columns[fact.name], everywhere)
    return found

"""Columns and lists of a cohort out of the arrays that somebody thought of; the rest is plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.people.cohort import FACTS, Column, kept_as
from luohu.people.facts import LISTS, Fact
from luohu.people.rows import ManyRows
from luohu.study.population.lives import Draw, Whole

FIELDS = {listed.name: listed.fields for listed in LISTS}
Stated = Mapping[str, Any]


def columns_of(people: int, stated: Stated) -> dict[str, Column]:
    """A column for every fact of a person: what was stated, else what leaving it out means."""
    return {
        name: np.broadcast_to(np.asarray(stated.get(name, _plain(fact))), (people,)).astype(
            kept_as(fact)
        )
        for name, fact in FACTS.items()
    }


def _plain(fact: Fact) -> int:
    """What null or leaving out means; the lowest value where neither is allowed."""
    told = fact.left_out if fact.null is None else fact.null
    return fact.type.lowest if told is None else told


def listed(name: str, people: int, person: Whole, stated: Stated) -> ManyRows:
    """Rows of a list, `person` saying whose each is; fields not stated are as if left out."""
    columns = {
        fact.name: np.broadcast_to(
            np.asarray(stated.get(fact.name, fact.left_out or 0)), person.shape
        ).astype(kept_as(fact))
        for fact in FIELDS[name]
    }
    return ManyRows.by_person(person, columns, people)


def parts_listed(name: str, people: int, parts: Sequence[tuple[NDArray[Any], Stated]]) -> ManyRows:
    """Rows given in parts, each a mask or the positions of people with an array a field over all.

    Of one person the rows of earlier parts come first.
    """
    whose = [np.flatnonzero(who) if who.dtype == bool else who for who, _ in parts]
    fields = {field for _, stated in parts for field in stated}
    columns = {
        field: np.concatenate(
            [
                _taken(stated.get(field, 0), who, people)
                for who, (_, stated) in zip(whose, parts, strict=True)
            ]
        )
        for field in fields
    }
    return listed(name, people, np.concatenate(whose), columns)


def _taken(values: Any, who: Whole, people: int) -> NDArray[Any]:
    held: NDArray[Any] = np.broadcast_to(np.asarray(values), (people,))[who]
    return held


def between(draw: Draw, low: Any, high: Any, people: int) -> Whole:
    """A whole number from low to high, both included, for each; low where high is below it."""
    width = np.maximum(np.asarray(high) - np.asarray(low) + 1, 1)
    found: Whole = np.asarray(low) + np.floor(draw.random(people) * width).astype(np.int64)
    return found


def day_in(draw: Draw, month: Whole) -> Whole:
    """A day of each month, from the second to the 28th, as a number like 20190315."""
    return month // 12 * 10000 + (month % 12 + 1) * 100 + draw.integers(2, 29, len(month))

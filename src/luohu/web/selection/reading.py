"""Many documents into a cohort at once: column by column, each different value read only once.

It gives what `Cohort.of` gives of the same documents, several times faster: a hundred and fifty
thousand people are read within seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.sources import Text
from luohu.people.applicant import SCALARS, read_applicant, write_applicant
from luohu.people.cohort import TEXTS, Cohort, kept_as
from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact
from luohu.people.faults import Fault, Place, Refused
from luohu.people.rows import ManyRows
from luohu.people.types import FlagType, Misread

Document = Mapping[str, Any]
LEFT_OUT = object()
TOP = frozenset(
    {item.name if isinstance(item, Group) else item.written_as for item in PERSON}
    | {listed.written_as for listed in LISTS}
)
GROUPS = tuple(item for item in PERSON if isinstance(item, Group))


def cohort_of(documents: Sequence[Document], numbers: Sequence[str]) -> Cohort:
    """A cohort of documents under numbers; Refused with the number of one that cannot be read.

    What is pending of a document is marked as unknown afterwards: `verification.scoring.marked`.
    """
    plain = [_plain(one, number) for one, number in zip(documents, numbers, strict=True)]
    try:
        return _columns(plain, numbers)
    except (Misread, TypeError):
        for one, number in zip(plain, numbers, strict=True):
            _written_again(one, number)
        raise


def _plain(document: Document, number: str) -> Document:
    """The document with its keys as they are written; one that is written otherwise is read as such."""
    if not document.keys() <= TOP or not _as_written(document):
        return _written_again(document, number)
    return document


def _as_written(document: Document) -> bool:
    for key, allowed in KEYS.items():
        held = document.get(key)
        if held and type(held) is dict and not held.keys() <= allowed:
            return False
    for key, allowed in ROW_KEYS.items():
        for row in document.get(key) or ():
            if type(row) is not dict or not row.keys() <= allowed:
                return False
    return True


KEYS = {group.name: frozenset(fact.written_as for fact in group.fields) for group in GROUPS}
ROW_KEYS = {one.written_as: frozenset(fact.written_as for fact in one.fields) for one in LISTS}


def _written_again(document: Document, number: str) -> Document:
    try:
        return write_applicant(read_applicant({**document, "id": number}))
    except Refused as refused:
        right = Text("请主管部门更正这一份", "the authority has to correct this one")
        wrong = Text("核查后的材料读不出", "the verified document cannot be read")
        raise Refused([*refused.faults, Fault(Place(column=number), wrong, right)]) from None


def _columns(documents: Sequence[Document], numbers: Sequence[str]) -> Cohort:
    columns: dict[str, NDArray[Any]] = {}
    missing: dict[str, NDArray[np.bool_]] = {}
    groups = {group.name: _holders(documents, group) for group in GROUPS}
    for name, fact, group in SCALARS:
        values = (
            _read(fact, (one.get(fact.written_as, LEFT_OUT) for one in documents))
            if group is None
            else _of_group(fact, groups[group.name])
        )
        unknown = [value is None for value in values]
        columns[name] = np.array([value or 0 for value in values], kept_as(fact))
        missing[name] = np.array(unknown, bool)
    lists = {listed.name: _list(documents, listed, missing) for listed in LISTS}
    some = {name: where for name, where in missing.items() if where.any()}
    return Cohort(list(numbers), columns, lists, some, _texts(documents))


NO_GROUP: Mapping[str, Any] = {}
NULL_GROUP = object()
UNKNOWN_GROUP = object()


def _holders(documents: Sequence[Document], group: Group) -> list[Any]:
    """What each document states in a group: its fields, that there are none, or nothing at all."""
    absent: Any = UNKNOWN_GROUP
    if group.left_out_is_null:
        absent = NULL_GROUP if group.may_be_null else NO_GROUP
    found = (one.get(group.name, LEFT_OUT) for one in documents)
    return [absent if h is LEFT_OUT else NULL_GROUP if h is None else h for h in found]


def _of_group(fact: Fact, holders: Sequence[Any]) -> list[int | None]:
    null = _number(fact, fact.null)
    read = _Reading(fact)
    return [
        null if held is NULL_GROUP
        else None if held is UNKNOWN_GROUP
        else read[held.get(fact.written_as, LEFT_OUT)]
        for held in holders
    ]  # fmt: skip


class _Reading(dict[Any, int | None]):
    """The numbers of a fact's values; each different value is read the first time it is met."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        if not fact.required:
            self[LEFT_OUT] = _number(fact, fact.left_out)
        if fact.null is not None:
            self[None] = _number(fact, fact.null)

    def __missing__(self, raw: Any) -> int | None:
        if raw is LEFT_OUT or raw is None:
            raise TypeError(f"{self.fact.name} must be stated")
        value = self[raw] = int(self.fact.type.read(raw))
        return value


def _number(fact: Fact, value: int | None) -> int | None:
    return bool(value) if isinstance(fact.type, FlagType) and value is not None else value


def _read(fact: Fact, raw: Iterable[Any]) -> list[int | None]:
    read = _Reading(fact)
    return [read[one] for one in raw]


def _list(
    documents: Sequence[Document], listed: ListFact, missing: dict[str, NDArray[np.bool_]]
) -> ManyRows:
    """The rows of everybody; who does not say whether there are any is noted as missing."""
    none: Any = () if listed.left_out_is_empty else None
    held = [one.get(listed.written_as, none) for one in documents]
    missing[listed.name] = np.array([rows is None for rows in held], bool)
    counts = [len(rows) if rows else 0 for rows in held]
    rows = list(chain.from_iterable(filter(None, held)))
    columns = {fact.name: _row_column(fact, rows) for fact in listed.fields}
    return ManyRows(np.concatenate(([0], np.cumsum(counts, dtype=np.int64))), columns)


def _row_column(fact: Fact, rows: Sequence[Mapping[str, Any]]) -> NDArray[Any]:
    if not rows:
        return np.zeros(0, kept_as(fact))
    key = fact.written_as
    values = _read(fact, (row.get(key, LEFT_OUT) for row in rows))
    return np.array([value or 0 for value in values], kept_as(fact))


def _texts(documents: Sequence[Document]) -> dict[str, NDArray[np.object_]]:
    """Words that no rule reads, by the names of those that anybody states."""
    found: dict[str, NDArray[np.object_]] = {}
    for name in TEXTS:
        words = [one.get(name) for one in documents]
        if any(one is not None for one in words):
            found[name] = np.array(words, object)
    return found

"""Applicant documents out of a cohort: what each column says of a person, as JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from luohu.people.applicant import SCALARS
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact

Mask = NDArray[np.bool_]


class Stated(NamedTuple):
    """One field of everybody's document: the group it is in, its key, for whom, the values."""

    group: str
    key: str
    kept: Sequence[bool]
    values: Sequence[Any]


def documents_of(cohort: Cohort) -> list[dict[str, Any]]:
    """Everybody's applicant document, in the form that write_applicant gives."""
    return list(each_document(cohort))


def each_document(cohort: Cohort) -> Iterator[dict[str, Any]]:
    """The documents one by one, for a cohort whose documents together would fill the memory."""
    fields = list(_fields(cohort))
    lists = [(listed.written_as, *_rows(cohort, listed)) for listed in LISTS]
    for index, number in enumerate(cohort.ids):
        document: dict[str, Any] = {"id": number}
        for group, key, kept, values in fields:
            if kept[index]:
                holder = document.setdefault(group, {}) if group else document
                holder[key] = values[index]
        for key, kept, rows, offsets in lists:
            if kept[index]:
                document[key] = rows[offsets[index] : offsets[index + 1]]
        yield document


def words(values: NDArray[Any], write: Callable[[Any], Any]) -> list[Any]:
    """Write numbers as a document or a cell shows them, each different one once."""
    distinct, which = np.unique(values, return_inverse=True)
    written = [write(value) for value in distinct.tolist()]
    return [written[k] for k in which.tolist()]


def known(cohort: Cohort, name: str) -> Mask:
    """Find the people of whom a fact or list is known; bool of shape (people,)."""
    missing = cohort.missing.get(name)
    return np.ones(len(cohort), bool) if missing is None else ~missing


def none_held(cohort: Cohort, group: Group) -> Mask:
    """Find the people who are known to have nothing of a group that may be null."""
    if not group.may_be_null:
        return np.zeros(len(cohort), bool)
    names = [(f"{group.name}_{fact.name}", fact) for fact in group.fields if fact.null is not None]
    held = [known(cohort, name) & (cohort.columns[name] == fact.null) for name, fact in names]
    everything: Mask = np.logical_and.reduce(held)
    return everything


def _fields(cohort: Cohort) -> Iterator[Stated]:
    for item in PERSON:
        if isinstance(item, Group) and item.may_be_null and not item.left_out_is_null:
            yield Stated("", item.name, none_held(cohort, item).tolist(), [None] * len(cohort))
    for listed in LISTS:
        if listed.left_out_is_empty and listed.name in cohort.missing:
            unknown = cohort.missing[listed.name].tolist()
            yield Stated("", listed.written_as, unknown, [None] * len(cohort))
    for name, text in cohort.texts.items():
        yield Stated("", name, (text != None).tolist(), text)  # type: ignore[arg-type]  # noqa: E711
    for name, fact, group in SCALARS:
        kept = known(cohort, name)
        if not fact.required:
            kept = kept & (cohort.columns[name] != fact.left_out)
        if group is not None:
            kept = kept & ~none_held(cohort, group)
        values = words(cohort.columns[name], _writer(fact))
        yield Stated(group.name if group else "", fact.written_as, kept.tolist(), values)


def _writer(fact: Fact) -> Callable[[Any], Any]:
    """How a number is written, where it may also be nothing or an unknown's placeholder."""
    return lambda value: None if value in (fact.null, fact.left_out) else fact.type.write(value)


def _rows(
    cohort: Cohort, listed: ListFact
) -> tuple[Sequence[bool], list[dict[str, Any]], Sequence[int]]:
    """For whom a list is written, the rows of everybody, and where each person's begin."""
    held = cohort.lists[listed.name]
    offsets = held.offsets
    kept = known(cohort, listed.name)
    if listed.left_out_is_empty:
        kept = kept & (np.diff(offsets) > 0)
    rows: list[dict[str, Any]] = [{} for _ in range(len(held))]
    for fact in listed.fields:
        column = held.columns[fact.name]
        stated = (column != fact.left_out) | fact.required
        values = words(column, _writer(fact))
        for row, said, value in zip(rows, stated.tolist(), values, strict=True):
            if said:
                row[fact.written_as] = value
    return kept.tolist(), rows, offsets.tolist()

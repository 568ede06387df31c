"""Watched rows held against the record: each as its newest event says, none missing, none unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet

from luohu.law.sources import Text
from luohu.web.record.models import Event, Head
from luohu.web.record.watched import Watched

BATCH = 1000
UNREADABLE = "?"


@dataclass(frozen=True)
class RowFault:
    """A row that is not as the record says, and the newest event of it, None where there is none."""

    sequence: int | None
    subject: str
    why: Text


@dataclass(frozen=True)
class Row:
    """A row as it is: its key, the subject it is, the digest of its state."""

    key: Any
    subject: str
    state: str


def bad_rows(watched: Watched) -> Iterator[tuple[int, list[RowFault]]]:
    """Batch by batch: how many rows were compared, and what is wrong with them.

    Subjects are listed before rows are read, and a difference is looked at once more while nobody
    can append: the site goes on meanwhile.
    """
    unseen = _subjects(watched)
    for rows in _batches(watched):
        known = _newest(row.subject for row in rows)
        unseen.difference_update(row.subject for row in rows)
        suspects = [row for row in rows if _after(known, row.subject) != row.state]
        yield len(rows), [fault for row in suspects for fault in _confirmed(watched, row)]
    left = sorted(unseen)
    for start in range(0, len(left), BATCH):
        yield 0, list(_missing(left[start : start + BATCH]))


def raise_if_outage(error: Exception) -> None:
    """Raise again what says that the database is not there, rather than that a value is bad."""
    if isinstance(error, OperationalError | InterfaceError) and "decode" not in str(error):
        raise error


def _subjects(watched: Watched) -> set[str]:
    """All subjects of this kind that the record tells of."""
    of_kind = Event.objects.filter(subject__startswith=watched.kind).order_by()
    return set(of_kind.values_list("subject", flat=True).distinct().iterator())


def _batches(watched: Watched) -> Iterator[list[Row]]:
    """All rows, a batch at a time."""
    keys = watched.model._base_manager.order_by("pk").values_list("pk", flat=True)
    batch = list(keys[:BATCH])
    while batch:
        yield _read(watched, batch)
        batch = list(keys.filter(pk__gt=batch[-1])[:BATCH])


def _read(watched: Watched, keys: list[Any]) -> list[Row]:
    found = watched.model._base_manager.filter(pk__in=keys)
    try:
        return [Row(one.pk, watched.subject(one), watched.state(one)) for one in found]
    except Exception as error:  # whatever a row that was tampered with makes of its fields
        raise_if_outage(error)
        return [row for key in keys for row in _read_one(watched, found.filter(pk=key))]


def _read_one(watched: Watched, found: QuerySet[Any]) -> list[Row]:
    """One row, none if it has gone; what cannot be read has a state that no event tells."""
    try:
        return [Row(one.pk, watched.subject(one), watched.state(one)) for one in found]
    except Exception as error:
        raise_if_outage(error)
        legible = watched.model(**dict(_legible(watched, found)))
        return [Row(legible.pk, watched.subject(legible), UNREADABLE)]


def _legible(watched: Watched, found: QuerySet[Any]) -> Iterator[tuple[str, Any]]:
    """The columns of a row that can be read."""
    for field in watched.model._meta.concrete_fields:
        try:
            yield field.attname, found.values_list(field.attname, flat=True).get()
        except Exception as error:
            raise_if_outage(error)


def _newest(subjects: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Of each subject its newest event that tells the state of a row: its sequence and that state."""
    telling = Event.objects.filter(subject__in=list(subjects)).exclude(Q(before="") & Q(after=""))
    found = telling.order_by("sequence").values_list("subject", "sequence", "after")
    return {subject: (sequence, after) for subject, sequence, after in found}


def _after(known: dict[str, tuple[int, str]], subject: str) -> str:
    return known[subject][1] if subject in known else ""


def _confirmed(watched: Watched, suspect: Row) -> Iterator[RowFault]:
    """The fault of a row, if it is still there while no event can be added."""
    with transaction.atomic():
        Head.objects.select_for_update().filter(pk=1).first()
        rows = _read(watched, [suspect.key])
        known = _newest([suspect.subject])
    for row in rows:
        sequence, after = known.get(row.subject, (None, ""))
        if row.state != after:
            yield RowFault(sequence, row.subject, _words(row, sequence))


def _words(row: Row, sequence: int | None) -> Text:
    if sequence is None:
        zh, en = f"{row.subject} 没有记录", f"{row.subject} is in no event"
    elif row.state == UNREADABLE:
        zh = f"{row.subject} 的数据无法读出,最近一条记录是第 {sequence} 条"
        en = f"{row.subject} cannot be read; its newest event is {sequence}"
    else:
        zh = f"{row.subject} 的现有数据与第 {sequence} 条所记不符"
        en = f"{row.subject} is not as event {sequence} says"
    return Text(zh, en)


def _missing(subjects: list[str]) -> Iterator[RowFault]:
    """Subjects without a row of which the record says that there is one."""
    for subject, (sequence, after) in _newest(subjects).items():
        if after:
            zh, en = (
                f"{subject} 的数据不见了,第 {sequence} 条说它还在",
                (f"{subject} has gone, and event {sequence} says that it is there"),
            )
            yield RowFault(sequence, subject, Text(zh, en))

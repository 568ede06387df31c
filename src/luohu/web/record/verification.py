"""Verifying the record: every event, every link, and every watched row against its newest event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Max

from luohu.law.sources import Text
from luohu.web.record.links import LINKED, digest_of_columns
from luohu.web.record.models import Event, Head
from luohu.web.record.rows import RowFault, bad_rows, raise_if_outage
from luohu.web.record.watched import watched

BATCH = 5000
PREVIOUS = LINKED.index("previous")
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verified:
    """What a verification found: how many events and rows, the head, and what is wrong first.

    `why` is None where everything agrees. `first_bad` is the sequence of the event that is wrong,
    or whose row is; None for a row that no event tells of.
    """

    count: int
    first_bad: int | None
    why: Text | None
    head: str
    subject: str = ""
    rows: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.why is None


@dataclass(frozen=True)
class LinkFault:
    """An event that is wrong, and what is wrong with it."""

    sequence: int
    why: Text


def verify(progress: Progress | None = None, kept: tuple[int, str] | None = None) -> Verified:
    """Compare the whole record with itself and with the watched rows; writes nothing.

    `kept` is the sequence and digest of an event that somebody noted down elsewhere: even a record
    that was rewritten from there on does not agree with it. `progress` is told how much is done, of
    how much.
    """
    say = progress or (lambda done, total: None)
    head, last = _held_head()
    total = head.sequence + sum(one.model._base_manager.count() for one in watched())
    found = _bad_link(head, last, kept, lambda done: say(done, total))
    if found is not None:
        return Verified(found.sequence - 1, found.sequence, found.why, head.digest)
    rows = 0
    faults: list[RowFault] = []
    for one in watched():
        for checked, wrong in bad_rows(one):
            rows += checked
            faults += wrong
            say(head.sequence + rows, total)
    if not faults:
        return Verified(head.sequence, None, None, head.digest, rows=rows)
    worst = min(faults, key=lambda one: (one.sequence is None, one.sequence or 0, one.subject))
    return Verified(
        head.sequence, worst.sequence, worst.why, head.digest, subject=worst.subject, rows=rows
    )


def _held_head() -> tuple[Head, int]:
    """The head and the last sequence there is, at one moment between two events."""
    with transaction.atomic():
        head = Head.objects.select_for_update().filter(pk=1).first() or Head(pk=1)
        return head, Event.objects.aggregate(last=Max("sequence"))["last"] or 0


def _bad_link(
    head: Head, last: int, kept: tuple[int, str] | None, say: Callable[[int], None]
) -> LinkFault | None:
    """The first event that is wrong."""
    sequence, digest = 0, ""
    for columns in _columns(head.sequence):
        fault = _fault_of(columns, sequence + 1, digest)
        if fault is not None:
            return fault
        sequence, digest = columns[0], columns[-1]
        if kept is not None and kept[0] == sequence and kept[1] != digest:
            return LinkFault(
                sequence, _words("与另行保存的摘要不符", "is not what was kept elsewhere", sequence)
            )
        if sequence % BATCH == 0:
            say(sequence)
    say(sequence)
    return _bad_end(head, last, kept, sequence, digest)


def _bad_end(
    head: Head, last: int, kept: tuple[int, str] | None, sequence: int, digest: str
) -> LinkFault | None:
    """What is wrong after the last event."""
    if sequence < max(head.sequence, kept[0] if kept else 0):
        return LinkFault(sequence + 1, _words("不见了", "is missing", sequence + 1))
    if digest != head.digest:
        return LinkFault(sequence, _words("与链头不符", "is not what the head says", sequence))
    if last > sequence:
        return LinkFault(sequence + 1, _words("在链头之后", "stands after the head", sequence + 1))
    return None


def _fault_of(columns: Any, expected: int, previous: str) -> LinkFault | None:
    """What is wrong with one event, given where it must stand and what it must follow."""
    sequence = columns[0]
    if sequence != expected:
        return LinkFault(expected, _words("不见了", "is missing", expected))
    try:
        digest = digest_of_columns(list(columns[:-1]))
    except UNREADABLE:
        return LinkFault(sequence, _words("无法读出", "cannot be read", sequence))
    if digest != columns[-1]:
        return LinkFault(
            sequence, _words("的内容与它的摘要不符", "is not what its digest says", sequence)
        )
    if columns[PREVIOUS] != previous:  # the next one proves that it followed something else
        altered = max(sequence - 1, 1)
        return LinkFault(
            altered,
            _words(
                "被改写过:下一条接的不是它", "was rewritten: the next one followed another", altered
            ),
        )
    return None


def _words(zh: str, en: str, sequence: int) -> Text:
    return Text(f"第 {sequence} 条{zh}", f"event {sequence} {en}")


def _columns(until: int) -> Iterator[tuple[Any, ...]]:
    """The columns of every event in its order; one that cannot be read has only its sequence."""
    after = 0
    while batch := list(_batch(after, until)):
        yield from batch
        after = batch[-1][0]


def _batch(after: int, until: int) -> Iterator[tuple[Any, ...]]:
    events = Event.objects.filter(sequence__gt=after, sequence__lte=until).order_by("sequence")
    try:
        yield from list(events.values_list(*LINKED, "digest")[:BATCH])
    except (*UNREADABLE, OperationalError) as error:
        raise_if_outage(error)
        yield from _one_by_one(after, until)


def _one_by_one(after: int, until: int) -> Iterator[tuple[Any, ...]]:
    found = Event.objects.filter(sequence__gt=after, sequence__lte=until).order_by("sequence")
    for sequence in list(found.values_list("sequence", flat=True)[:BATCH]):
        try:
            yield Event.objects.values_list(*LINKED, "digest").get(sequence=sequence)
        except (*UNREADABLE, OperationalError) as error:
            raise_if_outage(error)
            yield (sequence, *[None] * len(LINKED))

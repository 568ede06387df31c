"""Writing the record: an event in the transaction of what it tells, linked to the one before."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from luohu.web.record import security, surroundings
from luohu.web.record.covering import covered, one_line
from luohu.web.record.digests import SHA256
from luohu.web.record.links import AT, LINKED, digest_of_event
from luohu.web.record.models import Event, Head
from luohu.web.shell.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be noted of one step; an actor of None is the system itself."""

    actor: User | None
    role: str
    action: str
    subject: str
    before: str = ""
    after: str = ""
    why: str = ""


def note(
    *,
    actor: User | None,
    role: str,
    action: str,
    subject: str,
    before: str = "",
    after: str = "",
    why: str = "",
) -> Event:
    """Add one event to the record, in the caller's transaction and as its last statement.

    RuntimeError outside a transaction. Personal numbers in `why` are covered.
    """
    entry = Entry(actor, role, action, subject, before, after, why)
    (event,) = _append([entry], _locked_head())
    return event


def note_many(rows: Iterable[Entry]) -> int:
    """Add an event for each entry, in order, in the caller's transaction; how many they were.

    The head is held from the start: lock the rows that the entries tell of before.
    """
    head, many = _locked_head(), 0
    entries = iter(rows)
    while batch := list(itertools.islice(entries, BATCH)):
        many += len(_append(batch, head))
    return many


def history(subject: str) -> QuerySet[Event]:
    """What happened to a subject, in its order."""
    return Event.objects.filter(subject=subject)


def _locked_head() -> Head:
    """The head, held until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the record is written within the transaction of what it tells")
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


def _append(entries: Sequence[Entry], head: Head) -> list[Event]:
    """Events for entries, written in one go; the head moves on to the last of them."""
    at, where = now(), str(surroundings.current())
    if head.at is not None and at < head.at:
        security.log("clock-back", sequence=head.sequence, before=head.at, now=at)
    algorithm = getattr(settings, "LUOHU_RECORD_HASH", SHA256)
    names = {one: _called(one) for one in {entry.actor for entry in entries}}
    whys = {one: covered(one_line(one)) for one in {entry.why for entry in entries}}
    text = str.__str__  # a choice of an enumeration is written as the text it is
    events = []
    for entry in entries:
        event = Event(
            sequence=head.sequence + 1, at=at, actor=names[entry.actor], role=text(entry.role),
            action=text(entry.action), subject=text(entry.subject), before=entry.before,
            after=entry.after, why=whys[entry.why], where=where, algorithm=algorithm,
            previous=head.digest,
        )  # fmt: skip
        event.digest = digest_of_event(event)
        head.sequence, head.digest = event.sequence, event.digest
        events.append(event)
    _write(events)
    head.at = at
    Head.objects.filter(pk=head.pk).update(sequence=head.sequence, digest=head.digest, at=at)
    return events


def _write(events: Sequence[Event]) -> None:
    """Insert events: as many rows as there are by one statement, several times faster than Django's."""
    connection = transaction.get_connection()
    columns = (*LINKED, "digest")
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {Event._meta.db_table} ({names}) VALUES ({places})"
    rows = [[getattr(event, name) for name in columns] for event in events]
    for row in rows:
        row[AT] = connection.ops.adapt_datetimefield_value(row[AT])
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _called(actor: User | None) -> str:
    """The name of an account; its number where the name is somebody's telephone or the like."""
    if actor is None:
        return ""
    name = actor.get_username()
    return name if covered(name) == name else f"user:{actor.pk}"

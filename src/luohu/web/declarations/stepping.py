"""Taking a step of the procedure: the row locked, the table asked, the change noted in the record."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import Case, edge_of, refusal
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What the record holds of a declaration; `content` is the digest of everything declared.
WATCHED: Final = (
    "number", "state", "employer_id", "identity_index", "revision", "content", "submitted", "receipt",
)  # fmt: skip
SEALED: Final = ("name", "identity", "telephone", "address", "document")
BATCH = 2000


class Conflict(Refused):
    """A refusal because somebody else, or another window, was first; answered with status 409."""


def conflict(zh: str, en: str, right: Text, column: str = "") -> Conflict:
    """A refusal because somebody else was first, with one fault."""
    return Conflict([Fault(Place(column=column), Text(zh, en), right)])


def subject_of(declaration: Declaration) -> str:
    """What the record calls a declaration."""
    return f"declaration:{declaration.pk}"


def digest_of_state(declaration: Declaration) -> str:
    """The digest of what the record holds of a declaration."""
    return state_of(declaration, WATCHED)


def locked(*declarations: Declaration, without: Sequence[str] = ()) -> list[Declaration]:
    """The declarations as they are now, locked in one order until the transaction ends.

    `without` are fields left in the database: a step needs nothing of what is SEALED.
    """
    rows: QuerySet[Declaration] = Declaration.objects.select_for_update(of=("self",))
    pks = [one.pk for one in declarations]
    found = rows.select_related("year", "employer").filter(pk__in=pks).order_by("pk")
    return list(found.defer(*without))


def step(
    declaration: Declaration,
    action: str,
    *,
    actor: User | None,
    role: str,
    why: str = "",
    moment: datetime.datetime | None = None,
) -> Declaration:
    """Take one step within the caller's transaction; Refused where the table does not allow it."""
    (held,) = locked(declaration, without=SEALED)
    before = digest_of_state(held)
    taken(held, action, role=role, why=why, moment=moment)
    keep(held, ["state", "changed"], action, actor=actor, role=role, why=why, before=before)
    return held


def taken(
    held: Declaration,
    action: str,
    *,
    role: str,
    why: str = "",
    moment: datetime.datetime | None = None,
) -> datetime.datetime:
    """Set the state that an action leads to, without saving; the moment that counts for it."""
    at = moment or clock.moment(held.year)
    fault = refusal(held.state, action, role, Case(held.year, at, why))
    if fault is not None:
        raise (Conflict if fault.place.column == "state" else Refused)([fault])
    edge = edge_of(held.state, action, role)
    assert edge is not None
    held.state, held.changed = edge.end, at
    return at


def keep(
    held: Declaration,
    fields: list[str],
    action: str,
    *,
    actor: User | None,
    role: str,
    why: str = "",
    before: str = "",
) -> None:
    """Save the fields that were changed and note it; the last statement of a service."""
    held.save(update_fields=fields)
    record.note(
        actor=actor, role=role, action=action, subject=subject_of(held),
        before=before, after=digest_of_state(held), why=why,
    )  # fmt: skip


def step_many(
    pks: Iterable[int],
    action: str,
    *,
    actor: User | None,
    role: str,
    why: str = "",
    moment: datetime.datetime | None = None,
) -> int:
    """Take the same step with many declarations within the caller's transaction; how many.

    Refused, and none of them stepped, where the table does not allow it for one.
    """
    return sum(_stepped(list(some), action, actor, role, why, moment) for some in batches(pks))


def batches(pks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, in batches that one statement takes."""
    ordered = iter(sorted(pks))
    while some := list(islice(ordered, BATCH)):
        yield some


def _stepped(
    pks: list[int],
    action: str,
    actor: User | None,
    role: str,
    why: str,
    moment: datetime.datetime | None,
) -> int:
    found = Declaration.objects.select_for_update().only(*WATCHED, "changed", "year_id")
    rows = list(found.filter(pk__in=pks).order_by("pk"))
    years = Year.objects.in_bulk({row.year_id for row in rows})
    events, ends = [], defaultdict[str, list[int]](list)
    for row in rows:
        row.year = years[row.year_id]
        before = digest_of_state(row)
        at = taken(row, action, role=role, why=why, moment=moment)
        ends[row.state].append(row.pk)
        events.append(noted(row, action, actor=actor, role=role, before=before, why=why))
    for state, of_state in ends.items():
        Declaration.objects.filter(pk__in=of_state).update(state=state, changed=at)
    record.note_many(events)
    return len(rows)


def noted(
    held: Declaration,
    action: str,
    *,
    actor: User | None,
    role: str,
    before: str = "",
    why: str = "",
) -> record.Entry:
    """What is to be noted of a change, for many at once."""
    return record.Entry(
        actor=actor, role=role, action=action, subject=subject_of(held),
        before=before, after=digest_of_state(held), why=why,
    )  # fmt: skip

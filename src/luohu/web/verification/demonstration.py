"""Invented decisions by the thousand, for demonstrations, tests and measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM, State
from luohu.web.declarations.stepping import step_many
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.verification import laying
from luohu.web.verification.deciding import VERIFIER, WATCHED
from luohu.web.verification.models import Check, Decision
from luohu.web.years import clock
from luohu.web.years.calendar import is_late

if TYPE_CHECKING:
    from luohu.web.years.models import Year

BATCH = 1000
WHY = "演示"
Progress = Callable[[int, int], None]


def decide_many(
    year: Year, but: int = 0, progress: Progress | None = None, *, noted: bool = True
) -> int:
    """Lay a year out and have everything confirmed that waits; how many declarations are verified now.

    Of the last `but` declarations one fact each stays pending. `noted` False leaves out the events of single
    checks, so that a measurement of other things need not wait for millions of them.
    """
    laying.lay_out(year)
    rows = Declaration.objects.filter(year=year, state=State.SUBMITTED).order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    held_back = set(pks[len(pks) - but :]) if but else set()
    verified = 0
    for begin in range(0, len(pks), BATCH):
        verified += _batch(year, pks[begin : begin + BATCH], held_back, noted)
        if progress is not None:
            progress(min(begin + BATCH, len(pks)), len(pks))
    return verified


@transaction.atomic(durable=True)
def _batch(year: Year, pks: list[int], held_back: set[int], noted: bool) -> int:
    """Confirm what waits of some declarations, and pass on those that are complete."""
    at = clock.moment(year)
    told = {"decision": Decision.CONFIRMED.value, "at": at, "late": is_late(year, at)}
    waiting = Check.objects.filter(declaration__in=pks, decision=Decision.PENDING)
    fact = next(iter(year.departments), "")
    waiting = waiting.exclude(declaration__in=held_back, fact=fact)
    events = [_event(check, told) for check in waiting.order_by("pk")] if noted else []
    waiting.update(**told, revision=F("revision") + 1)
    record.note_many(events)
    return step_many([pk for pk in pks if pk not in held_back], "verify", actor=None, role=SYSTEM)


def _event(check: Check, told: Mapping[str, Any]) -> Entry:
    """What the record shall say of a check that is confirmed."""
    before = state_of(check, WATCHED)
    for name, value in {**told, "revision": check.revision + 1}.items():
        setattr(check, name, value)
    after = state_of(check, WATCHED)
    return Entry(None, VERIFIER, "decide_confirmed", f"check:{check.pk}", before, after, WHY)

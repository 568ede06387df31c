"""What comes after the list: cancelled without replacement, confirmed, settled, lapsed, falsified."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from luohu.law.sources import Text
from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars
from luohu.web.declarations.keeping import nothing_declared
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.declarations.procedure import SYSTEM, starts_of
from luohu.web.declarations.stepping import locked, step, step_many
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.reasons import reason
from luohu.web.selection.listings import WATCHED, noted
from luohu.web.selection.models import Listing, ListingState, ObjectionState, PlaceCategory
from luohu.web.selection.refusals import refuse_unless
from luohu.web.shell.refusals import refused
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STANDING = (ListingState.LISTED, ListingState.CONFIRMED, ListingState.SETTLED)


@transaction.atomic(durable=True)
def cancel(*, actor: User, listing: Listing, why: str) -> Listing:
    """Cancel somebody on the list, with the reason; nobody moves up into the place."""
    refuse_unless(actor, Role.AUTHORITY)
    words = reason(why)
    declaration = _declaration_of(listing)
    held = _standing(declaration)
    step(declaration, "cancel", actor=actor, role=Role.AUTHORITY, why=words)
    assert held is not None
    return _cancelled(held, declaration, "cancel", words, actor)


@transaction.atomic(durable=True)
def confirm_all(*, actor: User | None, year: Year) -> int:
    """After publicity everybody on the list has the right; how many that now are.

    Whose objection is not answered yet, or was upheld so that the line is to be cancelled, stays.
    """
    if actor is not None:
        refuse_unless(actor, Role.AUTHORITY)
    lines = Listing.objects.filter(publication__year=year, state=ListingState.LISTED)
    lines = lines.exclude(objections__state=ObjectionState.RECEIVED)
    return _all(lines.exclude(objections__cancels=True), "confirm", ListingState.CONFIRMED, actor)


@transaction.atomic(durable=True)
def confirm(*, actor: User, listing: Listing, why: str) -> Listing:
    """Confirm one line after publicity, with the reason why what was upheld does not cancel it after all.

    Refused while an objection to it is not answered.
    """
    refuse_unless(actor, Role.AUTHORITY)
    words = reason(why)
    declaration = _declaration_of(listing)
    held = _locked(Listing.objects.filter(pk=listing.pk))[0]
    if held.objections.filter(state=ObjectionState.RECEIVED).exists():
        right = Text("先答复异议", "answer the objection first")
        raise refused("还有没答复的异议", "an objection is not answered", right)
    step_many([declaration.pk], "confirm", actor=actor, role=SYSTEM, why=words)
    before, held.state = state_of(held, WATCHED), ListingState.CONFIRMED
    return _kept(held, ["state"], "confirm", before, actor, words)


@transaction.atomic(durable=True)
def lapse_all(*, actor: User | None, year: Year) -> int:
    """After the time of settlement the right of whoever did not settle lapses; how many."""
    if actor is not None:
        refuse_unless(actor, Role.AUTHORITY)
    lines = Listing.objects.filter(publication__year=year, state=ListingState.CONFIRMED)
    return _all(lines, "lapse", ListingState.LAPSED, actor)


def _all(lines: QuerySet[Listing], action: str, end: ListingState, actor: User | None) -> int:
    """Take every line along a step of the system, each noted as its declaration is."""
    told = dict(lines.values_list("pk", "declaration_id"))
    owners = Declaration.objects.select_for_update().filter(pk__in=list(told.values()))
    list(owners.order_by("pk").only("pk"))
    held = _locked(Listing.objects.filter(pk__in=list(told)))
    count = step_many(list(told.values()), action, actor=actor, role=SYSTEM)
    entries = []
    for line in held:
        before, line.state = state_of(line, WATCHED), end
        entries.append(noted(line, action, actor=actor, role=SYSTEM, before=before))
    Listing.objects.filter(pk__in=list(told)).update(state=end)
    record.note_many(entries)
    return count


@transaction.atomic(durable=True)
def settle(*, actor: User, listing: Listing, on: datetime.date, place: str) -> Listing:
    """Note that somebody was registered: the day, and what kind of place it is."""
    refuse_unless(actor, Role.AUTHORITY)
    declaration = _declaration_of(listing)
    first, last = (
        localdate(declaration.year.publicity_to),
        localdate(clock.moment(declaration.year)),
    )
    if not first <= on <= last:
        right = Text(f"{first} 至 {last}", f"from {first} to {last}")
        raise refused("落户日期不对", "the day cannot be right", right, "on")
    if place not in PlaceCategory.values:
        right = Text("选一类", "choose one")
        raise refused("没有这类落户地", "there is no such kind of place", right, "place")
    held = _locked(Listing.objects.filter(pk=listing.pk))[0]
    step(declaration, "settle", actor=actor, role=Role.AUTHORITY)
    before = state_of(held, WATCHED)
    held.state, held.settled_on, held.settled_at = ListingState.SETTLED, on, place
    return _kept(held, ["state", "settled_on", "settled_at"], "settle", before, actor, "")


@transaction.atomic(durable=True)
def falsify(
    *, actor: User, declaration: Declaration, why: str, employer_helped: bool = False
) -> Declaration:
    """Find a declaration false: the person is barred as long as the law says, a listing cancelled.

    An employer that helped is barred as long, if the officer states that it did; not in a rehearsal.
    Rows are locked in one order: declaration, line, employer, and the head of the record at the end.
    """
    refuse_unless(actor, Role.AUTHORITY)
    words = reason(why)
    (held,) = locked(declaration)
    _refuse_anonymous(held)
    line = _standing(held)
    helped = held.employer if employer_helped else None
    if helped is not None:
        Employer.objects.select_for_update().get(pk=helped.pk)
    barred = bars.bar(held, actor=actor, role=Role.AUTHORITY, why=words)
    if helped is not None:
        bars.bar_employer_for(held, barred.to_cycle, actor=actor, why=words)
    if line is not None:
        _cancelled(line, held, "falsify", words, actor)
    return step(held, "falsify", actor=actor, role=Role.AUTHORITY, why=words)


def _refuse_anonymous(declaration: Declaration) -> None:
    """Refuse what cannot be found any more: nothing is known of the person, who cannot be barred."""
    if declaration.state in starts_of("falsify") and declaration.content == nothing_declared():
        right = Text("保存期限已过,不能再认定", "the time for which it is kept is over")
        raise refused("材料已匿名", "the declaration was made anonymous", right)


def _declaration_of(listing: Listing) -> Declaration:
    """The declaration of a line, locked before the line is."""
    (held,) = locked(Declaration(pk=listing.declaration_id))
    return held


def _locked(lines: QuerySet[Listing]) -> list[Listing]:
    """Lines, locked until the transaction ends."""
    return list(lines.select_for_update(of=("self",)).order_by("pk"))


def _standing(declaration: Declaration) -> Listing | None:
    """The line of a declaration that stands on a list, locked."""
    lines = Listing.objects.filter(declaration=declaration, state__in=STANDING)
    return next(iter(_locked(lines)), None)


def _cancelled(
    held: Listing, declaration: Declaration, action: str, why: str, actor: User
) -> Listing:
    """Strike a line from the list; the place stays empty."""
    before = state_of(held, WATCHED)
    held.state, held.why = ListingState.CANCELLED, why
    held.cancelled = clock.moment(declaration.year)
    return _kept(held, ["state", "why", "cancelled"], action, before, actor, why)


def _kept(
    held: Listing, fields: list[str], action: str, before: str, actor: User, why: str
) -> Listing:
    """Save a line and note it."""
    held.save(update_fields=fields)
    entry = noted(held, action, actor=actor, role=Role.AUTHORITY, before=before, why=why)
    record.note_many([entry])
    return held

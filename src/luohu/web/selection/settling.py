"""What comes after the list: cancelled without replacement, confirmed, settled, lapsed, falsified."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from luohu.law.sources import Text
from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM
from luohu.web.declarations.stepping import locked, step, step_many
from luohu.web.selection.models import Listing, ListingState, ObjectionState, PlaceCategory
from luohu.web.selection.refusals import refuse_unless, refused, said
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STANDING = (ListingState.LISTED, ListingState.CONFIRMED, ListingState.SETTLED)


@transaction.atomic(durable=True)
def cancel(*, actor: User, listing: Listing, why: str) -> Listing:
    """Cancel somebody on the list, with the reason; nobody moves up into the place."""
    refuse_unless(actor, Role.AUTHORITY)
    words = said(why)
    declaration = _declaration_of(listing)
    held = _cancelled(declaration, words)
    step(declaration, "cancel", actor=actor, role=Role.AUTHORITY, why=words)
    assert held is not None
    return held


@transaction.atomic(durable=True)
def confirm_all(*, actor: User | None, year: Year) -> int:
    """After publicity everybody on the list has the right; how many that now are.

    Whose objection is not answered yet, or was upheld, stays as it is.
    """
    if actor is not None:
        refuse_unless(actor, Role.AUTHORITY)
    lines = Listing.objects.filter(publication__year=year, state=ListingState.LISTED)
    lines = lines.exclude(objections__state=ObjectionState.RECEIVED)
    return _all(lines.exclude(objections__upheld=True), "confirm", ListingState.CONFIRMED, actor)


@transaction.atomic(durable=True)
def lapse_all(*, actor: User | None, year: Year) -> int:
    """After the time of settlement the right of whoever did not settle lapses; how many."""
    if actor is not None:
        refuse_unless(actor, Role.AUTHORITY)
    lines = Listing.objects.filter(publication__year=year, state=ListingState.CONFIRMED)
    return _all(lines, "lapse", ListingState.LAPSED, actor)


def _all(lines, action: str, end: ListingState, actor: User | None) -> int:  # type: ignore[no-untyped-def]
    """Take every line along a step of the system."""
    told = dict(lines.values_list("declaration_id", "pk").order_by("declaration_id"))
    list(
        Declaration.objects.select_for_update().filter(pk__in=list(told)).order_by("pk").only("pk")
    )
    Listing.objects.filter(pk__in=list(told.values())).update(state=end)
    return step_many(list(told), action, actor=actor, role=SYSTEM)


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
    held = Listing.objects.select_for_update(of=("self",)).get(pk=listing.pk)
    held.state, held.settled_on, held.settled_at = ListingState.SETTLED, on, place
    held.save(update_fields=["state", "settled_on", "settled_at"])
    step(declaration, "settle", actor=actor, role=Role.AUTHORITY)
    return held


@transaction.atomic(durable=True)
def falsify(
    *, actor: User, declaration: Declaration, why: str, employer_helped: bool = False
) -> Declaration:
    """Find a declaration false: the person is barred as long as the law says, a listing cancelled.

    An employer that helped is barred as long, if the officer states that it did; not in a rehearsal.
    """
    refuse_unless(actor, Role.AUTHORITY)
    words = said(why)
    (held,) = locked(declaration)
    _cancelled(held, words)
    barred = bars.bar(held, actor=actor, role=Role.AUTHORITY, why=words)
    if employer_helped and held.employer_id is not None:
        bars.bar_employer_for(held, barred.to_cycle, actor=actor, why=words)
    return step(held, "falsify", actor=actor, role=Role.AUTHORITY, why=words)


def _declaration_of(listing: Listing) -> Declaration:
    """The declaration of a line, locked before the line is."""
    (held,) = locked(Declaration(pk=listing.declaration_id))
    return held


def _cancelled(declaration: Declaration, why: str) -> Listing | None:
    """Strike a declaration's line from the list, if it stands there; the place stays empty."""
    lines = Listing.objects.select_for_update(of=("self",))
    held = lines.filter(declaration=declaration, state__in=STANDING).first()
    if held is not None:
        held.state, held.why = ListingState.CANCELLED, why
        held.cancelled = clock.moment(declaration.year)
        held.save(update_fields=["state", "why", "cancelled"])
    return held

"""The verified cohort of a freeze as documents for `luohu rank`: numbers, no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.people.facts import LISTS
from luohu.web.accounts.roles import Role
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.selection.freezing import CHUNK
from luohu.web.selection.models import Freeze, Frozen
from luohu.web.selection.refusals import refuse_unless

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EMPTY_IF_LEFT_OUT = frozenset(one.written_as for one in LISTS if one.left_out_is_empty)


@transaction.atomic(durable=True)
def export_cohort(*, actor: User, freeze: Freeze) -> Iterator[dict[str, Any]]:
    """The documents of a freeze, numbered; that they were taken out is noted."""
    refuse_unless(actor, Role.AUTHORITY)
    security.log("export", username=actor.get_username(), subject=str(freeze), rows=freeze.count)
    record.note(actor=actor, role=Role.AUTHORITY, action="export_cohort", subject=str(freeze))
    return documents(freeze)


def documents(freeze: Freeze) -> Iterator[dict[str, Any]]:
    """The frozen documents in the order of their numbers, each under its number.

    What nobody has decided is left out; a list whose absence would mean that there is none is null.
    """
    rows, last = Frozen.objects.filter(freeze=freeze).order_by("number"), ""
    while some := list(rows.filter(number__gt=last)[:CHUNK]):
        last = some[-1].number
        for one in some:
            unknown = dict.fromkeys(EMPTY_IF_LEFT_OUT.intersection(one.pending))
            yield {**one.document, **unknown, "id": one.number}

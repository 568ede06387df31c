"""What an employer does with declarations: submit them for a receipt, return them, withdraw them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault
from luohu.web.accounts.roles import employer_of
from luohu.web.declarations import bars
from luohu.web.declarations.drafts import own
from luohu.web.declarations.models import Declaration, Employer, Receipt
from luohu.web.declarations.personal import refuse_if_wrong
from luohu.web.declarations.procedure import APPLICANT, EMPLOYER, SYSTEM, State
from luohu.web.declarations.stepping import (
    batches,
    conflict,
    digest_of_state,
    locked,
    noted,
    refused,
    step,
    step_many,
    taken,
)
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.record.digests import digest_of
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 1000
LONGEST_KEY = 70


def submit(
    *,
    actor: User,
    declarations: Sequence[Declaration],
    key: str,
    moment: datetime.datetime | None = None,
) -> list[Receipt]:
    """Submit declarations that were handed over, all or none; a receipt each, in their order.

    `moment` is when the request came in: it decides whether that was in time. The same `key` gets
    the same receipts again; another one for what is submitted is refused as a conflict.
    """
    if not key or len(key) > LONGEST_KEY or not 1 <= len(declarations) <= MOST:
        right = Text(f"一次 1 至 {MOST} 份", f"1 to {MOST} at once")
        raise refused("不能这样提交", "this cannot be submitted so", right, "key")
    received = moment or clock.moment(declarations[0].year)
    given = _submitted(actor, declarations, key, received)
    return [given[one.pk] for one in declarations]


@transaction.atomic(durable=True)
def _submitted(
    actor: User, declarations: Sequence[Declaration], key: str, received: datetime.datetime
) -> dict[int, Receipt]:
    held = _of_the_employer(locked(*declarations, opened=False), actor)
    earlier = defaultdict[int, list[Receipt]](list)
    for receipt in Receipt.objects.filter(declaration__in=held):
        earlier[receipt.declaration_id].append(receipt)
    known = {
        r.declaration_id: r
        for rs in earlier.values()
        for r in rs
        if r.key == _key(key, r.declaration_id)
    }
    waiting = [one for one in held if one.pk not in known]
    if waiting:
        refuse_if_wrong(list(_in_the_way(waiting)))
    made, events = [], []
    for one in waiting:
        before = digest_of_state(one)
        made.append(receipt_of(one, key, len(earlier[one.pk]) + 1, received))
        events.append(noted(one, "submit", actor=actor, role=EMPLOYER, before=before))
    if made:
        Receipt.objects.bulk_create(made)
        _save_all(waiting)
        record.note_many(events)
    return known | {one.declaration_id: one for one in made}


def _key(key: str, pk: int) -> str:
    return f"{key}.{pk}"


def _of_the_employer(held: list[Declaration], actor: User) -> list[Declaration]:
    """The declarations, if all are the actor's own employer's; PermissionDenied otherwise."""
    code = employer_of(actor)
    for one in held:
        if not code or one.employer is None or one.employer.credit_code != code:
            security.log("refused", username=actor.get_username(), subject=str(one), why="employer")
            raise PermissionDenied
    return held


def _in_the_way(held: list[Declaration]) -> Iterator[Fault]:
    """Why an employer may not submit these: itself, or a person who is barred."""
    employer = held[0].employer
    assert employer is not None
    if (barred := bars.employer_barred(held[0].year, employer)) is not None:
        yield barred
    if not employer.may_submit:
        yield _not_in_city(employer)
    yield from bars.any_barred(held)


def _not_in_city(employer: Employer) -> Fault:
    (fault,) = refused(
        "单位未核实为在京注册并税务登记" if employer.checked_at else "单位的注册和税务登记还没有核实",
        "the employer is not known to be registered and taxed in the city",
        Text("请主管部门核实后再提交", "have the authority state both, then submit"),
        "employer",
    ).faults  # fmt: skip
    return fault


def receipt_of(held: Declaration, key: str, place: int, received: datetime.datetime) -> Receipt:
    """The receipt of a declaration, the place-th, and the declaration moved on; neither saved yet."""
    taken(held, "submit", role=EMPLOYER, moment=received)
    receipt = Receipt(
        declaration=held, key=_key(key, held.pk), number=f"{held.number}-{place}", received=received
    )
    receipt.digest = digest_of(
        {"number": receipt.number, "received": received, "content": held.content,
         "employer": held.employer.credit_code if held.employer else ""}
    )  # fmt: skip
    held.submitted, held.receipt = received, receipt.digest
    return receipt


def _save_all(held: list[Declaration]) -> None:
    fields = ["state", "changed", "submitted", "receipt"]
    if len(held) == 1:
        held[0].save(update_fields=fields)
    else:
        Declaration.objects.bulk_update(held, fields, batch_size=200)


@transaction.atomic(durable=True)
def withdraw(
    *, actor: User, declaration: Declaration, moment: datetime.datetime | None = None
) -> Declaration:
    """Take a submitted declaration back into a draft while declarations are taken.

    By the applicant or by the employer, each for its own.
    """
    code = employer_of(actor)
    if not code:
        held = own(declaration, actor)
        return step(held, "withdraw", actor=actor, role=APPLICANT, moment=moment)
    (held,) = _of_the_employer(locked(declaration, opened=False), actor)
    return step(held, "withdraw", actor=actor, role=EMPLOYER, moment=moment)


@transaction.atomic(durable=True)
def return_to_applicant(*, actor: User, declaration: Declaration, why: str) -> Declaration:
    """Give a declaration back to its applicant with the reason."""
    (held,) = _of_the_employer(locked(declaration, opened=False), actor)
    if held.owner_id is None:
        right = Text("请删除后重新上传", "discard it and upload it again")
        raise conflict(
            "这份申报还没有人认领", "nobody has claimed this declaration", right, "state"
        )
    return step(held, "return", actor=actor, role=EMPLOYER, why=why)


@transaction.atomic(durable=True)
def discard(*, actor: User, declaration: Declaration) -> Declaration:
    """Do away with a declaration that the employer made itself and nobody has claimed."""
    (held,) = _of_the_employer(locked(declaration, opened=False), actor)
    if held.owner_id is not None:
        right = Text("请退回给申请人", "return it to the applicant")
        raise conflict("这份申报已有申请人", "this declaration is an applicant's", right, "state")
    return step(held, "discard", actor=actor, role=EMPLOYER)


def void_unsent(*, year: Year, actor: User | None = None) -> int:
    """Void what was never submitted, once declaring is over; how many. May be run again."""
    unsent = Declaration.objects.filter(year=year, state__in=(State.DRAFT, State.WITH_EMPLOYER))
    return sum(_voided(some, actor) for some in batches(unsent.values_list("pk", flat=True)))


@transaction.atomic(durable=True)
def _voided(pks: list[int], actor: User | None) -> int:
    return step_many(pks, "void_unsent", actor=actor, role=SYSTEM)

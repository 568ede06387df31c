"""What an employer does with declarations: submit them for a receipt, return them, withdraw them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.roles import employer_of
from luohu.web.declarations import bars
from luohu.web.declarations.collisions import broken
from luohu.web.declarations.drafts import declared_elsewhere, declared_twice, own
from luohu.web.declarations.models import A_PERSON, DRAFTED, Declaration, Employer, Receipt
from luohu.web.declarations.permissions import refuse
from luohu.web.declarations.personal import refuse_if_wrong
from luohu.web.declarations.procedure import APPLICANT, EMPLOYER, SYSTEM, State
from luohu.web.declarations.stepping import (
    SEALED,
    Conflict,
    batches,
    conflict,
    digest_of_state,
    locked,
    noted,
    step,
    step_many,
    taken,
)
from luohu.web.record import services as record
from luohu.web.record.digests import SHA256, digest_of, hashed
from luohu.web.shell.refusals import refused
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 1000
LONGEST_KEY = 70
UNREAD = tuple(one for one in SEALED if one != "name")  # a receipt says whose it is


def submit(
    *,
    actor: User,
    declarations: Sequence[Declaration],
    key: str,
    moment: datetime.datetime | None = None,
) -> list[Receipt]:
    """Submit declarations that were handed over, all or none; a receipt each, in their order.

    With each receipt comes its declaration as it is then.

    `moment` is when the request came in: it decides whether that was in time. The same `key` gets
    the same receipts again as long as they stand; another one for what is submitted is refused as a
    conflict, and so is one of a person who has another declaration submitted.
    """
    if not key or len(key) > LONGEST_KEY or not 1 <= len(declarations) <= MOST:
        right = Text(f"一次 1 至 {MOST} 份", f"1 to {MOST} at once")
        raise refused("不能这样提交", "this cannot be submitted so", right, "key")
    if len({one.year_id for one in declarations}) != 1:
        right = Text("每个年度分开提交", "submit each year by itself")
        raise refused("不是同一年度的", "these are not of one year", right, "declaration")
    received = moment or clock.moment(declarations[0].year)
    try:
        given = _submitted(actor, declarations, key, received)
    except IntegrityError as error:
        if broken(error) != A_PERSON:
            raise
        raise Conflict(_just_now(declarations)) from None
    return [given[one.pk] for one in declarations]


def _just_now(declarations: Sequence[Declaration]) -> list[Fault]:
    """Whose declarations were submitted elsewhere at the same moment."""
    found = Declaration.objects.filter(pk__in=[one.pk for one in declarations])
    held = list(found.select_related("year").only("number", "identity_index", "year"))
    return declared_elsewhere(held) or [declared_twice()]


@transaction.atomic(durable=True)
def _submitted(
    actor: User, declarations: Sequence[Declaration], key: str, received: datetime.datetime
) -> dict[int, Receipt]:
    held = _of_the_employer(locked(*declarations, without=UNREAD), actor)
    earlier = _receipts_of(held)
    known = {one.pk: r for one in held for r in earlier[one.pk] if r.key == _key(key, one.pk)}
    waiting = [one for one in held if one.pk not in known]
    _refuse_withdrawn([one for one in held if one.pk in known and not _stands(one, known[one.pk])])
    if waiting:
        _refuse_hindered(waiting)
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


def _receipts_of(held: list[Declaration]) -> defaultdict[int, list[Receipt]]:
    """The receipts of some declarations, by theirs; one that was never submitted has none."""
    submitted = {one.pk: one for one in held if one.receipt}
    found = defaultdict[int, list[Receipt]](list)
    for receipt in Receipt.objects.filter(declaration__in=submitted) if submitted else ():
        receipt.declaration = submitted[receipt.declaration_id]
        found[receipt.declaration_id].append(receipt)
    return found


def _stands(held: Declaration, receipt: Receipt) -> bool:
    """Whether a receipt is that of the submission in force."""
    return held.state not in DRAFTED and held.receipt == receipt.digest


def _refuse_withdrawn(held: Sequence[Declaration]) -> None:
    """Refuse a key whose submission was taken back since: its receipt proves nothing any more."""
    wrong = Text("这次提交后来撤回了", "what this request submitted was withdrawn since")
    right = Text("刷新本页,再提交", "load the page again and submit again")
    if held:
        raise Conflict([Fault(Place(one.number, column="key"), wrong, right) for one in held])


def _key(key: str, pk: int) -> str:
    """What is kept of a request's key: its digest, for anything may have been written into it."""
    return f"{hashed(key, SHA256)}.{pk}"


def _of_the_employer(held: list[Declaration], actor: User) -> list[Declaration]:
    """The declarations, if all are the actor's own employer's; PermissionDenied otherwise."""
    code = employer_of(actor)
    for one in held:
        if not code or one.employer is None or one.employer.credit_code != code:
            refuse(actor, "employer", str(one))
    return held


def _refuse_hindered(waiting: list[Declaration]) -> None:
    """Refuse with everything that stands in the way of any; a conflict where only others were first."""
    hindered, elsewhere = list(_in_the_way(waiting)), declared_elsewhere(waiting)
    elsewhere += _twice_among(waiting)
    refuse_if_wrong(hindered + elsewhere if hindered else [])
    if elsewhere:
        raise Conflict(elsewhere)


def _twice_among(waiting: list[Declaration]) -> list[Fault]:
    """Every declaration but the first of each person among some."""
    first = {one.identity_index: one.pk for one in reversed(waiting)}
    again = [one for one in waiting if first[one.identity_index] != one.pk]
    return [declared_twice(one.number) for one in again]


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

    By the applicant or by the employer, each for its own. What was verified of it counts no longer.
    """
    code = employer_of(actor)
    if not code:
        held = own(declaration, actor)
        return step(held, "withdraw", actor=actor, role=APPLICANT, moment=moment)
    (held,) = _of_the_employer(locked(declaration, without=SEALED), actor)
    return step(held, "withdraw", actor=actor, role=EMPLOYER, moment=moment)


@transaction.atomic(durable=True)
def return_to_applicant(*, actor: User, declaration: Declaration, why: str) -> Declaration:
    """Give a declaration back to its applicant with the reason."""
    (held,) = _of_the_employer(locked(declaration, without=SEALED), actor)
    if held.owner_id is None:
        right = Text("请删除后重新上传", "discard it and upload it again")
        raise conflict(
            "这份申报还没有人认领", "nobody has claimed this declaration", right, "state"
        )
    return step(held, "return", actor=actor, role=EMPLOYER, why=why)


@transaction.atomic(durable=True)
def discard(*, actor: User, declaration: Declaration) -> Declaration:
    """Do away with a declaration that the employer made itself and nobody has claimed."""
    (held,) = _of_the_employer(locked(declaration, without=SEALED), actor)
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

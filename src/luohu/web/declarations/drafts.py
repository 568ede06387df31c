"""What an applicant does with a declaration before it is submitted: begin, fill, hand over, give up."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused, refuse_if
from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars, contents, notices
from luohu.web.declarations.collisions import A_NUMBER, broken
from luohu.web.declarations.models import AN_ACCOUNT, DRAFTED, Declaration, Employer
from luohu.web.declarations.permissions import refuse, refuse_unless
from luohu.web.declarations.personal import read_details, refuse_if_wrong, write_details
from luohu.web.declarations.procedure import APPLICANT, GUARDS, Case, State
from luohu.web.declarations.stepping import (
    Conflict,
    conflict,
    digest_of_state,
    keep,
    locked,
    step,
    taken,
)
from luohu.web.protection import blind, identity, organisations
from luohu.web.record import security
from luohu.web.shell.refusals import refused, refused_at
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DIGITS = 10
DRAWS = 5
CLAIMED = (State.WITH_EMPLOYER, State.SUBMITTED)
Draft = TypeVar("Draft")


def new_number(year: Year) -> str:
    """A number of a declaration that is free and cannot be guessed from another."""
    return new_numbers(year, 1)[0]


def new_numbers(year: Year, count: int) -> list[str]:
    """Free numbers, all different: those that are taken are drawn again."""
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn |= {_drawn(year) for _ in range(count - len(drawn))}
        taken = Declaration.objects.filter(number__in=drawn).values_list("number", flat=True)
        drawn -= set(taken)
    return list(drawn)


def _drawn(year: Year) -> str:
    return f"{year.number_prefix}{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def drawing(make: Callable[[], Draft]) -> Draft:
    """Make something with new numbers, again where somebody else drew the same at that moment."""
    for last in range(DRAWS):
        try:
            return make()
        except IntegrityError as error:
            if broken(error) != A_NUMBER or last == DRAWS - 1:
                raise
    raise AssertionError


def begin(
    *,
    actor: User,
    year: Year,
    notice_version: str = notices.CURRENT.version,
    consents: Collection[str] = (notices.PURPOSE, notices.SENSITIVE),
) -> Declaration:
    """Begin a declaration: an empty draft of one's own, with the notice shown and the consents given.

    Refused outside the time for declaring, without a consent, or where one has a declaration.
    """
    refuse_unless(actor, Role.APPLICANT)
    try:
        return drawing(lambda: _begun(actor, year, notice_version, consents))
    except IntegrityError as error:
        if broken(error) != AN_ACCOUNT:
            raise
        raise _has_one() from None


@transaction.atomic(durable=True)
def _begun(actor: User, year: Year, version: str, consents: Collection[str]) -> Declaration:
    moment = clock.moment(year)
    _refuse_if_closed(year, moment)
    notice = notices.NOTICES.get(version)
    if notice is None or notice is not notices.CURRENT:
        right = Text("请重新阅读现行告知", "read the notice in force")
        raise refused("告知已有新版本", "there is a newer notice", right, "notice")
    refuse_if_wrong(
        [_not_consented(one) for one in notice.consents if one.key not in set(consents)]
    )
    if actor.declarations.filter(year=year).exclude(state=State.VOID).exists():
        raise _has_one()
    held = Declaration(
        year=year, owner=actor, number=new_number(year), notice_version=version,
        consents={key.key: moment.isoformat() for key in notice.consents},
        drafted=moment, changed=moment,
    )  # fmt: skip
    return created(held, "begin", actor=actor, role=APPLICANT, why=f"notice {version}")


def created(
    held: Declaration, action: str, *, actor: User | None, role: str, why: str = ""
) -> Declaration:
    """Keep a new declaration and note it, in the caller's transaction."""
    held.content = contents.content_digest(held)
    held.save(force_insert=True)
    keep(held, ["content"], action, actor=actor, role=role, why=why)
    return held


def _refuse_if_closed(year: Year, moment: datetime.datetime) -> None:
    fault = GUARDS["declaring"](Case(year, moment))
    if fault is not None:
        raise Refused([fault])


def _has_one() -> Refused:
    right = Text("请接着填写已有的一份", "go on with the one you have")
    return conflict("您本年度已有一份申报", "you have a declaration this year", right)


def too_often() -> Refused:
    """That an address or an account tries too often to claim a declaration."""
    right = Text("过一小时再试", "try again in an hour")
    return refused("试的次数太多", "this was tried too often", right, "number")


def _not_consented(consent: notices.Consent) -> Fault:
    wrong = Text("没有勾选", "this is not ticked")
    return Fault(Place(column=consent.key), wrong, consent.words)


@transaction.atomic(durable=True)
def save_draft(
    *,
    actor: User,
    declaration: Declaration,
    revision: int,
    fields: Mapping[str, str] | None = None,
    document: Mapping[str, Any] | None = None,
    consents: Collection[str] = (),
) -> Declaration:
    """Keep what the applicant has filled in so far; what is not given stays as it is.

    Refused where the draft was saved from another window since `revision`, or a detail is wrong.
    Whether a person is barred or declared elsewhere, saving a number never tells.
    """
    held = own(declaration, actor)
    moment = clock.moment(held.year)
    _refuse_if_not_editable(held, moment, revision)
    told, faults = read_details(fields or {})
    refuse_if_wrong(faults)
    before, written = digest_of_state(held), write_details(held, told)
    if document is not None:
        held.document = contents.only_asked(held.year, document)
        written.append("document")
    held.consents |= {
        key: moment.isoformat() for key in notices.CURRENT.keys.intersection(consents)
        if key not in held.consents
    }  # fmt: skip
    _refuse_children_without_consent(held)
    written += revised(held, moment)
    keep(held, [*written, "consents"], "save", actor=actor, role=APPLICANT, before=before)
    return held


def revised(held: Declaration, moment: datetime.datetime) -> list[str]:
    """Count a change of what is declared; the columns that change with it."""
    held.revision += 1
    held.content, held.changed = contents.content_digest(held), moment
    return ["revision", "content", "changed"]


def own(declaration: Declaration, actor: User) -> Declaration:
    """The applicant's own declaration, locked; PermissionDenied for somebody else's."""
    (held,) = locked(declaration)
    if held.owner_id is None or held.owner_id != actor.pk:
        refuse(actor, "owner", str(held))
    return held


def _refuse_if_not_editable(held: Declaration, moment: datetime.datetime, revision: int) -> None:
    if held.state != State.DRAFT:
        right = Text("先撤回,再修改", "withdraw it first, then change it")
        raise conflict("这份申报已经交出", "this declaration is no draft any more", right, "state")
    _refuse_if_closed(held.year, moment)
    if revision != held.revision:
        right = Text("请刷新本页,再改一次", "load this page again and change it again")
        wrong = ("另一个窗口刚刚保存过", "another window has just saved this")
        raise conflict(*wrong, right, "revision")


def declared_elsewhere(declarations: Sequence[Declaration]) -> list[Fault]:
    """For each of some declarations of one year whose person has another that is submitted."""
    indexes = [one.identity_index for one in declarations if one.identity_index]
    others = Declaration.objects.filter(year=declarations[0].year, identity_index__in=indexes)
    others = others.exclude(state__in=DRAFTED).exclude(pk__in=[one.pk for one in declarations])
    taken = set(others.values_list("identity_index", flat=True))
    return [declared_twice(one.number) for one in declarations if one.identity_index in taken]


def declared_twice(number: str = "") -> Fault:
    """That a person has a submitted declaration this year, and what to do."""
    return Fault(
        Place(number, column="identity"),
        Text("此证件号码本年度已有一份提交的申报", "one with this identity number is submitted this year"),
        Text("若是另一单位提交的,先由它撤回;有疑问请找主管部门",
             "where another employer submitted it, it has to be withdrawn first; the authority can help"),
    )  # fmt: skip


def _refuse_children_without_consent(held: Declaration) -> None:
    if held.document.get("children") and notices.MINORS not in held.consents:
        refuse_if_wrong([_not_consented(one) for one in notices.CURRENT.later])


@transaction.atomic(durable=True)
def hand_over(
    *,
    actor: User,
    declaration: Declaration,
    credit_code: str,
    moment: datetime.datetime | None = None,
) -> Declaration:
    """Hand a complete draft to the employer; Refused with everything that is wrong with it."""
    held = own(declaration, actor)
    before = digest_of_state(held)
    held.handed = taken(held, "hand_over", role=APPLICANT, moment=moment)
    employer = employer_called(credit_code)
    refuse_if(contents.faults_of(held))
    held.employer = employer
    found = (
        bars.person_barred(held.year, held.identity_index),
        bars.employer_barred(held.year, employer),
    )
    refuse_if_wrong([fault for fault in found if fault is not None])
    if elsewhere := declared_elsewhere([held]):
        raise Conflict(elsewhere)
    fields = ["state", "changed", "handed", "employer"]
    keep(held, fields, "hand_over", actor=actor, role=APPLICANT, before=before)
    return held


def employer_called(credit_code: str) -> Employer:
    """The employer with a credit code; Refused for one that is not known here."""
    wrong = organisations.fault(credit_code)
    if wrong is not None:
        raise refused_at("credit_code", wrong.wrong, wrong.right)
    found = Employer.objects.filter(credit_code=organisations.normalised(credit_code)).first()
    if found is None:
        right = Text(
            "请单位先向主管部门登记", "ask the employer to register with the authority first"
        )
        raise refused("没有登记过这个单位", "this employer is not registered", right, "credit_code")
    return found


@transaction.atomic(durable=True)
def take_back(*, actor: User, declaration: Declaration) -> Declaration:
    """Take a declaration back from the employer to change it."""
    return step(own(declaration, actor), "take_back", actor=actor, role=APPLICANT)


@transaction.atomic(durable=True)
def give_up(*, actor: User, declaration: Declaration) -> Declaration:
    """Give a draft up for good; another may be begun while declarations are taken."""
    return step(own(declaration, actor), "give_up", actor=actor, role=APPLICANT)


def claim(*, actor: User, number: str, identity_number: str) -> Declaration:
    """Take over the declaration that an employer made for one: its number and one's own identity.

    While declaring, and until it is verified. Refused with the same words whatever does not fit.
    """
    refuse_unless(actor, Role.APPLICANT)
    try:
        return _claimed(actor, number, identity_number)
    except IntegrityError as error:
        if broken(error) != AN_ACCOUNT:
            raise
        raise _has_one() from None


@transaction.atomic(durable=True)
def _claimed(actor: User, number: str, identity_number: str) -> Declaration:
    index = blind.index(identity.normalised(identity_number))
    found = Declaration.objects.filter(number=number.strip().upper()[:24]).first()
    held = locked(found)[0] if found is not None else None
    if held is None or held.owner_id is not None or held.identity_index != index:
        security.log("claim-refused", username=actor.get_username(), number=number[:24])
        right = Text("请向单位核对编号", "ask your employer for the number")
        raise refused(
            "编号或证件号码不对", "the number or the identity does not fit", right, "number"
        )
    if held.state not in CLAIMED:
        right = Text("请向单位或主管部门询问", "ask your employer or the authority")
        raise refused("这份申报现在不能认领", "this cannot be claimed now", right, "number")
    _refuse_if_closed(held.year, clock.moment(held.year))
    if actor.declarations.filter(year=held.year).exclude(state=State.VOID).exists():
        raise _has_one()
    held.owner = actor
    keep(held, ["owner"], "claim", actor=actor, role=APPLICANT, before=digest_of_state(held))
    return held

"""What the authority states of employers: who they are, whether they are registered, whether barred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from luohu.law.sources import Text
from luohu.people.faults import refuse_if
from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Employer
from luohu.web.declarations.permissions import refuse_unless
from luohu.web.declarations.personal import tidy
from luohu.web.declarations.procedure import AUTHORITY
from luohu.web.declarations.stepping import conflict
from luohu.web.protection import organisations
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.reasons import name_faults, reason
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused, refused_at

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WATCHED = ("credit_code", "name", "registered_in_city", "tax_registered", "checked_at", "barred_to")
FIRST_CYCLE, LAST_CYCLE = 2018, 2200


def subject_of(employer: Employer) -> str:
    """What the record calls an employer."""
    return f"employer:{employer.pk}"


def add_employer(*, actor: User, credit_code: str, name: str) -> Employer:
    """Add an employer; nothing is known of it yet. Refused for a code that is wrong or known."""
    wrong = organisations.fault(credit_code)
    if wrong is not None:
        raise refused_at("credit_code", wrong.wrong, wrong.right)
    try:
        return _added(actor, organisations.normalised(credit_code), _named(name))
    except IntegrityError:
        right = Text("在列表里找到它", "find it in the list")
        wrong_words = ("这个单位已经登记", "this employer is registered already")
        raise conflict(*wrong_words, right, "credit_code") from None


@transaction.atomic(durable=True)
def _added(actor: User, credit_code: str, name: str) -> Employer:
    refuse_unless(actor, Role.AUTHORITY)
    made = Employer.objects.create(credit_code=credit_code, name=name)
    _note(made, "add_employer", actor, "")
    return made


def _named(name: str) -> str:
    told = tidy(name)
    if not told or len(told) > 100:
        right = Text("1 至 100 字", "1 to 100 characters")
        raise refused("单位名称为空或太长", "the name is empty or too long", right, "name")
    refuse_if(name_faults("name", told))
    return told


@transaction.atomic(durable=True)
def state_employer(
    *, actor: User, employer: Employer, name: str, registered_in_city: bool, tax_registered: bool,
    why: str,
) -> Employer:  # fmt: skip
    """State whether an employer is registered, and pays tax, in the city, and on what ground."""
    refuse_unless(actor, Role.AUTHORITY)
    held = _locked(employer)
    before = state_of(held, WATCHED)
    held.name, held.checked_at = _named(name), now()
    held.registered_in_city, held.tax_registered = registered_in_city, tax_registered
    held.save(update_fields=["name", "registered_in_city", "tax_registered", "checked_at"])
    _note(held, "state_employer", actor, before, reason(why))
    return held


@transaction.atomic(durable=True)
def bar_employer(*, actor: User, employer: Employer, to_cycle: int | None, why: str) -> Employer:
    """Bar an employer up to a cycle, that one among them; None lifts the bar."""
    refuse_unless(actor, Role.AUTHORITY)
    if to_cycle is not None:
        refuse_no_cycle(to_cycle)
    return set_bar(_locked(employer), to_cycle, actor=actor, why=why)


def refuse_no_cycle(cycle: int) -> None:
    """Refuse what cannot be the last cycle of a bar."""
    if not FIRST_CYCLE <= cycle <= LAST_CYCLE:
        right = Text("四位年份,如 2027", "a year such as 2027")
        raise refused("不是一个年度", "this is no cycle", right, "to_cycle")


def set_bar(held: Employer, to_cycle: int | None, *, actor: User, why: str) -> Employer:
    """Set the last cycle of the bar of a locked employer and note it, in the caller's transaction."""
    before = state_of(held, WATCHED)
    held.barred_to = to_cycle
    held.save(update_fields=["barred_to"])
    _note(held, "bar_employer", actor, before, reason(why))
    return held


def _locked(employer: Employer) -> Employer:
    return Employer.objects.select_for_update().get(pk=employer.pk)


def _note(held: Employer, action: str, actor: User, before: str, why: str = "") -> None:
    record.note(
        actor=actor, role=AUTHORITY, action=action, subject=subject_of(held),
        before=before, after=state_of(held, WATCHED), why=why,
    )  # fmt: skip

"""What departments decide: each step one transaction, by an officer, within the year's windows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM, State
from luohu.web.declarations.stepping import locked, step
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.verification import deciding, seen
from luohu.web.verification.deciding import Said, Told
from luohu.web.verification.models import Check, Decision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_AT_ONCE = 1000


@transaction.atomic(durable=True)
def decide(
    *,
    actor: User,
    check: Check,
    decision: str,
    corrected: Any = None,
    reason: str = "",
    revision: int,
) -> Check:
    """Decide one fact: confirmed, corrected to a value, or refuted, with the reason of a change.

    `pending` takes one's own decision back. Refused with everything that is wrong; LawError where
    the check is not of the officer's department.
    """
    decide_within(actor, Said(check.pk, decision, corrected, reason, revision))
    return seen.check_of(actor, check.pk)


def decide_within(actor: User, said: Said, why: str = "") -> None:
    """Decide one fact in the caller's transaction; Refused where the decision may not stand."""
    seen.check_of(actor, said.check)
    (told,) = _decided(actor, [said], why)
    if told.faults:
        raise Refused(list(told.faults))


@transaction.atomic(durable=True)
def decide_many(*, actor: User, decisions: Iterable[Said]) -> list[Told]:
    """Decide many, each a row of its own: what is wrong with one does not hold up the others.

    All that are right take effect together, each with an event of its own. Refused for more than
    a thousand.
    """
    said = list(decisions)
    if len(said) > MOST_AT_ONCE:
        right = Text(f"一次至多 {MOST_AT_ONCE} 项", f"at most {MOST_AT_ONCE} at once")
        raise Refused([Fault(Place(column="decisions"), Text("太多了", "too many"), right)])
    return _decided(actor, said)


def _decided(actor: User, said: Sequence[Said], why: str = "") -> list[Told]:
    """Lock, weigh each decision, keep those that may stand, note them, and pass on what is complete."""
    checks = _locked_checks(actor, [one.check for one in said])
    told, entries = [], []
    for one in said:
        held = checks.get(one.check)
        if held is None:
            told.append(deciding.not_there(one))
            security.log("not-yours", username=actor.get_username(), subject=f"check:{one.check}")
            continue
        answer = deciding.weighed(held, one)
        told.append(answer)
        if answer.state == deciding.DONE:
            _reopened(held.declaration)
            entries.append(deciding.kept(held, one, actor=actor, why=why))
    record.note_many(entries)
    _completed([checks[one.check].declaration for one in told if one.state == deciding.DONE])
    return told


def _locked_checks(actor: User, pks: Sequence[int]) -> dict[int, Check]:
    """The department's own checks among these, their declarations locked first, then they."""
    found = seen.checks_of(actor).filter(pk__in=pks)
    declarations = {
        one.pk: one
        for one in locked(
            *(Declaration(pk=pk) for pk in set(found.values_list("declaration", flat=True)))
        )
    }
    checks = {}
    for check in found.select_for_update(of=("self",)).order_by("pk"):
        check.declaration = declarations[check.declaration_id]
        checks[check.pk] = check
    return checks


def _reopened(declaration: Declaration) -> None:
    """Take a verified declaration back among the submitted: one of its facts is decided anew."""
    if declaration.state == State.VERIFIED:
        why = "一项事实重新核查 a fact is decided anew"
        after = step(declaration, "reopen", actor=None, role=SYSTEM, why=why)
        declaration.state = after.state


def _completed(declarations: Iterable[Declaration]) -> None:
    """Pass on each declaration of which every fact is decided now."""
    for declaration in {one.pk: one for one in declarations}.values():
        if declaration.state == State.SUBMITTED and _all_decided(declaration):
            step(declaration, "verify", actor=None, role=SYSTEM)


def _all_decided(declaration: Declaration) -> bool:
    """Whether every fact that departments answer for is decided on what was last submitted."""
    counted = declaration.checks.filter(receipt=declaration.receipt).exclude(
        decision=Decision.PENDING
    )
    return set(declaration.year.departments) <= set(counted.values_list("fact", flat=True))

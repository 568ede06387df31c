"""What departments decide: each step one transaction, by an officer, within the year's windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM, State
from luohu.web.declarations.stepping import locked, step_many
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.verification import deciding, freezes, seen
from luohu.web.verification.deciding import Circumstances, Said, Told
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
    now, taken, told = Circumstances(), set[int](), list[Told]()
    for one in said:
        held = checks.get(one.check)
        twice = one.check in taken
        told.append(deciding.changed(one) if twice else _weighed(actor, held, one, now))
        taken |= {one.check} if told[-1].state == deciding.DONE else set()
    done = [one for one, answer in zip(said, told, strict=True) if answer.state == deciding.DONE]
    _reopened({checks[one.check].declaration for one in done})
    record.note_many(deciding.kept(checks, done, now, actor=actor, why=why))
    _completed({checks[one.check].declaration for one in done})
    return told


def _weighed(actor: User, held: Check | None, said: Said, now: Circumstances) -> Told:
    """Whether a decision may stand; what is another department's is not there, and that is logged."""
    if held is not None:
        return deciding.weighed(held, said, now)
    security.log("not-yours", username=actor.get_username(), subject=f"check:{said.check}")
    return deciding.not_there(said)


def _locked_checks(actor: User, pks: Sequence[int]) -> dict[int, Check]:
    """The department's own checks among these: the years held first, then the declarations, then they."""
    found = seen.checks_of(actor).filter(pk__in=pks)
    freezes.hold_years(set(found.values_list("year", flat=True)))
    theirs = set(found.values_list("declaration", flat=True))
    declarations = {one.pk: one for one in locked(*(Declaration(pk=pk) for pk in theirs))}
    checks = {}
    for check in found.select_for_update(of=("self",)).order_by("pk"):
        check.declaration = declarations[check.declaration_id]
        checks[check.pk] = check
    return checks


def _reopened(declarations: Iterable[Declaration]) -> None:
    """Take verified declarations back among the submitted: one of their facts is decided anew."""
    verified = [one for one in declarations if one.state == State.VERIFIED]
    why = "一项事实重新核查 a fact is decided anew"
    step_many([one.pk for one in verified], "reopen", actor=None, role=SYSTEM, why=why)
    for one in verified:
        one.state = State.SUBMITTED


def _completed(declarations: Iterable[Declaration]) -> None:
    """Pass on each declaration of which every fact is decided now, on what was last submitted."""
    years = {one.pk: one.year for one in declarations}
    counted = Check.objects.filter(declaration__in=years, receipt=F("declaration__receipt"))
    decided = (
        counted.exclude(decision=Decision.PENDING).order_by().values_list("declaration", "fact")
    )
    facts: dict[int, set[str]] = defaultdict(set)
    for pk, fact in decided:
        facts[pk].add(fact)
    complete = [pk for pk, year in years.items() if set(year.departments) <= facts[pk]]
    step_many(complete, "verify", actor=None, role=SYSTEM)

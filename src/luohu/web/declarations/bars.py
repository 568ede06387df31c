"""Who may not declare for some years: asked when one hands over and submits; made, lifted, listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.roles import Role
from luohu.web.declarations.employers import refuse_no_cycle, set_bar
from luohu.web.declarations.models import Bar, Declaration, Employer
from luohu.web.declarations.permissions import refuse_unless
from luohu.web.declarations.procedure import AUTHORITY
from luohu.web.declarations.stepping import conflict, subject_of
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.reasons import reason
from luohu.web.shell.clock import now
from luohu.web.years import clock
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LENGTH_OF_A_BAR = "years_barred"  # what the law calls the years after the one of the finding
# What the record holds of a bar.
WATCHED: Final = (
    "identity_index", "scheme", "rehearsal", "from_cycle", "to_cycle", "declaration_id", "lifted",
)  # fmt: skip


def barred_in(year: Year) -> set[str]:
    """The identity indexes of everybody who may not declare in a year, of all the scheme's bars."""
    return set(_in_force(year).values_list("identity_index", flat=True))


def employers_barred_in(year: Year) -> set[int]:
    """The keys of the employers that may not declare for anybody in a year."""
    found = Employer.objects.filter(barred_to__gte=year.cycle)
    return set(found.values_list("pk", flat=True))


def person_barred(year: Year, identity_index: str | None) -> Fault | None:
    """Why a person may not declare in a year, None where there is no bar."""
    held = _in_force(year).filter(identity_index=identity_index or "").order_by("-to_cycle").first()
    return None if held is None else _barred_until(held.to_cycle)


def any_barred(declarations: Sequence[Declaration]) -> Iterator[Fault]:
    """The bars of the people of some declarations of one year."""
    indexes = [one.identity_index for one in declarations if one.identity_index]
    last: dict[str, int] = {}
    found = _in_force(declarations[0].year).filter(identity_index__in=indexes)
    for index, to_cycle in found.values_list("identity_index", "to_cycle"):
        last[index] = max(to_cycle, last.get(index, 0))
    for one in declarations:
        if one.identity_index in last:
            yield _barred_until(last[one.identity_index], one.number)


def _in_force(year: Year) -> QuerySet[Bar]:
    """The bars that count in a year: those of a rehearsal in rehearsals, others in earnest."""
    return Bar.objects.filter(
        scheme=year.scheme, rehearsal=year.rehearsal, lifted__isnull=True,
        from_cycle__lte=year.cycle, to_cycle__gte=year.cycle,
    )  # fmt: skip


def _barred_until(last: int, number: str = "") -> Fault:
    return Fault(
        Place(number, column="identity"),
        Text(f"此人至 {last} 年度不得申报", f"this person may not declare until after {last}"),
        Text(f"{last + 1} 年度起可以申报", f"a declaration can be made from {last + 1} on"),
    )


def employer_barred(year: Year, employer: Employer) -> Fault | None:
    """Why an employer may not declare for anybody in a year, None where it may."""
    last = employer.barred_to
    if last is None or year.cycle > last:
        return None
    return Fault(
        Place(column="employer"),
        Text(f"该单位至 {last} 年度不得申报", f"this employer may not declare until after {last}"),
        Text(f"{last + 1} 年度起可以申报", f"it can declare from {last + 1} on"),
    )


def bar(declaration: Declaration, *, actor: User | None, role: str, why: str) -> Bar:
    """Bar the person of a declaration from its cycle on, until the law's years after the finding.

    The year of the finding is that of the year's own clock, never one before the cycle. In the
    caller's transaction; LawError where the law of the year names no such bar.
    """
    year, moment = declaration.year, clock.moment(declaration.year)
    years = law_of(year).values.get(LENGTH_OF_A_BAR)
    if not isinstance(years, int):
        raise LawError(f"{year.scheme} {year.cycle}: 没有停止申报的年限 the law names no bar")
    held = Bar.objects.create(
        identity_index=declaration.identity_index, scheme=year.scheme, rehearsal=year.rehearsal,
        from_cycle=year.cycle, to_cycle=max(localdate(moment).year, year.cycle) + years,
        why=why, declaration=declaration, made=moment, made_by=actor,
    )  # fmt: skip
    _note(held, "bar", actor, role, "", why)
    return held


def _note(held: Bar, action: str, actor: User | None, role: str, before: str, why: str) -> None:
    record.note(
        actor=actor, role=role, action=action, subject=str(held),
        before=before, after=state_of(held, WATCHED), why=why,
    )  # fmt: skip


def bar_employer_for(
    declaration: Declaration, to_cycle: int, *, actor: User, why: str
) -> Employer | None:
    """Bar the employer of a declaration up to a cycle that the officer states, a longer bar kept.

    In the caller's transaction. In a rehearsal no employer is barred: the record says that it would
    have been, and None is returned.
    """
    refuse_unless(actor, Role.AUTHORITY)
    refuse_no_cycle(to_cycle)
    if declaration.employer_id is None:
        right = Text("核对是哪份申报", "look which declaration it is")
        raise conflict("这份申报没有单位", "this declaration has no employer", right, "employer")
    if declaration.year.rehearsal:
        record.note(
            actor=actor, role=AUTHORITY, action="rehearse_bar_employer",
            subject=subject_of(declaration), why=f"{to_cycle}: {reason(why)}",
        )  # fmt: skip
        return None
    held = Employer.objects.select_for_update().get(pk=declaration.employer_id)
    return set_bar(held, max(to_cycle, held.barred_to or 0), actor=actor, why=why)


@transaction.atomic(durable=True)
def lift(*, actor: User, bar: Bar, why: str) -> Bar:
    """Lift a bar that was wrong, with the ground; by another officer than the one who made it."""
    refuse_unless(actor, Role.AUTHORITY)
    ground = reason(why)
    held = Bar.objects.select_for_update(of=("self",)).get(pk=bar.pk)
    if held.made_by_id == actor.pk:
        security.log("refused", username=actor.get_username(), subject=str(held), why="own bar")
        right = Text("请另一位主管人员办理", "another officer of the authority has to")
        raise conflict("作出者不能自己解除", "who made a bar does not lift it", right, "state")
    if held.lifted is not None:
        right = Text("不用再办", "there is nothing more to do")
        raise conflict("已经解除", "it is lifted already", right, "state")
    before, held.lifted, held.lifted_by = state_of(held, WATCHED), now(), actor
    held.save(update_fields=["lifted", "lifted_by"])
    _note(held, "lift_bar", actor, AUTHORITY, before, ground)
    return held

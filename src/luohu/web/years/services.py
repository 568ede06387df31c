"""What the authority may do with a year: open it, change its calendar, quota and departments."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people.faults import Fault, refuse_if
from luohu.web.accounts.roles import Role, role_of
from luohu.web.record import digests, security
from luohu.web.record import services as record
from luohu.web.record.reasons import reason
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused_at
from luohu.web.years import checks, clock, departments, holds
from luohu.web.years.calendar import moments_of
from luohu.web.years.laws import ranked_law
from luohu.web.years.models import MOMENTS, Year
from luohu.web.years.proposals import free_prefix
from luohu.web.years.wording import MOMENT_LABELS, written

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Moments = Mapping[str, datetime.datetime]
FURTHEST = datetime.timedelta(days=3660)
# What the record's digest of a year covers: everything that is decided of it.
DECIDED = (
    "scheme", "cycle", "rules", "quota", "title", "number_prefix", "rehearsal", "offset",
    *MOMENTS, "departments",
)  # fmt: skip


@transaction.atomic(durable=True)
def open_year(
    *,
    actor: User,
    scheme: str,
    cycle: int,
    title: str,
    moments: Moments,
    quota: int | None = None,
    rehearsal: bool = False,
    number_prefix: str = "",
    departments: Mapping[str, str] | None = None,
) -> Year:
    """Open a year of a scheme that ranks, for a cycle that its law covers.

    Its moments lie ahead, those of a rehearsal anywhere. Refused with every fault at once, and
    where the cycle has its year already.
    """
    _refuse_unless_authority(actor)
    law = ranked_law(scheme, cycle)
    prefix = number_prefix or free_prefix(cycle, rehearsal=rehearsal)
    mapped = dict(departments) if departments is not None else _default_map(law)
    check_opening(
        scheme=scheme, cycle=cycle, title=title.strip(), moments=moments, quota=quota,
        rehearsal=rehearsal, number_prefix=prefix, departments=mapped,
    )  # fmt: skip
    year = Year.objects.create(
        scheme=scheme, cycle=cycle, rules=law.book.name, quota=quota, title=title.strip(),
        number_prefix=prefix, rehearsal=rehearsal, departments=mapped, opened_by=actor,
        opened=now(), **{name: moments[name] for name in MOMENTS},
    )  # fmt: skip
    _note(year, actor, "open_year", "", "")
    return year


def check_opening(
    *,
    scheme: str,
    cycle: int,
    title: str,
    moments: Moments,
    quota: int | None,
    rehearsal: bool,
    number_prefix: str,
    departments: Mapping[str, str] | None = None,
) -> None:
    """Refused with everything that keeps a year from being opened so; nothing is kept."""
    wanted = _default_map(ranked_law(scheme, cycle))
    alike = Year.objects.filter(number_prefix=number_prefix)
    faults = [
        *checks.title_faults(title),
        *checks.prefix_faults(number_prefix, alike.values_list("number_prefix", flat=True)),
        *checks.quota_faults(quota),
        *checks.order_faults(moments),
        *(() if rehearsal else checks.passed_faults({}, moments, now())),
        *checks.department_faults(wanted, wanted if departments is None else departments),
    ]
    refuse_if(faults)
    _refuse_second(scheme, cycle, rehearsal)


@transaction.atomic(durable=True)
def change_calendar(*, actor: User, year: Year, moments: Moments, why: str) -> Year:
    """Change moments that are to come, to other moments that are to come; the others stay."""
    words, held = _held(actor, year, why)
    before, was = state_of(held), moments_of(held)
    changed = [name for name in MOMENTS if moments[name] != was[name]]
    faults = [*checks.passed_faults(was, moments, clock.moment(held))]
    for name in changed:
        setattr(held, name, moments[name])
    refuse_if([*faults, *checks.order_faults(moments), *_holds("calendar", held, changed)])
    held.save(update_fields=changed)
    told = [f"{name} {written(was[name])} → {written(moments[name])}" for name in changed]
    _note(held, actor, "change_calendar", before, "; ".join([words, *told]))
    return held


@transaction.atomic(durable=True)
def change_quota(*, actor: User, year: Year, quota: int | None, why: str) -> Year:
    """Change the number of places until the publicity begins; None where it is not decided."""
    words, held = _held(actor, year, why)
    before, was = state_of(held), held.quota
    faults = [*checks.quota_faults(quota), *_after("quota", held, "publicity_from")]
    held.quota = quota
    refuse_if([*faults, *_holds("quota", held, ["quota"])])
    held.save(update_fields=["quota"])
    _note(held, actor, "change_quota", before, f"{words}; {was} → {quota}")
    return held


@transaction.atomic(durable=True)
def change_departments(
    *, actor: User, year: Year, departments: Mapping[str, str], why: str
) -> Year:
    """Say which department verifies which fact, until the end of ranking; what follows is told."""
    words, held = _held(actor, year, why)
    before, was = state_of(held), dict(held.departments)
    given = {fact: key for fact, key in departments.items() if key}
    wanted = _default_map(ranked_law(held.scheme, held.cycle))
    faults = [*checks.department_faults(wanted, given), *_after("why", held, "ranks_to")]
    changed = [fact for fact in given if given[fact] != was.get(fact)]
    held.departments = given
    refuse_if([*faults, *_holds("departments", held, changed)])
    held.save(update_fields=["departments"])
    holds.follow("departments", held)
    told = [f"{fact} {was.get(fact, '—')} → {given[fact]}" for fact in changed]
    _note(held, actor, "change_departments", before, "; ".join([words, *told]))
    return held


@transaction.atomic(durable=True)
def move_clock(*, actor: User, year: Year, offset: datetime.timedelta) -> Year:
    """Move the clock of a rehearsal, at most ten years either way; never that of a real year."""
    _words, held = _held(actor, year, "clock")
    if not held.rehearsal:
        right = Text("另设一个演练年度", "open a rehearsal of it")
        raise refused_at(
            "offset", Text("真实年度的时钟不能拨动", "a real year's clock cannot be moved"), right
        )
    if abs(offset) > FURTHEST:
        right = Text("前后十年以内", "within ten years either way")
        raise refused_at("offset", Text("拨得太远", "that is too far away"), right)
    before, was = state_of(held), clock.moment(held)
    held.offset = offset
    held.save(update_fields=["offset"])
    _note(held, actor, "move_clock", before, f"{written(was)} → {written(clock.moment(held))}")
    return held


def state_of(year: Year) -> str:
    """The digest of what is decided of a year, as the record keeps it."""
    return digests.state_of(year, DECIDED)


def subject_of(year: Year) -> str:
    """What the record calls a year."""
    return f"year:{year.pk}"


def _default_map(law: InForce) -> dict[str, str]:
    return departments.default_map(law)


def _refuse_second(scheme: str, cycle: int, rehearsal: bool) -> None:
    if rehearsal or not Year.objects.filter(scheme=scheme, cycle=cycle, rehearsal=False).exists():
        return
    wrong = Text(f"{cycle} 年度已经设立", f"the year {cycle} has been opened already")
    right = Text("在已有的年度上修改,或设为演练", "change that one, or open a rehearsal")
    raise refused_at("cycle", wrong, right)


def _held(actor: User, year: Year, why: str) -> tuple[str, Year]:
    """The reason as it is kept, and the year, locked, for somebody who may change it."""
    _refuse_unless_authority(actor)
    words = reason(why)
    return words, Year.objects.select_for_update(of=("self",)).get(pk=year.pk)


def _refuse_unless_authority(actor: User) -> None:
    if role_of(actor) is not Role.AUTHORITY:
        security.log("refused", username=actor.get_username(), path="years", why="role")
        raise PermissionDenied


def _after(column: str, year: Year, name: str) -> list[Fault]:
    """A fault where a moment of the year has passed, after which something stays as it is."""
    moment = getattr(year, name)
    if clock.moment(year) < moment:
        return []
    label, told = MOMENT_LABELS[name], written(moment)
    wrong = Text(f"{label.zh}({told})之后不能再改", f"it stays as it is once {label.en} ({told})")
    return [checks.fault(column, wrong, Text("保持不变", "leave it as it is"))]


def _holds(change: str, year: Year, changed: Collection[str]) -> list[Fault]:
    """What other apps say against a year as it would be; nothing is asked where nothing is changed."""
    return holds.against(change, year) if changed else []


def _note(year: Year, actor: User, action: str, before: str, why: str) -> None:
    told: dict[str, Any] = {"before": before, "after": state_of(year), "why": why}
    record.note(actor=actor, role=Role.AUTHORITY, action=action, subject=subject_of(year), **told)

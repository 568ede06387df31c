"""Who may not declare for some years: asked when one begins, hands over and submits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place
from luohu.web.declarations.contents import law_of
from luohu.web.declarations.models import Bar, Declaration, Employer
from luohu.web.record import services as record
from luohu.web.record.digests import digest_of
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LENGTH_OF_A_BAR = "years_barred"  # what the law calls the years after the one of the finding


def person_barred(year: Year, identity_index: str | None) -> Fault | None:
    """Why a person may not declare in a year, None where there is no bar."""
    held = _bars(year, [identity_index]).order_by("-to_cycle").first()
    return None if held is None else _barred_until(held.to_cycle)


def any_barred(declarations: Sequence[Declaration]) -> Iterator[Fault]:
    """The bars of the people of some declarations of one year."""
    last: dict[str, int] = {}
    for bar in _bars(declarations[0].year, [one.identity_index for one in declarations]):
        last[bar.identity_index] = max(bar.to_cycle, last.get(bar.identity_index, 0))
    for one in declarations:
        if one.identity_index in last:
            yield _barred_until(last[one.identity_index], one.number)


def _bars(year: Year, indexes: Sequence[str | None]) -> QuerySet[Bar]:
    return Bar.objects.filter(
        identity_index__in=[index for index in indexes if index], scheme=year.scheme,
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
    """Bar the person of a declaration in its cycle and as many after it as the law says.

    In the caller's transaction; LawError where the law of the year names no such bar.
    """
    year = declaration.year
    years = law_of(year).values.get(LENGTH_OF_A_BAR)
    if not isinstance(years, int):
        raise LawError(f"{year.scheme} {year.cycle}: 没有停止申报的年限 the law names no bar")
    held = Bar.objects.create(
        identity_index=declaration.identity_index, scheme=year.scheme, from_cycle=year.cycle,
        to_cycle=year.cycle + years, why=why, declaration=declaration, made=clock.moment(year),
    )  # fmt: skip
    told = {"scheme": held.scheme, "from": held.from_cycle, "to": held.to_cycle}
    record.note(
        actor=actor, role=role, action="bar", subject=f"bar:{held.pk}",
        after=digest_of(told), why=why,
    )  # fmt: skip
    return held

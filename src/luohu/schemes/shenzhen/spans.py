"""How Shenzhen's schemes read spans: rows of the city, months of each insurance, ages up to a limit."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.months import Month, Months
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    any_of,
    either,
    opposite,
)
from luohu.law.ranges import Range
from luohu.people.facts import FIVE_KINDS, City, Insurance, in_city
from luohu.people.rows import Rows, Where

EARLIEST = Month.of(1900, 1)


def in_shenzhen(row: Any) -> Truth:
    """Whether a row is of Shenzhen; unknown where no city is stated."""
    return in_city(row.place, City.SHENZHEN)


def any_months(cutoff_month: int) -> Range:
    """All that a calendar may hold up to a month when its list is unknown."""
    return Range(Months.none(), Months.of((EARLIEST, cutoff_month)))


def any_months_paid(cutoff_month: int) -> ByKind[Range]:
    """The same for each of the five kinds of insurance."""
    return dict.fromkeys(FIVE_KINDS, any_months(cutoff_month))


def any_months_by(reference_day: Any) -> Range:
    """All that a calendar may hold up to the month of a day."""
    return any_months(int(month_of(reference_day)))  # type: ignore[call-overload]


def any_months_paid_by(reference_day: Any) -> ByKind[Range]:
    """The same for each of the five kinds of insurance."""
    return dict.fromkeys(FIVE_KINDS, any_months_by(reference_day))


def paid_here(insurance: Rows, where: Where, until: Moment) -> ByKind[Calendar]:
    """The months of each of the five kinds in Shenzhen; rows for all five count for each."""

    def months(kind: int) -> Calendar:
        return insurance.months(
            lambda row: (row.kind == kind) & where(row) & in_shenzhen(row), until
        )

    shared = months(Insurance.ALL)
    found = dict.fromkeys(FIVE_KINDS, shared)
    for kind in insurance.present("kind").intersection(FIVE_KINDS):
        found[Insurance(kind)] = shared | months(kind)
    return found


def own_or_accepted(flag: Any, accepted: Truth) -> Truth:
    """Whether a row counts: without the flag always, with it where the law accepts such rows."""
    return any_of(opposite(flag), accepted)


def within_age(years: Count, limit: Count, limit_included: Truth) -> Truth:
    """Whether somebody is of an age "up to" a limit: of that very age only if it is included."""
    return either(limit_included, years <= limit, years < limit)

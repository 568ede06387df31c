"""How Shenzhen's schemes read spans: rows of the city, months of each insurance, ages up to a limit."""

from __future__ import annotations

from typing import Any

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
from luohu.people.calendars import months_by_kind
from luohu.people.facts import City, in_city
from luohu.people.rows import Rows, Where


def in_shenzhen(row: Any) -> Truth:
    """Whether a row is of Shenzhen; unknown where no city is stated."""
    return in_city(row.place, City.SHENZHEN)


def paid_here(insurance: Rows, where: Where, until: Moment) -> ByKind[Calendar]:
    """The months of each of the five kinds in Shenzhen; rows for all five count for each."""
    return months_by_kind(insurance, lambda row: where(row) & in_shenzhen(row), until)


def own_or_accepted(flag: Any, accepted: Truth) -> Truth:
    """Whether a row counts: without the flag always, with it where the law accepts such rows."""
    return any_of(opposite(flag), accepted)


def within_age(years: Count, limit: Count, limit_included: Truth) -> Truth:
    """Whether somebody is of an age "up to" a limit: of that very age only if it is included."""
    return either(limit_included, years <= limit, years < limit)

"""Calendars of a person's rows: the months of each kind of insurance, and all that may be when unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.months import Month, Months
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Moment,
    Truth,
    all_of,
    any_of,
    perhaps,
    same,
)
from luohu.law.ranges import Range, ends
from luohu.people.facts import FIVE_KINDS, Insurance
from luohu.people.rows import Rows, Where

EARLIEST = Month.of(1900, 1)
FIRST_DAY = 10**6  # days are larger numbers than months: 19790315


@dataclass(frozen=True)
class AnyMonths:
    """The bounds of a calendar whose list is unknown: nothing, or every month up to one.

    `until` names the month or day, a value or rule that the calendar's rule reads, and `since` the
    first month if there is one; `kinds` are those of a calendar that has a set for each.
    """

    until: str
    kinds: tuple[Any, ...] = ()
    since: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The names whose values the bounds are made of."""
        return (self.until, self.since) if self.since else (self.until,)

    def __call__(self, until: Any, since: Any = EARLIEST) -> Any:
        last: Any = int(ends(until)[1])
        month: Any = month_of(last) if last > FIRST_DAY else last
        every = Range(Months.none(), Months.of((since, month)))
        return dict.fromkeys(self.kinds, every) if self.kinds else every


def any_months(until: str) -> AnyMonths:
    """All that a calendar may hold up to a month or day, by the name of it."""
    return AnyMonths(until)


def any_months_by_kind(until: str, kinds: Iterable[Any] = FIVE_KINDS, since: str = "") -> AnyMonths:
    """The same for each kind of insurance."""
    return AnyMonths(until, tuple(kinds), since)


def months_by_kind(
    insurance: Rows, where: Where, until: Moment, start: Where | None = None
) -> ByKind[Calendar]:
    """The months of the rows that count, for each of the five kinds.

    Rows for all five count for each; kinds without rows of their own share one set.
    """

    def months(kind: int) -> Calendar:
        return insurance.months(lambda row: (row.kind == kind) & where(row), until, start)

    shared = months(Insurance.ALL)
    found = dict.fromkeys(FIVE_KINDS, shared)
    for kind in insurance.present("kind").intersection(FIVE_KINDS):
        found[Insurance(kind)] = shared | months(kind)
    return found


def obtained_by(row: Any, month: Moment) -> Truth:
    """Whether a certificate was obtained by a month; open if it is not said since when."""
    return all_of(row.obtained <= month, any_of(row.obtained > 0, perhaps(same(row.obtained, 0))))

"""Months whose contribution base reaches a multiple of the average wage of that month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from luohu.law.accrual import Series
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Truth,
    agreed,
    all_of,
    any_of,
    at_least,
    joined,
    perhaps,
    same,
)
from luohu.people.calendars import EARLIEST, months_by_kind
from luohu.people.rows import Rows, Where
from luohu.schemes.shanghai.calendars import whichever_kind

WHOLE = 10_000  # hundredths of a per cent
Span = tuple[int, int, Any]


def wages_in_use(
    average_wage: Series,
    later: tuple[int, Any],
    newest: tuple[int, Any],
    since: int,
    until: int,
) -> Iterator[Span]:
    """First month, last month, wage (None where no figure was seen), of the months since .. until.

    `later` and `newest` are the months from which an open figure is used, and that figure.
    """
    known = list(average_wage.spans())
    spans: list[Span] = [(EARLIEST, known[0][0] - 1, None)]
    spans += [(first, min(last, later[0] - 1), yuan) for first, last, yuan in known]
    spans += [(later[0], newest[0] - 1, later[1]), (newest[0], until, newest[1])]
    for first, last, wage in spans:
        if max(first, since) <= min(last, until):
            yield max(first, since), min(last, until), wage


def reaches(base: Any, multiple: int, wage: Any) -> Truth:
    """Whether a base is so many hundredths of a per cent of the wage; open where either is not known."""
    if wage is None:
        return perhaps(base >= 0)
    reached: Truth = base * WHOLE >= wage * multiple
    return any_of(reached, perhaps(same(base, 0)))


def months_reaching(
    insurance: Rows, where: Where, multiple: int, wages: Iterator[Span]
) -> Calendar:
    """The months of rows that count whose base reaches the multiple, month by month."""

    def months(first: int, last: int, wage: Count | None) -> Calendar:
        def counts(row: Any) -> Truth:
            return all_of(where(row), reaches(row.base, multiple, wage))

        def start(row: Any) -> Moment:
            begin: Moment = at_least(row.first, first)
            return begin

        return whichever_kind(months_by_kind(insurance, counts, last, start))  # type: ignore[arg-type]

    return joined(months(*span) for span in wages)


def enough(months: Calendar, required: Count, window: Count, month: Moment) -> Truth:
    """Whether enough of the last so many months are there; open where it matters if this one counts."""
    counted = (months.count_last(window, until) >= required for until in (month, month - 1))
    return agreed(counted)

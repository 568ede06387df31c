"""The batch of a year, its cut-off, and the months and years that every version counts."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    any_of,
    either,
    opposite,
    same,
    up_to,
)
from luohu.law.rules import calendar, quantity, requirement
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import any_months_by_kind, months_by_kind
from luohu.people.facts import City, in_city
from luohu.people.rows import Rows
from luohu.schemes.tianjin.documents import measures_2016, rounds, table_2022


def in_tianjin(row: Any) -> Truth:
    """Whether a row is of Tianjin; unknown where nothing in the document says it."""
    return in_city(row.place, City.TIANJIN)


def open_to(levels: Levels) -> Points:
    """Not known: anything from nothing to the most that a table gives."""
    points: Any = up_to(levels.greatest)
    return points  # type: ignore[no-any-return]


# ---- two batches a year


@requirement("批次为1或2", "the batch is the first or the second", cites=rounds("批次"))
def batch_exists(batch: Count) -> Truth:
    """There are two batches a year.

    每年两个批次,只能填1或2。
    """
    return any_of(same(batch, 1), same(batch, 2))


@quantity("计分截止日", "last day that counts", unit="day", cites=(rounds("批次"), table_2022("社会保险")),
          question=Text("截止日见于社会保险指标,其他指标是否同日未见规定:各项均按此日",
                        "the day is given for insurance; that it holds for the other indicators "
                        "too was not seen, here it does"))  # fmt: skip
def cutoff_day(batch: Count, first_batch_day: Moment, second_batch_day: Moment) -> Moment:
    """The 31 December before for the first batch of a year, 30 June for the second.

    第一批截至上年12月31日,第二批截至当年6月30日。
    """
    return either(same(batch, 1), first_batch_day, second_batch_day)


@quantity("计分截止月", "last month that counts", unit="month",
          cites=(rounds("批次"), table_2022("社会保险")))  # fmt: skip
def cutoff_month(cutoff_day: Moment) -> Moment:
    """The month of that day, itself included.

    截止日所在的月份,当月计入。
    """
    return month_of(cutoff_day)


# ---- insurance


@calendar("各险种由单位按时缴费月", "months paid in time by an employer, by kind",
          cites=(measures_2016("第三十二条"), table_2022("社会保险")), bounds=any_months_by_kind("cutoff_month"))  # fmt: skip
def paid(insurance: Rows, cutoff_month: Moment) -> ByKind[Calendar]:
    """The months insured in Tianjin, kind by kind; back-paid, transferred-in and flexible ones are out.

    五个险种各自在天津缴费的月份;补缴、外地转入、灵活就业身份缴纳的都不算。
    """
    return months_by_kind(
        insurance,
        lambda row: opposite(row.made_up | row.transferred_in | row.flexible) & in_tianjin(row),
        cutoff_month,
    )

"""The months insured and at work in Guangzhou, which all three schemes count."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Moment,
    Truth,
    among,
    any_of,
    opposite,
    perhaps,
)
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months, any_months_by_kind, months_by_kind
from luohu.people.facts import City, Job, in_city
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import measures, talent_2020

AT_WORK = frozenset(
    {Job.EMPLOYED, Job.OWN_BUSINESS, Job.RESEARCH, Job.HARD_TRADE, Job.PUBLIC_SERVICE}
)
PERHAPS_AT_WORK = frozenset({Job.FLEXIBLE, Job.FARMING})


def in_guangzhou(row: Any) -> Truth:
    """Whether a row is of Guangzhou; unknown where nothing in the document says it."""
    return in_city(row.place, City.GUANGZHOU)


@quantity("计算截止月", "last month that counts", unit="month",
          cites=(*measures("附件"), talent_2020("第五条")))  # fmt: skip
def cutoff_month(cutoff_day: Moment) -> Moment:
    """The month of the day up to which everything is counted.

    计算截止日所在的月份,当月计入。
    """
    return month_of(cutoff_day)


@calendar("各险种在穗缴费月", "months insured in Guangzhou, by kind",
          cites=(*measures("附件 基础指标2备注1"), talent_2020("第十四条")), bounds=any_months_by_kind("cutoff_month"),
          premises=(Text("失业保险基金代缴的职工医保和外来工医保年限已填作医疗保险",
                         "medical insurance paid by the unemployment fund, and the former migrant "
                         "workers' kind, are stated as medical insurance"),))  # fmt: skip
def insured(insurance: Rows, cutoff_month: Moment) -> ByKind[Calendar]:
    """The months insured in Guangzhou, kind by kind; paid late or brought from elsewhere is out.

    五个险种各自在广州缴费的月份;补缴和外地转入的不算,同月重复的只算一次。
    """
    return months_by_kind(
        insurance,
        lambda row: opposite(row.made_up | row.transferred_in) & in_guangzhou(row),
        cutoff_month,
    )


@calendar("在穗就业创业月", "months at work in Guangzhou",
          cites=(*measures("第六条(一)"), talent_2020("第五条、第十四条")), bounds=any_months("cutoff_month"),
          question=Text("灵活就业和务农是否属于合法稳定就业,未见规定",
                        "whether flexible employment and farming are lawful stable work"))  # fmt: skip
def working(jobs: Rows, cutoff_month: Moment) -> Calendar:
    """The months employed by somebody or running one's own business in Guangzhou.

    在广州受雇就业或创业的月份。
    """
    return jobs.months(
        lambda row: (
            any_of(among(row.kind, AT_WORK), perhaps(among(row.kind, PERHAPS_AT_WORK)))
            & in_guangzhou(row)
        ),
        cutoff_month,
    )

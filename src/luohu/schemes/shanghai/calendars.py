"""When one applies, and the months that both schemes count: with a permit, at work, insured."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Moment,
    Truth,
    all_of,
    among,
    any_of,
    either_reading,
    joined,
    opposite,
    perhaps,
)
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months, months_by_kind
from luohu.people.facts import City, Job, in_city
from luohu.people.rows import Rows
from luohu.schemes.shanghai.documents import (
    hukou_pages,
    indicator_lists,
    replies,
)

AT_WORK = frozenset(
    {Job.EMPLOYED, Job.OWN_BUSINESS, Job.RESEARCH, Job.HARD_TRADE, Job.PUBLIC_SERVICE}
)


def in_shanghai(row: Any) -> Truth:
    """Whether a row is of Shanghai."""
    return in_city(row.place, City.SHANGHAI)


def whichever_kind(months: ByKind[Calendar]) -> Calendar:
    """One set for the five kinds of insurance: a month of some kinds only is open."""
    sets = list({id(held): held for held in months.values()}.values())
    if len(sets) == 1:
        return sets[0]
    return either_reading(reduce(and_, sets), joined(sets))


def of_an_employee(row: Any) -> Truth:
    """Whether a row is employees' insurance that was earned and paid in Shanghai."""
    own = all_of(opposite(row.flexible), opposite(row.transferred_in))
    return all_of(own, in_shanghai(row))


def in_time(row: Any) -> Truth:
    """The same, not made up later."""
    return all_of(opposite(row.made_up), of_an_employee(row))


def undisputed(row: Any) -> Truth:
    """The same, where payer, base, contract and income tax fit each other."""
    return all_of(opposite(row.inconsistent), in_time(row))


@quantity(
    "申请月", "month of applying", unit="month", cites=(replies("申请条件"), hukou_pages("年限"))
)
def application_month(reference_day: Moment) -> Moment:
    """The month in which one applies.

    提出申请的当月。
    """
    return month_of(reference_day)


@calendar("持有居住证月", "months with a residence permit", cites=(replies("申请条件"), hukou_pages("年限")),
          bounds=any_months("application_month"))  # fmt: skip
def permitted(permits: Rows, application_month: Moment) -> Calendar:
    """The months of holding a Shanghai residence permit.

    持有《上海市居住证》的月份。
    """
    return permits.months(in_shanghai, application_month)


@calendar("在沪就业月", "months at work in Shanghai", cites=replies("申请条件"),
          bounds=any_months("application_month"))  # fmt: skip
def at_work(jobs: Rows, application_month: Moment) -> Calendar:
    """The months of working for an employer or in an own business in Shanghai.

    在沪受雇或自办企业的月份;灵活就业、务农不计。
    """
    return jobs.months(
        lambda row: all_of(among(row.kind, AT_WORK), in_shanghai(row)), application_month
    )


@calendar("计年限的缴费月", "months that count as years insured",
          cites=(indicator_lists("基础指标 社保年限"), hukou_pages("年限")),
          bounds=any_months("application_month"), gap="insurance.inconsistent",
          question=Text("缴费单位与合同单位不一致的月份不计;只是基数与个税不对应的是否计年限未见规定:"
                        "有不对应记录的月份不下结论",
                        "a month paid by another than the contract's employer does not count; whether one "
                        "counts whose base only misfits the tax is not said: both stay open"))  # fmt: skip
def insured(insurance: Rows, application_month: Moment) -> Calendar:
    """The months paid in time by the employer of the contract.

    由劳动合同单位在沪按月缴纳的月份,补缴不计。
    """

    def counts(row: Any) -> Truth:
        return all_of(in_time(row), any_of(opposite(row.inconsistent), perhaps(row.inconsistent)))

    return whichever_kind(months_by_kind(insurance, counts, application_month))

"""The bonus for the contribution base: 25, 50, 100 or 120 points by multiples of the average wage."""

from __future__ import annotations

from enum import IntEnum

from luohu.law.accrual import Series
from luohu.law.quantities import ByKind, Calendar, Count, Moment, Points, either, most
from luohu.law.rules import calendar, indicator
from luohu.law.sources import Text
from luohu.people.calendars import any_months_by_kind
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import undisputed
from luohu.schemes.shanghai.documents import (
    indicator_lists,
    measures_2017,
    replies,
    wage_pages,
)
from luohu.schemes.shanghai.wages import enough, months_reaching, wages_in_use


class Tier(IntEnum):
    """A tier of the contribution base, by the multiple of the average wage it asks for."""

    FOUR_FIFTHS = 1
    WAGE = 2
    DOUBLE = 3
    TRIPLE = 4


@calendar("缴费基数达到0.8、1、2、3倍社平的月份", "months at 0.8, 1, 2 and 3 times the average wage",
          cites=(measures_2017("加分指标 缴费基数"), replies("缴费基数"), wage_pages("2018—2026年")),
          bounds=any_months_by_kind("application_month", tuple(Tier)), gap="insurance.base",
          question=Text("按各月所用平均工资逐月比较,还是用同一数值,未见规定:此处逐月;2018年以前的数值未见,"
                        "2023年7月以来所用数值未定(有页面2026年仍用10338)",
                        "whether each month goes by the wage of that month or all by one figure is not "
                        "said: here month by month; figures before 2018 were not seen, those since July "
                        "2023 are unsettled (one page still shows 10338 in 2026)"))  # fmt: skip
def months_by_tier(
    insurance: Rows,
    multiple_four_fifths: int,
    multiple_wage: int,
    multiple_double: int,
    multiple_triple: int,
    average_wage: Series,
    later_wage: Count,
    newest_wage: Count,
    later_wage_from: int,
    newest_wage_from: int,
    tier_window: int,
    application_month: int,
) -> ByKind[Calendar]:
    """The months of the last four years whose base reaches each multiple of that month's wage.

    最近4年内缴费基数达到当月所用社会平均工资相应倍数的月份;补缴、与个税或合同单位不对应的不计。
    """
    later, newest = (later_wage_from, later_wage), (newest_wage_from, newest_wage)
    since = application_month - tier_window
    multiples = (multiple_four_fifths, multiple_wage, multiple_double, multiple_triple)
    return {
        tier: months_reaching(
            insurance,
            undisputed,
            multiple,
            wages_in_use(average_wage, later, newest, since, application_month),
        )
        for tier, multiple in zip(Tier, multiples, strict=True)
    }


@indicator("缴费基数", "contribution base",
           cites=(measures_2017("加分指标 缴费基数"), replies("缴费基数"), indicator_lists("缴费基数")),
           question=Text("“最近”4年、3年是否含申请当月未见规定:有差别的不下结论;2017年以前为连续3年、无3倍档,"
                         "自2018年起改为现行规则只凭记忆",
                         "whether the last four and three years include the month of applying is not "
                         "said: open where it matters; that the earlier rule (three unbroken years, no "
                         "tier of three times) ended with 2017 is from memory"))  # fmt: skip
def contribution_base(
    months_by_tier: ByKind[Calendar],
    tier_months_required: Count,
    tier_window: Count,
    triple_months_required: Count,
    triple_window: Count,
    points_four_fifths: Points,
    points_wage: Points,
    points_double: Points,
    points_triple: Points,
    application_month: Moment,
) -> Points:
    """At 0.8, 1 and 2 times the wage for 36 of 48 months 25, 50 and 100; at 3 times for 24 of 36, 120.

    近4年累计36个月达到0.8倍25分、1倍50分、2倍100分;近3年累计24个月达到3倍120分;取最高。
    """
    over_four_years = {
        Tier.FOUR_FIFTHS: points_four_fifths,
        Tier.WAGE: points_wage,
        Tier.DOUBLE: points_double,
    }
    lower: Points = most(
        either(
            enough(months_by_tier[tier], tier_months_required, tier_window, application_month),
            points,
            0,
        )
        for tier, points in over_four_years.items()
    )
    triple = enough(
        months_by_tier[Tier.TRIPLE], triple_months_required, triple_window, application_month
    )
    return most((lower, either(triple, points_triple, 0)))

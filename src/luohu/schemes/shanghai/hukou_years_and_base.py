"""What settling with a permit counts: years of permit and insurance, and the contribution base."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from luohu.law.accrual import Series
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    opposite,
    perhaps,
)
from luohu.law.rules import calendar, condition, quantity
from luohu.law.sources import Text
from luohu.people.calendars import EARLIEST, any_months_by_kind
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import in_time, undisputed
from luohu.schemes.shanghai.documents import hukou_2012, hukou_pages, wage_pages
from luohu.schemes.shanghai.wages import enough, months_reaching, wages_in_use


class Level(IntEnum):
    """A multiple of the average wage that some route asks for."""

    WAGE = 1
    TITLE = 2
    DOUBLE = 3
    TRIPLE = 4


# ---- years of permit and insurance


@condition("持有有效居住证", "holds a valid residence permit", cites=hukou_2012("申办条件"))
def permit_valid(permitted: Calendar, application_month: Moment) -> Truth:
    """A Shanghai residence permit is held in the month of applying.

    申办当月持有有效的《上海市居住证》。
    """
    return permitted.last(1, application_month).count() > 0


@quantity("持证且参保的月份", "months insured while holding the permit", unit="calendar",
          cites=(hukou_2012("申办条件"), hukou_pages("年限")),
          premises=(Text("这些月份均依法缴纳个人所得税", "income tax was paid as the law asks in these months"),))  # fmt: skip
def counted(permitted: Calendar, insured: Calendar) -> Calendar:
    """The months of the permit in which insurance was paid too; they need not follow each other.

    持证期间按时缴纳社会保险的月份,累计计算,补缴不计。
    """
    return permitted & insured


@quantity("持证且参保的累计月数", "months of permit and insurance together",
          cites=(hukou_2012("申办条件"), hukou_pages("年限")))  # fmt: skip
def counted_months(counted: Calendar) -> Count:
    """How many they are.

    持证期间参保的累计月数。
    """
    return counted.count()


# ---- the contribution base


@calendar("缴费基数达到1、1.3、2、3倍社平的月份", "months at 1, 1.3, 2 and 3 times the average wage",
          cites=(hukou_pages("缴费基数"), wage_pages("2018—2026年")),
          bounds=any_months_by_kind("application_month", tuple(Level)), gap="insurance.base",
          question=Text("与个税或合同单位不对应的月份是否计入未见规定:不下结论;2018年以前的平均工资未见,"
                        "2023年7月以来所用数值未定;居转户所用平均工资按与积分相同",
                        "whether months at odds with tax or contract count is not said: open; wages "
                        "before 2018 were not seen, those since July 2023 are unsettled; the wage is "
                        "taken to be that of the points"))  # fmt: skip
def months_by_level(
    insurance: Rows,
    multiple_before: int,
    multiple_with_title: int,
    multiple_without_title: int,
    multiple_shortened: int,
    average_wage: Series,
    later_wage: Count,
    newest_wage: Count,
    later_wage_from: int,
    newest_wage_from: int,
    application_month: int,
) -> ByKind[Calendar]:
    """The months whose base reaches each multiple of that month's average wage.

    缴费基数达到当月所用社会平均工资相应倍数的月份,补缴不计。
    """
    later, newest = (later_wage_from, later_wage), (newest_wage_from, newest_wage)
    multiples = (multiple_before, multiple_with_title, multiple_without_title, multiple_shortened)

    def counts(row: Any) -> Truth:
        return all_of(in_time(row), any_of(undisputed(row), perhaps(row.inconsistent)))

    def wages() -> Any:
        return wages_in_use(average_wage, later, newest, EARLIEST, application_month)

    return {
        level: months_reaching(insurance, counts, multiple, wages())
        for level, multiple in zip(Level, multiples, strict=True)
    }


@quantity("有职称者的缴费基数条件", "the base asked for beside a title", unit="truth",
          cites=hukou_pages("缴费基数"),
          question=Text("“此前达到1倍”适用于哪些月份未见规定:按计入年限的其余月份,不满足的不下结论;"
                        "“最近4年”是否含申办当月,有差别的不下结论",
                        "for which months “at least the wage before” holds is not said: taken for the rest "
                        "of the years counted, open where it fails; whether the four years include this "
                        "month is open where it matters"))  # fmt: skip
def base_with_title(
    months_by_level: ByKind[Calendar],
    counted: Calendar,
    base_months_required: Count,
    base_window: Count,
    years_standard: Count,
    wage_asked_before: Truth,
    application_month: Moment,
) -> Truth:
    """At 1.3 times the average wage for 36 of the last 48 months, and at the wage before.

    最近4年内累计36个月达到1.3倍,此前达到1倍。
    """
    lately = enough(
        months_by_level[Level.TITLE], base_months_required, base_window, application_month
    )
    before = (counted & months_by_level[Level.WAGE]).count() >= years_standard
    return all_of(lately, any_of(before, opposite(wage_asked_before)))


@quantity("无职称者的缴费基数条件", "the base that stands in for a title", unit="truth",
          cites=(hukou_2012("申办条件", "quoted"), hukou_pages("缴费基数")),
          question=Text("旧文为最近连续3年高于2倍,新的转载为4年内累计36个月不低于2倍:采后者",
                        "an older wording asks for three unbroken years above twice the wage, newer "
                        "pages for 36 months of four years at twice: the latter is taken"))  # fmt: skip
def base_without_title(
    months_by_level: ByKind[Calendar],
    base_months_required: Count,
    base_window: Count,
    application_month: Moment,
) -> Truth:
    """At twice the average wage for 36 of the last 48 months.

    最近4年内累计36个月达到2倍。
    """
    return enough(
        months_by_level[Level.DOUBLE], base_months_required, base_window, application_month
    )

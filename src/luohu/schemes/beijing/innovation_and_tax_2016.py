"""Article 5 (五) and (六) of Beijing's trial policy: innovation, tax."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_least,
    at_most,
    either,
    full_years,
    how_many,
    most,
    same,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rules import indicator, quantity
from luohu.people.facts import InnovationPost
from luohu.people.rows import Rows
from luohu.schemes.beijing.calendars import paid_in_beijing
from luohu.schemes.beijing.documents import measures_2016

MOST_YUAN = 10**12

# ---- (五) innovation


@quantity("创新创业任职分值", "points for posts in innovation", unit="points",
          cites=measures_2016("第五条(五)"), bounds=(0, 600))  # fmt: skip
def innovation_post_points(
    innovation_posts: Rows,
    points_per_high_tech_year: Points,
    high_tech_limit: Points,
    points_per_startup_year: Points,
    startup_limit: Points,
    points_per_incubator_year: Points,
    incubator_limit: Points,
    cutoff_month: Moment,
) -> Points:
    """Posts in high-tech companies, start-ups and incubators by full years, the best kind only.

    三类任职各按满年计分并封顶,取最高的一类。
    """

    def kind(post: InnovationPost, a_year: Points, limit: Points) -> Points:
        months = innovation_posts.months(lambda row: row.type == post, cutoff_month).count()
        return at_most(full_years(months) * a_year, limit)

    return most(
        (
            kind(InnovationPost.HIGH_TECH_STAFF, points_per_high_tech_year, high_tech_limit),
            kind(InnovationPost.STARTUP, points_per_startup_year, startup_limit),
            kind(InnovationPost.INCUBATOR_SERVICE, points_per_incubator_year, incubator_limit),
        )
    )


@indicator("创新创业", "innovation", cites=measures_2016("第五条(五)"))
def innovation(
    choices_innovation: Truth, best_award: Points, innovation_post_points: Points
) -> Points:
    """One type only: the best award, or the best kind of post.

    各类不累计,取最高的一项。
    """
    return either(choices_innovation, at_least(best_award, innovation_post_points), 0)


# ---- (六) tax


@quantity("申报前3年个人所得税", "income tax of the three years before", unit="yuan",
          cites=measures_2016("第五条(六)"), bounds=(0, MOST_YUAN))  # fmt: skip
def income_tax_paid(taxes: Rows, cycle: int, years_counted: int) -> Count:
    """Income tax of the three natural years before, together.

    申报前3个自然年缴纳的个人所得税合计。
    """
    paid: Count = sum_of(by_year(taxes, cycle, years_counted, paid_in_beijing))
    return paid


@quantity("其中有纳税的年数", "of these, years with tax", unit="years",
          cites=measures_2016("第五条(六)"), bounds=(0, "years_counted"))  # fmt: skip
def income_tax_years(taxes: Rows, cycle: int, years_counted: int) -> Count:
    """Of the three years those in which income tax was paid.

    申报前3个自然年中缴纳了个人所得税的年数。
    """
    paid = by_year(taxes, cycle, years_counted, paid_in_beijing)
    return how_many(amount > 0 for amount in paid)


@quantity("申报前3年按出资比例的企业纳税", "company tax by share, three years", unit="yuan",
          cites=measures_2016("第五条(六)"), bounds=(0, MOST_YUAN))  # fmt: skip
def company_tax_paid(enterprise_tax: Rows, cycle: int, years_counted: int) -> Count:
    """The company's tax of the three years by the applicant's share, in whole yuan.

    申报前3个自然年企业纳税额按出资比例计算的合计(元以下舍去)。
    """
    by_share: Count = sum_of(
        by_year(enterprise_tax, cycle, years_counted, lambda row: row.paid * row.share)
    )
    return by_share // 10000


@quantity("其中企业有纳税的年数", "of these, years with company tax", unit="years",
          cites=measures_2016("第五条(六)"), bounds=(0, "years_counted"))  # fmt: skip
def company_tax_years(enterprise_tax: Rows, cycle: int, years_counted: int) -> Count:
    """Of the three years those in which the company paid tax on a share of the applicant's.

    申报前3个自然年中企业按出资比例有纳税额的年数。
    """
    paid = by_year(enterprise_tax, cycle, years_counted, lambda row: row.paid * row.share)
    return how_many(amount > 0 for amount in paid)


def by_year(rows: Rows, cycle: int, years: int, amount: Callable[[Any], Count]) -> list[Count]:
    """What the rows come to in each of the natural years just before the cycle."""
    listed = list(rows)
    return [
        sum_of(either(same(row.year, year), amount(row), 0) for row in listed)
        for year in range(cycle - years, cycle)
    ]


@quantity("个人纳税达标", "enough income tax", unit="truth", cites=measures_2016("第五条(六)"))
def enough_income_tax(
    income_tax_years: Count, income_tax_paid: Count, years_counted: Count, tax_average: Count
) -> Truth:
    """Income tax in each of the three years before, 100,000 yuan a year on average.

    申报前连续3年纳税,年均个人所得税10万元以上。
    """
    return all_of(income_tax_years >= years_counted, income_tax_paid >= tax_average * years_counted)


@quantity("企业纳税达标", "enough company tax", unit="truth", cites=measures_2016("第五条(六)"))
def enough_company_tax(
    company_tax_years: Count,
    company_tax_paid: Count,
    years_counted: Count,
    enterprise_tax_average: Count,
) -> Truth:
    """The company's tax by share in each of three years, 200,000 yuan a year on average.

    申报前连续3年按出资比例计算的企业纳税额年均20万元以上。
    """
    return all_of(
        company_tax_years >= years_counted,
        company_tax_paid >= enterprise_tax_average * years_counted,
    )


@quantity("涉税违法记录数", "records of breaking tax law", unit="times",
          cites=measures_2016("第五条(六)"), bounds=(0, UNBOUNDED))  # fmt: skip
def tax_violation_records(tax_violations: Rows, cycle: int, violations_from: int) -> Count:
    """Records since 2017 up to the year before.

    2017年以来至申报上一年的涉税违法记录数。
    """
    return how_many(since_year(row.year, violations_from, cycle) for row in tax_violations)


@indicator("纳税", "tax", cites=measures_2016("第五条(六)"))
def tax(
    enough_income_tax: Truth,
    enough_company_tax: Truth,
    tax_points: Points,
    tax_violation_records: Count,
    points_per_tax_violation: Points,
) -> Points:
    """Six points at once for enough tax; twelve less for each violation.

    达标一次性计6分;每条涉税违法记录减12分。
    """
    earned = either(any_of(enough_income_tax, enough_company_tax), tax_points, 0)
    return earned - tax_violation_records * points_per_tax_violation


def since_year(year: Count, first: int, cycle: int) -> Truth:
    """Whether a year is the first or later, and before the cycle."""
    return all_of(year >= first, year < cycle)

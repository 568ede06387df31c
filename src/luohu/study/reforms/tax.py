"""Proposals 15 and 16: no tax indicator, tax on average or by amount."""

from __future__ import annotations

from luohu.law.points import UNBOUNDED
from luohu.law.quantities import Count, Points, at_least, at_most, either, how_many
from luohu.law.quantities import total as sum_of
from luohu.law.reform import Reform
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Steps
from luohu.people.rows import Rows
from luohu.schemes.beijing.calendars import paid_in_beijing
from luohu.schemes.beijing.innovation_and_tax_2016 import by_year
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


def no_tax() -> Change:
    """No points for tax; violations still cost theirs."""
    title = Text("取消纳税指标", "no tax indicator")
    return Change(Reform(title, values={"points_per_tax_year": 0}))


@quantity("纳税达标年数", "years of enough tax", unit="years", cites=reply("16"),
          bounds=(0, "years_counted"))  # fmt: skip
def tax_years(taxes: Rows, cycle: int, years_counted: int, tax_threshold: Count) -> Count:
    """All years if their average reaches the threshold, else those that reach it alone.

    近3年平均达到门槛的,3年都算;否则只算达到门槛的年份。
    """
    paid = by_year(taxes, cycle, years_counted, paid_in_beijing)
    alone = how_many(amount >= tax_threshold for amount in paid)
    average_is_enough = sum_of(paid) >= tax_threshold * years_counted
    return at_least(alone, either(average_is_enough, years_counted, 0))


def tax_on_average() -> Change:
    """Three years of tax by their average."""
    return Change(Reform(Text("纳税按三年平均计", "tax by the three-year average"), (tax_years,)))


@quantity("按纳税额分档的分值", "points for tax by amount", unit="points", cites=reply("16"),
          bounds=(0, UNBOUNDED))  # fmt: skip
def points_by_tax(
    taxes: Rows, cycle: int, years_counted: int, points_for_tax_of_a_year: Steps
) -> Points:
    """The points of each of the years by what was paid in it, added up.

    近3年各年按纳税额所在的档计分,相加。
    """
    paid = by_year(taxes, cycle, years_counted, paid_in_beijing)
    points: Points = sum_of(points_for_tax_of_a_year.at(amount) for amount in paid)
    return points


@indicator("纳税", "tax", cites=reply("16"))
def tax(
    points_by_tax: Points,
    tax_limit: Points,
    tax_violation_records: Count,
    points_per_tax_violation: Points,
) -> Points:
    """The points by amount, at most the limit; less for each violation.

    按档计分,不超过最高分;涉税违法照旧扣分。
    """
    return at_most(points_by_tax, tax_limit) - tax_violation_records * points_per_tax_violation


def tax_by_amount(from_200: int, from_500: int, limit: int) -> Change:
    """More points for more tax, in three brackets a year."""
    brackets = Steps((0, 100_000, 200_000, 500_000), (0, 200, from_200, from_500))
    by_amount = proposed(
        "points_for_tax_of_a_year", "每年纳税额(元)分值", "points by the tax of a year (yuan)",
        "steps", brackets, "16",
    )  # fmt: skip
    title = Text("纳税按金额分档", "tax by brackets")
    law = Reform(title, (points_by_tax, tax), {"tax_limit": limit}, (by_amount,))
    return Change(law)


proposals = (
    Proposal(
        "15",
        Text("取消纳税指标", "No tax indicator"),
        Text("积分落户面向普通劳动者,不应当看纳税。",
             "Settling is for ordinary workers; tax should not count."),
        no_tax,
        assumed=(Text("涉税违法的扣分不变。", "Violations of tax law still cost points."),),
    ),
    Proposal(
        "16",
        Text("纳税按三年平均计", "Tax by the three-year average"),
        Text("收入有波动,应当按三年合计或平均计算。",
             "Income goes up and down: three years should count together."),
        tax_on_average,
        assumed=(Text("三年平均达到门槛的,三年都算;没有达到的,照旧逐年算。",
                      "All three years count if their average reaches the threshold; else each by itself, "
                      "as now."),),
    ),
    Proposal(
        "16-graded",
        Text("纳税按金额分档", "Tax by brackets"),
        Text("纳税多的应当得分更多。", "Who pays more should get more points."),
        tax_by_amount,
        (Setting("from_200", Text("每年20万元起", "from 200,000 a year"), "points", 300, 0, 2000),
         Setting("from_500", Text("每年50万元起", "from 500,000 a year"), "points", 400, 0, 3000),
         Setting("limit", Text("最高分", "most points"), "points", 1200, 0, 6000)),
        (Text("来信没有提出分值,这里假定三档每年2、3、4分,最高12分。",
              "The letters name no points; 2, 3 and 4 a year and at most 12 are assumed."),),
    ),
)  # fmt: skip

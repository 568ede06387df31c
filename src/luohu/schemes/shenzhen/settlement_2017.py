"""Shenzhen's points-based settlement on trial (深发改规〔2017〕1号), rounds of 2017 to 2020.

The points are those of the table of 2019. No round was held in 2021 and 2022.
"""

from __future__ import annotations

from typing import Any

from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_least,
    at_most,
    either,
    either_reading,
    how_many,
    most,
    opposite,
    same,
)
from luohu.law.ranges import Range
from luohu.law.rulebook import Rulebook
from luohu.law.rules import condition, eligibility, indicator, quantity, rules_in, total_score
from luohu.law.sources import Text
from luohu.people.calendars import EARLIEST
from luohu.people.facts import Insurance, Penalty, Sex, catalogue
from luohu.people.rows import Rows
from luohu.schemes.shenzhen import settlement_months
from luohu.schemes.shenzhen.documents import HERE, documents, measures_2017, table_2019
from luohu.schemes.shenzhen.settlement_2023 import reference_day
from luohu.schemes.shenzhen.settlement_months import is_owned, registered_from
from luohu.schemes.shenzhen.spans import in_shenzhen, within_age

# ---- who may apply (article 5)


@condition("男55周岁以下、女50周岁以下", "men up to 55, women up to 50",
           cites=measures_2017("申请条件", "inferred"),
           question=Text("试行办法的年龄条件未见原文,按2023年办法;“以下”是否含本数未见规定",
                         "the trial's own words on age were not seen, those of 2023 are taken; "
                         "whether the age itself is included is open"))  # fmt: skip
def age_allowed(
    completed_years: Count,
    sex: Count,
    age_limit_men: Count,
    age_limit_women: Count,
    age_limit_included: Truth,
) -> Truth:
    """On the last day that counts a man is not past 55, a woman not past 50.

    截至计分截止日,男性55周岁以下,女性50周岁以下。
    """
    limit = either(same(sex, Sex.MALE), age_limit_men, age_limit_women)
    return within_age(completed_years, limit, age_limit_included)


@condition("持有深圳居住证", "holds a Shenzhen residence permit",
           cites=measures_2017("申请条件", "inferred"), bounds=(False, True),
           question=Text("试行办法的居住证条件未见原文,按2023年办法",
                         "the trial's own words on the permit were not seen, those of 2023 are taken"))  # fmt: skip
def residence_permit(permits: Rows, cutoff_month: Moment) -> Truth:
    """A residence permit of Shenzhen is valid in the last month that counts.

    计分截止月持有有效的深圳经济特区居住证。
    """
    return permits.months(in_shenzhen, cutoff_month).last(1, cutoff_month).count() > 0


@condition("养老保险累计满5年", "five years of pension insurance", cites=measures_2017("第五条"))
def five_years_insured(paid: ByKind[Calendar], insured_months_required: Count) -> Truth:
    """Sixty months of pension insurance, paid in time, in all.

    在深圳正常缴纳养老保险累计满60个月。
    """
    return paid[Insurance.PENSION].count() >= insured_months_required


@condition("符合计划生育政策", "no birth-policy fee owed", cites=measures_2017("第五条"),
           question=Text("社会抚养费是否缴清无事实可依:有违反记录的不下结论",
                         "whether the fee was settled is no fact: with a record it is left open"))  # fmt: skip
def birth_policy_settled(birth_policy_violation: Truth) -> Truth:
    """No breach of the birth policy, or one whose fee has been settled.

    没有违反计划生育政策,或者违反后已缴清社会抚养费。
    """
    return any_of(opposite(birth_policy_violation), Range(False, True))


@eligibility("符合申请条件", "may apply", cites=measures_2017("第五条"))
def eligible(
    age_allowed: Truth,
    residence_permit: Truth,
    five_years_of_home: Truth,
    five_years_insured: Truth,
    birth_policy_settled: Truth,
) -> Truth:
    """All conditions hold; a crime costs points but does not bar.

    各项申请条件须同时满足;刑事犯罪记录只扣分,不否决。
    """
    return all_of(
        age_allowed,
        residence_permit,
        five_years_of_home,
        five_years_insured,
        birth_policy_settled,
    )


# ---- homes: own or rented, whichever is chosen


@quantity("拥有最久的一套住房的月数", "months of the home owned longest",
          cites=table_2019("自有住房"),
          bounds=lambda cutoff_month: Range(0, cutoff_month - EARLIEST),
          question=Text("份额、配偶住房的要求在2019年表中未见:不足全部份额或只在配偶名下的不下结论",
                        "what the table of 2019 asks of shares and of the spouse's homes was not "
                        "seen: a home held in part, or by the spouse alone, is left open"))  # fmt: skip
def longest_owned_months(
    homes: Rows, own_share_required: Count, married_long_enough: Truth, cutoff_month: Moment
) -> Count:
    """The months of the one home that has been owned longest; one row is one home.

    只按拥有时间最长的一套计算月数,一行为一套。
    """

    def months(row: Any) -> Count:
        counted = any_of(opposite(row.spouses), married_long_enough)
        length: Count = at_most(row.last, cutoff_month) - registered_from(row) + 1
        owned = all_of(is_owned(row, own_share_required), counted)
        return either(owned, at_least(length, 0), 0)

    return most(months(row) for row in homes)


@quantity("按自有住房的分值", "points by owning", unit="points", cites=table_2019("自有住房"),
          question=Text("申请时是否须仍有自有住房,2019年表未见:已无自有住房的不下结论",
                        "whether the table of 2019 asks for a home still owned was not seen: for "
                        "those without one it is left open"))  # fmt: skip
def points_by_owning(
    longest_owned_months: Count,
    owns_now: Truth,
    own_home_at_application: Truth,
    points_per_owned_month: Points,
) -> Points:
    """One point for each month of that home.

    该套住房每满一个月1分。
    """
    counted = any_of(owns_now, opposite(own_home_at_application))
    return either(counted, longest_owned_months * points_per_owned_month, 0)


@quantity("按租赁住房的分值", "points by renting", unit="points", cites=table_2019("租赁住房"))
def points_by_renting(leased: Calendar, points_per_leased_month: Points) -> Points:
    """A fifth of a point for each month of a filed lease.

    备案租赁每满一个月0.2分。
    """
    return leased.count() * points_per_leased_month


@indicator("居住", "home", cites=table_2019("居住"))
def residence(points_by_owning: Points, points_by_renting: Points) -> Points:
    """Owning or renting, not both: the better of the two.

    自有与租赁只能选一项,此处取分高的。
    """
    return at_least(points_by_owning, points_by_renting)


# ---- insurance


@indicator("养老保险", "pension insurance", cites=table_2019("社会保险"),
           question=Text("“在缴”以申请日还是截止日为准,未见规定:按计分截止月",
                         "the day on which it must still be paid was not seen: the last month that "
                         "counts is taken"))  # fmt: skip
def pension_paid(
    paid: ByKind[Calendar], points_per_pension_month: Points, cutoff_month: Moment
) -> Points:
    """A point and a half for each month of pension insurance, if it is still being paid.

    养老保险每满一个月1.5分,申请时须仍在缴。
    """
    months = paid[Insurance.PENSION]
    still = months.last(1, cutoff_month).count() > 0
    return either(still, months.count() * points_per_pension_month, 0)


# ---- deductions


@quantity("每条信用不良记录的扣分", "points lost by a bad credit record", unit="points",
          cites=table_2019("信用"),
          question=Text("事实中未区分逾期不足90日、逾期90日以上和失信被执行人:在15至100分之间",
                        "the facts do not tell arrears under ninety days, longer ones and court "
                        "defaulters apart: between 15 and 100"))  # fmt: skip
def points_per_credit_record(
    points_short_arrears: Points, points_long_arrears: Points, points_court_defaulter: Points
) -> Points:
    """Fifteen for arrears under ninety days, thirty for longer ones, a hundred for a defaulter.

    逾期不足90日减15分,90日以上减30分,失信被执行人减100分。
    """
    arrears = either_reading(points_short_arrears, points_long_arrears)
    return either_reading(arrears, points_court_defaulter)


@indicator("信用", "credit", cites=table_2019("信用"), bounds=(-UNBOUNDED, 0))
def credit(penalties: Rows, points_per_credit_record: Points, cycle: int) -> Points:
    """Points less for each bad credit record.

    每条信用不良记录按类别扣分。
    """
    records = how_many(
        all_of(same(row.kind, Penalty.BAD_CREDIT), row.year <= cycle) for row in penalties
    )
    return -(records * points_per_credit_record)


@indicator("刑事犯罪", "crime", cites=table_2019("刑事犯罪"),
           question=Text("多次犯罪是否累计扣分,未见规定:此处只扣一次",
                         "whether several crimes add up was not seen: here they do not"))  # fmt: skip
def crime(criminal_record: Truth, points_crime: Points) -> Points:
    """Two hundred points less.

    有刑事犯罪记录的减200分。
    """
    return -either(criminal_record, points_crime, 0)


@indicator("涉毒", "drugs", cites=table_2019("涉毒"), bounds=(-UNBOUNDED, 0))
def drugs(penalties: Rows, points_drugs: Points, cycle: int) -> Points:
    """Points less for drugs; how many was not seen.

    有涉毒记录的扣分,分值未见。
    """
    records = how_many(
        all_of(same(row.kind, Penalty.DRUGS), row.year <= cycle) for row in penalties
    )
    return -either(records > 0, points_drugs, 0)


@total_score("总积分", "total", cites=table_2019("积分指标"),
             question=Text("同分如何排序未找到来源:不设同分规则",
                           "how equal totals are ordered was not found: there is no tie rule here"))  # fmt: skip
def total(
    residence: Points, pension_paid: Points, credit: Points, crime: Points, drugs: Points
) -> Points:
    """The sum of all indicators; the highest totals take the year's quota.

    各项指标分值之和,从高到低取年度指标数。
    """
    return residence + pension_paid + credit + crime + drugs


rulebook = Rulebook.of(
    rules_in(settlement_months, globals()),
    scheme="shenzhen",
    version="2017",
    title=Text("深圳市积分入户(试行)", "Shenzhen points-based settlement (trial)"),
    parameters=load_parameters(HERE / "settlement.toml", documents)
    | load_parameters(HERE / "settlement_2017.toml", documents),
    facts=catalogue(),
    cycles=(2017, 2020),
    reference_day=reference_day,
)

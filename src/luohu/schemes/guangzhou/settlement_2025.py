"""Guangzhou's points-based settlement, 2023 to 2026: deductions, qualification score, ranking score.

The notice of 2025 (穗府办规〔2025〕8号) publishes the measures of 2023 (穗府办规〔2023〕1号) again with
another date of expiry: one table, one rulebook. Its conditions (article 6) stand in `conditions`, its
basic indicators in `basic_indicators`, the bonus in `bonus_indicators`.
"""

from __future__ import annotations

from luohu.law.days import Day
from luohu.law.elapsed import year_in_last, years_between
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    agreed,
    all_of,
    how_many,
    same,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import (
    consequence,
    indicator,
    quantity,
    rules_in,
    subtotal,
    tie_key,
    total_score,
)
from luohu.law.sources import Text
from luohu.people.facts import Insurance, Penalty, catalogue
from luohu.people.rows import Rows
from luohu.schemes.guangzhou import (
    basic_indicators,
    bonus_indicators,
    conditions,
    insurance_and_work,
)
from luohu.schemes.guangzhou.documents import HERE, answers_2025, documents, measures

# ---- deductions


@quantity("信用不良记录数", "bad credit records", unit="times", cites=measures("附件 减分指标1"),
          bounds=(0, UNBOUNDED),
          premises=(Text("只适用于企业法定代表人和个体工商户户主",
                         "only heads of companies and sole traders have them"),),
          question=Text("信用不良记录的追溯年限、是否限在广州的记录,未见规定:此处都不限",
                        "how far back, and whether only Guangzhou's records are looked at, is not "
                        "stated: here all of them are"))  # fmt: skip
def credit_records(penalties: Rows, cycle: int) -> Count:
    """Bad records in the public credit system up to the year.

    截至当年的公共信用不良记录数。
    """
    return how_many(
        all_of(same(row.kind, Penalty.BAD_CREDIT), row.year <= cycle) for row in penalties
    )


@indicator("信用不良记录", "bad credit", cites=measures("附件 减分指标1"))
def bad_credit(credit_records: Count, points_per_record: Points) -> Points:
    """Ten points less for each record.

    每宗减10分。
    """
    return -(credit_records * points_per_record)


@quantity("近5年偷漏税次数", "tax evasions of the last five years", unit="times",
          cites=measures("附件 减分指标2(1)"), bounds=(0, UNBOUNDED),
          question=Text("记录只有年度时,5年前当年的一次可能在期限内也可能不在",
                        "a record of the year in which the five years begin may lie before them"))  # fmt: skip
def evasion_records(tax_violations: Rows, years_looked_back: int, cutoff_day: int) -> Count:
    """Tax evasions within the five years up to the cut-off day.

    近5年内的偷漏税行为次数。
    """
    return how_many(year_in_last(row.year, years_looked_back, cutoff_day) for row in tax_violations)


@indicator("偷漏税", "tax evasion", cites=measures("附件 减分指标2(1)"))
def tax_evasion(evasion_records: Count, points_per_record: Points) -> Points:
    """Ten points less each time.

    每次减10分。
    """
    return -(evasion_records * points_per_record)


@quantity("近5年治安管理处罚次数", "public-security penalties of the last five years", unit="times",
          cites=(*measures("附件 减分指标2(2)"), answers_2025("第3问")), bounds=(0, UNBOUNDED),
          premises=(Text("同一行为已作信用不良减分的不再填写", "an act already stated as bad credit is not "
                         "stated again"),),
          question=Text("是否限在广州受到的处罚,未见规定:此处不限",
                        "whether only penalties in Guangzhou count: here all do"))  # fmt: skip
def security_records(penalties: Rows, years_looked_back: int, cutoff_day: int) -> Count:
    """Public-security penalties within the five years up to the cut-off day, told by the applicant.

    近5年内受到的治安管理处罚次数;先由申请人承诺,申请后核查。
    """
    return how_many(
        all_of(
            same(row.kind, Penalty.PUBLIC_SECURITY),
            year_in_last(row.year, years_looked_back, cutoff_day),
        )
        for row in penalties
    )


@indicator("治安管理处罚", "public-security penalties", cites=measures("附件 减分指标2(2)"))
def public_security(security_records: Count, points_per_record: Points) -> Points:
    """Ten points less each time.

    每次减10分。
    """
    return -(security_records * points_per_record)


# ---- the two scores


@total_score("排名分", "ranking score", cites=(*measures("第六条第三款"), answers_2025("第3问、第4问")))  # fmt: skip
def total(
    permit: Points,
    dwelling: Points,
    moved_out: Points,
    social_insurance: Points,
    fund: Points,
    age: Points,
) -> Points:
    """The basic indicators alone; neither bonus nor deductions touch it.

    基础指标(住所、就业、年龄)分值之和,加分、减分不计入。
    """
    return permit + dwelling + moved_out + social_insurance + fund + age


@subtotal("资格分", "qualification score", cites=(*measures("第六条(五)"), answers_2025("第3问")))
def qualification(
    total: Points,
    education: Points,
    invention: Points,
    research: Points,
    trade_in_demand: Points,
    hard_trade: Points,
    blood: Points,
    voluntary_service: Points,
    income_tax: Points,
    taxed_each_year: Points,
    tax_settlement: Points,
    company_tax: Points,
    commended: Points,
    military: Points,
    bad_credit: Points,
    tax_evasion: Points,
    public_security: Points,
) -> Points:
    """The whole table: basic indicators and bonus, less the deductions.

    全部指标之和:基础指标加加分指标,再减去减分指标。
    """
    innovation = invention + research
    trades = trade_in_demand + hard_trade
    service = blood + voluntary_service
    taxes = income_tax + taxed_each_year + tax_settlement + company_tax
    bonus = education + innovation + trades + service + taxes + commended + military
    return total + bonus + bad_credit + tax_evasion + public_security


# ---- equal scores


@tie_key("医保缴费月数", "months of medical insurance", cites=(*measures("第六条第三款"), answers_2025("第4问")))  # fmt: skip
def medical_months(insured: ByKind[Calendar]) -> Count:
    """Of equal scores the longer medical insurance in the city comes first.

    同分的先按在本市缴纳社会医疗保险的时长排名。
    """
    return insured[Insurance.MEDICAL].count()


@tie_key("连续持证月数", "months of holding the permit without a break",
         cites=(*measures("第六条第三款"), answers_2025("第4问")))  # fmt: skip
def permit_months(permit_held: Calendar, cutoff_month: Moment) -> Count:
    """Then the longer continuous permit; who is still equal ranks equal and is admitted alike.

    再同的按连续办理居住证的时长排名;仍相同的并列,资格相同。
    """
    return permit_held.unbroken(cutoff_month)


# ---- what follows


@consequence("可随迁的未成年子女", "children who may follow", unit="people",
             cites=(*measures("第八条"), answers_2025("第13问")), bounds=(0, UNBOUNDED),
             question=Text("未满18周岁以哪一天为准,未见规定:截止日与年末不一致时不下结论",
                           "the day on which a child must be under 18: open where the cut-off day "
                           "and the end of the year differ"))  # fmt: skip
def children_who_may_follow(
    children: Rows, cutoff_day: Moment, cycle: int, adult_age: int
) -> Count:
    """Children under eighteen may move at the same time if named in the application.

    未满18周岁的子女可随迁,须在申请时一并填报。
    """
    year_end = Day.of(cycle, 12, 31)
    return how_many(
        all_of(
            row.born > 0,
            agreed(
                years_between(row.born, day) < adult_age  # type: ignore[arg-type]
                for day in (cutoff_day, year_end)
            ),
            row.born <= year_end,
        )
        for row in children
    )


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: the cut-off day of the year."""
    return Day.of(cycle, 9, 30)


rulebook = Rulebook.of(
    rules_in(insurance_and_work, conditions, basic_indicators, bonus_indicators, globals()),
    scheme="guangzhou",
    version="2025",
    title=Text("广州市积分制入户(2023年起)", "Guangzhou points-based settlement (since 2023)"),
    parameters=load_parameters(HERE / "settlement_2025.toml", documents),
    facts=catalogue(),
    cycles=(2023, 2026),
    reference_day=reference_day,
)

"""Tianjin's points-based settlement under the table of 2018 (cycles 2018 and 2019), in its order.

Who may file stands in `conditions`; indicators of several tables in `basic_indicators` and
`records_until_2021`.
"""

from __future__ import annotations

from typing import Any

from luohu.law.accrual import Rates
from luohu.law.days import Day
from luohu.law.parameters import load_parameters
from luohu.law.points import half_up
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    among,
    any_of,
    by_kind,
    either,
    either_reading,
    how_many,
    most,
    opposite,
    perhaps,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rulebook import Rulebook
from luohu.law.rules import calendar, indicator, quantity, rules_in, total_score
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import any_months_by_kind, months_by_kind, obtained_by
from luohu.people.facts import Certificate, Diploma, Insurance, catalogue
from luohu.people.rows import Rows
from luohu.schemes.national import retirement
from luohu.schemes.tianjin import (
    basic_indicators,
    calendars,
    conditions,
    endorsements,
    records_until_2021,
)
from luohu.schemes.tianjin.calendars import in_tianjin, open_to
from luohu.schemes.tianjin.documents import HERE, documents, draft_2019, portal_2018, table_2018
from luohu.schemes.tianjin.homes import of_district, still_owned

# ---- titles and skills

QUALIFICATIONS = frozenset(
    {Certificate.LISTED_QUALIFICATION, Certificate.ACCOUNTANT, Certificate.LAWYER}
)


@indicator("职称或技能", "title or skill", cites=table_2018("专业技术职称、职业技能"),
           bounds=(0, "title_points"),
           question=Text("职业资格如何对应、是否须与岗位一致未见规定:职业资格不下结论,岗位不作要求;"
                         "职称与技能取高的一项",
                         "what a professional qualification counts as, and whether the post must "
                         "match, was not seen: the first stays open, the second is not asked; of "
                         "title and skill the better one counts"))  # fmt: skip
def title(certificates: Rows, title_points: Levels, cutoff_month: Moment) -> Points:
    """The best title or skill level held on the last day that counts.

    截止日前取得的最高职称或职业技能等级,只计一项。
    """
    return most(
        either(obtained_by(row, cutoff_month), _of_certificate(row.kind, title_points), 0)
        for row in certificates
    )


def _of_certificate(kind: Any, levels: Levels) -> Points:
    listed = levels.grid(Certificate).at(kind)
    return either(among(kind, QUALIFICATIONS), open_to(levels), listed)


# ---- social insurance


@quantity("可计补缴", "back-payments count", unit="truth", cites=table_2018("社会保险"),
          bounds=lambda completed_years, back_payment_age: perhaps(
              completed_years <= back_payment_age),
          question=Text("职业资格(注册会计师等)相当于哪一级职称未见规定:只有职业资格的不下结论",
                        "which title a qualification such as an accountant's stands for was not "
                        "seen: with nothing else it stays open"))  # fmt: skip
def back_payments_count(
    qualifications: Rows,
    certificates: Rows,
    completed_years: Count,
    back_payment_age: Count,
    cutoff_month: Moment,
) -> Truth:
    """Up to 35, with a bachelor's diploma, a mid-level title or a technician's certificate, or above.

    35周岁及以下,且有本科及以上学历、中级及以上职称或技师及以上技能等级的人,补缴可以计分。
    """
    studied = how_many(
        all_of(row.graduated <= cutoff_month, _bachelor(row)) for row in qualifications
    )
    skilled = how_many(
        all_of(_higher(row.kind), obtained_by(row, cutoff_month)) for row in certificates
    )
    return all_of(completed_years <= back_payment_age, any_of(studied > 0, skilled > 0))


HIGHER = frozenset(
    {Certificate.TITLE_MID, Certificate.TITLE_ASSOCIATE_SENIOR, Certificate.TITLE_SENIOR,
     Certificate.SKILL_2, Certificate.SKILL_1}
)  # fmt: skip


def _higher(kind: Any) -> Truth:
    """Whether a certificate is of the middle level or above; open for a qualification."""
    return any_of(among(kind, HIGHER), perhaps(among(kind, QUALIFICATIONS)))


def _bachelor(row: Any) -> Truth:
    """Whether a study gave a bachelor's diploma or above; open with a degree alone."""
    return any_of(row.diploma >= Diploma.BACHELOR, perhaps(row.degree > 0))


@calendar("各险种计分月", "months of insurance that count, by kind", cites=table_2018("社会保险"),
          bounds=any_months_by_kind("cutoff_month"),
          question=Text("灵活就业缴费、外地转入的月份在2018年表是否计分未见规定:不下结论",
                        "whether months paid as flexible employment or transferred in counted in "
                        "2018 was not seen: they stay open"))  # fmt: skip
def insured(
    insurance: Rows, paid: ByKind[Calendar], back_payments_count: Truth, cutoff_month: Moment
) -> ByKind[Calendar]:
    """The months paid in Tianjin in time by an employer, and back-paid ones for those who may count them.

    在天津由单位按时缴费的月份;符合条件的人补缴月份也计入。
    """
    late = months_by_kind(
        insurance,
        lambda row: row.made_up & opposite(row.flexible | row.transferred_in) & in_tianjin(row),
        cutoff_month,
    )
    others = months_by_kind(
        insurance,
        lambda row: (row.flexible | row.transferred_in) & in_tianjin(row),
        cutoff_month,
    )

    def counted(paid: Calendar, late: Calendar, others: Calendar) -> Calendar:
        found = either(back_payments_count, paid | late, paid)
        return either_reading(found | others, found)

    return by_kind(counted, paid, late, others)


@indicator("社会保险", "social insurance", cites=table_2018("社会保险"),
           question=Text("分险种相加后是否取整、如何取整未见规定:按月折算,各险种相加后四舍五入一次",
                         "how part years are rounded was not seen: by the month, the kinds added "
                         "and then rounded once"))  # fmt: skip
def social_insurance(
    insured: ByKind[Calendar], pension_rates: Rates, other_insurance_rates: Rates
) -> Points:
    """Twelve points a year for the five kinds; eighteen from month 61, for the later months only.

    五险每年12分(养老4分,其余各2分);从第61个月起每年18分(6分和各3分),以前的月份不重算。
    """
    return by_the_month(
        by_kind(lambda months: months.count(), insured), pension_rates, other_insurance_rates
    )


def by_the_month(
    months: ByKind[Count], pension_rates: Rates, other_insurance_rates: Rates
) -> Points:
    """The points of all kinds of insurance together, rounded once."""
    earned = sum_of(
        (pension_rates if kind == Insurance.PENSION else other_insurance_rates).twelfths(count)
        for kind, count in months.items()
    )
    return half_up(earned, 12)


# ---- home and area


@indicator("自有住房", "own home", cites=table_2018("住房"), bounds=(0, "old_home_points"),
           question=Text("父母、子女的住房没有事实可依:本人和配偶无房而有落户地点的不下结论",
                         "homes of parents and children are no fact: open for whoever has none but "
                         "has a place to register"))  # fmt: skip
def home(
    homes: Rows, place_to_register: Truth, old_home_points: Points, cutoff_month: Moment
) -> Points:
    """Forty points for a home of one's own, the spouse's, parents' or children's.

    本人、配偶、父母或子女在天津有自有住房的40分。
    """
    held = how_many(still_owned(row, cutoff_month) for row in homes) > 0
    return either(any_of(held, perhaps(place_to_register)), old_home_points, 0)


@indicator("落户区域", "area", cites=(table_2018("落户地区"), draft_2019("落户地区")),
           bounds=(0, "old_area_points"),
           question=Text("拟落户的区没有事实可依:有自有住房的按其中分值最高的区,没有的不下结论",
                         "where one will register is no fact: the best district of the own homes, "
                         "open without one"))  # fmt: skip
def area(
    homes: Rows, place_to_register: Truth, old_area_points: Levels, cutoff_month: Moment
) -> Points:
    """Twenty points for registering in the Binhai New Area, fifteen in another district.

    落户滨海新区的20分,落户其他区的15分。
    """
    of_homes = most(
        either(still_owned(row, cutoff_month), of_district(row, old_area_points), 0)
        for row in homes
    )
    elsewhere = either(place_to_register, open_to(old_area_points), 0)
    return either(of_homes > 0, of_homes, elsewhere)


@total_score("总积分", "total", cites=(table_2018(""), portal_2018("总分")))
def total(
    age: Points,
    education: Points,
    title: Points,
    social_insurance: Points,
    fund: Points,
    home: Points,
    endorsement: Points,
    occupation: Points,
    area: Points,
    tax: Points,
    marriage: Points,
    patent: Points,
    honour: Points,
    false_data: Points,
    credit: Points,
    crime: Points,
) -> Points:
    """All indicators, less the deductions.

    各项指标分值之和,减去各项减分。
    """
    basic = age + education + title + social_insurance + fund + home + endorsement
    return (
        basic + occupation + area + tax + marriage + patent + honour + false_data + credit + crime
    )


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: 1 January, when the first batch opens."""
    return Day.of(cycle, 1, 1)


rulebook = Rulebook.of(
    rules_in(
        calendars,
        conditions,
        retirement,
        endorsements,
        basic_indicators,
        records_until_2021,
        globals(),
    ),
    scheme="tianjin",
    version="2018",
    title=Text("天津市积分落户(2018年表)", "Tianjin points-based settlement (table of 2018)"),
    parameters=retirement.ages
    | retirement.rise
    | load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "records_until_2021.toml", documents)
    | load_parameters(HERE / "old_home.toml", documents)
    | load_parameters(HERE / "settlement_2018.toml", documents),
    facts=catalogue(),
    cycles=(2018, 2019),
    reference_day=reference_day,
)

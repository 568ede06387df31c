"""Shenzhen's talent points, about 2013 to February 2020: a hundred points opened an application.

Diploma, skill and title stand in `talent_background_2013`. The table is as it was from 2018 to 2020,
known from copies that differ: historical, for comparison. The new table that was open for comment
in May 2021 was never seen in force and is not encoded.
"""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.parameters import load_parameters
from luohu.law.points import HEADS, UNBOUNDED, per_head, shared_out
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_most,
    either,
    either_reading,
    full_years,
    how_many,
    same,
    some,
    up_to,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rulebook import Rulebook
from luohu.law.rules import (
    calendar,
    condition,
    eligibility,
    indicator,
    quantity,
    rules_in,
    total_score,
)
from luohu.law.sources import Text
from luohu.law.steps import Steps
from luohu.people.calendars import any_months_by_kind
from luohu.people.facts import Insurance, Job, Patent, catalogue
from luohu.people.rows import Rows
from luohu.schemes.scheme import day_asked
from luohu.schemes.shenzhen import talent_background_2013
from luohu.schemes.shenzhen.documents import HERE, documents, talent_table
from luohu.schemes.shenzhen.spans import in_shenzhen, own_or_accepted, paid_here, within_age

# ---- age, insurance


@indicator("年龄", "age", cites=talent_table("年龄"),
           question=Text("未满18周岁和45周岁起的分值未列:不下结论,至多5分(表中最高分)",
                         "the points below 18 and from 45 on are not listed: left open, five at most, "
                         "which is the most that the table gives"))  # fmt: skip
def age(
    completed_years: Count,
    age_points: Steps,
    age_listed_from: Count,
    age_listed_before: Count,
    age_points_not_listed: Points,
) -> Points:
    """Five points from 18 to 35, none to 40, then two fewer for each year more, below 45.

    18至35周岁5分,35至40周岁0分,40至45周岁每超一岁减2分(含下限、不含上限)。
    """
    listed = all_of(completed_years >= age_listed_from, completed_years < age_listed_before)
    return either(listed, age_points.at(completed_years), age_points_not_listed)


@calendar("各险种参保月", "months insured, by kind of insurance", cites=talent_table("社会保险"),
          bounds=any_months_by_kind("reference_day"))  # fmt: skip
def paid(
    insurance: Rows,
    made_up_months_count: Truth,
    transferred_months_count: Truth,
    reference_day: Moment,
) -> ByKind[Calendar]:
    """The months of each of the five in Shenzhen, up to the month of applying.

    五个险种各自在深圳参保的月份,至申请当月。
    """
    return paid_here(
        insurance,
        lambda row: (
            own_or_accepted(row.made_up, made_up_months_count)
            & own_or_accepted(row.transferred_in, transferred_months_count)
        ),
        month_of(reference_day),
    )


@indicator("社会保险", "social insurance", cites=talent_table("社会保险"),
           question=Text("“每满一年”是否须连续、早期上限60分何时改为30分,未见规定:按累计、30分",
                         "whether a year must be unbroken, and when the older limit of 60 gave way "
                         "to 30, was not seen: months are added up, the limit is 30"))  # fmt: skip
def insurance_paid(
    paid: ByKind[Calendar],
    points_per_pension_year: Points,
    points_per_other_year: Points,
    insurance_limit: Points,
) -> Points:
    """Three points for a full year of pension, one for each other kind: seven a year; at most 30.

    养老保险每满一年3分,其他四险每满一年各1分(五险每年7分),最高30分。
    """
    points = sum_of(
        full_years(months.count())
        * (points_per_pension_year if kind == Insurance.PENSION else points_per_other_year)
        for kind, months in paid.items()
    )
    return at_most(points, insurance_limit)


# ---- patents, tax, good deeds, the employer


@indicator("专利", "patents", cites=talent_table("专利"), bounds=(0, UNBOUNDED),
           question=Text("“n+1”中n是否含本人未见规定:共有时两种读法不同的不下结论;舍入按各项之和四舍五入",
                         "whether the n of n+1 counts the applicant was not seen: shared patents "
                         "are left open; the sum of shares is rounded half up"))  # fmt: skip
def patents_held(
    patents: Rows,
    points_invention: Points,
    points_utility_model: Points,
    sharers_include_applicant: Truth,
    reference_day: Moment,
) -> Points:
    """Fifty for an invention, ten for a utility model; a shared one is divided by n + 1.

    发明专利50分,实用新型10分;共有的按50/(n+1)、10/(n+1)计。
    """

    def share(row: Any) -> Points:
        kind = either(same(row.kind, Patent.INVENTION), points_invention, points_utility_model)
        whole = either(all_of(row.kind > 0, row.granted <= reference_day), kind, 0)
        by_one_more = per_head(whole, at_most(row.inventors, HEADS - 1) + 1)
        beyond = either(row.inventors < HEADS, by_one_more, up_to(by_one_more))
        shared = either(sharers_include_applicant, beyond, per_head(whole, row.inventors))
        return either(row.inventors > 1, shared, per_head(whole, 1))  # type: ignore[arg-type]

    return shared_out(sum_of(share(row) for row in patents))


@quantity("近3年个税", "income tax of three years", unit="yuan",
          cites=talent_table("个人所得税", "unverified"), bounds=(0, UNBOUNDED),
          question=Text("“3年”以自然年还是月份计未见规定:按申请年度前3个自然年",
                        "that three years are the natural years before the application"))  # fmt: skip
def tax_of_three_years(
    taxes: Rows, cycle: int, tax_years: int, records_elsewhere_count: Truth
) -> Count:
    """Income tax paid in the three natural years before.

    申请年度前3个自然年缴纳的个人所得税合计。
    """

    def counted(row: Any) -> Truth:
        in_time = all_of(row.year >= cycle - tax_years, row.year < cycle)
        return all_of(in_time, any_of(in_shenzhen(row), records_elsewhere_count))

    paid: Count = sum_of(either(counted(row), row.paid, 0) for row in taxes)
    return paid


@indicator("个人所得税", "income tax", cites=talent_table("个人所得税", "unverified"),
           question=Text("来源为机器翻译文本,表自4万元起,10万至14.7万元一档缺失:不满4万元(已缴税)的"
                         "在0至30分之间,缺失一档在70至100分之间",
                         "the source is a machine translation that begins at 40,000 yuan and lacks the "
                         "bracket from 100,000 to 147,000: some tax below 40,000 gives between 0 and "
                         "30, the missing bracket between 70 and 100"))  # fmt: skip
def tax(tax_of_three_years: Count, tax_points_at_least: Steps, tax_points_at_most: Steps) -> Points:
    """Points by bracket of the tax of three years; none without tax.

    按近3年个人所得税合计分档计分,未缴税的0分。
    """
    return either_reading(
        tax_points_at_least.at(tax_of_three_years), tax_points_at_most.at(tax_of_three_years)
    )


@indicator("捐款", "donations of money", cites=talent_table("捐款", "unverified"),
           question=Text("没有捐款的事实可填:对所有人都不下结论,在0至3分之间,可用 donation_points 另行给定",
                         "there is no fact to ask for: between 0 and 3 for everybody, and may be "
                         "given as donation_points"))  # fmt: skip
def donations(donation_points: Points) -> Points:
    """A point for each 2,000 yuan donated, at most three.

    捐款每2000元1分,最高3分。
    """
    return donation_points


@indicator("献血", "blood donations", cites=talent_table("献血", "unverified"),
           bounds=(0, "blood_limit"))  # fmt: skip
def blood(
    blood_donations: Rows,
    points_per_donation: Points,
    blood_limit: Points,
    records_elsewhere_count: Truth,
    reference_day: Moment,
) -> Points:
    """Two points for each donation of blood, at most five.

    无偿献血每次2分,最高5分。
    """
    times = how_many(
        done_by(row, reference_day, records_elsewhere_count) for row in blood_donations
    )
    return at_most(times * points_per_donation, blood_limit)


@indicator("志愿服务", "voluntary service", cites=talent_table("志愿服务", "unverified"),
           bounds=(0, "volunteering_limit"))  # fmt: skip
def volunteer(
    volunteering: Rows,
    points_per_fifty_hours: Points,
    volunteering_limit: Points,
    records_elsewhere_count: Truth,
    reference_day: Moment,
) -> Points:
    """A point for each full fifty hours; the limit was not seen.

    志愿服务每满50小时1分,上限未见。
    """
    hours: Count = sum_of(
        either(done_by(row, reference_day, records_elsewhere_count), row.hours, 0)
        for row in volunteering
    )
    return at_most(hours // 50 * points_per_fifty_hours, volunteering_limit)


@indicator("单位申报", "declared by the employer", cites=talent_table("单位申报"),
           bounds=(0, "points_declared_by_employer"),
           premises=(Text("由该单位申报", "the employer declares"),
                     Text("一行就业经历为同一单位", "a row of work is one employer")))  # fmt: skip
def employer(
    jobs: Rows,
    points_declared_by_employer: Points,
    months_with_employer: Count,
    reference_day: Moment,
) -> Points:
    """Ten points after 24 unbroken months with the employer that declares.

    由单位申报且在该单位连续工作满24个月的,10分。
    """
    month = month_of(reference_day)
    long_enough = how_many(
        all_of(
            same(row.kind, Job.EMPLOYED),
            row.last >= month,
            month - row.first + 1 >= months_with_employer,
            in_shenzhen(row),
        )
        for row in jobs
    )
    return either(long_enough > 0, points_declared_by_employer, 0)


@indicator("扣分", "deductions", cites=talent_table("扣分", "unverified"), bounds=(-UNBOUNDED, 0),
           question=Text("扣分项未见:截至当年没有任何不良记录的按不扣分,有记录的不下结论",
                         "what is deducted was not seen: nothing without any record up to the year, "
                         "open with one"))  # fmt: skip
def deductions(
    criminal_record: Truth,
    birth_policy_violation: Truth,
    penalties: Rows,
    detentions: Rows,
    tax_violations: Rows,
    false_material: Count,
    cycle: int,
    points_deducted: Points,
) -> Points:
    """Points less for bad records up to the year; how many was not seen.

    截至当年有不良记录的扣分,分值未见。
    """
    lists = (penalties, detentions, tax_violations)
    recorded = some(all_of(row.year > 0, row.year <= cycle) for rows in lists for row in rows)
    forged = all_of(false_material > 0, false_material <= cycle)
    anything = any_of(criminal_record, birth_policy_violation, recorded, forged)
    return -either(anything, points_deducted, 0)


# ---- the threshold


@total_score("总分", "total", cites=talent_table("总分"))
def total(
    qualification: Points,
    age: Points,
    insurance_paid: Points,
    patents_held: Points,
    tax: Points,
    donations: Points,
    blood: Points,
    volunteer: Points,
    employer: Points,
    deductions: Points,
) -> Points:
    """The sum of all indicators.

    各项指标分值之和。
    """
    person = qualification + age + insurance_paid + patents_held
    return person + tax + donations + blood + volunteer + employer + deductions


@condition("45周岁以下", "up to 45", cites=talent_table("申请条件"),
           question=Text("“以下”是否含本数未见规定:恰为45周岁的不下结论",
                         "whether 45 itself is included was not seen: left open for those of 45"))  # fmt: skip
def age_allowed(completed_years: Count, age_limit: Count, age_limit_included: Truth) -> Truth:
    """Not past 45 on the day of applying.

    申请当日45周岁以下。
    """
    return within_age(completed_years, age_limit, age_limit_included)


@condition("满100分", "a hundred points", cites=talent_table("申请条件"))
def enough_points(total: Points, points_required: Points) -> Truth:
    """A hundred points or more.

    总分达到100分。
    """
    return total >= points_required


@eligibility("可以申请", "may apply", cites=talent_table("申请条件"),
             question=Text("满分者并非当然核准,须在当年专项计划之内",
                           "a hundred points did not settle it: there was a yearly plan as well"))  # fmt: skip
def eligible(age_allowed: Truth, enough_points: Truth) -> Truth:
    """Both the age and the points.

    年龄和分数均符合。
    """
    return all_of(age_allowed, enough_points)


def done_by(row: Any, day: Moment, records_elsewhere_count: Truth) -> Truth:
    """Whether a good deed was done by a day, in Shenzhen or where the law takes other places too."""
    place = any_of(in_shenzhen(row), records_elsewhere_count)
    return all_of(row.day > 0, row.day <= day, place)


rulebook = Rulebook.of(
    rules_in(talent_background_2013, globals()),
    scheme="shenzhen-talent-points",
    version="2013",
    title=Text(
        "深圳市人才引进积分(约2013年至2020年2月)", "Shenzhen talent points (about 2013 to 2020)"
    ),
    parameters=load_parameters(HERE / "talent_points_2013.toml", documents),
    facts=catalogue(),
    cycles=(2018, 2019),
    reference_day=day_asked,
)

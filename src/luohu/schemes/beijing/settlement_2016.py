"""Beijing's trial policy (京政办发〔2016〕39号), cycles 2018 and 2019, in the order of article 5.

Clauses that the policy of 2020 kept unchanged are taken from there; the rest is what differed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from luohu.law.months import Month
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED, half_up
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    either,
    full_years,
    how_many,
    least,
    most,
    same,
    up_to,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rulebook import Rulebook
from luohu.law.rules import calendar, indicator, quantity, rules_in
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps
from luohu.people.facts import InnovationPost, catalogue, lies_in
from luohu.people.rows import Rows
from luohu.schemes.beijing import calendars, conditions
from luohu.schemes.beijing.basic_indicators_2020 import employment, left_of
from luohu.schemes.beijing.calendars import any_months, in_beijing, paid_in_beijing
from luohu.schemes.beijing.documents import (
    HERE,
    award_lists,
    details_2018,
    documents,
    mailbox_2023,
    measures_2016,
    notice_2018_82,
    notice_2018_193,
)
from luohu.schemes.beijing.education_2020 import education, highest_level, level_held, scored_twice
from luohu.schemes.beijing.settlement_2020 import (
    awards_in_table,
    best_award,
    completed_years,
    honour,
    honours_held,
    law,
    reference_day,
    total,
)

# ---- article 4 (二): the retirement age before the national rise


@quantity("到达退休年龄的月份", "month in which the retirement age is reached", unit="month",
          cites=measures_2016("第四条(二)"))  # fmt: skip
def retirement_month(retirement_month_before: Moment) -> Moment:
    """The month in which the statutory age of the time is reached.

    到达当时法定退休年龄的月份。
    """
    return retirement_month_before


# ---- (一) stable employment, (三) education points, (八) honours: as in 2020

UNCHANGED = (
    employment, highest_level, education, scored_twice, awards_in_table, best_award,
    completed_years, honours_held, honour, law, total,
)  # fmt: skip

# ---- (二) stable dwelling


@quantity("自有住所月数", "months in an own home", cites=details_2018("合法稳定住所"))
def owned_months(owned: Calendar, insured_months: Count) -> Count:
    """Months in an own home, as far as the months of employment reach.

    自有住所月数,不超过就业月数。
    """
    return at_most(owned.count(), insured_months)


@quantity("租赁、宿舍月数", "months rented or in a dormitory", cites=details_2018("合法稳定住所"))
def rented_months(
    insured: Calendar,
    owned: Calendar,
    rented: Calendar,
    insured_months: Count,
    owned_months: Count,
    rent_imputed_until: Month,
) -> Count:
    """Before 2017 insured months without an own home; since 2017 registered rent and dormitory.

    2017年以前按就业月数减去自有月数,2017年起按备案租赁或宿舍;合计不超过剩余的就业月数。
    """
    without_home = (
        insured.until(rent_imputed_until).count() - owned.until(rent_imputed_until).count()
    )
    registered = rented.since(rent_imputed_until + 1).count()
    return at_most(at_least(without_home, 0) + registered, left_of(insured_months, owned_months))


@indicator("合法稳定住所", "stable dwelling",
           cites=(measures_2016("第五条(二)"), details_2018("合法稳定住所"), award_lists("2018年")))  # fmt: skip
def residence(
    owned_months: Count,
    rented_months: Count,
    points_per_owned_year: Points,
    points_per_rented_year: Points,
) -> Points:
    """An own home one point a year, rent or dormitory half; two parts, each rounded by itself.

    自有每年1分,租赁、宿舍每年0.5分;自有与租赁两段,各自四舍五入到0.01后相加。
    """
    return half_up(owned_months * points_per_owned_year, 12) + half_up(
        rented_months * points_per_rented_year, 12
    )


LONGEST_STUDY = 600  # months; more than anybody can have studied
MOST_YUAN = 10**12

# ---- (三) education, less what was earned while studying


@quantity("就学期间重复取得的月数", "study months that earned both",
          cites=mailbox_2023("试行政策"), bounds=(0, LONGEST_STUDY), gap="education.enrolled")  # fmt: skip
def study_months(
    qualifications: Rows,
    education_levels: Levels,
    highest_level: Points,
    scored_twice: Calendar,
    cutoff_month: Moment,
    cycle: int,
) -> Count:
    """Of the months actually studied those that earned employment and residence.

    实际就读月份(入学至毕业)中,同时取得就业分和居住分的月数。
    """
    fewest: Count = least(
        (
            either(
                same(level_held(row, education_levels, cutoff_month, cycle), highest_level),
                studied(scored_twice, row.enrolled, row.graduated),
                LONGEST_STUDY,
            )
            for row in qualifications
        ),
        default=LONGEST_STUDY,
    )
    return either(highest_level > 0, fewest, 0)


def studied(scored: Calendar, enrolled: Moment, graduated: Moment) -> Count:
    """The scored months from enrolment to graduation; a range if enrolment is not stated."""
    known = scored.between(enrolled, graduated).count()
    at_the_most = up_to(scored.between(0, graduated).count())
    return either(same(enrolled, 0), at_the_most, known)


@indicator("就学期间扣分", "deduction for study",
           cites=(measures_2016("第五条(三)"), notice_2018_82("教育背景"), notice_2018_193("教育背景"),
                  mailbox_2023("试行政策")),
           question=Text("193号通知对扣分的限制只见到片段:此处以教育分值为限",
                         "notice 193 limits the deduction, its text is cut: here at the points"))  # fmt: skip
def study_deduction(
    education: Points,
    study_months: Count,
    points_per_study_year: Points,
    study_deduction_limited: Truth,
) -> Points:
    """Study months take back what they earned, 3.5 points a year, up to the education points.

    重复取得的月份每年扣3.5分,以教育背景分值为限。
    """
    earned = half_up(study_months * points_per_study_year, 12)
    limited = either(study_deduction_limited, at_most(earned, education), earned)
    return -either(education > 0, limited, 0)


# ---- (四) area: home, or home and job, moved out of the six districts


@calendar("城六区内居住月", "months living in the six districts",
          cites=details_2018("职住区域"), bounds=any_months, gap="homes.district")  # fmt: skip
def lived_inside(
    homes: Rows,
    six_districts: frozenset[str],
    outer_districts: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """Months in any dwelling in the six central districts.

    在城六区内任何住所居住的月份。
    """
    return homes.months(
        lambda row: lies_in(row.district, six_districts, outer_districts), cutoff_month
    )


@calendar("城六区内缴费月", "months insured in the six districts",
          cites=details_2018("职住区域"), bounds=any_months, gap="insurance.district")  # fmt: skip
def worked_inside(
    insurance: Rows,
    six_districts_of_work: frozenset[str],
    outer_districts: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """Months for which the employer paid insurance in the six districts or at city level.

    单位在城六区或市本级缴纳社会保险的月份。
    """
    return insurance.months(
        lambda row: lies_in(row.district, six_districts_of_work, outer_districts), cutoff_month
    )


@quantity("居住地转移后的月份", "months after moving home outside", unit="calendar",
          cites=(measures_2016("第五条(四)"), details_2018("职住区域")))  # fmt: skip
def moved_home(
    owned_outside: Calendar, lived_inside: Calendar, area_from: Moment, cutoff_month: Moment
) -> Calendar:
    """Months since 2017 in an own home outside the six districts, after having lived inside.

    2017年1月以来,由城六区转移到城六区外自有住所居住的月份;原住所不限类型。
    """
    return after(owned_outside, lived_inside.first()).between(area_from, cutoff_month)


@quantity("工作地转移后的月份", "months after moving the job outside", unit="calendar",
          cites=(measures_2016("第五条(四)"), details_2018("职住区域")))  # fmt: skip
def moved_job(
    worked_outside: Calendar, worked_inside: Calendar, area_from: Moment, cutoff_month: Moment
) -> Calendar:
    """Months since 2017 insured outside the six districts, after having been insured inside.

    2017年1月以来,工作地由城六区转移到城六区外的月份,以缴费区认定。
    """
    return after(worked_outside, worked_inside.first()).between(area_from, cutoff_month)


@indicator("职住区域", "area of work and dwelling",
           cites=(measures_2016("第五条(四)"), details_2018("职住区域")),
           question=Text("两种情形先后出现时如何合计,未见规定:此处分别累计、合计最高12分",
                         "how the two cases add up one after the other: here each by itself, "
                         "twelve at most"))  # fmt: skip
def area(
    choices_area: Truth,
    moved_home: Calendar,
    moved_job: Calendar,
    points_per_moved_home_year: Points,
    moved_home_limit: Points,
    points_per_moved_home_and_job_year: Points,
    area_limit: Points,
) -> Points:
    """Four points for each full year with home and job moved out, two for home only (at most 6).

    居住地和工作地均转移每满一年4分,最高12分;只转移居住地每满一年2分,最高6分。
    """
    both = full_years((moved_home & moved_job).count()) * points_per_moved_home_and_job_year
    home = full_years((moved_home - moved_job).count()) * points_per_moved_home_year
    return either(choices_area, at_most(both + at_most(home, moved_home_limit), area_limit), 0)


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


# ---- (七) age


@indicator("年龄", "age", cites=measures_2016("第五条(七)"))
def age(completed_years: Count, age_points: Steps) -> Points:
    """Twenty points up to 45, none beyond.

    不超过45周岁20分,超过不得分。
    """
    points: Points = age_points.at(completed_years)
    return points


# ---- (九) abiding by the law


@quantity("行政拘留记录数", "administrative detentions", unit="times",
          cites=measures_2016("第五条(九)"), bounds=(0, UNBOUNDED))  # fmt: skip
def detention_records(detentions: Rows, cycle: int, violations_from: int) -> Count:
    """Detentions in Beijing since 2017 up to the year before.

    2017年以来至申报上一年在本市被处以行政拘留的次数。
    """
    return how_many(
        all_of(in_beijing(row), since_year(row.year, violations_from, cycle)) for row in detentions
    )


def since_year(year: Count, first: int, cycle: int) -> Truth:
    """Whether a year is the first or later, and before the cycle."""
    return all_of(year >= first, year < cycle)


rulebook = Rulebook.of(
    rules_in(calendars, conditions, globals()),
    scheme="beijing",
    version="2016",
    title=Text("北京市积分落户(试行)", "Beijing points-based settlement (trial)"),
    parameters=load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "settlement_2016.toml", documents),
    facts=catalogue(),
    cycles=(2018, 2019),
    reference_day=reference_day,
)

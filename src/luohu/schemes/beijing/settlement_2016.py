"""Beijing's trial policy (京政办发〔2016〕39号), cycles 2018 and 2019, in the order of article 5.

(五) and (六) stand in `innovation_and_tax_2016`. Clauses that the policy of 2020 kept unchanged are
taken from there; the rest is what differed.
"""

from __future__ import annotations

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
    at_least,
    at_most,
    either,
    full_years,
    how_many,
    least,
    same,
    up_to,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import calendar, indicator, quantity, rules_in
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps
from luohu.people.calendars import any_months
from luohu.people.facts import catalogue, lies_in
from luohu.people.rows import Rows
from luohu.schemes.beijing import calendars, conditions, innovation_and_tax_2016
from luohu.schemes.beijing.basic_indicators_2020 import employment, left_of
from luohu.schemes.beijing.calendars import in_beijing
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
from luohu.schemes.beijing.innovation_and_tax_2016 import since_year
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
          cites=details_2018("职住区域"), bounds=any_months("cutoff_month"), gap="homes.district")  # fmt: skip
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
        lambda row: lies_in(row.district, six_districts, outer_districts) & in_beijing(row),
        cutoff_month,
    )


@calendar("城六区内缴费月", "months insured in the six districts",
          cites=details_2018("职住区域"), bounds=any_months("cutoff_month"), gap="insurance.district")  # fmt: skip
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
        lambda row: lies_in(row.district, six_districts_of_work, outer_districts) & in_beijing(row),
        cutoff_month,
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


rulebook = Rulebook.of(
    rules_in(calendars, conditions, innovation_and_tax_2016, globals()),
    scheme="beijing",
    version="2016",
    title=Text("北京市积分落户(试行)", "Beijing points-based settlement (trial)"),
    parameters=load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "settlement_2016.toml", documents),
    facts=catalogue(),
    cycles=(2018, 2019),
    reference_day=reference_day,
)

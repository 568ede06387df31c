"""Article 5 (三) of the policy of 2020: education, less what was earned while studying."""

from __future__ import annotations

from typing import Any

from luohu.law.months import Month
from luohu.law.points import half_up
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    agreed,
    either,
    least,
    most,
    same,
)
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.facts import Degree, Diploma
from luohu.people.rows import Rows
from luohu.schemes.beijing.documents import (
    award_lists,
    details_2020,
    mailbox_2023,
    measures_2016,
    measures_2020,
    replies,
    tool,
)

# ---- (三) education, less what was earned while studying


@quantity("最高学历学位分值", "points of the highest diploma and degree", unit="points",
          cites=(measures_2020("第五条(三)"), tool("教育背景")),
          bounds=(0, "education_levels"), gap="education.graduated",
          question=Text("截止月之后、申报当年取得的学历是否计分,未见规定",
                        "whether a degree gained after the cut-off month but in the year of "
                        "declaring counts"))  # fmt: skip
def highest_level(
    qualifications: Rows, education_levels: Levels, cutoff_month: Moment, cycle: int
) -> Points:
    """The highest level alone counts; levels are not added up.

    以最高的学历学位计分,不累计。
    """
    return most(level_held(row, education_levels, cutoff_month, cycle) for row in qualifications)


def level_held(row: Any, education_levels: Levels, cutoff_month: Moment, cycle: int) -> Points:
    """The points of one qualification: none before graduation, open in the year of declaring."""
    graduated = agreed([row.graduated <= cutoff_month, row.graduated < Month.of(cycle + 1, 1)])
    points = education_levels.grid(Diploma, Degree).at(row.diploma, row.degree)
    return either(graduated, points, 0)


@quantity("扣除期(月)", "months looked back from graduation", cites=mailbox_2023("教育背景扣分"))
def look_back_months(
    highest_level: Points, long_look_back_level: Points, long_look_back: Count, look_back: Count
) -> Count:
    """Three years, four at the 15-point level, however long the study took.

    自毕业月往前3年,15分档为4年,不按实际就读年限。
    """
    return either(same(highest_level, long_look_back_level), long_look_back, look_back)


@quantity("已积就业和居住分的月份", "months that earned both employment and residence",
          unit="calendar", cites=(replies("12"), details_2020("教育背景")))  # fmt: skip
def scored_twice(
    insured: Calendar, owned: Calendar, rented: Calendar, rent_imputed_until: Month
) -> Calendar:
    """Insured months but those since August 2020 without a home: the rest is scored for both.

    正常缴费的月份中,去掉2020年8月(试行期为2017年1月)以后没有住所分的月份;此前都视同有住所。
    """
    without_home = insured.since(rent_imputed_until + 1) - owned - rented
    return insured - without_home


@quantity("扣除期内重复取得的月数", "study months that earned both",
          cites=(replies("12"), mailbox_2023("教育背景扣分")), bounds=(0, "look_back_months"))  # fmt: skip
def study_months(
    qualifications: Rows,
    education_levels: Levels,
    highest_level: Points,
    look_back_months: Count,
    scored_twice: Calendar,
    cutoff_month: Moment,
    cycle: int,
) -> Count:
    """Of the months looked back from graduation those that earned employment and residence.

    自毕业月(含)往前的扣除期内,同时取得就业分和居住分的月数;未取得的不扣。
    """
    fewest: Count = least(
        (
            either(
                same(level_held(row, education_levels, cutoff_month, cycle), highest_level),
                scored_twice.count_last(look_back_months, row.graduated),
                look_back_months,
            )
            for row in qualifications
        ),
        default=look_back_months,
    )
    return either(highest_level > 0, fewest, 0)


@indicator("教育背景", "education",
           cites=(measures_2016("第五条(三)"), measures_2020("第五条(三)"), details_2020("教育背景")))  # fmt: skip
def education(choices_education: Truth, highest_level: Points) -> Points:
    """The points of the highest level, if the applicant chooses to count education.

    申请人选择以教育背景积分的,按最高学历学位计分。
    """
    return either(choices_education, highest_level, 0)


@indicator("就学期间扣分", "deduction for study",
           cites=(replies("12"), mailbox_2023("教育背景扣分"), award_lists("2020、2022年")))  # fmt: skip
def study_deduction(
    choices_education: Truth, study_months: Count, points_per_study_year: Points
) -> Points:
    """Study months take back what they earned: 3.5 points a year, own home or not.

    重复取得的月份每年扣3.5分,自有住所月份也按租赁标准扣。
    """
    return -either(choices_education, half_up(study_months * points_per_study_year, 12), 0)

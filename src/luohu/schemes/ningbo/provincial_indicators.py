"""The provincial layer (省级共性, 100 points): age, education, skill, insurance, residence."""

from __future__ import annotations

from luohu.law.elapsed import years_between
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    at_least,
    at_most,
    either,
    most,
)
from luohu.law.rules import indicator, quantity, subtotal
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Degree, Diploma
from luohu.people.rows import Rows
from luohu.schemes.ningbo.documents import city_list, notice_2022, provincial_list_2023

NEW_LIST = Text(
    "2023年省表7月26日施行,奉化2023年招生是否已用新表,未查到:2023年度按新表",
    "the list of 2023 took effect on 26 July; whether Fenghua's round of 2023 used it was not "
    "found: it is read so",
)
SECONDARY_2022 = Text(
    "2022年表未列高中(中职):按0分;" + NEW_LIST.zh,
    "the list of 2022 has nothing for senior secondary school: none here; " + NEW_LIST.en,
)


@quantity("周岁", "completed years of age", unit="age", cites=city_list("年龄"))  # fmt: skip
def completed_years(born: Moment, score_day: Moment) -> Count:
    """Completed years on the day of the score.

    积分读取日的周岁。
    """
    return years_between(born, score_day)


@indicator("年龄", "age", cites=(city_list("年龄"), provincial_list_2023("年龄")),
           question=Text("60周岁以上未列:按0分", "above sixty the list says nothing: none here"))  # fmt: skip
def age(
    completed_years: Count,
    oldest_age: Count,
    age_of_fewest_points: Count,
    fewest_age_points: Points,
    points_per_year_younger: Points,
    age_points_limit: Points,
) -> Points:
    """Five points from 55 to 60, one more for each year younger, twenty at most.

    55至60周岁5分,每年轻1岁加1分,最高20分。
    """
    younger = at_least(age_of_fewest_points - completed_years, 0)
    points = at_most(fewest_age_points + points_per_year_younger * younger, age_points_limit)
    return either(completed_years <= oldest_age, points, 0)


@indicator("文化程度", "education", cites=(city_list("文化程度"), provincial_list_2023("文化程度")),
           bounds=("secondary_points", "schooling_levels"), question=SECONDARY_2022)  # fmt: skip
def schooling(
    qualifications: Rows, score_month: Moment, schooling_levels: Levels, secondary_points: Points
) -> Points:
    """Ten points from a bachelor up, eight for an associate; since 2023 five for less than that.

    本科、学士及以上10分,大专8分;2023年省表起高中(中职)及以下5分。
    """
    grid = schooling_levels.grid(Diploma, Degree)
    return most(
        (
            either(row.graduated <= score_month, grid.at(row.diploma, row.degree), 0)
            for row in qualifications
        ),
        default=secondary_points,
    )


@indicator("职业技能", "skill", cites=(city_list("职业技能"), provincial_list_2023("职业技能")),
           bounds=(0, "skill_levels"), gap="certificates.obtained",
           question=Text(NEW_LIST.zh + ";证书取得年月未填的不下结论",
                         NEW_LIST.en + "; a certificate without its month stays open"))  # fmt: skip
def skill(certificates: Rows, score_month: Moment, skill_levels: Levels) -> Points:
    """The highest skill level or title: three, five, eight or ten points.

    以最高的技能等级或职称计分,3、5、8或10分。
    """
    grid = skill_levels.grid(Certificate)
    return most(either(obtained_by(row, score_month), grid.at(row.kind), 0) for row in certificates)


@indicator("缴纳社会保险", "insurance", cites=(city_list("缴纳社会保险"), provincial_list_2023("缴纳社会保险")))  # fmt: skip
def social_insurance(
    insured_months: Count, points_per_insured_month: Points, insurance_limit: Points
) -> Points:
    """Half a point a month insured in the province, thirty at most.

    省内参保每月0.5分,累计最高30分。
    """
    return at_most(insured_months * points_per_insured_month, insurance_limit)


@indicator("居住时间", "residence", cites=(city_list("居住时间"), provincial_list_2023("居住时间")))  # fmt: skip
def residence(
    resident_months: Count, points_per_month_of_residence: Points, residence_limit: Points
) -> Points:
    """A quarter of a point a month of residence in the province, thirty at most.

    省内居住登记每满1个月0.25分,累计最高30分。
    """
    return at_most(resident_months * points_per_month_of_residence, residence_limit)


@subtotal("省级共性分", "provincial score", cites=notice_2022("省级共性指标"))  # fmt: skip
def provincial_score(
    age: Points,
    schooling: Points,
    skill: Points,
    social_insurance: Points,
    residence: Points,
    provincial_limit: Points,
) -> Points:
    """The five together, a hundred at most; valid in the whole province.

    五项之和,最高100分,全省通用。
    """
    return at_most(age + schooling + skill + social_insurance + residence, provincial_limit)

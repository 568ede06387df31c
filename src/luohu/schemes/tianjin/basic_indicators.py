"""Indicators of the tables of 2018 and 2022 that differ in their values only: B3 to B5, G1."""

from __future__ import annotations

from typing import Any

from luohu.law.accrual import Rates
from luohu.law.elapsed import years_between
from luohu.law.points import half_up
from luohu.law.quantities import (
    UNSETTLED,
    Calendar,
    Count,
    Moment,
    Points,
    all_of,
    among,
    any_of,
    at_least,
    either,
    most,
    opposite,
    same,
    up_to,
)
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps
from luohu.people.calendars import any_months
from luohu.people.facts import Degree, Diploma, Job, Shortage
from luohu.people.rows import Rows
from luohu.schemes.tianjin.calendars import in_tianjin, open_to
from luohu.schemes.tianjin.documents import occupations, table_2018, table_2022

WITHOUT_EMPLOYER = frozenset({Job.FLEXIBLE, Job.FARMING})

# ---- B3 the housing fund


@calendar("缴存公积金月", "months of housing fund", cites=(table_2018("住房公积金"), table_2022("住房公积金")),
          bounds=any_months("cutoff_month"),
          question=Text("补缴、转入的公积金是否计分,未见规定:这些月份不下结论",
                        "whether fund made up or transferred in counts was not seen: open"))  # fmt: skip
def fund_paid(housing_fund: Rows, cutoff_month: Moment) -> Calendar:
    """The months paid into the housing fund in Tianjin.

    在天津缴存住房公积金的月份。
    """
    return housing_fund.months(
        lambda row: any_of(opposite(row.made_up | row.transferred_in), UNSETTLED) & in_tianjin(row),
        cutoff_month,
    )


@indicator("住房公积金", "housing fund", cites=(table_2018("住房公积金"), table_2022("住房公积金")),
           question=Text("不足一年的是否按月折算、如何取整,未见规定:按月折算,四舍五入到0.01",
                         "whether part years count by the month, and how they are rounded, was not "
                         "seen: by the month, half up to 0.01"))  # fmt: skip
def fund(fund_paid: Calendar, fund_points_per_year: Rates) -> Points:
    """Points for each year of fund; a higher rate is for the later months only.

    公积金按缴存年限计分;提高后的标准只用于其后的月份。
    """
    return half_up(fund_points_per_year.twelfths(fund_paid.count()), 12)


# ---- B4 age


@quantity("周岁", "completed years of age", unit="age", cites=(table_2018("年龄"), table_2022("年龄")),
          question=Text("年龄计算到哪一天,未见规定:按计分截止日",
                        "the day on which age is read was not seen: the cut-off is taken"))  # fmt: skip
def completed_years(born: Moment, cutoff_day: Moment) -> Count:
    """Completed years on the last day that counts.

    截至计分截止日的周岁。
    """
    return years_between(born, cutoff_day)


@indicator("年龄", "age", cites=(table_2018("年龄"), table_2022("年龄")))
def age(completed_years: Count, age_points: Steps) -> Points:
    """Full points up to 35, half of them from 36 to 45, none above.

    35周岁及以下得满分,36至45周岁得一半,45周岁以上不得分。
    """
    return age_points.at(completed_years)


# ---- B5 education


@indicator("受教育程度", "education", cites=(table_2018("受教育程度"), table_2022("受教育程度")),
           bounds=lambda education_points, technician_class_points: at_least(
               up_to(education_points.greatest), up_to(technician_class_points)),
           question=Text("只有学位没有学历的如何计分未见规定,高级技工学校高级班的分值未找到:不下结论",
                         "how a degree without a diploma counts was not seen, nor the points of a "
                         "technician college's senior class: both stay open"))  # fmt: skip
def education(
    qualifications: Rows,
    education_points: Levels,
    technician_class_points: Points,
    cutoff_month: Moment,
) -> Points:
    """The highest diploma counts: bachelor or above, or associate.

    以最高学历计分,分本科及以上、大专两档。
    """
    return most(
        either(
            row.graduated <= cutoff_month,
            _of_study(row, education_points, technician_class_points),
            0,
        )
        for row in qualifications
    )


def _of_study(row: Any, levels: Levels, technician_class_points: Points) -> Points:
    by_diploma = levels.grid(Diploma, Degree).at(row.diploma, 0)
    by_degree = either(row.degree > 0, open_to(levels), 0)
    of_class = either(row.technician_class, technician_class_points, 0)
    return at_least(at_least(by_diploma, by_degree), of_class)


# ---- G1 occupation


@indicator("职业(工种)", "occupation", cites=(table_2018("职业"), table_2022("职业"), occupations("目录")),
           bounds=(0, "occupation_points"),
           premises=(Text("职业与用人单位行业、本人岗位一致",
                          "the occupation fits the employer's trade and the post"),))  # fmt: skip
def occupation(jobs: Rows, occupation_points: Levels, cutoff_month: Moment) -> Points:
    """The present occupation, by how scarce the year's catalogue says it is.

    截止月所从事职业在当年目录中的紧缺程度:非常紧缺、紧缺、一般紧缺。
    """
    return most(
        either(at_present(row, cutoff_month), _of_shortage(row.shortage, occupation_points), 0)
        for row in jobs
    )


def at_present(row: Any, month: Moment) -> Any:
    """Whether a job in Tianjin with an employer, or in one's own business, is held in a month."""
    employed = all_of(row.kind > 0, opposite(among(row.kind, WITHOUT_EMPLOYER)))
    return all_of(employed, row.first <= month, row.last >= month, in_tianjin(row))


def _of_shortage(shortage: Any, levels: Levels) -> Points:
    """The points of a grade of shortage; open where it is not stated."""
    of_grade = levels.grid(Shortage).at(shortage)
    return either(same(shortage, 0), open_to(levels), of_grade)

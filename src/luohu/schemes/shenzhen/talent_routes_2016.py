"""Shenzhen's approval as talent, first part: what all routes ask for, graduates, returnees, titles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from luohu.law.elapsed import month_of, years_between
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    how_many,
    opposite,
    same,
    told,
)
from luohu.law.rules import calendar, condition, quantity, route
from luohu.law.sources import Text
from luohu.people.calendars import any_months, obtained_by
from luohu.people.facts import (
    Certificate,
    Degree,
    Diploma,
    Penalty,
    Talent,
)
from luohu.people.rows import Rows
from luohu.schemes.shenzhen.documents import approval_list
from luohu.schemes.shenzhen.spans import in_shenzhen, own_or_accepted, within_age

AGE_OPEN = Text("“以下”是否含本数未见规定:恰为该岁数的不下结论",
                "whether the age itself is included was not seen: left open at that very age")  # fmt: skip
EITHER = (False, True)

# ---- what all routes ask for


@quantity("周岁", "completed years of age", unit="age", cites=approval_list("年龄"))
def completed_years(born: Moment, reference_day: Moment) -> Count:
    """Completed years on the day of applying.

    申请当日的周岁数。
    """
    return years_between(born, reference_day)


@calendar("在深参保月", "months insured in Shenzhen", cites=approval_list("社会保险"),
          bounds=any_months("reference_day"))  # fmt: skip
def insured(
    insurance: Rows,
    made_up_months_count: Truth,
    transferred_months_count: Truth,
    reference_day: Moment,
) -> Calendar:
    """The months of any kind of insurance in Shenzhen, up to the month of applying.

    在深圳缴纳任一险种的月份,至申请当月。
    """
    return insurance.months(
        lambda row: (
            (row.kind > 0)
            & own_or_accepted(row.made_up, made_up_months_count)
            & own_or_accepted(row.transferred_in, transferred_months_count)
            & in_shenzhen(row)
        ),
        month_of(reference_day),
    )


@condition("在深参保", "insured in Shenzhen", cites=approval_list("基本条件"),
           premises=(Text("身体健康", "in good health"),),
           question=Text("须参保哪些险种、以哪个月为准,未见规定:此处任一险种、申请当月",
                         "which kinds, and in which month, was not seen: any kind in the month of "
                         "applying is taken"))  # fmt: skip
def insured_now(insured: Calendar, reference_day: Moment) -> Truth:
    """Insured in Shenzhen in the month of applying.

    申请当月在深圳参加社会保险。
    """
    return insured.last(1, month_of(reference_day)).count() > 0


@condition("无刑事犯罪记录", "no criminal record", cites=approval_list("基本条件"))
def no_criminal_record(criminal_record: Truth) -> Truth:
    """No criminal record.

    没有刑事犯罪记录。
    """
    return opposite(criminal_record)


@condition("未参加国家禁止的组织及活动", "no banned organisation or activity",
           cites=approval_list("基本条件"), bounds=EITHER,
           question=Text("早期另要求符合计划生育政策,何时取消未见:此处不要求",
                         "the birth policy was once asked for; when that ended was not seen, it is "
                         "not asked for here"))  # fmt: skip
def no_banned_organisation(penalties: Rows, cycle: int) -> Truth:
    """No record of a banned organisation or activity up to the year.

    截至当年没有参加国家禁止的组织或活动的记录。
    """
    acts = (
        all_of(same(row.kind, Penalty.BANNED_ORGANISATION), row.year <= cycle) for row in penalties
    )
    return same(how_many(acts), 0)


# ---- recognised talent, returnees, graduates


@route("市认定高层次人才", "high-level talent of the city", cites=approval_list("高层次人才"),
       bounds=EITHER,
       question=Text("各层次人才的年龄上限未见", "the age limit of each class was not seen"))  # fmt: skip
def high_level_talent(
    talents: Rows, completed_years: Count, age_high_level: Count, age_limit_included: Truth
) -> Truth:
    """Recognised by Shenzhen as high-level talent, within the age of the class.

    经深圳认定的高层次人才,年龄按层次而定。
    """
    held = any_row(talents, lambda row: all_of(same(row.kind, Talent.HIGH_LEVEL), in_shenzhen(row)))
    return all_of(held, within_age(completed_years, age_high_level, age_limit_included))


@route("留学人员", "returnee", cites=approval_list("留学人员"), bounds=EITHER, question=AGE_OPEN)
def returnee(
    qualifications: Rows,
    talents: Rows,
    completed_years: Count,
    age_returnee: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """A bachelor's degree or higher from abroad, or a year as visiting scholar; up to 45.

    国(境)外学士以上学位,或访问学者、博士后满一年,45周岁以下。
    """
    month = month_of(reference_day)
    degree = any_row(
        qualifications,
        lambda row: all_of(row.degree >= Degree.BACHELOR, row.abroad, row.graduated <= month),
    )
    scholar = any_row(talents, lambda row: same(row.kind, Talent.VISITING_SCHOLAR))
    young = within_age(completed_years, age_returnee, age_limit_included)
    return all_of(any_of(degree, scholar), young)


@route("全日制本科以上", "full-time bachelor or higher", cites=approval_list("普通高等教育本科"),
       bounds=EITHER, gap="education.full_time", question=AGE_OPEN)  # fmt: skip
def bachelor(
    qualifications: Rows,
    completed_years: Count,
    age_bachelor: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """A bachelor's diploma or a higher one by full-time study, with a degree or not; up to 45.

    普通高等教育(全日制)本科以上学历,有无学位均可,45周岁以下。
    """
    held = studied_full_time(qualifications, Diploma.BACHELOR, reference_day)
    return all_of(held, within_age(completed_years, age_bachelor, age_limit_included))


@route("全日制专科以上", "full-time associate or higher", cites=approval_list("普通高等教育专科"),
       bounds=EITHER, gap="education.full_time", question=AGE_OPEN)  # fmt: skip
def associate(
    qualifications: Rows,
    completed_years: Count,
    age_associate: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """An associate diploma or a higher one by full-time study; up to 35.

    普通高等教育(全日制)专科以上学历,35周岁以下。
    """
    held = studied_full_time(qualifications, Diploma.ASSOCIATE, reference_day)
    return all_of(held, within_age(completed_years, age_associate, age_limit_included))


# ---- titles


@quantity("中专以上学历", "secondary vocational or higher", unit="truth", cites=approval_list("职称"),
          bounds=EITHER,
          premises=(Text("只有高中阶段学历的须为中专(中职)",
                         "a diploma of the senior secondary level only is a vocational one"),))  # fmt: skip
def secondary_or_higher(qualifications: Rows, reference_day: Moment) -> Truth:
    """A diploma of secondary vocational school or a higher one.

    取得中专以上学历。
    """
    month = month_of(reference_day)
    return any_row(
        qualifications,
        lambda row: all_of(row.diploma >= Diploma.SECONDARY, row.graduated <= month),
    )


@route("高级职称", "senior title", cites=approval_list("职称"), bounds=EITHER,
       premises=(Text("外省评定的职称已复核确认", "a title from another province was re-checked"),),
       question=AGE_OPEN)  # fmt: skip
def senior_title(
    certificates: Rows,
    secondary_or_higher: Truth,
    completed_years: Count,
    age_senior_title: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """A senior title, associate senior or full; up to 50.

    高级专业技术资格(含副高),中专以上学历,50周岁以下。
    """
    month = month_of(reference_day)
    held = any_row(
        certificates,
        lambda row: all_of(
            any_of(
                same(row.kind, Certificate.TITLE_ASSOCIATE_SENIOR),
                same(row.kind, Certificate.TITLE_SENIOR),
            ),
            obtained_by(row, month),
        ),
    )
    young = within_age(completed_years, age_senior_title, age_limit_included)
    return all_of(held, secondary_or_higher, young)


@route("中级职称", "mid-level title", cites=approval_list("职称"), bounds=EITHER,
       premises=(Text("外省评定的职称已复核确认", "a title from another province was re-checked"),),
       question=AGE_OPEN)  # fmt: skip
def mid_level_title(
    certificates: Rows,
    secondary_or_higher: Truth,
    completed_years: Count,
    age_mid_level_title: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """A mid-level title; up to 45.

    中级专业技术资格,中专以上学历,45周岁以下。
    """
    month = month_of(reference_day)
    held = any_row(
        certificates,
        lambda row: all_of(same(row.kind, Certificate.TITLE_MID), obtained_by(row, month)),
    )
    young = within_age(completed_years, age_mid_level_title, age_limit_included)
    return all_of(held, secondary_or_higher, young)


def any_row(rows: Rows, where: Callable[[Any], Truth]) -> Truth:
    """Whether one of the rows at least is such."""
    return how_many(where(row) for row in rows) > 0


def studied_full_time(qualifications: Rows, diploma: Diploma, reference_day: Moment) -> Truth:
    """Whether somebody has a diploma of the mainland by full-time study, or a higher one, by a day."""
    month = month_of(reference_day)
    return any_row(
        qualifications,
        lambda row: all_of(
            row.diploma >= diploma,
            opposite(row.abroad),
            row.graduated <= month,
            told(row.full_time),
        ),
    )

"""Shenzhen's talent points, first part: diploma, skill and title, which stand in for each other."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of, years_between
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    either,
    how_many,
    most,
    opposite,
    same,
    told,
)
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Diploma
from luohu.people.rows import Rows
from luohu.schemes.shenzhen.documents import talent_table

NO_DIPLOMA = 0


@quantity("周岁", "completed years of age", unit="age", cites=talent_table("年龄"))
def completed_years(born: Moment, reference_day: Moment) -> Count:
    """Completed years on the day of applying.

    申请当日的周岁数。
    """
    return years_between(born, reference_day)


@quantity("学历分值", "points for the diploma", unit="points", cites=talent_table("学历"),
          bounds=(0, UNBOUNDED), gap="education.full_time",
          question=Text("全日制本科以上、35岁以下全日制专科等可直接核准者的分值未见:不设上限",
                        "the points of those who could be approved directly (full-time bachelor, "
                        "associate under 35) were not seen: without limit"))  # fmt: skip
def diploma_points(
    qualifications: Rows,
    completed_years: Count,
    age_full_time_associate: Count,
    points_full_time_associate: Points,
    points_part_time_associate: Points,
    points_part_time_bachelor: Points,
    points_not_seen: Points,
    reference_day: Moment,
) -> Points:
    """The highest diploma: full-time associate from 35 on 70, part-time 60, part-time bachelor 80.

    只计最高学历:35周岁起全日制大专70分,非全日制大专60分,非全日制本科80分,高中及以下不计分。
    """
    full_time_associate = either(
        completed_years >= age_full_time_associate, points_full_time_associate, points_not_seen
    )
    month = month_of(reference_day)

    def gained(row: Any) -> Points:
        full_time = told(row.full_time)
        associate = either(full_time, full_time_associate, points_part_time_associate)
        bachelor = either(full_time, points_not_seen, points_part_time_bachelor)
        higher = either(same(row.diploma, Diploma.BACHELOR), bachelor, points_not_seen)
        held = either(row.diploma > Diploma.ASSOCIATE, higher, associate)
        return either(all_of(row.diploma >= Diploma.ASSOCIATE, row.graduated <= month), held, 0)

    return most(gained(row) for row in qualifications)


@quantity("有大专以上学历", "holds an associate diploma or higher", unit="truth",
          cites=talent_table("学历"), bounds=(False, True))  # fmt: skip
def associate_or_higher(qualifications: Rows, reference_day: Moment) -> Truth:
    """An associate diploma or a higher one by the day of applying.

    申请时已取得大专及以上学历。
    """
    return holds(qualifications, Diploma.ASSOCIATE, reference_day)


@quantity("有本科以上学历", "holds a bachelor's diploma or higher", unit="truth",
          cites=talent_table("学历"), bounds=(False, True))  # fmt: skip
def bachelor_or_higher(qualifications: Rows, reference_day: Moment) -> Truth:
    """A bachelor's diploma or a higher one by the day of applying.

    申请时已取得本科及以上学历。
    """
    return holds(qualifications, Diploma.BACHELOR, reference_day)


@quantity("技能分值", "points for the skill", unit="points", cites=talent_table("技能"),
          bounds=(0, "skill_points_by_level"), gap="certificates.listed",
          question=Text("各转载页的分值略有出入", "the copies differ a little"))  # fmt: skip
def skill_points(
    certificates: Rows, skill_points_by_level: Levels, reference_day: Moment
) -> Points:
    """The highest skill level in an occupation of the shortage catalogue.

    紧缺目录内职业的最高技能等级:中级工40,高级工70,技师90,高级技师100。
    """
    grid = skill_points_by_level.grid(Certificate, Diploma)
    month = month_of(reference_day)
    return most(
        either(
            all_of(row.kind > 0, obtained_by(row, month), told(row.listed)),
            grid.at(row.kind, NO_DIPLOMA),
            0,
        )
        for row in certificates
    )


@quantity("学历加职称的分值", "points for a diploma with a title", unit="points",
          cites=talent_table("职称"), bounds=(0, UNBOUNDED),
          question=Text("中级以上职称可直接核准,其分值未见:不设上限",
                        "a mid-level title or above could be approved directly; its points were not "
                        "seen: without limit"))  # fmt: skip
def title_points(
    certificates: Rows,
    associate_or_higher: Truth,
    bachelor_or_higher: Truth,
    points_associate_with_title: Points,
    points_bachelor_with_title: Points,
    points_not_seen: Points,
    reference_day: Moment,
) -> Points:
    """A junior title with an associate diploma 80, with a bachelor's 90, the diploma included.

    初级职称加大专80分,加本科90分,已含学历分。
    """
    month = month_of(reference_day)
    with_associate = either(associate_or_higher, points_associate_with_title, 0)
    junior = either(bachelor_or_higher, points_bachelor_with_title, with_associate)

    def gained(row: Any) -> Points:
        held = either(same(row.kind, Certificate.TITLE_JUNIOR), junior, points_not_seen)
        is_title = all_of(row.kind > 0, row.kind <= Certificate.TITLE_SENIOR)
        return either(all_of(is_title, obtained_by(row, month)), held, 0)

    return most(gained(row) for row in certificates)


@quantity("大专加高级工的分值", "points for an associate diploma with level 3", unit="points",
          cites=talent_table("技能"))  # fmt: skip
def pair_points(
    skill_points: Points,
    associate_or_higher: Truth,
    bachelor_or_higher: Truth,
    skill_points_by_level: Levels,
) -> Points:
    """Eighty together for somebody whose highest diploma is associate and skill level 3.

    最高学历为大专、最高技能为高级工的,合计80分。
    """
    grid = skill_points_by_level.grid(Certificate, Diploma)
    level_3 = grid.at(Certificate.SKILL_3, NO_DIPLOMA)
    together = grid.at(Certificate.SKILL_3, Diploma.ASSOCIATE)
    associate = all_of(associate_or_higher, opposite(bachelor_or_higher))
    return either(all_of(associate, same(skill_points, level_3)), together, 0)


@indicator("学历、技能、职称", "diploma, skill, title",
           cites=(talent_table("学历"), talent_table("技能"), talent_table("职称")),
           question=Text("除大专加高级工合计80分外,学历与技能的分值是相加还是取高,未见规定:"
                         "影响结果时不下结论",
                         "but for an associate with level 3, who has 80 together, whether diploma "
                         "and skill add up or the higher counts was not seen: open where it matters"))  # fmt: skip
def qualification(
    diploma_points: Points,
    skill_points: Points,
    title_points: Points,
    pair_points: Points,
    diploma_and_skill_add_up: Truth,
) -> Points:
    """The highest of diploma, skill and the pairs that have points of their own.

    取学历、技能及“学历加职称”“大专加高级工”组合分值中最高的。
    """
    highest = most((diploma_points, skill_points, title_points, pair_points))
    pair_is_all = all_of(
        pair_points > 0,
        diploma_points <= pair_points,
        same(title_points, 0),
    )
    added = most((diploma_points, title_points)) + skill_points
    adding = all_of(diploma_and_skill_add_up, opposite(pair_is_all))
    return either(adding, added, highest)


def holds(qualifications: Rows, diploma: Diploma, reference_day: Moment) -> Truth:
    """Whether somebody has a diploma or a higher one by a day."""
    month = month_of(reference_day)
    return (
        how_many(all_of(row.diploma >= diploma, row.graduated <= month) for row in qualifications)
        > 0
    )

"""Shenzhen's approval as talent (核准类), since about 2016: a list of routes, without points.

The first routes stand in `talent_routes_2016`; here are skills, prizes and who may apply. Tighter
limits that were open for comment in May 2021 were never seen in force and are not encoded. Some
routes are decided at once by matching data (秒批), which changes nothing in what they ask for.
"""

from __future__ import annotations

from luohu.law.elapsed import month_of
from luohu.law.parameters import load_parameters
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    perhaps,
    same,
    told,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import eligibility, quantity, route, rules_in
from luohu.law.sources import Text
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Commendation, Talent, catalogue
from luohu.people.rows import Rows
from luohu.schemes.scheme import day_asked
from luohu.schemes.shenzhen import talent_routes_2016
from luohu.schemes.shenzhen.documents import (
    HERE,
    approval_list,
    documents,
    migration_rules_2016,
)
from luohu.schemes.shenzhen.spans import in_shenzhen, within_age
from luohu.schemes.shenzhen.talent_routes_2016 import AGE_OPEN, EITHER, any_row

# ---- skills in an occupation of the shortage catalogue


@route("高级技师", "skill level 1", cites=approval_list("技能"), bounds=EITHER,
       gap="certificates.listed", question=AGE_OPEN)  # fmt: skip
def senior_technician(
    certificates: Rows,
    completed_years: Count,
    age_senior_technician: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """Skill level 1 in a listed occupation; up to 45.

    高级技师,职业在紧缺目录内,45周岁以下。
    """
    held = holds_listed(certificates, Certificate.SKILL_1, reference_day)
    return all_of(held, within_age(completed_years, age_senior_technician, age_limit_included))


@route("技师", "skill level 2", cites=approval_list("技能"), bounds=EITHER,
       gap="certificates.listed", question=AGE_OPEN)  # fmt: skip
def technician(
    certificates: Rows,
    completed_years: Count,
    age_technician: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """Skill level 2 in a listed occupation; up to 40.

    技师,职业在紧缺目录内,40周岁以下。
    """
    held = holds_listed(certificates, Certificate.SKILL_2, reference_day)
    return all_of(held, within_age(completed_years, age_technician, age_limit_included))


@quantity("在深参保满3年", "insured in Shenzhen for three years", unit="truth",
          cites=approval_list("技能"),
          question=Text("3年是否须连续、须哪些险种,未见规定:此处累计、任一险种",
                        "whether the years must be unbroken, and of which kinds, was not seen: "
                        "months of any kind are added up"))  # fmt: skip
def three_years_insured(insured: Calendar, insured_months_senior_worker: Count) -> Truth:
    """Thirty-six months of insurance in Shenzhen, in all.

    在深圳参保累计满36个月。
    """
    return insured.count() >= insured_months_senior_worker


@route("高级工", "skill level 3", cites=approval_list("技能"), bounds=EITHER,
       gap="certificates.listed", question=AGE_OPEN)  # fmt: skip
def senior_worker(
    certificates: Rows,
    three_years_insured: Truth,
    completed_years: Count,
    age_senior_worker: Count,
    age_limit_included: Truth,
    reference_day: Moment,
) -> Truth:
    """Skill level 3 in a listed occupation, and three years of insurance here; up to 35.

    高级工,职业在紧缺目录内,在深参保满3年,35周岁以下。
    """
    held = holds_listed(certificates, Certificate.SKILL_3, reference_day)
    young = within_age(completed_years, age_senior_worker, age_limit_included)
    return all_of(held, three_years_insured, young)


# ---- prizes and commendations


@route("技能竞赛获奖、技术能手、市表彰", "contest prizes and commendations",
       cites=approval_list("竞赛和表彰"), bounds=EITHER,
       question=Text("技术能手称号、世界技能竞赛获奖没有单列的事实:按“劳动模范、技能竞赛获奖者”"
                     "认定的不下结论,世界技能竞赛获奖另可按国家级填报;市表彰的范围、“以下”是否含本数"
                     "未见规定",
                     "technical experts and winners of a world contest have no fact of their own: "
                     "who is recognised as a model worker or contest winner is left open, and a prize "
                     "in a world contest may be stated as one in a national contest; which "
                     "commendations of the city are meant, and whether 45 is included, was not seen"))  # fmt: skip
def prize_or_commendation(
    commendations: Rows,
    talents: Rows,
    completed_years: Count,
    age_prize: Count,
    age_limit_included: Truth,
) -> Truth:
    """A prize in a world or national skills contest, technical expert, or commended by Shenzhen; up to 45.

    世界或国家级技能竞赛获奖、技术能手,或受深圳市表彰,45周岁以下。
    """
    rewarded = any_row(
        commendations,
        lambda row: any_of(
            same(row.kind, Commendation.NATIONAL_CONTEST),
            all_of(same(row.kind, Commendation.CITY), in_shenzhen(row)),
        ),
    )
    expert = any_row(talents, lambda row: perhaps(same(row.kind, Talent.CONTEST_OR_MODEL)))
    young = within_age(completed_years, age_prize, age_limit_included)
    return all_of(any_of(rewarded, expert), young)


# ---- who may apply


@eligibility("符合核准条件", "may be approved", cites=(approval_list("核准条件"), migration_rules_2016("人才引进")),
             question=Text("2020年2月前积分满100分(45周岁以下)也可在计划内申请,见“人才引进积分”,此处不含;"
                           "2023年后条件是否有变,未见",
                           "up to February 2020 a hundred talent points (up to 45) also opened an "
                           "application within the plan: see the talent points, not included here; "
                           "whether the list changed after 2023 was not seen"))  # fmt: skip
def eligible(
    insured_now: Truth,
    no_criminal_record: Truth,
    no_banned_organisation: Truth,
    high_level_talent: Truth,
    returnee: Truth,
    bachelor: Truth,
    associate: Truth,
    senior_title: Truth,
    mid_level_title: Truth,
    senior_technician: Truth,
    technician: Truth,
    senior_worker: Truth,
    prize_or_commendation: Truth,
) -> Truth:
    """What all routes ask for, and one of the routes.

    符合基本条件,并符合任一条核准途径。
    """
    any_route = any_of(
        high_level_talent,
        returnee,
        bachelor,
        associate,
        senior_title,
        mid_level_title,
        senior_technician,
        technician,
        senior_worker,
        prize_or_commendation,
    )
    return all_of(insured_now, no_criminal_record, no_banned_organisation, any_route)


def holds_listed(certificates: Rows, level: Certificate, reference_day: Moment) -> Truth:
    """Whether somebody has a skill certificate of a level in a listed occupation by a day.

    某日前是否已取得某一等级、职业在紧缺目录内的技能证书;未说明取得年月的不下结论。
    """
    month = month_of(reference_day)
    return any_row(
        certificates,
        lambda row: all_of(same(row.kind, level), obtained_by(row, month), told(row.listed)),
    )


rulebook = Rulebook.of(
    rules_in(talent_routes_2016, globals()),
    scheme="shenzhen-talent",
    version="2016",
    title=Text("深圳市人才引进(核准类)", "Shenzhen approval as talent"),
    parameters=load_parameters(HERE / "talent_2016.toml", documents),
    facts=catalogue(),
    cycles=(2016, 2026),
    reference_day=day_asked,
)

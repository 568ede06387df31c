"""Settlement of introduced talent (穗府办规〔2020〕10号): article 5's routes, all year round, no points.

The city's page says that the measures ended on 4 July 2025; a guide of May 2026 shows the same ladder
of degrees and ages still used, so later values of these are inferred, others unverified. Routes (六)
to (十) are places that departments and key employers hand out; here they are one route.
"""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import year_in_last, years_between
from luohu.law.parameters import load_parameters
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    after,
    agreed,
    all_of,
    among,
    any_of,
    by_kind,
    how_many,
    opposite,
    perhaps,
    same,
    told,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import condition, eligibility, quantity, route, rules_in
from luohu.law.sources import Text
from luohu.people.facts import Certificate, City, Penalty, Shortage, Talent, catalogue
from luohu.people.rows import Rows
from luohu.schemes.guangzhou import degrees_and_titles, insurance_and_work
from luohu.schemes.guangzhou.documents import (
    HERE,
    documents,
    talent_2020,
    talent_details_2022,
    talent_guide_2026,
)
from luohu.schemes.guangzhou.insurance_and_work import in_guangzhou
from luohu.schemes.scheme import day_asked

QUALIFICATIONS = frozenset(
    {Certificate.LISTED_QUALIFICATION, Certificate.ACCOUNTANT, Certificate.LAWYER}
)
CHOSEN_BY_OTHERS = frozenset({Talent.STARTUP, Talent.KEY_EMPLOYER, Talent.OUTSTANDING})
SHORT_TRADES = frozenset({Shortage.GENERAL, Shortage.SHORT, Shortage.VERY_SHORT})
HALF_A_YEAR = Text("参保满半年按哪些险种、是否须连续,未见规定,实施细则第十四条只说补缴不算连续:"
                   "只有累计够、没有一段连续够的,或五险不一致的,不下结论",
                   "which kinds must be insured for half a year, and whether without a break, is not "
                   "said; article 14 of the implementing rules only says that paying late breaks it: "
                   "where the months are enough only added up, or the kinds differ, this stays open")  # fmt: skip


@quantity("计算日", "day up to which everything is counted", unit="day",
          cites=(talent_2020("第五条"), talent_guide_2026("基础条件2")))  # fmt: skip
def cutoff_day(reference_day: Moment) -> Moment:
    """The day of applying.

    申报当日。
    """
    return reference_day


@quantity("周岁", "completed years of age", unit="age", cites=(talent_2020("第五条"), talent_guide_2026("基础条件2")),
          premises=(Text("审核通过时已超龄的,以提交当日的年龄为准",
                         "whoever grows too old during the check keeps the age of the day of "
                         "submitting"),),
          question=Text("生日当天是否算满周岁,未见规定:此处算满",
                        "whether a year is complete on the birthday itself: here it is"))  # fmt: skip
def completed_years(born: Moment, cutoff_day: Moment) -> Count:
    """Completed years on the day of applying.

    截至申报当日的周岁数。
    """
    return years_between(born, cutoff_day)


# ---- coming to work, and insured


@condition("来本市就业或创业", "works or runs a business in Guangzhou",
           cites=(talent_2020("第五条、第十四条"), talent_guide_2026("基础条件1")),
           premises=(Text("与本市用人单位签订劳动合同或入编;创业的在所办企业参保并持股",
                          "there is a labour contract or an established post; a founder is insured "
                          "in the own company and holds shares of it"),))  # fmt: skip
def works_here(working: Calendar, cutoff_month: Moment) -> Truth:
    """At work in Guangzhou, or in a business of one's own, when applying.

    申报时在本市就业或创业。
    """
    return working.last(1, cutoff_month).count() > 0


@condition("在穗参加社会保险", "insured in Guangzhou",
           cites=(talent_2020("第十四条"), talent_details_2022("第十四条"), talent_guide_2026("基础条件3")),
           gap="insurance.kind",
           premises=(Text("由真正用人的单位缴费,劳务派遣另算",
                          "whoever the applicant works for pays it; agency workers are an exception"),
                     Text("办理入编手续或应届毕业生凭就业协议的可不同",
                          "it is otherwise for established posts and new graduates with an "
                          "employment agreement")),
           question=Text("“正常在缴”按哪个月、哪些险种,未见规定:按申报当月,五险不一致时不下结论",
                         "which month and which kinds must be paid: here the month of applying, and "
                         "where the five kinds differ this stays open"))  # fmt: skip
def insured_now(insured: ByKind[Calendar], cutoff_month: Moment) -> Truth:
    """Insurance is being paid in Guangzhou when applying; paid late does not count.

    申报时在本市正常缴纳社会保险。
    """
    paying = by_kind(lambda months: months.last(1, cutoff_month).count() > 0, insured)
    return agreed(paying.values())


# ---- registered elsewhere, and not barred


@condition("户籍不在广州", "not registered in Guangzhou", cites=talent_2020("第五条、第十四条"),
           premises=(Text("学校集体户不算广州户籍,填作原户籍所在城市",
                          "a student's collective household in Guangzhou does not count as one of the "
                          "city: the city before it is stated"),))  # fmt: skip
def household_elsewhere(household_city: Count) -> Truth:
    """Whoever is already registered in Guangzhou has nothing to move.

    户口还没有落在广州。
    """
    return opposite(same(household_city, City.GUANGZHOU))


@condition("不在虚假材料禁止申请期内", "not barred for false material", cites=talent_2020("第十一条"),
           bounds=(False, True), gap="penalties.year",
           question=Text("只填了查实年度而未列入处罚记录的,不知是否在广州;五年前当年的记录可能已满五年:都不下结论",
                         "where only the year it was found is stated, not the record, it may have been "
                         "elsewhere, and a record of the year in which the five years begin may lie "
                         "before them: both are open"))  # fmt: skip
def not_barred(false_material: Count, penalties: Rows, years_barred: int, cutoff_day: int) -> Truth:
    """No application in Guangzhou was found forged in the five years before applying.

    申报前5年内没有在广州被查实作假。
    """
    forged = (
        all_of(
            same(row.kind, Penalty.FORGED_APPLICATION),
            in_guangzhou(row),
            year_in_last(row.year, years_barred, cutoff_day),
        )
        for row in penalties
    )
    somewhere = perhaps(year_in_last(false_material, years_barred, cutoff_day))
    return opposite(any_of(how_many(forged) > 0, somewhere))


# ---- (一) recognised talent


def recognised(talents: Rows, kind: Talent) -> Truth:
    """Whether somebody is recognised by Guangzhou as one kind of talent."""
    return how_many(all_of(same(row.kind, kind), in_guangzhou(row)) for row in talents) > 0


@route("国家级、省级人才", "national or provincial talent", cites=talent_2020("第五条(一)1—3"),
       bounds=(False, True),
       premises=(Text("省级人才工程入选者也填作此类", "those chosen by provincial talent programmes are "
                      "stated as this kind"),))  # fmt: skip
def national_talent(talents: Rows, recognition_accepted: Truth) -> Truth:
    """Academicians and talent of national or provincial programmes, of any age.

    院士及国家、省级人才工程入选者等,年龄不限。
    """
    return all_of(recognised(talents, Talent.ACADEMICIAN), recognition_accepted)


@route("省市认定的高层次人才", "recognised high-level talent", cites=talent_2020("第五条(一)4"),
       bounds=(False, True))  # fmt: skip
def high_level_talent(talents: Rows, completed_years: Count, high_level_age: Count) -> Truth:
    """Experts and high-level or highly skilled talent recognised by province or city, up to 50.

    省、市认定的高层次、高技能人才,50周岁以下。
    """
    return all_of(recognised(talents, Talent.HIGH_LEVEL), completed_years <= high_level_age)


@route("劳动模范、竞赛获奖者", "model workers and contest winners", cites=talent_2020("第五条(一)5"),
       bounds=(False, True),
       premises=(Text("称号或名次于上年度或当年度获得", "the title or prize is of this year or the last"),))  # fmt: skip
def model_or_contest(talents: Rows, completed_years: Count, model_age: Count) -> Truth:
    """Model workers, provincial technical experts and winners of city contests, up to 45.

    劳动模范、省技术能手、市级技能竞赛优胜者,45周岁以下。
    """
    return all_of(recognised(talents, Talent.CONTEST_OR_MODEL), completed_years <= model_age)


# ---- (二) to (四) degrees and titles: what is held stands in `degrees_and_titles`


@route("博士或高级职称", "doctorate or senior title", cites=(talent_2020("第五条(二)"), talent_guide_2026("一")))  # fmt: skip
def doctor_or_senior(
    has_doctorate: Truth, has_senior_title: Truth, completed_years: Count, doctor_age: Count
) -> Truth:
    """A doctorate or a senior title, up to 50.

    博士学历学位或高级职称,50周岁以下。
    """
    return all_of(any_of(has_doctorate, has_senior_title), completed_years <= doctor_age)


@route("硕士", "master's", cites=(talent_2020("第五条(三)"), talent_guide_2026("一")))
def master(has_masters: Truth, completed_years: Count, master_age: Count) -> Truth:
    """A master's diploma or degree, up to 45.

    硕士学历或学位,45周岁以下。
    """
    return all_of(has_masters, completed_years <= master_age)


@route("本科或中级职称", "bachelor's or mid-level title", cites=(talent_2020("第五条(四)"), talent_guide_2026("一")))  # fmt: skip
def bachelor_or_mid(
    has_bachelors: Truth, has_mid_title: Truth, completed_years: Count, bachelor_age: Count
) -> Truth:
    """A full-time bachelor's with degree, one from abroad, or a mid-level title, up to 40.

    境内全日制本科带学位、境外学士或中级职称,不超过40周岁。
    """
    return all_of(any_of(has_bachelors, has_mid_title), completed_years <= bachelor_age)


# ---- (五) technical and skilled talent


def young_for(
    row: Any, years: Count, qualified: Count, top: Count, second: Count, third: Count
) -> Truth:
    """Whether somebody is young enough for the kind of a certificate."""
    return any_of(
        all_of(among(row.kind, QUALIFICATIONS), years <= qualified),
        all_of(same(row.kind, Certificate.SKILL_1), years <= top),
        all_of(same(row.kind, Certificate.SKILL_2), years <= second),
        all_of(same(row.kind, Certificate.SKILL_3), years <= third),
    )


def insured_long_enough(insured: ByKind[Calendar], months_required: Count) -> Truth:
    """Whether months are enough in one unbroken run; open where only their sum is, or some kinds."""

    def enough(months: Calendar) -> Truth:
        added_up, unbroken = months.count(), months.longest_run()
        return agreed((added_up >= months_required, unbroken >= months_required))

    return agreed(by_kind(enough, insured).values())


def insured_since(insured: ByKind[Calendar], month: Moment, months_required: Count) -> Truth:
    """Whether enough months are insured after a month; open while that month is not stated."""
    later = by_kind(lambda months: after(months, month), insured)
    met = insured_long_enough(later, months_required)
    return any_of(all_of(same(month, 0), perhaps(met)), all_of(month > 0, met))  # type: ignore[operator]


@route("目录内专业资格、技能人才", "listed qualifications and skills",
       cites=(talent_2020("第五条(五)"), talent_details_2022("第十四条")),
       bounds=(False, True), gap="certificates.listed", question=HALF_A_YEAR)  # fmt: skip
def skilled(
    certificates: Rows,
    insured: ByKind[Calendar],
    completed_years: Count,
    insured_months_required: Count,
    qualified_age: Count,
    skill_1_age: Count,
    skill_2_age: Count,
    skill_3_age: Count,
) -> Truth:
    """A listed trade with its certificate, insured here for half a year since: up to 35, 40 or 45.

    从事目录内职业、取证后在穗参保满半年:专业资格和技师40、高级技师45、高级工35周岁以下。
    """
    ages = qualified_age, skill_1_age, skill_2_age, skill_3_age
    return (
        how_many(
            all_of(
                young_for(row, completed_years, *ages),
                told(row.listed),
                told(row.matches_post),
                insured_since(insured, row.obtained, insured_months_required),
            )
            for row in certificates
        )
        > 0
    )


@route("行业紧缺工种", "a trade in short supply",
       cites=(talent_2020("第五条(五)"), talent_details_2022("第十四条")), bounds=(False, True),
       gap="jobs.shortage", question=HALF_A_YEAR,
       premises=(Text("工种在引进技能人才的目录里,并经主管部门或行业组织认定",
                      "the trade is in the catalogue for introduced skills, and the department or "
                      "association in charge recognised it"),
                 Text("参保的半年在认定之后", "the half year of insurance came after that")))  # fmt: skip
def short_trade(
    jobs: Rows,
    insured: ByKind[Calendar],
    completed_years: Count,
    insured_months_required: Count,
    short_trade_age: Count,
    cutoff_month: Moment,
) -> Truth:
    """Works now in a trade that local industry lacks; half a year insured here, up to 40.

    现在做的工种是本地产业所缺,在穗参保满半年,不超过40周岁。
    """
    now = how_many(
        all_of(
            row.kind > 0,
            any_of(among(row.shortage, SHORT_TRADES), perhaps(same(row.shortage, 0))),
            row.first <= cutoff_month,
            row.last >= cutoff_month,
            in_guangzhou(row),
        )
        for row in jobs
    )
    long_enough = insured_long_enough(insured, insured_months_required)
    return all_of(now > 0, completed_years <= short_trade_age, long_enough)


# ---- (六) to (十) chosen by departments and key employers


@route("市场化评价、项目和重点单位引进", "chosen by the market, a project or a key employer",
       cites=(talent_2020("第五条(六)—(十)"), talent_details_2022("第十五条、第十六条")), bounds=(False, True),
       premises=(Text("已列入当年总量控制类指标", "a place of the year's quota was given"),))  # fmt: skip
def chosen_by_others(talents: Rows, recognition_accepted: Truth) -> Truth:
    """Founders recognised by the market, and people whom key employers or projects bring in, by quota.

    经认定的创新创业人才,以及重点单位、项目等引进的人员,受年度指标控制。
    """
    rows = (all_of(among(row.kind, CHOSEN_BY_OTHERS), in_guangzhou(row)) for row in talents)
    return all_of(how_many(rows) > 0, recognition_accepted)


@eligibility("可以申请引进人才入户", "may apply as introduced talent", cites=talent_2020("第五条"),
             question=Text("2025年7月4日失效后的新规未见;2026年5月的指南沿用学历、年龄阶梯",
                           "what replaced the measures after 4 July 2025 was not seen; a guide of May "
                           "2026 goes by the same ladder of degrees and ages"))  # fmt: skip
def eligible(
    works_here: Truth,
    insured_now: Truth,
    household_elsewhere: Truth,
    not_barred: Truth,
    national_talent: Truth,
    high_level_talent: Truth,
    model_or_contest: Truth,
    doctor_or_senior: Truth,
    master: Truth,
    bachelor_or_mid: Truth,
    skilled: Truth,
    short_trade: Truth,
    chosen_by_others: Truth,
) -> Truth:
    """One of the routes of article 5, for somebody who works and is insured here, and may apply.

    符合第五条任一情形,在本市就业或创业并参保,户籍在外地,且不在禁止申请期内。
    """
    recognised_as = any_of(national_talent, high_level_talent, model_or_contest, chosen_by_others)
    learned = any_of(doctor_or_senior, master, bachelor_or_mid, skilled, short_trade)
    may_apply = all_of(works_here, insured_now, household_elsewhere, not_barred)
    return all_of(may_apply, any_of(recognised_as, learned))


rulebook = Rulebook.of(
    rules_in(insurance_and_work, degrees_and_titles, globals()),
    scheme="guangzhou-talent",
    version="2020",
    title=Text("广州市引进人才入户(2020年起)", "Guangzhou settlement of talent (since 2020)"),
    parameters=load_parameters(HERE / "talent_2020.toml", documents),
    facts=catalogue(),
    cycles=(2020, 2026),
    reference_day=day_asked,
)

"""Base indicators of the measures of 2017: age, education or title, years of insurance."""

from __future__ import annotations

from typing import Any

from luohu.law.accrual import Series
from luohu.law.elapsed import unbroken
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_least,
    at_most,
    either,
    full_years,
    most,
    perhaps,
    same,
    told,
    up_to,
)
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Grid, Levels
from luohu.people.calendars import any_months, obtained_by
from luohu.people.facts import Certificate, Degree, Diploma
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import in_shanghai, of_an_employee, undisputed
from luohu.schemes.shanghai.documents import (
    indicator_lists,
    measures_2017,
    peer_calculators,
    qualification_list,
    replies,
)
from luohu.schemes.shanghai.wages import enough, months_reaching, wages_in_use

# ---- age


@indicator(
    "年龄", "age", cites=(measures_2017("基础指标 年龄"), replies("年龄"), indicator_lists("年龄"))
)
def age(
    completed_years: Count,
    youngest: Count,
    oldest: Count,
    age_band_from: Count,
    age_band_points: Points,
    points_per_year_younger: Points,
    age_limit: Points,
) -> Points:
    """Five points from 56 to 60, two more for each year younger, at most 30.

    56至60周岁5分,从56岁起每小一岁多2分,最高30分;不满18、超过60周岁不得分。
    """
    younger = at_least(age_band_from - completed_years, 0)
    points = at_most(age_band_points + younger * points_per_year_younger, age_limit)
    of_age = all_of(completed_years >= youngest, completed_years <= oldest)
    return either(of_age, points, 0)


# ---- education or title, whichever gives more (article 11)


@quantity("教育背景", "education", unit="points",
          cites=(measures_2017("基础指标 教育背景"), measures_2017("第十条"), indicator_lists("教育背景")),
          bounds=(0, "education_levels"), gap="education.degree",
          premises=(Text("学历学位为国家教育行政部门所承认", "the education authority recognises them"),
                    Text("非全日制学历与工作、参保经历相符(实务上须在沪或在原籍就读)",
                         "study beside work fits the record of work and insurance (in practice: in "
                         "Shanghai or the home province)")),
          question=Text("硕士、博士只有一证的按低一档计只凭记忆,国(境)外只有学位的按何档未见规定:不下结论",
                        "one certificate alone of a master's or doctorate counts a level lower by "
                        "memory only, and what a foreign degree alone counts is not said: left open"))  # fmt: skip
def education(
    qualifications: Rows,
    education_levels: Levels,
    one_certificate_levels: Levels,
    foreign_degree_levels: Levels,
    application_month: Moment,
) -> Points:
    """The highest level counts: 50, 60, 90, 100 or 110 points.

    只计最高一档:大专50,本科60,本科加学士90,硕士100,博士110。
    """
    whole = education_levels.grid(Diploma, Degree)
    alone = one_certificate_levels.grid(Diploma, Degree)
    foreign = foreign_degree_levels.grid(Diploma, Degree)

    def level(row: Any) -> Points:
        abroad: Points = either(row.abroad, foreign.at(row.diploma, row.degree), 0)
        sure = whole.at(row.diploma, row.degree)
        perhaps_more = up_to(at_least(alone.at(row.diploma, row.degree), abroad))
        return either(row.graduated <= application_month, at_least(sure, perhaps_more), 0)

    return most(level(row) for row in qualifications)


@calendar("缴费基数达到社平的月份", "months at the average wage", cites=(replies("职称"), indicator_lists("职称")),
          bounds=any_months("application_month"), gap="insurance.base",
          question=Text("补缴、不对应的月份是否算入近1年的6个月未见规定:不下结论;"
                        "2023年7月以来所用的平均工资未定",
                        "whether months made up or at odds count among the six is not said: left open; "
                        "the wage used since July 2023 is unsettled"))  # fmt: skip
def months_at_wage(
    insurance: Rows,
    wage_multiple_for_title: int,
    average_wage: Series,
    later_wage: Count,
    newest_wage: Count,
    later_wage_from: int,
    newest_wage_from: int,
    title_window: int,
    application_month: int,
) -> Calendar:
    """The months of the last year whose base is not below the average wage.

    最近一年内缴费基数不低于上年度职工社会平均工资的月份。
    """
    later, newest = (later_wage_from, later_wage), (newest_wage_from, newest_wage)
    since = application_month - title_window
    wages = wages_in_use(average_wage, later, newest, since, application_month)

    def counts(row: Any) -> Truth:
        return all_of(of_an_employee(row), any_of(undisputed(row), perhaps(row.kind > 0)))

    return months_reaching(insurance, counts, wage_multiple_for_title, wages)


@quantity("申报100、140分档的缴费条件", "the base that the levels of 100 and 140 ask for", unit="truth",
          cites=(replies("职称"), indicator_lists("职称")),
          question=Text("近1年是否含申请当月未见规定:有差别的不下结论",
                        "whether the last year includes the month of applying is not said: open "
                        "where it matters"))  # fmt: skip
def title_gate(
    months_at_wage: Calendar,
    title_window: Count,
    title_months_required: Count,
    application_month: Moment,
) -> Truth:
    """Six months at least of the last twelve with a base of the average wage or more.

    最近1年内至少6个月的缴费基数不低于上年度社会平均工资。
    """
    return enough(months_at_wage, title_months_required, title_window, application_month)


@quantity("专业技术职称和技能等级", "title or skill level", unit="points",
          cites=(measures_2017("基础指标 专业技术职称和技能等级"), indicator_lists("职称"),
                 qualification_list("目录")),
          bounds=(0, "title_levels"), gap="certificates.matches_post",
          premises=(Text("须注册的已在有效期内注册", "where registration is required it is in force"),
                    Text("目录内职业资格可聘中级", "a listed qualification is one of the middle level")),
          question=Text("注册会计师记100分只凭记忆;执业律师是否在目录未见:不下结论;"
                        "一种测算程序另要求大专以上,其他来源未见,不采",
                        "that an accountant counts 100 is from memory; whether lawyers are on the list "
                        "was not seen: open; one calculator also asks for an associate's diploma, "
                        "which no other source does: not taken"))  # fmt: skip
def title(
    certificates: Rows,
    title_levels: Levels,
    accountant_points: Points,
    lawyer_points: Points,
    gated_points: Points,
    title_gate: Truth,
    application_month: Moment,
) -> Points:
    """The best certificate that was gained while working in Shanghai and matches the post.

    取最高一档:技能五级15、四级30、三级60,中级职称或技师100,高级职称或高级技师140;须在沪工作期间取得并与岗位一致。
    """
    grid = title_levels.grid(Certificate)

    def gives(row: Any) -> Points:
        level = certificate_points(row, grid, accountant_points, lawyer_points)
        held = all_of(row.kind > 0, obtained_by(row, application_month), in_shanghai(row))
        counted = either(title_gate, level, below_the_gate(level, gated_points))
        return either(all_of(held, told(row.matches_post)), counted, 0)

    return most(gives(row) for row in certificates)


def below_the_gate(level: Points, gated: Any) -> Points:
    """What a level counts where the base is not reached: nothing if one is asked for."""
    highest: Points = gated - 1
    return either(level < gated, at_most(level, highest), 0)


def certificate_points(row: Any, grid: Grid, accountant: Points, lawyer: Points) -> Points:
    """The level of a certificate in the table, before anything else is asked."""
    listed = grid.at(row.kind)
    of_lawyers = either(same(row.kind, Certificate.LAWYER), lawyer, listed)
    return either(same(row.kind, Certificate.ACCOUNTANT), accountant, of_lawyers)


@indicator("教育背景或专业技术职称(择一)", "education or title, whichever is chosen",
           cites=(measures_2017("第十一条"), measures_2017("第十条")))  # fmt: skip
def education_or_title(education: Points, title: Points) -> Points:
    """One of the two counts: the higher.

    教育背景与专业技术职称只能择一积分,取高。
    """
    return at_least(education, title)


# ---- years of insurance


@quantity("计年限的月数", "months that count as years insured",
          cites=(indicator_lists("基础指标 社保年限"), peer_calculators("社保年限")),
          question=Text("中断后是否重新计算:有来源称重算,有来源称累计",
                        "whether a break starts the count anew: some sources say so, others add up"))  # fmt: skip
def insured_months(insured: Calendar, break_restarts: Truth, application_month: Moment) -> Count:
    """All months insured, or those since the last break.

    累计缴费月数;中断后是否重新计算尚无定论,有中断的取两种读法。
    """
    last_month: Moment = application_month - 1
    since_break = most((unbroken(insured, application_month), unbroken(insured, last_month)))
    return either(break_restarts, since_break, insured.count())


@indicator("在本市工作及缴纳职工社保年限", "years of work and insurance",
           cites=(measures_2017("基础指标 社保年限"), indicator_lists("社保年限")))  # fmt: skip
def insurance_years(insured_months: Count, points_per_insured_year: Points) -> Points:
    """Three points for each full year, without limit.

    每满一年3分,无上限,可与缴费基数加分相加。
    """
    return full_years(insured_months) * points_per_insured_year

"""The bonus indicators of the annex: education, innovation, trades, service, tax, honours."""

from __future__ import annotations

from luohu.law.elapsed import years_before
from luohu.law.points import UNBOUNDED, per_head, shared_out
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    at_most,
    either,
    full_years,
    how_many,
    most,
    opposite,
    same,
    told,
)
from luohu.law.quantities import total as sum_of
from luohu.law.ranges import Range
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps
from luohu.people.calendars import any_months, obtained_by
from luohu.people.facts import (
    Certificate,
    Commendation,
    Degree,
    Diploma,
    Job,
    Patent,
)
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import answers_2025, measures
from luohu.schemes.guangzhou.insurance_and_work import in_guangzhou

# ---- 1. education


@indicator("文化程度", "education", cites=measures("附件 加分指标1"), bounds=(0, "education_points"),
           question=Text("只有学位没有学历的、技工院校毕业的如何对应,未见规定:此处只看学历",
                         "how a degree without a diploma or a technician college counts: here only "
                         "diplomas do"))  # fmt: skip
def education(qualifications: Rows, education_points: Levels, cutoff_month: Moment) -> Points:
    """The highest diploma alone: 30 from bachelor on, 20 for associate, 10 for senior secondary.

    只取最高学历:本科及以上30分,专科20分,高中10分。
    """
    grid = education_points.grid(Diploma, Degree)
    return most(
        either(row.graduated <= cutoff_month, grid.at(row.diploma, row.degree), 0)
        for row in qualifications
    )


# ---- 2. innovation


@indicator("发明专利", "invention patents", cites=(*measures("附件 加分指标2(1)"), answers_2025("第10问")),
           bounds=(0, "patent_limit"),
           premises=(Text("专利仍然有效", "the patents are still valid"),))  # fmt: skip
def invention(
    patents: Rows,
    points_per_patent: Points,
    patent_limit: Points,
    cutoff_day: Moment,
    years_looked_back: int,
) -> Points:
    """Twenty points a patent of the last five years, shared among its inventors; at most forty.

    近5年授权、地址在广州的发明专利,每项20分按发明人数平分,最高40分;变更过的不计。
    """
    since = years_before(cutoff_day, years_looked_back)
    shares = sum_of(
        either(
            all_of(
                same(row.kind, Patent.INVENTION),
                row.granted >= since,
                row.granted <= cutoff_day,
                opposite(row.changed),
                in_guangzhou(row),
            ),
            per_head(points_per_patent, row.inventors),
            0,
        )
        for row in patents
    )
    return at_most(shared_out(shares), patent_limit)


@calendar(
    "研发工作月",
    "months in research",
    cites=measures("附件 加分指标2(2)"),
    bounds=any_months("cutoff_month"),
)
def researching(jobs: Rows, cutoff_month: Moment) -> Calendar:
    """The months in research for a high-tech company or new research institute of Guangzhou.

    在广州高新技术企业、新型研发机构从事技术创新和研发的月份。
    """
    return jobs.months(lambda row: (row.kind == Job.RESEARCH) & in_guangzhou(row), cutoff_month)


@indicator("研发工作", "research work", cites=measures("附件 加分指标2(2)"))
def research(
    researching: Calendar, points_per_research_year: Points, research_limit: Points
) -> Points:
    """Two points for each full year of research, at most ten; beside the points for patents.

    从事研发每满一年计2分,最高10分,可与专利相加。
    """
    return at_most(full_years(researching.count()) * points_per_research_year, research_limit)


# ---- 3. trades in demand, hard trades


@quantity("列入当年急需目录", "on the year's list of trades in demand", unit="truth",
          cites=measures("附件 加分指标3(1)"), bounds=(False, True), gap="certificates.listed",
          question=Text("各年度目录未收录,以申请人填写为准", "the yearly lists are not encoded: what is stated "
                        "counts"))  # fmt: skip
def in_demand(certificates: Rows, cutoff_month: Moment) -> Truth:
    """A trade, qualification or skill level on the year's list, obtained by the last month.

    截止月前取得的工种、职业资格或技能等级列入当年急需目录。
    """
    return (
        how_many(
            all_of(
                row.kind >= Certificate.SKILL_5,
                told(row.listed),
                obtained_by(row, cutoff_month),
            )
            for row in certificates
        )
        > 0
    )


@indicator("急需工种或职业资格", "trade in demand", cites=measures("附件 加分指标3(1)"))
def trade_in_demand(in_demand: Truth, points_in_demand: Points) -> Points:
    """Ten points, once.

    列入当年急需目录的计10分,不累计。
    """
    return either(in_demand, points_in_demand, 0)


@calendar("艰苦行业一线工作月", "months on the front line of a hard trade",
          cites=measures("附件 加分指标3(2)"), bounds=any_months("cutoff_month"))  # fmt: skip
def on_front_line(jobs: Rows, cutoff_month: Moment) -> Calendar:
    """The months on the front line of a special-skill or hard trade in Guangzhou.

    在广州从事特殊技能、特殊艰苦行业一线工作的月份。
    """
    return jobs.months(lambda row: (row.kind == Job.HARD_TRADE) & in_guangzhou(row), cutoff_month)


@indicator("特殊技能、艰苦行业一线", "front line of a hard trade", cites=measures("附件 加分指标3(2)"),
           question=Text("年限是否须连续,未见规定:此处累计", "whether years must be continuous: here they add up"))  # fmt: skip
def hard_trade(
    on_front_line: Calendar,
    cutoff_month: Moment,
    front_line_points: Points,
    points_per_front_line_year: Points,
    front_line_years_limit: Points,
) -> Points:
    """Ten points for whoever works there now, five more for each full year, of these at most twenty.

    现正从事的计10分,每满一年再加5分,加的部分最高20分。
    """
    added = at_most(
        full_years(on_front_line.count()) * points_per_front_line_year, front_line_years_limit
    )
    now = on_front_line.last(1, cutoff_month).count() > 0
    return either(now, front_line_points + added, 0)


# ---- 4. service to society


@quantity("近5年献血次数", "donations of blood in the last five years", unit="times",
          cites=(*measures("附件 加分指标4(1)"), answers_2025("第10问")), bounds=(0, UNBOUNDED),
          question=Text("是否限在广州献血,未见规定:此处不限", "whether only blood given in Guangzhou counts: "
                        "here all does"))  # fmt: skip
def donations(blood_donations: Rows, cutoff_day: Moment, years_looked_back: int) -> Count:
    """Donations within the five years up to the cut-off day.

    截止日前5年内的献血次数。
    """
    since = years_before(cutoff_day, years_looked_back)
    return how_many(all_of(row.day >= since, row.day <= cutoff_day) for row in blood_donations)


@indicator("献血", "blood donation", cites=measures("附件 加分指标4(1)"))
def blood(donations: Count, points_per_donation: Points, blood_limit: Points) -> Points:
    """Two points for each donation of the last five years, at most ten.

    近5年内每次献血计2分,最高10分。
    """
    return at_most(donations * points_per_donation, blood_limit)


def any_hours_by_year(years_looked_back: int) -> ByKind[Range]:
    """All that the hours of each year may be when their list is unknown."""
    return dict.fromkeys(range(years_looked_back), Range(0, UNBOUNDED))


@quantity("近5年各年志愿服务时数", "hours of voluntary service, year by year", unit="hours",
          cites=(*measures("附件 加分指标4(2)"), answers_2025("第10问")), bounds=any_hours_by_year,
          question=Text("“1年内”按自然年还是自截止日往前推算、是否限在广州,未见规定:此处往前推算,不限地点",
                        "whether a year is a natural one or counted back from the cut-off day: here "
                        "counted back; and whether only service in Guangzhou counts: here all does"))  # fmt: skip
def service_hours(volunteering: Rows, cutoff_day: Moment, years_looked_back: int) -> ByKind[Count]:
    """The hours of each of the five years that end with the cut-off day, the last year first.

    自截止日往前推算的5年内,每一年的志愿服务时数。
    """
    oldest = years_looked_back - 1
    rows = [(at_most((cutoff_day - row.day) // 10000, oldest), row) for row in volunteering]
    since = years_before(cutoff_day, years_looked_back)
    return {
        year: sum_of(
            either(all_of(same(ago, year), row.day >= since, row.day <= cutoff_day), row.hours, 0)
            for ago, row in rows
        )
        for year in range(years_looked_back)
    }


@indicator("志愿服务", "voluntary service", cites=measures("附件 加分指标4(2)"))
def voluntary_service(
    service_hours: ByKind[Count], points_by_hours: Steps, service_limit: Points
) -> Points:
    """Two points for a year with fifty hours, no more for more hours; at most ten.

    每满50小时计2分,一年内不超过2分,最高10分。
    """
    points = sum_of(points_by_hours.at(hours) for hours in service_hours.values())
    return at_most(points, service_limit)


# ---- 5. tax


def any_tax_by_year(cycle: int, tax_years_counted: int) -> ByKind[Range]:
    """All that the tax of each year may be when its list is unknown."""
    return dict.fromkeys(range(cycle - tax_years_counted, cycle), Range(0, UNBOUNDED))


@quantity("近3个纳税年度在穗缴纳个税", "income tax in Guangzhou, year by year", unit="yuan",
          cites=(*measures("附件 加分指标5(1)"), answers_2025("第10问")), bounds=any_tax_by_year)  # fmt: skip
def tax_by_year(taxes: Rows, cycle: int, tax_years_counted: int) -> ByKind[Count]:
    """The income tax paid in Guangzhou in each of the three calendar years before.

    此前3个纳税年度(自然年)各年在广州缴纳的个人所得税。
    """
    rows = [(row.year, either(in_guangzhou(row), row.paid, 0)) for row in taxes]
    return {
        year: sum_of(either(same(of, year), paid, 0) for of, paid in rows)
        for year in range(cycle - tax_years_counted, cycle)
    }


@indicator("个人所得税累计", "income tax altogether", cites=measures("附件 加分指标5(1)"))
def income_tax(tax_by_year: ByKind[Count], income_tax_points: Steps) -> Points:
    """The bracket of the three years' sum: from 10,000 yuan 4, from 30,000 8, from 60,000 12.

    3个纳税年度累计1万元起4分,3万元起8分,6万元起12分。
    """
    return income_tax_points.at(sum_of(tax_by_year.values()))


@indicator("连续3年申报缴税", "taxed in each year", cites=measures("附件 加分指标5(1)"),
           question=Text("申报但应纳税额为零的年度是否算申报缴纳,未见规定:此处不算",
                         "whether a year declared with nothing to pay counts: here it does not"))  # fmt: skip
def taxed_each_year(tax_by_year: ByKind[Count], points_taxed_each_year: Points) -> Points:
    """Four points if tax on comprehensive or business income was paid in each of the three years.

    连续3个纳税年度每年均申报缴纳综合所得或经营所得个税的计4分。
    """
    paid = all_of(*(tax > 0 for tax in tax_by_year.values()))
    return either(paid, points_taxed_each_year, 0)


@quantity("上一纳税年度已办汇算清缴", "last year's annual settlement made", unit="truth",
          cites=measures("附件 加分指标5(1)"), bounds=(False, True), gap="tax.settled",
          question=Text("汇算清缴在何地办理是否有要求,未见规定:此处不限",
                        "whether the settlement must be made in Guangzhou is not stated: here it "
                        "need not"))  # fmt: skip
def settled_last_year(taxes: Rows, cycle: int) -> Truth:
    """The annual settlement of the calendar year before was made as required.

    按规定办理了上一纳税年度的汇算清缴。
    """
    return how_many(all_of(same(row.year, cycle - 1), told(row.settled)) for row in taxes) > 0


@indicator("年度汇算清缴", "annual settlement", cites=measures("附件 加分指标5(1)"))
def tax_settlement(settled_last_year: Truth, points_for_settlement: Points) -> Points:
    """Two points for the annual settlement of the last tax year.

    近1个纳税年度按规定办理汇算清缴的计2分。
    """
    return either(settled_last_year, points_for_settlement, 0)


@quantity("所办企业3年在穗纳税", "tax of one's companies in three years", unit="yuan",
          cites=measures("附件 加分指标5(2)"), bounds=(0, UNBOUNDED),
          question=Text("是否按出资比例折算,未见规定:此处按企业纳税全额",
                        "whether the applicant's share of it counts only: here all of it does"))  # fmt: skip
def company_tax_paid(enterprise_tax: Rows, cycle: int, tax_years_counted: int) -> Count:
    """What the companies one founded paid in Guangzhou in the three calendar years before.

    所投资创办的企业此前3个纳税年度在广州纳税的合计。
    """
    paid: Count = sum_of(
        either(
            all_of(row.year >= cycle - tax_years_counted, row.year < cycle, in_guangzhou(row)),
            row.paid,
            0,
        )
        for row in enterprise_tax
    )
    return paid


@indicator("所办企业纳税", "tax of one's companies", cites=measures("附件 加分指标5(2)"))
def company_tax(company_tax_paid: Count, company_tax_points: Steps) -> Points:
    """The bracket of the three years' sum, beside the applicant's own tax.

    累计5万元起4分,10万元起8分,20万元起12分;可与个人部分相加。
    """
    return company_tax_points.at(company_tax_paid)


# ---- 6. honours


@indicator("表彰奖项", "commendations", cites=measures("附件 加分指标6"), bounds=(0, UNBOUNDED),
           question=Text("见义勇为、技能竞赛等未按授予机关填写的奖项,无法对应分值,未计入",
                         "prizes not stated by who gave them, such as bravery or contests, have no "
                         "place in the table and are left out"))  # fmt: skip
def commended(commendations: Rows, commendation_points: Levels) -> Points:
    """What was awarded while working in Guangzhou, by who gave it; different awards add up.

    在广州工作期间获得的奖项和荣誉,按授予机关计分,不同奖项相加。
    """
    grid = commendation_points.grid(Commendation)
    return sum_of(either(in_guangzhou(row), grid.at(row.kind), 0) for row in commendations)


@indicator("军功和军队荣誉", "military honours and merits", cites=measures("附件 加分指标6(5)"),
           bounds=(0, UNBOUNDED))  # fmt: skip
def military(
    commendations: Rows,
    military_honour_points: Points,
    first_merit_points: Levels,
    further_merit_points: Levels,
) -> Points:
    """Honours of the Central Military Commission and merits, wherever gained; later merits give less.

    中央军委荣誉每项30分;一、二、三等功首次20、10、5分,以后每次5、2、1分,不限获得地点。
    """
    kinds = [row.kind for row in commendations]
    points = how_many(same(kind, Commendation.MILITARY_COMMISSION) for kind in kinds)
    earned = points * military_honour_points
    first = first_merit_points.grid(Commendation)
    further = further_merit_points.grid(Commendation)
    for merit in (Commendation.MERIT_FIRST, Commendation.MERIT_SECOND, Commendation.MERIT_THIRD):
        times = how_many(same(kind, merit) for kind in kinds)
        more = (times - 1) * further.at(merit)
        earned = earned + either(times > 0, first.at(merit) + more, 0)
    return earned

"""Beijing's points-based settlement since 2020 (京政办发〔2020〕9号): article 5 (四) to (九), the total.

(一) and (二) stand in `basic_indicators_2020`, (三) in `education_2020`, article 4 in `conditions`.
"""

from __future__ import annotations

from luohu.law.days import Day
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    among,
    any_of,
    at_least,
    at_most,
    either,
    full_years,
    how_many,
    most,
    opposite,
    remainder,
    same,
)
from luohu.law.quantities import (
    total as sum_of,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import consequence, indicator, quantity, requirement, rules_in, total_score
from luohu.law.sources import Text
from luohu.law.steps import Steps
from luohu.people.facts import Award, catalogue
from luohu.people.rows import Rows
from luohu.schemes.beijing import (
    basic_indicators_2020,
    calendars,
    conditions,
    education_2020,
    retirement,
)
from luohu.schemes.beijing.calendars import in_beijing, paid_in_beijing
from luohu.schemes.beijing.documents import (
    HERE,
    award_lists,
    documents,
    handbook_2023,
    measures_2016,
    measures_2020,
    notice_2022,
    replies,
    tool,
)
from luohu.schemes.national.retirement import rise

# ---- (四) area of work and dwelling


@quantity("2018年以来城六区外居住月", "months living outside since 2018", unit="calendar",
          cites=measures_2020("第五条(四)"))  # fmt: skip
def lived_outside(owned_outside: Calendar, area_from: Moment, cutoff_month: Moment) -> Calendar:
    """Months since 2018 in an own home outside the six districts.

    2018年1月以来在城六区外自有住所居住的月份。
    """
    return owned_outside.between(area_from, cutoff_month)


@quantity("城六区外居住且工作的月数", "months living and working outside the six districts",
          cites=(measures_2020("第五条(四)"), handbook_2023("职住区域")))  # fmt: skip
def months_home_and_work(lived_outside: Calendar, worked_outside: Calendar) -> Count:
    """Months in an own home outside, insured by an employer outside.

    在城六区外自有住所居住且在城六区外工作的月数。
    """
    return (lived_outside & worked_outside).count()


@quantity("只在城六区外居住的月数", "months only living outside the six districts",
          cites=(measures_2020("第五条(四)"), handbook_2023("职住区域")),
          question=Text("只居住的月份是否须同时参保,未见规定",
                        "whether months of living alone must be insured too"))  # fmt: skip
def months_home_only(lived_outside: Calendar, worked_outside: Calendar) -> Count:
    """Months in an own home outside, working elsewhere.

    在城六区外自有住所居住、不在城六区外工作的月数。
    """
    return (lived_outside - worked_outside).count()


@quantity("上一年12月在城六区外居住", "living outside in the December before",
          unit="truth", cites=handbook_2023("职住区域"))  # fmt: skip
def outside_in_december(owned_outside: Calendar, cutoff_month: Moment) -> Truth:
    """In December of the year before the applicant lives in an own home outside.

    申报上一年12月须仍在城六区外的自有住所居住。
    """
    return owned_outside.last(1, cutoff_month).count() > 0


@indicator("职住区域", "area of work and dwelling",
           cites=(measures_2020("第五条(四)"), handbook_2023("职住区域"), replies("13")))  # fmt: skip
def area(
    choices_area: Truth,
    outside_in_december: Truth,
    months_home_and_work: Count,
    months_home_only: Count,
    points_per_home_and_work_year: Points,
    points_per_home_year: Points,
    area_limit: Points,
) -> Points:
    """Three points for each full year living and working outside, two for only living; at most 12.

    居住且工作每满一年3分,只居住每满一年2分,分别累计;居住且工作的零头并入只居住;最高12分。
    """
    points = (
        full_years(months_home_and_work) * points_per_home_and_work_year
        + full_years(months_home_only + remainder(months_home_and_work, 12)) * points_per_home_year
    )
    return either(all_of(choices_area, outside_in_december), at_most(points, area_limit), 0)


# ---- (五) innovation


@requirement(
    "奖项分值在附表之内",
    "awards give points of the table",
    cites=tool("创新创业"),
    bounds=(False, True),
)
def awards_in_table(
    awards: Rows, award_points_a: frozenset[int], award_points_b: frozenset[int]
) -> Truth:
    """The points of each award are among those that its class can give.

    每个奖项填写的分值须是该类奖项附表中的分值。
    """
    strange = how_many(
        all_of(
            row.points > 0,
            opposite(
                any_of(
                    all_of(same(row.type, Award.A), among(row.points, award_points_a)),
                    all_of(same(row.type, Award.B), among(row.points, award_points_b)),
                )
            ),
        )
        for row in awards
    )
    return same(strange, 0)


@quantity("最高奖项分值", "points of the best award", unit="points",
          cites=(measures_2016("第五条(五)"), measures_2020("第五条(五)"), tool("创新创业")), bounds=(0, 1200))  # fmt: skip
def best_award(awards: Rows) -> Points:
    """The best single award; awards are not added up.

    只计最高的一个奖项,不累计。
    """
    best: Points = most(row.points for row in awards)
    return best


@quantity("近3年累计融资额", "financing of the last three years", unit="yuan",
          cites=tool("创新创业"), bounds=(0, 10**12),
          premises=(Text("企业为高新技术企业或科技型中小企业,申请人持股10%以上并任职满一个自然年",
                         "the company is a certified high-tech one, ten per cent of it is the "
                         "applicant's, who worked there a full natural year"),),
          question=Text("“近3年”按申报前3个自然年计,未见明文",
                        "that three years means the natural years before declaring"))  # fmt: skip
def financing_raised(financing: Rows, cycle: int, years_counted: int) -> Count:
    """Cash equity financing of the three natural years before; a row without a year is their sum.

    申报前3个自然年的股权类现金融资合计;未填年度的按三年累计数。
    """
    raised: Count = sum_of(
        either(
            any_of(same(row.year, 0), within_years(row.year, cycle, years_counted)), row.amount, 0
        )
        for row in financing
    )
    return raised


@indicator("创新创业", "innovation",
           cites=(measures_2020("第五条(五)"), tool("创新创业")))  # fmt: skip
def innovation(
    choices_innovation: Truth, best_award: Points, financing_raised: Count, financing_points: Steps
) -> Points:
    """One type only: the best award, or the bracket of the financing.

    各类不累计,取最高的一项:奖项分值,或融资额对应的分值。
    """
    best = at_least(best_award, financing_points.at(financing_raised))
    return either(choices_innovation, best, 0)


# ---- (六) tax


@quantity("纳税达标年数", "years of enough tax", unit="years",
          cites=(measures_2020("第五条(六)"), replies("16")), bounds=(0, "years_counted"),
          question=Text("“连续纳税”中断如何影响其他年度,未见规定:此处各年分别计算",
                        "what a year without tax does to the others: here each year stands alone"))  # fmt: skip
def tax_years(taxes: Rows, cycle: int, years_counted: int, tax_threshold: Count) -> Count:
    """Of the three natural years before, those with income tax of 100,000 yuan or more.

    申报前3个自然年中,个人所得税纳税额达到10万元的年数。
    """
    rows = [(row.year, paid_in_beijing(row)) for row in taxes]
    return how_many(
        sum_of(either(same(of, year), paid, 0) for of, paid in rows) >= tax_threshold
        for year in range(cycle - years_counted, cycle)
    )


@quantity("涉税违法记录数", "records of breaking tax law", unit="times",
          cites=tool("纳税"), bounds=(0, UNBOUNDED))  # fmt: skip
def tax_violation_records(tax_violations: Rows, cycle: int, violation_years: int) -> Count:
    """Records of the five natural years before the declaration.

    申报前连续5个自然年内的涉税违法记录数。
    """
    return how_many(within_years(row.year, cycle, violation_years) for row in tax_violations)


@indicator(
    "纳税",
    "tax",
    cites=(measures_2020("第五条(六)"), replies("16"), measures_2016("第五条(六)", "inferred")),
)
def tax(
    tax_years: Count,
    points_per_tax_year: Points,
    tax_limit: Points,
    tax_violation_records: Count,
    points_per_tax_violation: Points,
) -> Points:
    """Two points a year of enough tax, at most six; twelve less for each violation, without floor.

    每个达标年2分,最高6分;每条涉税违法记录减12分,可为负。
    """
    earned = at_most(tax_years * points_per_tax_year, tax_limit)
    return earned - tax_violation_records * points_per_tax_violation


# ---- (七) age


@quantity("周岁", "completed years of age", unit="age", cites=(tool("年龄"), award_lists("2020、2022年")),
          question=Text("1月1日出生者当日是否算满周岁,数据无法验证:此处算满",
                        "whether a birth on 1 January counts as reached that day: here it does"))  # fmt: skip
def completed_years(born: Moment, age_reference_day: Moment) -> Count:
    """Completed years on 1 January of the year before.

    截至上一年度1月1日的周岁数。
    """
    years: Count = (age_reference_day - born) // 10000
    return years


@indicator(
    "年龄",
    "age",
    cites=(measures_2016("第五条(七)"), measures_2020("第五条(七)"), award_lists("2020、2022年")),
)
def age(completed_years: Count, age_points: Steps) -> Points:
    """Twenty points up to 45, four fewer for each year more, none from 50.

    不超过45周岁20分,每增加1岁减4分,满50周岁不得分。
    """
    points: Points = age_points.at(completed_years)
    return points


# ---- (八) honours


@quantity(
    "荣誉数",
    "honours held",
    unit="times",
    cites=(measures_2016("第五条(八)"), measures_2020("第五条(八)")),
    bounds=(0, UNBOUNDED),
)
def honours_held(honours: Rows) -> Count:
    """Honours of the kinds that the article names.

    条文列明的荣誉数量。
    """
    return how_many(row.kind > 0 for row in honours)


@indicator("荣誉表彰", "honours", cites=(measures_2020("第五条(八)"), measures_2016("第五条(八)")))
def honour(honours_held: Count, honour_points: Points) -> Points:
    """Twenty points, once.

    有任一荣誉计20分,不累计。
    """
    return at_most(honours_held, 1) * honour_points


# ---- (九) abiding by the law


@quantity("行政拘留记录数", "administrative detentions", unit="times",
          cites=tool("守法记录"), bounds=(0, UNBOUNDED),
          question=Text("“自然年度”是否含申报当年开始前的月份:此处不含",
                        "whether the months of the year itself count: here they do not"))  # fmt: skip
def detention_records(detentions: Rows, cycle: int, violation_years: int) -> Count:
    """Detentions in Beijing in the five natural years before the declaration.

    申报前连续5个自然年内在本市被处以行政拘留的次数。
    """
    return how_many(
        all_of(in_beijing(row), within_years(row.year, cycle, violation_years))
        for row in detentions
    )


@indicator(
    "守法记录", "law-abiding", cites=(measures_2020("第五条(九)"), measures_2016("第五条(九)"))
)
def law(detention_records: Count, points_per_detention: Points) -> Points:
    """Thirty points less for each detention.

    每条行政拘留记录减30分。
    """
    return -(detention_records * points_per_detention)


# ---- the total, and what follows from it


@total_score("总积分", "total", cites=(measures_2016("第五条"), measures_2020("第五条")))
def total(
    employment: Points,
    residence: Points,
    education: Points,
    study_deduction: Points,
    area: Points,
    innovation: Points,
    tax: Points,
    age: Points,
    honour: Points,
    law: Points,
) -> Points:
    """The sum of all indicators.

    各项指标分值之和。
    """
    basic = employment + residence
    return basic + education + study_deduction + area + innovation + tax + age + honour + law


@consequence("可随迁的未成年子女", "children who may follow", unit="people",
             cites=notice_2022("随迁子女"), bounds=(0, UNBOUNDED))  # fmt: skip
def children_who_may_follow(children: Rows, child_born_since: Moment) -> Count:
    """Children who are not yet past eighteen on 1 January of the year before.

    截至上一年1月1日(不含)不超过18周岁的子女可随迁。
    """
    return how_many(row.born >= child_born_since for row in children)


def within_years(year: Count, cycle: int, years: int) -> Truth:
    """Whether a year is one of the natural years just before the cycle."""
    return all_of(year >= cycle - years, year < cycle)


CYCLES = (2020, 2030)


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: 31 December of the year before."""
    return Day.of(cycle - 1, 12, 31)


rulebook = Rulebook.of(
    rules_in(calendars, conditions, retirement, basic_indicators_2020, education_2020, globals()),
    scheme="beijing",
    version="2020",
    title=Text("北京市积分落户(2020年起)", "Beijing points-based settlement (since 2020)"),
    parameters=rise
    | load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "settlement_2020.toml", documents),
    facts=catalogue(),
    cycles=CYCLES,
    reference_day=reference_day,
)

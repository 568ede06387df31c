"""Bonus indicators of the measures of 2017, but for the contribution base, which has a module of its own."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import years_between
from luohu.law.points import UNBOUNDED
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
    same,
    some,
    told,
    up_to,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import any_months
from luohu.people.facts import City, Commendation, Diploma, Job, Talent, lies_in
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import in_shanghai
from luohu.schemes.shanghai.documents import (
    indicator_lists,
    measures_2017,
)

PER_CENT = 10_000  # hundredths of a per cent in the whole


def recognised(talents: Rows, kind: Talent) -> Truth:
    """Whether Shanghai recognised somebody as one kind of talent."""
    return some(all_of(same(row.kind, kind), in_shanghai(row)) for row in talents)


# ---- founders and intermediaries


@indicator("创业人才", "founder", cites=(measures_2017("加分指标 创业人才"), indicator_lists("创业人才")),
           bounds=(0, "founder_points"), gap="talents.city",
           question=Text("此项是否与其他指标相加未见明文:第三方程序都相加,此处相加",
                         "whether this adds to the rest was not seen in words: calculators add it, "
                         "and so it is here"))  # fmt: skip
def founder(talents: Rows, founder_points: Points) -> Points:
    """A founder recognised by the department in charge gets 120 points.

    经主管部门认定符合条件的创业人才,120分。
    """
    return either(recognised(talents, Talent.STARTUP), founder_points, 0)


@indicator("创新创业中介服务人才", "innovation intermediary",
           cites=(measures_2017("加分指标 创新创业中介服务人才"), indicator_lists("中介服务人才")),
           bounds=(0, "intermediary_points"), gap="talents.city",
           question=Text("此项是否与其他指标相加未见明文:此处相加",
                         "whether this adds to the rest was not seen in words: here it does"))  # fmt: skip
def intermediary(talents: Rows, intermediary_points: Points) -> Points:
    """Recognised staff of services for innovation get 120 points.

    经认定的创新创业中介服务人才,120分。
    """
    return either(recognised(talents, Talent.INTERMEDIARY), intermediary_points, 0)


# ---- a major in short supply


@indicator("紧缺急需专业", "a major in short supply",
           cites=(measures_2017("加分指标 紧缺急需专业"), indicator_lists("紧缺急需专业")),
           bounds=(0, "shortage_points"), gap="education.major_listed",
           question=Text("一种测算程序称实际只用于全日制大专,其他来源未见,不采",
                         "one calculator says that it is for full-time associates in the main; no "
                         "other source does: not taken"))  # fmt: skip
def shortage_major(
    qualifications: Rows, shortage_points: Points, application_month: Moment
) -> Points:
    """Thirty points for a listed major that the post matches.

    所学专业列入紧缺急需目录且与岗位一致,30分。
    """
    listed = some(
        all_of(row.graduated > 0, told(row.major_listed), row.graduated <= application_month)
        for row in qualifications
    )
    return either(listed, shortage_points, 0)


# ---- tax of one's company, or local people employed (one of the two)


@quantity("投资纳税积分", "points for tax paid by one's company", unit="points",
          cites=(measures_2017("加分指标 投资纳税"), indicator_lists("投资纳税")), bounds=(0, UNBOUNDED),
          gap="enterprise_tax.city",
          question=Text("“近三年”按申请前3个自然年计,每满10万元才计,均未见明文",
                        "that three years means the natural years before, and that only whole 100,000s "
                        "count, was not seen in words"))  # fmt: skip
def investment_tax(
    enterprise_tax: Rows,
    cycle: int,
    investment_years: int,
    tax_unit: int,
    points_per_tax_unit: Points,
) -> Points:
    """Ten points for each 100,000 yuan of tax a year, by one's own share, on average over three years.

    按本人股份折算,近三年平均每年纳税每10万元计10分。
    """

    def own_part(row: Any) -> Count:
        lately = all_of(row.year >= cycle - investment_years, row.year < cycle)
        part: Count = either(all_of(lately, in_shanghai(row)), row.paid * row.share, 0)
        return part

    raised: Count = sum_of(own_part(row) for row in enterprise_tax)
    return (raised // (PER_CENT * investment_years * tax_unit)) * points_per_tax_unit


@quantity("带动本地就业积分", "points for local people employed", unit="points",
          cites=(measures_2017("加分指标 带动本地就业"), indicator_lists("带动本地就业")))  # fmt: skip
def local_jobs(local_staff: Count, staff_unit: int, points_per_staff_unit: Points) -> Points:
    """Ten points for each ten local people employed, by one's own share, on average over three years.

    按本人股份折算,近三年平均每聘用10名本市户籍人员计10分。
    """
    return (local_staff // staff_unit) * points_per_staff_unit


@indicator("投资纳税或带动本地就业(择一)", "tax paid or jobs given, whichever is chosen",
           cites=(measures_2017("第十一条"), indicator_lists("投资纳税或带动本地就业")),
           question=Text("最高分各来源不一,有100、有120:此处100,可用 investment_limit 另行给定",
                         "sources disagree on the limit, 100 or 120: here 100, which may be given "
                         "otherwise as investment_limit"))  # fmt: skip
def tax_or_jobs(investment_tax: Points, local_jobs: Points, investment_limit: Points) -> Points:
    """One of the two counts, the higher, at most 100 points.

    两项择一,取高,最高100分。
    """
    return at_most(at_least(investment_tax, local_jobs), investment_limit)


# ---- designated public service, key outer areas: counted once five years are complete


@calendar("在特定公共服务领域工作月", "months in designated public service",
          cites=indicator_lists("特定公共服务领域"), bounds=any_months("application_month"))  # fmt: skip
def in_public_service(jobs: Rows, application_month: Moment) -> Calendar:
    """The months of work in sanitation or another designated public service in Shanghai.

    在沪从事环卫等特定公共服务的月份。
    """
    return jobs.months(
        lambda row: all_of(same(row.kind, Job.PUBLIC_SERVICE), in_shanghai(row)), application_month
    )


@indicator("特定公共服务领域", "designated public service",
           cites=(measures_2017("加分指标 特定公共服务领域"), indicator_lists("特定公共服务领域")),
           question=Text("最高分未见(一种测算程序为30分,并只计五年以后的年数):各年都计,超过30分的不下结论",
                         "no limit was seen (one calculator has 30, and counts only the years after "
                         "the fifth): here all years count, and what goes beyond 30 is open"))  # fmt: skip
def public_service(
    in_public_service: Calendar,
    service_years_required: Count,
    points_per_service_year: Points,
    service_limit: Points,
) -> Points:
    """Four points for each full year, once five years are complete.

    每满一年4分,满五年后方可计分。
    """
    years = full_years(in_public_service.count())
    points = at_most(years * points_per_service_year, service_limit)
    return either(years >= service_years_required, points, 0)


@calendar("在远郊重点区域居住月", "months living in a key outer area", cites=indicator_lists("远郊重点区域"),
          bounds=any_months("application_month"), gap="homes.district",
          premises=(Text("临港的住所、单位区填临港,不填所在行政区",
                         "homes and work in Lingang are stated as Lingang, not by the district around"),))  # fmt: skip
def home_in_outer_area(
    homes: Rows,
    key_outer_areas: frozenset[str],
    other_districts: frozenset[str],
    application_month: Moment,
) -> Calendar:
    """The months of living in a key outer area, on trial Lingang.

    在试点的临港等远郊重点区域居住的月份。
    """
    return homes.months(
        lambda row: all_of(
            lies_in(row.district, key_outer_areas, other_districts), in_shanghai(row)
        ),
        application_month,
    )


@calendar("在远郊重点区域工作月", "months working in a key outer area", cites=indicator_lists("远郊重点区域"),
          bounds=any_months("application_month"), gap="jobs.district")  # fmt: skip
def work_in_outer_area(
    jobs: Rows,
    key_outer_areas: frozenset[str],
    other_districts: frozenset[str],
    application_month: Moment,
) -> Calendar:
    """The months of working in a key outer area.

    在临港等远郊重点区域工作的月份。
    """
    return jobs.months(
        lambda row: all_of(
            lies_in(row.district, key_outer_areas, other_districts), in_shanghai(row)
        ),
        application_month,
    )


@indicator("远郊重点区域", "key outer area",
           cites=(measures_2017("加分指标 远郊重点区域"), indicator_lists("远郊重点区域")))  # fmt: skip
def outer_area(
    home_in_outer_area: Calendar,
    work_in_outer_area: Calendar,
    outer_years_required: Count,
    points_per_outer_year: Points,
    outer_limit: Points,
) -> Points:
    """Two points for each full year of living and working there, once five are complete, at most 20.

    在远郊重点区域工作并居住,每满一年2分,满五年后方可计分,最高20分。
    """
    years = full_years((home_in_outer_area & work_in_outer_area).count())
    points = at_most(years * points_per_outer_year, outer_limit)
    return either(years >= outer_years_required, points, 0)


# ---- fresh graduates


@indicator("全日制应届毕业生", "fresh full-time graduate",
           cites=(measures_2017("加分指标 应届毕业生"), indicator_lists("应届毕业生")),
           bounds=(0, "fresh_points"), gap="education.full_time",
           question=Text("哪些学历的应届毕业生可计未见规定:大专以上;毕业当月起计",
                         "of which level is not said: associate and above; from the month of "
                         "graduating"))  # fmt: skip
def fresh_graduate(
    qualifications: Rows,
    fresh_points: Points,
    fresh_since: Moment,
    fresh_until: Moment,
    application_month: Moment,
) -> Points:
    """Ten points from graduation to June of the next year.

    全日制高校应届毕业生10分,自毕业起至次年6月有效。
    """
    this_january: Moment = fresh_since + 12

    def fresh(row: Any) -> Truth:
        higher = any_of(row.diploma >= Diploma.ASSOCIATE, row.degree > 0)
        this_year = row.graduated >= this_january
        still = any_of(this_year, application_month <= fresh_until)
        when = all_of(row.graduated >= fresh_since, row.graduated <= application_month, still)
        return all_of(higher, when, told(row.full_time))

    return either(some(fresh(row) for row in qualifications), fresh_points, 0)


# ---- commendations


@indicator("表彰奖励", "commendations",
           cites=(measures_2017("加分指标 表彰奖励"), measures_2017("第十条"), indicator_lists("表彰奖励")),
           bounds=(0, "commendation_levels"), gap="commendations.kind",
           question=Text("市委市政府、中央军委表彰是否属省部级以上,市直机关或区级表彰属何档,未见规定:不下结论",
                         "whether those of the city itself or the Military Commission are of the "
                         "provincial level, and what one of a bureau or district is, is not said: open"))  # fmt: skip
def commendation(
    commendations: Rows, commendation_levels: Levels, unclear_commendation_levels: Levels
) -> Points:
    """The highest counts: 30 for a city office's special one, 60 comprehensive, 110 provincial or above.

    取最高:本市市级机关专项表彰30、综合表彰60,省部级以上110。
    """
    sure = commendation_levels.grid(Commendation)
    unclear = unclear_commendation_levels.grid(Commendation)

    def gives(row: Any) -> Points:
        points = at_least(sure.at(row.kind), up_to(unclear.at(row.kind)))
        wide = any_of(
            *(same(row.kind, kind) for kind in (Commendation.CENTRAL, Commendation.PROVINCIAL)),
            same(row.kind, Commendation.MILITARY_COMMISSION),
        )
        return either(any_of(wide, in_shanghai(row)), points, 0)

    return most(gives(row) for row in commendations)


# ---- a local spouse


@indicator("配偶为本市户籍", "spouse registered in Shanghai",
           cites=(measures_2017("加分指标 配偶为本市户籍人员"), indicator_lists("配偶")))  # fmt: skip
def local_spouse(
    marriage_since: Moment,
    marriage_spouse_household: Count,
    points_per_year_married: Points,
    spouse_limit: Points,
    reference_day: Moment,
) -> Points:
    """Four points for each full year of marriage to somebody registered in Shanghai, at most 40.

    配偶为上海户籍的,结婚每满一年4分,最高40分。
    """
    years = at_least(years_between(marriage_since, reference_day), 0)
    points = at_most(years * points_per_year_married, spouse_limit)
    return either(same(marriage_spouse_household, City.SHANGHAI), points, 0)

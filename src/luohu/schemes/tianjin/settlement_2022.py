"""Tianjin's points-based settlement since 2022 (津发改社会规〔2021〕13号), in the order of its table.

Homes are as changed from 2023 by 津发改社会规〔2022〕4号. B2 stands in `homes`, B3 to B5 and G1 in
`basic_indicators`, who may file and the line of the batch in `conditions`.
"""

from __future__ import annotations

from typing import Any

from luohu.law.accrual import Rates
from luohu.law.elapsed import year_in_last, years_between
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    UNSETTLED,
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    among,
    any_of,
    by_kind,
    either,
    how_many,
    most,
    perhaps,
    same,
    told,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import indicator, quantity, rules_in, total_score
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import obtained_by
from luohu.people.facts import (
    Certificate,
    City,
    Commendation,
    catalogue,
)
from luohu.people.rows import Rows
from luohu.schemes.national import retirement
from luohu.schemes.tianjin import (
    basic_indicators,
    calendars,
    conditions,
    endorsements,
    homes,
)
from luohu.schemes.tianjin.calendars import open_to
from luohu.schemes.tianjin.deductions import false_data_found, or_any_unlisted
from luohu.schemes.tianjin.documents import HERE, documents, housing_2023, measures_2022, table_2022
from luohu.schemes.tianjin.homes import is_own, of_district, owned_by
from luohu.schemes.tianjin.settlement_2018 import QUALIFICATIONS, by_the_month, reference_day

# ---- B1 social insurance


@quantity("各险种计分月数", "months of insurance that count, by kind", cites=table_2022("社会保险"))
def insured_months(paid: ByKind[Calendar], insured_months_at_least: Count) -> ByKind[Count]:
    """The months of each kind; a kind with fewer than twelve does not count.

    各险种由单位按时缴费的月数;不满12个月的险种不计分。
    """

    def counted(months: Calendar) -> Count:
        return either(months.count() >= insured_months_at_least, months.count(), 0)

    return by_kind(counted, paid)


@indicator("社会保险", "social insurance", cites=table_2022("社会保险"),
           question=Text("零头月份按月折算见于旧表的说明,如何取整未见规定:各险种相加后四舍五入一次;"
                         "不满12个月是否按险种判断未见规定:按险种",
                         "that part years count by the month was seen for the older table, how they "
                         "are rounded was not: the kinds are added and rounded once; the twelve "
                         "months are asked of each kind"))  # fmt: skip
def social_insurance(
    insured_months: ByKind[Count], pension_rates: Rates, other_insurance_rates: Rates
) -> Points:
    """Twenty-two points a year for the five kinds; twenty-eight for the months after the 36th.

    五险每年22分(养老10分,其余各3分);从第37个月起每年28分(养老12分,其余各4分),以前的月份不重算。
    """
    return by_the_month(insured_months, pension_rates, other_insurance_rates)


# ---- B2 a new home


@indicator("新建商品住房", "newly built home", cites=housing_2023("新建商品住房"),
           bounds=(0, "new_home_points"), gap="homes.bought",
           question=Text("是否限于2023年1月1日以后购买、卖出后是否还计分未见规定:不下结论;多套只计一次",
                         "whether it must be bought since 2023, and whether it counts once sold, was "
                         "not seen: open; several homes count once"))  # fmt: skip
def new_home(
    homes: Rows,
    new_home_points: Levels,
    new_home_day: Moment,
    older_new_homes_count: Truth,
    spouse_home_counts: Truth,
    cutoff_month: Moment,
) -> Points:
    """Points once, by district, for buying a newly built commercial home.

    2023年起购买新建商品住房的,按所在区另计一次性分值。
    """

    def counts(row: Any) -> Truth:
        begun = all_of(is_own(row, spouse_home_counts), row.new, owned_by(row, cutoff_month))
        in_time = any_of(
            row.bought >= new_home_day,
            all_of(row.bought > 0, older_new_homes_count),
            all_of(same(row.bought, 0), any_of(older_new_homes_count, UNSETTLED)),
        )
        return all_of(begun, in_time, any_of(row.last >= cutoff_month, UNSETTLED))

    return most(either(counts(row), of_district(row, new_home_points), 0) for row in homes)


# ---- B6 titles and skills

TITLES = frozenset(
    {Certificate.TITLE_JUNIOR, Certificate.TITLE_MID, Certificate.TITLE_ASSOCIATE_SENIOR,
     Certificate.TITLE_SENIOR}
)  # fmt: skip


@indicator("职业资格或技能", "qualification or skill", cites=table_2022("职业资格"),
           bounds=(0, "title_points"),
           question=Text("注册会计师等职业资格对应哪一级未见规定、技能等级是否也须与岗位一致未见规定:不下结论",
                         "which level a qualification such as an accountant's stands for, and "
                         "whether a skill must fit the post too, was not seen: both stay open"))  # fmt: skip
def title(certificates: Rows, title_points: Levels, cutoff_month: Moment) -> Points:
    """The best of titles gained by national examination that fit the post, and of skill levels.

    国家统一考试取得且与岗位一致的职业资格按对应职称计分(评审职称不计),技能等级另列,两者只计最高一项。
    """
    return most(
        either(
            all_of(row.kind > 0, obtained_by(row, cutoff_month)),
            _of_certificate(row, title_points),
            0,
        )
        for row in certificates
    )


def _of_certificate(row: Any, levels: Levels) -> Points:
    by_exam = all_of(told(row.by_exam), told(row.matches_post))
    titled = any_of(among(row.kind, TITLES), among(row.kind, QUALIFICATIONS))
    counts = either(titled, by_exam, any_of(told(row.matches_post), UNSETTLED))
    listed = levels.grid(Certificate).at(row.kind)
    return either(counts, either(among(row.kind, QUALIFICATIONS), open_to(levels), listed), 0)


# ---- A1 marriage


@indicator("婚姻", "marriage", cites=table_2022("婚姻"),
           premises=(Text("本人也在天津就业", "the applicant works in Tianjin too"),))  # fmt: skip
def marriage(
    marriage_since: Moment,
    marriage_spouse_city: Count,
    marriage_spouse_insured_months: Count,
    spouse_months_required: Count,
    marriage_points: Points,
    cutoff_day: Moment,
) -> Points:
    """Married, both working in Tianjin, the spouse insured by an employer for 24 months in all.

    已婚且双方都在天津就业、配偶由单位缴纳社会保险累计满24个月的20分。
    """
    held = all_of(
        marriage_since <= cutoff_day,
        same(marriage_spouse_city, City.TIANJIN),
        marriage_spouse_insured_months >= spouse_months_required,
    )
    return either(held, marriage_points, 0)


# ---- A2 prizes


@indicator("奖项", "prizes", cites=table_2022("奖项"), bounds=(0, "prize_points"),
           premises=(Text("名次在计分范围内:国家级一类前20名、二类前15名,省部级一类前10名、二类前6名",
                          "the place won counts: national class one to 20, class two to 15; "
                          "provincial class one to 10, class two to 6"),))  # fmt: skip
def prize(commendations: Rows, prize_points: Levels) -> Points:
    """The best prize of a skills contest: thirty for a national, twenty for a provincial one.

    技能竞赛奖项只计最高一项:国家级30分,省部级20分。
    """
    grid = prize_points.grid(Commendation)
    return most(grid.at(row.kind) for row in commendations)


# ---- D1 and D2, which add up


@quantity("5年内刑事处罚记录数", "criminal punishments of the last five years", unit="times",
          cites=table_2022("负积分"), bounds=(0, UNBOUNDED),
          question=Text("刑罚尚未执行完毕的、满5年当日的是否减分未见规定:前者不下结论,后者不减;"
                        "以截止日计算",
                        "whether a sentence still running counts was not seen: open; on the day "
                        "that completes five years it does not; read on the cut-off"))  # fmt: skip
def recent_convictions(
    criminal_record: Truth, convictions: Rows, deduction_years: Count, cutoff_day: Moment
) -> Count:
    """Sentences that ended less than five years before the cut-off; open if none is listed.

    刑罚执行完毕至截止日不满5年的记录数;有刑事犯罪记录而未列明的不下结论。
    """
    recent = how_many(
        all_of(
            row.punished > 0, row.punished <= cutoff_day, _lately(row, deduction_years, cutoff_day)
        )
        for row in convictions
    )
    return or_any_unlisted(recent, criminal_record, convictions)


def _lately(row: Any, years: Count, day: Moment) -> Truth:
    ended = all_of(row.ended <= day, years_between(row.ended, day) < years)
    return any_of(ended, perhaps(row.ended > day))


@indicator("刑事处罚", "criminal punishment", cites=table_2022("负积分"))
def crime(recent_convictions: Count, points_per_conviction: Points) -> Points:
    """A hundred points less for each record.

    每条记录减100分。
    """
    return -(recent_convictions * points_per_conviction)


@quantity("5年内虚假材料记录数", "records of false data of the last five years", unit="times",
          cites=table_2022("负积分"), bounds=(0, UNBOUNDED),
          question=Text("所填年度与列明的记录不同年的,是否同一次不下结论",
                        "whether a year stated that no listed record has is one more stays open"))  # fmt: skip
def false_data_records(
    false_material: Count, penalties: Rows, deduction_years: int, cutoff_day: int
) -> Count:
    """How often false data were found in Tianjin in the five years up to the cut-off.

    截至截止日5年内在天津被查实提供虚假材料的次数。
    """
    return false_data_found(
        false_material, penalties, lambda year: year_in_last(year, deduction_years, cutoff_day)
    )


@indicator("虚假材料", "false data", cites=table_2022("负积分"),
           question=Text("2022年起减多少分未找到(2018年为每条30分):有记录的不下结论",
                         "how many points are lost since 2022 was not found (in 2018 it was 30 a "
                         "record): open for whoever has one"))  # fmt: skip
def false_data(false_data_records: Count, points_per_false_data: Points) -> Points:
    """Points less for each record; how many was not found.

    每条记录减分,分值未找到。
    """
    return -(false_data_records * points_per_false_data)


@total_score("总积分", "total", cites=(table_2022(""), measures_2022("第三十五条、第三十七条")),
             question=Text("完整的负积分清单未见",
                           "the whole list of deductions was not seen"))  # fmt: skip
def total(
    social_insurance: Points,
    home: Points,
    new_home: Points,
    endorsement: Points,
    fund: Points,
    age: Points,
    education: Points,
    title: Points,
    occupation: Points,
    marriage: Points,
    prize: Points,
    crime: Points,
    false_data: Points,
) -> Points:
    """The basic, guiding and added points, less the negative ones; in each indicator the best counts.

    基本分、导向分、附加分之和,减去负积分;同一指标只计最高一项,负积分累计。
    """
    basic = social_insurance + home + new_home + endorsement + fund + age + education + title
    return basic + occupation + marriage + prize + crime + false_data


rulebook = Rulebook.of(
    rules_in(calendars, conditions, retirement, endorsements, basic_indicators, homes, globals()),
    scheme="tianjin",
    version="2022",
    title=Text("天津市积分落户(2022年起)", "Tianjin points-based settlement (since 2022)"),
    parameters=retirement.ages
    | retirement.rise
    | load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "old_home.toml", documents)
    | load_parameters(HERE / "homes.toml", documents)
    | load_parameters(HERE / "settlement_2022.toml", documents),
    facts=catalogue(),
    cycles=(2022, 2026),
    reference_day=reference_day,
)

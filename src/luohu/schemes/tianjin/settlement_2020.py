"""Tianjin's points-based settlement from 2020 (cycles 2020 and 2021): the filing line falls to 110.

Of its table only homes, the transition, marriage and some deductions were seen. Of the other
indicators whoever has nothing on record gets nothing, and the rest is open.
"""

from __future__ import annotations

from luohu.law.parameters import load_parameters
from luohu.law.quantities import Moment, Points, all_of, any_of, either, how_many, opposite, same
from luohu.law.rulebook import Rulebook
from luohu.law.rules import indicator, rules_in, total_score
from luohu.law.sources import Text
from luohu.people.calendars import obtained_by
from luohu.people.facts import Shortage, catalogue
from luohu.people.rows import Rows
from luohu.schemes.national import retirement
from luohu.schemes.tianjin import (
    calendars,
    conditions,
    endorsements,
    homes,
    records_until_2021,
)
from luohu.schemes.tianjin.basic_indicators import at_present
from luohu.schemes.tianjin.calendars import in_tianjin
from luohu.schemes.tianjin.documents import HERE, documents, draft_2019, guidance_2020, portal_2018
from luohu.schemes.tianjin.settlement_2018 import reference_day

NOT_SEEN = Text(
    "2020年表此项分值未见:有记录的不下结论,没有的为0分",
    "the points of the table of 2020 were not seen: open for whoever has such a record, else 0",
)

# ---- indicators that are known to exist, with points that were not seen


@indicator("社会保险", "social insurance", cites=draft_2019("社会保险"),
           bounds=(0, "insurance_points"), question=NOT_SEEN)  # fmt: skip
def social_insurance(insurance: Rows, insurance_points: Points, cutoff_month: Moment) -> Points:
    """Insurance paid in Tianjin gives points that were not seen.

    在天津缴纳社会保险的可得分,分值未见。
    """
    paid = how_many(
        all_of(row.kind > 0, row.first <= cutoff_month, in_tianjin(row)) for row in insurance
    )
    return either(paid > 0, insurance_points, 0)


@indicator("住房公积金", "housing fund", cites=draft_2019("住房公积金"),
           bounds=(0, "fund_points"), question=NOT_SEEN)  # fmt: skip
def fund(housing_fund: Rows, fund_points: Points, cutoff_month: Moment) -> Points:
    """Housing fund paid in Tianjin gives points that were not seen.

    在天津缴存住房公积金的可得分,分值未见。
    """
    paid = how_many(
        all_of(row.first > 0, row.first <= cutoff_month, in_tianjin(row)) for row in housing_fund
    )
    return either(paid > 0, fund_points, 0)


@indicator("年龄", "age", cites=draft_2019("年龄"),
           question=Text("2020年表年龄分值未见:对所有人都不下结论",
                         "the points for age of the table of 2020 were not seen: open for everybody"))  # fmt: skip
def age(age_points: Points) -> Points:
    """Age gives points that were not seen.

    年龄可得分,分值未见。
    """
    return age_points


@indicator("受教育程度", "education", cites=(draft_2019("受教育程度"), portal_2018("指标3")),
           bounds=(0, "education_points"), question=NOT_SEEN)  # fmt: skip
def education(qualifications: Rows, education_points: Points, cutoff_month: Moment) -> Points:
    """Education gives points that were not seen; only the best of several counts.

    学历可得分,分值未见;多项的只计最高一项。
    """
    held = how_many(
        all_of(
            any_of(row.diploma > 0, row.degree > 0, row.technician_class),
            row.graduated <= cutoff_month,
        )
        for row in qualifications
    )
    return either(held > 0, education_points, 0)


@indicator("职称或技能", "title or skill", cites=draft_2019("职业资格"),
           bounds=(0, "title_points"), question=NOT_SEEN)  # fmt: skip
def title(certificates: Rows, title_points: Points, cutoff_month: Moment) -> Points:
    """Titles and skills give points that were not seen.

    职称、技能等级可得分,分值未见。
    """
    held = how_many(all_of(row.kind > 0, obtained_by(row, cutoff_month)) for row in certificates)
    return either(held > 0, title_points, 0)


@indicator("职业(工种)", "occupation", cites=draft_2019("职业"),
           bounds=(0, "occupation_points"), question=NOT_SEEN)  # fmt: skip
def occupation(jobs: Rows, occupation_points: Points, cutoff_month: Moment) -> Points:
    """A present occupation in short supply gives points that were not seen.

    截止月所从事的职业属于紧缺的可得分,分值未见。
    """
    held = how_many(
        all_of(at_present(row, cutoff_month), opposite(same(row.shortage, Shortage.NOT_LISTED)))
        for row in jobs
    )
    return either(held > 0, occupation_points, 0)


@total_score("总积分", "total", cites=(guidance_2020("申报指导分值"), portal_2018("总分")),
             question=Text("本表起用的确切日期未见:自2020年度起适用,2020年第一批可能仍按旧表",
                           "the exact day on which this table began was not seen: it is used from "
                           "the cycle of 2020 on, whose first batch may still have gone by the "
                           "older one"))  # fmt: skip
def total(
    social_insurance: Points,
    home: Points,
    endorsement: Points,
    fund: Points,
    age: Points,
    education: Points,
    title: Points,
    occupation: Points,
    marriage: Points,
    tax: Points,
    patent: Points,
    honour: Points,
    false_data: Points,
    credit: Points,
    crime: Points,
) -> Points:
    """All indicators, less the deductions.

    各项指标分值之和,减去各项减分。
    """
    basic = social_insurance + home + endorsement + fund + age + education + title
    return basic + occupation + marriage + tax + patent + honour + false_data + credit + crime


rulebook = Rulebook.of(
    rules_in(calendars, conditions, retirement, endorsements, homes, records_until_2021, globals()),
    scheme="tianjin",
    version="2020",
    title=Text("天津市积分落户(2020年起)", "Tianjin points-based settlement (from 2020)"),
    parameters=retirement.ages
    | retirement.rise
    | load_parameters(HERE / "conditions.toml", documents)
    | load_parameters(HERE / "records_until_2021.toml", documents)
    | load_parameters(HERE / "old_home.toml", documents)
    | load_parameters(HERE / "homes.toml", documents)
    | load_parameters(HERE / "settlement_2020.toml", documents),
    facts=catalogue(),
    cycles=(2020, 2021),
    reference_day=reference_day,
)

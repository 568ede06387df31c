"""Shanghai's residence-permit points (沪府规〔2017〕98号), in force from 2018: total and standard value.

Conditions stand in `conditions`, base indicators in `base_indicators`, bonus ones in
`bonus_indicators` and `contribution_base`, what is taken off or bars in `deductions`.

Encoded for 2018 to 2026: pages of January to March 2026 still repost these rules, while the validity
after 2022 and its end in 2027 are known from memory only; 2027 is therefore refused, not guessed.
"""

from __future__ import annotations

from luohu.law.parameters import load_parameters
from luohu.law.quantities import Points, Truth, all_of, at_least
from luohu.law.rulebook import Rulebook
from luohu.law.rules import condition, eligibility, rules_in, subtotal, total_score
from luohu.law.sources import Text
from luohu.people.facts import catalogue
from luohu.schemes.scheme import day_asked
from luohu.schemes.shanghai import (
    base_indicators,
    bonus_indicators,
    calendars,
    conditions,
    contribution_base,
    deductions,
)
from luohu.schemes.shanghai.documents import (
    HERE,
    documents,
    extension_2023,
    indicator_lists,
    measures_2017,
)

# ---- article 5 and article 11: base and bonus, less deductions


@subtotal("基础指标积分", "base points", cites=measures_2017("第五条"))
def base_points(age: Points, education_or_title: Points, insurance_years: Points) -> Points:
    """Age, education or title, and years of insurance.

    年龄、教育背景或专业技术职称、社保年限之和。
    """
    return age + education_or_title + insurance_years


@subtotal("加分指标积分", "bonus points", cites=measures_2017("第五条"))
def bonus_points(
    founder: Points,
    intermediary: Points,
    shortage_major: Points,
    tax_or_jobs: Points,
    contribution_base: Points,
    public_service: Points,
    outer_area: Points,
    fresh_graduate: Points,
    commendation: Points,
    local_spouse: Points,
) -> Points:
    """The bonus indicators together.

    各项加分指标之和。
    """
    business = founder + intermediary + shortage_major + tax_or_jobs
    work = contribution_base + public_service + outer_area
    return business + work + fresh_graduate + commendation + local_spouse


@subtotal(
    "减分指标积分", "points taken off", cites=(measures_2017("第五条"), measures_2017("第十条"))
)
def points_taken_off(
    forgery_deduction: Points, detention_deduction: Points, crime_deduction: Points
) -> Points:
    """Every record counts; deductions add up.

    各项减分累计计算。
    """
    return forgery_deduction + detention_deduction + crime_deduction


@total_score("总积分", "total", cites=(measures_2017("第五条"), measures_2017("第十一条")))
def total(base_points: Points, bonus_points: Points, points_taken_off: Points) -> Points:
    """Base and bonus less deductions, never below zero and without upper limit.

    基础指标与加分指标之和减去减分指标,最低为0,不设上限。
    """
    return at_least(base_points + bonus_points + points_taken_off, 0)


# ---- article 12: the standard value


@condition("达到标准分值", "reaches the standard value", cites=(measures_2017("第十二条"), indicator_lists("标准分值")),
           question=Text("一个转载页的摘要写作121,其所引条文为120:取120",
                         "the summary of one page says 121, the article it quotes 120: 120 is taken"))  # fmt: skip
def standard_reached(total: Points, standard_value: Points) -> Truth:
    """The total reaches the standard value of 120.

    总积分达到标准分值120分。
    """
    return total >= standard_value


@eligibility("积分达标", "qualifies by points",
             cites=(measures_2017("第五条、第十二条"), extension_2023("有效期")),
             premises=(Text("由用人单位申请,每年续签时各窗口重新计算",
                            "the employer applies, and every yearly renewal works out the windows anew"),),
             question=Text("2022年以后的有效期只凭记忆(延长至约2027年),现行文本、追溯年限和否决项是否有变未见",
                           "that the measures hold after 2022, to about 2027, is from memory; whether "
                           "windows or vetoes changed was not seen"))  # fmt: skip
def eligible(
    permit_valid: Truth,
    employed_now: Truth,
    insured_now: Truth,
    insured_half_year: Truth,
    age_allowed: Truth,
    no_serious_crime: Truth,
    birth_policy_kept: Truth,
    standard_reached: Truth,
) -> Truth:
    """All conditions hold, and the total reaches the standard value.

    符合各项申请条件、没有否决情形,且总积分达到标准分值。
    """
    working = all_of(permit_valid, employed_now, insured_now, insured_half_year, age_allowed)
    return all_of(working, no_serious_crime, birth_policy_kept, standard_reached)


rulebook = Rulebook.of(
    rules_in(
        calendars,
        conditions,
        base_indicators,
        bonus_indicators,
        contribution_base,
        deductions,
        globals(),
    ),
    scheme="shanghai",
    version="2018",
    title=Text("上海市居住证积分(2018年起)", "Shanghai residence-permit points (since 2018)"),
    parameters=load_parameters(HERE / "wages.toml", documents)
    | load_parameters(HERE / "points_2018.toml", documents)
    | load_parameters(HERE / "deductions.toml", documents),
    facts=catalogue(),
    cycles=(2018, 2026),
    reference_day=day_asked,
)

"""Xiong'an's points-based settlement (雄安政字〔2020〕34号): articles 7 and 8, and the total.

Articles 2, 3 and 5 stand in `conditions`, the months that are counted in `calendars`.
"""

from __future__ import annotations

from typing import Any

from luohu.law.days import Day
from luohu.law.elapsed import years_between
from luohu.law.parameters import load_parameters
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_least,
    either,
    full_years,
    most,
    same,
    some,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import indicator, quantity, rules_in, subtotal, total_score
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Degree, Diploma, Job, catalogue
from luohu.people.rows import Rows
from luohu.schemes.national import retirement
from luohu.schemes.xiongan import calendars, conditions
from luohu.schemes.xiongan.documents import HERE, details, documents, measures

VALUES_OPEN = Text(
    "只知有此项,分值和计分办法未查到:有相关记录的不下结论,没有的为0分",
    "the indicator exists, its values were not found: open for whoever has such records, else 0",
)

# ---- article 8: the basic indicators


@quantity("周岁", "completed years of age", unit="age", cites=details("年龄"))  # fmt: skip
def completed_years(born: Moment, age_day: Moment) -> Count:
    """Completed years on 31 December of the year before, by the identity card.

    截至申报上一年12月31日的周岁,以身份证为准。
    """
    return years_between(born, age_day)


@indicator("年龄", "age", cites=(measures("第八条 年龄", "quoted"), details("年龄")),
           question=Text("超龄减分是否减到0为止,未查到:按不低于0;45周岁归入哪一档措辞不一,结果相同",
                         "whether the points stop at nothing: here they do; the wording at 45 "
                         "differs, the points do not"))  # fmt: skip
def age(
    completed_years: Count,
    age_points_in_full: Points,
    age_without_loss: int,
    points_per_year_older: Points,
    age_points_at_least: Points,
) -> Points:
    """Twenty points up to 45, and one fewer for each year above.

    不超过45岁得20分,每超过1岁减1分。
    """
    older = at_least(completed_years - age_without_loss, 0)
    return at_least(age_points_in_full - points_per_year_older * older, age_points_at_least)


@indicator("教育背景", "education", cites=measures("第八条 教育背景", "quoted"),
           bounds=(0, "education_levels"),
           premises=(Text("国(境)外学历学位经认证,按认证结果填写学历和学位",
                          "foreign degrees are recognised, and entered as what they were "
                          "recognised as"),),
           question=Text("只有学位、没有同级学历的(如认证的国外学位、同等学力学位)怎样计分,未查到:不下结论",
                         "what a degree without the diploma of its level gives (a recognised "
                         "foreign one, say) was not found: it stays open"))  # fmt: skip
def education(
    qualifications: Rows,
    counting_month: Moment,
    education_levels: Levels,
    higher_degree_levels: Levels,
    degree_levels: Levels,
    degree_alone_counts: Truth,
) -> Points:
    """The highest level gained by the month that counts; a diploma with its degree gives more.

    以计算截止月前取得的最高学历学位计分,学历学位齐全的分值较高。
    """

    def gained(row: Any) -> Points:
        alone = either(degree_alone_counts, degree_levels.grid(Degree).at(row.degree), 0)
        grids = (table.grid(Diploma, Degree) for table in (education_levels, higher_degree_levels))
        return most((grid.at(row.diploma, row.degree) for grid in grids), alone)

    return most(either(row.graduated <= counting_month, gained(row), 0) for row in qualifications)


@indicator("职称或职业技能", "title or skill",
           cites=(measures("第八条 职称或职业技能", "quoted"), details("职称、职业技能")),
           bounds=(0, "title_levels"), gap="certificates.obtained",
           question=Text("职业资格与职称的对应关系未查到:职业资格不另计分;证书取得年月未填的不下结论",
                         "which title a professional qualification stands for was not found: it "
                         "gives nothing here; a certificate without its month stays open"))  # fmt: skip
def title(certificates: Rows, counting_month: Moment, title_levels: Levels) -> Points:
    """The highest title or skill level, once; it counts beside education.

    以最高的职称或职业技能等级计一次分,与教育背景分别计分。
    """
    grid = title_levels.grid(Certificate)
    return most(
        either(obtained_by(row, counting_month), grid.at(row.kind), 0) for row in certificates
    )


@quantity("计分的连续参保月数", "consecutive months that give points",
          cites=(measures("第五条"), measures("第八条 合法稳定就业", "quoted")),
          question=Text("疏解转移人口的积分另有专章,内容未查到:在京年限是否计分不下结论",
                        "a chapter on relief people's points exists and was not found: whether "
                        "their years in Beijing give points stays open"))  # fmt: skip
def months_towards_points(
    work_run: Count,
    relief_population: Truth,
    beijing_years_give_points: Truth,
    beijing_run: Count,
) -> Count:
    """The run as an employee in Xiong'an; whether relief people add theirs in Beijing is open.

    在雄安以职工身份连续参保的月数;疏解转移人口在京年限是否加上,尚无定论。
    """
    counted = all_of(relief_population, beijing_years_give_points)
    return work_run + either(counted, beijing_run, 0)


@indicator("合法稳定就业", "employment", cites=measures("第八条 合法稳定就业", "quoted"))  # fmt: skip
def employment(months_towards_points: Count, points_per_insured_year: Points) -> Points:
    """Three points for each full year of consecutive insurance.

    连续参保每满1年得3分。
    """
    return full_years(months_towards_points) * points_per_insured_year


@indicator("合法稳定住所", "dwelling", cites=measures("第八条 合法稳定住所", "quoted"))  # fmt: skip
def residence(housed_run: Count, points_per_home_year: Points) -> Points:
    """One point for each full year without a break in a lawful dwelling.

    连续居住每满1年得1分。
    """
    return full_years(housed_run) * points_per_home_year


@subtotal("基础分", "basic score", cites=(measures("第七条", "quoted"), measures("第八条", "quoted")))  # fmt: skip
def base_score(
    age: Points, education: Points, title: Points, employment: Points, residence: Points
) -> Points:
    """The five basic indicators together: all of the score whose values are known.

    五项基础指标分值之和,即分值已知的部分。
    """
    return age + education + title + employment + residence


# ---- article 7: bonus and deductions, whose values were never found


@indicator("荣誉表彰", "honours", cites=measures("第七条 荣誉表彰", "quoted"),
           bounds=(0, "honour_points"), question=VALUES_OPEN)  # fmt: skip
def honour(honours: Rows, commendations: Rows, honour_points: Points) -> Points:
    """Honours give points that were not found; whoever holds no honour at all gets none.

    荣誉表彰加分,分值未查到;没有任何荣誉表彰的不加分。
    """
    held = any_of(
        some(row.kind > 0 for row in honours), some(row.kind > 0 for row in commendations)
    )
    return either(held, honour_points, 0)


@quantity("有创新创业记录", "has records of innovation", unit="truth",
          cites=measures("第七条 创新创业", "quoted"), bounds=(False, True),
          question=Text("哪些情形算创新创业,未查到:奖项、专利、融资、任职、人才认定、办企业、研发都可能算",
                        "what counts was not found: awards, patents, financing, posts, "
                        "recognitions, a business or research may"))  # fmt: skip
def innovative(
    awards: Rows,
    patents: Rows,
    financing: Rows,
    innovation_posts: Rows,
    talents: Rows,
    jobs: Rows,
) -> Truth:
    """Whether there is anything on record that could count as innovation or a start-up.

    是否有任何可能算作创新创业的记录。
    """
    kinds = (Job.OWN_BUSINESS, Job.RESEARCH)
    return any_of(
        some(row.type > 0 for row in awards),
        some(row.kind > 0 for row in patents),
        some(row.amount > 0 for row in financing),
        some(row.type > 0 for row in innovation_posts),
        some(row.kind > 0 for row in talents),
        some(same(row.kind, kind) for row in jobs for kind in kinds),
    )


@indicator("创新创业", "innovation", cites=measures("第七条 创新创业", "quoted"),
           question=VALUES_OPEN)  # fmt: skip
def innovation(innovative: Truth, innovation_points: Points) -> Points:
    """Innovation gives points that were not found; without anything on record there are none.

    创新创业加分,分值未查到;没有任何相关记录的不加分。
    """
    return either(innovative, innovation_points, 0)


@indicator("个人纳税", "personal tax", cites=measures("第七条 个人纳税", "quoted"),
           bounds=(0, "tax_points"), question=VALUES_OPEN)  # fmt: skip
def tax(taxes: Rows, tax_points: Points) -> Points:
    """Personal tax gives points that were not found; whoever paid none gets none.

    个人纳税加分,分值未查到;没有纳税的不加分。
    """
    return either(some(row.paid > 0 for row in taxes), tax_points, 0)


@indicator("减分", "deductions", cites=measures("第七条 减分", "quoted"),
           question=Text("减分项的名称和分值都未查到:对所有人都不下结论",
                         "neither what is deducted for nor how much was found: open for "
                         "everybody"))  # fmt: skip
def deduction(deduction_points: Points) -> Points:
    """Some conduct takes points away; which conduct, and how many, was not found.

    有减分项,但减分情形和分值未查到。
    """
    return -deduction_points


@total_score("总积分", "total", cites=measures("第七条", "quoted"))  # fmt: skip
def total(
    age: Points,
    education: Points,
    title: Points,
    employment: Points,
    residence: Points,
    honour: Points,
    innovation: Points,
    tax: Points,
    deduction: Points,
) -> Points:
    """The basic indicators and the bonus, less the deductions.

    基础分加上加分,再减去减分。
    """
    basic = age + education + title + employment + residence
    return basic + honour + innovation + tax + deduction


CYCLES = (2021, 2026)


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: 31 December of the year before."""
    return Day.of(cycle - 1, 12, 31)


rulebook = Rulebook.of(
    rules_in(calendars, conditions, retirement, globals()),
    scheme="xiongan",
    version="2021",
    title=Text("河北雄安新区积分落户(试行)", "Xiong'an New Area points-based settlement (trial)"),
    parameters=retirement.ages
    | retirement.rise
    | load_parameters(HERE / "settlement_2021.toml", documents),
    facts=catalogue(),
    cycles=CYCLES,
    reference_day=reference_day,
)

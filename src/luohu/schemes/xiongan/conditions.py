"""Articles 2, 3 and 5: who may apply for settlement in Xiong'an."""

from __future__ import annotations

from luohu.law.elapsed import unbroken
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    either,
    either_reading,
    opposite,
    same,
)
from luohu.law.rules import condition, eligibility, quantity
from luohu.law.sources import Text
from luohu.people.facts import City
from luohu.schemes.national.retirement import retirement_2024
from luohu.schemes.xiongan.documents import measures

# ---- article 2: the line of the year


@condition("达到年度公布分值", "reaches the line of the year", cites=measures("第二条"),
           question=Text("各年度公布的分值、是否排名及同分处理,未查到",
                         "the lines of the years, whether people are ranked, and ties were not "
                         "found"))  # fmt: skip
def line_reached(total: Points, published_line: Points) -> Truth:
    """The total reaches the value that the New Area publishes for the year.

    总积分达到新区当年公布的分值。
    """
    return total >= published_line


# ---- article 3: for whom the measures are not


@condition("属于积分落户范围", "within the scope", cites=measures("第三条"),
           premises=(Text("不属于可按人才引进、本地生源、直系亲属投靠等途径直接落户的人员",
                          "cannot register directly as recruited talent, a native student or a "
                          "direct relative"),),
           question=Text("引进人才直接落户与第五条的引进人才如何区分,未查到",
                         "how talent that registers directly differs from the talent of article "
                         "5 was not found"))  # fmt: skip
def within_scope(household_city: Count, relief_population: Truth) -> Truth:
    """People with a Beijing household who were moved under the relief programme settle otherwise.

    北京户籍的疏解转移人口不通过积分落户。
    """
    return opposite(all_of(same(household_city, City.BEIJING), relief_population))


# ---- article 5: the conditions


@condition("持有有效雄安居住证", "holds a valid Xiong'an residence permit",
           cites=measures("第五条"))  # fmt: skip
def permit_valid(permitted: Calendar, counting_month: Moment) -> Truth:
    """A residence permit of Xiong'an is held in the month that counts.

    计算截止月持有雄安新区有效居住证。
    """
    return unbroken(permitted, counting_month) > 0


@quantity("资格条件计入的连续参保月数", "consecutive months that count for eligibility",
          cites=measures("第五条"))  # fmt: skip
def months_towards_eligibility(
    insured_run: Count, relief_population: Truth, beijing_run: Count
) -> Count:
    """The run in Xiong'an; people moved under the relief programme add their run in Beijing.

    在雄安连续参保的月数;属北京疏解转移人口的,加上在京连续参保的月数。
    """
    return insured_run + either(relief_population, beijing_run, 0)


@condition("连续参保3年以上", "insured for three consecutive years", cites=measures("第五条"))  # fmt: skip
def insured_three_years(months_towards_eligibility: Count, insured_months_required: Count) -> Truth:
    """Thirty-six consecutive months of insurance or more.

    连续参保满36个月。
    """
    return months_towards_eligibility >= insured_months_required


@condition("不超过法定退休年龄", "not above the statutory retirement age",
           cites=(measures("第五条"), retirement_2024("附表")),
           question=Text("以哪一天的年龄为准、到龄当月是否算超过、2025年后如何表述,未查到:按计算截止月,到龄当月不下结论",
                         "on which day the age is read, whether the very month is above it, and "
                         "the wording since 2025: read in the month that counts, the very month "
                         "stays open"))  # fmt: skip
def below_retirement_age(retirement_month: Moment, counting_month: Moment) -> Truth:
    """The statutory retirement age has not been passed in the month that counts.

    计算截止月未超过法定退休年龄。
    """
    return either_reading(retirement_month > counting_month, retirement_month >= counting_month)


@condition("无刑事犯罪记录", "no criminal record", cites=measures("第五条"))  # fmt: skip
def no_criminal_record(criminal_record: Truth) -> Truth:
    """Whoever has a criminal record may not apply, whatever the total.

    有刑事犯罪记录的不得申请,不论积分多少。
    """
    return opposite(criminal_record)


@condition("属于引进高端人才或工作需要人员", "introduced talent or needed staff",
           cites=measures("第五条", "quoted"),
           question=Text("“工作需要的人员”的认定标准未查到:以新区认定为准",
                         "how needed staff are defined was not found: the New Area's recognition "
                         "decides"))  # fmt: skip
def needed_by_xiongan(needed_talent: Truth) -> Truth:
    """High-end talent that Xiong'an brought in, or others whom its work needs.

    经新区认定,或是新区引入的高端人才,或是新区工作所需。
    """
    return needed_talent


@eligibility("可以申请落户", "may apply for settlement",
             cites=(measures("第二条"), measures("第三条"), measures("第五条")),
             question=Text("办法为试行,有效期未查到;所见来源止于2023年1月,以后年度按未变处理",
                           "a trial whose end was not found; the sources go to January 2023 and "
                           "later years are read as unchanged"))  # fmt: skip
def eligible(
    within_scope: Truth,
    permit_valid: Truth,
    insured_three_years: Truth,
    below_retirement_age: Truth,
    no_criminal_record: Truth,
    needed_by_xiongan: Truth,
    line_reached: Truth,
) -> Truth:
    """All conditions hold, and the total reaches the line of the year.

    符合全部条件,且总积分达到年度公布分值。
    """
    return all_of(
        within_scope,
        permit_valid,
        insured_three_years,
        below_retirement_age,
        no_criminal_record,
        needed_by_xiongan,
        line_reached,
    )

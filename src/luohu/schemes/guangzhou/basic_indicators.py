"""The basic indicators of the annex, which alone rank: dwelling, employment, age."""

from __future__ import annotations

from luohu.law.elapsed import years_between
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    after,
    all_of,
    any_of,
    at_least,
    at_most,
    by_kind,
    either,
    full_years,
    opposite,
    rounded_up,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Steps
from luohu.people.calendars import any_months
from luohu.people.facts import Tenure, lies_in
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import answers_2025, measures
from luohu.schemes.guangzhou.insurance_and_work import in_guangzhou

# ---- 1. lawful stable dwelling


@calendar("持本市居住证月", "months holding a permit of Guangzhou", cites=measures("附件 基础指标1(1)"),
          bounds=any_months("cutoff_month"))  # fmt: skip
def permit_held(permits: Rows, cutoff_month: Moment) -> Calendar:
    """The months of holding a Guangdong residence permit issued in Guangzhou.

    持有在广州办理的《广东省居住证》的月份。
    """
    return permits.months(in_guangzhou, cutoff_month)


@indicator("居住证", "residence permit", cites=measures("附件 基础指标1(1)"),
           question=Text("中断后是否连同以前的年限累计,未明说:此处累计(仅排名第二轮写明“连续”)",
                         "whether years before a break count: here they do, as only the tie-break "
                         "says continuous"))  # fmt: skip
def permit(permit_held: Calendar, points_per_permit_year: Points) -> Points:
    """Eight points for each full year of holding the permit, without limit.

    持证每满一年计8分,不封顶。
    """
    return full_years(permit_held.count()) * points_per_permit_year


@calendar("产权住所居住月", "months in an own home", cites=measures("附件 基础指标1(2)"), bounds=any_months("cutoff_month"),
          question=Text("只登记在配偶名下的住房是否算本人产权住所,未见规定",
                        "whether a home in the spouse's name only is one's own"))  # fmt: skip
def owned(homes: Rows, spouses_home_counts: Truth, cutoff_month: Moment) -> Calendar:
    """The months lived in an own home in Guangzhou, none before its title certificate.

    在广州有合法产权住所居住的月份,自取得产权证起算。
    """
    return homes.months(
        lambda row: (
            (row.tenure == Tenure.OWN)
            & any_of(opposite(row.spouses), spouses_home_counts)
            & in_guangzhou(row)
        ),
        cutoff_month,
        lambda row: at_least(row.first, row.certificate),
    )


@calendar("租赁住所、单位宿舍居住月", "months in a rented home or dormitory",
          cites=measures("附件 基础指标1(2)"), bounds=any_months("cutoff_month"),
          question=Text("未备案的租赁是否属于合法租赁,未见规定", "whether an unregistered lease is lawful"))  # fmt: skip
def rented(homes: Rows, unregistered_lease_counts: Truth, cutoff_month: Moment) -> Calendar:
    """The months lived in a lawfully rented home or an employer's dormitory in Guangzhou.

    在广州合法租赁住所或单位宿舍居住的月份。
    """
    return homes.months(
        lambda row: (
            any_of(
                row.tenure == Tenure.DORMITORY,
                all_of(
                    row.tenure == Tenure.RENT, any_of(row.registered, unregistered_lease_counts)
                ),
            )
            & in_guangzhou(row)
        ),
        cutoff_month,
    )


@quantity("产权住所分值", "points for an own home", unit="points", cites=measures("附件 基础指标1(2)"),
          question=Text("产权以何时持有为准,未见规定:此处按截止月",
                        "when the home must be owned: here in the cut-off month"))  # fmt: skip
def own_home(owned: Calendar, cutoff_month: Moment, own_home_points: Points) -> Points:
    """Twenty points for an own home, however long it has been lived in.

    有合法产权住所计20分,不论年限。
    """
    return either(owned.last(1, cutoff_month).count() > 0, own_home_points, 0)


@quantity("租赁住所分值", "points for renting", unit="points", cites=measures("附件 基础指标1(2)"))  # fmt: skip
def renting(rented: Calendar, points_per_rented_year: Points, rented_limit: Points) -> Points:
    """Five points for each full year in a rented home or dormitory, at most twenty.

    租赁或宿舍每满一年计5分,最高20分。
    """
    return at_most(full_years(rented.count()) * points_per_rented_year, rented_limit)


@indicator("住所", "dwelling", cites=measures("附件 基础指标1备注"))
def dwelling(own_home: Points, renting: Points) -> Points:
    """An own home or renting, whichever the applicant chooses: the higher.

    产权与租赁由申请人选择一项,取较高的一项。
    """
    return at_least(own_home, renting)


@calendar("由中心四区迁出后的居住月", "months outside after living in the four central districts",
          cites=measures("附件 基础指标1(3)"), bounds=any_months("cutoff_month"), gap="homes.district",
          question=Text("迁出后两处同时居住、又迁回的如何计算,未见规定:只要此前住过中心四区,外围区的月份都算",
                        "what counts of months with a home in both, or after moving back: here each "
                        "month outside once one has lived in the centre"))  # fmt: skip
def lived_outside(
    homes: Rows,
    central_districts: frozenset[str],
    outer_districts: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """The months in a home outside the four central districts after having lived in one of them.

    曾在越秀、海珠、荔湾、天河居住,之后在本市其他区居住的月份。
    """
    centre = homes.months(
        lambda row: lies_in(row.district, central_districts, outer_districts) & in_guangzhou(row),
        cutoff_month,
    )
    outside = homes.months(
        lambda row: lies_in(row.district, outer_districts, central_districts) & in_guangzhou(row),
        cutoff_month,
    )
    return after(outside, centre.first())


@indicator("居住地由中心四区转移", "moved out of the centre", cites=measures("附件 基础指标1(3)"))
def moved_out(
    lived_outside: Calendar, points_per_outside_year: Points, outside_limit: Points
) -> Points:
    """Two points for each full year since moving out of the central districts, at most ten.

    由中心四区转移到其他区居住,每满一年计2分,最高10分。
    """
    return at_most(full_years(lived_outside.count()) * points_per_outside_year, outside_limit)


# ---- 2. lawful stable employment


@quantity("各险种参保年数", "full years insured, by kind", unit="years",
          cites=measures("附件 基础指标2(1)"))  # fmt: skip
def insured_years(insured: ByKind[Calendar]) -> ByKind[Count]:
    """Full years of each of the five kinds; the months left over are dropped kind by kind.

    五个险种各自的整年数,零头分别舍去。
    """
    return by_kind(lambda months: full_years(months.count()), insured)


@quantity("五险参保年数合计", "full years of the five kinds together", unit="years",
          cites=measures("附件 基础指标2(1)"),
          question=Text("“每满1年”按各险种整年舍去零头,公布分值未能核对",
                        "that each kind's part of a year is dropped: published scores were not seen"))  # fmt: skip
def insured_years_together(insured_years: ByKind[Count]) -> Count:
    """The full years of the five kinds, added up.

    五个险种整年数之和。
    """
    return sum_of(insured_years.values())


@indicator("社会保险", "social insurance", cites=measures("附件 基础指标2(1)"))
def social_insurance(insured_years_together: Count, points_per_insured_year: Points) -> Points:
    """Two points for each full year of each of the five kinds of insurance, without limit.

    养老、医疗、失业、工伤、生育每个险种每满一年计2分,不封顶。
    """
    return insured_years_together * points_per_insured_year


@calendar("在穗缴存公积金月", "months paid into the housing fund", cites=measures("附件 基础指标2备注2"),
          bounds=any_months("cutoff_month"))  # fmt: skip
def fund_paid(housing_fund: Rows, cutoff_month: Moment) -> Calendar:
    """The months paid into Guangzhou's housing fund; paid late or brought from elsewhere is out.

    在广州缴存住房公积金的月份;补缴和异地转入的不算。
    """
    return housing_fund.months(
        lambda row: opposite(row.made_up | row.transferred_in) & in_guangzhou(row), cutoff_month
    )


@indicator("住房公积金", "housing fund", cites=measures("附件 基础指标2(2)"))
def fund(fund_paid: Calendar, points_per_fund_year: Points) -> Points:
    """Two points for each full year.

    缴存每满一年计2分。
    """
    return full_years(fund_paid.count()) * points_per_fund_year


# ---- 3. age


@quantity("周岁", "completed years of age", unit="age", cites=(*measures("附件 基础指标3"), answers_2025("第10问")),
          question=Text("年龄分以截止日还是按出生年份为准,未见规定:此处按截止日",
                        "whether the points go by the age on the cut-off day or by the year of "
                        "birth: here by the cut-off day"))  # fmt: skip
def completed_years(born: Moment, cutoff_day: Moment) -> Count:
    """Completed years on the cut-off day.

    截至截止日的周岁数。
    """
    return years_between(born, cutoff_day)


@quantity("不满一岁按一岁计的年龄", "age with a begun year taken whole", unit="age",
          cites=measures("附件 基础指标3"))  # fmt: skip
def begun_years(born: Moment, cutoff_day: Moment) -> Count:
    """Years on the cut-off day, the one that has begun taken whole.

    截至截止日的年龄,不满一岁的部分按一岁计。
    """
    return rounded_up(cutoff_day - born, 10000)


@indicator("年龄", "age", cites=measures("附件 基础指标3"),
           question=Text("40周岁以上“含不满1岁”是否指刚过生日即按多一岁计,官方未举例",
                         "whether beyond 40 a begun year already costs two points: no official example"))  # fmt: skip
def age(
    completed_years: Count,
    begun_years: Count,
    part_year_counts: Truth,
    full_points_age: Count,
    age_points: Steps,
) -> Points:
    """Thirty points from 18 to 40, then two fewer for each year more, never below none.

    18至40周岁30分;40周岁以上每增加1岁少2分,最低0分。
    """
    return either(
        all_of(completed_years >= full_points_age, part_year_counts),
        age_points.at(begun_years),
        age_points.at(completed_years),
    )

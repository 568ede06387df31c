"""Who may be admitted by points in Fenghua: the text of 2024, inferred for 2022 and 2023."""

from __future__ import annotations

from typing import Any

from luohu.law.quantities import (
    UNSETTLED,
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    either,
    how_many,
    opposite,
    same,
)
from luohu.law.ranges import ends
from luohu.law.rules import calendar, condition, eligibility
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.facts import City, District, Grade, Tenure, lies_in
from luohu.people.rows import Rows
from luohu.schemes.ningbo.calendars import in_ningbo, now
from luohu.schemes.ningbo.documents import admission, neighbours, notice_2022, xiangshan_2022

# ---- for whom


@condition("有适龄子女申请一年级或初一", "a child enters grade 1 or 7",
           cites=(*admission("对象"), xiangshan_2022("入学年龄")), bounds=(False, True),
           premises=(Text("子女不属于统筹安排的优抚等对象",
                          "the child is not of a preferential group, which is placed separately"),),
           question=Text("奉化的出生日期范围未查到,按象山县同年规定推断",
                         "Fenghua's dates of birth were not found: inferred from Xiangshan"))  # fmt: skip
def child_enters_school(
    pupils: Rows, first_grade_born_from: Moment, first_grade_born_to: Moment
) -> Truth:
    """A child applies for grade 1 at the age for it, or for grade 7.

    子女申请入读小学一年级(出生日期在规定范围内)或初中一年级。
    """

    def enters(child: Any) -> Truth:
        of_age = all_of(child.born >= first_grade_born_from, child.born <= first_grade_born_to)
        return any_of(
            all_of(same(child.entering, Grade.PRIMARY_1), of_age),
            same(child.entering, Grade.JUNIOR_1),
            all_of(
                child.born > 0,
                child.born <= first_grade_born_to,
                same(child.entering, 0),
                UNSETTLED,
            ),
        )

    return how_many(enters(child) for child in pupils) > 0


@condition("父母在奉化无房产可按房申请", "no home in Fenghua that leads to the property route",
           cites=admission("对象"), bounds=(False, True),
           premises=(Text("父母另一方在奉化也无房产", "nor does the other parent own one"),),
           question=Text("自有住房在截止月前已不再居住的,是否已出售未说明;住房在哪个区未说明的:都不下结论",
                         "an own home left before the month is not said to be sold, and one "
                         "without a district may lie here: both stay open"))  # fmt: skip
def no_property_route(
    homes: Rows,
    own_district: frozenset[str],
    city_districts: frozenset[str],
    other_counties: frozenset[str],
    deed_deadline: Moment,
) -> Truth:
    """Who has the deed of a home in Fenghua by April, living there or not, applies by property.

    当年4月底前已取得奉化房屋产权证的按房申请,不参加积分入学,不论是否居住;产权证年月未填的按居住之月。
    """

    def by_property(home: Any) -> Truth:
        deed: Moment = either(home.certificate > 0, home.certificate, home.first)
        return all_of(
            same(home.tenure, Tenure.OWN),
            in_ningbo(home),
            lies_in(home.district, own_district, city_districts | other_counties),
            deed <= deed_deadline,
            any_of(home.last >= deed_deadline, UNSETTLED),
        )

    return opposite(how_many(by_property(home) for home in homes) > 0)


@condition("户籍不在奉化和宁波城区", "the household is not of Fenghua or the city's districts",
           cites=admission("对象"))  # fmt: skip
def household_from_outside(
    household_city: Count,
    household_district: Count,
    own_district: frozenset[str],
    city_districts: frozenset[str],
) -> Truth:
    """Households of Ningbo's city districts move within the city; Fenghua's own are residents.

    户籍在宁波城区各区的属城区流动,户籍在奉化的不是流动人口,都不参加积分入学。
    """
    places = sorted(own_district | city_districts)
    named = how_many(same(household_district, District[place]) for place in places) > 0
    unstated = all_of(same(household_city, City.NINGBO), same(household_district, 0), UNSETTLED)
    return opposite(any_of(named, unstated))


# ---- conditions


@condition("奉化签发的居住证在有效期内", "holds a valid permit issued in Fenghua",
           cites=(notice_2022("积分对象"), *admission("条件")),
           question=Text("父母一方、监护人或子女持证都可申请,此处看计分的一方;邻区另有持证满一年等要求,奉化未查到",
                         "a permit of either parent, the guardian or the child will do; here it is "
                         "that of whoever scores. Neighbours asked for a year of it; of Fenghua "
                         "nothing was found"))  # fmt: skip
def permit_valid(permitted: Calendar, score_month: Moment) -> Truth:
    """A residence permit issued in Fenghua is held when the score is read.

    读取积分的当月,奉化签发的居住证仍然有效。
    """
    return now(permitted, score_month)


@calendar("在奉化工作月", "months at work in Fenghua", cites=admission("条件"),
          bounds=any_months("score_month"), gap="jobs.district")  # fmt: skip
def working_in_fenghua(
    jobs: Rows,
    own_district: frozenset[str],
    city_districts: frozenset[str],
    other_counties: frozenset[str],
    score_month: Moment,
) -> Calendar:
    """The months of work in Fenghua.

    在奉化工作的月份。
    """
    return jobs.months(
        lambda row: all_of(
            in_ningbo(row), lies_in(row.district, own_district, city_districts | other_counties)
        ),
        ends(score_month)[1],
    )


@calendar("在奉化居住月", "months housed in Fenghua", cites=admission("条件"),
          bounds=any_months("score_month"), gap="homes.district")  # fmt: skip
def housed_in_fenghua(
    homes: Rows,
    own_district: frozenset[str],
    city_districts: frozenset[str],
    other_counties: frozenset[str],
    score_month: Moment,
) -> Calendar:
    """The months in a dwelling in Fenghua.

    在奉化有住所的月份。
    """
    return homes.months(
        lambda row: all_of(
            in_ningbo(row), lies_in(row.district, own_district, city_districts | other_counties)
        ),
        ends(score_month)[1],
    )


@condition("在奉化有稳定职业", "steady work in Fenghua", cites=admission("条件"),
           question=Text("“稳定”须多久,未查到:以积分读取月在奉化就业为准",
                         "how long is steady was not found: work in the month of the score"))  # fmt: skip
def works_in_fenghua(working_in_fenghua: Calendar, score_month: Moment) -> Truth:
    """There is work in Fenghua when the score is read.

    积分读取月在奉化有职业。
    """
    return now(working_in_fenghua, score_month)


@condition("在奉化有相对固定住所", "a settled dwelling in Fenghua", cites=admission("条件"))  # fmt: skip
def lives_in_fenghua(housed_in_fenghua: Calendar, score_month: Moment) -> Truth:
    """There is a dwelling in Fenghua when the score is read.

    积分读取月在奉化有住所。
    """
    return now(housed_in_fenghua, score_month)


@condition("当年未弄虚作假", "no false material this year", cites=admission("录取查验"))  # fmt: skip
def nothing_forged(false_material: Count, cycle: int) -> Truth:
    """False material cancels the admission of the year.

    弄虚作假的取消当年资格。
    """
    return opposite(same(false_material, cycle))


@condition("积分未被冻结", "the score is not frozen", cites=notice_2022("减分指标"),
           question=Text("何种记录冻结积分、冻结多久,未查到",
                         "which records freeze the score, and for how long, was not found"))  # fmt: skip
def not_frozen(bad_record: Truth, record_freezes_score: Truth) -> Truth:
    """A bad record deducts from the score or freezes it; which of the two is open.

    有违法失信、违法犯罪记录的减分或冻结积分,以何者为准未查到。
    """
    return either(bad_record, opposite(record_freezes_score), True)


@eligibility("可以参加积分入学", "may be admitted by points",
             cites=(*admission("对象、条件"), neighbours("录取次序")),
             question=Text("奉化2022、2023年公告未查到,条件按2024年公告推断",
                           "Fenghua's notices of 2022 and 2023 were not found: inferred from "
                           "that of 2024"))  # fmt: skip
def eligible(
    child_enters_school: Truth,
    no_property_route: Truth,
    household_from_outside: Truth,
    permit_valid: Truth,
    works_in_fenghua: Truth,
    lives_in_fenghua: Truth,
    nothing_forged: Truth,
    not_frozen: Truth,
) -> Truth:
    """All conditions hold.

    各项条件缺一不可。
    """
    return all_of(
        child_enters_school,
        no_property_route,
        household_from_outside,
        permit_valid,
        works_in_fenghua,
        lives_in_fenghua,
        nothing_forged,
        not_frozen,
    )

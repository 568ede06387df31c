"""The months that Fenghua's points count: insured and resident in Zhejiang, at work, housed."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of, unbroken
from luohu.law.quantities import (
    UNSETTLED,
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    either_reading,
    opposite,
    same,
)
from luohu.law.ranges import ends
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.facts import City, Insurance, Job, Tenure, in_city
from luohu.people.rows import Rows
from luohu.schemes.ningbo.documents import admission, city_list, notice_2022


def in_ningbo(row: Any) -> Truth:
    """Whether a row is of Ningbo."""
    return in_city(row.place, City.NINGBO)


def in_zhejiang(row: Any) -> Truth:
    """Whether a row is of the province: another place than the cities named may lie in it."""
    return any_of(in_ningbo(row), all_of(same(row.place, City.ELSEWHERE), UNSETTLED))


def now(months: Calendar, score_month: Moment) -> Truth:
    """Whether the month of the score is one of some months."""
    return unbroken(months, score_month) > 0


@quantity("积分读取月", "month of the score", unit="month", cites=notice_2022("积分", "inferred"),
          question=Text("积分读取日与录取日的关系、奉化区当年的截止日,未查到;邻区为3月31日至7月10日不等",
                        "how the day of the score and that of admission relate, and Fenghua's "
                        "deadlines, were not found; neighbours' lie between 31 March and 10 July"))  # fmt: skip
def score_month(score_day: Moment) -> Moment:
    """The month of the day on which the score is read.

    读取积分之日所在的月份。
    """
    return month_of(score_day)


# ---- in the province


@calendar("在浙江参保月", "months insured in Zhejiang", cites=city_list("缴纳社会保险"),
          bounds=any_months("score_month"),
          question=Text("指养老保险还是任一险种、补缴和外地转入是否计算,未查到:有差别的月份不下结论",
                        "whether pension or any insurance is meant, and whether months made up or "
                        "transferred in count: where it matters this stays open"))  # fmt: skip
def insured(insurance: Rows, score_month: Moment) -> Calendar:
    """The months for which insurance was paid in the province, added up.

    在省内缴纳社会保险的月份,累计计算。
    """
    until = ends(score_month)[1]
    anything = insurance.months(in_zhejiang, until)
    pension = insurance.months(
        lambda row: all_of(
            (row.kind == Insurance.PENSION) | (row.kind == Insurance.ALL),
            opposite(row.made_up),
            opposite(row.transferred_in),
            in_zhejiang(row),
        ),
        until,
    )
    return either_reading(pension, anything)


@calendar("在浙江居住登记月", "months of residence in Zhejiang", cites=city_list("居住时间"),
          bounds=any_months("score_month"),
          premises=(Text("自居住之月起已办理居住登记", "the residence was registered from its first month"),))  # fmt: skip
def resident(homes: Rows, score_month: Moment) -> Calendar:
    """The months of registered residence in the province, added up.

    在省内办理居住登记并居住的月份,累计计算。
    """
    return homes.months(in_zhejiang, ends(score_month)[1])


# ---- in the city


@calendar("在宁波就业月", "months at work in Ningbo", cites=city_list("就业"), bounds=any_months("score_month"),
          premises=(Text("劳动合同已办理用工备案,或持有营业执照,或承包土地",
                         "the contract is registered, or there is a business licence or contracted "
                         "farmland"),))  # fmt: skip
def at_work(jobs: Rows, score_month: Moment) -> Calendar:
    """The months employed, in an own business or farming contracted land in Ningbo.

    在宁波受雇、经营或承包土地务农的月份。
    """
    return jobs.months(
        lambda row: all_of(row.kind > 0, opposite(same(row.kind, Job.FLEXIBLE)), in_ningbo(row)),
        ends(score_month)[1],
    )


@calendar("在宁波自有住房居住月", "months in an own home in Ningbo", cites=city_list("住房"),
          bounds=any_months("score_month"))  # fmt: skip
def owned(homes: Rows, score_month: Moment) -> Calendar:
    """The months in an own or the family's home in Ningbo.

    在宁波自有或家庭所有住房居住的月份。
    """
    return homes.months(
        lambda row: all_of(same(row.tenure, Tenure.OWN), in_ningbo(row)), ends(score_month)[1]
    )


@calendar("在宁波租赁、宿舍居住月", "months in a rented home or dormitory in Ningbo",
          cites=city_list("住房"), bounds=any_months("score_month"),
          question=Text("租赁未备案是否算合法租赁,未查到:不下结论",
                        "whether a lease that is not registered is lawful stays open"))  # fmt: skip
def rented(homes: Rows, score_month: Moment) -> Calendar:
    """The months in a lawfully rented home, public rental housing or a dormitory in Ningbo.

    在宁波单位宿舍、公共租赁住房或合法租赁住房居住的月份。
    """
    return homes.months(
        lambda row: all_of(
            any_of(
                same(row.tenure, Tenure.DORMITORY),
                all_of(same(row.tenure, Tenure.RENT), any_of(row.registered, UNSETTLED)),
            ),
            in_ningbo(row),
        ),
        ends(score_month)[1],
    )


@calendar("持有居住证月", "months with a residence permit", cites=(notice_2022("积分对象"), *admission("条件")),
          bounds=any_months("score_month"),
          premises=(Text("居住证由奉化签发", "the permit was issued in Fenghua"),))  # fmt: skip
def permitted(permits: Rows, score_month: Moment) -> Calendar:
    """The months in which a residence permit issued in Fenghua was held.

    奉化签发的居住证有效的月份。
    """
    return permits.months(in_ningbo, ends(score_month)[1])


# ---- how many


@quantity("在浙江参保累计月数", "months insured in Zhejiang, added up", cites=city_list("缴纳社会保险"))  # fmt: skip
def insured_months(insured: Calendar, score_month: Moment) -> Count:
    """The months insured up to that of the score.

    截至积分读取月的累计参保月数。
    """
    return insured.until(score_month).count()


@quantity("在浙江居住累计月数", "months of residence in Zhejiang, added up", cites=city_list("居住时间"))  # fmt: skip
def resident_months(resident: Calendar, score_month: Moment) -> Count:
    """The months of residence up to that of the score.

    截至积分读取月的累计居住月数。
    """
    return resident.until(score_month).count()


@quantity("连续就业月数", "months of unbroken work", cites=city_list("就业"),
          question=Text("“连续”是否须持续到积分读取月,未查到:两种读法不同时不下结论",
                        "whether the run must last up to the score: where it matters this stays "
                        "open"))  # fmt: skip
def steady_months(at_work: Calendar, score_month: Moment) -> Count:
    """The unbroken run of months at work in Ningbo.

    在宁波不间断就业的月数。
    """
    lasting = unbroken(at_work, score_month)
    return either_reading(lasting, at_work.until(score_month).longest_run())

"""The months of a person's life that Xiong'an counts: insured, holding a permit, housed."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from luohu.law.elapsed import unbroken
from luohu.law.quantities import (
    UNSETTLED,
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    any_of,
    either_reading,
    joined,
    opposite,
    same,
)
from luohu.law.ranges import ends
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.facts import FIVE_KINDS, City, Insurance, Tenure, in_city
from luohu.people.rows import Rows, Where
from luohu.schemes.xiongan.documents import details, measures, permit_measures

INSURANCE_OPEN = Text(
    "只缴部分险种、补缴和外地转入的月份是否计算,未查到:这些月份不下结论",
    "whether months of single kinds, made up or transferred in count was not found: they stay open",
)
RUN_OPEN = Text(
    "“连续”是否须持续到计算截止月,未查到:两种读法不同时不下结论",
    "whether the run must last up to the month that counts: where it matters this stays open",
)


def months_insured(insurance: Rows, where: Where, counting_month: Moment) -> Calendar:
    """The months in which all five kinds were surely paid in time, and those of any payment."""
    until = ends(counting_month)[1]

    def in_time(kind: int) -> Calendar:
        return insurance.months(
            lambda row: (
                (row.kind == kind)
                & opposite(row.made_up)
                & opposite(row.transferred_in)
                & where(row)
            ),
            until,
        )

    together = in_time(Insurance.ALL)
    single = {kind: together | in_time(kind) for kind in _kinds(insurance)}
    surely = reduce(and_, single.values()) if len(single) == len(FIVE_KINDS) else together
    return either_reading(surely, joined([together, insurance.months(where, until)]))


def _kinds(insurance: Rows) -> set[int]:
    return insurance.present("kind").intersection(FIVE_KINDS)


@calendar("在雄安参保月", "months insured in Xiong'an",
          cites=measures("第五条"), bounds=any_months("counting_month"), question=INSURANCE_OPEN)  # fmt: skip
def insured(insurance: Rows, counting_month: Moment) -> Calendar:
    """The months for which social insurance was paid in Xiong'an.

    在雄安新区缴纳社会保险的月份。
    """
    return months_insured(insurance, lambda row: in_city(row.place, City.XIONGAN), counting_month)


@calendar("在雄安以职工身份参保月", "months insured as an employee in Xiong'an",
          cites=measures("第八条 合法稳定就业", "quoted"), bounds=any_months("counting_month"),
          premises=(Text("与新区注册登记的单位签有劳动合同,或在新区依法注册经营",
                         "a contract with a unit registered in the New Area, or a business "
                         "registered there"),),
          question=INSURANCE_OPEN)  # fmt: skip
def insured_at_work(insurance: Rows, counting_month: Moment) -> Calendar:
    """The months of employees' insurance in Xiong'an; what is paid without an employer is not.

    在雄安新区缴纳职工社会保险的月份,不含以灵活就业身份缴纳的月份。
    """
    return months_insured(
        insurance,
        lambda row: opposite(row.flexible) & in_city(row.place, City.XIONGAN),
        counting_month,
    )


@calendar("在北京参保月", "months insured in Beijing",
          cites=measures("第五条"), bounds=any_months("counting_month"), question=INSURANCE_OPEN)  # fmt: skip
def insured_in_beijing(insurance: Rows, counting_month: Moment) -> Calendar:
    """The months for which social insurance was paid in Beijing.

    在北京缴纳社会保险的月份。
    """
    return months_insured(insurance, lambda row: in_city(row.place, City.BEIJING), counting_month)


@calendar("持有雄安居住证的月", "months with a Xiong'an residence permit",
          cites=(measures("第五条"), permit_measures("")), bounds=any_months("counting_month"))  # fmt: skip
def permitted(permits: Rows, counting_month: Moment) -> Calendar:
    """The months in which a residence permit of Xiong'an was held.

    持有雄安新区居住证的月份。
    """
    return permits.months(lambda row: in_city(row.place, City.XIONGAN), ends(counting_month)[1])


@calendar("在雄安合法稳定住所居住月", "months in a lawful dwelling in Xiong'an",
          cites=measures("第八条 合法稳定住所", "quoted"), bounds=any_months("counting_month"),
          premises=(Text("租赁住所已缴纳房屋租赁税费;宿舍产权属于用人单位",
                         "tax was paid on the lease; a dormitory is the employer's own"),),
          question=Text("只登记在配偶名下的自有住所是否计算,未查到;未备案的租住可能是政府保障住房:都不下结论",
                        "whether a home in the spouse's name only counts was not found, and one "
                        "let without a registered lease may be government housing: both stay "
                        "open"))  # fmt: skip
def housed(homes: Rows, counting_month: Moment) -> Calendar:
    """The months in an own home, a registered lease or government housing, an employer's dormitory.

    在自有住房、政府保障住房、已备案租赁住房或单位宿舍居住的月份。
    """
    return homes.months(
        lambda row: all_of(in_city(row.place, City.XIONGAN), _lawful(row)),
        ends(counting_month)[1],
    )


def _lawful(row: Any) -> Truth:
    own = all_of(same(row.tenure, Tenure.OWN), any_of(opposite(row.spouses), UNSETTLED))
    leased = all_of(same(row.tenure, Tenure.RENT), any_of(row.registered, UNSETTLED))
    return any_of(own, leased, same(row.tenure, Tenure.DORMITORY))


# ---- their runs


def run_of(months: Calendar, counting_month: Moment) -> Count:
    """The run that ends with the month that counts, or the longest up to it: open if they differ."""
    lasting = unbroken(months, counting_month)
    return either_reading(lasting, months.until(counting_month).longest_run())


@quantity("在雄安连续参保月数", "consecutive months insured in Xiong'an",
          cites=measures("第五条"), question=RUN_OPEN)  # fmt: skip
def insured_run(insured: Calendar, counting_month: Moment) -> Count:
    """The unbroken run of months insured in Xiong'an.

    在雄安新区不间断参保的月数。
    """
    return run_of(insured, counting_month)


@quantity("在雄安以职工身份连续参保月数", "consecutive months insured as an employee",
          cites=(measures("第八条 合法稳定就业", "quoted"), details("合法稳定就业")),
          question=RUN_OPEN)  # fmt: skip
def work_run(insured_at_work: Calendar, counting_month: Moment) -> Count:
    """The unbroken run of months of employees' insurance in Xiong'an.

    在雄安新区不间断缴纳职工社会保险的月数。
    """
    return run_of(insured_at_work, counting_month)


@quantity("在京连续参保月数", "consecutive months insured in Beijing", cites=measures("第五条"),
          question=Text("在京年限是否须与在雄安年限相接,未查到:取在京最长的一段",
                        "whether the years in Beijing must join those in Xiong'an: the longest "
                        "run is taken"))  # fmt: skip
def beijing_run(insured_in_beijing: Calendar, counting_month: Moment) -> Count:
    """The longest unbroken run of months insured in Beijing.

    在北京不间断参保的最长月数。
    """
    return insured_in_beijing.until(counting_month).longest_run()


@quantity("在雄安连续居住月数", "consecutive months in a dwelling in Xiong'an",
          cites=measures("第八条 合法稳定住所", "quoted"), question=RUN_OPEN)  # fmt: skip
def housed_run(housed: Calendar, counting_month: Moment) -> Count:
    """The unbroken run of months in a lawful dwelling in Xiong'an.

    在雄安新区合法稳定住所不间断居住的月数。
    """
    return run_of(housed, counting_month)

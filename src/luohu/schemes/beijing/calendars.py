"""The months of a person's life that both policies count: insured, made up, owned, rented."""

from __future__ import annotations

from typing import Any

from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    at_least,
    by_kind,
    either,
    most,
    opposite,
    with_most,
)
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months, any_months_by_kind, months_by_kind
from luohu.people.facts import City, Tenure, lies_in
from luohu.people.rows import Rows, Where
from luohu.schemes.beijing.documents import (
    details_2018,
    details_2020,
    measures_2016,
    measures_2020,
)


def in_beijing(row: Any) -> Truth:
    """Whether a row is of Beijing; a document that names no city at all is Beijing's."""
    place = row.place
    here: Truth = (place == City.BEIJING) | (place == 0)
    return here


def is_own(row: Any) -> Truth:
    """Whether a home in Beijing is the applicant's or the spouse's own."""
    own: Truth = (row.tenure == Tenure.OWN) & in_beijing(row)
    return own


def own_within(districts: frozenset[str], others: frozenset[str]) -> Where:
    """What tells own homes in some districts; open for a district that is not stated."""
    return lambda row: is_own(row) & lies_in(row.district, districts, others)


def paid_in_beijing(row: Any) -> Count:
    """The tax of a row, nothing if it was paid elsewhere."""
    tax: Count = either(in_beijing(row), row.paid, 0)
    return tax


def _months_since(insurance: Rows, where: Where, since: Moment, until: Moment) -> ByKind[Calendar]:
    """Beijing's months of each of the five kinds, none before a month."""
    return months_by_kind(
        insurance,
        lambda row: where(row) & in_beijing(row),
        until,
        lambda row: at_least(row.first, since),
    )


@calendar("各险种正常缴费月", "months normally paid, by kind of insurance",
          cites=(measures_2016("第五条(一)"), details_2020("合法稳定就业")),
          bounds=any_months_by_kind("cutoff_month", since="insurance_from"))  # fmt: skip
def paid(insurance: Rows, insurance_from: Moment, cutoff_month: Moment) -> ByKind[Calendar]:
    """The months since July 1998 for which an insurance was paid in time, for each of five kinds.

    1998年7月以来五个险种各自按时缴费的月份,不含补缴。
    """
    return _months_since(insurance, lambda row: opposite(row.made_up), insurance_from, cutoff_month)


@calendar("各险种补缴月", "make-up months, by kind of insurance",
          cites=(measures_2016("第五条(一)"), details_2020("合法稳定就业")),
          bounds=any_months_by_kind("cutoff_month", since="insurance_from"))  # fmt: skip
def made_up(
    insurance: Rows, paid: ByKind[Calendar], insurance_from: Moment, cutoff_month: Moment
) -> ByKind[Calendar]:
    """The months paid afterwards only, for each of the five kinds.

    只有补缴记录的月份;同月另有正常缴费的不算补缴。
    """
    late = _months_since(insurance, lambda row: row.made_up, insurance_from, cutoff_month)
    return by_kind(lambda late, paid: late - paid, late, paid)


@calendar("非本人原因补缴月", "months made up for a fault of the bank or agency",
          cites=(details_2018("资格条件(三)"), details_2020("资格条件(三)")),
          bounds=any_months_by_kind("cutoff_month", since="insurance_from"))  # fmt: skip
def excused(insurance: Rows, insurance_from: Moment, cutoff_month: Moment) -> ByKind[Calendar]:
    """The months made up because the bank or the agency was at fault.

    因银行托收或经办机构原因补缴的月份,不计入补缴月数。
    """
    return _months_since(
        insurance, lambda row: row.made_up & row.agency_fault, insurance_from, cutoff_month
    )


@calendar("自有住所居住月", "months in an own home",
          cites=(details_2018("合法稳定住所"), details_2020("合法稳定住所")), bounds=any_months("cutoff_month"))  # fmt: skip
def owned(homes: Rows, cutoff_month: Moment) -> Calendar:
    """The months lived in an own home (or the spouse's) that had its title certificate.

    在本人或配偶已取得房屋所有权证的自有住所居住的月份。
    """
    return homes.months(is_own, cutoff_month, certified_from)


@calendar("备案租赁、宿舍居住月", "months in a registered rented home or dormitory",
          cites=(details_2018("合法稳定住所"), details_2020("合法稳定住所")), bounds=any_months("cutoff_month"))  # fmt: skip
def rented(homes: Rows, owned: Calendar, cutoff_month: Moment) -> Calendar:
    """The months in a rented home with a registered lease, or in a dormitory, without an own home.

    租赁合同已备案的租赁住所或单位宿舍的居住月份;同时有自有住所的月份只计自有。
    """
    leased = homes.months(
        lambda row: (row.tenure > Tenure.OWN) & row.registered & in_beijing(row), cutoff_month
    )
    return leased - owned


@calendar("城六区外自有住所居住月", "months in an own home outside the six districts",
          cites=(measures_2016("第五条(四)"), measures_2020("第五条(四)")),
          bounds=any_months("cutoff_month"), gap="homes.district")  # fmt: skip
def owned_outside(
    homes: Rows,
    outer_districts: frozenset[str],
    six_districts: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """The months lived in an own home outside the six central districts.

    在城六区之外的自有住所居住的月份。
    """
    outside = own_within(outer_districts, six_districts)
    return homes.months(outside, cutoff_month, certified_from)


@calendar("城六区外缴费月", "months insured outside the six districts",
          cites=details_2018("职住区域"), bounds=any_months("cutoff_month"), gap="insurance.district",
          question=Text("补缴月、单个险种、多个单位的缴费是否都算,未见规定:此处都算",
                        "whether make-up months, single kinds and second employers count: "
                        "here they do"))  # fmt: skip
def worked_outside(
    insurance: Rows,
    outer_districts: frozenset[str],
    six_districts_of_work: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """The months for which the employer paid insurance in a district outside the six.

    单位在城六区之外的区缴纳社会保险的月份,以缴费区认定工作地。
    """
    return insurance.months(
        lambda row: lies_in(row.district, outer_districts, six_districts_of_work) & in_beijing(row),
        cutoff_month,
    )


@quantity("正常缴费最多的险种的缴费月", "months of the insurance paid longest",
          unit="calendar", cites=(measures_2016("第五条(一)"), details_2020("合法稳定就业")))  # fmt: skip
def insured(paid: ByKind[Calendar]) -> Calendar:
    """The months of the kind of insurance that was normally paid for the most months.

    五个险种中正常累计缴费最多的那一种的缴费月份。
    """
    return with_most(paid.values())


@quantity(
    "正常缴费月数",
    "normally paid months",
    cites=(measures_2016("第五条(一)"), details_2020("合法稳定就业")),
)
def insured_months(paid: ByKind[Calendar]) -> Count:
    """How many months were normally paid of the insurance paid longest.

    以正常累计缴纳最多的险种计算的月数,不含补缴。
    """
    months: Count = most(by_kind(lambda months: months.count(), paid).values())
    return months


def certified_from(row: object) -> Moment:
    """The first month of a home that counts: none before its title certificate."""
    first: Moment = at_least(row.first, row.certificate)  # type: ignore[attr-defined]
    return first

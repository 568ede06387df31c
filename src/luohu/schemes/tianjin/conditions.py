"""Who may file (TJ-E1 to E6), and whether the line of the batch is reached: the same in every version."""

from __future__ import annotations

from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    agreed,
    all_of,
    by_kind,
    either_reading,
    joined,
    opposite,
    same,
)
from luohu.law.rules import calendar, condition, consequence, eligibility
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.facts import City
from luohu.people.rows import Rows
from luohu.schemes.national.retirement import retirement_2024
from luohu.schemes.tianjin.calendars import in_tianjin
from luohu.schemes.tianjin.documents import (
    guidance_2020,
    measures_2016,
    measures_2022,
    portal_2018,
    rounds,
    table_2022,
)

# ---- E1 a household elsewhere, a permit here


@condition("户籍在外省市", "a household registered elsewhere", cites=measures_2016("第三十二条"),
           premises=(Text("户籍合法有效,在境内", "the household is lawful, valid and in the mainland"),))  # fmt: skip
def household_elsewhere(household_city: Count) -> Truth:
    """Whoever is already registered in Tianjin has nothing to apply for.

    户籍不在天津。
    """
    return opposite(same(household_city, City.TIANJIN))


@condition("持有效天津居住证", "holds a valid Tianjin residence permit",
           cites=measures_2016("第三十二条"), bounds=(False, True),
           question=Text("须在哪一天有效,未见规定:按计分截止月",
                         "on which day it must be valid was not seen: the last month that counts "
                         "is taken"))  # fmt: skip
def residence_permit(permits: Rows, cutoff_month: Moment) -> Truth:
    """A residence permit of Tianjin is held in the last month that counts.

    计分截止月持有天津市居住证。
    """
    return permits.months(in_tianjin, cutoff_month).last(1, cutoff_month).count() > 0


# ---- E2 insured for a year without a gap


@condition("连续缴纳社会保险满1年", "insured for an unbroken year",
           cites=(measures_2016("第三十二条"), table_2022("社会保险")),
           premises=(Text("被用人单位招用或投资办企业,申请时仍在缴费",
                          "employed or invested in a business, and still insured when applying"),),
           question=Text("五个险种是否须各自连续、各险种月份可否相接,未见规定:各种算法不一致时不下结论",
                         "whether each of the five kinds must be unbroken, or all of them together: "
                         "where these differ this stays open"),
           gap="insurance.kind")  # fmt: skip
def insured_without_gap(
    paid: ByKind[Calendar], insured_months_required: Count, cutoff_month: Moment
) -> Truth:
    """Each of the twelve months up to the cut-off was paid in time by an employer.

    截至截止月的连续12个月,每月都由单位按时缴费,中断或补缴的不符合。
    """

    def unbroken(months: Calendar) -> Truth:
        return months.count_last(insured_months_required, cutoff_month) >= insured_months_required

    met = by_kind(unbroken, paid)
    return agreed([*met.values(), unbroken(joined(paid.values()))])


# ---- E3 below the retirement age


@condition("未达法定退休年龄", "below the statutory retirement age",
           cites=(measures_2016("第三十二条"), retirement_2024("附表")),
           question=Text("以截止日还是申请日为准、2025年以后是否按延迟后的年龄,未见规定:"
                         "按截止月和全国规定",
                         "whether the cut-off or the day of applying decides, and whether the later "
                         "age holds since 2025, was not seen: the cut-off and national law here"))  # fmt: skip
def below_retirement_age(retirement_month: Moment, cutoff_month: Moment) -> Truth:
    """The retirement age is reached only after the last month that counts.

    截止月以前尚未到法定退休年龄,到龄当月即为已达。
    """
    return retirement_month > cutoff_month


# ---- E4 a place to register


@condition("有合法稳定落户地点", "a lawful place to register",
           cites=(measures_2016("第三十二条"), measures_2022("第四十二条")))  # fmt: skip
def has_place_to_register(place_to_register: Truth) -> Truth:
    """A home of one's own, the spouse's, parents' or children's, or a collective household.

    本人、配偶、父母、子女的产权房或集体户,可以落户。
    """
    return place_to_register


# ---- E5 the filing line


@condition("达到申报指导分值", "reaches the filing line",
           cites=(measures_2016("第三十二条"), guidance_2020("申报指导分值")))  # fmt: skip
def filing_line_reached(total: Points, filing_line: Points) -> Truth:
    """The total reaches the line from which one may file.

    积分达到申报指导分值,才可以申报。
    """
    return total >= filing_line


# ---- E6 two old limits


@calendar(
    "在外地参保月",
    "months insured elsewhere",
    cites=portal_2018("申报表"),
    bounds=any_months("cutoff_month"),
)
def insured_elsewhere(insurance: Rows, cutoff_month: Moment) -> Calendar:
    """The months of insurance paid in another city; what was transferred here is Tianjin's.

    在其他城市缴纳社会保险的月份。
    """
    return insurance.months(lambda row: opposite(in_tianjin(row)), cutoff_month)


@calendar(
    "在天津参保月",
    "months insured in Tianjin",
    cites=portal_2018("申报表"),
    bounds=any_months("cutoff_month"),
)
def insured_in_tianjin(insurance: Rows, cutoff_month: Moment) -> Calendar:
    """The months of insurance in Tianjin of any kind, back-paid, flexible and transferred ones too.

    在天津参保的月份,包括补缴、灵活就业和转入的。
    """
    return insurance.months(in_tianjin, cutoff_month)


@condition("未同时在外地参保", "not insured elsewhere at the same time",
           cites=portal_2018("申报表", "inferred"),
           question=Text("查到什么时候的重复参保、2022年起是否仍查,未见规定:只有截止月重复的按不符合,"
                         "以前重复的不下结论",
                         "how far back it is looked for and whether it still is since 2022 was not "
                         "seen: the last month decides, earlier ones stay open"))  # fmt: skip
def insured_here_only(
    insured_in_tianjin: Calendar,
    insured_elsewhere: Calendar,
    double_insurance_barred: Truth,
    cutoff_month: Moment,
) -> Truth:
    """No month is insured both in Tianjin and elsewhere.

    没有在天津和外地同时参保的月份。
    """
    both = insured_elsewhere & insured_in_tianjin
    double = either_reading(both.last(1, cutoff_month).count() > 0, both.count() > 0)
    return opposite(all_of(double_insurance_barred, double))


@condition("无违反生育政策的取消情形", "not cancelled under the birth policy",
           cites=portal_2018("申报表", "inferred"),
           question=Text("违反生育政策在各年度是否取消资格,未见规定:有记录的不下结论",
                         "in which years a breach cancelled an application was not seen: with a "
                         "record this stays open"))  # fmt: skip
def birth_policy_kept(birth_policy_violation: Truth, birth_policy_bars: Truth) -> Truth:
    """An old check of births without approval could cancel an application.

    旧制核查未经批准的生育,可能取消申请。
    """
    return opposite(all_of(birth_policy_violation, birth_policy_bars))


@eligibility("可以申报", "may file", cites=(measures_2016("第三十二条"), measures_2022("第三十四条至第三十七条")),
             question=Text("2022年办法关于条件的条文只见部分,未见的按原办法第三十二条",
                           "of the measures of 2022 only some articles on the conditions were "
                           "seen; the rest is read from article 32 of the older ones"))  # fmt: skip
def eligible(
    household_elsewhere: Truth,
    residence_permit: Truth,
    insured_without_gap: Truth,
    below_retirement_age: Truth,
    has_place_to_register: Truth,
    filing_line_reached: Truth,
    insured_here_only: Truth,
    birth_policy_kept: Truth,
) -> Truth:
    """All conditions hold.

    各项条件须同时符合。
    """
    return all_of(
        household_elsewhere,
        residence_permit,
        insured_without_gap,
        below_retirement_age,
        has_place_to_register,
        filing_line_reached,
        insured_here_only,
        birth_policy_kept,
    )


# ---- the line of the batch


@consequence("达到本批次落户分值", "reaches the line of the batch",
             cites=(measures_2022("第四十一条"), measures_2022("第三十四条"), rounds("批次")),
             question=Text("各批次分数线未找到;现行同分规则未见:达到分数线的全部列入",
                           "the lines of the batches were not found, nor a tie rule in force: "
                           "everybody at the line is listed"))  # fmt: skip
def admitted(eligible: Truth, total: Points, admission_line: Points) -> Truth:
    """Whoever may file and reaches the line set each June and December is listed.

    符合申报条件且积分不低于当批次公布的落户分值的,列入名单。
    """
    return all_of(eligible, total >= admission_line)

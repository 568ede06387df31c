"""Shenzhen's points-based settlement since 2023 (深发改规〔2023〕2号): conditions, points, the total.

The texts that were open for comment in 2021 and 2022 (ten years of insurance, a blacklist) never
came into force, nor was a round held in those years: they are not encoded.
"""

from __future__ import annotations

from luohu.law.days import Day
from luohu.law.elapsed import year_in_last, years_between
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    by_kind,
    either,
    how_many,
    opposite,
    same,
)
from luohu.law.quantities import total as sum_of
from luohu.law.ranges import Range
from luohu.law.rulebook import Rulebook
from luohu.law.rules import (
    condition,
    consequence,
    eligibility,
    indicator,
    quantity,
    rules_in,
    total_score,
)
from luohu.law.sources import Text
from luohu.people.facts import Commendation, Insurance, Penalty, Sex, catalogue
from luohu.people.rows import Rows
from luohu.schemes.shenzhen import settlement_months
from luohu.schemes.shenzhen.documents import (
    HERE,
    consultation_2021,
    documents,
    measures_2023,
    round_2023,
)
from luohu.schemes.shenzhen.settlement_months import NO_MONTHS
from luohu.schemes.shenzhen.spans import in_shenzhen, within_age

# ---- who may apply


@condition("男55周岁以下、女50周岁以下", "men up to 55, women up to 50", cites=measures_2023("申请条件"),
           question=Text("“以下”是否含本数未见规定:恰为55、50周岁的不下结论",
                         "whether the age itself is included was not seen: it is left open for "
                         "those of exactly 55 or 50"))  # fmt: skip
def age_allowed(
    completed_years: Count,
    sex: Count,
    age_limit_men: Count,
    age_limit_women: Count,
    age_limit_included: Truth,
) -> Truth:
    """On the last day that counts a man is not past 55, a woman not past 50.

    截至计分截止日,男性55周岁以下,女性50周岁以下。
    """
    limit = either(same(sex, Sex.MALE), age_limit_men, age_limit_women)
    return within_age(completed_years, limit, age_limit_included)


@condition("持有深圳居住证", "holds a Shenzhen residence permit", cites=measures_2023("申请条件"),
           bounds=(False, True))  # fmt: skip
def residence_permit(permits: Rows, cutoff_month: Moment) -> Truth:
    """A residence permit of Shenzhen is valid in the last month that counts.

    计分截止月持有有效的深圳经济特区居住证。
    """
    return permits.months(in_shenzhen, cutoff_month).last(1, cutoff_month).count() > 0


@condition("养老或医疗保险累计满5年", "five years of pension or of medical insurance",
           cites=measures_2023("申请条件"))  # fmt: skip
def five_years_insured(paid: ByKind[Calendar], insured_months_required: Count) -> Truth:
    """Sixty months of pension insurance or of medical insurance, paid in time, in all.

    在深圳正常缴纳养老保险累计满60个月,或者医疗保险累计满60个月。
    """
    return any_of(
        paid[Insurance.PENSION].count() >= insured_months_required,
        paid[Insurance.MEDICAL].count() >= insured_months_required,
    )


@condition("无刑事犯罪记录", "no criminal record", cites=measures_2023("申请条件"))
def no_criminal_record(criminal_record: Truth) -> Truth:
    """No criminal record: since 2023 it bars the application.

    没有刑事犯罪记录(2023年起一票否决)。
    """
    return opposite(criminal_record)


@condition("未参加国家禁止的组织及活动", "no banned organisation or activity",
           cites=measures_2023("申请条件"), bounds=(False, True))  # fmt: skip
def no_banned_organisation(penalties: Rows, cycle: int) -> Truth:
    """No record of a banned organisation or activity up to the year.

    截至当年没有参加国家禁止的组织或活动的记录。
    """
    acts = (
        all_of(same(row.kind, Penalty.BANNED_ORGANISATION), row.year <= cycle) for row in penalties
    )
    return same(how_many(acts), 0)


@eligibility("符合申请条件", "may apply", cites=measures_2023("申请条件"))
def eligible(
    age_allowed: Truth,
    residence_permit: Truth,
    five_years_of_home: Truth,
    five_years_insured: Truth,
    no_criminal_record: Truth,
    no_banned_organisation: Truth,
) -> Truth:
    """All conditions hold.

    各项申请条件须同时满足。
    """
    return all_of(
        age_allowed,
        residence_permit,
        five_years_of_home,
        five_years_insured,
        no_criminal_record,
        no_banned_organisation,
    )


# ---- homes


@quantity("计分的自有住房月份", "months of owning that score", unit="calendar",
          cites=measures_2023("自有住房"))  # fmt: skip
def owned_that_scores(owned: Calendar, owns_now: Truth) -> Calendar:
    """Months of owning, former homes too, if there still is an own home; else none.

    截止时仍有自有住房的,现有和曾有住房的月份都计分;已无自有住房的不计。
    """
    return either(owns_now, owned, NO_MONTHS)


@indicator("自有住房", "own home", cites=measures_2023("自有住房"))
def own_home(owned_that_scores: Calendar, points_per_owned_month: Points) -> Points:
    """One point for each month of owning.

    拥有自有住房每满一个月1分。
    """
    return owned_that_scores.count() * points_per_owned_month


@indicator("租赁住房", "rented home", cites=measures_2023("租赁住房"))
def rented_home(
    leased: Calendar, owned_that_scores: Calendar, points_per_leased_month: Points
) -> Points:
    """A fifth of a point for each month of a filed lease in which no own home scores.

    备案租赁每满一个月0.2分;同一个月已按自有住房计分的不再计。
    """
    return (leased - owned_that_scores).count() * points_per_leased_month


# ---- insurance


@quantity("计分的参保月数", "months of insurance that score, of all kinds",
          cites=(measures_2023("社会保险", "inferred"), consultation_2021("社会保险", "inferred")),
          question=Text("“申请时在缴”是逐个险种还是任一险种、以申请日还是截止日为准,未见规定:"
                        "按计分截止月,险种之间不一致且影响结果时不下结论",
                        "whether each kind or any must still be paid, and on which day, was not "
                        "seen: the last month that counts is taken; where kinds differ it is open"))  # fmt: skip
def insured_months(
    paid: ByKind[Calendar], each_kind_still_paid: Truth, cutoff_month: Moment
) -> Count:
    """The months of the five kinds together, as far as they are still being paid.

    五个险种正常缴费月数之和,申请时须仍在缴。
    """
    still = by_kind(lambda months: months.last(1, cutoff_month).count() > 0, paid)
    some = any_of(*still.values())
    return sum_of(
        either(either(each_kind_still_paid, still[kind], some), months.count(), 0)
        for kind, months in paid.items()
    )


@indicator("社会保险", "social insurance", cites=measures_2023("社会保险"))
def insurance_paid(insured_months: Count, points_per_insured_month: Points) -> Points:
    """Three tenths of a point for each month of each of the five kinds.

    养老、医疗、失业、工伤、生育每个险种每满一个月0.3分。
    """
    return insured_months * points_per_insured_month


# ---- merit and misconduct


@indicator("见义勇为", "bravery", cites=(measures_2023("见义勇为"), round_2023("见义勇为")),
           bounds=(0, UNBOUNDED),
           premises=(Text("表彰为市级以上", "the commendation is the city's or higher"),),
           question=Text("是否限本市的表彰,未见规定:此处不限",
                         "whether only Shenzhen's commendations count is not stated: here all do"))  # fmt: skip
def bravery(commendations: Rows, points_per_bravery: Points) -> Points:
    """Thirty points for each commendation for bravery.

    受市级以上见义勇为表彰,每次30分,可累计。
    """
    return (
        how_many(same(row.kind, Commendation.BRAVERY) for row in commendations) * points_per_bravery
    )


@indicator("负面行为清单", "negative list", cites=measures_2023("负面行为清单"),
           bounds=lambda points_negative_list: Range(-points_negative_list, 0),
           question=Text("清单三类15项的全文未见;行为发生的年限、地点未见规定:此处不限",
                         "the full list (three classes, fifteen acts) was not seen, nor a limit of "
                         "time or place: here there is none"))  # fmt: skip
def negative_list(penalties: Rows, points_negative_list: Points, cycle: int) -> Points:
    """Two hundred points less, once, for any act on the list.

    有清单所列任一行为,一次性减200分。
    """
    acts = how_many(
        all_of(same(row.kind, Penalty.NEGATIVE_LIST), row.year <= cycle) for row in penalties
    )
    return -either(acts > 0, points_negative_list, 0)


@quantity("涉毒记录数", "records of drug measures", unit="times",
          cites=measures_2023("涉毒和行政拘留"), bounds=(0, UNBOUNDED),
          question=Text("涉毒处罚或强制措施是否有年限,未见规定:此处不限",
                        "whether drug measures lapse was not seen: here they do not"))  # fmt: skip
def drug_records(penalties: Rows, cycle: int) -> Count:
    """Punishments or compulsory measures for drugs, at any time.

    因吸毒被处罚或采取强制措施的次数,不限年限。
    """
    return how_many(all_of(same(row.kind, Penalty.DRUGS), row.year <= cycle) for row in penalties)


@quantity("3年内在深行政拘留次数", "detentions in Shenzhen within three years", unit="times",
          cites=measures_2023("涉毒和行政拘留"), bounds=(0, UNBOUNDED), gap="detentions.year")  # fmt: skip
def recent_detentions(detentions: Rows, detention_years: int, cutoff_day: int) -> Count:
    """Administrative detentions in Shenzhen in the three years that end with the last day.

    截至计分截止日3年内在深圳被处以行政拘留的次数。
    """
    return how_many(
        all_of(year_in_last(row.year, detention_years, cutoff_day), in_shenzhen(row))
        for row in detentions
    )


@indicator("涉毒或行政拘留", "drugs or detention", cites=measures_2023("涉毒和行政拘留"))
def drugs_or_detention(
    drug_records: Count, recent_detentions: Count, points_drugs_or_detention: Points
) -> Points:
    """Three hundred points less, once.

    有涉毒记录或3年内在深行政拘留的,减300分,不累计。
    """
    recorded = any_of(drug_records > 0, recent_detentions > 0)
    return -either(recorded, points_drugs_or_detention, 0)


# ---- the total, and what follows from it


@total_score("总积分", "total", cites=measures_2023("积分指标"),
             question=Text("同分如何排序、2023年起各年指标数,未找到来源:不设同分规则",
                           "how equal totals are ordered, and the quotas since 2023, were not found: "
                           "there is no tie rule here"))  # fmt: skip
def total(
    own_home: Points,
    rented_home: Points,
    insurance_paid: Points,
    bravery: Points,
    negative_list: Points,
    drugs_or_detention: Points,
) -> Points:
    """The sum of all indicators; the highest totals take the year's quota.

    各项指标分值之和,从高到低取年度指标数。
    """
    return own_home + rented_home + insurance_paid + bravery + negative_list + drugs_or_detention


@consequence("可随迁的未成年子女", "children who may follow", unit="people",
             cites=measures_2023("随迁"), bounds=(0, UNBOUNDED),
             question=Text("未成年以哪天为准,未见规定:此处按计分截止日",
                           "the day on which a child must be a minor was not seen: the last day "
                           "that counts is taken"))  # fmt: skip
def children_who_may_follow(children: Rows, cutoff_day: Moment, age_of_majority: Count) -> Count:
    """Minor children may move together with the applicant.

    未成年子女可以随迁。
    """
    return how_many(
        all_of(
            row.born > 0,
            row.born <= cutoff_day,
            years_between(row.born, cutoff_day) < age_of_majority,
        )
        for row in children
    )


def reference_day(cycle: int) -> Day:
    """The last day that counts: 30 September of the cycle."""
    return Day.of(cycle, 9, 30)


rulebook = Rulebook.of(
    rules_in(settlement_months, globals()),
    scheme="shenzhen",
    version="2023",
    title=Text("深圳市积分入户(2023年起)", "Shenzhen points-based settlement (since 2023)"),
    parameters=load_parameters(HERE / "settlement.toml", documents)
    | load_parameters(HERE / "settlement_2023.toml", documents),
    facts=catalogue(),
    cycles=(2023, 2027),
    reference_day=reference_day,
)

"""Fenghua's own layer (区级个性, 50 points): seven names without values; and the deductions."""

from __future__ import annotations

from luohu.law.quantities import Count, Points, Truth, all_of, any_of, at_most, either, same, some
from luohu.law.rules import indicator, quantity, subtotal
from luohu.law.sources import Text
from luohu.people.facts import Commendation, Honour
from luohu.people.rows import Rows
from luohu.schemes.ningbo.city_indicators import FACTS_OPEN, VALUES_OPEN
from luohu.schemes.ningbo.documents import district_list, notice_2022


@indicator("见义勇为", "bravery", cites=district_list("见义勇为"),
           bounds=(0, "bravery_points"), question=VALUES_OPEN)  # fmt: skip
def bravery(commendations: Rows, honours: Rows, bravery_points: Points) -> Points:
    """Bravery gives points that were not found; without a recognition of it there are none.

    见义勇为加分,分值未查到;没有认定的不加分。
    """
    recognised = any_of(
        some(same(row.kind, Commendation.BRAVERY) for row in commendations),
        some(same(row.kind, Honour.GOOD_SAMARITAN) for row in honours),
    )
    return either(recognised, bravery_points, 0)


@indicator("表彰奖励(区级)", "commendations (district)", cites=district_list("表彰奖励"),
           question=VALUES_OPEN)  # fmt: skip
def district_commendation(commended: Truth, district_commendation_points: Points) -> Points:
    """Commendations give points of the district too, which were not found.

    表彰奖励的区级加分,分值未查到。
    """
    return either(commended, district_commendation_points, 0)


@indicator("党员管理", "party members", cites=district_list("党员管理"), question=FACTS_OPEN)  # fmt: skip
def party(party_points: Points) -> Points:
    """Party members may get points that were not found.

    党员管理加分,分值未查到。
    """
    return party_points


@indicator("捐赠证明", "gifts", cites=district_list("捐赠证明"), question=FACTS_OPEN)  # fmt: skip
def gift(gift_points: Points) -> Points:
    """Gifts that are certified may give points that were not found.

    有捐赠证明的加分,分值未查到。
    """
    return gift_points


@indicator("公益岗位", "public-welfare post", cites=district_list("公益岗位"), question=FACTS_OPEN)  # fmt: skip
def welfare_post(welfare_post_points: Points) -> Points:
    """A public-welfare post may give points that were not found.

    公益岗位加分,分值未查到。
    """
    return welfare_post_points


@indicator("兵役情况", "military service", cites=district_list("兵役情况"), question=FACTS_OPEN)  # fmt: skip
def military(military_points: Points) -> Points:
    """Military service may give points that were not found.

    兵役情况加分,分值未查到。
    """
    return military_points


@indicator("春节留奉", "staying over Spring Festival", cites=district_list("春节留奉"),
           question=FACTS_OPEN)  # fmt: skip
def spring_festival(spring_festival_points: Points) -> Points:
    """Staying in Fenghua over Spring Festival may give points that were not found.

    春节期间留在奉化的加分,分值未查到。
    """
    return spring_festival_points


@subtotal("区级个性分", "district score", cites=(notice_2022("区级个性指标"), district_list("")),
          question=Text("七项指标2022年是否已施行,未查到",
                        "whether the seven were in use in 2022 was not found"))  # fmt: skip
def district_score(
    bravery: Points,
    district_commendation: Points,
    party: Points,
    gift: Points,
    welfare_post: Points,
    military: Points,
    spring_festival: Points,
    district_limit: Points,
) -> Points:
    """Fenghua's seven together, fifty at most; valid in Fenghua only.

    奉化七项之和,最高50分,仅限本区。
    """
    recognised = bravery + district_commendation
    others = party + gift + welfare_post + military + spring_festival
    return at_most(recognised + others, district_limit)


# ---- deductions


def _by_cycle(year: Count, cycle: int) -> Truth:
    """Whether there is a year, and it does not lie after the cycle."""
    return all_of(year > 0, year <= cycle)


@quantity("有违法失信或违法犯罪记录", "has a bad record", unit="truth",
          cites=notice_2022("减分指标"), bounds=(False, True),
          question=Text("哪些记录算违法失信、违法犯罪,未查到:任何处罚、拘留、涉税违法、虚假材料、犯罪记录都可能算",
                        "what counts was not found: any penalty, detention, tax violation, false "
                        "material or criminal record may"))  # fmt: skip
def bad_record(
    criminal_record: Truth,
    false_material: Count,
    penalties: Rows,
    detentions: Rows,
    tax_violations: Rows,
    cycle: int,
) -> Truth:
    """Whether there is any record up to the year that could count against the score.

    截至当年,是否有任何可能减分或冻结积分的记录。
    """
    return any_of(
        criminal_record,
        _by_cycle(false_material, cycle),
        some(_by_cycle(row.year, cycle) for row in penalties),
        some(_by_cycle(row.year, cycle) for row in detentions),
        some(_by_cycle(row.year, cycle) for row in tax_violations),
    )


@indicator("违法失信", "breach of trust", cites=notice_2022("减分指标 违法失信"), question=VALUES_OPEN)  # fmt: skip
def breach(bad_record: Truth, breach_deduction: Points) -> Points:
    """Breach of trust takes points away, how many was not found; without a record none.

    违法失信减分,分值未查到;没有任何记录的不减。
    """
    return -either(bad_record, breach_deduction, 0)


@indicator("违法犯罪", "offences", cites=notice_2022("减分指标 违法犯罪"), question=VALUES_OPEN)  # fmt: skip
def offence(bad_record: Truth, offence_deduction: Points) -> Points:
    """Offences take points away, how many was not found; without a record none.

    违法犯罪减分,分值未查到;没有任何记录的不减。
    """
    return -either(bad_record, offence_deduction, 0)


@subtotal("减分", "deductions", cites=notice_2022("减分指标"))  # fmt: skip
def deductions(breach: Points, offence: Points) -> Points:
    """Both together, below zero or nothing.

    两项减分之和,不大于0。
    """
    return breach + offence

"""Proposal 11: an own home counts before its title certificate."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.quantities import Calendar, Moment, at_most, either
from luohu.law.reform import Reform
from luohu.law.rules import calendar
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.rows import Rows
from luohu.schemes.beijing.calendars import certified_from, is_own, own_within
from luohu.study.reforms.proposal import Change, Proposal, reply


def contract_month(row: Any) -> Moment:
    """The month of the purchase contract, or the first lived there; never later than it counts now."""
    month: Moment = either(row.bought > 0, month_of(row.bought), row.first)
    return at_most(month, certified_from(row))


def moved_in(row: Any) -> Moment:
    """The first month lived there."""
    month: Moment = row.first
    return month


def _own_from(start: Any) -> Reform:
    """Own homes, in the city and outside the six districts, from another month on."""

    @calendar("自有住所居住月", "months in an own home", cites=reply("11"),
              bounds=any_months("cutoff_month"))  # fmt: skip
    def owned(homes: Rows, cutoff_month: Moment) -> Calendar:
        """The months of an own home, whether its certificate had been given or not.

        自有住所的月份,不论当时是否已取得产权证。
        """
        return homes.months(is_own, cutoff_month, start)

    @calendar("城六区外自有住所居住月", "months in an own home outside the six districts",
              cites=reply("11"), bounds=any_months("cutoff_month"), gap="homes.district")  # fmt: skip
    def owned_outside(
        homes: Rows,
        outer_districts: frozenset[str],
        six_districts: frozenset[str],
        cutoff_month: Moment,
    ) -> Calendar:
        """The same outside the six districts.

        城六区之外自有住所的月份,不论当时是否已取得产权证。
        """
        return homes.months(own_within(outer_districts, six_districts), cutoff_month, start)

    title = Text("自有住所不以产权证为准", "own homes count before the certificate")
    return Reform(title, (owned, owned_outside))


def from_contract() -> Change:
    """From the purchase contract on."""
    return Change(_own_from(contract_month))


def from_moving_in() -> Change:
    """From moving in on."""
    return Change(_own_from(moved_in))


proposals = (
    Proposal(
        "11",
        Text("自有住所从网签合同起算", "Own homes from the contract on"),
        Text("还没有房本的住房,应当从网签或缴纳契税时起算。",
             "A home whose certificate is still to come should count from the contract or the deed tax."),
        from_contract,
        assumed=(Text("以购房合同日期计,没有填的从居住之月起;缴纳契税的日期文档里没有。",
                      "By the day of the contract, or the first month lived there where none is stated; "
                      "the day of the deed tax is in no document."),),
    ),
    Proposal(
        "11-moved-in",
        Text("自有住所从实际入住起算", "Own homes from moving in on"),
        Text("应当从实际入住时起算。", "A home should count from the day one lives there."),
        from_moving_in,
    ),
)  # fmt: skip

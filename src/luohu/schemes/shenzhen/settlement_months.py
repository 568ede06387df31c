"""The months that both versions of Shenzhen's points-based settlement count: homes and insurance."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of, years_between
from luohu.law.months import Months
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    any_of,
    at_least,
    either,
    opposite,
)
from luohu.law.rules import calendar, condition, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months, any_months_by_kind
from luohu.people.facts import Tenure
from luohu.people.rows import Rows
from luohu.schemes.shenzhen.documents import (
    consultation_2021,
    explanations_2020,
    measures_2017,
    measures_2023,
    round_2023,
    table_2019,
)
from luohu.schemes.shenzhen.spans import in_shenzhen, paid_here
from luohu.schemes.shenzhen.spans import own_or_accepted as accepted


@quantity("计分截止月", "last month that counts", unit="month",
          cites=(round_2023("计分截止"), explanations_2020("计分截止")))  # fmt: skip
def cutoff_month(cutoff_day: Moment) -> Moment:
    """The month of the last day that counts.

    计分截止日所在的月份。
    """
    return month_of(cutoff_day)


@quantity("周岁", "completed years of age", unit="age",
          cites=(measures_2023("申请条件"), measures_2017("申请条件")))  # fmt: skip
def completed_years(born: Moment, cutoff_day: Moment) -> Count:
    """Completed years on the last day that counts.

    截至计分截止日的周岁数。
    """
    return years_between(born, cutoff_day)


@quantity("婚姻已满年限", "married for long enough", unit="truth",
          cites=(measures_2023("配偶住房"), table_2019("自有住房")),
          premises=(Text("婚姻关系连续且至今存续", "the marriage is unbroken and goes on"),))  # fmt: skip
def married_long_enough(
    marriage_since: Moment, cutoff_day: Moment, marriage_years_required: Count
) -> Truth:
    """On the last day that counts the marriage has lasted two years.

    至计分截止日,婚姻关系已连续存续满2年。
    """
    return years_between(marriage_since, cutoff_day) >= marriage_years_required


@calendar("本人住房的月份", "months with a home in one's own name",
          cites=(measures_2023("自有住房"), table_2019("自有住房")), bounds=any_months("cutoff_month"),
          premises=(Text("房屋为登记在深圳的住宅", "the home is a dwelling registered in Shenzhen"),))  # fmt: skip
def owned_by_applicant(homes: Rows, own_share_required: Count, cutoff_month: Moment) -> Calendar:
    """Months with a registered home of which the applicant, or the couple, holds half or more.

    本人名下(含夫妻共有)份额合计不低于一半的已登记住房的月份,曾经拥有的也算。
    """
    return homes.months(
        lambda row: is_owned(row, own_share_required) & opposite(row.spouses),
        cutoff_month,
        registered_from,
    )


@calendar("配偶住房的月份", "months with a home in the spouse's name",
          cites=(measures_2023("自有住房"), table_2019("自有住房")), bounds=any_months("cutoff_month"))  # fmt: skip
def owned_by_spouse(homes: Rows, own_share_required: Count, cutoff_month: Moment) -> Calendar:
    """Months with a registered home in the spouse's name alone, half of it or more.

    只登记在配偶名下、份额不低于一半的住房的月份。
    """
    return homes.months(
        lambda row: is_owned(row, own_share_required) & row.spouses,
        cutoff_month,
        registered_from,
    )


@quantity("自有住房的月份", "months with an own home", unit="calendar",
          cites=(measures_2023("自有住房"), table_2019("自有住房")),
          question=Text("不满整月的起止月如何计、按30天还是按自然月,未见规定:此处按填写的自然月计",
                        "how months not owned whole count, and whether a month is thirty days, was "
                        "not seen: the calendar months stated are taken"))  # fmt: skip
def owned(
    owned_by_applicant: Calendar, owned_by_spouse: Calendar, married_long_enough: Truth
) -> Calendar:
    """Months with at least one own home; the spouse's count after two years of marriage.

    至少有一套自有住房的月份,同期多套只算一次;配偶的住房须婚姻满2年才算。
    """
    return owned_by_applicant | either(married_long_enough, owned_by_spouse, NO_MONTHS)


@quantity("截止时仍有自有住房", "still owning a home", unit="truth",
          cites=(measures_2023("自有住房"), table_2019("自有住房")),
          question=Text("申请当日是否仍有住房无事实可依:以计分截止月为准",
                        "owning on the day of applying is no fact: the last month that counts is "
                        "taken"))  # fmt: skip
def owns_now(owned: Calendar, cutoff_month: Moment) -> Truth:
    """In the last month that counts there is an own home.

    计分截止月手里至少有一套自有住房。
    """
    return owned.last(1, cutoff_month).count() > 0


@calendar("备案租赁的月份", "months with a filed lease",
          cites=(measures_2023("租赁住房"), table_2019("租赁住房")), bounds=any_months("cutoff_month"),
          question=Text("不满整月的起止月如何计,未见规定:此处按填写的自然月计",
                        "how months not leased whole count was not seen: the calendar months "
                        "stated are taken"))  # fmt: skip
def leased(homes: Rows, cutoff_month: Moment) -> Calendar:
    """Months of a lease that is registered or filed; several at once are one.

    租赁已登记备案或申报信息的月份,同期多处只算一次。
    """
    return homes.months(
        lambda row: (row.tenure == Tenure.RENT) & row.registered & in_shenzhen(row), cutoff_month
    )


@calendar("各险种正常缴费月", "months normally paid, by kind of insurance",
          cites=(measures_2023("社会保险", "inferred"), consultation_2021("社会保险", "inferred"),
                 table_2019("社会保险")),
          bounds=any_months_by_kind("cutoff_month"),
          question=Text("2023年办法对中断、补缴的原文未见:中断扣除后累计、补缴不计,从2019年和征求意见稿的表推得",
                        "the text of 2023 on gaps and make-up payments was not seen: that gaps are "
                        "left out and made-up months do not count is taken from the earlier tables"))  # fmt: skip
def paid(
    insurance: Rows, transferred_months_count: Truth, cutoff_month: Moment
) -> ByKind[Calendar]:
    """The months for which each of the five was paid in time in Shenzhen.

    五个险种各自在深圳按时缴费的月份,中断和补缴的不算。
    """
    return paid_here(
        insurance,
        lambda row: opposite(row.made_up) & accepted(row.transferred_in, transferred_months_count),
        cutoff_month,
    )


@condition("自有或租赁连续满5年", "five unbroken years in an own or a rented home",
           cites=(measures_2023("申请条件"), measures_2017("第五条")),
           question=Text("自有与租赁的时段能否相接成5年、5年是否须延续到截止日,未见规定:"
                         "前者影响结果时不下结论,后者按任何一段满5年计",
                         "whether owning and renting may be joined to five years is open where it "
                         "matters; that the years need not last to the end is assumed"))  # fmt: skip
def five_years_of_home(
    owned: Calendar, leased: Calendar, home_months_required: Count, runs_may_be_joined: Truth
) -> Truth:
    """Sixty unbroken months of owning, or sixty of a filed lease.

    自有住房连续满60个月,或者备案租赁连续满60个月。
    """
    longest = at_least(owned.longest_run(), leased.longest_run())
    joined = (owned | leased).longest_run()
    return any_of(
        longest >= home_months_required,
        either(runs_may_be_joined, joined >= home_months_required, False),
    )


NO_MONTHS: Calendar = Months.none()  # type: ignore[assignment]


def is_owned(row: Any, share_required: Count) -> Any:
    """Whether a row is an own home in Shenzhen with enough of a share."""
    return (row.tenure == Tenure.OWN) & (row.share >= share_required) & in_shenzhen(row)


def registered_from(row: Any) -> Moment:
    """The first month of a home that counts: none before its title certificate."""
    first: Moment = at_least(row.first, row.certificate)
    return first

"""B2 since 2020: rented and own homes by district, and what an earlier purchase may keep."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of
from luohu.law.points import half_up
from luohu.law.quantities import (
    UNSETTLED,
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_least,
    at_most,
    by_kind,
    by_priority,
    either,
    either_reading,
    full_years,
    most,
    opposite,
    same,
)
from luohu.law.quantities import total as sum_of
from luohu.law.ranges import Range
from luohu.law.rules import calendar, indicator, quantity
from luohu.law.sources import Text
from luohu.law.steps import Levels
from luohu.people.calendars import any_months
from luohu.people.facts import District, Tenure
from luohu.people.rows import Rows, Where
from luohu.schemes.tianjin.calendars import in_tianjin, open_to
from luohu.schemes.tianjin.documents import (
    draft_2019,
    housing_2023,
    portal_2018,
    table_2018,
    table_2022,
)

# ---- what a home is, and what its district gives


def is_own(row: Any, spouse_home_counts: Truth) -> Truth:
    """Whether a row is an unencumbered own home in Tianjin; the spouse's alone if such count."""
    return all_of(
        same(row.tenure, Tenure.OWN),
        in_tianjin(row),
        opposite(row.encumbered),
        any_of(opposite(row.spouses), spouse_home_counts),
    )


def owned_from(row: Any) -> Moment:
    """The first month of a home that counts: none before its contract, or else its certificate."""
    proved = either(row.bought > 0, month_of(row.bought), row.certificate)
    first: Moment = at_least(row.first, proved)
    return first


def owned_by(row: Any, month: Moment) -> Truth:
    """Whether a home counts by a month; open from moving in to its certificate without a contract."""
    first: Moment = at_least(row.first, month_of(row.bought))
    return either_reading(owned_from(row) <= month, first <= month)


def months_owned(homes: Rows, where: Where, until: Moment) -> Calendar:
    """The months of the homes for which something holds; open where `owned_by` is."""
    proved = homes.months(where, until, owned_from)
    unproved = homes.months(lambda row: where(row) & same(row.bought, 0), until)
    return either_reading(proved, proved | unproved)


def of_district(row: Any, levels: Levels) -> Points:
    """What a table gives a home's district; between nothing and the most where none is stated."""
    listed = levels.grid(District).at(row.district)
    return either(same(row.district, 0), open_to(levels), listed)


def any_months_by_rate(cutoff_month: Any, home_points_per_year: Levels) -> ByKind[Range]:
    """All that the calendars of own homes may hold when the list is unknown."""
    return dict.fromkeys(rates_of(home_points_per_year), any_months("cutoff_month")(cutoff_month))


def rates_of(levels: Levels) -> list[int]:
    """The different points that a table gives, the highest first."""
    return sorted(set(levels.contents), reverse=True)


# ---- own homes and rented ones, by the month


@calendar("自有住房月", "months in an own home",
          cites=(table_2022("居住"), housing_2023("自有住房", "quoted")), bounds=any_months("cutoff_month"),
          premises=(Text("起始月不早于合同和契税完税或不动产权证取得之月",
                         "the first month is not before contract and deed tax, or the certificate"),),
          question=Text("只登记在配偶名下的是否计分未见规定;与他人共有的,此处全额计算;"
                        "只填产权证、未填购房日期的,此前居住的月份不下结论",
                        "whether a home in the spouse's name only counts was not seen; one held in "
                        "part counts in full here; where a certificate but no purchase is stated, "
                        "months lived there before it are open"))  # fmt: skip
def owned(homes: Rows, spouse_home_counts: Truth, cutoff_month: Moment) -> Calendar:
    """The months of an own home in Tianjin whose title is not restricted.

    在天津拥有产权不受限的自有住房的月份。
    """
    return months_owned(homes, lambda row: is_own(row, spouse_home_counts), cutoff_month)


@calendar("各档自有住房月", "months in an own home, by what its district gives",
          cites=(table_2022("居住"), housing_2023("自有住房", "quoted")),
          bounds=any_months_by_rate, gap="homes.district")  # fmt: skip
def owned_by_rate(
    homes: Rows, home_points_per_year: Levels, spouse_home_counts: Truth, cutoff_month: Moment
) -> ByKind[Calendar]:
    """The same months by the yearly points of the district; with several homes the best one counts.

    按所在区每年分值分档的自有住房月份;同月有多套的只计分值最高的一套。
    """

    def months(rate: int) -> Calendar:
        return months_owned(
            homes,
            lambda row: all_of(
                is_own(row, spouse_home_counts),
                _gives(row, home_points_per_year, rate),
            ),
            cutoff_month,
        )

    rates = rates_of(home_points_per_year)
    return dict(zip(rates, by_priority(*map(months, rates)), strict=True))


def _gives(row: Any, levels: Levels, rate: int) -> Truth:
    listed = same(levels.grid(District).at(row.district), rate)
    return any_of(listed, all_of(same(row.district, 0), UNSETTLED))


@calendar(
    "备案租房月",
    "months of registered rent",
    cites=table_2022("居住"),
    bounds=any_months("cutoff_month"),
)
def rented(homes: Rows, owned: Calendar, cutoff_month: Moment) -> Calendar:
    """The months of a registered lease in Tianjin; a month with an own home is not one of them.

    在天津租房并备案的月份;同一时段已计自有住房的不再计租房。
    """
    leased = homes.months(
        lambda row: all_of(same(row.tenure, Tenure.RENT), row.registered, in_tianjin(row)),
        cutoff_month,
    )
    return leased - owned


# ---- their points by time


def counted_months(months: Count, by_full_years: Truth) -> Count:
    """The months that count: all of them, or those of full years."""
    return either(by_full_years, full_years(months) * 12, months)


@quantity("自有住房计分月数", "months in an own home that count",
          cites=(table_2022("居住"), housing_2023("自有住房", "quoted")))  # fmt: skip
def owned_months(owned: Calendar, own_home_by_full_years: Truth) -> Count:
    """The months in an own home; since 2023 those of full years only.

    自有住房的月数;2023年起只计满一年的部分。
    """
    return counted_months(owned.count(), own_home_by_full_years)


@quantity("各档自有住房计分月数", "months in an own home that count, by what its district gives",
          cites=(table_2022("居住"), housing_2023("自有住房", "quoted")),
          question=Text("2023年起每满一年计分,在分值不同的区先后居住是否合并计年未见规定:各档分别计整年;"
                        "2023年第一批截止2022年末,也按2023年标准",
                        "since 2023 full years count; whether time in districts of different points "
                        "is joined was not seen: each makes its own years. The first batch of 2023, "
                        "which ends in 2022, goes by the values of 2023"))  # fmt: skip
def owned_months_by_rate(
    owned_by_rate: ByKind[Calendar], own_home_by_full_years: Truth
) -> ByKind[Count]:
    """The same for each yearly value of districts.

    按所在区每年分值分档的自有住房月数。
    """
    return by_kind(
        lambda months: counted_months(months.count(), own_home_by_full_years), owned_by_rate
    )


@quantity("租房计分月数", "months of rent that count", cites=table_2022("居住"),
          question=Text("2023年起租房是否也只计整年未见规定:不下结论",
                        "whether rent too counts by full years since 2023 was not seen: open"))  # fmt: skip
def rented_months(rented: Calendar, rent_by_full_years: Truth) -> Count:
    """The months of registered rent.

    备案租房的月数。
    """
    return counted_months(rented.count(), rent_by_full_years)


@quantity("按年限的住房分值", "points for homes by time", unit="points",
          cites=(table_2022("居住"), housing_2023("自有住房", "quoted")),
          question=Text("按月折算如何取整未见规定:自有与租房相加后四舍五入一次",
                        "how parts of a year are rounded was not seen: own and rented homes are "
                        "added and rounded once"))  # fmt: skip
def home_by_time(
    owned_months_by_rate: ByKind[Count],
    owned_months: Count,
    rented_months: Count,
    home_points_per_year: Levels,
    points_per_rented_year: Points,
) -> Points:
    """Own homes at the yearly points of their district, and rented ones at theirs.

    自有住房按所在区每年分值,租房按每年分值,两者相加。
    """
    by_rate = sum_of(months * rate for rate, months in owned_months_by_rate.items())
    own: Points = at_most(by_rate, owned_months * home_points_per_year.greatest)  # unknown district
    return half_up(own + rented_months * points_per_rented_year, 12)


# ---- the transition: a home bought before April 2020


@quantity("2020年4月2日前所购住房保留的分值", "points kept for a home bought before 2 April 2020",
          unit="points",
          cites=(portal_2018("过渡标志"), table_2018("居住"), draft_2019("落户地区")),
          bounds=lambda old_home_points, old_area_points: Range(
              0, old_home_points + old_area_points.greatest),
          gap="homes.bought",
          question=Text("系统代码另允许住房记录为0分的带标志者加区域分,含义不明,未计入",
                        "the code also adds the area where the flag is set and the home scored "
                        "nothing; what that means is not clear, it is left out"))  # fmt: skip
def kept_points(
    homes: Rows,
    transition_day: Moment,
    old_home_points: Points,
    old_area_points: Levels,
    cutoff_month: Moment,
) -> Points:
    """Forty for the home and the old points of its area, if it was bought in time and still held.

    在2020年4月2日前购买、截止月仍持有的住房,可保留原住房40分和原区域分。
    """
    return most(
        either(
            all_of(
                still_owned(row, cutoff_month),
                bought_before(row, transition_day),
            ),
            old_home_points + of_district(row, old_area_points),
            0,
        )
        for row in homes
    )


def still_owned(row: Any, month: Moment) -> Truth:
    """Whether an own home in Tianjin, the spouse's too, is held in a month; open if encumbered."""
    return all_of(
        same(row.tenure, Tenure.OWN),
        in_tianjin(row),
        owned_by(row, month),
        row.last >= month,
        any_of(opposite(row.encumbered), UNSETTLED),
    )


def bought_before(row: Any, day: Any) -> Truth:
    """Whether an own home was bought before a day; open where only a later certificate is known.

    A certificate that is not stated is as old as the stay.
    """
    stated = row.bought > 0
    earlier = either(row.certificate > 0, row.certificate, row.first) < month_of(day)
    known = all_of(stated, row.bought < day)
    return any_of(known, all_of(opposite(stated), any_of(earlier, UNSETTLED)))


@indicator("住房", "home",
           cites=(table_2022("居住"), housing_2023("自有住房", "quoted"), portal_2018("过渡标志")),
           question=Text("符合过渡条件的如何选择新旧办法未见规定:取分高的;2022年起过渡是否继续未见,"
                         "只对2020年4月2日前购房的人有影响",
                         "how one chooses between the old and the new points was not seen: the "
                         "better counts; whether the transition went on since 2022 was not seen "
                         "either and matters only for homes bought before 2 April 2020"))  # fmt: skip
def home(home_by_time: Points, kept_points: Points, transition_applies: Truth) -> Points:
    """By time and district; whoever bought before 2 April 2020 may keep the old points instead.

    按年限和所在区计分;2020年4月2日前购房的,可改按原住房分和区域分。
    """
    return either(transition_applies, at_least(home_by_time, kept_points), home_by_time)

"""Proposals 13 and 14: the area indicator dropped, halved, or kept for those who do live there."""

from __future__ import annotations

from luohu.law.quantities import Calendar, Moment, Truth
from luohu.law.reform import Reform
from luohu.law.rules import calendar, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months
from luohu.people.rows import Rows
from luohu.schemes.beijing.calendars import certified_from, own_within
from luohu.study.reforms.proposal import Change, Proposal, Setting, reply


def area_points(home: int, home_and_work: int, limit: int) -> Change:
    """Other points for a year outside, and another limit."""
    title = Text("职住区域指标改变分值", "other points for the area")
    values = {
        "points_per_home_year": home,
        "points_per_home_and_work_year": home_and_work,
        "area_limit": limit,
    }
    return Change(Reform(title, values=values))


def no_area() -> Change:
    """No points for the area at all."""
    title = Text("取消职住区域指标", "no area indicator")
    values = {"points_per_home_year": 0, "points_per_home_and_work_year": 0, "area_limit": 0}
    return Change(Reform(title, values=values))


@calendar("城六区自有住所居住月", "months in an own home inside the six districts",
          cites=reply("14"), bounds=any_months("cutoff_month"), gap="homes.district")  # fmt: skip
def owned_inside(
    homes: Rows,
    outer_districts: frozenset[str],
    six_districts: frozenset[str],
    cutoff_month: Moment,
) -> Calendar:
    """The months with an own home inside the six central districts.

    在城六区有自有住所的月份。
    """
    inside = own_within(six_districts, outer_districts)
    return homes.months(inside, cutoff_month, certified_from)


@quantity("2018年以来城六区外居住月", "months living outside since 2018", unit="calendar",
          cites=reply("14"))  # fmt: skip
def lived_outside(
    owned_outside: Calendar, owned_inside: Calendar, area_from: Moment, cutoff_month: Moment
) -> Calendar:
    """Months since 2018 with an own home outside and none inside, where one may live instead.

    2018年1月以来,在城六区外有自有住所、且同时在城六区没有自有住所的月份。
    """
    return (owned_outside - owned_inside).between(area_from, cutoff_month)


@quantity("上一年12月在城六区外居住", "living outside in the December before", unit="truth",
          cites=reply("14"))  # fmt: skip
def outside_in_december(
    owned_outside: Calendar, owned_inside: Calendar, cutoff_month: Moment
) -> Truth:
    """In December of the year before the home outside is the only own one.

    申报上一年12月在城六区外有自有住所,且在城六区没有。
    """
    return (owned_outside - owned_inside).last(1, cutoff_month).count() > 0


def duty_to_live_there() -> Change:
    """Only months count in which the home outside is the only own one."""
    title = Text("职住区域须实际居住", "the area only for those who live there")
    return Change(Reform(title, (owned_inside, lived_outside, outside_in_december)))


proposals = (
    Proposal(
        "13",
        Text("取消职住区域指标", "No area indicator"),
        Text("职住区域指标不合理,应当取消。", "Points for the area are unfair and should go."),
        no_area,
    ),
    Proposal(
        "13-changed",
        Text("职住区域指标降低分值", "Fewer points for the area"),
        Text("职住区域的分值过高,应当降低。", "The area earns too much and should earn less."),
        area_points,
        (Setting("home", Text("只居住每年", "a year living there"), "points", 100, 0, 1000),
         Setting("home_and_work", Text("居住且工作每年", "living and working"), "points", 150, 0, 1000),
         Setting("limit", Text("最高分", "most points"), "points", 600, 0, 6000)),
        (Text("来信没有提出分值,这里默认减半。", "The letters name no points; half of today's are assumed."),),
    ),
    Proposal(
        "14",
        Text("职住区域须实际居住", "The area only for those who live there"),
        Text("在郊区有房而不住的,不应当得分,落户后也应当有限制。",
             "Who owns a home outside without living there should get no points."),
        duty_to_live_there,
        assumed=(Text("是否实际居住没有记录:这里以同时在城六区有已取得产权证的自有住所的月份视为未住在郊区。",
                      "Nothing records where one lives: months with an own home inside the six districts, "
                      "its certificate given, count as not living outside."),),
    ),
)  # fmt: skip

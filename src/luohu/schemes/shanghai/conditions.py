"""Who may apply for points: a valid permit, work and insurance in Shanghai, age."""

from __future__ import annotations

from luohu.law.elapsed import years_between
from luohu.law.quantities import Calendar, Count, Moment, Truth, all_of
from luohu.law.rules import calendar, condition, quantity
from luohu.law.sources import Text
from luohu.people.calendars import any_months, months_by_kind
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import in_time, whichever_kind
from luohu.schemes.shanghai.documents import measures_2017, peer_calculators, replies


@quantity("周岁", "completed years of age", unit="age", cites=measures_2017("基础指标 年龄", "unverified"),
          question=Text("年龄以哪一天为准未见规定:此处为申请当日,生日当天算满",
                        "on which day age is taken was not seen: here the day of applying, and the "
                        "birthday itself completes a year"))  # fmt: skip
def completed_years(born: Moment, reference_day: Moment) -> Count:
    """Completed years on the day of applying.

    截至申请当日的周岁数。
    """
    return years_between(born, reference_day)


@calendar("按时缴纳职工社保月", "months of employees' insurance paid in time", cites=replies("申请条件"),
          bounds=any_months("application_month"),
          question=Text("指五个险种中的哪些未见规定:险种之间不一致的月份不下结论",
                        "which of the five kinds are meant is not said: a month of some kinds only "
                        "is left open"))  # fmt: skip
def paid_in_time(insurance: Rows, application_month: Moment) -> Calendar:
    """The months for which an employer in Shanghai paid insurance, not made up later.

    单位在沪按月缴纳职工社会保险的月份;补缴、灵活就业、外地转入不计。
    """
    return whichever_kind(months_by_kind(insurance, in_time, application_month))


@condition("持有有效居住证", "holds a valid residence permit", cites=(measures_2017("申请条件"), replies("申请条件")),
           premises=(Text("在沪合法稳定居住", "lawful and settled dwelling in Shanghai"),))  # fmt: skip
def permit_valid(permitted: Calendar, application_month: Moment) -> Truth:
    """A Shanghai residence permit is held in the month of applying.

    申请当月持有有效的《上海市居住证》。
    """
    return permitted.last(1, application_month).count() > 0


@condition("申请当月在职", "at work in the month of applying", cites=(measures_2017("申请条件"), replies("申请条件")),
           premises=(Text("依法缴纳个人所得税", "income tax is paid as the law asks"),))  # fmt: skip
def employed_now(at_work: Calendar, application_month: Moment) -> Truth:
    """There is work in Shanghai in the month of applying.

    申请当月在沪合法稳定就业。
    """
    return at_work.last(1, application_month).count() > 0


@condition("申请当月在缴社保", "insured in the month of applying", cites=replies("申请条件"))
def insured_now(paid_in_time: Calendar, application_month: Moment) -> Truth:
    """Employees' insurance is paid for the month of applying.

    申请当月正常缴纳职工社会保险。
    """
    return paid_in_time.last(1, application_month).count() > 0


@condition("此前12个月内缴满6个月", "six of the twelve months before were insured",
           cites=replies("申请条件"))  # fmt: skip
def insured_half_year(
    paid_in_time: Calendar,
    recent_window: Count,
    recent_months_required: Count,
    application_month: Moment,
) -> Truth:
    """Six months at least of the twelve before the month of applying were paid in time.

    申请月之前的12个月内,职工社会保险累计缴满6个月,补缴不算。
    """
    before: Moment = application_month - 1
    return paid_in_time.count_last(recent_window, before) >= recent_months_required


@condition("年满18、不超过60周岁", "aged 18 to 60", cites=peer_calculators("申请年龄"),
           question=Text("满60周岁、不满61周岁的是否已“超过60”未见规定:此处按周岁数,仍可申请",
                         "whether somebody past the sixtieth birthday is over 60 is not said: here "
                         "completed years decide, and they may apply"))  # fmt: skip
def age_allowed(completed_years: Count, youngest: Count, oldest: Count) -> Truth:
    """At least 18, not over 60, in completed years.

    年满18周岁,不超过60周岁。
    """
    return all_of(completed_years >= youngest, completed_years <= oldest)

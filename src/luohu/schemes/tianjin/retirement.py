"""The statutory retirement age of national law, with its gradual rise since 2025."""

from __future__ import annotations

from luohu.law.elapsed import month_of
from luohu.law.months import Month
from luohu.law.quantities import (
    Count,
    Moment,
    all_of,
    at_least,
    at_most,
    either,
    rounded_up,
    same,
)
from luohu.law.rules import quantity
from luohu.people.facts import Post, Sex
from luohu.schemes.tianjin.documents import measures_2016, retirement_2024


@quantity("延迟前退休年龄(月)", "retirement age before the rise (months)",
          cites=retirement_2024("附表"))  # fmt: skip
def age_before_the_rise(
    sex: Count,
    post: Count,
    retirement_age_men: Count,
    retirement_age_women_managers: Count,
    retirement_age_women_workers: Count,
) -> Count:
    """Men at 60, women at 55 in managerial posts and at 50 as workers, in months.

    男性60岁;女性管理岗55岁,工人50岁。
    """
    of_women = either(
        same(post, Post.MANAGER), retirement_age_women_managers, retirement_age_women_workers
    )
    return either(same(sex, Sex.MALE), retirement_age_men, of_women)


@quantity("延迟前退休月份", "month of retirement before the rise", unit="month",
          cites=retirement_2024("附表"))  # fmt: skip
def month_before_the_rise(born: Moment, age_before_the_rise: Count) -> Moment:
    """The month of birth, that many months later.

    出生月份加上延迟前的退休年龄。
    """
    return month_of(born) + age_before_the_rise


@quantity("退休延迟月数", "months by which retirement is delayed", cites=retirement_2024("附表"))
def months_of_delay(
    sex: Count,
    post: Count,
    month_before_the_rise: Moment,
    retirement_delay_begins: Month,
    delay_step: int,
    delay_step_women_workers: int,
    delay_limit: int,
    delay_limit_women_workers: int,
) -> Count:
    """From January 2025 a month for every four begun (women workers: two), up to 36 (60).

    2025年1月以后到龄的,每4个月(女工人每2个月)延迟1个月,零头按1个月,最多36个月(女工人60个月)。
    """
    begun: Count = month_before_the_rise - retirement_delay_begins + 1
    of_workers = at_most(rounded_up(begun, delay_step_women_workers), delay_limit_women_workers)
    of_others = at_most(rounded_up(begun, delay_step), delay_limit)
    woman_worker = all_of(same(sex, Sex.FEMALE), same(post, Post.WORKER))
    return at_least(either(woman_worker, of_workers, of_others), 0)


@quantity("法定退休月份", "month of statutory retirement", unit="month",
          cites=(measures_2016("第三十二条"), retirement_2024("附表")))  # fmt: skip
def retirement_month(month_before_the_rise: Moment, months_of_delay: Count) -> Moment:
    """The month of the old age and the delay.

    延迟前的退休月份加上延迟的月数。
    """
    return month_before_the_rise + months_of_delay

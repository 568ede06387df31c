"""The statutory retirement age of national law, with its gradual rise since 2025 (article 5)."""

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
from luohu.schemes.xiongan.documents import measures, retirement_2024


@quantity("原法定退休年龄(月)", "retirement age before the rise (months)",
          cites=retirement_2024("第一条"))  # fmt: skip
def age_before_the_rise(
    sex: Count,
    post: Count,
    retirement_age_men: Count,
    retirement_age_women_managers: Count,
    retirement_age_women_workers: Count,
) -> Count:
    """Sixty years for men; fifty-five for women in managerial posts and fifty for women workers.

    男职工60岁;女职工管理岗55岁、工人50岁,以月数表示。
    """
    of_women = either(
        same(post, Post.MANAGER), retirement_age_women_managers, retirement_age_women_workers
    )
    return either(same(sex, Sex.MALE), retirement_age_men, of_women)


@quantity("原退休月份", "month of retirement before the rise", unit="month",
          cites=retirement_2024("第一条"))  # fmt: skip
def month_before_the_rise(born: Moment, age_before_the_rise: Count) -> Moment:
    """The month in which the age before the rise is reached.

    按原法定退休年龄到龄的月份。
    """
    return month_of(born) + age_before_the_rise


@quantity("延迟月数", "months of delay", cites=retirement_2024("第一条"))  # fmt: skip
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
    """From 2025 a month for every four months begun (women workers two), to 36 (60) at most.

    2025年1月起每4个月(女工人每2个月)延迟1个月,不足的按1个月计,最多延迟36个月(女工人60个月)。
    """
    begun: Count = month_before_the_rise - retirement_delay_begins + 1
    workers = at_most(rounded_up(begun, delay_step_women_workers), delay_limit_women_workers)
    others = at_most(rounded_up(begun, delay_step), delay_limit)
    woman_worker = all_of(same(sex, Sex.FEMALE), same(post, Post.WORKER))
    return at_least(either(woman_worker, workers, others), 0)


@quantity("法定退休月份", "month of statutory retirement", unit="month",
          cites=(measures("第五条"), retirement_2024("第一条")))  # fmt: skip
def retirement_month(month_before_the_rise: Moment, months_of_delay: Count) -> Moment:
    """The month in which the statutory age is reached, the delay included.

    计入延迟月数后到达法定退休年龄的月份。
    """
    return month_before_the_rise + months_of_delay

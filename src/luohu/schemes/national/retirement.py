"""The statutory retirement age of national law, with its gradual rise since 2025."""

from __future__ import annotations

from pathlib import Path

from luohu.law.elapsed import month_of
from luohu.law.months import Month
from luohu.law.parameters import load_parameters
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
from luohu.law.sources import load_documents
from luohu.people.facts import Post, Sex

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")
retirement_2024 = documents["retirement_2024"]
ages = load_parameters(HERE / "retirement_ages.toml", documents)
rise = load_parameters(HERE / "retirement_rise.toml", documents)


@quantity("原法定退休年龄(月)", "retirement age before the rise (months)",
          cites=retirement_2024("附表"))  # fmt: skip
def age_before_the_rise(
    sex: Count,
    post: Count,
    retirement_age_men: Count,
    retirement_age_women_managers: Count,
    retirement_age_women_workers: Count,
) -> Count:
    """Sixty years for men; fifty-five for women in managerial posts, fifty for women workers.

    男职工60岁;女职工管理岗55岁、工人50岁,以月数表示。
    """
    of_women = either(
        same(post, Post.MANAGER), retirement_age_women_managers, retirement_age_women_workers
    )
    return either(same(sex, Sex.MALE), retirement_age_men, of_women)


@quantity("原退休月份", "month of retirement before the rise", unit="month",
          cites=retirement_2024("附表"))  # fmt: skip
def month_before_the_rise(born: Moment, age_before_the_rise: Count) -> Moment:
    """The month in which the age before the rise is reached.

    按原法定退休年龄到龄的月份。
    """
    return month_of(born) + age_before_the_rise


@quantity("延迟月数", "months of delay", cites=retirement_2024("附表"))
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
    woman_worker = all_of(same(sex, Sex.FEMALE), same(post, Post.WORKER))
    return either(
        woman_worker,
        delayed_by(begun, delay_step_women_workers, delay_limit_women_workers),
        delayed_by(begun, delay_step, delay_limit),
    )


def delayed_by(begun: Count, step: int, limit: int) -> Count:
    """A month for every `step` months begun, none below zero, at most the limit."""
    return at_least(at_most(rounded_up(begun, step), limit), 0)


@quantity("法定退休月份", "month of statutory retirement", unit="month",
          cites=retirement_2024("附表"))  # fmt: skip
def retirement_month(month_before_the_rise: Moment, months_of_delay: Count) -> Moment:
    """The month in which the statutory age is reached, the delay included.

    计入延迟月数后到达法定退休年龄的月份。
    """
    return month_before_the_rise + months_of_delay

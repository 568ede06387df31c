"""The gradual rise of the retirement age since 2025, as article 4 (二) takes it over."""

from __future__ import annotations

from luohu.law.months import Month
from luohu.law.quantities import (
    Count,
    Moment,
    Truth,
    all_of,
    either,
    same,
)
from luohu.law.rules import quantity
from luohu.law.sources import Text
from luohu.people.facts import Post, Sex
from luohu.schemes.beijing.documents import details_2020, retirement_2024
from luohu.schemes.national.retirement import delayed_by


@quantity("延迟退休月数", "months by which retirement is delayed",
          cites=retirement_2024("附表"),
          question=Text("2025年以后的积分落户通知如何表述延迟退休,未见",
                        "how the notices since 2025 word the later retirement age"))  # fmt: skip
def retirement_delay(
    sex: Count,
    post: Count,
    retirement_month_before: Moment,
    retirement_delayed: Truth,
    retirement_delay_begins: Month,
    delay_step: int,
    delay_step_women_workers: int,
    delay_limit: int,
    delay_limit_women_workers: int,
) -> Count:
    """One month later for every four months (women workers: two) by which the old age falls after 2024.

    原退休年龄到达时间每晚于2024年底4个月(女工人2个月)延迟1个月,最多36个月(女工人60个月)。
    """
    months_after: Count = retirement_month_before - retirement_delay_begins + 1
    worker = all_of(same(sex, Sex.FEMALE), same(post, Post.WORKER))
    others = delayed_by(months_after, delay_step, delay_limit)
    workers = delayed_by(months_after, delay_step_women_workers, delay_limit_women_workers)
    return either(retirement_delayed, either(worker, workers, others), 0)


@quantity("到达退休年龄的月份", "month in which the retirement age is reached", unit="month",
          cites=(details_2020("资格条件(二)"), retirement_2024("附表")))  # fmt: skip
def retirement_month(retirement_month_before: Moment, retirement_delay: Count) -> Moment:
    """The month of the age before the rise, and the delay.

    原退休年龄到达月份加上延迟的月数。
    """
    return retirement_month_before + retirement_delay

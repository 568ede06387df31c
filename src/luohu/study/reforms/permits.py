"""Proposal 17: points for a work residence permit."""

from __future__ import annotations

from luohu.law.quantities import Moment, Points, all_of, either
from luohu.law.reform import Reform
from luohu.law.rules import indicator
from luohu.law.sources import Text
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


@indicator("工作居住证", "work residence permit", cites=reply("17"))
def work_permit(
    work_permit_from: Moment,
    work_permit_to: Moment,
    cutoff_day: Moment,
    points_for_work_permit: Points,
) -> Points:
    """Points once for a permit that is valid on the last day of the year before.

    截至上一年度12月31日持有有效的工作居住证的,一次性加分。
    """
    valid = all_of(work_permit_from <= cutoff_day, work_permit_to >= cutoff_day)
    return either(valid, points_for_work_permit, 0)


def points_for_permit(bonus: int) -> Change:
    """A new indicator: points for a work residence permit."""
    value = proposed(
        "points_for_work_permit", "工作居住证分值", "points for the permit", "points", bonus, "17"
    )
    title = Text("工作居住证加分", "points for the work residence permit")
    return Change(Reform(title, (work_permit,), parameters=(value,)))


proposals = (
    Proposal(
        "17",
        Text("工作居住证加分", "Points for the work residence permit"),
        Text("持有工作居住证的是本市需要的人才,应当加分。",
             "Holders of the permit are people the city wants: it should earn points."),
        points_for_permit,
        (Setting("bonus", Text("分值", "points"), "points", 500, 0, 3000),),
        (Text("来信没有提出分值,这里假定5分。", "The letters name no points; 5 are assumed."),),
    ),
)  # fmt: skip

"""Proposal 19: age points that fall more slowly, or none."""

from __future__ import annotations

from luohu.law.reform import Reform
from luohu.law.sources import Text
from luohu.law.steps import Steps
from luohu.study.reforms.proposal import Change, Proposal, Setting

FULL, FULL_UNTIL = 2000, 45


def falling(a_year: int) -> Steps:
    """Full points up to 45, then so many fewer for each year, never below none."""
    years = -(-FULL // a_year)
    bounds = (0, *range(FULL_UNTIL + 1, FULL_UNTIL + 1 + years))
    return Steps(bounds, tuple(max(FULL - k * a_year, 0) for k in range(years + 1)))


def slower(fall: int) -> Change:
    """Fewer points lost a year after 45."""
    title = Text("年龄分更平缓", "age points that fall more slowly")
    return Change(Reform(title, values={"age_points": falling(fall)}))


def none() -> Change:
    """No points for age."""
    return Change(
        Reform(Text("取消年龄指标", "no age indicator"), values={"age_points": Steps((0,), (0,))})
    )


proposals = (
    Proposal(
        "19",
        Text("年龄分更平缓", "Age points that fall more slowly"),
        Text("超过45岁的人扣分太快。", "People beyond 45 lose points too fast."),
        slower,
        (Setting("fall", Text("每增加1岁减分", "points lost a year"), "points", 200, 25, 2000),),
        (Text("来信没有提出分值,这里假定每岁减2分(现行4分)。",
              "The letters name no points; 2 a year are assumed, 4 today."),),
    ),
    Proposal(
        "19-none",
        Text("取消年龄指标", "No age indicator"),
        Text("年龄不应当计分。", "Age should earn no points."),
        none,
    ),
)  # fmt: skip

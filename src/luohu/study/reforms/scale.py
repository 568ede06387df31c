"""Proposals 1, 2 and 4: more places, a fixed line, settling directly after many years."""

from __future__ import annotations

from luohu.law.quantities import Count, Truth, all_of
from luohu.law.reform import Reform
from luohu.law.rules import consequence
from luohu.law.sources import Text
from luohu.study.places import Places
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


def more_places(percent: int) -> Change:
    """A share of the quota instead of the quota."""
    title = Text(f"落户规模改为现在的{percent}%", f"{percent} % of the places there are")
    return Change(Reform(title), Places(share=percent))


def fixed_line(line: int) -> Change:
    """Everybody at or above a line, however many."""
    return Change(Reform(Text("固定分数线", "a fixed line")), Places(line=line))


@consequence("可直接落户", "may settle directly", cites=reply("4"))
def settles_directly(
    eligible: Truth, insured_months: Count, months_to_settle_directly: Count
) -> Truth:
    """Eligible, and insured for so many months in all.

    符合资格条件,且正常缴费累计达到规定月数。
    """
    return all_of(eligible, insured_months >= months_to_settle_directly)


def settle_directly(months: int) -> Change:
    """Whoever has been insured so long is admitted beside the quota."""
    title = Text(f"缴费满{months}个月直接落户", f"settling directly after {months} insured months")
    needed = proposed(
        "months_to_settle_directly", "直接落户所需月数", "months needed", "months", months, "4"
    )
    law = Reform(title, (settles_directly,), parameters=(needed,))
    return Change(law, Places(direct="settles_directly"))


proposals = (
    Proposal(
        "1",
        Text("扩大积分落户规模", "More places"),
        Text("每年的落户名额应当增加。", "There should be more places a year."),
        more_places,
        (Setting("percent", Text("为现在规模的百分之几", "per cent of today's places"), "percent",
                 200, 10, 5000),),
        (Text("来信没有提出具体数字,这里默认加倍。",
              "The letters name no number; doubling is assumed."),),
    ),
    Proposal(
        "2",
        Text("固定年度分数线", "A fixed line"),
        Text("应当事先定好分数线,达到即可落户。", "A line should be fixed beforehand: whoever reaches it settles."),
        fixed_line,
        (Setting("line", Text("分数线", "line"), "points", 10000, 5000, 20000),),
        (Text("来信没有提出具体分数,这里默认100分。", "The letters name no score; 100 points are assumed."),),
    ),
    Proposal(
        "4",
        Text("长期居住直接落户", "Settling directly after many years"),
        Text("在京满十五年应当不看积分直接落户。", "After fifteen years in the city one should settle without points."),
        settle_directly,
        (Setting("months", Text("所需月数", "months needed"), "months", 180, 84, 400),),
        (Text("居住年限以正常缴费月数衡量;直接落户者不占名额,名额照旧排名。",
              "Years of living are measured by insured months; who settles directly takes no place of "
              "the quota, which is ranked as before."),),
    ),
)  # fmt: skip

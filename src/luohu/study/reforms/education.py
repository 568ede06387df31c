"""Proposals 12 and 18: no deduction for study, points for a professional title."""

from __future__ import annotations

from luohu.law.quantities import Moment, Points, among, at_least, either, most
from luohu.law.reform import Reform
from luohu.law.rules import indicator
from luohu.law.sources import Text
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate
from luohu.people.rows import Rows
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply

MID = frozenset({int(Certificate.TITLE_MID)})
SENIOR = frozenset({int(Certificate.TITLE_ASSOCIATE_SENIOR), int(Certificate.TITLE_SENIOR)})


def no_study_deduction() -> Change:
    """Study takes back nothing."""
    title = Text("不扣就学期间的分", "no deduction for study")
    return Change(Reform(title, values={"points_per_study_year": 0}))


@indicator("职称", "professional title", cites=reply("18"),
           bounds=(0, "points_for_senior_title"))  # fmt: skip
def title(
    certificates: Rows,
    points_for_mid_title: Points,
    points_for_senior_title: Points,
    cutoff_month: Moment,
) -> Points:
    """The highest professional title held at the end of the year before.

    截至上一年度12月已取得的最高职称。
    """
    return most(
        either(
            obtained_by(row, cutoff_month),
            at_least(
                either(among(row.kind, MID), points_for_mid_title, 0),
                either(among(row.kind, SENIOR), points_for_senior_title, 0),
            ),
            0,
        )
        for row in certificates
    )


def points_for_titles(mid: int, senior: int) -> Change:
    """A new indicator: points for the highest title."""
    mid_value = proposed(
        "points_for_mid_title", "中级职称分值", "points for a mid-level title", "points", mid, "18"
    )
    senior_value = proposed(
        "points_for_senior_title",
        "高级职称分值",
        "points for a senior title",
        "points",
        senior,
        "18",
    )
    name = Text("职称加分", "points for professional titles")
    return Change(Reform(name, (title,), parameters=(mid_value, senior_value)))


proposals = (
    Proposal(
        "12",
        Text("在职学历不扣分", "No deduction for study"),
        Text("在职读书期间的就业和居住分不应当被扣。",
             "Studying beside the job should not take back points for work and dwelling."),
        no_study_deduction,
    ),
    Proposal(
        "18",
        Text("增加职称加分", "Points for professional titles"),
        Text("有中级、高级职称的应当加分。", "Mid-level and senior titles should earn points."),
        points_for_titles,
        (Setting("mid", Text("中级", "mid-level"), "points", 300, 0, 2000),
         Setting("senior", Text("副高级、正高级", "senior"), "points", 600, 0, 3000)),
        (Text("来信没有提出分值,这里假定中级3分、高级6分;未填取得年月的证书使总分待定。",
              "The letters name no points; 3 and 6 are assumed. A title without a month leaves the total open."),),
    ),
)  # fmt: skip

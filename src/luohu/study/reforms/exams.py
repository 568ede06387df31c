"""Proposal 3: a score that lets children sit the entrance examinations."""

from __future__ import annotations

from luohu.law.points import UNBOUNDED
from luohu.law.quantities import Count, Points, Truth, all_of, either, how_many, same
from luohu.law.reform import Reform
from luohu.law.rules import consequence
from luohu.law.sources import Text
from luohu.people.facts import City
from luohu.people.rows import Rows
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


@consequence("可在京参加中高考的子女", "children who could sit the examinations", unit="people",
             cites=reply("3"), bounds=(0, UNBOUNDED))  # fmt: skip
def children_to_examinations(
    eligible: Truth, total: Points, pupils: Rows, total_for_examinations: Points
) -> Count:
    """Children registered as students here whose parent may apply and reaches the score.

    父或母符合申请资格且达到分值的,具有本市学籍的子女人数。
    """
    enough = all_of(eligible, total >= total_for_examinations)
    students = how_many(same(row.student_status, City.BEIJING) for row in pupils)
    return either(enough, students, 0)


def threshold(score: int) -> Change:
    """A score from which children may sit the examinations; nobody settles otherwise than today."""
    value = proposed(
        "total_for_examinations", "参加中高考所需积分", "score for the examinations", "points",
        score, "3",
    )  # fmt: skip
    title = Text("积分达标可参加中高考", "a score for the examinations")
    return Change(Reform(title, (children_to_examinations,), parameters=(value,)))


proposals = (
    Proposal(
        "3",
        Text("积分达标,子女可在京中高考", "A score that opens the examinations"),
        Text("达到一定分值的,子女应当可以在京参加中考、高考。",
             "From some score on, children should be able to sit the examinations here."),
        threshold,
        (Setting("score", Text("所需积分", "score needed"), "points", 8000, 0, 20000),),
        (Text("来信没有提出分值,这里假定80分;只数现有申请人的在学子女,父母都申请的算两次;落户名单不变。",
              "The letters name no score; 80 is assumed. Only children of today's applicants are counted, "
              "twice if both parents apply; who settles does not change."),),
    ),
)  # fmt: skip

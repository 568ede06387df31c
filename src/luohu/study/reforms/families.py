"""Proposals 6 and 7: families instead of persons, and points for children at school."""

from __future__ import annotations

from luohu.law.days import NEVER
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    at_most,
    how_many,
    opposite,
    same,
)
from luohu.law.reform import Reform
from luohu.law.rules import condition, indicator, quantity
from luohu.law.sources import Text
from luohu.people.facts import City
from luohu.people.rows import Rows
from luohu.study.places import BEST, SUM, Places
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


def best_of_the_spouses() -> Change:
    """A family by the better of its members."""
    title = Text("按家庭取最高分", "families by their best total")
    return Change(Reform(title), Places(family=BEST))


def sum_of_the_spouses() -> Change:
    """A family by the sum of its members."""
    return Change(Reform(Text("按家庭相加", "families by their sum")), Places(family=SUM))


@condition("有可随迁的未成年子女", "has a minor child to settle", cites=reply("6"))
def has_a_child(children_who_may_follow: Count) -> Truth:
    """There is a child who could follow.

    有符合随迁条件的未成年子女。
    """
    return children_who_may_follow > 0


@condition("配偶没有北京户口", "the spouse has no Beijing household", cites=reply("6"))
def no_household_in_the_family(marriage_since: Moment, marriage_spouse_household: Count) -> Truth:
    """Not married, or the spouse is registered elsewhere.

    未婚,或配偶的户口不在北京。
    """
    married: Truth = marriage_since < NEVER  # type: ignore[operator]
    return opposite(all_of(married, same(marriage_spouse_household, City.BEIJING)))


def without_a_household() -> Change:
    """Whose spouse is registered in Beijing does not apply."""
    title = Text("家庭已有北京户口的不受理", "no application where the family has a household")
    return Change(Reform(title, (no_household_in_the_family,)))


def child_only() -> Change:
    """A place is for a child: only those who have one apply, with their own points."""
    return Change(Reform(Text("只给子女落户", "only the child settles"), (has_a_child,)))


@quantity("在京就学子女数", "children at school in Beijing", unit="people",
          cites=reply("7"), bounds=(0, UNBOUNDED))  # fmt: skip
def children_at_school(pupils: Rows) -> Count:
    """Children who are registered as students in Beijing.

    具有本市学籍的子女人数。
    """
    return how_many(same(row.student_status, City.BEIJING) for row in pupils)


@indicator("子女就学", "children's schooling", cites=reply("7"))
def schooling(children_at_school: Count, pupils_counted: Count, points_per_pupil: Points) -> Points:
    """Points for each child at school in the city, for so many children at most.

    每名在京就学的子女加分,子女数有上限。
    """
    return at_most(children_at_school, pupils_counted) * points_per_pupil


def points_for_pupils(child: int, children: int) -> Change:
    """A new indicator: points for children at school."""
    values = (
        proposed("points_per_pupil", "每名子女分值", "points a child", "points", child, "7"),
        proposed("pupils_counted", "计分子女数", "children counted", "people", children, "7"),
    )
    title = Text("子女就学加分", "points for children at school")
    return Change(Reform(title, (children_at_school, schooling), parameters=values))


proposals = (
    Proposal(
        "6",
        Text("按家庭申请,取夫妻最高分", "Families by the better of two spouses"),
        Text("应当以家庭为单位申请。", "A family should apply as one."),
        best_of_the_spouses,
        assumed=(Text("一个家庭占一个名额,符合资格的成员都落户。",
                      "A family takes one place; all members who are eligible settle."),),
    ),
    Proposal(
        "6-sum",
        Text("按家庭申请,夫妻分数相加", "Families by the sum of two spouses"),
        Text("夫妻双方的积分应当相加。", "The totals of two spouses should be added up."),
        sum_of_the_spouses,
        assumed=(Text("一个家庭占一个名额;只加符合资格的成员的分。",
                      "A family takes one place; only members who are eligible are added up."),),
    ),
    Proposal(
        "6-child",
        Text("只给子女落户", "Only the child settles"),
        Text("可以只给子女落户。", "It should be possible to settle the child alone."),
        child_only,
        assumed=(Text("以父或母的积分排名,只有符合随迁条件的子女的人申请。",
                      "Parents are ranked by their own points; only who has a child that could follow "
                      "applies."),),
    ),
    Proposal(
        "6-household",
        Text("家庭已有北京户口的不受理", "Not where the family has a Beijing household"),
        Text("家庭内已有北京户口成员的,不应当受理。",
             "Who has a member of the family registered here should not apply."),
        without_a_household,
        assumed=(Text("家庭成员只看配偶:文档里没有其他成员的户口。",
                      "Of the family only the spouse is looked at: no document has the households of "
                      "others."),),
    ),
    Proposal(
        "7",
        Text("子女就学加分", "Points for children at school"),
        Text("子女在京就学、多子女的,应当加分。",
             "Children at school in the city, or several of them, should earn points."),
        points_for_pupils,
        (Setting("child", Text("每名子女", "a child"), "points", 200, 0, 2000),
         Setting("children", Text("最多计几名", "children counted"), "people", 2, 1, 10)),
        (Text("来信没有提出分值,这里假定每名有本市学籍的子女2分,最多两名。",
              "The letters name no points; 2 for each child registered as a student here, for two at "
              "most, are assumed."),),
    ),
)  # fmt: skip

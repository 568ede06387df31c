"""What would help: every action on a document made for it, with the points that the rules give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from luohu.law.months import Month
from luohu.law.sources import LawError
from luohu.study.plan import (
    Action,
    BuyHome,
    ChooseIndicator,
    Cost,
    KeepInsured,
    MissMonth,
    Option,
    PayTax,
    Plan,
    SellHome,
    StudyDegree,
    WorkIn,
    applied,
    plan,
)
from tests.study.test_plan import FIRST, applicant, certain, flat, scored_later, totals

JANUARY_2027 = Month.of(2027, 1)
HOME = BuyHome(JANUARY_2027, "昌平")
WORK = WorkIn(JANUARY_2027, "昌平")
MASTER = StudyDegree(Month.of(2027, 9), Month.of(2030, 7), "master", "master")
TAX = PayTax(2027, 2035, 100_000)
OUTSIDE = [{"kind": "all", "from": "2014-07", "to": None, "district": "昌平"}]


def gains(
    *actions: Action, document: Mapping[str, Any] | None = None, years: int = 10
) -> list[int]:
    """Hundredths that some actions together add to the total, cycle by cycle."""
    found = planned(*actions, document=document, years=years)
    chosen = option(found, *actions)
    now, then = found.now.cycles, chosen.outlook.cycles
    return [b.total[0] - a.total[0] for a, b in zip(now, then, strict=True)]


def planned(*actions: Action, document: Mapping[str, Any] | None = None, years: int = 10) -> Plan:
    held = applicant() if document is None else document
    return plan(held, flat(30_000), FIRST, years, actions=actions)


def option(found: Plan, *actions: Action) -> Option:
    return next(one for one in found.options if set(one.actions) == set(actions))


def cost(found: Plan, key: str, *actions: Action) -> Cost:
    return next(one for one in option(found, *actions).costs if one.key == key)


# ---- a home outside


def test_an_own_home_outside_gives_two_points_a_full_year_to_the_cap() -> None:
    """Area 2 a year from cycle 2028 to 12 in 2033, beside half a point a year of own over rent."""
    assert gains(HOME) == [0, 250, 500, 750, 1000, 1250, 1500, 1550, 1600, 1650]


def test_who_works_outside_gains_three_a_year() -> None:
    """Area 3 a year to the cap of 12 in cycle 2031."""
    assert gains(HOME, document=applicant(insurance=OUTSIDE))[:6] == [
        0, 350, 700, 1050, 1400, 1450,
    ]  # fmt: skip


def test_home_and_work_outside_together_are_as_good() -> None:
    assert gains(HOME, WORK)[:6] == [0, 350, 700, 1050, 1400, 1450]


def test_working_outside_alone_cannot_help() -> None:
    found = planned(WORK)
    assert found.options == ()
    assert [one.kind for one in found.not_offered] == ["work_in"]


def test_an_unfinished_year_counts_nothing_for_the_area() -> None:
    """Bought in March 2027: eleven months short of two full years in cycle 2029."""
    later = BuyHome(Month.of(2027, 3), "昌平")
    own_over_rent = [one % 100 for one in gains(later)[1:3]]
    assert [gain - rest for gain, rest in zip(gains(later)[1:3], own_over_rent, strict=True)] == [
        0,
        200,
    ]


def test_buying_replaces_renting_and_leaves_the_document_as_it_was() -> None:
    document = applicant()
    before = json.dumps(document)
    homes = HOME.change(document)["homes"]
    assert [(home["tenure"], home["to"]) for home in homes] == [("rent", "2026-12"), ("own", None)]
    assert homes[1]["certificate"] == "2027-01"
    assert json.dumps(document) == before


def test_a_home_left_before_december_loses_the_whole_area() -> None:
    """Sold in November 2035: in cycle 2036 the 12 points are gone, and a month of dwelling."""
    missed = cost(planned(HOME), "december_missed", HOME)
    assert missed.most == (1208, 1208)
    assert missed.by_indicator == {"area": (1200, 1200), "residence": (8, 8)}
    assert missed.lost[:9] == ((0, 0),) * 9


def test_who_lives_outside_already_is_told_what_december_is_worth() -> None:
    """Six full years by cycle 2027; at 2 a year 12 points, lost where December is missed."""
    outside = [{"tenure": "own", "district": "昌平", "from": "2019-01", "to": None}]
    found = plan(applicant(homes=outside), flat(30_000), FIRST)
    missed = next(one for one in found.costs if one.key == "december_missed")
    assert missed.by_indicator["area"] == (1200, 1200)
    inner = [{**outside[0], "district": "海淀"}]
    costs = plan(applicant(homes=inner), flat(30_000), FIRST).costs
    assert [one.key for one in costs] == ["one_month_gap"]


def test_work_outside_given_up_early_loses_the_third_point() -> None:
    back = cost(planned(HOME, WORK), "back_early", HOME, WORK)
    assert [most for _, most in back.lost[:3]] == [0, 100, 200]


# ---- tax


def test_tax_gives_two_a_year_from_the_cycle_after() -> None:
    assert gains(TAX) == [0, 200, 400, *[600] * 7]


def test_a_year_under_the_threshold_loses_its_two_points_for_three_cycles() -> None:
    short = cost(planned(TAX), "short_tax", TAX)
    assert [most for _, most in short.lost[:6]] == [0, 200, 200, 200, 0, 0]
    assert "99999" in short.label.en


def test_more_tax_than_the_action_asks_stays() -> None:
    taxed = {"tax": [{"year": 2027, "paid": 300_000}, {"year": 2028, "paid": 0}]}
    rows = PayTax(2027, 2028, 100_000).change(taxed)["tax"]
    assert rows == [{"year": 2027, "paid": 300_000}, {"year": 2028, "paid": 100_000}]


# ---- a degree


def test_a_master_beside_work_is_eleven_points_less_thirty_six_months() -> None:
    """26 for 15 is 11 more; 36 months of 3.50 a year are taken back: 0.50 from cycle 2031 on."""
    assert gains(MASTER) == [0, 0, 0, 0, *[50] * 6]
    found = option(planned(MASTER), MASTER)
    unfinished = next(one for one in found.costs if one.key == "not_finished")
    assert unfinished.by_indicator == {"education": (1100, 1100), "study_deduction": (-1050, -1050)}


def test_a_study_that_is_not_finished_leaves_things_as_they_are() -> None:
    found = planned(MASTER)
    unfinished = cost(found, "not_finished", MASTER)
    assert [one.total for one in unfinished.outlook.cycles] == [o.total for o in found.now.cycles]


def test_a_year_late_loses_what_age_takes_meanwhile() -> None:
    """Born in 1983: 20 points of age in cycle 2030, 16 in 2031, 12 in 2032."""
    late = cost(planned(MASTER, document=applicant(born="1983-05-12")), "a_year_late", MASTER)
    assert late.age_lost == 400
    assert [most for _, most in late.lost[3:6]] == [0, 50, 0]


def test_a_bachelor_beside_work_may_not_be_worth_it() -> None:
    """15 less 48 months of 3.50 a year is 1.00, an associate diploma has 10.50 already."""
    associate = [{"diploma": "associate", "degree": None, "graduated": "2007-07"}]
    found = plan(applicant(education=associate), flat(30_000), FIRST)
    assert "study_degree" in [one.kind for one in found.not_offered]


def test_the_top_level_and_a_late_start_are_not_offered() -> None:
    doctor = [{"diploma": "doctor", "degree": "doctor", "graduated": "2012-07"}]
    words = {
        one.kind: one.reason.en
        for one in plan(applicant(education=doctor), flat(30_000), FIRST).not_offered
    }
    assert "highest level" in words["study_degree"]
    short = plan(applicant(), flat(30_000), FIRST, years=3).not_offered
    assert "too late" in next(one.reason.en for one in short if one.kind == "study_degree")


# ---- insurance


def test_a_gap_of_one_month_begins_the_seven_years_again() -> None:
    """No insurance in December 2026: unbroken from January 2027, full again for cycle 2034."""
    gap = next(one for one in plan(applicant(), flat(0), FIRST).costs if one.key == "one_month_gap")
    assert gap.shut_out
    assert gap.eligible_again == 2034
    eligible = [one.cycle for one in gap.outlook.cycles if one.eligible]
    assert eligible == [2034, 2035, 2036]
    assert gap.most == (29, 29)  # 0.25 of employment, and a rented month that insurance bounds


def test_a_gap_late_in_the_plan_is_followed_beyond_it() -> None:
    found = plan(applicant(), flat(0), FIRST, years=2)
    assert [one.eligible_again for one in found.costs] == [2034]


def test_who_is_not_insured_may_be_again() -> None:
    ended = applicant(
        insurance=[{"kind": "all", "from": "2010-07", "to": "2026-09", "district": "海淀"}]
    )
    found = plan(ended, flat(0), FIRST)
    assert [one.eligible for one in found.now.cycles[:2]] == [False, False]
    insured = next(one for one in found.options if len(one.actions) == 1)
    assert insured.actions[0].kind == "keep_insured"
    assert insured.outlook.earliest.year == 2034


# ---- choices


def test_an_indicator_not_chosen_can_be_chosen() -> None:
    declined = applicant(choices={"education": False})
    chosen = ChooseIndicator(Month.of(2026, 12), "education")
    assert gains(chosen, document=declined) == [1500] * 10
    kinds = [one.kind for one in plan(applicant(), flat(0), FIRST).options[0].actions]
    assert "choose_indicator" not in kinds


# ---- together, in order


def test_the_changed_document_is_what_the_later_one_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """All actions at once, against a document stated in 2030 with the same spans."""
    short = StudyDegree(Month.of(2027, 9), Month.of(2028, 7), "master", "master")
    actions = (HOME, WORK, short, PayTax(2027, 2029, 100_000))
    found = option(planned(*actions), *actions)
    total = next(one.total for one in found.outlook.cycles if one.cycle == 2030)
    assert total == (scored_later(applied(applicant(), actions), 2030, monkeypatch),) * 2


def test_the_order_of_actions_does_not_matter() -> None:
    forwards = planned(HOME, WORK, MASTER, TAX).as_json()
    backwards = planned(TAX, MASTER, WORK, HOME).as_json()
    assert json.dumps(forwards) == json.dumps(backwards)
    changes: list[Action] = [WORK, MissMonth(Month.of(2028, 3)), HOME, SellHome(Month.of(2029, 11))]
    assert applied(applicant(), changes) == applied(applicant(), changes[::-1])


def test_all_combinations_in_which_each_action_adds_something() -> None:
    """Of fifteen combinations of four those without the home but with work outside fall away."""
    found = planned(HOME, WORK, MASTER, TAX)
    assert len(found.options) == 11
    assert all(HOME in one.actions for one in found.options if WORK in one.actions)


def test_the_best_come_first_by_year_then_by_odds() -> None:
    rising = totals(plan(applicant(), flat(30_000), FIRST))
    found = plan(
        applicant(), certain(*[rising[2031][0] + 300] * 10), FIRST, actions=(TAX, HOME, MASTER)
    )
    years = [one.outlook.earliest.latest or 9999 for one in found.options]
    assert years == sorted(years)
    assert found.best is not None
    assert found.best.outlook.earliest.year == min(years)
    assert found.advice is not None
    assert found.advice.actions == (HOME,)


def test_no_advice_where_nothing_brings_the_year_nearer() -> None:
    assert plan(applicant(), flat(0), FIRST).advice is None


def test_what_cannot_help_is_told_with_a_reason() -> None:
    home = [{"tenure": "own", "district": "昌平", "from": "2019-01", "to": None}]
    taxed = [{"year": 2025, "paid": 150_000}]
    found = plan(applicant(homes=home, insurance=OUTSIDE, tax=taxed), flat(0), FIRST)
    reasons = {one.kind: one.reason.en for one in found.not_offered}
    assert reasons["buy_home"] == "lives in an own home outside the six already"
    assert reasons["work_in"] == "works outside the six already"
    assert reasons["pay_tax"] == "the years to come are taken to reach it already"


def test_after_retirement_nothing_is_offered() -> None:
    found = plan(applicant(born="1965-10-09"), flat(0), FIRST)
    assert found.options == ()
    assert "may not apply yet" in {one.kind: one.reason.en for one in found.not_offered}["buy_home"]


def test_a_page_may_vary_the_parameters() -> None:
    """Another month, district or level is another action of the same kind; one of a kind at a time."""
    later = BuyHome(Month.of(2028, 1), "通州")
    found = planned(HOME, later)
    assert [one.actions for one in found.options] == [(HOME,), (later,)]
    assert found.options[1].as_json()["actions"][0]["parameters"] == {
        "begins": "2028-01",
        "district": "通州",
    }


def test_actions_in_the_past_or_without_their_list_are_refused() -> None:
    with pytest.raises(LawError, match="begins in 2026-11: nothing can be done before 2026-12"):
        planned(BuyHome(Month.of(2026, 11), "昌平"))
    document = applicant()
    del document["homes"]
    with pytest.raises(LawError, match="changes homes, which the document does not state"):
        planned(HOME, document=document)
    with pytest.raises(LawError, match="at most 8"):
        planned(*[BuyHome(Month.of(2027, month), "昌平") for month in range(1, 10)])


def test_keeping_insured_and_working_outside_go_together() -> None:
    """Insured again and then outside: the span that would end before it begins is left out."""
    ended = applicant(insurance=[{"kind": "all", "from": "2010-07", "to": "2026-09"}])
    rows = applied(ended, [WORK, KeepInsured(JANUARY_2027, "海淀")])["insurance"]
    assert [(row["from"], row["to"], row.get("district")) for row in rows] == [
        ("2010-07", "2026-09", None),
        ("2027-01", None, "昌平"),
    ]

"""Every proposal of the standard replies, on people made for it, with the points by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from luohu.law.sources import LawError
from luohu.schemes.catalogue import find_rulebook
from luohu.study.reforms.catalogue import composed, find_proposal, proposals
from luohu.study.reforms.proposal import Proposal
from luohu.study.reforms.stability import last_year
from tests.schemes.beijing.example import late, own, paid, person, studied
from tests.study.cohorts import BEIJING, baseline, change, gains

RULEBOOK = find_rulebook("beijing@2020")
ALL = proposals()


def test_every_number_of_the_document_has_a_reform() -> None:
    assert {one.number for one in ALL} == set(range(1, 20))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_a_proposal_fits_the_rulebook_in_every_cycle(one: Proposal) -> None:
    book = one.change().law.of(RULEBOOK)
    for cycle in (2020, 2024, 2030):
        book.at(cycle)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_a_proposal_is_told_in_both_languages(one: Proposal) -> None:
    for text in (one.title, one.asks, *one.assumed, *(s.label for s in one.settings)):
        assert text.zh
        assert text.en
    assert json.loads(json.dumps(one.as_json()))["number"] == one.number


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_what_a_proposal_assumes_is_said_where_it_leaves_numbers_open(one: Proposal) -> None:
    assert one.assumed or not one.settings


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_every_setting_may_be_at_both_its_ends(one: Proposal) -> None:
    for setting in one.settings:
        for number in (setting.lowest, setting.highest):
            told = one.change({setting.name: setting.written(number)})
            told.law.of(RULEBOOK).at(2024)


# ---- one by one: what the ordinary person gains, in hundredths


def test_1_more_places_admit_more() -> None:
    people = baseline(person(), person(insurance=[paid("2012-01")]), quota=1)
    after = people.reformed(change("1"))
    assert (people.outcome.admission.taken, after.admission.taken) == (1, 2)


def test_2_a_fixed_line_admits_all_above_it() -> None:
    people = baseline(person(), person(insurance=[paid("2012-01")]), quota=1)
    total = int(people.outcome.admission.totals[1])
    line = f"{total // 100}.{total % 100:02d}"
    after = people.reformed(change("2", line=line)).admission
    assert (after.taken, after.cutoff) == (2, total)


def test_3_children_of_those_who_reach_the_score_are_counted() -> None:
    here = {"born": "2012-05-01", "student_status": "北京"}
    elsewhere = {"born": "2012-05-01", "student_status": "上海"}
    people = baseline(person(pupils=[here, here, elsewhere]), person(pupils=[]))
    for score, children in (("50", 2), ("120", 0)):
        after = people.reformed(change("3", score=score))
        assert dict(after.counted) == {"children_to_examinations": children}
        assert np.array_equal(after.admission.admitted, people.outcome.admission.admitted)


def test_4_fifteen_years_settle_beside_the_quota() -> None:
    insured_180 = person(insurance=[paid("2009-01", "2023-12")])
    insured_179 = person(insurance=[paid("2009-02", "2023-12")])
    first = person(insurance=[paid("2010-01", "2023-12")], honours=["model_worker"])
    after = baseline(insured_180, insured_179, first).reformed(change("4")).admission
    assert after.admitted.tolist() == [True, False, True]


def test_5_since_2020_nothing_has_changed() -> None:
    people = baseline(person(homes=[own("2015-01", district="昌平")]))
    before, after = last_year(BEIJING, 2024)
    assert before.cycle == after.cycle == 2023
    facts = people.cohort.person(0)
    assert before.evaluate(facts)["total"] == after.evaluate(facts)["total"]


def test_5_in_2020_age_was_no_longer_all_or_nothing() -> None:
    before, after = last_year(BEIJING, 2020)
    facts = baseline(person(born="1972-01-02")).cohort.person(0)  # 45 on 1 January 2018
    older = baseline(person(born="1971-06-15")).cohort.person(0)  # 46
    assert [law.evaluate(facts)["age"] for law in (before, after)] == [2000, 2000]
    assert [law.evaluate(older)["age"] for law in (before, after)] == [0, 1600]


def test_6_a_couple_settles_by_the_better_of_the_two() -> None:
    couple = [person(family="甲"), person(family="甲", insurance=[paid("2015-01")])]
    people = baseline(*couple, person(insurance=[paid("2014-01")]), quota=1)
    assert people.outcome.admission.admitted.tolist() == [True, False, False]
    after = people.reformed(change("6")).admission
    assert after.admitted.tolist() == [True, True, False]
    assert after.taken == 1


def test_6_sum_two_lower_totals_pass_a_higher_one() -> None:
    couple = [person(family="甲", insurance=[paid("2015-01")]) for _ in "12"]
    people = baseline(*couple, person(), quota=1)
    assert people.outcome.admission.admitted.tolist() == [False, False, True]
    assert people.reformed(change("6-sum")).admission.admitted.tolist() == [True, True, False]


def test_6_child_only_parents_of_a_minor_apply() -> None:
    people = baseline(
        person(), person(insurance=[paid("2012-01")], children=[{"born": "2015-01-01"}])
    )
    after = people.reformed(change("6-child")).admission
    assert after.eligible.tolist() == [False, True]


@pytest.mark.parametrize(("children", "points"), [(0, 0), (1, 200), (2, 400), (3, 400)])
def test_7_points_for_children_at_school_here(children: int, points: int) -> None:
    pupil = {"born": "2012-05-01", "student_status": "北京"}
    assert gains("7", pupils=[pupil] * children) == points


def test_7_a_child_at_school_elsewhere_gives_nothing() -> None:
    assert gains("7", pupils=[{"born": "2012-05-01", "student_status": "上海"}]) == 0


def test_8_who_is_apart_today_may_apply_then() -> None:
    people = baseline(person(), person(insurance=[paid("2005-01")]), quota=1)
    apart = type(people)(people.law, people.cohort, 1, np.array([False, True]))
    assert apart.outcome.admission.admitted.tolist() == [True, False]
    assert apart.reformed(change("8")).admission.admitted.tolist() == [False, True]


def test_9_a_gap_does_no_harm_after_ten_years() -> None:
    gap = [paid("2010-01", "2019-11"), paid("2020-02")]  # 119 + 47 months by December 2023
    short = [paid("2014-03", "2019-11"), paid("2020-02")]  # 69 + 47 = 116
    people = baseline(person(insurance=gap), person(insurance=short))
    assert people.outcome.admission.eligible.tolist() == [False, False]
    assert people.reformed(change("9")).admission.eligible.tolist() == [True, False]


def test_10_a_made_up_month_earns_a_quarter_and_its_rent() -> None:
    rows = [paid("2010-01", "2018-12"), late("2019-01", "2019-02"), paid("2019-03")]
    assert gains("10", insurance=rows) == 50 + 8  # 2 × 0.25, 2/24 up to July 2020


def test_11_a_home_counts_from_its_contract() -> None:
    home = own("2015-01", certificate="2017-01", bought="2014-07-20")
    # 30 months more at 1 instead of 0.5 a year: 1.25, of parts rounded each for itself
    assert gains("11", homes=[home]) == 125


def test_11_moved_in_a_home_counts_from_moving_in() -> None:
    assert gains("11-moved-in", homes=[own("2015-01", certificate="2017-01")]) == 100


def test_11_without_a_contract_day_the_first_month_counts() -> None:
    assert gains("11", homes=[own("2015-01", certificate="2017-01")]) == 100


def test_12_study_takes_back_nothing() -> None:
    assert gains("12", education=[studied("2016-06", "master", "master")]) == 1050


def test_13_no_points_for_the_area() -> None:
    assert gains("13", homes=[own("2018-01", district="昌平")]) == -1200


def test_13_changed_half_the_points() -> None:
    assert gains("13-changed", homes=[own("2018-01", district="昌平")]) == -600


def test_14_who_also_owns_inside_gets_no_points_for_the_area() -> None:
    outside = own("2018-01", district="昌平")
    inside = own("2010-01", district="海淀")
    assert gains("14", homes=[outside, inside]) == -1200
    assert gains("14", homes=[outside]) == 0


def test_15_no_points_for_tax_but_violations_still_cost() -> None:
    tax = [{"year": year, "paid": 100_000} for year in (2021, 2022, 2023)]
    assert gains("15", tax=tax) == -600
    assert gains("15", tax=tax, tax_violations=[{"year": 2022}]) == -600


@pytest.mark.parametrize(
    ("paid_each_year", "points"),
    [((0, 0, 300_000), 400), ((0, 0, 299_999), 0), ((100_000, 100_000, 100_000), 0)],
)
def test_16_three_years_by_their_average(paid_each_year: tuple[int, ...], points: int) -> None:
    tax = [{"year": 2021 + k, "paid": each} for k, each in enumerate(paid_each_year)]
    assert gains("16", tax=tax) == points


@pytest.mark.parametrize(
    ("paid_each_year", "points"),
    [((100_000,) * 3, 600), ((200_000, 500_000, 99_999), 700), ((500_000,) * 3, 1200)],
)
def test_16_graded_by_brackets(paid_each_year: tuple[int, ...], points: int) -> None:
    tax = [{"year": 2021 + k, "paid": each} for k, each in enumerate(paid_each_year)]
    now = 200 * sum(each >= 100_000 for each in paid_each_year)
    assert gains("16-graded", tax=tax) == points - now


@pytest.mark.parametrize(
    ("permit", "points"),
    [
        ({"from": "2022-01-01", "to": "2023-12-31"}, 500),
        ({"from": "2022-01-01", "to": "2023-12-30"}, 0),
        ({"from": "2024-01-01", "to": None}, 0),
        (None, 0),
    ],
)
def test_17_a_permit_valid_on_the_last_day(permit: dict[str, str] | None, points: int) -> None:
    assert gains("17", work_permit=permit) == points


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        ([], 0),
        (["title_junior"], 0),
        (["title_mid"], 300),
        (["title_mid", "title_senior"], 600),
        (["title_associate_senior"], 600),
        (["skill_1"], 0),
    ],
)
def test_18_the_highest_title_counts(kinds: list[str], points: int) -> None:
    held = [{"kind": kind, "obtained": "2015-01"} for kind in kinds]
    assert gains("18", certificates=held) == points


def test_18_a_title_of_the_year_itself_does_not_count_yet() -> None:
    assert gains("18", certificates=[{"kind": "title_senior", "obtained": "2024-01"}]) == 0


@pytest.mark.parametrize(
    ("years", "points"), [(45, 2000), (46, 1800), (50, 1000), (54, 200), (55, 0), (58, 0)]
)
def test_19_two_points_a_year(years: int, points: int) -> None:
    born = f"{2023 - years - 1}-06-15"
    now = max(2000 - 400 * max(years - 45, 0), 0)
    assert gains("19", born=born) == points - now


def test_19_none_takes_the_twenty_points() -> None:
    assert gains("19-none") == -2000


# ---- together, and what is refused


def test_two_proposals_together() -> None:
    chosen, both = composed(["12", "15"], {})
    assert [one.proposal.key for one in chosen] == ["12", "15"]
    tax = [{"year": 2023, "paid": 100_000}]
    people = baseline(person(tax=tax, education=[studied("2016-06", "master", "master")]))
    gain = people.reformed(both).admission.totals - people.outcome.admission.totals
    assert gain.tolist() == [1050 - 200]


def test_a_setting_may_name_its_reform() -> None:
    asked, _ = composed(["4", "9"], {"4.months": "200", "9.months": "130"})
    assert [dict(one.numbers) for one in asked] == [{"months": 200}, {"months": 130}]
    assert asked[0].as_json()["numbers"] == {"months": "200"}


def test_6_household_whose_spouse_is_registered_here_does_not_apply() -> None:
    spouse = {"since": "2010-01-01", "spouse_city": "北京", "spouse_insured_months": 0}
    here, elsewhere = ({**spouse, "spouse_household": city} for city in ("北京", "上海"))
    people = baseline(person(marriage=here), person(marriage=elsewhere), person(marriage=None))
    after = people.reformed(change("6-household")).admission
    assert after.eligible.tolist() == [False, True, True]


def test_11_a_contract_after_the_certificate_takes_nothing_away() -> None:
    assert gains("11", homes=[own("2015-01", certificate="2015-01", bought="2018-03-01")]) == 0


def test_the_order_of_proposals_changes_nothing() -> None:
    known: dict[str, Any] = {"pupils": [], "certificates": []}
    people = baseline(
        person(tax=[{"year": 2023, "paid": 100_000}], **known), person(born="1970-01-01", **known)
    )
    for keys in (["7", "17", "18"], ["15", "19", "9"]):
        one, other = (composed(order, {})[1] for order in (keys, keys[::-1]))
        assert np.array_equal(
            people.reformed(one).admission.totals, people.reformed(other).admission.totals
        )


@pytest.mark.parametrize(
    ("keys", "settings", "told"),
    [
        (["20"], {}, "no reform '20'"),
        (["12", "12"], {}, "two reforms change points_per_study_year"),
        (["1", "2"], {}, "there can be one only"),
        (["2", "6"], {}, "families cannot be ranked beside it"),
        (
            ["4", "9"],
            {"months": "100"},
            "months: 2 of these reforms have it: there are 4.months, 9.months",
        ),
        (["5", "12"], {}, "stands alone"),
        (["12"], {"bonus": "3"}, "bonus: 0 of these reforms have it"),
        (["17"], {"bonus": "many"}, "bonus=many: 应为 it must be 0.00–30.00"),
        (["17"], {"bonus": "31"}, "bonus=31"),
        (["1"], {"percent": "9"}, "percent=9: 应为 it must be 10–5000"),
    ],
)
def test_what_cannot_be_is_refused(keys: list[str], settings: dict[str, str], told: str) -> None:
    with pytest.raises(LawError, match=told):
        composed(keys, settings)


@pytest.mark.parametrize(
    ("keys", "idle"),
    [(["16", "16-graded"], "tax_years"), (["15", "16-graded"], "points_per_tax_year")],
)
def test_two_proposals_of_which_one_would_have_no_effect_are_refused(
    keys: list[str], idle: str
) -> None:
    with pytest.raises(LawError, match=f"nothing would read {idle}"):
        composed(keys, {})[1].law.of(RULEBOOK)


def test_a_setting_of_another_name_is_refused() -> None:
    with pytest.raises(LawError, match="reform 17 has no setting points: there are bonus"):
        find_proposal("17").change({"points": "3"})

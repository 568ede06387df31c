"""A plan: the document carried forward, odds against the lines ahead, the years that follow from them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from luohu.law.days import CLOCK_VARIABLE
from luohu.law.sources import LawError, Text
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.faults import Refused
from luohu.schemes.beijing.scheme import scheme as beijing
from luohu.schemes.scoring import score_person
from luohu.study.lines import Forecast, LineAhead, Scenario
from luohu.study.plan import Odds, Plan, plan

Document = dict[str, Any]
NOW = Text("照现在", "as now")
FIRST = 2027


def applicant(**changed: Any) -> Document:
    """A man insured in 海淀 since July 2014, renting there, with a bachelor's degree; born in 1986."""
    return {
        "id": "plan",
        "born": "1986-05-12",
        "sex": "male",
        "post": "worker",
        "residence_permit": {"applied": "2016-05-01"},
        "criminal_record": False,
        "insurance": [{"kind": "all", "from": "2014-07", "to": None, "district": "海淀"}],
        "homes": [{"tenure": "rent", "district": "海淀", "from": "2020-08", "to": None}],
        "education": [{"diploma": "bachelor", "degree": "bachelor", "graduated": "2009-07"}],
        "tax": [],
        "tax_violations": [],
        "detentions": [],
        "awards": [],
        "financing": [],
        "honours": [],
        **changed,
    }


def lines_of(*scenarios: Sequence[Sequence[int]], first: int = FIRST, own: int = 3) -> Forecast:
    """A forecast of draws: a scenario is a list of draws, a draw the line of each cycle."""
    paths = [np.array(draws, np.int64) for draws in scenarios]
    cycles = tuple(range(first, first + paths[0].shape[1]))
    told = [_told(c, paths[0][:, k].tolist()) for k, c in enumerate(cycles[:own])]
    listed = tuple(
        Scenario(f"scenario_{k}", NOW, cycles, path) for k, path in enumerate(paths, start=1)
    )
    return Forecast("beijing", first - 1, (), {}, tuple(told), listed)


def _told(cycle: int, draws: list[int]) -> LineAhead:
    band = min(draws), max(draws)
    return LineAhead(cycle, int(np.median(draws)), band, band)


def certain(*lines: int, first: int = FIRST) -> Forecast:
    """A forecast all of whose draws are the same."""
    return lines_of([lines, lines, lines], first=first)


def flat(line: int, years: int = 10) -> Forecast:
    return certain(*[line] * years)


def totals(found: Plan) -> dict[int, tuple[int, int]]:
    return {one.cycle: one.total for one in found.now.cycles}


def scored_later(document: Mapping[str, Any], cycle: int, patch: pytest.MonkeyPatch) -> int:
    """The total of a document written when the cycle has come."""
    with patch.context() as later:
        later.setenv(CLOCK_VARIABLE, f"{cycle}-06-01")
        facts = facts_of(read_applicant(document))
    total: int = score_person(beijing.at(cycle), facts, "later").total
    return total


# ---- carried forward


def test_carried_forward_is_what_the_later_document_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open spans stated to their end, and each year's tax as in 2025, give the same totals."""
    document = applicant(tax=[{"year": 2025, "paid": 120_000}])
    found = totals(plan(document, flat(11_000), FIRST, years=4))
    for cycle in range(2027, 2031):
        last = f"{cycle}-05"
        later = applicant(
            insurance=[{**document["insurance"][0], "to": last}],
            homes=[{**document["homes"][0], "to": last}],
            tax=[{"year": year, "paid": 120_000} for year in range(2025, cycle)],
        )
        assert found[cycle] == (scored_later(later, cycle, monkeypatch),) * 2


def test_closed_spans_stay_closed() -> None:
    """A lease that ended is not taken up again: 3 points a year, no half for the dwelling."""
    ended = [{"tenure": "rent", "district": "海淀", "from": "2020-08", "to": "2025-12"}]
    found = totals(plan(applicant(homes=ended), flat(11_000), FIRST))
    assert found[2029][0] - found[2028][0] == 300


def test_years_without_tax_are_known_and_go_on_so() -> None:
    """Enough tax in 2023 but none stated since: nothing is assumed for the years to come."""
    once = plan(applicant(tax=[{"year": 2023, "paid": 200_000}]), flat(11_000), FIRST)
    never = plan(applicant(), flat(11_000), FIRST)
    assert totals(once) == totals(never)
    assert any("2025" in text.en and "(0 yuan)" in text.en for text in once.assumptions)


def test_assumptions_are_in_both_languages() -> None:
    found = plan(applicant(), flat(11_000), FIRST)
    assert all(text.zh and text.en for text in (*found.assumptions, *found.warnings))
    assert any("open" in text.en or "without an end" in text.en for text in found.assumptions)


def test_the_same_rules_are_taken_to_hold_after_those_encoded() -> None:
    found = plan(applicant(), flat(11_000), FIRST)
    assert found.cycles == tuple(range(2027, 2037))
    assert any("2030" in text.en for text in found.warnings)
    assert not any("2030" in t.en for t in plan(applicant(), flat(11_000), FIRST, 4).warnings)


# ---- odds


def test_a_certain_line_is_reached_or_not() -> None:
    """The total rises by 3.50 a year; the line is put between two of them."""
    rising = totals(plan(applicant(), flat(11_000), FIRST))
    assert [rising[2028][0] - rising[2027][0], rising[2029][0] - rising[2028][0]] == [350, 350]
    line = rising[2029][0]
    found = plan(applicant(), certain(*[line] * 5), FIRST, years=5).now
    assert [one.odds.as_json() for one in found.cycles] == [0, 0, 1, 1, 1]
    assert (found.earliest.year, found.median.year) == (2029, 2029)
    missed = plan(applicant(), certain(*[line + 1] * 3), FIRST, years=3).now
    assert missed.earliest.as_json() == {"soonest": None, "latest": None}


def test_odds_by_then_follow_each_draw_and_are_no_product() -> None:
    """Of two draws one is reached every year, the other never: a half, however long one waits."""
    total = totals(plan(applicant(), flat(11_000), FIRST))[2027][0]
    found = plan(applicant(), lines_of([[total] * 3, [30_000] * 3]), FIRST, years=3).now
    assert [one.by.as_json() for one in found.cycles] == [0.5, 0.5, 0.5]
    assert found.median.year == 2027


def test_beyond_the_forecasts_lines_there_is_a_range_over_scenarios() -> None:
    """Three cycles have one figure each; the fourth is reached in one scenario, not in the other."""
    found = plan(applicant(), lines_of([[30_000] * 3 + [0]], [[30_000] * 4]), FIRST, years=4)
    near, far = found.now.cycles[:3], found.now.cycles[3]
    assert all(one.single and one.odds == Odds(0, 0) and not one.reach_of for one in near)
    assert not far.single
    assert far.odds == Odds(0, 1)
    assert far.reach_of == {"scenario_1": Odds(1, 1), "scenario_2": Odds(0, 0)}
    assert found.now.median.as_json() == {"soonest": 2030, "latest": None}
    assert found.now.median_of["scenario_1"].year == 2030
    assert found.bands.keys() == {2027, 2028, 2029}


def test_a_published_line_needs_no_forecast() -> None:
    held = lines_of([[30_000] * 3], first=2027)
    known = Forecast("beijing", 2026, (), {2026: 0}, held.lines, held.scenarios)
    assert plan(applicant(), known, 2026, years=2).now.cycles[0].odds == Odds(1, 1)


@pytest.mark.parametrize("earlier", ["2013-07", "2012-01", "2009-01"])
def test_more_months_are_never_a_later_year(earlier: str) -> None:
    forecast = certain(*range(9_000, 14_000, 500))
    longer = applicant(insurance=[{"kind": "all", "from": earlier, "to": None, "district": "海淀"}])
    short, long = (plan(one, forecast, FIRST).now for one in (applicant(), longer))
    assert (long.earliest.soonest or 9999) <= (short.earliest.soonest or 9999)
    pairs = zip(long.cycles, short.cycles, strict=True)
    assert all(a.by.least >= b.by.least for a, b in pairs)


def test_what_is_not_stated_gives_a_range_of_odds() -> None:
    """The dwellings are unknown: between the least and the most total lies the line."""
    document = applicant()
    del document["homes"]
    low, high = totals(plan(document, flat(11_000), FIRST))[2027]
    assert low < high
    found = plan(document, flat((low + high) // 2), FIRST, years=1)
    assert found.now.cycles[0].odds.as_json() == [0.0, 1.0]
    assert any("homes" in text.en for text in found.warnings)


# ---- eligibility


def test_who_may_not_apply_has_no_odds_until_time_opens_the_door() -> None:
    """Insured since February 2022: the 84 months before 2029 lack one, those before 2030 none."""
    begun = [{"kind": "all", "from": "2022-02", "to": None, "district": "海淀"}]
    found = plan(applicant(insurance=begun), flat(0), FIRST)
    assert [one.odds.most for one in found.now.cycles[:4]] == [0, 0, 0, 1]
    assert set(found.now.cycles[0].failing) == {"insured_seven_years"}
    assert [(one.name, one.met) for one in found.conditions] == [("insured_seven_years", 2030)]


def test_a_criminal_record_is_not_opened_by_time() -> None:
    found = plan(applicant(criminal_record=True), flat(0), FIRST)
    assert [(one.name, one.met) for one in found.conditions] == [("no_criminal_record", None)]
    assert found.now.best == Odds(0, 0)
    assert found.options == ()


def test_the_clock_has_the_cycles_in_which_age_points_fall() -> None:
    """Born in May 1981, 45 completed years on 1 January 2027, 46 a year later: 16 in cycle 2029."""
    clock = plan(applicant(born="1981-05-12"), flat(11_000), FIRST).clock
    assert [(fall.cycle, fall.before[0], fall.after[0]) for fall in clock.age_falls] == [
        (2029, 2000, 1600),
        (2030, 1600, 1200),
        (2031, 1200, 800),
        (2032, 800, 400),
        (2033, 400, 0),
    ]


def test_the_clock_has_the_last_cycle_before_retirement() -> None:
    """A woman worker born in May 1979: fifty in May 2029, delayed by 27 months to August 2031."""
    found = plan(applicant(born="1979-05-12", sex="female"), flat(0), FIRST)
    assert found.clock.as_json()["retires"] == ["2031-08", "2031-08"]
    assert found.clock.last_cycle == 2031
    eligible = [one.cycle for one in found.now.cycles if one.eligible]
    assert eligible[-1] == 2031


# ---- calls that are wrong


def test_a_scheme_without_ranking_is_refused() -> None:
    held = flat(11_000)
    other = Forecast("shanghai", held.as_of, (), {}, held.lines, held.scenarios)
    with pytest.raises(LawError, match="does not rank"):
        plan(applicant(), other, FIRST)


@pytest.mark.parametrize("years", [0, 11, -1])
def test_years_out_of_range_are_refused(years: int) -> None:
    with pytest.raises(LawError, match="1 to 10"):
        plan(applicant(), flat(11_000), FIRST, years=years)


def test_a_past_cycle_is_refused() -> None:
    with pytest.raises(LawError, match="2025 is past on 2026-11-23: plan from 2026 on"):
        plan(applicant(), flat(11_000), 2025)


def test_a_first_cycle_that_is_not_encoded_is_refused() -> None:
    with pytest.raises(LawError, match="not encoded for cycle 2031"):
        plan(applicant(), certain(*[11_000] * 10, first=2031), 2031)


def test_a_first_cycle_without_a_line_is_refused() -> None:
    with pytest.raises(LawError, match="no line of cycle 2029: it has those of 2027 to 2028"):
        plan(applicant(), certain(11_000, 11_000), 2029)


def test_a_shorter_forecast_ends_the_plan_and_says_so() -> None:
    found = plan(applicant(), certain(11_000, 11_000), FIRST)
    assert found.cycles == (2027, 2028)
    assert any("ends with 2028" in text.en for text in found.warnings)


def test_a_faulty_document_is_refused() -> None:
    with pytest.raises(Refused, match="born"):
        plan(applicant(born="1986-02-30"), flat(11_000), FIRST)
    with pytest.raises(Refused, match="awards"):
        plan(applicant(awards=[{"type": "A", "points": 7}]), flat(11_000), FIRST)
    backward = [{"tenure": "rent", "from": "2022-08", "to": "2021-08"}]
    with pytest.raises(Refused, match="ends before it begins"):
        plan(applicant(homes=backward), flat(11_000), FIRST)


def test_doubts_about_the_document_are_among_the_warnings() -> None:
    both = [{"tenure": "own", "from": "2019-01", "to": None}, applicant()["homes"][0]]
    found = plan(applicant(homes=both), flat(11_000), FIRST)
    assert "also spent in an own home" in found.warnings[0].en


# ---- for programs


def test_the_json_form() -> None:
    found = plan(applicant(), lines_of([[11_000 + 10 * k] * 10 for k in range(7)]), FIRST).as_json()
    assert found == json.loads(json.dumps(found))
    assert found["series"]["cycles"] == list(range(2027, 2037))
    assert found["series"]["total"][0] == found["now"]["cycles"][0]["total"]
    assert found["series"]["cutoff"][:4] == ["110.30", "110.30", "110.30", None]
    assert found["series"]["scenarios"]["scenario_1"]["low"][9] == "110.00"
    odds = [one["odds"] for one in found["now"]["cycles"]]
    assert all(round(one, 3) == one for one in odds)
    option = found["options"][0]["actions"][0]
    assert {"kind", "label", "from", "parameters", "assumptions"} == option.keys()


def test_the_same_call_gives_the_same_plan() -> None:
    first, second = (plan(applicant(), flat(11_000), FIRST).as_json() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_a_scenario_under_another_law_is_not_held_against_a_score_of_this_one() -> None:
    held = flat(11_000)
    other = replace(held.scenarios[0], key="another_law", own_law=True)
    both = replace(held, scenarios=(*held.scenarios, other))
    assert "another_law" not in plan(applicant(), both, FIRST).scenarios

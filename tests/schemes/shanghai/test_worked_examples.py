"""The dossier's examples, edges and the traps in which third-party calculators fell; all constructed."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.catalogue import find_scheme
from luohu.schemes.shanghai import conditions, points_2018
from tests.clauses import clause
from tests.schemes.cases import home
from tests.schemes.shanghai.example import (
    POINTS,
    aged,
    at,
    certificate,
    degree,
    found,
    job,
    low,
    married,
    settles,
)

BACHELOR = [degree("2014-07", "bachelor", "bachelor")]
ASSOCIATE = [degree("2010-07", "associate")]


@clause(points_2018.total, points_2018.base_points, points_2018.standard_reached)
def test_example_1_bachelor_of_30_with_one_year_of_insurance_passes_with_123() -> None:
    facts: dict[str, Any] = {"born": aged(30), "education": BACHELOR, "insurance": [low("2022-01")]}
    assert found("base_points", **facts) == "123.00"
    assert found("total", **facts) == "123.00"
    assert found("eligible", **facts) is True


@clause(points_2018.total, points_2018.bonus_points, points_2018.standard_reached)
def test_example_2_associate_of_40_passes_by_the_base_tier_alone() -> None:
    facts: dict[str, Any] = {"born": aged(40), "education": ASSOCIATE}
    tier = [low("2017-01", "2019-06"), *at(85, "2019-07", "2022-06"), low("2022-07")]
    assert found("bonus_points", insurance=tier, **facts) == "25.00"
    assert found("total", insurance=tier, **facts) == "123.00"
    assert found("eligible", insurance=tier, **facts) is True
    assert found("total", insurance=[low("2017-01")], **facts) == "98.00"
    assert found("standard_reached", insurance=[low("2017-01")], **facts) is False
    assert found("eligible", insurance=[low("2017-01")], **facts) is False


@clause(points_2018.total)
def test_example_3_associate_of_44_at_one_and_a_fifth_of_the_wage_has_159() -> None:
    insurance = [low("2013-01", "2019-08"), *at(120, "2019-09", "2022-12")]
    assert found("total", born=aged(44), education=ASSOCIATE, insurance=insurance) == "159.00"


FIFTY: dict[str, Any] = {
    "born": aged(50),
    "education": [degree("2000-07", "bachelor")],
    "certificates": [certificate("title_mid")],
}


@clause(points_2018.total)
def test_example_4_a_mid_level_title_needs_its_gate_132_or_92() -> None:
    gate = [low("2018-01", "2022-02"), *at(100, "2022-03", "2022-10"), low("2022-11")]
    assert found("total", insurance=gate, **FIFTY) == "132.00"
    assert found("eligible", insurance=gate, **FIFTY) is True
    assert found("total", insurance=[low("2018-01")], **FIFTY) == "92.00"
    assert found("eligible", insurance=[low("2018-01")], **FIFTY) is False


FIFTY_EIGHT: dict[str, Any] = {
    "born": aged(58),
    "education": [degree("1990-07", "master", "master")],
    "marriage": married("2010-06-01"),
    "insurance": [low("2019-01")],
}


@clause(points_2018.total, points_2018.points_taken_off)
def test_example_5_a_detention_four_years_ago_costs_50_in_a_window_of_five_years_only() -> None:
    assert found("total", **FIFTY_EIGHT) == "157.00"
    detained = {**FIFTY_EIGHT, "detentions": [2018]}
    assert found("total", **detained) == "107.00"
    assert found("eligible", **detained) is False
    assert found("total", given={"detention_window": "3"}, **detained) == "157.00"


@clause(points_2018.total, points_2018.bonus_points)
def test_example_6_sanitation_in_the_outer_area_without_a_diploma_has_112() -> None:
    facts: dict[str, Any] = {
        "born": aged(45),
        "insurance": [low("2018-01")],
        "jobs": [job("2018-01", kind="public_service", district="临港")],
        "homes": [home("rent", "2018-01", district="临港")],
        "marriage": married("2012-06-01"),
    }
    assert found("base_points", **facts) == "42.00"
    assert found("bonus_points", **facts) == "70.00"
    assert found("total", **facts) == "112.00"
    assert found("eligible", **facts) is False


# ---- edges


@pytest.mark.parametrize(
    ("years", "points"),
    [(17, "0.00"), (18, "30.00"), (43, "30.00"), (44, "29.00"), (45, "27.00"), (46, "25.00"),
     (47, "23.00"), (48, "21.00"), (49, "19.00"), (50, "17.00"), (51, "15.00"), (52, "13.00"),
     (53, "11.00"), (54, "9.00"), (55, "7.00"), (56, "5.00"), (60, "5.00"), (61, "0.00")],
)  # fmt: skip
def test_edge_age_by_the_year(years: int, points: str) -> None:
    assert found("age", born=aged(years)) == points


def test_edge_35_months_give_no_tier_36_do() -> None:
    one_short = [*at(100, "2019-02", "2021-12"), low("2022-01")]
    enough = [*at(100, "2019-01", "2021-12"), low("2022-01")]
    assert found("contribution_base", insurance=one_short) == "0.00"
    assert found("contribution_base", insurance=enough) == "50.00"


def test_edge_a_total_below_zero_is_zero() -> None:
    facts: dict[str, Any] = {"born": aged(30), "detentions": [2021, 2021]}
    assert found("points_taken_off", **facts) == "-100.00"
    assert found("total", **facts) == "0.00"


def test_edge_a_doctorate_of_110_outdoes_a_title_of_100() -> None:
    facts: dict[str, Any] = {
        "education": [degree("2015-07", "doctor", "doctor")],
        "certificates": [certificate("title_mid")],
        "insurance": at(100, "2021-01", "2022-12"),
    }
    assert found("title", **facts) == "100.00"
    assert found("education_or_title", **facts) == "110.00"


# ---- where third-party calculators disagree with the text


def test_trap_age_44_is_29_not_24() -> None:
    assert found("age", born=aged(44)) == "29.00"


def test_trap_age_43_is_30_not_26() -> None:
    assert found("age", born=aged(43)) == "30.00"


def test_trap_tax_and_jobs_stop_at_100_unless_120_is_given() -> None:
    assert found("tax_or_jobs", local_staff=500) == "100.00"
    assert found("tax_or_jobs", given={"investment_limit": "120"}, local_staff=500) == "120.00"


def test_trap_six_years_of_sanitation_are_24_not_4() -> None:
    assert found("public_service", jobs=[job("2017-01", kind="public_service")]) == "24.00"


def test_trap_six_years_in_the_outer_area_are_12_not_2() -> None:
    facts: dict[str, Any] = {
        "jobs": [job("2017-01", district="临港")],
        "homes": [home("own", "2017-01", district="临港")],
    }
    assert found("outer_area", **facts) == "12.00"


def test_trap_years_of_insurance_have_no_limit_of_120() -> None:
    assert found("insurance_years", born="1960-01-01", insurance=[low("1981-01")]) == "126.00"


def test_trap_the_total_may_pass_120_and_never_falls_below_zero() -> None:
    facts: dict[str, Any] = {"insurance": at(300, "2018-01", "2022-12"), "education": BACHELOR}
    assert found("total", born=aged(30), **facts) == "255.00"
    assert found("total", born=aged(30), detentions=[2022] * 9, **facts) == "0.00"


def test_trap_each_detention_costs_50_not_150_for_all() -> None:
    assert found("detention_deduction", detentions=[2022]) == "-50.00"
    assert found("detention_deduction", detentions=[2020, 2021, 2022]) == "-150.00"
    assert found("detention_deduction", detentions=[2019, 2020, 2021, 2022]) == "-200.00"


def test_trap_education_and_title_never_add_up() -> None:
    facts: dict[str, Any] = {
        "education": [degree("2015-07", "master", "master")],
        "certificates": [certificate("skill_3")],
    }
    assert found("education", **facts) == "100.00"
    assert found("title", **facts) == "60.00"
    assert found("education_or_title", **facts) == "100.00"


def test_trap_the_gate_of_a_title_is_six_of_the_last_twelve_months() -> None:
    title = [certificate("title_senior")]
    six = [*at(100, "2022-01", "2022-06"), low("2022-07")]
    five = [*at(100, "2022-01", "2022-05"), low("2022-06")]
    assert found("title", certificates=title, insurance=six) == "140.00"
    assert found("title", certificates=title, insurance=five) == "0.00"


def test_trap_three_times_the_wage_gives_120() -> None:
    insurance = [low("2018-01", "2020-06"), *at(300, "2020-07", "2022-06"), low("2022-07")]
    assert found("contribution_base", insurance=insurance) == "120.00"


def test_trap_an_accountant_alone_does_not_pass_at_50_but_does_up_to_43() -> None:
    insurance = [low("2022-02", "2022-02"), *at(100, "2022-03", "2022-12")]
    facts: dict[str, Any] = {"certificates": [certificate("accountant")], "insurance": insurance}
    assert found("total", born=aged(43), **facts) == "130.00"
    assert found("total", born=aged(50), **facts) == "117.00"
    assert found("standard_reached", born=aged(50), **facts) is False


@clause(conditions.age_allowed)
def test_a_passing_score_is_no_use_outside_the_ages() -> None:
    facts: dict[str, Any] = {"insurance": at(300, "2018-01", "2022-12"), "education": BACHELOR}
    assert found("standard_reached", born=aged(61), **facts) is True
    assert found("eligible", born=aged(61), **facts) is False


def test_120_points_are_no_condition_of_settling_with_the_permit() -> None:
    """SH-J7: seven years, a title and the base are enough, whatever the points."""
    facts: dict[str, Any] = {
        "born": aged(59),
        "permits": [{"city": "shanghai", "from": "2015-01", "to": None}],
        "insurance": [low("2015-01", "2017-12"), *at(130, "2018-01", "2022-12")],
        "certificates": [certificate("title_mid")],
        "detentions": [],
    }
    facts["given"] = {"wage_asked_before": "false"}
    assert settles("eligible", **facts) is True
    assert "total" not in find_scheme("shanghai-hukou").rulebooks[0].rules
    assert find_scheme("shanghai-hukou").threshold is None
    assert POINTS.rules["standard_reached"].kind.value == "condition"


def test_121_is_a_misprint_of_120() -> None:
    """One page's summary says 121, the article it quotes 120: 120.00 passes."""
    facts: dict[str, Any] = {
        "born": aged(30), "education": BACHELOR, "insurance": [low("2022-06")],
    }  # fmt: skip
    assert found("total", **facts) == "120.00"
    assert found("standard_reached", **facts) is True
    assert found("eligible", **facts) is True

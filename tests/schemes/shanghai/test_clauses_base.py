"""Base indicators: age, education, title and its gate, years of insurance."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import Standing
from luohu.schemes.shanghai import base_indicators as law
from tests.clauses import clause
from tests.schemes.cases import paid, studied
from tests.schemes.shanghai.example import (
    POINTS,
    aged,
    at,
    certificate,
    found,
    low,
    months,
    unstated,
)

# ---- age


@clause(law.age)
@pytest.mark.parametrize(("years", "points"), [(18, 30), (43, 30), (44, 29), (55, 7), (56, 5), (60, 5)])  # fmt: skip
def test_five_points_at_56_and_two_for_each_year_younger(years: int, points: int) -> None:
    assert found("age", born=aged(years)) == f"{points}.00"


@clause(law.age)
def test_the_day_of_birth_decides_and_without_it_age_is_open() -> None:
    assert found("age", born="1978-12-31") == "29.00"
    assert found("age", born="1979-01-01") == "30.00"
    assert unstated("age", "born") == ("0.00", "30.00")


# ---- education


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "points"),
    [("secondary", None, "0.00"), ("associate", None, "50.00"), ("bachelor", None, "60.00"),
     ("bachelor", "bachelor", "90.00"), ("master", "master", "100.00"), ("doctor", "doctor", "110.00"),
     ("master", None, ("0.00", "90.00")), (None, "master", ("0.00", "90.00")),
     ("doctor", None, ("0.00", "100.00")), ("bachelor", "master", ("60.00", "90.00"))],
)  # fmt: skip
def test_both_certificates_give_the_level_one_alone_is_open(
    diploma: str | None, degree: str | None, points: Any
) -> None:
    assert found("education", education=[studied("2015-07", diploma, degree)]) == points


@clause(law.education)
def test_the_highest_of_several_counts() -> None:
    bachelor = studied("2012-07", "bachelor", "bachelor")
    assert found("education", education=[studied("2009-07", "associate"), bachelor]) == "90.00"
    assert found("education", education=[bachelor, studied("2016-07", None, "master")]) == "90.00"
    assert found("education", education=[]) == "0.00"
    assert unstated("education", "education") == ("0.00", "110.00")


@clause(law.education)
def test_a_foreign_degree_has_no_diploma_beside_it_and_is_open() -> None:
    abroad = studied("2016-07", None, "master", abroad=True)
    assert found("education", education=[abroad]) == ("0.00", "100.00")


@clause(law.education)
def test_a_degree_counts_from_the_month_of_graduating() -> None:
    master = [studied("2022-12", "master", "master")]
    assert found("education", 2022, education=master) == "100.00"
    assert found("education", 2021, education=master) == "0.00"


# ---- titles

GATE = [*at(100, "2022-01", "2022-12")]


@clause(law.title)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("title_junior", "0.00"), ("skill_5", "15.00"), ("skill_4", "30.00"), ("skill_3", "60.00"),
     ("skill_2", "100.00"), ("title_mid", "100.00"), ("listed_qualification", "100.00"),
     ("accountant", "100.00"), ("skill_1", "140.00"), ("title_associate_senior", "140.00"),
     ("title_senior", "140.00"), ("special_skill", "0.00"), ("lawyer", ("0.00", "100.00"))],
)  # fmt: skip
def test_the_level_of_a_certificate(kind: str, points: Any) -> None:
    assert found("title", certificates=[certificate(kind)], insurance=GATE) == points


@clause(law.title)
def test_the_accountants_hundred_is_from_memory_the_lawyers_not_known() -> None:
    parameters = POINTS.parameters
    assert parameters["title_levels"].values[0].standing is Standing.QUOTED
    assert parameters["accountant_points"].values[0].standing is Standing.UNVERIFIED
    assert parameters["lawyer_points"].values[0].standing is Standing.UNKNOWN
    facts: dict[str, Any] = {"certificates": [certificate("lawyer")], "insurance": GATE}
    assert found("title", given={"lawyer_points": "100"}, **facts) == "100.00"


@clause(law.title)
@pytest.mark.parametrize(
    ("details", "points"),
    [({}, "60.00"), ({"matches_post": False}, "0.00"), ({"city": "beijing"}, "0.00"),
     ({"matches_post": None}, ("0.00", "60.00")), ({"obtained": "2022-12"}, "60.00"),
     ({"obtained": None}, ("0.00", "60.00"))],
)  # fmt: skip
def test_gained_in_shanghai_and_matching_the_post(details: dict[str, Any], points: Any) -> None:
    assert found("title", certificates=[certificate("skill_3", **details)]) == points


@clause(law.title)
def test_a_certificate_counts_from_the_month_it_was_gained() -> None:
    later = [certificate("skill_3", "2022-12")]
    assert found("title", 2021, certificates=later, insurance=[low("2020-01")]) == "0.00"
    assert unstated("title", "certificates") == ("0.00", "140.00")


@clause(law.title, law.title_gate)
def test_without_the_gate_a_lower_certificate_counts_instead() -> None:
    both = [certificate("title_senior"), certificate("skill_3")]
    assert found("title_gate", certificates=both) is False
    assert found("title", certificates=both) == "60.00"
    assert found("title", certificates=both, insurance=GATE) == "140.00"


@clause(law.title)
def test_a_hundred_for_lawyers_would_need_the_base_too() -> None:
    lawyer = [certificate("lawyer")]
    assert found("title", certificates=lawyer) == ("0.00", "99.99")
    assert found("title", given={"lawyer_points": "100"}, certificates=lawyer) == "0.00"
    assert found("title", given={"lawyer_points": "60"}, certificates=lawyer) == "60.00"
    unsettled = found("title", certificates=lawyer, insurance=[paid("2021-01", None)])
    assert unsettled == ("0.00", "100.00")


@clause(law.months_at_wage, law.title_gate)
def test_the_gate_counts_months_at_the_wage_in_the_last_twelve() -> None:
    exact = [low("2020-01", "2022-03"), *at(100, "2022-04", "2022-09"), low("2022-10")]
    assert months("months_at_wage", insurance=exact) == 6
    assert found("title_gate", insurance=exact) is True
    below = [*at(99, "2022-01", "2022-12")]
    assert months("months_at_wage", insurance=below) == 0
    assert found("title_gate", insurance=below) is False


@clause(law.title_gate)
def test_whether_this_month_is_of_the_last_twelve_is_open() -> None:
    sixth_is_now = [low("2020-01", "2022-06"), *at(100, "2022-07", "2022-12")]
    assert found("title_gate", insurance=sixth_is_now) is None
    first_is_a_year_ago = [*at(100, "2021-12", "2022-05"), low("2022-06")]
    assert found("title_gate", insurance=first_is_a_year_ago) is None


@clause(law.months_at_wage)
def test_made_up_or_disputed_months_and_an_unstated_base_leave_the_gate_open() -> None:
    for row in ({"made_up": True}, {"inconsistent": True}):
        rows = at(100, "2022-01", "2022-12", **row)
        assert months("months_at_wage", insurance=rows) == (0, 12)
    unstated_base = [{"kind": "all", "from": "2022-01", "to": None}]
    assert found("title_gate", insurance=unstated_base) is None
    assert found("title_gate", insurance=at(200, "2022-01", "2022-12", flexible=True)) is False
    assert unstated("title_gate", "insurance") is None


@clause(law.education_or_title)
@pytest.mark.parametrize(
    ("diploma", "kind", "points"),
    [("associate", "skill_3", "60.00"), ("bachelor", "skill_3", "60.00"),
     ("associate", "skill_4", "50.00"), ("bachelor", "title_mid", "100.00")],
)  # fmt: skip
def test_the_higher_of_education_and_title(diploma: str, kind: str, points: str) -> None:
    facts: dict[str, Any] = {
        "education": [studied("2012-07", diploma)],
        "certificates": [certificate(kind)],
        "insurance": GATE,
    }
    assert found("education_or_title", **facts) == points


# ---- years of insurance


@clause(law.insured_months, law.insurance_years)
@pytest.mark.parametrize(
    ("since", "number", "points"),
    [("2022-02", 11, "0.00"), ("2022-01", 12, "3.00"), ("2021-02", 23, "3.00"),
     ("2021-01", 24, "6.00"), ("2003-01", 240, "60.00")],
)  # fmt: skip
def test_three_points_for_each_full_year(since: str, number: int, points: str) -> None:
    assert found("insured_months", insurance=[low(since)]) == number
    assert found("insurance_years", insurance=[low(since)]) == points


@clause(law.insured_months, law.insurance_years)
def test_whether_a_break_starts_anew_matters_only_where_there_is_one() -> None:
    broken = [low("2016-01", "2019-12"), low("2020-02")]
    assert found("insured_months", insurance=broken) == (35, 83)
    assert found("insurance_years", insurance=broken) == ("6.00", "18.00")
    assert found("insurance_years", given={"break_restarts": "true"}, insurance=broken) == "6.00"
    assert found("insurance_years", given={"break_restarts": "false"}, insurance=broken) == "18.00"
    joined = [low("2016-01", "2019-12"), low("2020-01")]
    assert found("insurance_years", insurance=joined) == "21.00"


@clause(law.insured_months)
def test_this_month_may_not_be_paid_yet() -> None:
    assert found("insured_months", insurance=[low("2021-12", "2022-11")]) == 12
    assert found("insured_months", insurance=[low("2021-11", "2022-10")]) == (0, 12)


@clause(law.insurance_years)
def test_months_made_up_do_not_count_and_disputed_ones_are_open() -> None:
    rows = [low("2021-01", "2021-12", made_up=True), low("2022-01")]
    assert found("insurance_years", insurance=rows) == "3.00"
    disputed = [low("2021-01", inconsistent=True)]
    assert found("insurance_years", insurance=disputed) == ("0.00", "6.00")
    assert unstated("insurance_years", "insurance")[0] == "0.00"

"""Bonus indicators: talent, shortage, tax or jobs, service, outer area, graduates, awards, spouse."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import Standing
from luohu.schemes.shanghai import bonus_indicators as law
from luohu.schemes.shanghai import points_2018
from tests.clauses import clause
from tests.schemes.cases import home, studied
from tests.schemes.shanghai.example import (
    POINTS,
    degree,
    found,
    job,
    low,
    married,
    months,
    unstated,
)

# ---- founders, intermediaries, a listed major


@clause(law.founder, law.intermediary)
def test_recognised_founders_and_intermediaries_get_120_each() -> None:
    founder = {"kind": "startup", "city": "shanghai"}
    intermediary = {"kind": "intermediary", "city": "shanghai"}
    assert found("founder", talents=[founder]) == "120.00"
    assert found("intermediary", talents=[founder]) == "0.00"
    assert found("intermediary", talents=[intermediary, founder]) == "120.00"
    assert found("bonus_points", talents=[intermediary, founder]) == "240.00"
    assert found("founder", talents=[{"kind": "startup", "city": "shenzhen"}]) == "0.00"
    assert unstated("founder", "talents") == ("0.00", "120.00")
    assert unstated("intermediary", "talents") == ("0.00", "120.00")


@clause(law.shortage_major)
@pytest.mark.parametrize(
    ("details", "points"),
    [({"major_listed": True}, "30.00"), ({"major_listed": False}, "0.00"),
     ({"major_listed": None}, ("0.00", "30.00"))],
)  # fmt: skip
def test_a_listed_major_gives_30(details: dict[str, Any], points: Any) -> None:
    rows = [degree("2015-07", "associate", **details)]
    assert found("shortage_major", education=rows) == points


@clause(law.shortage_major)
def test_a_major_counts_once_and_after_graduating() -> None:
    rows = [degree(month, "associate", major_listed=True) for month in ("2012-07", "2015-07")]
    assert found("shortage_major", education=rows) == "30.00"
    later = [degree("2019-07", "bachelor", major_listed=True)]
    assert found("shortage_major", 2018, education=later) == "0.00"
    assert found("shortage_major", education=[]) == "0.00"
    assert unstated("shortage_major", "education") == ("0.00", "30.00")


# ---- tax or jobs


def tax(year: int, paid: int, share: Any = 100, **details: Any) -> dict[str, Any]:
    return {"year": year, "paid": paid, "share": share, **details}


@clause(law.investment_tax)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([tax(2021, 300_000)], "10.00"), ([tax(2021, 299_999)], "0.00"),
     ([tax(y, 100_000) for y in (2019, 2020, 2021)], "10.00"), ([tax(2018, 900_000)], "0.00"),
     ([tax(2022, 900_000)], "0.00"), ([tax(2021, 600_000, 50)], "10.00"),
     ([tax(2021, 600_000, "49.99")], "0.00"), ([tax(2021, 900_000, city="beijing")], "0.00"),
     ([tax(2020, 400_000), tax(2021, 500_000)], "30.00"), ([], "0.00")],
)  # fmt: skip
def test_ten_points_for_each_100000_a_year_by_ones_share(
    rows: list[dict[str, Any]], points: str
) -> None:
    assert found("investment_tax", enterprise_tax=rows) == points


@clause(law.local_jobs)
@pytest.mark.parametrize(("people", "points"), [(0, 0), (9, 0), (10, 10), (29, 20), (100, 100)])
def test_ten_points_for_each_ten_local_people(people: int, points: int) -> None:
    assert found("local_jobs", local_staff=people) == f"{points}.00"


@clause(law.tax_or_jobs)
def test_tax_and_jobs_do_not_add_up_and_stop_at_100() -> None:
    facts: dict[str, Any] = {"enterprise_tax": [tax(2021, 1_500_000)], "local_staff": 40}
    assert found("tax_or_jobs", **facts) == "50.00"
    facts["local_staff"] = 70
    assert found("tax_or_jobs", **facts) == "70.00"
    facts["enterprise_tax"] = [tax(2021, 3_600_000)]
    assert found("investment_tax", **facts) == "120.00"
    assert found("tax_or_jobs", **facts) == "100.00"
    assert found("tax_or_jobs", given={"investment_limit": "120"}, **facts) == "120.00"


# ---- public service


@clause(law.in_public_service, law.public_service)
@pytest.mark.parametrize(
    ("since", "points"),
    [("2018-02", "0.00"), ("2018-01", "20.00"), ("2017-01", "24.00"), ("2016-01", "28.00"),
     ("2015-01", ("30.00", "32.00")), ("2003-01", ("30.00", "80.00"))],
)  # fmt: skip
def test_four_points_a_year_once_five_are_complete(since: str, points: Any) -> None:
    """Beyond 30 points, the only limit that a calculator has, it is open."""
    assert found("public_service", jobs=[job(since, kind="public_service")]) == points


@clause(law.in_public_service)
def test_years_of_service_add_up_in_shanghai_only() -> None:
    rows = [
        job("2010-01", "2012-12", kind="public_service"),
        job("2013-01", "2015-12", kind="public_service", city="beijing"),
        job("2016-01", "2016-12"),
        job("2017-01", "2018-12", kind="public_service"),
    ]
    assert months("in_public_service", jobs=rows) == 60
    assert found("public_service", jobs=rows) == "20.00"
    long = [job("2003-01", kind="public_service")]
    assert found("public_service", given={"service_limit": "30"}, jobs=long) == "30.00"
    assert unstated("public_service", "jobs")[0] == "0.00"


# ---- key outer areas


@clause(law.home_in_outer_area, law.work_in_outer_area, law.outer_area)
@pytest.mark.parametrize(
    ("since", "points"),
    [("2018-02", "0.00"), ("2018-01", "10.00"), ("2017-01", "12.00"), ("2013-01", "20.00"),
     ("2005-01", "20.00")],
)  # fmt: skip
def test_two_points_a_year_once_five_are_complete_up_to_20(since: str, points: str) -> None:
    facts: dict[str, Any] = {
        "homes": [home("rent", since, district="临港")],
        "jobs": [job(since, district="临港")],
    }
    assert months("home_in_outer_area", **facts) == months("work_in_outer_area", **facts)
    assert found("outer_area", **facts) == points


@clause(law.outer_area)
def test_one_must_live_and_work_there_in_the_same_months() -> None:
    there = [home("rent", "2010-01", district="临港")]
    assert found("outer_area", homes=there, jobs=[job("2010-01", district="浦东")]) == "0.00"
    elsewhere = [home("rent", "2010-01", district="徐汇")]
    assert found("outer_area", homes=elsewhere, jobs=[job("2010-01", district="临港")]) == "0.00"
    in_turn = [job("2018-02", district="临港")]
    assert found("outer_area", homes=there, jobs=in_turn) == "0.00"


@clause(law.home_in_outer_area, law.work_in_outer_area)
def test_a_district_that_is_not_stated_is_unknown() -> None:
    facts: dict[str, Any] = {
        "homes": [home("rent", "2018-01")],
        "jobs": [job("2018-01", district="临港")],
    }
    assert months("home_in_outer_area", **facts) == (0, 60)
    assert found("outer_area", **facts) == ("0.00", "10.00")
    facts = {"homes": [home("rent", "2018-01", district="临港")], "jobs": [job("2018-01")]}
    assert months("work_in_outer_area", **facts) == (0, 60)


# ---- fresh graduates


@clause(law.fresh_graduate)
@pytest.mark.parametrize(
    ("graduated", "points"),
    [("2022-12", "10.00"), ("2022-07", "10.00"), ("2022-01", "10.00"), ("2021-12", "0.00")],
)
def test_fresh_to_the_end_of_the_year_of_graduating(graduated: str, points: str) -> None:
    """Asked on 31 December 2022."""
    assert found("fresh_graduate", education=[degree(graduated, "bachelor")]) == points


@clause(law.fresh_graduate)
def test_fresh_until_june_of_the_next_year(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [degree("2025-07", "bachelor", "bachelor")]
    for day, points in (("2026-06-30", "10.00"), ("2026-07-01", "0.00"), ("2026-01-05", "10.00")):
        monkeypatch.setenv("LUOHU_TODAY", day)
        assert found("fresh_graduate", 2026, education=rows) == points
    monkeypatch.setenv("LUOHU_TODAY", "2026-05-01")
    assert found("fresh_graduate", 2026, education=[degree("2024-12", "bachelor")]) == "0.00"


@clause(law.fresh_graduate)
def test_full_time_higher_education_only() -> None:
    assert found("fresh_graduate", education=[degree("2022-07", "associate")]) == "10.00"
    assert found("fresh_graduate", education=[degree("2022-07", "secondary")]) == "0.00"
    beside_work = [degree("2022-07", "bachelor", full_time=False)]
    assert found("fresh_graduate", education=beside_work) == "0.00"
    unclear = [studied("2022-07", "bachelor")]
    assert found("fresh_graduate", education=unclear) == ("0.00", "10.00")
    assert unstated("fresh_graduate", "education") == ("0.00", "10.00")


# ---- commendations, a local spouse


@clause(law.commendation)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("city_bureau_special", "30.00"), ("city_bureau_comprehensive", "60.00"),
     ("provincial", "110.00"), ("central", "110.00"), ("city", ("0.00", "110.00")),
     ("bureau", ("0.00", "60.00")), ("military_commission", ("0.00", "110.00")),
     ("merit_first", "0.00"), ("national_contest", "0.00")],
)  # fmt: skip
def test_the_level_of_a_commendation(kind: str, points: Any) -> None:
    assert found("commendation", commendations=[{"kind": kind, "city": "shanghai"}]) == points


@clause(law.commendation)
def test_the_highest_commendation_counts_those_of_city_offices_in_shanghai_only() -> None:
    rows = [{"kind": kind} for kind in ("city_bureau_special", "provincial", "bureau")]
    assert found("commendation", commendations=rows) == "110.00"
    elsewhere = [{"kind": "city_bureau_special", "city": "beijing"}]
    assert found("commendation", commendations=elsewhere) == "0.00"
    assert found("commendation", commendations=[{"kind": "central", "city": "beijing"}]) == "110.00"
    assert unstated("commendation", "commendations") == ("0.00", "110.00")


@clause(law.local_spouse)
@pytest.mark.parametrize(
    ("since", "points"),
    [("2022-06-01", "0.00"), ("2021-12-31", "4.00"), ("2022-01-01", "0.00"), ("2013-01-01", "36.00"),
     ("2012-12-31", "40.00"), ("1995-01-01", "40.00")],
)  # fmt: skip
def test_four_points_for_each_full_year_married_up_to_40(since: str, points: str) -> None:
    assert found("local_spouse", marriage=married(since)) == points


@clause(law.local_spouse)
def test_the_spouse_must_be_registered_in_shanghai() -> None:
    assert found("local_spouse", marriage=married("2012-01-01", "elsewhere")) == "0.00"
    assert found("local_spouse", marriage=None) == "0.00"
    assert unstated("local_spouse", "marriage") == ("0.00", "40.00")


@clause(points_2018.bonus_points)
def test_bonus_points_add_up() -> None:
    facts: dict[str, Any] = {
        "talents": [{"kind": "startup"}],
        "local_staff": 10,
        "commendations": [{"kind": "city_bureau_special"}],
        "marriage": married("2020-06-01"),
        "insurance": [low("2020-01")],
    }
    assert found("bonus_points", **facts) == "168.00"  # 120 + 10 + 30 + 8


def test_conflicting_limits_have_a_standing_of_their_own() -> None:
    parameters = POINTS.parameters
    assert parameters["investment_limit"].outside
    assert parameters["investment_limit"].values[0].standing is Standing.QUOTED
    assert parameters["service_limit"].values[0].standing is Standing.UNKNOWN

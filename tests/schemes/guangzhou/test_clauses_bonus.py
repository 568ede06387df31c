"""The bonus indicators: education, innovation, trades, service, tax, honours."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.guangzhou import bonus_indicators as law
from tests.clauses import clause
from tests.schemes.cases import result, studied, values
from tests.schemes.guangzhou.example import POINTS, applicant, found, job, months, without

Rows = list[dict[str, Any]]

# ---- 1. education


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "points"),
    [("secondary", None, "10.00"), ("associate", None, "20.00"), ("bachelor", None, "30.00"),
     ("bachelor", "bachelor", "30.00"), ("master", "master", "30.00"), ("doctor", None, "30.00"),
     (None, "bachelor", "0.00"), (None, None, "0.00")],
)  # fmt: skip
def test_points_go_by_the_diploma(diploma: str | None, degree: str | None, points: str) -> None:
    assert found("education", education=[studied("2010-06", diploma, degree)]) == points


@clause(law.education)
def test_the_highest_diploma_alone_counts_if_it_came_by_september() -> None:
    schools = [studied("2010-06", "associate"), studied("2025-09", "bachelor")]
    assert found("education", education=schools) == "30.00"
    assert found("education", education=[schools[0], studied("2025-10", "bachelor")]) == "20.00"
    assert result(POINTS, 2025, "education", without("education")) == ("0.00", "30.00")


# ---- 2. innovation


def patent(granted: str = "2023-05-01", **details: Any) -> dict[str, Any]:
    return {"kind": "invention", "granted": granted, "inventors": 1, **details}


@clause(law.invention)
@pytest.mark.parametrize(
    ("row", "points"),
    [(patent(), "20.00"), (patent("2020-09-30"), "20.00"), (patent("2020-09-29"), "0.00"),
     (patent("2025-09-30"), "20.00"), (patent("2025-10-01"), "0.00"),
     (patent(kind="utility"), "0.00"), (patent(changed=True), "0.00"),
     (patent(city="shenzhen"), "0.00"),
     (patent(inventors=28), "0.71")],
)  # fmt: skip
def test_only_inventions_of_five_years_in_the_city_that_never_changed(
    row: dict[str, Any], points: str
) -> None:
    assert found("invention", patents=[row]) == points


@clause(law.invention)
def test_unknown_patents_give_at_most_forty() -> None:
    assert result(POINTS, 2025, "invention", without("patents")) == ("0.00", "40.00")


@clause(law.researching, law.research)
def test_research_gives_two_a_full_year_up_to_ten_beside_patents() -> None:
    assert months("researching", jobs=[job("2024-01", "2024-03", "research"), job("2024-04")]) == [
        "2024-01..2024-03"
    ]
    for since, points in (("2024-10", "2.00"), ("2024-11", "0.00"), ("2010-01", "10.00")):
        assert found("research", jobs=[job(since, kind="research")]) == points
    assert found("research", jobs=[job("2010-01", kind="research", city="shenzhen")]) == "0.00"
    assert result(POINTS, 2025, "research", without("jobs")) == ("0.00", "10.00")


# ---- 3. trades


def certificate(kind: str = "skill_3", **details: Any) -> dict[str, Any]:
    return {"kind": kind, "obtained": "2020-01", "listed": True, **details}


@clause(law.in_demand, law.trade_in_demand)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([certificate()], "10.00"), ([certificate(), certificate("skill_1")], "10.00"),
     ([certificate(listed=False)], "0.00"), ([certificate(listed=None)], ("0.00", "10.00")),
     ([certificate(obtained="2025-09")], "10.00"), ([certificate(obtained="2025-10")], "0.00"),
     ([certificate(obtained=None)], ("0.00", "10.00")), ([certificate("title_senior")], "0.00"),
     ([certificate("listed_qualification")], "10.00"), ([], "0.00")],
)  # fmt: skip
def test_a_trade_in_demand_gives_ten_once(rows: Rows, points: Any) -> None:
    assert found("trade_in_demand", certificates=rows) == points


@clause(law.in_demand)
def test_unknown_certificates_leave_it_open() -> None:
    unknown = without("certificates")
    assert result(POINTS, 2025, "trade_in_demand", unknown) == ("0.00", "10.00")


@clause(law.on_front_line, law.hard_trade)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([job("2025-09", kind="hard_trade")], "10.00"), ([job("2024-10", kind="hard_trade")], "15.00"),
     ([job("2021-10", kind="hard_trade")], "30.00"), ([job("2000-01", kind="hard_trade")], "30.00"),
     ([job("2000-01", "2025-08", "hard_trade")], "0.00"),
     ([job("2000-01", kind="hard_trade", city="shenzhen")], "0.00"),
     ([job("2010-01", "2011-12", "hard_trade"), job("2025-01", kind="hard_trade")], "20.00")],
)  # fmt: skip
def test_whoever_is_there_now_gets_ten_and_five_a_full_year_up_to_twenty(
    rows: Rows, points: str
) -> None:
    assert found("hard_trade", jobs=rows) == points


@clause(law.on_front_line)
def test_only_the_front_line_is_the_front_line() -> None:
    assert months("on_front_line", jobs=[job("2020-01"), job("2025-01", "2025-02", "hard_trade")]) == [
        "2025-01..2025-02"
    ]  # fmt: skip
    assert result(POINTS, 2025, "hard_trade", without("jobs")) == ("0.00", "30.00")


# ---- 4. service


@clause(law.donations, law.blood)
def test_two_points_a_donation_up_to_ten() -> None:
    days = [{"on": f"2024-0{month}-01"} for month in range(1, 8)]
    for times, points in ((0, "0.00"), (1, "2.00"), (5, "10.00"), (7, "10.00")):
        assert found("blood", blood_donations=days[:times]) == points
    assert result(POINTS, 2025, "blood", without("blood_donations")) == ("0.00", "10.00")


@clause(law.donations)
def test_blood_given_in_another_city_counts_as_nothing_says_otherwise() -> None:
    assert found("blood", blood_donations=[{"on": "2024-01-01", "city": "shenzhen"}]) == "2.00"
    assert found("donations", blood_donations=[{"on": "2020-09-30"}, {"on": "2020-09-29"}]) == 1


def served(*records: tuple[str, int]) -> Rows:
    return [{"on": day, "hours": hours} for day, hours in records]


@clause(law.service_hours)
def test_years_are_counted_back_from_the_cut_off_day() -> None:
    rows = served(("2025-09-30", 1), ("2024-10-01", 2), ("2024-09-30", 4), ("2020-10-01", 8),
                  ("2020-09-30", 16), ("2020-09-29", 32), ("2025-10-01", 64))  # fmt: skip
    hours = values(POINTS, 2025, applicant(volunteering=rows))["service_hours"]
    assert hours == {0: 3, 1: 4, 2: 0, 3: 0, 4: 24}


@clause(law.voluntary_service)
@pytest.mark.parametrize(
    ("rows", "points"),
    [(served(("2025-01-01", 49)), "0.00"), (served(("2025-01-01", 50)), "2.00"),
     (served(("2025-01-01", 30), ("2025-02-01", 20)), "2.00"),
     (served(("2024-09-30", 30), ("2024-10-01", 30)), "0.00"),
     (served(("2025-01-01", 50), ("2023-01-01", 120)), "4.00")],
)  # fmt: skip
def test_fifty_hours_of_one_year_give_two_points_and_no_more(rows: Rows, points: str) -> None:
    assert found("voluntary_service", volunteering=rows) == points


@clause(law.service_hours, law.voluntary_service)
def test_unknown_service_gives_at_most_ten() -> None:
    unknown = without("volunteering")
    assert result(POINTS, 2025, "voluntary_service", unknown) == ("0.00", "10.00")


# ---- 5. tax


def taxed(*paid: int, **details: Any) -> Rows:
    """Tax of 2024, 2023, 2022 …"""
    return [{"year": 2024 - n, "paid": yuan, **details} for n, yuan in enumerate(paid)]


@clause(law.tax_by_year)
def test_rows_of_a_year_add_up_and_other_cities_do_not_count() -> None:
    rows = [*taxed(100, 200, 400, 800), *taxed(1), *taxed(50, city="shenzhen")]
    assert values(POINTS, 2025, applicant(tax=rows))["tax_by_year"] == {2022: 400, 2023: 200, 2024: 101}  # fmt: skip


@clause(law.income_tax)
@pytest.mark.parametrize(
    ("yuan", "points"),
    [(9_999, "0.00"), (10_000, "4.00"), (29_999, "4.00"), (30_000, "8.00"), (59_999, "8.00"),
     (60_000, "12.00")],
)  # fmt: skip
def test_income_tax_brackets_of_the_three_years_sum(yuan: int, points: str) -> None:
    assert found("income_tax", tax=taxed(yuan)) == points
    assert found("income_tax", tax=taxed(1, yuan - 2, 1)) == points
    assert result(POINTS, 2025, "income_tax", without("tax")) == ("0.00", "12.00")


@clause(law.taxed_each_year)
def test_tax_in_each_of_the_three_years_gives_four() -> None:
    assert found("taxed_each_year", tax=taxed(1, 1, 1)) == "4.00"
    assert found("taxed_each_year", tax=taxed(1, 0, 1)) == "0.00"
    assert found("taxed_each_year", tax=taxed(100, 100)) == "0.00"
    assert result(POINTS, 2025, "taxed_each_year", without("tax")) == ("0.00", "4.00")


@clause(law.settled_last_year, law.tax_settlement)
def test_the_settlement_of_last_year_gives_two() -> None:
    assert found("tax_settlement", tax=taxed(0, settled=True)) == "2.00"
    assert found("tax_settlement", tax=taxed(0, settled=False)) == "0.00"
    assert found("tax_settlement", tax=taxed(0)) == ("0.00", "2.00")
    assert found("tax_settlement", tax=[{"year": 2023, "paid": 1, "settled": True}]) == "0.00"
    assert result(POINTS, 2025, "tax_settlement", without("tax")) == ("0.00", "2.00")


@clause(law.company_tax_paid, law.company_tax)
@pytest.mark.parametrize(
    ("yuan", "points"),
    [(49_999, "0.00"), (50_000, "4.00"), (99_999, "4.00"), (100_000, "8.00"), (199_999, "8.00"),
     (200_000, "12.00")],
)  # fmt: skip
def test_company_tax_brackets(yuan: int, points: str) -> None:
    rows = [{"year": 2023, "paid": yuan, "share": "10"}]
    old = [{"year": 2021, "paid": 10**6, "share": "100"}]
    away = [{"year": 2023, "paid": 10**6, "share": "100", "city": "shenzhen"}]
    assert found("company_tax", enterprise_tax=rows + old + away) == points


@clause(law.company_tax_paid)
def test_companies_and_years_add_up_and_null_is_unknown() -> None:
    rows = [{"year": year, "paid": 40_000, "share": "100"} for year in (2022, 2023, 2023, 2025)]
    assert found("company_tax_paid", enterprise_tax=rows) == 120_000
    assert found("company_tax", enterprise_tax=None) == ("0.00", "12.00")


# ---- 6. honours


def given(*kinds: str, **details: Any) -> Rows:
    return [{"kind": kind, **details} for kind in kinds]


@clause(law.commended)
@pytest.mark.parametrize(
    ("rows", "points"),
    [(given("central"), "30.00"), (given("provincial"), "20.00"), (given("city"), "10.00"),
     (given("bureau"), "5.00"), (given("city", "city", "bureau"), "25.00"),
     (given("city_bureau_special"), "5.00"), (given("bravery", "national_contest"), "0.00"),
     (given("central", city="shenzhen"), "0.00"), (given("merit_first"), "0.00"), ([], "0.00")],
)  # fmt: skip
def test_awards_gained_at_work_here_add_up(rows: Rows, points: str) -> None:
    assert found("commended", commendations=rows) == points


@clause(law.commended, law.military)
def test_where_no_city_is_known_only_military_merits_are_sure() -> None:
    document = without("city", commendations=given("city", "merit_third"))
    assert result(POINTS, 2025, "commended", document) == ("0.00", "10.00")
    assert result(POINTS, 2025, "military", document) == "5.00"
    assert result(POINTS, 2025, "military", without("commendations"))[0] == "0.00"


@clause(law.military)
@pytest.mark.parametrize(
    ("kinds", "points"),
    [(["military_commission"], "30.00"), (["merit_first"], "20.00"), (["merit_first"] * 3, "30.00"),
     (["merit_second"], "10.00"), (["merit_second"] * 2, "12.00"), (["merit_third"], "5.00"),
     (["merit_third"] * 4, "8.00"), (["merit_first", "merit_second", "merit_third"], "35.00"),
     (["military_commission"] * 2, "60.00"), (["central"], "0.00")],
)  # fmt: skip
def test_the_first_merit_gives_most_later_ones_less(kinds: list[str], points: str) -> None:
    assert found("military", commendations=given(*kinds, city="shenzhen")) == points

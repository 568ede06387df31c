"""The examples that the city published, or that follow from its text: T1 to T20 of the published rules."""

# ruff: noqa: N802  # the examples keep the numbers they have in the published rules

from __future__ import annotations

import pytest

from luohu.law.points import points
from tests.awards import applicant
from tests.schemes.beijing.award_vectors import holders_2020, holders_2022
from tests.schemes.beijing.example import found, late, own, paid, person, rent, result, studied

OUTSIDE, INSIDE = "昌平", "东城"


def test_T1_official_area_needs_december() -> None:
    moved_in = [own("2018-01", "2022-11", OUTSIDE), own("2022-12", None, INSIDE)]
    stayed = [own("2018-01", "2022-12", OUTSIDE)]
    assert found("area", 2023, homes=moved_in) == "0.00"
    assert found("area", 2023, homes=stayed) == "10.00"


def test_T2_official_ten_months_outside_are_no_year() -> None:
    assert found("area", 2023, homes=[own("2022-03", None, OUTSIDE)]) == "0.00"


def test_T3_official_sixty_months_outside_are_capped_at_twelve() -> None:
    facts = {
        "insurance": [paid("2010-01", None, district="通州")],
        "homes": [own("2018-01", None, OUTSIDE)],
    }
    assert found("months_home_and_work", 2023, **facts) == 60
    assert found("area", 2023, **facts) == "12.00"


def test_T4_official_leftover_months_become_months_of_living_only() -> None:
    job = [paid("2010-01", "2018-10"), paid("2018-11", None, district=OUTSIDE)]
    home = [own("2018-11", None, OUTSIDE)]
    assert found("months_home_and_work", 2021, insurance=job, homes=home) == 26
    assert found("area", 2021, insurance=job, homes=home) == "6.00"


def test_T4_ten_months_of_living_only_complete_the_leftover_two() -> None:
    job = [paid("2010-01", "2018-10"), paid("2018-11", None, district=OUTSIDE)]
    homes = {n: [own(f"2018-{n:02d}", None, OUTSIDE)] for n in (1, 2)}
    assert found("months_home_only", 2021, insurance=job, homes=homes[1]) == 10
    assert found("area", 2021, insurance=job, homes=homes[1]) == "8.00"
    assert found("months_home_only", 2021, insurance=job, homes=homes[2]) == 9
    assert found("area", 2021, insurance=job, homes=homes[2]) == "6.00"


IN_SERVICE_8_MONTHS = {
    "insurance": [paid("2014-03", "2018-02")],
    "education": [studied("2018-02", "bachelor", "bachelor", enrolled="2017-07")],
    "homes": [rent("2017-01", "2018-02")],
}


def test_T5_official_trial_in_service_bachelor_in_eight_months() -> None:
    assert found("study_months", 2019, **IN_SERVICE_8_MONTHS) == 8
    assert found("education", 2019, **IN_SERVICE_8_MONTHS) == "15.00"
    assert found("study_deduction", 2019, **IN_SERVICE_8_MONTHS) == "-2.33"


def test_T6_official_trial_four_years_less_eight_months() -> None:
    """The reply adds the 40 months of four years that are no study; all 48 are on the list."""
    assert found("employment", 2019, insurance=[paid("2014-03", "2017-06")]) == "10.00"
    assert points("12.67") + points("10.00") == points("22.67")
    assert found("employment", 2019, **IN_SERVICE_8_MONTHS) == "12.00"


IN_SERVICE = {
    "T7_official_in_service_associate": ("associate", None, "10.50", "-10.50"),
    "T8_in_service_bachelor": ("bachelor", "bachelor", "15.00", "-14.00"),
    "T9_in_service_master": ("master", "master", "26.00", "-10.50"),
}


@pytest.mark.parametrize("name", IN_SERVICE)
def test_T7_T8_T9_studying_while_at_work(name: str) -> None:
    diploma, degree, gained, lost = IN_SERVICE[name]
    facts = {
        "insurance": [paid("2008-01")],
        "education": [studied("2018-06", diploma, degree)],
    }
    assert found("education", 2020, **facts) == gained
    assert found("study_deduction", 2020, **facts) == lost


@pytest.mark.parametrize(
    ("yuan", "gained"),
    [(4_999_999, "0.00"), (5_000_000, "2.00"), (19_999_900, "2.00"), (20_000_000, "4.00"),
     (39_999_999, "4.00"), (40_000_000, "6.00")],
)  # fmt: skip
def test_T10_financing_brackets(yuan: int, gained: str) -> None:
    assert found("innovation", 2023, financing=[{"amount": yuan}]) == gained


@pytest.mark.parametrize(("years", "gained"), [(1, "2.00"), (2, "4.00"), (3, "6.00")])
def test_T11_official_tax_years(years: int, gained: str) -> None:
    rows = [{"year": 2022 - n, "paid": 100000} for n in range(years)]
    assert found("tax", 2023, tax=rows) == gained


def seven_years_with(gap: list[dict[str, object]]) -> list[dict[str, object]]:
    """Insured 2016-01 to 2022-12 but for six months of 2018, which `gap` fills."""
    return [paid("2016-01", "2018-01"), *gap, paid("2018-08", "2022-12")]


def test_T12_official_five_make_up_months_are_allowed_six_are_not() -> None:
    five = seven_years_with([late("2018-02", "2018-06"), paid("2018-07", "2018-07")])
    six = seven_years_with([late("2018-02", "2018-07")])
    assert found("insured_seven_years", 2023, insurance=five) is True
    assert found("insured_seven_years", 2023, insurance=six) is False


def test_T12_official_one_month_never_paid_breaks_the_seven_years() -> None:
    gap = seven_years_with([paid("2018-02", "2018-06")])
    assert found("insured_seven_years", 2023, insurance=gap) is False


def test_T13_official_months_the_bank_failed_to_collect_do_not_count_as_make_up() -> None:
    bank = late("2018-07", "2018-07", agency_fault=True)
    months = seven_years_with([late("2018-02", "2018-06"), bank])
    assert found("insured_seven_years", 2023, insurance=months) is True


def test_T14_official_first_cycle_permit_applied_before_10_april_2018() -> None:
    assert found("residence_permit", 2018, residence_permit={"applied": "2018-04-09"}) is True
    assert found("residence_permit", 2018, residence_permit={"applied": "2018-04-10"}) is False


def test_T15_official_work_permit_instead_of_a_residence_permit() -> None:
    valid = {"from": "2021-03-01", "to": "2024-02-28"}
    expired = {"from": "2020-12-31", "to": "2023-12-30"}
    assert found("residence_permit", 2024, residence_permit=None, work_permit=valid) is True
    assert found("residence_permit", 2024, residence_permit=None, work_permit=expired) is False
    assert found("residence_permit", 2024, residence_permit=None) is False


def test_T16_official_no_own_home_before_its_certificate() -> None:
    home = own("2022-01", None, certificate="2023-01")
    lease = rent("2022-01", "2022-12")
    insured = [paid("2021-01")]
    assert found("residence", 2024, insurance=insured, homes=[home]) == "1.00"
    assert found("residence", 2023, insurance=insured, homes=[home]) == "0.00"
    assert found("residence", 2023, insurance=insured, homes=[home, lease]) == "0.50"


@pytest.mark.parametrize(
    ("born", "may_follow"), [("2003-01-01", 1), ("2002-12-31", 0), ("2002-12-30", 0)]
)
def test_T17_official_children_of_2022(born: str, may_follow: int) -> None:
    assert found("children_who_may_follow", 2022, children=[{"born": born}]) == may_follow


@pytest.mark.parametrize(("born", "may_follow"), [("2001-01-01", 1), ("2000-12-31", 0)])
def test_T18_official_children_of_2020(born: str, may_follow: int) -> None:
    assert found("children_who_may_follow", 2020, children=[{"born": born}]) == may_follow


def test_T19_two_detentions() -> None:
    assert found("law", 2023, detentions=[{"year": 2021}, {"year": 2022}]) == "-60.00"


def test_T20_one_violation_outweighs_three_years_of_tax() -> None:
    rows = [{"year": year, "paid": 100000} for year in (2020, 2021, 2022)]
    document = person(tax=rows, tax_violations=[{"year": 2022}])
    assert result("tax", document, 2023) == "-6.00"


HOLDERS = holders_2020() | holders_2022()


@pytest.mark.parametrize("name", HOLDERS)
def test_official_scores_of_an_award_holder(name: str) -> None:
    row, published = HOLDERS[name]
    document = applicant(row)
    assert result("insured_months", document, row.cycle) == row.insured
    assert result("eligible", document, row.cycle) is True
    for indicator, score in published.items():
        assert points(result(indicator, document, row.cycle)) == points(score), indicator


def test_the_tables_of_award_holders_are_complete() -> None:
    assert (len(holders_2020()), len(holders_2022())) == (26, 23)


def test_official_second_of_2020_each_part_rounded_by_itself() -> None:
    """151 own months give 12.58 and 98 rented ones 4.08; one rounding would give 16.67."""
    row, _ = HOLDERS["2: 2-part rounding, ded 35"]
    assert result("residence", applicant(row), 2020) == "16.66"


def test_official_second_of_2022_parts_split_at_july_2020() -> None:
    """17.17 + 1.42 + 2.46; one rounding would give 21.04."""
    row, _ = HOLDERS["2: rank2, ded 1 month"]
    assert result("residence", applicant(row), 2022) == "21.05"


@pytest.mark.parametrize(
    ("month", "cycle", "points"),
    [("1973-01", 2020, "20.00"), ("1972-01", 2020, "16.00"), ("1971-01", 2020, "12.00"),
     ("1970-01", 2020, "8.00"), ("1975-01", 2022, "20.00"), ("1974-01", 2022, "16.00")],
)  # fmt: skip
def test_trap_january_births_are_no_year_older(month: str, cycle: int, points: str) -> None:
    """Not had the birthday on 1 January: a public calculator takes a year too many (39 people in 2020)."""
    assert found("age", cycle, born=f"{month}-15") == points

"""The examples of the dossier (all constructed), its edges, and the faults of a deployed self-test."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.points import points
from tests.schemes.cases import span, studied
from tests.schemes.tianjin.example import book_of, endorsed, found, months_paid, own, rent

EXAMPLE_1: dict[str, Any] = {
    "born": "1995-06-15",
    "education": [studied("2017-07", "bachelor")],
    "insurance": months_paid(60, 2026),
    "housing_fund": [span("2021-01", "2025-12")],
    "homes": [own("2023-01", None, "滨海新区", bought="2023-01-05", new=True)],
    "endorsements": endorsed(2022, 2023, 2024, 2025),
}


def test_example_1_constructed_new_home_in_binhai_is_266() -> None:
    parts = {"age": "10.00", "education": "20.00", "social_insurance": "122.00", "fund": "15.00",
             "home": "45.00", "new_home": "30.00", "endorsement": "24.00"}  # fmt: skip
    assert {name: found(name, 2026, **EXAMPLE_1) for name in parts} == parts
    assert found("total", 2026, **EXAMPLE_1) == "266.00"
    assert found("eligible", 2026, **EXAMPLE_1) is True


def test_example_2_constructed_rent_117_may_file_and_waits_for_the_line() -> None:
    facts: dict[str, Any] = {
        "born": "1987-06-15",
        "education": [studied("2009-07", "associate")],
        "insurance": months_paid(36, 2026),
        "homes": [rent("2023-01", "2025-12")],
        "endorsements": endorsed(2023, 2024, 2025),
    }
    assert found("total", 2026, **facts) == "117.00"
    assert found("eligible", 2026, **facts) is True
    assert found("admitted", 2026, **facts) is None
    assert found("admitted", 2026, {"admission_line": "117"}, **facts) is True
    assert found("admitted", 2026, {"admission_line": "117.01"}, **facts) is False


def test_example_3_constructed_99_cannot_file() -> None:
    facts: dict[str, Any] = {
        "born": "1975-06-15",
        "certificates": [{"kind": "title_mid", "obtained": "2015-06", "by_exam": True,
                          "matches_post": True}],
        "insurance": months_paid(24, 2026),
        "marriage": {"since": "2005-05-01", "spouse_household": "elsewhere",
                     "spouse_city": "tianjin", "spouse_insured_months": 30},
        "jobs": [span("2024-01", kind="employed", shortage="short")],
    }  # fmt: skip
    assert found("total", 2026, **facts) == "99.00"
    assert found("filing_line_reached", 2026, **facts) is False
    assert found("eligible", 2026, **facts) is False


def test_example_4_constructed_a_sentence_three_years_ago_costs_a_hundred() -> None:
    sentence = {"punished": "2021-03-01", "ended": "2022-12-31"}
    assert (
        found("total", 2026, **EXAMPLE_1, criminal_record=True, convictions=[sentence]) == "166.00"
    )


def test_example_5_constructed_no_month_is_both_rented_and_owned() -> None:
    homes = [rent("2020-01", "2023-12"), own("2022-01", "2024-12", bought="2022-01-04")]
    assert found("home", 2025, homes=homes) == "42.00"


def test_example_6_constructed_72_months_of_2018_are_78() -> None:
    assert found("social_insurance", 2018, insurance=months_paid(72, 2018)) == "78.00"


@pytest.mark.parametrize(
    ("months", "by_rule", "self_test"),
    [(72, "78.00", "108.00"), (59, "59.00", "55.00"), (60, "60.00", "90.00"),
     (35, "35.00", "31.00")],
)  # fmt: skip
def test_trap_the_deployed_self_test_applies_the_higher_rate_to_all_months(
    months: int, by_rule: str, self_test: str
) -> None:
    """It has a cliff at 60 months and drops part years of each kind; the rule has neither."""
    scored = found("social_insurance", 2019, insurance=months_paid(months, 2019))
    assert scored == by_rule != self_test


@pytest.mark.parametrize(
    ("months", "scored"),
    [(0, "0.00"), (11, "0.00"), (12, "22.00"), (13, "23.83"), (36, "66.00"), (37, "68.33"),
     (48, "94.00"), (120, "262.00")],
)  # fmt: skip
def test_edge_months_of_all_five_kinds_since_2022(months: int, scored: str) -> None:
    assert found("social_insurance", 2024, insurance=months_paid(months, 2024)) == scored


def test_trap_38_months_are_rounded_once_not_kind_by_kind() -> None:
    """32.00 and four times 9.67 would be 70.68."""
    assert found("social_insurance", 2024, insurance=months_paid(38, 2024)) == "70.67"


@pytest.mark.parametrize(
    ("cycle", "line"), [(2018, "140"), (2019, "140"), (2020, "110"), (2022, "110"), (2026, "110")]
)
def test_the_filing_line_fell_from_140_to_110_in_2020(cycle: int, line: str) -> None:
    assert book_of(cycle).at(cycle).values["filing_line"] == points(line)

"""Deductions, the two scores, tie keys, children; the cycles and what was published of them."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.rules import Kind
from luohu.law.sources import LawError, Standing
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.guangzhou import settlement_2025 as law
from tests.clauses import clause
from tests.schemes.cases import paid, result
from tests.schemes.guangzhou.example import POINTS, found, permit, without

Rows = list[dict[str, Any]]


def records(kind: str, *years: int) -> Rows:
    return [{"kind": kind, "year": year} for year in years]


# ---- deductions


@clause(law.credit_records, law.bad_credit)
def test_each_bad_credit_record_takes_ten_however_old() -> None:
    assert found("bad_credit", penalties=records("bad_credit", 2010, 2024)) == "-20.00"
    assert found("bad_credit", penalties=records("public_security", 2024)) == "0.00"
    assert found("credit_records", 2023, penalties=records("bad_credit", 2023, 2024)) == 1
    low, high = result(POINTS, 2025, "bad_credit", without("penalties"))
    assert high == "0.00"
    assert low.startswith("-")


@clause(law.evasion_records, law.tax_evasion)
@pytest.mark.parametrize(
    ("year", "points"),
    [
        (2025, ("-10.00", "0.00")),
        (2024, "-10.00"),
        (2021, "-10.00"),
        (2020, ("-10.00", "0.00")),
        (2019, "0.00"),
    ],
)
def test_tax_evasion_of_five_years_takes_ten_each_time(year: int, points: Any) -> None:
    assert found("tax_evasion", tax_violations=[{"year": year}]) == points


@clause(law.evasion_records)
def test_several_evasions_add_up() -> None:
    assert found("evasion_records", tax_violations=[{"year": 2023}, {"year": 2023}]) == 2
    assert result(POINTS, 2025, "tax_evasion", without("tax_violations"))[1] == "0.00"


@clause(law.security_records, law.public_security)
@pytest.mark.parametrize(
    ("year", "points"),
    [
        (2025, ("-10.00", "0.00")),
        (2024, "-10.00"),
        (2021, "-10.00"),
        (2020, ("-10.00", "0.00")),
        (2019, "0.00"),
    ],
)
def test_a_public_security_penalty_of_five_years_takes_ten(year: int, points: Any) -> None:
    assert found("public_security", penalties=records("public_security", year)) == points


@clause(law.security_records)
def test_other_penalties_are_no_public_security_penalties() -> None:
    assert found("public_security", penalties=records("drugs", 2024)) == "0.00"
    assert result(POINTS, 2025, "public_security", without("penalties"))[1] == "0.00"


# ---- the two scores


@clause(law.total)
def test_the_ranking_score_adds_the_basic_indicators() -> None:
    assert law.total(1, 20, 300, 4000, 50000, 600000) == 654321


@clause(law.qualification)
def test_the_qualification_score_adds_the_whole_table() -> None:
    assert law.qualification(*(1 << bit for bit in range(14)), -1, -2, -4) == (1 << 14) - 8


@clause(law.total, law.qualification)
def test_who_is_unknown_has_open_scores() -> None:
    document = {"id": "x", "city": "guangzhou"}
    assert result(POINTS, 2025, "total", document)[0] == "0.00"
    assert POINTS.rules["total"].kind is Kind.TOTAL
    assert POINTS.rules["qualification"].kind is Kind.SUBTOTAL


# ---- tie keys


@clause(law.medical_months)
def test_months_of_medical_insurance_whatever_the_others() -> None:
    rows = [paid("2020-10", kind="medical"), paid("2010-01", kind="pension")]
    assert found("medical_months", insurance=rows) == 60


@clause(law.permit_months)
def test_months_of_the_permit_up_to_the_cut_off_without_a_break() -> None:
    rows = [permit("2010-01", "2019-12"), permit("2020-10")]
    assert found("permit_months", permits=rows) == 60
    assert found("permit_months", permits=[permit("2010-01", "2025-08")]) == 0


def test_tie_keys_are_asked_in_the_order_of_the_law() -> None:
    assert POINTS.named(Kind.TIE_KEY) == ("medical_months", "permit_months")


# ---- children


@clause(law.children_who_may_follow)
@pytest.mark.parametrize(
    ("born", "may"),
    [("2020-01-01", 1), ("2008-01-01", 1), ("2007-12-31", (0, 1)), ("2007-10-01", (0, 1)),
     ("2007-09-30", 0), ("2026-01-01", 0)],
)  # fmt: skip
def test_children_under_eighteen_may_follow(born: str, may: Any) -> None:
    assert found("children_who_may_follow", children=[{"born": born}]) == may


@clause(law.children_who_may_follow)
def test_children_are_counted() -> None:
    rows = [{"born": f"20{year}-05-05"} for year in ("02", "12", "18")]
    assert found("children_who_may_follow", children=rows) == 2


# ---- the scheme


def test_one_table_for_the_cycles_2023_to_2026() -> None:
    scheme = find_scheme("guangzhou")
    assert {scheme.at(cycle).book.name for cycle in range(2023, 2027)} == {"guangzhou@2025"}
    for cycle in (2022, 2027):
        with pytest.raises(LawError):
            scheme.at(cycle)


def test_the_scheme_ranks_above_a_line_of_the_qualification_score() -> None:
    scheme = find_scheme("guangzhou")
    assert scheme.ranked
    assert scheme.threshold is not None
    assert (scheme.threshold.score, scheme.threshold.value) == ("qualification", "qualification_line")  # fmt: skip
    assert POINTS.at(2025).values["qualification_line"] == 15000


def test_what_was_published_of_2024_and_2025_and_nothing_of_the_older_table() -> None:
    scheme = find_scheme("guangzhou")
    assert [scheme.published(cycle, "quota") for cycle in (2024, 2025)] == [16000, 16000]
    assert scheme.published(2025, "declared") == ["2025-10-10 09:00", "2025-11-10 17:00"]
    assert scheme.published(2021, "cutoff") is None


def test_the_cut_off_day_is_official_for_2025_and_inferred_for_the_rest() -> None:
    cutoff = POINTS.parameters["cutoff_day"]
    standings = [cutoff.value_for(cycle, law.reference_day(cycle)).standing for cycle in range(2023, 2027)]  # fmt: skip
    assert standings == [Standing.INFERRED, Standing.INFERRED, Standing.OFFICIAL, Standing.INFERRED]


def test_open_readings_may_be_given() -> None:
    assert set(POINTS.outside) == {
        "part_year_counts",
        "spouses_home_counts",
        "unregistered_lease_counts",
    }

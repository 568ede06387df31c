"""The dossier's examples, all constructed from the official table, and its edges and traps."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.cycle.ranking import select
from luohu.engines.local import evaluate
from luohu.law.rules import Kind
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from tests.schemes.cases import UNKNOWN, Document, home, paid, result, span, studied
from tests.schemes.guangzhou.example import POINTS, applicant, found, job, permit


def example_1() -> Document:
    """38 years old; permit 10, insurances 12, housing fund 9 full years; an own home; associate."""
    return applicant(
        born="1987-06-15",
        permits=[permit("2015-10")],
        homes=[home("own", "2016-01", district="白云")],
        insurance=[paid("2013-10")],
        housing_fund=[span("2016-10")],
        jobs=[job("2013-10")],
        education=[studied("2009-06", "associate")],
    )


def example_2(born: str = "1981-09-30") -> Document:
    """44 years old on the cut-off day; permit, rent and insurances 6 full years; nothing else."""
    return applicant(
        born=born,
        permits=[permit("2019-10")],
        homes=[home("rent", "2019-10", district="天河")],
        insurance=[paid("2019-10")],
        jobs=[job("2019-10")],
    )


def example_3(**facts: Any) -> Document:
    """30 years old, four years of everything; bachelor, three donations, tax, settlement."""
    return applicant(
        born="1995-03-01",
        permits=[permit("2021-10")],
        homes=[home("dormitory", "2021-10", district="番禺")],
        insurance=[paid("2021-10")],
        housing_fund=[span("2021-10")],
        jobs=[job("2021-10")],
        education=[studied("2017-06", "bachelor", "bachelor")],
        blood_donations=[{"on": f"{year}-05-01"} for year in (2022, 2023, 2024)],
        tax=[{"year": 2024, "paid": 12000, "settled": True}],
        **facts,
    )


def scores(document: Document) -> tuple[Any, Any, Any]:
    """Ranking score, qualification score, whether eligible, in 2025."""
    total, qualification, eligible = (
        result(POINTS, 2025, name, document) for name in ("total", "qualification", "eligible")
    )
    return total, qualification, eligible


def test_example_1_constructed_ranks_on_268_and_qualifies_with_288() -> None:
    assert scores(example_1()) == ("268.00", "288.00", True)


def test_example_2_constructed_exactly_150_is_enough() -> None:
    assert scores(example_2()) == ("150.00", "150.00", True)


def test_example_2_a_day_older_is_open_between_the_readings_of_a_begun_year() -> None:
    assert scores(example_2("1981-09-29")) == (("148.00", "150.00"),) * 2 + (UNKNOWN,)


def test_example_3_constructed_ranks_on_130_and_qualifies_with_172() -> None:
    assert scores(example_3()) == ("130.00", "172.00", True)


def test_example_4_constructed_deductions_never_touch_the_ranking_score() -> None:
    facts = {
        "penalties": [{"kind": "public_security", "year": 2023}],
        "tax_violations": [{"year": 2022}],
    }
    assert scores(example_3(**facts)) == ("130.00", "152.00", True)


@pytest.mark.parametrize(
    ("inventors", "points"),
    [([3], "6.67"), ([3, 3], "13.33"), ([3, 3, 3], "20.00"), ([1] * 4, "40.00"), ([1, 1], "40.00"),
     ([7], "2.86"), ([2, 3], "16.67")],
)  # fmt: skip
def test_example_5_constructed_patents_are_shared_exactly_and_capped(
    inventors: list[int], points: str
) -> None:
    rows = [{"kind": "invention", "granted": "2023-05-01", "inventors": n} for n in inventors]
    assert found("invention", patents=rows) == points


def with_180(medical_from: str, name: str = "example") -> Document:
    """Ranking score 180: permit 96 months, four insurances 8 years, fund a year, medical as told."""
    others = [paid("2017-10", kind=k) for k in ("pension", "unemployment", "injury", "maternity")]
    return applicant(
        id=name,
        born="1990-01-01",
        permits=[permit("2017-10")],
        insurance=[paid(medical_from, kind="medical"), *others],
        housing_fund=[span("2024-10")],
    )


def ranks(quota: int, *medical_from: str) -> tuple[list[int], int]:
    """The ranks of people with 180 points, and how many are admitted."""
    people = [with_180(month, str(k)) for k, month in enumerate(medical_from)]
    cohort = Cohort.of([read_applicant(one) for one in people])
    scores = evaluate(POINTS.at(2025), cohort).least
    keys = [scores[name] for name in POINTS.named(Kind.TIE_KEY)]
    selection = select(scores["total"], quota, keys=keys)
    return selection.ranks.tolist(), selection.admitted


def test_example_6_constructed_of_equal_scores_longer_medical_insurance_comes_first() -> None:
    found_of = [
        [result(POINTS, 2025, name, with_180(month)) for name in ("total", "medical_months")]
        for month in ("2014-12", "2015-02")
    ]
    assert found_of == [["180.00", 130], ["180.00", 128]]
    assert ranks(1, "2014-12", "2015-02") == ([1, 2], 1)


def test_example_6_constructed_equal_in_all_three_are_both_admitted_beyond_the_quota() -> None:
    assert result(POINTS, 2025, "permit_months", with_180("2014-12")) == 96
    assert ranks(1, "2014-12", "2014-12", "2015-02") == ([1, 1, 3], 2)


def test_edge_40_years_and_a_day_is_28_or_30() -> None:
    assert found("age", born="1985-09-30") == "30.00"
    assert found("age", born="1985-09-29") == ("28.00", "30.00")


def test_edge_47_months_of_permit_are_three_years() -> None:
    assert found("permit", permits=[permit("2021-11")]) == "24.00"
    assert found("permit", permits=[permit("2021-10")]) == "32.00"


def test_edge_500_hours_in_one_year_give_two_points() -> None:
    assert found("voluntary_service", volunteering=[{"on": "2024-11-01", "hours": 500}]) == "2.00"


def test_edge_100_hours_in_each_of_five_years_give_ten() -> None:
    rows = [{"on": f"{year}-11-01", "hours": 100} for year in range(2020, 2025)]
    assert found("voluntary_service", volunteering=rows) == "10.00"


def test_official_whoever_is_45_on_any_day_of_2025_may_apply() -> None:
    assert found("young_enough", born="1979-01-01") is True
    assert found("young_enough", born="1978-12-31") is False


def test_official_windows_of_2025() -> None:
    """Patents and service from 2020-09-30 to 2025-09-30, tax of 2022 to 2024."""
    for day, points in (("2020-09-29", "0.00"), ("2020-09-30", "2.00"), ("2025-09-30", "2.00"),
                        ("2025-10-01", "0.00")):  # fmt: skip
        assert found("blood", blood_donations=[{"on": day}]) == points
    for year, points in ((2021, "0.00"), (2022, "12.00"), (2024, "12.00"), (2025, "0.00")):
        assert found("income_tax", tax=[{"year": year, "paid": 60000}]) == points


def test_trap_each_insurance_drops_its_own_months() -> None:
    """Five times 23 months are five single years, not nine together."""
    assert found("social_insurance", insurance=[paid("2023-11")]) == "10.00"
    kinds = ["pension", "medical", "unemployment", "injury", "maternity"]
    rows = [paid("2024-10" if kind != "injury" else "2024-11", kind=kind) for kind in kinds]
    assert found("social_insurance", insurance=rows) == "8.00"


def test_trap_bonus_does_not_rank() -> None:
    assert found("total", education=[studied("2010-06", "doctor")]) == found("total")

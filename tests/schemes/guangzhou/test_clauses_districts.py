"""The draft for seven districts: age, a year of insurance there, three kinds of schooling."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import Standing
from luohu.schemes.guangzhou import districts_2023 as law
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, studied, values
from tests.schemes.guangzhou.example import DISTRICTS, applicant, by_district, spans, without


@clause(law.completed_years, law.young_enough, law.cutoff_month)
def test_up_to_28_on_the_day_of_asking() -> None:
    assert by_district("completed_years", born="1996-12-31") == 28
    assert by_district("young_enough", born="1996-01-01") is True
    assert by_district("young_enough", born="1995-12-31") is False
    assert by_district("cutoff_month") == 2024 * 12 + 11
    assert result(DISTRICTS, 2024, "young_enough", without("born")) is UNKNOWN


@clause(law.insured_in_districts)
def test_months_insured_in_the_seven_districts_alone() -> None:
    rows = [paid("2020-01", "2020-03", district="番禺"), paid("2021-01", "2021-03", district="天河"),
            paid("2022-01", "2022-03", district="增城", made_up=True)]  # fmt: skip
    months = values(DISTRICTS, 2024, applicant(insurance=rows))["insured_in_districts"]
    assert {tuple(spans(kept)) for kept in months.values()} == {("2020-01..2020-03",)}


@clause(law.insured_a_year, law.insured_in_districts)
@pytest.mark.parametrize(
    ("rows", "met"),
    [([paid("2024-01", district="南沙")], True), ([paid("2024-02", district="南沙")], False),
     ([paid("2010-01", "2024-10", district="南沙")], False),
     ([paid("2010-01", district="越秀")], False), ([paid("2010-01")], UNKNOWN),
     ([paid("2024-01", "2024-05", district="南沙"), paid("2024-06", "2024-06", district="南沙", made_up=True),
       paid("2024-07", district="南沙")], False),
     ([paid("2024-01", "2024-06", district="白云"), paid("2024-07", district="花都")], True),
     ([paid("2020-01", district="南沙", kind="medical")], UNKNOWN)],
)  # fmt: skip
def test_twelve_unbroken_months_there_and_paying_late_breaks_them(rows: Any, met: Any) -> None:
    assert by_district("insured_a_year", insurance=rows) is met


@clause(law.insured_a_year)
@pytest.mark.parametrize(
    ("last", "met"), [("2024-12", True), ("2024-11", UNKNOWN), ("2024-10", False)]
)
def test_a_run_that_ends_with_the_month_before_is_open(last: str, met: Any) -> None:
    assert by_district("insured_a_year", insurance=[paid("2023-01", last, district="南沙")]) is met
    short = [paid("2023-12", "2024-10", district="南沙")]
    assert by_district("insured_a_year", insurance=short) is False


@clause(law.insured_a_year)
def test_unknown_insurance_leaves_it_open() -> None:
    assert result(DISTRICTS, 2024, "insured_a_year", without("insurance")) is UNKNOWN


@clause(law.bachelor_alone, law.associate, law.technician)
@pytest.mark.parametrize(
    ("route", "row", "holds"),
    [("bachelor_alone", studied("2020-06", "bachelor", full_time=True), True),
     ("bachelor_alone", studied("2020-06", "bachelor", full_time=False), False),
     ("bachelor_alone", studied("2020-06", "bachelor"), UNKNOWN),
     ("bachelor_alone", studied("2020-06", "bachelor", "bachelor", full_time=True), UNKNOWN),
     ("bachelor_alone", studied("2025-06", "bachelor", full_time=True), False),
     ("associate", studied("2020-06", "associate", full_time=True), True),
     ("associate", studied("2020-06", "associate", full_time=False), False),
     ("associate", studied("2020-06", "bachelor", full_time=True), False),
     ("technician", studied("2020-06", None, technician_class=True), True),
     ("technician", studied("2025-06", None, technician_class=True), False),
     ("technician", studied("2020-06", "associate", full_time=True), False)],
)  # fmt: skip
def test_three_kinds_of_full_time_schooling(route: str, row: Any, holds: Any) -> None:
    assert by_district(route, education=[row]) is holds
    assert result(DISTRICTS, 2024, route, without("education")) is UNKNOWN


@clause(law.bachelor_alone)
@pytest.mark.parametrize(
    ("row", "holds"),
    [(studied("2020-06", None, "bachelor", full_time=True), UNKNOWN),
     (studied("2020-06", None, "bachelor"), UNKNOWN),
     (studied("2025-06", None, "bachelor", full_time=True), False),
     (studied("2020-06", "associate", "bachelor", full_time=True), False),
     (studied("2020-06", None, "master", full_time=True), False)],
)  # fmt: skip
def test_a_degree_without_a_diploma_is_open(row: Any, holds: Any) -> None:
    assert by_district("bachelor_alone", education=[row]) is holds


@clause(law.bachelor_alone, law.associate)
@pytest.mark.parametrize(("route", "diploma"), [("bachelor_alone", "bachelor"), ("associate", "associate")])  # fmt: skip
def test_a_diploma_from_abroad_is_not_full_time_for_sure(route: str, diploma: str) -> None:
    for full_time, holds in ((True, UNKNOWN), (None, UNKNOWN), (False, False)):
        row = studied("2020-06", diploma, full_time=full_time, abroad=True)
        assert by_district(route, education=[row]) is holds


@clause(law.eligible)
def test_age_insurance_and_one_kind_of_schooling() -> None:
    facts: dict[str, Any] = {
        "born": "1999-01-01",
        "insurance": [paid("2022-01", district="黄埔")],
        "education": [studied("2021-06", "associate", full_time=True)],
    }
    assert by_district("eligible", **facts) is True
    changes: list[dict[str, Any]] = [{"born": "1990-01-01"}, {"insurance": []}, {"education": []}]
    for change in changes:
        assert by_district("eligible", **facts | change) is False


def test_it_is_a_draft_and_says_so() -> None:
    assert "未见印发" in DISTRICTS.title.zh
    assert "draft" in DISTRICTS.title.en
    assert {rule.standing for rule in DISTRICTS.rules.values()} == {Standing.QUOTED}
    question = DISTRICTS.rules["eligible"].question
    assert question is not None
    assert "drafts" in question.en

"""Article 6: work, age, permit, insurance, points, no criminal punishment."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.guangzhou import conditions as law
from luohu.schemes.guangzhou import insurance_and_work
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, values
from tests.schemes.guangzhou.example import (
    POINTS,
    applicant,
    found,
    job,
    months,
    permit,
    spans,
    without,
)
from tests.schemes.guangzhou.test_worked_examples import example_1

# ---- months insured and at work


@clause(insurance_and_work.cutoff_month, insurance_and_work.insured)
def test_september_of_the_year_is_the_last_month_that_counts() -> None:
    document = applicant(insurance=[paid("2025-05")])
    held = values(POINTS, 2025, document)
    assert str(held["cutoff_month"] - 2025 * 12) == "8"
    assert spans(held["insured"][1]) == ["2025-05..2025-09"]


@clause(insurance_and_work.insured)
@pytest.mark.parametrize(
    "details", [{"made_up": True}, {"transferred_in": True}, {"city": "shenzhen"}]
)
def test_late_payments_transfers_and_other_cities_do_not_count(details: dict[str, Any]) -> None:
    assert found("medical_months", insurance=[paid("2020-01", "2020-12", **details)]) == 0


@clause(insurance_and_work.insured)
def test_a_month_insured_twice_counts_once() -> None:
    rows = [paid("2020-01", "2020-12"), paid("2020-06", "2021-05", kind="medical")]
    assert found("medical_months", insurance=rows) == 17
    late = [paid("2020-01", "2020-12"), paid("2020-06", "2021-05", made_up=True)]
    assert found("medical_months", insurance=late) == 12


@clause(insurance_and_work.insured)
def test_where_no_city_is_known_the_months_are_open() -> None:
    document = without("city", insurance=[paid("2020-01", "2020-12")])
    assert result(POINTS, 2025, "medical_months", document) == (0, 12)
    assert result(POINTS, 2025, "total", without("insurance", born="2000-01-01"))[0] == "30.00"


@clause(insurance_and_work.working)
def test_flexible_work_may_or_may_not_be_stable_work() -> None:
    assert months("working", jobs=[job("2020-01", "2020-06"), job("2021-01", "2021-02", "research")]) == [
        "2020-01..2020-06",
        "2021-01..2021-02",
    ]  # fmt: skip
    assert found("works_here", jobs=[job("2020-01", kind="flexible")]) is UNKNOWN
    assert found("works_here", jobs=[job("2020-01", kind="flexible"), job("2021-01")]) is True


# ---- (一) to (三)


@clause(law.works_here)
@pytest.mark.parametrize(
    ("row", "works"),
    [(job("2020-01"), True), (job("2020-01", kind="own_business"), True),
     (job("2020-01", "2025-09"), True), (job("2020-01", "2025-08"), False),
     (job("2020-01", city="shenzhen"), False)],
)  # fmt: skip
def test_at_work_in_the_city_in_the_cut_off_month(row: Any, works: bool) -> None:
    assert found("works_here", jobs=[row]) is works


@clause(law.works_here, insurance_and_work.working)
def test_unknown_jobs_leave_it_open() -> None:
    assert result(POINTS, 2025, "works_here", without("jobs")) is UNKNOWN


@clause(law.young_enough)
@pytest.mark.parametrize(
    ("cycle", "oldest", "too_old"),
    [(2023, "1977-01-01", "1976-12-31"), (2024, "1978-01-01", "1977-12-31"),
     (2026, "1980-01-01", "1979-12-31")],
)  # fmt: skip
def test_born_since_the_first_day_of_the_year_46_years_before(
    cycle: int, oldest: str, too_old: str
) -> None:
    assert found("young_enough", cycle, born=oldest) is True
    assert found("young_enough", cycle, born=too_old) is False
    assert result(POINTS, cycle, "young_enough", without("born")) is UNKNOWN


@clause(law.holds_permit)
def test_the_permit_is_of_this_city_and_valid() -> None:
    assert found("holds_permit", permits=[permit("2020-01", "2025-09")]) is True
    assert found("holds_permit", permits=[permit("2020-01", "2025-08")]) is False
    assert found("holds_permit", permits=[permit("2020-01", city="shenzhen")]) is False
    assert result(POINTS, 2025, "holds_permit", without("permits")) is UNKNOWN


# ---- (四)


@clause(law.insured_four_years)
@pytest.mark.parametrize(("since", "met"), [("2021-10", True), ("2021-11", False)])
def test_48_months_of_insurance(since: str, met: bool) -> None:
    assert found("insured_four_years", insurance=[paid(since)]) is met


@clause(law.insured_four_years)
def test_48_months_may_have_gaps_but_kinds_that_differ_leave_it_open() -> None:
    gap = [paid("2015-01", "2016-12"), paid("2023-10")]
    assert found("insured_four_years", insurance=gap) is True
    assert found("insured_four_years", insurance=[paid("2010-01", kind="medical")]) is UNKNOWN
    halves = [paid("2021-10", "2023-09", kind="pension"), paid("2023-10", kind="medical")]
    assert found("insured_four_years", insurance=halves) is UNKNOWN
    assert result(POINTS, 2025, "insured_four_years", without("insurance")) is UNKNOWN


# ---- (五)


@clause(law.enough_points)
def test_150_points_are_enough() -> None:
    assert law.enough_points(15000, 15000) is True
    assert law.enough_points(14999, 15000) is False


# ---- (六)


def sentenced(punished: str, ended: str | None) -> dict[str, Any]:
    return {
        "criminal_record": True,
        "convictions": [{"punished": punished, "ended": ended}],
    }


@clause(law.punished_lately, law.no_recent_punishment)
@pytest.mark.parametrize(
    ("punished", "ended", "clear"),
    [("2020-09-30", "2020-12-01", False), ("2023-01-01", None, False),
     ("2020-09-29", "2020-09-29", True), ("2019-01-01", "2020-09-30", UNKNOWN),
     ("2010-01-01", None, UNKNOWN), ("2025-09-30", None, False), ("2025-10-01", None, UNKNOWN),
     ("2026-01-01", None, True)],
)  # fmt: skip
def test_a_punishment_of_the_last_five_years_bars(punished: str, ended: Any, clear: Any) -> None:
    assert found("no_recent_punishment", **sentenced(punished, ended)) is clear


@clause(law.no_recent_punishment)
def test_without_a_record_no_punishments_need_be_told() -> None:
    assert result(POINTS, 2025, "no_recent_punishment", without("convictions")) is True
    unknown = without("convictions", criminal_record=True)
    assert result(POINTS, 2025, "no_recent_punishment", unknown) is UNKNOWN


@clause(law.eligible)
@pytest.mark.parametrize(
    "missing",
    [{"jobs": []}, {"born": "1978-12-31"}, {"permits": []}, {"insurance": []},
     {"homes": [], "permits": [permit("2025-01")], "housing_fund": [], "insurance": [paid("2021-01")]},
     sentenced("2024-01-01", None)],
)  # fmt: skip
def test_every_condition_must_hold(missing: dict[str, Any]) -> None:
    assert result(POINTS, 2025, "eligible", example_1()) is True
    assert result(POINTS, 2025, "eligible", example_1() | missing) is False

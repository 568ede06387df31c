"""The batch, who may file, the line of the batch."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clauses import clause
from tests.schemes.cases import paid, span
from tests.schemes.tianjin.example import (
    CURRENT_RULES,
    SECOND_BATCH,
    UNKNOWN,
    found,
    person,
    result,
    without,
)

law = CURRENT_RULES

# ---- the batch


@clause(law.cutoff_day, law.cutoff_month)
@pytest.mark.parametrize("cycle", [2018, 2020, 2026])
def test_the_first_batch_ends_in_december_the_second_in_june(cycle: int) -> None:
    assert found("cutoff_day", cycle) == (cycle - 1) * 10000 + 1231
    assert found("cutoff_month", cycle) == (cycle - 1) * 12 + 11
    assert found("cutoff_day", cycle, SECOND_BATCH) == cycle * 10000 + 630
    assert found("cutoff_month", cycle, SECOND_BATCH) == cycle * 12 + 5


@clause(law.batch_exists)
@pytest.mark.parametrize(
    ("batch", "exists"), [("1", True), ("2", True), ("0", False), ("3", False)]
)
def test_there_are_two_batches(batch: str, exists: bool) -> None:
    assert found("batch_exists", 2026, {"batch": batch}) is exists


def test_the_second_batch_counts_six_months_more() -> None:
    insurance = [paid("2025-01")]
    assert found("social_insurance", 2026, insurance=insurance) == "22.00"
    assert found("social_insurance", 2026, SECOND_BATCH, insurance=insurance) == "33.00"


# ---- E1


@clause(law.household_elsewhere)
def test_whoever_is_registered_in_tianjin_need_not_apply() -> None:
    assert found("household_elsewhere", 2026, household={"city": "beijing"}) is True
    assert found("household_elsewhere", 2026, household={"city": "tianjin"}) is False
    assert result("household_elsewhere", 2026, without("household")) is UNKNOWN


@clause(law.residence_permit)
@pytest.mark.parametrize(
    ("permit", "held"),
    [(span("2025-12", city="tianjin"), True), (span("2015-01", "2025-11", city="tianjin"), False),
     (span("2026-01", city="tianjin"), False), (span("2015-01", city="beijing"), False)],
)  # fmt: skip
def test_the_permit_is_held_in_the_last_month(permit: dict[str, Any], held: bool) -> None:
    assert found("residence_permit", 2026, permits=[permit]) is held


def test_permits_nobody_stated_leave_it_open() -> None:
    assert result("residence_permit", 2026, without("permits")) is UNKNOWN


# ---- E2


@clause(law.paid, law.insured_without_gap)
@pytest.mark.parametrize(
    ("insurance", "met"),
    [([paid("2025-01")], True), ([paid("2025-01", "2025-12")], True), ([paid("2025-02")], False),
     ([paid("2020-01", "2025-11")], False),
     ([paid("2020-01", "2025-05"), paid("2025-07")], False),
     ([paid("2020-01", "2025-05"), paid("2025-06", "2025-06", made_up=True), paid("2025-07")], False),
     ([paid("2020-01", flexible=True)], False), ([paid("2020-01", transferred_in=True)], False),
     ([paid("2020-01", city="beijing")], False), ([], False)],
)  # fmt: skip
def test_twelve_months_up_to_the_cutoff_without_gap_or_back_payment(
    insurance: list[dict[str, Any]], met: bool
) -> None:
    assert found("insured_without_gap", 2026, insurance=insurance) is met


@clause(law.insured_without_gap)
def test_kinds_that_differ_leave_the_year_open() -> None:
    kinds = ("pension", "medical", "unemployment", "injury", "maternity")
    four = [paid("2025-01", kind=kind) for kind in kinds[:4]]
    assert found("insured_without_gap", 2026, insurance=four) is UNKNOWN
    five = [*four, paid("2025-01", kind="maternity")]
    assert found("insured_without_gap", 2026, insurance=five) is True
    assert result("insured_without_gap", 2026, without("insurance")) is UNKNOWN


@clause(law.insured_without_gap)
def test_kinds_that_follow_each_other_leave_the_year_open() -> None:
    halves = [paid("2025-01", "2025-06", kind="pension"), paid("2025-07", kind="medical")]
    assert found("insured_without_gap", 2026, insurance=halves) is UNKNOWN
    with_a_gap = [paid("2025-01", "2025-05", kind="pension"), paid("2025-07", kind="medical")]
    assert found("insured_without_gap", 2026, insurance=with_a_gap) is False


@clause(law.paid)
def test_the_months_paid_by_an_employer_in_tianjin() -> None:
    months = [paid("2020-01", "2020-06"), paid("2020-06", "2020-08", kind="pension"),
              paid("2021-01", "2021-12", made_up=True)]  # fmt: skip
    calendars = found("paid", 2026, insurance=months)
    assert [months.count() for months in calendars.values()] == [8, 6, 6, 6, 6]


# ---- E3


@clause(law.below_retirement_age, law.retirement_month, law.month_before_the_rise,
        law.age_before_the_rise, law.months_of_delay)  # fmt: skip
@pytest.mark.parametrize(
    ("cycle", "sex", "post", "born", "below"),
    [(2024, "male", "worker", "1964-01-15", True), (2024, "male", "worker", "1963-12-31", False),
     (2024, "female", "manager", "1969-01-01", True), (2024, "female", "manager", "1968-12-01", False),
     (2024, "female", "worker", "1974-01-01", True), (2024, "female", "worker", "1973-12-01", False),
     # since 2025 with the delay: three months for the man of 1965-10, four for the woman of 1975-08
     (2026, "male", "worker", "1965-10-01", True), (2026, "male", "worker", "1965-09-01", False),
     (2026, "female", "worker", "1975-09-01", True), (2026, "female", "worker", "1975-08-01", False),
     (2026, "female", "worker", "1975-07-01", False)],
)  # fmt: skip
def test_the_retirement_age_is_reached_only_after_the_cutoff(
    cycle: int, sex: str, post: str, born: str, below: bool
) -> None:
    assert found("below_retirement_age", cycle, sex=sex, post=post, born=born) is below


@clause(law.months_of_delay)
@pytest.mark.parametrize(
    ("sex", "post", "born", "delay"),
    [("male", "worker", "1964-12-31", 0), ("male", "worker", "1965-01-01", 1),
     ("male", "worker", "1965-05-01", 2), ("male", "worker", "1976-09-01", 36),
     ("female", "worker", "1975-01-01", 1), ("female", "worker", "1984-11-01", 60),
     ("female", "manager", "1970-01-01", 1)],
)  # fmt: skip
def test_the_national_delay(sex: str, post: str, born: str, delay: int) -> None:
    assert found("months_of_delay", 2026, sex=sex, post=post, born=born) == delay


@clause(law.below_retirement_age)
def test_an_unstated_post_matters_for_women_between_two_ages() -> None:
    young, between = "1985-01-01", "1972-01-01"
    assert result("below_retirement_age", 2024, without("post", sex="female", born=young)) is True
    assert (
        result("below_retirement_age", 2024, without("post", sex="female", born=between)) is UNKNOWN
    )
    assert result("below_retirement_age", 2024, without("post", born=between)) is True


# ---- E4, E5


@clause(law.has_place_to_register)
def test_a_place_to_register_is_needed() -> None:
    assert found("has_place_to_register", 2026) is True
    assert found("eligible", 2026, place_to_register=False) is False
    assert result("has_place_to_register", 2026, without("place_to_register")) is UNKNOWN


@clause(law.filing_line_reached)
def test_110_points_are_enough_to_file_and_109_and_three_quarters_are_not() -> None:
    held: dict[str, Any] = {
        "insurance": [paid("2021-01", "2024-12")],
        "endorsements": [{"city": "tianjin", "year": 2024}],
    }
    skill = [{"kind": "skill_5", "obtained": "2020-01", "matches_post": True}]
    nineteen_months = [span("2023-01", "2024-07")]
    assert found("total", 2026, **held, certificates=skill) == "110.00"
    assert found("filing_line_reached", 2026, **held, certificates=skill) is True
    assert found("total", 2026, **held, housing_fund=nineteen_months) == "109.75"
    assert found("filing_line_reached", 2026, **held, housing_fund=nineteen_months) is False


# ---- E6


@clause(law.insured_elsewhere, law.insured_here_only)
def test_two_cities_at_once_barred_until_2021_and_open_since() -> None:
    now = [paid("2013-01"), paid("2020-01", city="beijing")]
    assert found("insured_elsewhere", 2021, insurance=now).count() == 12
    assert found("insured_here_only", 2021, insurance=now) is False
    assert found("insured_here_only", 2023, insurance=now) is UNKNOWN
    assert (
        found("insured_here_only", 2023, {"double_insurance_barred": "true"}, insurance=now)
        is False
    )
    assert (
        found("insured_here_only", 2023, {"double_insurance_barred": "false"}, insurance=now)
        is True
    )


@clause(law.insured_here_only)
def test_an_earlier_overlap_is_open_and_moving_is_none() -> None:
    earlier = [paid("2013-01"), paid("2014-01", "2014-03", city="beijing")]
    moved = [paid("2010-01", "2012-12", city="beijing"), paid("2013-01")]
    assert found("insured_here_only", 2021, insurance=earlier) is UNKNOWN
    assert found("insured_here_only", 2021, insurance=moved) is True


@clause(law.insured_in_tianjin, law.insured_here_only)
@pytest.mark.parametrize("flag", ["made_up", "flexible", "transferred_in"])
def test_irregular_months_here_are_insured_here_too(flag: str) -> None:
    here = paid("2014-01", "2014-06") | {flag: True}
    elsewhere = [paid("2014-03", "2014-12", city="beijing")]
    assert found("insured_in_tianjin", 2021, insurance=[here, *elsewhere]).count() == 6
    assert found("insured_here_only", 2021, insurance=[here, *elsewhere]) is UNKNOWN
    now = [paid("2020-12") | {flag: True}, paid("2020-01", city="beijing")]
    assert found("insured_here_only", 2021, insurance=now) is False
    assert found("insured_here_only", 2023, insurance=now) is UNKNOWN


@clause(law.birth_policy_kept)
def test_a_breach_of_the_birth_policy_is_open() -> None:
    assert found("birth_policy_kept", 2019) is True
    assert found("birth_policy_kept", 2019, birth_policy_violation=True) is UNKNOWN
    told = {"birth_policy_bars": "true"}
    assert found("birth_policy_kept", 2019, told, birth_policy_violation=True) is False


# ---- all of them, and the line of the batch


@clause(law.eligible)
@pytest.mark.parametrize("cycle", [2022, 2024, 2026])
def test_the_ordinary_person_may_file(cycle: int) -> None:
    assert found("eligible", cycle) is True
    assert found("eligible", cycle, permits=[]) is False
    assert found("eligible", cycle, insurance=[]) is False


@clause(law.admitted)
def test_everybody_at_the_line_is_listed() -> None:
    total = found("total", 2026)
    assert found("admitted", 2026) is UNKNOWN
    assert found("admitted", 2026, {"admission_line": total}) is True
    assert found("admitted", 2026, {"admission_line": "9999"}) is False


@clause(law.admitted)
def test_whoever_may_not_file_is_not_listed() -> None:
    assert result("admitted", 2026, person(permits=[]), {"admission_line": "110"}) is False

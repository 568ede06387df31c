"""Who may apply for points: permit, work, insurance, age; and the months they are read from."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.shanghai import calendars, conditions, points_2018
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result
from tests.schemes.shanghai.example import (
    POINTS,
    YEAR,
    aged,
    applicant,
    degree,
    found,
    job,
    low,
    months,
    permit,
    unstated,
    without,
)


@clause(calendars.application_month)
def test_one_applies_today_or_on_the_last_day_of_another_year() -> None:
    assert found("application_month", 2022) == 2022 * 12 + 11
    assert found("application_month", 2026) == 2026 * 12 + 10


@clause(conditions.completed_years)
@pytest.mark.parametrize(
    ("born", "years"), [("1982-12-31", 40), ("1983-01-01", 39), ("1982-06-15", 40)]
)
def test_a_year_is_complete_on_the_birthday(born: str, years: int) -> None:
    assert found("completed_years", born=born) == years


@clause(calendars.permitted, conditions.permit_valid)
def test_a_permit_is_held_in_the_month_of_applying() -> None:
    assert found("permit_valid", permits=[permit("2022-12")]) is True
    assert found("permit_valid", permits=[permit("2015-01", "2022-11")]) is False
    assert found("permit_valid", permits=[permit("2015-01", city="beijing")]) is False
    assert unstated("permit_valid", "permits") is UNKNOWN


@clause(calendars.at_work, conditions.employed_now)
@pytest.mark.parametrize(
    ("row", "employed"),
    [(job("2022-12"), True), (job("2015-01", "2022-11"), False), (job("2020-01", city="ningbo"), False),
     (job("2020-01", kind="own_business"), True), (job("2020-01", kind="research"), True),
     (job("2020-01", kind="flexible"), False), (job("2020-01", kind="farming"), False)],
)  # fmt: skip
def test_at_work_in_shanghai_in_the_month_of_applying(row: dict[str, Any], employed: bool) -> None:
    assert found("employed_now", jobs=[row]) is employed
    assert unstated("employed_now", "jobs") is UNKNOWN


@clause(conditions.paid_in_time, conditions.insured_now)
@pytest.mark.parametrize(
    ("row", "insured"),
    [(low("2022-12"), True), (low("2020-01", "2022-11"), False), (low("2020-01", made_up=True), False),
     (low("2020-01", flexible=True), False), (low("2020-01", transferred_in=True), False),
     (low("2020-01", city="beijing"), False), (low("2020-01", inconsistent=True), True),
     (paid("2020-01", kind="pension", base=9000), UNKNOWN)],
)  # fmt: skip
def test_insured_by_an_employer_and_in_time(row: dict[str, Any], insured: bool | None) -> None:
    assert found("insured_now", insurance=[row]) is insured


@clause(conditions.paid_in_time)
def test_the_five_kinds_together_are_as_good_as_one_row_for_all() -> None:
    kinds = ["pension", "medical", "unemployment", "injury", "maternity"]
    rows = [paid("2022-01", kind=kind, base=9000) for kind in kinds]
    assert months("paid_in_time", insurance=rows) == 12
    assert months("paid_in_time", insurance=rows[:4]) == (0, 12)
    assert unstated("insured_now", "insurance") is UNKNOWN


@clause(conditions.insured_half_year)
@pytest.mark.parametrize(
    ("rows", "met"),
    [([low("2022-06")], True), ([low("2022-07")], False), ([low("2021-12", "2022-05")], True),
     ([low("2021-11", "2022-04")], False),  # 2021-12 to 2022-04 are five
     ([low("2022-01", "2022-03"), low("2022-09", "2022-11")], True),
     ([low("2022-01", "2022-05", made_up=True), low("2022-06", "2022-10")], False)],
)  # fmt: skip
def test_six_of_the_twelve_months_before_this_one(rows: list[dict[str, Any]], met: bool) -> None:
    assert found("insured_half_year", insurance=rows) is met


@clause(conditions.age_allowed)
@pytest.mark.parametrize(("years", "may"), [(17, False), (18, True), (60, True), (61, False)])
def test_aged_18_to_60(years: int, may: bool) -> None:
    assert found("age_allowed", born=aged(years)) is may
    assert unstated("age_allowed", "born") is UNKNOWN


PASSES: dict[str, Any] = {
    "born": aged(30),
    "education": [degree("2014-07", "bachelor", "bachelor")],
}


@clause(points_2018.eligible)
@pytest.mark.parametrize(
    "lacking",
    [{"permits": []}, {"jobs": []}, {"insurance": []}, {"born": aged(61)}, {"education": []},
     {"insurance": [low("2022-08")]}, {"criminal_record": True, "convictions":
      [{"punished": "1999-01-01", "ended": "2005-01-01", "serious": True}]}],
)  # fmt: skip
def test_every_condition_must_hold(lacking: dict[str, Any]) -> None:
    assert found("eligible", **PASSES) is True
    assert found("eligible", **{**PASSES, **lacking}) is False


@clause(points_2018.eligible)
@pytest.mark.parametrize("name", ["permits", "jobs", "insurance", "born", "education"])
def test_what_is_not_stated_leaves_it_open(name: str) -> None:
    assert result(POINTS, YEAR, "eligible", without(name, **PASSES)) is UNKNOWN


@clause(calendars.insured)
@pytest.mark.parametrize(
    ("row", "counted"),
    [(low("2022-01"), 12), (low("2022-01", made_up=True), 0), (low("2022-01", flexible=True), 0),
     (low("2022-01", inconsistent=True), (0, 12)), (low("2022-01", city="tianjin"), 0),
     (low("2022-01", transferred_in=True), 0)],
)  # fmt: skip
def test_months_that_count_as_years(row: dict[str, Any], counted: Any) -> None:
    assert months("insured", insurance=[row]) == counted


def test_a_row_without_a_city_is_where_the_document_is_from() -> None:
    document = {**applicant(), "city": "beijing"}
    assert result(POINTS, YEAR, "insured_now", document) is False

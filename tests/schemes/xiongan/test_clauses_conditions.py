"""Articles 2, 3 and 5: the line, the scope, permit, insurance, retirement, record, need."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError, Standing
from luohu.law.trail import source_of
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.national import retirement
from luohu.schemes.xiongan import calendars, conditions
from luohu.schemes.xiongan.settlement_2021 import rulebook
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, span, values
from tests.schemes.xiongan.example import (
    DECEMBER,
    NO_OTHERS,
    found,
    in_beijing,
    person,
    without,
)

DECIDED = {**DECEMBER, **NO_OTHERS, "published_line": "20"}


@clause(conditions.eligible)
def test_all_conditions_together_make_eligible() -> None:
    assert found("eligible", given=DECIDED) is True


@clause(conditions.eligible)
@pytest.mark.parametrize(
    "facts",
    [{"permits": []}, {"insurance": []}, {"born": "1960-01-01"}, {"criminal_record": True},
     {"needed_talent": False}, {"household": {"city": "beijing"}, "relief_population": True}],
)  # fmt: skip
def test_one_condition_that_fails_is_enough(facts: dict[str, Any]) -> None:
    assert found("eligible", given=DECIDED, **facts) is False


@clause(conditions.line_reached)
def test_an_unknown_line_leaves_eligibility_open() -> None:
    assert found("line_reached") is UNKNOWN
    assert found("eligible") is UNKNOWN


@clause(conditions.line_reached)
def test_the_line_itself_reaches() -> None:
    assert found("total", given=DECIDED) == "35.00"
    for line, met in (("35", True), ("35.01", False)):
        assert found("line_reached", given={**DECIDED, "published_line": line}) is met


@clause(conditions.line_reached)
def test_a_line_above_all_that_can_be_is_missed_whatever_the_deductions() -> None:
    assert found("line_reached", given={**DECEMBER, "published_line": "36"}) is False


@clause(conditions.within_scope)
@pytest.mark.parametrize(
    ("city", "relief", "within"),
    [("beijing", True, False), ("beijing", False, True), ("hebei", True, True)],
)
def test_relief_people_with_a_beijing_household_settle_otherwise(
    city: str, relief: bool, within: bool
) -> None:
    facts = {"household": {"city": city}, "relief_population": relief}
    assert found("within_scope", **facts) is within


@clause(conditions.within_scope)
def test_an_unstated_household_leaves_the_scope_of_relief_people_open() -> None:
    assert without("within_scope", "household", "relief_population") is UNKNOWN
    assert without("within_scope", "household") is True


@clause(conditions.permit_valid, calendars.permitted)
@pytest.mark.parametrize(
    ("permit", "valid"),
    [(span("2022-12", city="xiongan"), True), (span("2019-01", "2022-12", city="xiongan"), True),
     (span("2019-01", "2022-11", city="xiongan"), False), (span("2019-01", city="beijing"), False),
     (span("2023-01", city="xiongan"), False)],
)  # fmt: skip
def test_the_permit_is_xiongans_and_held_in_the_month(permit: Any, valid: bool) -> None:
    assert found("permit_valid", permits=[permit]) is valid


@clause(conditions.permit_valid)
def test_while_the_month_is_not_known_a_permit_of_all_of_it_is_enough() -> None:
    lasting, ended = ([span("2019-01", last, city="xiongan")] for last in (None, "2023-06"))
    assert found("permit_valid", given=None, permits=lasting) is True
    assert found("permit_valid", given=None, permits=ended) is UNKNOWN
    assert without("permit_valid", "permits") is UNKNOWN


# ---- consecutive insurance


@clause(calendars.insured, calendars.insured_run)
def test_other_cities_do_not_count_and_a_gap_breaks_the_run() -> None:
    rows = [paid("2018-01", "2019-12", city="hebei"), paid("2020-01", "2021-05"), paid("2021-07")]
    assert found("insured_run", insurance=rows) == 18
    assert found("insured_run", insurance=[paid("2018-01", "2019-12", city="hebei")]) == 0


@clause(calendars.insured_run, conditions.insured_three_years)
def test_a_long_run_that_has_ended_is_open() -> None:
    """Whether the run must last up to the month that counts is not said."""
    ended = [paid("2018-01", "2021-12")]
    assert found("insured_run", insurance=ended) == (0, 48)
    assert found("insured_three_years", insurance=ended) is UNKNOWN
    again = [*ended, paid("2022-06")]
    assert found("insured_run", insurance=again) == (7, 48)
    assert found("insured_three_years", insurance=[*ended, paid("2019-06")]) is True


@clause(calendars.insured)
def test_months_made_up_transferred_or_of_single_kinds_are_open() -> None:
    for row in (paid("2019-01", made_up=True), paid("2019-01", transferred_in=True),
                paid("2019-01", kind="pension")):  # fmt: skip
        assert found("insured_run", insurance=[row]) == (0, 48)
        assert found("insured_three_years", insurance=[row]) is UNKNOWN


@clause(calendars.insured)
def test_five_rows_of_five_kinds_are_as_good_as_one_of_all() -> None:
    kinds = ("pension", "medical", "unemployment", "injury", "maternity")
    rows = [paid("2019-01", kind=kind) for kind in kinds]
    assert found("insured_run", insurance=rows) == 48
    late = [*rows[1:], paid("2019-07", kind="pension")]
    assert found("insured_run", insurance=late) == (42, 48)


@clause(calendars.insured)
def test_unstated_insurance_leaves_everything_open() -> None:
    assert without("insured_three_years", "insurance") is UNKNOWN


@clause(conditions.insured_three_years)
def test_while_the_month_is_not_known_the_months_are_a_range() -> None:
    """From December before to December of the year."""
    assert found("insured_run", given=None, insurance=[paid("2020-07")]) == (30, 42)
    assert found("insured_three_years", given=None, insurance=[paid("2020-07")]) is UNKNOWN
    assert found("insured_three_years", given=None, insurance=[paid("2020-01")]) is True
    assert found("insured_three_years", given=None, insurance=[paid("2021-02")]) is False


@clause(calendars.insured_in_beijing, calendars.beijing_run, conditions.months_towards_eligibility)
def test_beijing_counts_for_relief_people_only() -> None:
    rows = [in_beijing("2017-01", "2018-12"), in_beijing("2019-03", "2019-12"), paid("2020-07")]
    assert found("beijing_run", insurance=rows) == 24
    for relief, months in ((True, 54), (False, 30)):
        facts = {"insurance": rows, "relief_population": relief}
        assert found("months_towards_eligibility", **facts) == months


@clause(conditions.months_towards_eligibility)
def test_not_knowing_whether_somebody_is_a_relief_case_is_a_range() -> None:
    document = person(insurance=[in_beijing("2018-01", "2019-12"), paid("2020-07")])
    del document["relief_population"]
    found_months = values(rulebook, 2023, document, DECEMBER)["months_towards_eligibility"]
    assert (found_months.low, found_months.high) == (30, 54)


# ---- retirement


@clause(retirement.age_before_the_rise, retirement.month_before_the_rise)
@pytest.mark.parametrize(
    ("sex", "post", "month"),
    [("male", "worker", "2040-06"), ("female", "manager", "2035-06"), ("female", "worker", "2030-06")],
)  # fmt: skip
def test_sixty_fifty_five_and_fifty(sex: str, post: str, month: str) -> None:
    year, number = (int(part) for part in month.split("-"))
    facts = {"born": "1980-06-15", "sex": sex, "post": post}
    assert found("month_before_the_rise", **facts) == year * 12 + number - 1


@clause(retirement.months_of_delay, retirement.retirement_month)
@pytest.mark.parametrize(
    ("born", "sex", "post", "delay"),
    [("1964-12-31", "male", "worker", 0), ("1965-01-01", "male", "worker", 1),
     ("1965-04-01", "male", "worker", 1), ("1965-05-01", "male", "worker", 2),
     ("1976-09-01", "male", "worker", 36), ("1985-01-01", "male", "worker", 36),
     ("1975-01-01", "female", "worker", 1), ("1975-03-01", "female", "worker", 2),
     ("1984-11-01", "female", "worker", 60), ("1990-01-01", "female", "worker", 60),
     ("1970-01-01", "female", "manager", 1)],
)  # fmt: skip
def test_the_rise_since_2025(born: str, sex: str, post: str, delay: int) -> None:
    facts = {"born": born, "sex": sex, "post": post}
    assert found("months_of_delay", **facts) == delay
    before, after = found("month_before_the_rise", **facts), found("retirement_month", **facts)
    assert after == before + delay


@clause(conditions.below_retirement_age)
@pytest.mark.parametrize(
    ("born", "below"), [("1963-01-01", True), ("1962-12-31", UNKNOWN), ("1962-11-30", False)]
)
def test_the_very_month_of_retirement_is_open(born: str, below: bool | None) -> None:
    assert found("below_retirement_age", born=born) is below


@clause(conditions.below_retirement_age)
def test_the_rise_keeps_people_eligible_for_longer() -> None:
    """Born in May 1965: sixty in May 2025, retired in July 2025."""
    for month, below in (("2025-06", True), ("2025-07", UNKNOWN), ("2025-08", False)):
        given = {"counting_month": month}
        assert found("below_retirement_age", 2025, given, born="1965-05-01") is below


@clause(conditions.below_retirement_age)
def test_an_unstated_birth_or_post_leaves_the_age_open() -> None:
    assert without("below_retirement_age", "born") is UNKNOWN
    woman = person(born="1970-06-01", sex="female")
    del woman["post"]
    truth = values(rulebook, 2023, woman, DECEMBER)["below_retirement_age"]
    assert (truth.low, truth.high) == (False, True)


# ---- record and need


@clause(conditions.no_criminal_record)
def test_a_record_bars_and_an_unstated_one_is_open() -> None:
    assert found("no_criminal_record") is True
    assert found("no_criminal_record", criminal_record=True) is False
    assert without("no_criminal_record", "criminal_record") is UNKNOWN


@clause(conditions.needed_by_xiongan)
def test_one_must_be_needed_by_xiongan() -> None:
    assert found("needed_by_xiongan") is True
    assert found("needed_by_xiongan", needed_talent=False) is False
    assert without("needed_by_xiongan", "needed_talent") is UNKNOWN


# ---- the scheme


def test_the_trial_is_encoded_from_2021_to_2026() -> None:
    scheme = find_scheme("xiongan")
    assert scheme.rulebooks[0].cycles == (2021, 2026)
    assert scheme.threshold is not None
    assert not scheme.ranked
    with pytest.raises(LawError, match="not encoded for cycle 2020"):
        scheme.at(2020)


@pytest.mark.parametrize(
    "name", ["permit_valid", "insured_three_years", "no_criminal_record", "eligible"]
)
def test_article_5_was_read_in_the_official_text(name: str) -> None:
    assert source_of(rulebook.at(2023), name).standing is Standing.OFFICIAL


def test_what_may_be_given_from_outside() -> None:
    assert set(rulebook.outside) == {
        "counting_month", "degree_alone_counts", "beijing_years_give_points", "honour_points",
        "innovation_points", "tax_points", "deduction_points", "published_line",
    }  # fmt: skip

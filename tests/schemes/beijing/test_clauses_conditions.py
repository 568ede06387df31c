"""Article 4, who may apply: an example or more for each clause, the same under both policies."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.months import Month
from luohu.people.facts import Insurance
from tests.clauses import clause
from tests.schemes.beijing.example import (
    CURRENT_RULES,
    UNKNOWN,
    evaluated,
    found,
    late,
    paid,
    person,
    result,
    without,
)

law = CURRENT_RULES

# ---- (一) a residence permit


@clause(law.residence_permit)
@pytest.mark.parametrize(
    ("cycle", "applied", "in_time"),
    [(2018, "2018-04-09", True), (2018, "2018-04-10", False), (2019, "2018-12-31", True),
     (2019, "2019-01-01", False), (2021, "2020-12-31", True), (2021, "2021-01-01", False)],
)  # fmt: skip
def test_the_permit_is_applied_for_in_time(cycle: int, applied: str, in_time: bool) -> None:
    assert found("residence_permit", cycle, residence_permit={"applied": applied}) is in_time


@clause(law.residence_permit)
def test_no_permit_at_all() -> None:
    assert found("residence_permit", 2021, residence_permit=None, work_permit=None) is False


@clause(law.residence_permit)
@pytest.mark.parametrize(
    ("valid", "opens"),
    [({"from": "2020-12-31", "to": "2020-12-31"}, True), ({"from": "2021-01-01"}, False),
     ({"from": "2018-05-01", "to": "2020-12-30"}, False), ({"from": "2018-05-01"}, True)],
)  # fmt: skip
def test_a_work_permit_valid_on_the_day_opens_the_declaration(
    valid: dict[str, str], opens: bool
) -> None:
    assert found("residence_permit", 2021, residence_permit=None, work_permit=valid) is opens


@clause(law.residence_permit)
def test_a_work_permit_may_run_out_years_from_now() -> None:
    permit = {"from": "2025-03-01", "to": "2028-02-29"}
    assert found("residence_permit", 2026, residence_permit=None, work_permit=permit) is True


@clause(law.residence_permit)
def test_the_trial_leaves_open_whether_a_work_permit_is_enough() -> None:
    permit = {"from": "2016-01-01"}
    assert found("residence_permit", 2019, residence_permit=None, work_permit=permit) is UNKNOWN
    assert found("residence_permit", 2019, work_permit=permit) is True


@clause(law.residence_permit)
def test_a_permit_that_is_not_stated_is_unknown() -> None:
    assert result("residence_permit", without("residence_permit"), 2021) is UNKNOWN


# ---- (二) not beyond the retirement age


@clause(law.retirement_age_before)
def test_men_60_women_managers_55_women_workers_50() -> None:
    assert found("retirement_age_before", 2021) == 60 * 12
    assert found("retirement_age_before", 2021, sex="female", post="manager") == 55 * 12
    assert found("retirement_age_before", 2021, sex="female", post="worker") == 50 * 12
    assert result("retirement_age_before", without("post", sex="female"), 2021) == (600, 660)
    assert result("retirement_age_before", without("post"), 2021) == 720


@clause(law.below_retirement_age)
@pytest.mark.parametrize(
    ("sex", "post", "born", "below"),
    [("male", "worker", "1961-01-01", True), ("male", "worker", "1960-12-31", False),
     ("female", "manager", "1966-01-01", True), ("female", "manager", "1965-12-31", False),
     ("female", "worker", "1971-01-01", True), ("female", "worker", "1970-12-31", False)],
)  # fmt: skip
def test_the_age_is_not_reached_by_the_last_day(
    sex: str, post: str, born: str, below: bool
) -> None:
    assert found("below_retirement_age", 2021, sex=sex, post=post, born=born) is below


@clause(law.below_retirement_age)
def test_the_age_is_not_reached_under_the_trial_either() -> None:
    assert found("below_retirement_age", 2018, born="1958-01-01") is True
    assert found("below_retirement_age", 2018, born="1957-12-31") is False


@clause(law.retirement_delay)
@pytest.mark.parametrize(
    ("sex", "post", "born", "months"),
    [("male", "worker", "1964-12-31", 0), ("male", "worker", "1965-01-01", 1),
     ("male", "worker", "1965-04-30", 1), ("male", "worker", "1965-05-01", 2),
     ("male", "worker", "1976-08-31", 35), ("male", "worker", "1976-09-01", 36),
     ("male", "worker", "1990-01-01", 36), ("female", "worker", "1974-12-31", 0),
     ("female", "worker", "1975-01-01", 1), ("female", "worker", "1975-03-01", 2),
     ("female", "worker", "1984-11-01", 60), ("female", "worker", "1990-01-01", 60),
     ("female", "manager", "1970-01-01", 1), ("female", "manager", "1990-01-01", 36)],
)  # fmt: skip
def test_retirement_is_delayed_step_by_step_from_2025(
    sex: str, post: str, born: str, months: int
) -> None:
    assert found("retirement_delay", 2026, sex=sex, post=post, born=born) == months


@clause(law.retirement_delay)
def test_no_delay_before_the_cycle_of_2026() -> None:
    assert found("retirement_delay", 2025, born="1976-09-01") == 0
    assert found("retirement_delay", 2026, born="1976-09-01") == 36


@clause(law.below_retirement_age, law.retirement_delay)
@pytest.mark.parametrize(
    ("cycle", "born", "below"),
    [(2025, "1964-12-31", False), (2025, "1965-01-01", True),
     (2026, "1965-09-30", False), (2026, "1965-10-01", True), (2026, "1965-12-31", True),
     (2027, "1966-09-01", True), (2027, "1966-06-30", False)],
)  # fmt: skip
def test_months_around_the_later_retirement(cycle: int, born: str, below: bool) -> None:
    """A man of September 1965 retires at 60 years and 3 months, in December 2025."""
    assert found("below_retirement_age", cycle, born=born) is below


@clause(law.retirement_month_before, law.retirement_month)
def test_the_month_of_retirement_before_the_rise_and_with_it() -> None:
    assert found("retirement_month_before", 2026, born="1965-09-30") == Month.parse("2025-09")
    assert found("retirement_month", 2026, born="1965-09-30") == Month.parse("2025-12")
    assert found("retirement_month", 2025, born="1965-09-30") == Month.parse("2025-09")


@clause(law.below_retirement_age)
def test_a_post_that_is_not_stated_matters_only_near_the_limit() -> None:
    young = without("post", sex="female", born="1985-01-01")
    near = without("post", sex="female", born="1968-01-01")
    assert result("below_retirement_age", young, 2021) is True
    assert result("below_retirement_age", near, 2021) is UNKNOWN


# ---- (三) seven unbroken years of insurance


def insured_seven_years(cycle: int, *spans: dict[str, Any]) -> Any:
    return found("insured_seven_years", cycle, insurance=list(spans))


@clause(law.insured_seven_years)
@pytest.mark.parametrize("cycle", [2018, 2021, 2026])
def test_eighty_four_months_up_to_december(cycle: int) -> None:
    first, last = f"{cycle - 7}-01", f"{cycle - 1}-12"
    assert insured_seven_years(cycle, paid(first, last)) is True
    assert insured_seven_years(cycle, paid(f"{cycle - 7}-02", last)) is False
    assert insured_seven_years(cycle, paid("2005-01", f"{cycle - 1}-11")) is False


@clause(law.insured_seven_years)
def test_one_unpaid_month_breaks_seven_years() -> None:
    parts = (paid("2005-01", "2017-05"), paid("2017-07", "2020-12"))
    assert insured_seven_years(2021, *parts) is False
    assert insured_seven_years(2021, *parts, late("2017-06", "2017-06")) is True


@clause(law.insured_seven_years, law.recent_make_up_months)
@pytest.mark.parametrize(("last", "met"), [("2017-05", True), ("2017-06", False)])
def test_five_make_up_months_are_allowed_six_are_not(last: str, met: bool) -> None:
    after = {"2017-05": "2017-06", "2017-06": "2017-07"}[last]
    parts = (paid("2010-01", "2016-12"), late("2017-01", last), paid(after, "2020-12"))
    assert insured_seven_years(2021, *parts) is met


@clause(law.recently_made_up, law.recent_make_up_months)
def test_make_up_months_before_the_seven_years_do_not_count() -> None:
    parts = (late("2013-01", "2013-12"), paid("2014-01", "2020-12"))
    assert insured_seven_years(2021, *parts) is True


@clause(law.recently_made_up, law.recent_make_up_months)
def test_months_made_up_for_the_agency_are_not_make_up_months() -> None:
    agency = late("2016-07", "2016-12", agency_fault=True)
    parts = [paid("2010-01", "2016-06"), agency, late("2017-01", "2017-05"), paid("2017-06")]
    assert insured_seven_years(2021, *parts) is True
    values = evaluated(person(insurance=parts), 2021)
    assert values["recent_make_up_months"][Insurance.PENSION] == 5
    assert values["recent_months"][Insurance.PENSION] == 84


@clause(law.recent_months)
def test_months_of_each_kind_among_the_last_84() -> None:
    spans = [paid("2000-01", "2020-12", "pension"), paid("2014-06", "2019-06", "medical")]
    months = evaluated(person(insurance=spans), 2021)["recent_months"]
    assert (months[Insurance.PENSION], months[Insurance.MEDICAL]) == (84, 61)
    assert months[Insurance.MATERNITY] == 0


@clause(law.insured_seven_years)
def test_each_kind_unbroken_is_as_good_as_all_five_in_one() -> None:
    kinds = ("pension", "medical", "unemployment", "injury", "maternity")
    assert insured_seven_years(2021, *(paid("2014-01", None, kind) for kind in kinds)) is True
    assert insured_seven_years(2021, *(paid("2014-02", None, kind) for kind in kinds)) is False


@clause(law.insured_seven_years)
def test_kinds_that_differ_leave_the_condition_open() -> None:
    kinds = ("pension", "medical", "unemployment", "injury")
    four = [paid("2014-01", None, kind) for kind in kinds]
    assert insured_seven_years(2021, *four, paid("2016-01", None, "maternity")) is UNKNOWN
    assert insured_seven_years(2021, *four) is UNKNOWN


@clause(law.insured_seven_years)
def test_insurance_that_is_not_stated_is_unknown_none_is_none() -> None:
    assert result("insured_seven_years", without("insurance"), 2021) is UNKNOWN
    assert insured_seven_years(2021) is False


# ---- (四) no criminal record; and false material


@clause(law.no_criminal_record)
def test_a_criminal_record_excludes_at_any_time() -> None:
    assert found("no_criminal_record", 2021) is True
    assert found("no_criminal_record", 2021, criminal_record=True) is False
    assert result("no_criminal_record", without("criminal_record"), 2021) is UNKNOWN


@clause(law.not_barred)
@pytest.mark.parametrize(
    ("cycle", "free"), [(2019, True), (2020, False), (2025, False), (2026, True)]
)
def test_false_material_bars_its_year_and_the_five_after(cycle: int, free: bool) -> None:
    assert found("not_barred", cycle, false_material=2020) is free
    assert found("not_barred", cycle) is True


@clause(law.eligible)
def test_all_conditions_are_required() -> None:
    assert found("eligible", 2021) is True
    for failing in (
        {"residence_permit": None},
        {"born": "1950-01-01"},
        {"insurance": [paid("2016-01")]},
        {"criminal_record": True},
        {"false_material": 2018},
    ):
        assert found("eligible", 2021, **failing) is False


@clause(law.eligible)
def test_an_unknown_condition_leaves_it_open_unless_another_fails() -> None:
    assert result("eligible", without("criminal_record"), 2021) is UNKNOWN
    barred = without("criminal_record", false_material=2020)
    assert result("eligible", barred, 2021) is False

"""Who may be admitted by points: the child, the home, the household, the permit, work, records."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError, Standing
from luohu.law.trail import source_of
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.ningbo import calendars, conditions
from luohu.schemes.ningbo.schooling_2022 import rulebook
from luohu.schemes.scoring import score_person
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, Row, home, span
from tests.schemes.ningbo.example import (
    FENGHUA,
    MAY,
    child,
    found,
    job,
    person,
    rent,
    without,
)


@clause(conditions.eligible)
def test_all_conditions_together_make_eligible() -> None:
    assert found("eligible") is True


@clause(conditions.eligible)
@pytest.mark.parametrize(
    "facts",
    [{"pupils": []}, {"homes": []}, {"jobs": []}, {"permits": []}, {"false_material": 2022},
     {"household": {"city": "ningbo", "district": "鄞州"}}],
)  # fmt: skip
def test_one_condition_that_fails_is_enough(facts: dict[str, Any]) -> None:
    assert found("eligible", **facts) is False


# ---- the child


@clause(conditions.child_enters_school)
@pytest.mark.parametrize(
    ("born", "entering", "met"),
    [("2015-09-01", "primary_1", True), ("2016-08-31", "primary_1", True),
     ("2015-08-31", "primary_1", False), ("2016-09-01", "primary_1", False),
     ("2009-10-01", "junior_1", True), ("2016-03-01", None, UNKNOWN), ("2018-03-01", None, False)],
)  # fmt: skip
def test_a_child_for_grade_1_of_the_age_or_for_grade_7(
    born: str, entering: str | None, met: bool | None
) -> None:
    assert found("child_enters_school", pupils=[child(born, entering)]) is met


@clause(conditions.child_enters_school)
def test_one_of_several_children_is_enough_and_each_year_has_its_window() -> None:
    pupils = [child("2012-01-01", None), child("2017-01-01")]
    assert found("child_enters_school", 2023, None, pupils=pupils) is True
    assert found("child_enters_school", 2022, pupils=[child("2017-01-01")]) is False
    assert found("child_enters_school", pupils=[]) is False
    assert found("child_enters_school", pupils=None) is UNKNOWN


# ---- the property route


@clause(conditions.no_property_route)
@pytest.mark.parametrize(
    ("row", "by_points"),
    [(home("own", "2021-01", district=FENGHUA, certificate="2022-04"), False),
     (home("own", "2021-01", district=FENGHUA, certificate="2022-05"), True),
     (home("own", "2021-01", district="鄞州", certificate="2021-01"), True),
     (home("own", "2021-01", certificate="2021-01"), UNKNOWN),
     (home("own", "2021-01", city="shanghai", certificate="2021-01"), True),
     (rent("2021-01"), True)],
)  # fmt: skip
def test_a_deed_in_fenghua_by_april_leads_to_the_property_route(
    row: Row, by_points: bool | None
) -> None:
    assert found("no_property_route", homes=[row]) is by_points


@clause(conditions.no_property_route)
def test_the_deed_decides_not_since_when_one_lives_there() -> None:
    row = home("own", "2022-05", district=FENGHUA, certificate="2022-03")
    assert found("no_property_route", homes=[row]) is False


@clause(conditions.no_property_route)
@pytest.mark.parametrize(("first", "by_points"), [("2022-04", False), ("2022-05", True)])
def test_a_deed_left_out_is_as_old_as_the_stay(first: str, by_points: bool) -> None:
    row = home("own", first, district=FENGHUA)
    assert found("no_property_route", homes=[row]) is by_points


@clause(conditions.no_property_route)
@pytest.mark.parametrize(
    ("last", "by_points"), [("2021-12", UNKNOWN), ("2022-03", UNKNOWN), ("2022-04", False)]
)
def test_an_own_home_that_was_left_is_not_said_to_be_sold(
    last: str, by_points: bool | None
) -> None:
    row = home("own", "2015-06", last, district=FENGHUA, certificate="2015-06")
    assert found("no_property_route", homes=[row]) is by_points


@clause(conditions.no_property_route)
def test_the_deadline_is_april_of_each_year_and_unstated_homes_are_open() -> None:
    row = home("own", "2021-01", district=FENGHUA, certificate="2024-04")
    assert found("no_property_route", 2024, None, homes=[row]) is False
    assert found("no_property_route", 2023, None, homes=[row]) is True
    assert without("no_property_route", "homes") is UNKNOWN


# ---- the household


@clause(conditions.household_from_outside)
@pytest.mark.parametrize(
    ("household", "outside"),
    [({"city": "elsewhere"}, True), ({"city": "shanghai", "district": "静安"}, True),
     ({"city": "ningbo", "district": "海曙"}, False), ({"city": "ningbo", "district": "前湾"}, False),
     ({"city": "ningbo", "district": FENGHUA}, False), ({"city": "ningbo", "district": "慈溪"}, True),
     ({"city": "ningbo"}, UNKNOWN)],
)  # fmt: skip
def test_households_of_the_city_take_no_part(
    household: dict[str, str], outside: bool | None
) -> None:
    assert found("household_from_outside", household=household) is outside


@clause(conditions.household_from_outside)
def test_an_unstated_household_is_open() -> None:
    assert without("household_from_outside", "household") is UNKNOWN


# ---- permit, work, dwelling


@clause(conditions.permit_valid, calendars.permitted)
@pytest.mark.parametrize(
    ("permit", "valid"),
    [(span("2022-05", city="ningbo"), True), (span("2020-01", "2022-05", city="ningbo"), True),
     (span("2020-01", "2022-04", city="ningbo"), False), (span("2020-01", city="shanghai"), False)],
)  # fmt: skip
def test_the_permit_is_valid_in_the_month_of_the_score(permit: Row, valid: bool) -> None:
    assert found("permit_valid", permits=[permit]) is valid


@clause(conditions.permit_valid)
def test_while_the_day_is_not_known_a_permit_of_all_of_it_is_enough() -> None:
    assert found("permit_valid", given=None) is True
    ended = [span("2020-01", "2022-06", city="ningbo")]
    assert found("permit_valid", given=None, permits=ended) is UNKNOWN
    assert without("permit_valid", "permits") is UNKNOWN


@clause(conditions.works_in_fenghua, conditions.working_in_fenghua)
@pytest.mark.parametrize(
    ("row", "works"),
    [(job("2022-05"), True), (job("2020-01", "2022-04"), False),
     (job("2020-01", district="鄞州"), False), (job("2020-01", district=None), UNKNOWN),
     (job("2020-01", district=None, city="shanghai"), False), (job("2020-01", kind="flexible"), True)],
)  # fmt: skip
def test_work_in_fenghua(row: Row, works: bool | None) -> None:
    assert found("works_in_fenghua", jobs=[row]) is works


@clause(conditions.lives_in_fenghua, conditions.housed_in_fenghua)
@pytest.mark.parametrize(
    ("row", "lives"),
    [(rent("2022-05"), True), (rent("2020-01", "2022-04"), False),
     (rent("2020-01", district="余姚"), False), (home("dormitory", "2020-01"), UNKNOWN)],
)  # fmt: skip
def test_a_dwelling_in_fenghua(row: Row, lives: bool | None) -> None:
    assert found("lives_in_fenghua", homes=[row]) is lives


@clause(conditions.works_in_fenghua, conditions.lives_in_fenghua)
def test_unstated_work_and_dwelling_are_open() -> None:
    assert without("works_in_fenghua", "jobs") is UNKNOWN
    assert without("lives_in_fenghua", "homes") is UNKNOWN


def test_an_unstated_district_of_an_own_home_is_named() -> None:
    document = person(homes=[home("own", "2021-01", certificate="2021-01")])
    law = rulebook.given(MAY).at(2022)
    assert "homes.district" in score_person(law, facts_of(read_applicant(document)), "x").unknown


def test_an_unstated_district_of_work_is_named() -> None:
    document = person(jobs=[job("2020-01", district=None)])
    law = rulebook.given(MAY).at(2022)
    assert "jobs.district" in score_person(law, facts_of(read_applicant(document)), "x").unknown


# ---- forgery, frozen scores


@clause(conditions.nothing_forged)
@pytest.mark.parametrize(("year", "met"), [(2022, False), (2021, True), (None, True)])
def test_false_material_costs_the_year_alone(year: int | None, met: bool) -> None:
    assert found("nothing_forged", false_material=year) is met


@clause(conditions.not_frozen)
def test_false_material_of_an_earlier_year_may_freeze_the_score_too() -> None:
    assert found("not_frozen", false_material=2020) is UNKNOWN
    assert found("not_frozen", false_material=2023) is True


@clause(conditions.not_frozen)
def test_whether_a_record_freezes_the_score_is_open() -> None:
    record = {"detentions": [{"year": 2020}]}
    assert found("not_frozen") is True
    assert found("not_frozen", **record) is UNKNOWN
    for word, met in (("true", False), ("false", True)):
        assert found("not_frozen", given={**MAY, "record_freezes_score": word}, **record) is met


# ---- how well it is known


@pytest.mark.parametrize(
    ("cycle", "standing"),
    [(2022, Standing.INFERRED), (2023, Standing.INFERRED), (2024, Standing.QUOTED)],
)
def test_the_conditions_are_inferred_before_2024(cycle: int, standing: Standing) -> None:
    law = rulebook.at(cycle)
    for name in ("no_property_route", "household_from_outside", "permit_valid",
                 "works_in_fenghua", "lives_in_fenghua", "nothing_forged", "deed_deadline"):  # fmt: skip
        assert source_of(law, name).standing is standing, name
    assert source_of(law, "child_enters_school").standing is Standing.INFERRED


def test_what_the_project_put_together_itself_is_inferred() -> None:
    for name in ("known_score", "score_month", "city_others_limit"):
        assert source_of(rulebook.at(2022), name).standing is Standing.INFERRED, name


def test_it_is_encoded_from_2022_to_2024() -> None:
    scheme = find_scheme("ningbo")
    assert scheme.rulebooks[0].cycles == (2022, 2024)
    assert scheme.ranked
    assert "奉化" in scheme.title.zh
    with pytest.raises(LawError, match="not encoded for cycle 2025"):
        scheme.at(2025)

"""The basic indicators: dwelling, employment, age."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.guangzhou import basic_indicators as law
from tests.clauses import clause
from tests.schemes.cases import home, paid, result, span, values
from tests.schemes.guangzhou.example import POINTS, applicant, found, months, permit, without

# ---- 1. dwelling


@clause(law.permit_held, law.permit)
def test_eight_points_a_full_year_of_the_permit_years_before_a_break_included() -> None:
    rows = [permit("2010-01", "2011-06"), permit("2020-04", "2020-09")]
    assert months("permit_held", permits=rows) == ["2010-01..2011-06", "2020-04..2020-09"]
    assert found("permit", permits=rows) == "16.00"
    assert found("permit", permits=[permit("2010-01", "2019-12")]) == "80.00"


@clause(law.permit_held)
def test_a_permit_of_another_city_gives_nothing_and_an_unknown_list_leaves_it_open() -> None:
    assert found("permit", permits=[permit("2010-01", city="shenzhen")]) == "0.00"
    low, high = result(POINTS, 2025, "permit", without("permits"))
    assert low == "0.00"
    assert high > "100.00"


@clause(law.owned, law.own_home)
@pytest.mark.parametrize(
    ("row", "points"),
    [(home("own", "2025-09"), "20.00"), (home("own", "2005-01"), "20.00"),
     (home("own", "2005-01", "2025-08"), "0.00"), (home("own", "2020-01", city="shenzhen"), "0.00"),
     (home("own", "2020-01", certificate="2025-09"), "20.00"),
     (home("own", "2020-01", certificate="2025-10"), "0.00"), (home("rent", "2010-01"), "0.00"),
     (home("own", "2020-01", spouses=True), ("0.00", "20.00"))],
)  # fmt: skip
def test_an_own_home_gives_twenty_at_once(row: Any, points: Any) -> None:
    assert found("own_home", homes=[row]) == points


@clause(law.owned)
def test_the_spouses_home_is_settled_by_whoever_knows_the_practice() -> None:
    document = applicant(homes=[home("own", "2020-01", spouses=True)])
    for told, points in (("true", "20.00"), ("false", "0.00")):
        given = {"spouses_home_counts": told}
        assert result(POINTS, 2025, "own_home", document, given) == points


@clause(law.rented, law.renting)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([home("rent", "2024-10")], "5.00"), ([home("rent", "2024-11")], "0.00"),
     ([home("dormitory", "2022-10")], "15.00"), ([home("rent", "2010-01")], "20.00"),
     ([home("rent", "2023-01", "2023-06"), home("dormitory", "2024-01", "2024-06")], "5.00"),
     ([home("rent", "2010-01", city="shenzhen")], "0.00"),
     ([home("rent", "2022-10", registered=False)], ("0.00", "15.00")),
     ([home("dormitory", "2022-10", registered=False)], "15.00")],
)  # fmt: skip
def test_renting_gives_five_a_full_year_up_to_twenty(rows: Any, points: Any) -> None:
    assert found("renting", homes=rows) == points


@clause(law.rented)
def test_an_unregistered_lease_is_settled_by_whoever_knows_the_practice() -> None:
    document = applicant(homes=[home("rent", "2022-10", registered=False)])
    given = {"unregistered_lease_counts": "false"}
    assert result(POINTS, 2025, "renting", document, given) == "0.00"


@clause(law.dwelling)
def test_of_owning_and_renting_the_applicant_takes_the_higher() -> None:
    both = [home("own", "2025-01"), home("rent", "2010-01")]
    assert found("dwelling", homes=both) == "20.00"
    assert found("dwelling", homes=[home("rent", "2022-10")]) == "15.00"
    assert result(POINTS, 2025, "dwelling", without("homes")) == ("0.00", "20.00")


def moves(*districts_since: tuple[str, str]) -> list[Any]:
    """Homes one after the other; a home ends where the next begins, a month shared."""
    ends = [since for _, since in districts_since[1:]] + [None]
    return [
        home("rent", since, end, district=district)
        for (district, since), end in zip(districts_since, ends, strict=True)
    ]


@clause(law.lived_outside)
def test_months_outside_count_once_somebody_has_lived_in_the_centre() -> None:
    rows = moves(("番禺", "2010-01"), ("天河", "2012-01"), ("白云", "2014-01"))
    assert months("lived_outside", homes=rows) == ["2014-01..2025-09"]
    assert months("lived_outside", homes=moves(("番禺", "2010-01"))) == []
    assert months("lived_outside", homes=moves(("天河", "2010-01"))) == []


@clause(law.moved_out)
@pytest.mark.parametrize(
    ("since", "points"),
    [("2024-10", "2.00"), ("2024-11", "0.00"), ("2020-10", "10.00"), ("2010-10", "10.00")],
)
def test_two_points_a_full_year_outside_up_to_ten(since: str, points: str) -> None:
    assert found("moved_out", homes=moves(("越秀", "2008-01"), ("增城", since))) == points


@clause(law.lived_outside, law.moved_out)
def test_a_district_that_is_not_stated_may_be_either() -> None:
    rows = [home("rent", "2010-01", "2012-12"), home("rent", "2015-10", district="花都")]
    assert found("moved_out", homes=rows) == ("0.00", "10.00")
    assert result(POINTS, 2025, "moved_out", without("homes")) == ("0.00", "10.00")


# ---- 2. employment


@clause(law.insured_years, law.insured_years_together, law.social_insurance)
def test_each_kind_of_insurance_gives_two_points_a_full_year() -> None:
    assert found("social_insurance", insurance=[paid("2015-10")]) == "100.00"
    apart = [paid("2015-10", kind="medical"), paid("2022-10", kind="pension")]
    years = values(POINTS, 2025, applicant(insurance=apart))["insured_years"]
    assert list(years.values()) == [3, 10, 0, 0, 0]
    assert found("insured_years_together", insurance=apart) == 13
    assert found("social_insurance", insurance=apart) == "26.00"


@clause(law.fund_paid, law.fund)
def test_the_housing_fund_gives_two_points_a_full_year() -> None:
    late, brought = span("2010-01", made_up=True), span("2010-01", transferred_in=True)
    assert found("fund", housing_fund=[span("2020-10")]) == "10.00"
    assert found("fund", housing_fund=[span("2020-11")]) == "8.00"
    assert found("fund", housing_fund=[late, brought, span("2010-01", city="shenzhen")]) == "0.00"
    assert months("fund_paid", housing_fund=[late, span("2024-01")]) == ["2024-01..2025-09"]


# ---- 3. age


@clause(law.completed_years, law.begun_years)
@pytest.mark.parametrize(
    ("born", "completed", "begun"),
    [("1985-09-30", 40, 40), ("1985-10-01", 39, 40), ("1985-09-29", 40, 41), ("1984-02-29", 41, 42)],
)  # fmt: skip
def test_years_on_30_september_completed_or_begun(born: str, completed: int, begun: int) -> None:
    assert found("completed_years", born=born) == completed
    assert found("begun_years", born=born) == begun


@clause(law.age)
@pytest.mark.parametrize(
    ("born", "points"),
    [("2007-10-01", "0.00"), ("2007-09-30", "30.00"), ("1985-10-01", "30.00"),
     ("1985-09-30", "30.00"), ("1984-10-01", ("28.00", "30.00")), ("1984-09-30", "28.00"),
     ("1980-09-30", "20.00"), ("1980-09-29", ("18.00", "20.00")), ("1970-09-30", "0.00"),
     ("1971-01-01", ("0.00", "2.00")), ("1960-01-01", "0.00")],
)  # fmt: skip
def test_thirty_up_to_40_then_two_fewer_a_year_never_below_none(born: str, points: Any) -> None:
    assert found("age", born=born) == points


@clause(law.age)
def test_the_reading_of_a_begun_year_may_be_given() -> None:
    document = applicant(born="1984-12-31")
    for told, points in (("true", "28.00"), ("false", "30.00")):
        assert result(POINTS, 2025, "age", document, {"part_year_counts": told}) == points


@clause(law.age)
def test_an_unknown_birth_gives_at_most_thirty() -> None:
    assert result(POINTS, 2025, "age", without("born")) == ("0.00", "30.00")

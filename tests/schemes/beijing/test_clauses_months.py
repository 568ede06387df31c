"""Article 5 (一) and (二): employment, dwelling, and the months that both rest on."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.points import points
from luohu.law.ranges import Range
from luohu.people.facts import Insurance
from tests.clauses import clause
from tests.schemes.beijing.example import (
    CURRENT_RULES,
    dormitory,
    evaluated,
    found,
    late,
    own,
    paid,
    person,
    rent,
    result,
    without,
)

law = CURRENT_RULES


def spans(months: Any) -> list[str]:
    """A set of months as text."""
    return [f"{first}..{last}" for first, last in months.spans()]


def months(name: str, cycle: int, **facts: Any) -> list[str]:
    """A calendar of the ordinary person who differs in these facts."""
    return spans(evaluated(person(**facts), cycle)[name])


# ---- the calendars


@clause(law.paid)
def test_rows_for_all_five_count_for_each_kind_up_to_the_cutoff() -> None:
    rows = [paid("2018-01", "2018-06"), paid("2019-01", None, "medical")]
    rows += [late("2018-07", "2018-12")]
    by_kind = evaluated(person(insurance=rows), 2021)["paid"]
    assert spans(by_kind[Insurance.PENSION]) == ["2018-01..2018-06"]
    assert spans(by_kind[Insurance.MEDICAL]) == ["2018-01..2018-06", "2019-01..2020-12"]


@clause(law.made_up)
def test_a_month_also_paid_in_time_is_not_made_up() -> None:
    rows = [paid("2018-01", "2018-06"), late("2018-05", "2018-08")]
    by_kind = evaluated(person(insurance=rows), 2021)["made_up"]
    assert spans(by_kind[Insurance.PENSION]) == ["2018-07..2018-08"]


@clause(law.excused)
def test_only_make_up_months_can_be_excused() -> None:
    rows = [
        late("2018-05", "2018-06", agency_fault=True),
        late("2018-07", "2018-08"),
        paid("2018-09", "2018-10") | {"agency_fault": True},
    ]
    by_kind = evaluated(person(insurance=rows), 2021)["excused"]
    assert spans(by_kind[Insurance.INJURY]) == ["2018-05..2018-06"]


@clause(law.owned)
def test_own_months_begin_with_the_certificate_and_homes_add_up() -> None:
    homes = [own("2015-01", "2016-12", certificate="2015-07"), own("2016-06"), rent("2014-01")]
    assert months("owned", 2019, homes=homes) == ["2015-07..2018-12"]
    assert months("owned", 2019, homes=[own("2015-01", certificate="2012-03")]) == [
        "2015-01..2018-12"
    ]


@clause(law.rented)
def test_rented_months_are_registered_and_not_already_owned() -> None:
    homes = [
        rent("2020-01", "2020-12"),
        rent("2021-01", "2021-03", registered=False),
        dormitory("2021-04", "2021-12"),
        own("2021-07", "2021-08"),
    ]
    assert months("rented", 2022, homes=homes) == [
        "2020-01..2020-12",
        "2021-04..2021-06",
        "2021-09..2021-12",
    ]


@clause(law.owned_outside)
def test_outside_are_the_ten_districts_beyond_the_six() -> None:
    homes = [
        own("2018-01", "2018-06", "延庆"),
        own("2018-07", "2018-12", "石景山"),
        rent("2019-01", "2019-12", "延庆"),
        own("2020-01", None, "门头沟", certificate="2020-07"),
    ]
    assert months("owned_outside", 2021, homes=homes) == ["2018-01..2018-06", "2020-07..2020-12"]


@clause(law.owned_outside, law.worked_outside)
@pytest.mark.parametrize("district", ["经济技术开发区", None])
def test_a_district_that_is_neither_leaves_the_area_open(district: str | None) -> None:
    homes = [own("2018-01", None, "昌平") | {"district": district}]
    insurance = [paid("2010-01") | {"district": district}]
    values = evaluated(person(homes=homes, insurance=insurance), 2021)
    for name in ("owned_outside", "worked_outside"):
        assert isinstance(values[name], Range)
        assert values[name].low.count() == 0
        assert values[name].high.count() > 0


@clause(law.worked_outside)
def test_work_is_where_the_employer_pays_and_city_level_is_central() -> None:
    insurance = [paid("2018-01", "2018-06", district="通州"), paid("2018-07", district="市本级")]
    assert months("worked_outside", 2021, insurance=insurance) == ["2018-01..2018-06"]


@clause(law.paid)
def test_insurance_counts_since_july_1998() -> None:
    by_kind = evaluated(person(insurance=[paid("1995-01", "2000-12")]), 2021)["paid"]
    assert spans(by_kind[Insurance.PENSION]) == ["1998-07..2000-12"]


@clause(law.insured, law.insured_months)
def test_the_insurance_paid_for_the_most_months_counts() -> None:
    rows = [
        paid("2010-01", "2014-12", "pension"),
        paid("2012-01", "2018-12", "medical"),
        paid("2019-01", "2019-12", "injury"),
    ]
    assert months("insured", 2021, insurance=rows) == ["2012-01..2018-12"]
    assert found("insured_months", 2021, insurance=rows) == 84


# ---- (一) stable employment


@clause(law.employment)
def test_three_points_a_year_by_the_month() -> None:
    assert found("employment", 2021, insurance=[paid("2019-01", "2020-12")]) == "6.00"
    assert found("employment", 2021, insurance=[paid("2020-12", "2020-12")]) == "0.25"
    assert found("employment", 2021, insurance=[]) == "0.00"


@clause(law.employment)
def test_employment_may_have_gaps_and_leaves_out_make_up_payments() -> None:
    rows = [paid("2010-01", "2010-12"), late("2011-01", "2011-12"), paid("2012-01", "2012-12")]
    assert found("employment", 2021, insurance=rows) == "6.00"


@clause(law.employment)
def test_the_most_that_employment_can_give() -> None:
    """258 months in the cycle of 2020, 282 in 2022: the greatest on the award lists."""
    everything = [paid("1992-01")]
    assert found("employment", 2020, insurance=everything) == "64.50"
    assert found("employment", 2022, insurance=everything) == "70.50"
    assert found("employment", 2018, insurance=everything) == "58.50"


@clause(law.employment)
def test_employment_without_stated_insurance_is_open() -> None:
    low, high = result("employment", without("insurance"), 2022)
    assert (low, high) == ("0.00", "70.50")


# ---- (二) stable dwelling


@clause(law.lived_before, law.owned_before, law.owned_after)
def test_own_months_split_at_july_2020() -> None:
    facts = {"homes": [own("2020-01", "2021-12")]}
    assert found("owned_before", 2022, **facts) == 7
    assert found("owned_after", 2022, **facts) == 17
    assert found("residence", 2022, insurance=[paid("2020-01")], **facts) == "2.00"


@clause(law.lived_before, law.owned_before, law.owned_after)
def test_own_months_end_where_employment_ends() -> None:
    """Insured for 36 months: of 60 own months only 36 count, the earlier first."""
    facts = {"insurance": [paid("2019-01", "2021-12")], "homes": [own("2017-01", "2021-12")]}
    assert found("lived_before", 2022, **facts) == 43
    assert found("owned_before", 2022, **facts) == 36
    assert found("owned_after", 2022, **facts) == 0
    assert found("residence", 2022, **facts) == "3.00"


@clause(law.rented_before)
def test_rent_up_to_july_2020_is_taken_as_given() -> None:
    facts = {"insurance": [paid("2015-01", "2020-07")], "homes": [own("2019-01", "2019-12")]}
    assert found("rented_before", 2021, **facts) == 67 - 12
    assert found("rented_before", 2021, insurance=[paid("2015-01", "2020-07")]) == 67
    registered = {**facts, "homes": [*facts["homes"], rent("2015-01", "2018-12")]}
    assert found("rented_before", 2021, **registered) == 67 - 12


@clause(law.rented_before)
def test_own_months_without_insurance_use_up_the_months_of_rent() -> None:
    facts = {"insurance": [paid("2019-01", "2019-12")], "homes": [own("2015-01", "2015-10")]}
    assert found("rented_before", 2020, **facts) == 12 - 10
    assert found("residence", 2020, **facts) == "0.91"


@clause(law.rented_after)
def test_rent_since_august_2020_needs_a_registered_lease() -> None:
    insurance = [paid("2020-08", "2021-12")]
    lease = rent("2020-08", "2021-07")
    assert found("rented_after", 2022, insurance=insurance, homes=[lease]) == 12
    assert found("residence", 2022, insurance=insurance, homes=[lease]) == "0.50"
    unregistered = [lease | {"registered": False}]
    assert found("residence", 2022, insurance=insurance, homes=unregistered) == "0.00"
    assert found("residence", 2022, insurance=insurance, homes=[]) == "0.00"
    assert found("residence", 2022, insurance=insurance, homes=[dormitory("2020-08")]) == "0.71"


@clause(law.rented_after)
def test_the_cap_leaves_to_rent_what_own_months_do_not_use() -> None:
    """Insured for 24 months: 18 own ones count first, 6 of the 17 rented ones remain."""
    facts = {
        "insurance": [paid("2019-01", "2020-12")],
        "homes": [own("2018-01", "2019-06"), rent("2020-08", "2021-12")],
    }
    assert found("owned_before", 2022, **facts) == 18
    assert found("rented_before", 2022, **facts) == 1
    assert found("rented_after", 2022, **facts) == 5
    assert found("residence", 2022, **facts) == "1.75"


@clause(law.residence)
def test_four_parts_rounded_one_by_one() -> None:
    """1/12 + 1/24 + 1/12 + 1/24 = 0.08 + 0.04 + 0.08 + 0.04; rounded once it would be 0.25."""
    facts = {
        "insurance": [paid("2020-06", "2020-09")],
        "homes": [own("2020-07", "2020-08"), rent("2020-09", "2020-09")],
    }
    parts = ("owned_before", "rented_before", "owned_after", "rented_after")
    assert [found(part, 2022, **facts) for part in parts] == [1, 1, 1, 1]
    assert found("residence", 2022, **facts) == "0.24"


@clause(law.residence)
def test_a_dwelling_gives_no_points_without_employment() -> None:
    assert found("residence", 2022, insurance=[], homes=[own("2010-01")]) == "0.00"


@clause(law.residence)
def test_unstated_homes_leave_bounds() -> None:
    """From rent up to July 2020 and nothing after (0.79) to an own home all along (3.00)."""
    facts = without("homes", insurance=[paid("2019-01", "2021-12")])
    low, high = result("residence", facts, 2022)
    assert points(low) <= points("0.79")
    assert points(high) >= points("3.00")

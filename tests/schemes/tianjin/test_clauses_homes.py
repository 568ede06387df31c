"""B2 since 2020: homes by district and time, rent, the transition, new homes, endorsements."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.points import points
from tests.clauses import clause
from tests.schemes.cases import home
from tests.schemes.tianjin.example import (
    CURRENT_RULES,
    NO_LIMIT,
    SECOND_BATCH,
    endorsed,
    found,
    own,
    rent,
    result,
    without,
)

law = CURRENT_RULES
LATE = "2021-01-05"  # bought too late for the transition

CENTRE = ("和平", "河东", "河西", "南开", "河北", "红桥")
SUBURBS = ("东丽", "西青", "津南", "北辰")
OUTER = ("武清", "宝坻", "宁河", "静海", "蓟州")


@clause(law.owned_by_rate, law.owned_months_by_rate, law.home_by_time, law.home)
@pytest.mark.parametrize(
    ("districts", "before", "since"),
    [(CENTRE, "10.00", "10.00"), (SUBURBS, "11.00", "12.00"), (OUTER, "12.00", "12.00"),
     (("滨海新区",), "15.00", "15.00")],
)  # fmt: skip
def test_a_year_in_an_own_home_by_district(
    districts: tuple[str, ...], before: str, since: str
) -> None:
    for district in districts:
        homes = [own("2020-07", "2021-06", district, bought="2020-07-01")]
        assert found("home", 2021, SECOND_BATCH, homes=homes) == before
        assert found("home", 2022, homes=homes) == before
        assert found("home", 2023, homes=homes) == since


@clause(law.owned_months, law.home_by_time)
@pytest.mark.parametrize(
    ("cycle", "last", "scored"),
    [(2022, "2021-11", "9.17"), (2022, "2021-12", "10.00"), (2023, "2021-11", "0.00"),
     (2023, "2021-12", "10.00"), (2023, "2022-11", "10.00"), (2023, "2022-12", "20.00")],
)  # fmt: skip
def test_every_year_became_every_full_year_in_2023(cycle: int, last: str, scored: str) -> None:
    assert found("home", cycle, homes=[own("2021-01", last, bought="2021-01-01")]) == scored


@clause(law.owned_by_rate)
def test_of_several_homes_at_once_the_best_district_counts() -> None:
    both = [
        own("2021-01", "2022-12", "南开", bought=LATE),
        own("2022-01", "2022-12", "滨海新区", bought=LATE),
    ]
    assert found("home", 2023, homes=both) == "25.00"
    twice = [own("2021-01", "2022-12", bought=LATE), own("2021-01", "2022-12", bought=LATE)]
    assert found("home", 2023, homes=twice) == "20.00"


@clause(law.owned_months_by_rate)
def test_each_value_of_districts_makes_its_own_full_years() -> None:
    """A year and a half in each of two districts: one full year of each, not three years."""
    homes = [own("2021-07", "2022-12", "南开", bought="2021-07-01"),
             own("2023-01", "2024-06", "滨海新区", bought="2023-01-01")]  # fmt: skip
    assert found("owned_months_by_rate", 2025, homes=homes) == {1500: 12, 1200: 0, 1000: 12}
    assert found("home", 2025, homes=homes) == "25.00"


@clause(law.owned)
def test_what_is_no_own_home_here() -> None:
    strange = [own("2021-01", None, bought=LATE, encumbered=True),
               home("own", "2021-01", city="beijing", bought=LATE),
               home("dormitory", "2021-01", district="南开")]  # fmt: skip
    for one in strange:
        assert found("owned", 2026, homes=[one]).count() == 0
        assert found("home", 2026, homes=[one]) == "0.00"


@clause(law.owned)
@pytest.mark.parametrize(
    ("details", "months"),
    [({"bought": "2021-01-05"}, 12), ({"bought": "2021-07-05"}, 6),
     ({"bought": "2020-05-05", "certificate": "2021-10"}, 12), ({"certificate": "2020-10"}, 12),
     ({}, 12)],
)  # fmt: skip
def test_a_home_counts_from_its_contract_or_else_its_certificate(
    details: dict[str, Any], months: int
) -> None:
    assert found("owned", 2022, homes=[own("2021-01", "2021-12", **details)]).count() == months


@clause(law.owned, law.owned_by_rate)
def test_months_before_a_certificate_are_open_where_no_contract_is_stated() -> None:
    homes = [own("2021-01", "2021-12", certificate="2021-10")]
    assert [months.count() for months in found("owned", 2022, homes=homes)] == [3, 12]
    told = {"transition_applies": "false"}
    assert found("home", 2022, told, homes=homes) == ("2.50", "10.00")
    assert found("owned_months", 2022, homes=homes) == (3, 12)


@clause(law.owned)
def test_a_home_in_the_spouses_name_only_is_open() -> None:
    homes = [own("2021-01", "2022-12", bought=LATE, spouses=True)]
    assert found("home", 2023, homes=homes) == ("0.00", "20.00")
    assert found("home", 2023, {"spouse_home_counts": "true"}, homes=homes) == "20.00"
    assert found("home", 2023, {"spouse_home_counts": "false"}, homes=homes) == "0.00"


@clause(law.home_by_time)
def test_an_unstated_district_leaves_no_more_than_the_best() -> None:
    homes = [home("own", "2021-01", "2022-12", city="tianjin", bought=LATE)]
    assert found("home", 2023, homes=homes) == ("0.00", "30.00")


@clause(law.rented, law.home_by_time)
def test_registered_rent_gives_six_a_year() -> None:
    assert found("home", 2022, homes=[rent("2021-01", "2021-12")]) == "6.00"
    assert found("home", 2022, homes=[rent("2021-01", "2021-05")]) == "2.50"
    assert found("home", 2022, homes=[rent("2021-01", "2021-12", registered=False)]) == "0.00"
    assert found("home", 2022, homes=[rent("2021-01", "2021-12", city="beijing")]) == "0.00"


@clause(law.rented_months, law.home_by_time)
def test_whether_rent_counts_by_full_years_since_2023_is_open() -> None:
    homes = [rent("2021-01", "2022-06")]
    assert found("home", 2023, homes=homes) == ("6.00", "9.00")
    assert found("home", 2023, {"rent_by_full_years": "true"}, homes=homes) == "6.00"
    assert found("home", 2023, {"rent_by_full_years": "false"}, homes=homes) == "9.00"


@clause(law.rented)
def test_a_month_owned_is_not_rented_but_one_in_an_encumbered_home_is() -> None:
    lease = rent("2021-01", "2021-12")
    assert found("rented", 2026, homes=[lease, own("2021-07", bought=LATE)]).count() == 6
    assert found("rented", 2026, homes=[lease, own("2021-07", encumbered=True)]).count() == 12


@clause(law.home_by_time)
def test_the_points_for_rent_in_2020_were_not_seen() -> None:
    assert found("home", 2021, homes=[rent("2020-01", "2020-12")]) == ("0.00", NO_LIMIT)
    told = {"points_per_rented_year": "6"}
    assert found("home", 2021, told, homes=[rent("2020-01", "2020-12")]) == "6.00"


def test_homes_nobody_stated_leave_it_open() -> None:
    low, high = result("home", 2026, without("homes"))
    assert low == "0.00"
    assert points(high) > points("1000")


# ---- the transition


@clause(law.kept_points, law.home)
@pytest.mark.parametrize(
    ("bought", "scored"), [("2020-04-01", "55.00"), ("2020-04-02", "7.50"), ("2019-01-01", "55.00")]
)
def test_a_home_bought_before_2_april_2020_may_keep_the_old_points(
    bought: str, scored: str
) -> None:
    assert found("home", 2021, homes=[own("2020-04", bought=bought)]) == scored


@clause(law.kept_points)
def test_the_old_points_are_40_and_those_of_the_area() -> None:
    held = own("2018-01", None, "滨海新区", bought="2018-01-01")
    assert found("kept_points", 2021, homes=[held]) == "60.00"
    assert (
        found("kept_points", 2021, homes=[own("2018-01", bought="2018-01-01", spouses=True)])
        == "55.00"
    )
    assert (
        found("kept_points", 2021, homes=[own("2018-01", "2020-06", bought="2018-01-01")]) == "0.00"
    )
    assert found("kept_points", 2021, homes=[rent("2018-01")]) == "0.00"


@clause(law.kept_points)
def test_when_a_home_was_bought_follows_from_months_before_or_is_open() -> None:
    assert found("kept_points", 2021, homes=[own("2020-03")]) == "55.00"
    assert found("kept_points", 2021, homes=[own("2020-06", certificate="2020-03")]) == "55.00"
    assert found("kept_points", 2021, homes=[own("2020-04")]) == ("0.00", "55.00")
    assert found("kept_points", 2021, homes=[own("2020-03", encumbered=True)]) == ("0.00", "55.00")


@clause(law.kept_points)
@pytest.mark.parametrize(
    ("details", "scored"),
    [({}, "55.00"), ({"certificate": "2022-03"}, ("0.00", "55.00")),
     ({"certificate": "2020-04"}, ("0.00", "55.00")), ({"certificate": "2020-03"}, "55.00"),
     ({"bought": "2020-04-01", "certificate": "2022-03"}, "55.00"),
     ({"bought": "2020-05-05", "certificate": "2022-03"}, "0.00")],
)  # fmt: skip
def test_living_there_before_a_later_certificate_proves_no_early_purchase(
    details: dict[str, Any], scored: Any
) -> None:
    assert found("kept_points", 2024, homes=[own("2013-01", **details)]) == scored


@clause(law.kept_points)
def test_a_home_bought_after_the_cutoff_keeps_nothing_yet() -> None:
    homes = [own("2015-01", bought="2020-03-05")]
    assert found("kept_points", 2020, homes=homes) == "0.00"
    assert found("kept_points", 2020, SECOND_BATCH, homes=homes) == "55.00"


@clause(law.home)
def test_the_better_of_old_and_new_points_counts() -> None:
    homes = [own("2014-01", None, "滨海新区", bought="2014-01-01")]
    assert found("home_by_time", 2021, homes=homes) == "105.00"
    assert found("home", 2021, homes=homes) == "105.00"


@clause(law.home)
def test_whether_the_transition_went_on_since_2022_is_open_for_early_buyers_only() -> None:
    early = [own("2020-01", bought="2020-01-04")]
    assert found("home", 2024, homes=early) == ("40.00", "55.00")
    assert found("home", 2024, {"transition_applies": "true"}, homes=early) == "55.00"
    assert found("home", 2024, {"transition_applies": "false"}, homes=early) == "40.00"
    assert found("home", 2024, homes=[own("2020-05", bought="2020-05-04")]) == "30.00"
    assert found("home", 2024) == "0.00"


# ---- a new home, once


@clause(law.new_home)
@pytest.mark.parametrize(
    ("districts", "scored"),
    [(CENTRE, "15.00"), (SUBURBS + OUTER, "25.00"), (("滨海新区",), "30.00")],
)
def test_a_newly_built_home_gives_points_once(districts: tuple[str, ...], scored: str) -> None:
    for district in districts:
        one = own("2023-05", None, district, bought="2023-05-04", new=True)
        assert found("new_home", 2026, homes=[one]) == scored
        assert found("new_home", 2026, homes=[one, one]) == scored


@clause(law.new_home)
def test_an_old_home_one_bought_after_the_cutoff_and_the_years_before_give_none() -> None:
    assert found("new_home", 2026, homes=[own("2023-05", bought="2023-05-04")]) == "0.00"
    later = own("2026-01", bought="2026-01-04", new=True)
    assert found("new_home", 2026, homes=[later]) == "0.00"
    assert found("new_home", 2026, SECOND_BATCH, homes=[later]) == "15.00"
    assert found("new_home", 2022, homes=[own("2021-05", bought=LATE, new=True)]) == "0.00"


@clause(law.new_home)
def test_whether_it_must_be_bought_since_2023_and_kept_is_open() -> None:
    before = [own("2022-05", bought="2022-12-31", new=True)]
    assert found("new_home", 2026, homes=before) == ("0.00", "15.00")
    assert found("new_home", 2026, {"older_new_homes_count": "true"}, homes=before) == "15.00"
    assert found("new_home", 2026, {"older_new_homes_count": "false"}, homes=before) == "0.00"
    assert found("new_home", 2026, homes=[own("2023-05", new=True)]) == ("0.00", "15.00")
    unproved = [own("2023-05", certificate="2026-03", new=True)]
    assert found("new_home", 2026, {"older_new_homes_count": "true"}, homes=unproved) == (
        "0.00",
        "15.00",
    )
    sold = own("2023-05", "2024-05", bought="2023-05-04", new=True)
    assert found("new_home", 2026, homes=[sold]) == ("0.00", "15.00")
    assert result("new_home", 2026, without("homes")) == ("0.00", "30.00")


# ---- endorsements


@clause(law.endorsed_years, law.endorsement)
@pytest.mark.parametrize("cycle", [2019, 2021, 2026])
def test_six_points_for_each_year_endorsed(cycle: int) -> None:
    years = endorsed(cycle - 1, cycle - 2, cycle - 2)
    assert found("endorsed_years", cycle, endorsements=years) == 2
    assert found("endorsement", cycle, endorsements=years) == "12.00"
    assert found("endorsement", cycle, endorsements=endorsed(cycle)) == "0.00"
    assert found("endorsement", cycle, SECOND_BATCH, endorsements=endorsed(cycle)) == (
        "0.00",
        "6.00",
    )


@clause(law.endorsed_years)
def test_whether_endorsements_of_beijing_and_hebei_count_is_open() -> None:
    near = endorsed(2024, city="beijing") + endorsed(2025, city="hebei")
    assert found("endorsement", 2026, endorsements=near) == ("0.00", "12.00")
    told = {"endorsements_of_three_regions": "true"}
    assert found("endorsement", 2026, told, endorsements=near) == "12.00"
    assert found("endorsement", 2026, endorsements=endorsed(2025, city="elsewhere")) == "0.00"

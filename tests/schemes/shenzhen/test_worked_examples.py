"""The examples of the published summaries' table, all constructed: 1 to 6, the gates, the traps."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.catalogue import find_scheme, scheme_names
from tests.schemes.cases import UNKNOWN, paid, result, studied
from tests.schemes.shenzhen.example import (
    APPROVAL,
    CURRENT,
    POINTS,
    TRIAL,
    certified,
    found,
    own,
    rent,
    resident,
)

OWNER: dict[str, Any] = {"homes": [own("2017-10")], "insurance": [paid("2013-10")]}
BRAVE = [{"kind": "bravery"}]


def test_example_1_owner_of_96_months_insured_for_144() -> None:
    assert found(CURRENT, "own_home", **OWNER) == "96.00"
    assert found(CURRENT, "insurance_paid", **OWNER) == "216.00"
    assert found(CURRENT, "total", **OWNER) == "312.00"
    assert found(CURRENT, "eligible", **OWNER) is True


def test_example_2_renter_of_120_months_insured_for_150() -> None:
    facts = {"homes": [rent("2015-10")], "insurance": [paid("2013-04")]}
    assert found(CURRENT, "rented_home", **facts) == "24.00"
    assert found(CURRENT, "insurance_paid", **facts) == "225.00"
    assert found(CURRENT, "total", **facts) == "249.00"
    assert found(CURRENT, "eligible", **facts) is True


OVERLAP: dict[str, Any] = {
    "homes": [own("2020-10"), rent("2014-02", "2024-01")],
    "insurance": [paid("2017-06", kind="pension"), paid("2017-06", kind="medical")],
}


def test_example_3_months_owned_and_rented_at_once_count_as_owned() -> None:
    assert found(CURRENT, "own_home", **OVERLAP) == "60.00"
    assert found(CURRENT, "rented_home", **OVERLAP) == "16.00"


def test_example_3_pension_and_medical_alone_for_100_months() -> None:
    assert found(CURRENT, "insurance_paid", **OVERLAP) == "60.00"
    assert found(CURRENT, "total", **OVERLAP) == "136.00"


@pytest.mark.parametrize(("year", "total"), [(2023, "42.00"), (2021, "342.00")])
def test_example_4_bravery_and_a_detention_two_or_four_years_ago(year: int, total: str) -> None:
    detained = {"detentions": [{"year": year}], "commendations": BRAVE}
    assert found(CURRENT, "total", **OWNER, **detained) == total


def test_example_4_a_detention_three_years_ago_may_be_of_either_side_of_the_day() -> None:
    detained = {"detentions": [{"year": 2022}], "commendations": BRAVE}
    assert found(CURRENT, "total", **OWNER, **detained) == ("42.00", "342.00")


def test_example_5_the_table_of_2019_gives_the_same_312() -> None:
    facts = {"homes": [own("2011-10")], "insurance": [paid("2007-10")]}
    assert found(TRIAL, "residence", **facts) == "96.00"
    assert found(TRIAL, "pension_paid", **facts) == "216.00"
    assert found(TRIAL, "total", **facts) == "312.00"


PART_TIME_BACHELOR = [studied("2010-07", "bachelor", full_time=False)]
THREE_YEARS = [paid("2017-01", "2019-12")]
WITHOUT_DONATIONS = {"donation_points": "0"}


@pytest.mark.parametrize(
    ("born", "age", "total", "enough"),
    [("1981-06-15", "0.00", "101.00", True), ("1977-06-15", "-4.00", "97.00", False)],
)
def test_example_6_part_time_bachelor_of_38_passes_and_of_42_fails(
    born: str, age: str, total: str, enough: bool
) -> None:
    facts = {"born": born, "education": PART_TIME_BACHELOR, "insurance": THREE_YEARS}
    assert found(POINTS, "qualification", **facts) == "80.00"
    assert found(POINTS, "insurance_paid", **facts) == "21.00"
    assert found(POINTS, "age", **facts) == age
    assert found(POINTS, "total", WITHOUT_DONATIONS, **facts) == total
    assert found(POINTS, "eligible", WITHOUT_DONATIONS, **facts) is enough


def test_example_6_of_42_is_open_while_donations_may_give_three_points() -> None:
    facts = {"born": "1977-06-15", "education": PART_TIME_BACHELOR, "insurance": THREE_YEARS}
    assert found(POINTS, "total", **facts) == ("97.00", "100.00")
    assert found(POINTS, "eligible", **facts) is UNKNOWN


# ---- gates


def test_gate_own_59_months_and_rent_61_is_met_by_renting() -> None:
    homes = [own("2020-11"), rent("2013-01", "2018-01")]
    assert found(CURRENT, "five_years_of_home", homes=homes) is True
    assert found(CURRENT, "five_years_of_home", homes=homes[:1]) is False


@pytest.mark.parametrize(("born", "allowed"), [("1974-09-30", False), ("1975-10-01", True)])
def test_gate_a_woman_of_51_is_too_old(born: str, allowed: bool) -> None:
    assert found(CURRENT, "age_allowed", sex="female", born=born) is allowed
    assert found(CURRENT, "eligible", sex="female", born=born) is allowed


def test_gate_pension_59_and_medical_60_is_met_by_medical() -> None:
    insurance = [paid("2020-11", kind="pension"), paid("2020-10", kind="medical")]
    assert found(CURRENT, "five_years_insured", insurance=insurance) is True
    assert found(CURRENT, "five_years_insured", insurance=insurance[:1]) is False


# ---- traps


def test_trap_three_things_go_by_the_name_of_points() -> None:
    assert {name for name in scheme_names() if name.startswith("shenzhen")} == {
        "shenzhen",
        "shenzhen-talent-points",
        "shenzhen-talent",
    }


def test_trap_a_part_time_bachelor_is_not_approved_but_scores() -> None:
    facts = {"education": PART_TIME_BACHELOR}
    assert found(APPROVAL, "bachelor", **facts) is False
    assert found(POINTS, "diploma_points", **facts) == "80.00"


@pytest.mark.parametrize(
    ("diploma", "limit"), [("associate", 35), ("bachelor", 45), ("master", 45), ("doctor", 45)]
)
def test_trap_no_longer_limits_for_masters_and_doctors(diploma: str, limit: int) -> None:
    """Guides that give masters 50 and doctors 55 are wrong."""
    education = [studied("2005-07", diploma, full_time=True)]
    for age, allowed in ((limit - 1, True), (limit, UNKNOWN), (limit + 1, False)):
        born = f"{2026 - age}-01-01"
        assert found(APPROVAL, "eligible", born=born, education=education) is allowed


def test_trap_a_crime_bars_since_2023_and_cost_200_before() -> None:
    assert found(CURRENT, "eligible", criminal_record=True) is False
    assert found(TRIAL, "eligible", criminal_record=True) is True
    assert found(TRIAL, "crime", criminal_record=True) == "-200.00"


def test_trap_no_round_in_2021_and_2022() -> None:
    settlement = find_scheme("shenzhen")
    assert settlement.covering(2020) is TRIAL
    assert settlement.covering(2021) is None
    assert settlement.covering(2022) is None
    assert settlement.covering(2023) is CURRENT


def test_quotas_are_known_of_the_trial_only() -> None:
    settlement = find_scheme("shenzhen")
    assert [settlement.published(cycle, "quota") for cycle in (2017, 2020)] == [10000, 10000]
    assert settlement.published(2023, "quota") is None


@pytest.mark.parametrize("cycle", [2023, 2024, 2025, 2026, 2027])
def test_every_round_counts_up_to_30_september(cycle: int) -> None:
    document = resident(homes=[own(f"{cycle - 5}-10")], insurance=[paid(f"{cycle - 5}-10")])
    assert result(CURRENT, cycle, "total", document) == "150.00"
    assert result(CURRENT, cycle, "eligible", document) is True


def test_the_last_day_of_a_round_may_be_given_when_it_is_published() -> None:
    given = {"cutoff_day": "2025-10-31"}
    assert found(CURRENT, "own_home", given, **OWNER) == "97.00"


def test_mid_level_title_of_a_secondary_graduate_is_approved() -> None:
    facts = {
        "education": [studied("2003-07", "secondary")],
        "certificates": [certified("title_mid")],
    }
    assert found(APPROVAL, "eligible", **facts) is True

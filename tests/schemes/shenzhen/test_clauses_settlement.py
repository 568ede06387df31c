"""The points-based settlement since 2023, clause by clause, and the months both versions count."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.schemes.shenzhen import settlement_2023 as law
from luohu.schemes.shenzhen import settlement_months as months
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, span, values
from tests.schemes.shenzhen.example import (
    CURRENT,
    TRIAL,
    found,
    hidden,
    own,
    records,
    rent,
    resident,
)


def get(name: str, given: Any = None, **facts: Any) -> Any:
    return found(CURRENT, name, given, **facts)


def unstated(name: str, fact: str, **facts: Any) -> Any:
    return hidden(CURRENT, name, fact, **facts)


def count(name: str, **facts: Any) -> Any:
    """How many months a calendar has; a pair where that is open."""
    found = values(CURRENT, 2025, resident(**facts))[name].count()
    return found if isinstance(found, int) else (found.low, found.high)


# ---- who may apply


@clause(months.completed_years, law.age_allowed)
@pytest.mark.parametrize(
    ("sex", "born", "allowed"),
    [("male", "1970-10-01", True), ("male", "1970-09-30", UNKNOWN), ("male", "1969-10-01", UNKNOWN),
     ("male", "1969-09-30", False), ("female", "1975-10-01", True), ("female", "1975-09-30", UNKNOWN),
     ("female", "1974-10-01", UNKNOWN), ("female", "1974-09-30", False)],
)  # fmt: skip
def test_men_up_to_55_and_women_up_to_50_open_at_the_very_age(
    sex: str, born: str, allowed: bool | None
) -> None:
    assert get("age_allowed", sex=sex, born=born) is allowed


@clause(law.age_allowed)
@pytest.mark.parametrize(("given", "allowed"), [("true", True), ("false", False)])
def test_whether_the_age_is_included_may_be_given(given: str, allowed: bool) -> None:
    assert get("age_allowed", {"age_limit_included": given}, born="1970-01-01") is allowed


@clause(months.completed_years, law.age_allowed)
def test_the_age_of_somebody_whose_birth_or_sex_is_not_stated() -> None:
    assert get("completed_years", born="1985-09-30") == 40
    assert get("completed_years", born="1985-10-01") == 39
    assert unstated("age_allowed", "born") is UNKNOWN
    assert unstated("age_allowed", "sex") is True
    assert unstated("age_allowed", "sex", born="1973-01-01") is UNKNOWN


@clause(law.residence_permit)
def test_the_permit_is_valid_in_the_last_month() -> None:
    assert get("residence_permit", permits=[span("2020-01", city="shenzhen")]) is True
    assert get("residence_permit", permits=[span("2020-01", "2025-08", city="shenzhen")]) is False
    assert get("residence_permit", permits=[span("2025-10", city="shenzhen")]) is False
    assert get("residence_permit", permits=[span("2020-01", city="guangzhou")]) is False
    assert get("residence_permit", permits=[]) is False
    assert unstated("residence_permit", "permits") is UNKNOWN


@clause(months.five_years_of_home)
@pytest.mark.parametrize(
    ("homes", "met"),
    [([own("2020-10")], True), ([own("2020-11")], False), ([rent("2020-10")], True),
     ([rent("2020-11")], False), ([own("2010-01", "2014-12")], True), ([], False),
     ([own("2015-01", "2017-06"), own("2017-07", "2019-12")], True),
     ([own("2015-01", "2017-06"), own("2017-08", "2020-06")], False)],
)  # fmt: skip
def test_sixty_unbroken_months_of_owning_or_of_renting(homes: list[Any], met: bool) -> None:
    assert get("five_years_of_home", homes=homes) is met


@clause(months.five_years_of_home)
def test_whether_owning_and_renting_may_be_joined_is_open_where_it_matters() -> None:
    homes = [rent("2018-01", "2020-06"), own("2020-07", "2023-01")]
    assert get("five_years_of_home", homes=homes) is UNKNOWN
    assert get("five_years_of_home", {"runs_may_be_joined": "true"}, homes=homes) is True
    assert get("five_years_of_home", {"runs_may_be_joined": "false"}, homes=homes) is False
    apart = [rent("2018-01", "2020-05"), own("2020-07", "2023-01")]
    assert get("five_years_of_home", homes=apart) is False
    assert unstated("five_years_of_home", "homes") is UNKNOWN


@clause(law.five_years_insured)
def test_sixty_months_of_pension_or_of_medical_in_all() -> None:
    broken = [paid("2010-01", "2012-06"), paid("2015-01", "2017-06")]
    assert get("five_years_insured", insurance=broken) is True
    assert get("five_years_insured", insurance=[paid("2020-11")]) is False
    only_injury = [paid("2010-01", kind="injury")]
    assert get("five_years_insured", insurance=only_injury) is False
    split = [paid("2010-01", "2012-06", "pension"), paid("2012-07", "2014-12", "medical")]
    assert get("five_years_insured", insurance=split) is False
    assert unstated("five_years_insured", "insurance") is UNKNOWN


@clause(law.no_criminal_record, law.no_banned_organisation, law.eligible)
def test_a_crime_or_a_banned_organisation_bars() -> None:
    assert get("eligible") is True
    assert get("no_criminal_record", criminal_record=True) is False
    assert get("eligible", criminal_record=True) is False
    assert unstated("eligible", "criminal_record") is UNKNOWN
    banned = records("banned_organisation", 2015)
    assert get("no_banned_organisation", penalties=banned) is False
    assert get("no_banned_organisation", penalties=records("bad_credit", 2015)) is True
    assert get("eligible", penalties=banned) is False
    later = records("banned_organisation", 2026)
    assert get("no_banned_organisation", penalties=later) is True
    assert unstated("no_banned_organisation", "penalties") is UNKNOWN


@clause(law.eligible)
@pytest.mark.parametrize(
    "facts",
    [{"born": "1960-01-01"}, {"permits": []}, {"homes": []}, {"insurance": []}],
)
def test_each_condition_is_needed(facts: dict[str, Any]) -> None:
    assert get("eligible", **facts) is False


# ---- homes


@clause(months.cutoff_month)
def test_the_last_month_is_september() -> None:
    assert get("cutoff_month") == 2025 * 12 + 8
    assert get("cutoff_month", {"cutoff_day": "2025-11-15"}) == 2025 * 12 + 10


@clause(months.owned, months.owned_by_applicant, law.own_home)
def test_one_point_for_each_month_of_owning() -> None:
    assert get("own_home", homes=[own("2025-09")]) == "1.00"
    assert get("own_home", homes=[own("2025-10")]) == "0.00"
    assert get("own_home", homes=[own("2024-10")]) == "12.00"
    assert get("own_home", homes=[]) == "0.00"


@clause(months.owned, law.own_home)
def test_several_homes_at_once_count_as_one() -> None:
    homes = [own("2024-10"), own("2025-01"), own("2023-10", "2024-12")]
    assert get("own_home", homes=homes) == "24.00"


@clause(months.owns_now, law.owned_that_scores, law.own_home)
def test_former_homes_count_only_while_there_still_is_one() -> None:
    former = own("2010-01", "2019-12")
    assert get("own_home", homes=[former, own("2025-09")]) == "121.00"
    assert get("own_home", homes=[former]) == "0.00"
    assert get("owns_now", homes=[former]) is False
    assert count("owned", homes=[former]) == 120
    assert count("owned_that_scores", homes=[former]) == 0
    assert unstated("owns_now", "homes") is UNKNOWN


@clause(months.owned_by_applicant)
@pytest.mark.parametrize(
    ("share", "points"), [(100, "12.00"), (50, "12.00"), ("49.99", "0.00"), (0, "0.00")]
)
def test_half_of_the_home_is_needed(share: Any, points: str) -> None:
    assert get("own_home", homes=[own("2024-10", share=share)]) == points


@clause(months.owned_by_applicant)
def test_a_home_counts_from_its_registration() -> None:
    assert get("own_home", homes=[own("2020-01", certificate="2024-10")]) == "12.00"


@clause(months.married_long_enough, months.owned_by_spouse, months.owned)
@pytest.mark.parametrize(("since", "points"), [("2023-09-30", "12.00"), ("2023-10-01", "0.00")])
def test_the_spouses_home_counts_after_two_years_of_marriage(since: str, points: str) -> None:
    homes = [own("2024-10", spouses=True)]
    assert get("own_home", homes=homes, marriage={"since": since}) == points
    assert count("owned_by_spouse", homes=homes) == 12


@clause(months.married_long_enough, months.owned)
def test_the_spouses_home_of_somebody_not_married_or_not_known_to_be() -> None:
    homes = [own("2024-10", spouses=True)]
    assert get("own_home", homes=homes, marriage=None) == "0.00"
    assert unstated("own_home", "marriage", homes=homes) == ("0.00", "12.00")
    assert unstated("own_home", "marriage", homes=[own("2024-10")]) == "12.00"


@clause(months.leased, law.rented_home)
def test_a_fifth_of_a_point_for_each_month_of_a_filed_lease() -> None:
    assert get("rented_home", homes=[rent("2025-09")]) == "0.20"
    assert get("rented_home", homes=[rent("2025-01", "2025-07")]) == "1.40"
    assert get("rented_home", homes=[rent("2024-10"), rent("2024-10")]) == "2.40"
    assert get("rented_home", homes=[rent("2024-10", registered=False)]) == "0.00"


@clause(law.rented_home, law.owned_that_scores)
def test_a_month_is_owned_or_rented_never_both() -> None:
    homes = [rent("2024-10"), own("2025-07")]
    assert get("own_home", homes=homes) == "3.00"
    assert get("rented_home", homes=homes) == "1.80"
    sold = [rent("2024-10"), own("2020-10", "2024-12")]
    assert get("own_home", homes=sold) == "0.00"
    assert get("rented_home", homes=sold) == "2.40"


@clause(months.owned_by_applicant, months.owned_by_spouse, months.leased)
def test_homes_elsewhere_do_not_count_and_without_a_place_are_open() -> None:
    homes = [own("2024-10", city="guangzhou"), rent("2024-10", city="guangzhou")]
    assert get("own_home", homes=homes) == "0.00"
    assert get("rented_home", homes=homes) == "0.00"
    document = resident(homes=[own("2024-10")], permits=[])
    del document["city"]
    assert result(CURRENT, 2025, "own_home", document) == ("0.00", "12.00")
    assert get("own_home", homes=[own("2024-10", district="南山")]) == "12.00"


@clause(law.own_home, law.rented_home)
def test_homes_not_stated_are_bounds_without_end_in_sight() -> None:
    low, high = unstated("own_home", "homes")
    assert (low, high) == ("0.00", "1509.00")
    assert unstated("rented_home", "homes")[0] == "0.00"


# ---- insurance


@clause(months.paid, law.insured_months, law.insurance_paid)
def test_three_tenths_of_a_point_for_each_month_of_each_kind() -> None:
    assert get("insurance_paid", insurance=[paid("2025-09", kind="injury")]) == "0.30"
    assert get("insurance_paid", insurance=[paid("2025-09")]) == "1.50"
    assert get("insured_months", insurance=[paid("2025-08")]) == 10
    assert get("insurance_paid", insurance=[]) == "0.00"


@clause(months.paid)
def test_made_up_months_and_gaps_are_left_out() -> None:
    rows = [paid("2024-01", "2024-06"), paid("2024-07", "2024-08", made_up=True), paid("2025-08")]
    assert get("insured_months", insurance=rows) == 8 * 5
    late_and_in_time = [paid("2025-08"), paid("2025-08", made_up=True)]
    assert get("insured_months", insurance=late_and_in_time) == 2 * 5


@clause(months.paid)
def test_insurance_elsewhere_does_not_count_and_months_transferred_in_are_open() -> None:
    assert get("insured_months", insurance=[paid("2025-08", city="guangzhou")]) == 0
    rows = [paid("2025-08"), paid("2025-01", "2025-02", transferred_in=True)]
    assert get("insured_months", insurance=rows) == (10, 20)
    assert get("insured_months", {"transferred_months_count": "true"}, insurance=rows) == 20
    assert get("insured_months", {"transferred_months_count": "false"}, insurance=rows) == 10


@clause(law.insured_months)
def test_somebody_who_no_longer_pays_scores_nothing() -> None:
    assert get("insurance_paid", insurance=[paid("2010-01", "2025-08")]) == "0.00"
    assert get("insurance_paid", insurance=[paid("2010-01", "2025-09")]) == "283.50"


@clause(law.insured_months)
def test_a_kind_no_longer_paid_beside_others_that_are_is_open() -> None:
    rows = [paid("2024-10", kind="pension"), paid("2023-10", "2024-09", kind="injury")]
    assert get("insured_months", insurance=rows) == (12, 24)
    assert get("insured_months", {"each_kind_still_paid": "true"}, insurance=rows) == 12
    assert get("insured_months", {"each_kind_still_paid": "false"}, insurance=rows) == 24


@clause(law.insured_months, law.insurance_paid)
def test_insurance_not_stated_begins_at_nothing() -> None:
    assert unstated("insurance_paid", "insurance")[0] == "0.00"


# ---- merit and misconduct


@clause(law.bravery)
def test_thirty_points_for_each_act_of_bravery() -> None:
    assert get("bravery", commendations=[{"kind": "bravery"}] * 2) == "60.00"
    assert get("bravery", commendations=[{"kind": "city"}, {"kind": "merit_first"}]) == "0.00"
    assert unstated("bravery", "commendations")[0] == "0.00"


@clause(law.negative_list)
def test_two_hundred_points_less_once_for_the_negative_list() -> None:
    twice = records("negative_list", 2020) + records("negative_list", 2021)
    assert get("negative_list", penalties=twice) == "-200.00"
    assert get("negative_list", penalties=records("negative_list", 2026)) == "0.00"
    assert get("negative_list", penalties=records("bad_credit", 2020)) == "0.00"
    assert unstated("negative_list", "penalties") == ("-200.00", "0.00")


@clause(law.drug_records, law.drugs_or_detention)
def test_drugs_at_any_time_cost_three_hundred_points_once() -> None:
    old = records("drugs", 2005)
    assert get("drugs_or_detention", penalties=old + records("drugs", 2006)) == "-300.00"
    assert get("drugs_or_detention", penalties=old, detentions=[{"year": 2024}]) == "-300.00"
    assert get("drug_records", penalties=records("drugs", 2026)) == 0
    assert unstated("drugs_or_detention", "penalties") == ("-300.00", "0.00")


@clause(law.recent_detentions, law.drugs_or_detention)
@pytest.mark.parametrize(
    ("year", "times"), [(2025, (0, 1)), (2024, 1), (2023, 1), (2022, (0, 1)), (2021, 0), (2026, 0)]
)
def test_detentions_of_three_years_count_the_year_of_the_edge_is_open(
    year: int, times: Any
) -> None:
    assert get("recent_detentions", detentions=[{"year": year}]) == times


@clause(law.recent_detentions, law.drugs_or_detention)
def test_detentions_elsewhere_do_not_count() -> None:
    detained = [{"year": 2024, "city": "guangzhou"}]
    assert get("drugs_or_detention", detentions=detained) == "0.00"
    assert unstated("drugs_or_detention", "detentions") == ("-300.00", "0.00")


# ---- the total


@clause(law.total)
def test_the_total_is_the_sum_and_may_be_negative() -> None:
    facts = {
        "homes": [own("2025-07"), rent("2025-01", "2025-06")],
        "insurance": [paid("2025-01")],
        "commendations": [{"kind": "bravery"}],
        "penalties": records("negative_list", 2020) + records("drugs", 2010),
    }
    assert get("total", **facts) == "-452.30"


@clause(law.children_who_may_follow)
def test_minor_children_may_follow() -> None:
    born = ["2007-10-01", "2007-09-30", "2020-02-02"]
    assert get("children_who_may_follow", children=[{"born": day} for day in born]) == 2
    assert get("children_who_may_follow", children=[]) == 0
    assert get("children_who_may_follow", children=[{"born": "2026-01-01"}]) == 0


@pytest.mark.parametrize("cycle", [2021, 2022, 2028])
def test_other_years_are_refused(cycle: int) -> None:
    with pytest.raises(LawError, match="2023 to 2027"):
        CURRENT.at(cycle)


def test_no_tie_rule_and_no_quota_is_invented() -> None:
    question = law.total.question
    assert question is not None
    assert "同分" in question.zh
    assert CURRENT.named(Kind.TIE_KEY) == ()


def test_what_may_be_given_from_outside() -> None:
    assert set(CURRENT.outside) == {
        "cutoff_day", "age_limit_included", "runs_may_be_joined", "transferred_months_count",
        "own_share_required", "marriage_years_required", "each_kind_still_paid",
    }  # fmt: skip
    assert "points_drugs" in TRIAL.outside

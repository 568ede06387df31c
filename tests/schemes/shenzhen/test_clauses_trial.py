"""The trial of 2017 to 2020, clause by clause, with the table of 2019."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.schemes.shenzhen import settlement_2017 as law
from luohu.schemes.shenzhen import settlement_months as months
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, span
from tests.schemes.shenzhen.example import TRIAL, found, hidden, own, records, rent, resident


def get(name: str, given: Any = None, **facts: Any) -> Any:
    return found(TRIAL, name, given, **facts)


def unstated(name: str, fact: str, **facts: Any) -> Any:
    return hidden(TRIAL, name, fact, **facts)


# ---- who may apply


@clause(law.age_allowed)
@pytest.mark.parametrize(
    ("sex", "born", "allowed"),
    [("male", "1964-10-01", True), ("male", "1964-09-30", UNKNOWN), ("male", "1963-09-30", False),
     ("female", "1969-10-01", True), ("female", "1969-09-30", UNKNOWN),
     ("female", "1968-09-30", False)],
)  # fmt: skip
def test_the_ages_are_taken_from_2023(sex: str, born: str, allowed: bool | None) -> None:
    assert get("age_allowed", sex=sex, born=born) is allowed


@clause(law.residence_permit)
def test_a_permit_in_the_last_month() -> None:
    assert get("residence_permit", permits=[span("2019-09", city="shenzhen")]) is True
    assert get("residence_permit", permits=[span("2019-10", city="shenzhen")]) is False
    assert unstated("residence_permit", "permits") is UNKNOWN


@clause(law.five_years_insured)
def test_pension_insurance_alone_counts() -> None:
    assert get("five_years_insured", insurance=[paid("2014-10", kind="pension")]) is True
    assert get("five_years_insured", insurance=[paid("2014-11", kind="pension")]) is False
    assert get("five_years_insured", insurance=[paid("2010-01", kind="medical")]) is False


@clause(law.birth_policy_settled, law.eligible)
def test_whether_the_fee_for_a_breach_was_settled_is_not_known() -> None:
    assert get("birth_policy_settled") is True
    assert get("birth_policy_settled", birth_policy_violation=True) is UNKNOWN
    assert get("eligible", birth_policy_violation=True) is UNKNOWN
    assert unstated("birth_policy_settled", "birth_policy_violation") is UNKNOWN


@clause(law.eligible)
@pytest.mark.parametrize(
    "facts", [{"born": "1955-01-01"}, {"permits": []}, {"homes": []}, {"insurance": []}]
)
def test_each_condition_is_needed(facts: dict[str, Any]) -> None:
    assert get("eligible") is True
    assert get("eligible", **facts) is False


# ---- homes


@clause(law.longest_owned_months, law.points_by_owning)
def test_only_the_home_owned_longest_counts() -> None:
    homes = [own("2018-10"), own("2017-10", "2019-06"), own("2019-01")]
    assert get("longest_owned_months", homes=homes) == 21
    assert get("points_by_owning", homes=homes) == "21.00"
    assert get("points_by_owning", homes=[own("2019-10")]) == "0.00"
    assert unstated("longest_owned_months", "homes")[0] == 0


@clause(law.longest_owned_months)
def test_a_home_held_in_part_is_open() -> None:
    homes = [own("2018-10", share=50)]
    assert get("longest_owned_months", homes=homes) == (0, 12)
    assert get("longest_owned_months", {"own_share_required": "50"}, homes=homes) == 12
    assert get("longest_owned_months", {"own_share_required": "51"}, homes=homes) == 0


@clause(law.longest_owned_months, months.married_long_enough, months.owned_by_spouse)
def test_a_home_in_the_spouses_name_is_open() -> None:
    homes = [own("2018-10", spouses=True)]
    married = {"since": "2019-01-01"}
    assert get("longest_owned_months", homes=homes, marriage=married) == (0, 12)
    given = {"marriage_years_required": "0"}
    assert get("longest_owned_months", given, homes=homes, marriage=married) == 12
    assert get("longest_owned_months", homes=homes, marriage=None) == 0


@clause(law.points_by_owning, months.owns_now)
def test_whether_a_home_must_still_be_owned_is_open() -> None:
    homes = [own("2010-01", "2018-12")]
    assert get("points_by_owning", homes=homes) == ("0.00", "108.00")
    assert get("points_by_owning", {"own_home_at_application": "true"}, homes=homes) == "0.00"
    assert get("points_by_owning", {"own_home_at_application": "false"}, homes=homes) == "108.00"


@clause(law.points_by_renting)
def test_a_fifth_of_a_point_for_a_month_of_a_lease() -> None:
    assert get("points_by_renting", homes=[rent("2019-03")]) == "1.40"
    assert get("points_by_renting", homes=[rent("2019-03"), rent("2019-03")]) == "1.40"


@clause(law.residence)
def test_owning_or_renting_whichever_is_more_never_both() -> None:
    assert get("residence", homes=[own("2018-10"), rent("2010-01", "2018-09")]) == "21.00"
    assert get("residence", homes=[own("2017-10"), rent("2010-01", "2017-09")]) == "24.00"


# ---- insurance, deductions


@clause(law.pension_paid, months.paid)
def test_a_point_and_a_half_for_a_month_of_pension() -> None:
    assert get("pension_paid", insurance=[paid("2019-07")]) == "4.50"
    assert get("pension_paid", insurance=[paid("2019-07", kind="medical")]) == "0.00"
    assert get("pension_paid", insurance=[paid("2010-01", "2019-08")]) == "0.00"
    rows = [paid("2019-09"), paid("2018-01", "2018-12", made_up=True)]
    assert get("pension_paid", insurance=rows) == "1.50"
    assert unstated("pension_paid", "insurance")[0] == "0.00"


@clause(law.points_per_credit_record, law.credit)
def test_a_bad_credit_record_costs_between_15_and_100() -> None:
    assert get("points_per_credit_record") == ("15.00", "100.00")
    assert get("credit", penalties=records("bad_credit", 2018)) == ("-100.00", "-15.00")
    assert get("credit", penalties=records("bad_credit", 2018) * 2) == ("-200.00", "-30.00")
    assert get("credit", penalties=records("bad_credit", 2020)) == "0.00"
    assert get("credit") == "0.00"
    assert unstated("credit", "penalties")[1] == "0.00"


@clause(law.crime)
def test_a_crime_costs_two_hundred() -> None:
    assert get("crime") == "0.00"
    assert get("crime", criminal_record=True) == "-200.00"
    assert unstated("crime", "criminal_record") == ("-200.00", "0.00")


@clause(law.drugs)
def test_what_drugs_cost_was_not_seen() -> None:
    low, high = get("drugs", penalties=records("drugs", 2018))
    assert high == "0.00"
    assert low.startswith("-10000")
    given = {"points_drugs": "300"}
    assert get("drugs", given, penalties=records("drugs", 2018)) == "-300.00"
    assert get("drugs") == "0.00"


@clause(law.total)
def test_the_total_of_the_trial() -> None:
    facts = {"homes": [own("2018-10")], "insurance": [paid("2018-10")], "criminal_record": True}
    assert get("total", **facts) == "-170.00"
    owing = facts | {"penalties": records("bad_credit", 2017)}
    assert get("total", **owing) == ("-270.00", "-185.00")


@pytest.mark.parametrize("cycle", [2017, 2018, 2019, 2020])
def test_every_round_of_the_trial_runs(cycle: int) -> None:
    document = resident(homes=[own(f"{cycle - 5}-10")], insurance=[paid(f"{cycle - 5}-10")])
    assert result(TRIAL, cycle, "eligible", document) is True
    assert result(TRIAL, cycle, "total", document) == "150.00"


def test_no_tie_rule_is_invented_and_other_years_are_refused() -> None:
    assert TRIAL.named(Kind.TIE_KEY) == ()
    with pytest.raises(LawError, match="2017 to 2020"):
        TRIAL.at(2021)

"""The talent points up to February 2020, clause by clause."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError, Standing
from luohu.schemes.shenzhen import talent_background_2013 as background
from luohu.schemes.shenzhen import talent_points_2013 as law
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, span, studied
from tests.schemes.shenzhen.example import POINTS, certified, found, hidden, records

FULL: dict[str, Any] = {"full_time": True}
PART: dict[str, Any] = {"full_time": False}
OPEN = "10000000000.00"
AT_38 = "1981-06-15"


def get(name: str, given: Any = None, **facts: Any) -> Any:
    return found(POINTS, name, given, **{"born": AT_38} | facts)


def unstated(name: str, fact: str, **facts: Any) -> Any:
    return hidden(POINTS, name, fact, **facts)


# ---- diploma, skill, title


@clause(background.diploma_points)
@pytest.mark.parametrize(
    ("row", "points"),
    [(studied("2005-07", "associate", **FULL), "70.00"),
     (studied("2005-07", "associate", **PART), "60.00"),
     (studied("2005-07", "bachelor", **PART), "80.00"),
     (studied("2005-07", "secondary", **FULL), "0.00"),
     (studied("2005-07", None, "bachelor"), "0.00"),
     (studied("2005-07", "associate"), ("60.00", "70.00")),
     (studied("2020-01", "bachelor", **PART), "0.00")],
)  # fmt: skip
def test_points_for_a_diploma(row: Any, points: Any) -> None:
    assert get("diploma_points", education=[row]) == points


@clause(background.diploma_points)
def test_only_the_highest_diploma_counts() -> None:
    rows = [studied("2003-07", "associate", **FULL), studied("2010-07", "bachelor", **PART)]
    assert get("diploma_points", education=rows) == "80.00"
    assert get("diploma_points", education=[]) == "0.00"
    assert unstated("diploma_points", "education") == ("0.00", OPEN)


@clause(background.completed_years, background.diploma_points)
def test_what_could_be_approved_directly_has_points_that_were_not_seen() -> None:
    bachelor = [studied("2005-07", "bachelor", **FULL)]
    assert get("diploma_points", education=bachelor) == ("0.00", OPEN)
    assert get("diploma_points", {"points_not_seen": "90"}, education=bachelor) == "90.00"
    associate = [studied("2005-07", "associate", **FULL)]
    assert get("diploma_points", born="1984-12-31", education=associate) == "70.00"
    assert get("diploma_points", born="1985-01-01", education=associate) == ("0.00", OPEN)
    assert get("completed_years", born="1984-12-31") == 35


@clause(background.skill_points)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("skill_5", "0.00"), ("skill_4", "40.00"), ("skill_3", "70.00"), ("skill_2", "90.00"),
     ("skill_1", "100.00"), ("lawyer", "0.00"), ("title_junior", "0.00")],
)  # fmt: skip
def test_points_for_a_skill_in_the_catalogue(kind: str, points: str) -> None:
    assert get("skill_points", certificates=[certified(kind, listed=True)]) == points
    assert get("skill_points", certificates=[certified(kind, listed=False)]) == "0.00"


@clause(background.skill_points)
def test_the_highest_skill_counts_and_the_catalogue_may_not_be_stated() -> None:
    rows = [certified("skill_4", listed=True), certified("skill_2", listed=True)]
    assert get("skill_points", certificates=rows) == "90.00"
    assert get("skill_points", certificates=[certified("skill_3")]) == ("0.00", "70.00")
    later = [certified("skill_1", listed=True, obtained="2020-01")]
    assert get("skill_points", certificates=later) == "0.00"
    assert unstated("skill_points", "certificates") == ("0.00", "100.00")


@clause(background.skill_points)
def test_a_skill_without_a_month_is_open() -> None:
    undated = [certified("skill_2", None, listed=True)]
    assert get("skill_points", certificates=undated) == ("0.00", "90.00")
    assert get("skill_points", certificates=[certified("skill_2", None, listed=False)]) == "0.00"
    dated = certified("skill_4", "2019-12", listed=True)
    assert get("skill_points", certificates=[*undated, dated]) == ("40.00", "90.00")


@clause(background.title_points)
def test_a_title_without_a_month_is_open() -> None:
    facts: dict[str, Any] = {"education": [studied("2005-07", "bachelor", **PART)]}
    for title, points in (
        (certified("title_junior", None), ("0.00", "90.00")),
        (certified("title_junior", "2019-12"), "90.00"),
        (certified("title_junior", "2020-01"), "0.00"),
    ):
        assert get("title_points", certificates=[title], **facts) == points


@clause(background.title_points, background.associate_or_higher, background.bachelor_or_higher)
@pytest.mark.parametrize(
    ("diploma", "points"), [("associate", "80.00"), ("bachelor", "90.00"), ("secondary", "0.00")]
)
def test_a_junior_title_with_a_diploma(diploma: str, points: str) -> None:
    facts = {
        "education": [studied("2005-07", diploma, **PART)],
        "certificates": [certified("title_junior")],
    }
    assert get("title_points", **facts) == points
    assert get("associate_or_higher", **facts) is (diploma != "secondary")
    assert get("bachelor_or_higher", **facts) is (diploma == "bachelor")


@clause(background.title_points)
def test_a_mid_level_title_has_points_that_were_not_seen() -> None:
    assert get("title_points", certificates=[certified("title_mid")]) == ("0.00", OPEN)
    assert get("title_points", certificates=[certified("skill_1")]) == "0.00"
    assert unstated("title_points", "certificates") == ("0.00", OPEN)


@clause(background.associate_or_higher, background.bachelor_or_higher)
def test_diplomas_not_stated() -> None:
    assert unstated("associate_or_higher", "education") is UNKNOWN
    assert unstated("bachelor_or_higher", "education") is UNKNOWN


@clause(background.pair_points, background.qualification)
@pytest.mark.parametrize("how", [FULL, PART])
def test_an_associate_with_level_3_has_eighty_together(how: dict[str, Any]) -> None:
    facts = {
        "education": [studied("2005-07", "associate", **how)],
        "certificates": [certified("skill_3", listed=True)],
    }
    assert get("pair_points", **facts) == "80.00"
    assert get("qualification", **facts) == "80.00"


@clause(background.pair_points, background.qualification)
def test_whether_another_diploma_and_skill_add_up_is_open() -> None:
    facts = {
        "education": [studied("2005-07", "bachelor", **PART)],
        "certificates": [certified("skill_3", listed=True)],
    }
    assert get("pair_points", **facts) == "0.00"
    assert get("qualification", **facts) == ("80.00", "150.00")
    assert get("qualification", {"diploma_and_skill_add_up": "true"}, **facts) == "150.00"
    assert get("qualification", {"diploma_and_skill_add_up": "false"}, **facts) == "80.00"


@clause(background.qualification)
def test_one_thing_alone_is_not_open() -> None:
    assert get("qualification", certificates=[certified("skill_2", listed=True)]) == "90.00"
    bachelor = [studied("2005-07", "bachelor", **PART)]
    assert get("qualification", education=bachelor) == "80.00"
    titled = {"education": bachelor, "certificates": [certified("title_junior")]}
    assert get("qualification", **titled) == "90.00"


# ---- age, insurance


@clause(law.age, background.completed_years)
@pytest.mark.parametrize(
    ("age", "points"),
    [(18, "5.00"), (34, "5.00"), (35, "0.00"), (40, "0.00"), (41, "-2.00"), (42, "-4.00"),
     (43, "-6.00"), (44, "-8.00")],
)  # fmt: skip
def test_points_for_age(age: int, points: str) -> None:
    assert get("age", born=f"{2019 - age}-12-31") == points
    assert get("completed_years", born=f"{2019 - age}-12-31") == age


@clause(law.age)
def test_an_age_not_stated() -> None:
    assert unstated("age", "born") == (f"-{OPEN}", "5.00")


@clause(law.age)
@pytest.mark.parametrize("age", [17, 45, 46, 60])
def test_ages_outside_the_table_are_open(age: int) -> None:
    born = f"{2019 - age}-12-31"
    assert get("age", born=born) == (f"-{OPEN}", "5.00")
    assert get("age", {"age_points_not_listed": "-10"}, born=born) == "-10.00"
    assert "45周岁" in str(law.age.question)


@clause(law.paid, law.insurance_paid)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([paid("2017-01")], "21.00"), ([paid("2017-02")], "14.00"), ([], "0.00"),
     ([paid("2017-01", kind="pension")], "9.00"), ([paid("2017-01", kind="medical")], "3.00"),
     ([paid("2010-01")], "30.00"), ([paid("2015-01")], "30.00"), ([paid("2016-01")], "28.00"),
     ([paid("2018-01", "2018-06"), paid("2019-01", "2019-06")], "7.00")],
)  # fmt: skip
def test_seven_points_a_full_year_of_all_five_at_most_thirty(rows: Any, points: str) -> None:
    assert get("insurance_paid", insurance=rows) == points


@clause(law.paid, law.insurance_paid)
def test_made_up_and_transferred_months_are_open() -> None:
    made_up = [paid("2018-01", "2018-12", made_up=True)]
    assert get("insurance_paid", insurance=made_up) == ("0.00", "7.00")
    assert get("insurance_paid", {"made_up_months_count": "true"}, insurance=made_up) == "7.00"
    moved = [paid("2018-01", "2018-12", transferred_in=True)]
    assert get("insurance_paid", {"transferred_months_count": "false"}, insurance=moved) == "0.00"
    assert get("insurance_paid", insurance=[paid("2010-01", city="guangzhou")]) == "0.00"
    assert unstated("insurance_paid", "insurance") == ("0.00", "30.00")


# ---- patents, tax, good deeds, the employer


def patent(kind: str, inventors: int, granted: str = "2018-05-01") -> dict[str, Any]:
    return {"kind": kind, "inventors": inventors, "granted": granted}


@clause(law.patents_held)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([patent("invention", 1)], "50.00"), ([patent("utility", 1)], "10.00"), ([], "0.00"),
     ([patent("invention", 2)], ("16.67", "25.00")), ([patent("utility", 4)], ("2.00", "2.50")),
     ([patent("invention", 28)], ("0.00", "1.79")), ([patent("invention", 27)], ("1.79", "1.85")),
     ([patent("invention", 1, "2020-01-01")], "0.00"),
     ([patent("invention", 1), patent("utility", 1)], "60.00")],
)  # fmt: skip
def test_patents_whole_or_shared(rows: Any, points: Any) -> None:
    assert get("patents_held", patents=rows) == points


@clause(law.patents_held)
def test_what_n_counts_may_be_given_and_shares_are_rounded_once() -> None:
    three = [patent("invention", 2)] * 3
    assert get("patents_held", {"sharers_include_applicant": "true"}, patents=three) == "50.00"
    assert get("patents_held", {"sharers_include_applicant": "false"}, patents=three) == "75.00"
    assert unstated("patents_held", "patents") == ("0.00", OPEN)


@clause(law.tax_of_three_years, law.tax)
@pytest.mark.parametrize(
    ("yuan", "points"),
    [(40_000, "30.00"), (52_999, "30.00"), (53_000, "40.00"), (66_000, "50.00"), (78_000, "60.00"),
     (90_000, "70.00"), (99_999, "70.00"), (100_000, ("70.00", "100.00")),
     (147_000, ("70.00", "100.00")), (147_001, "100.00")],
)  # fmt: skip
def test_tax_of_three_years_by_bracket(yuan: int, points: Any) -> None:
    rows = [{"year": 2016, "paid": yuan - 30_000}, {"year": 2018, "paid": 30_000}]
    assert get("tax_of_three_years", tax=rows) == yuan
    assert get("tax", tax=rows) == points


@clause(law.tax)
@pytest.mark.parametrize("yuan", [1, 9, 39_999])
def test_the_table_begins_at_40_000_yuan_and_less_is_open(yuan: int) -> None:
    assert get("tax", tax=[{"year": 2018, "paid": yuan}]) == ("0.00", "30.00")
    assert "4万元" in str(law.tax.question)


@clause(law.tax)
def test_no_tax_gives_nothing() -> None:
    assert get("tax", tax=[]) == "0.00"
    assert get("tax", tax=[{"year": 2018, "paid": 0}]) == "0.00"


@clause(law.tax_of_three_years)
def test_tax_of_other_years_and_places() -> None:
    assert (
        get("tax_of_three_years", tax=[{"year": 2015, "paid": 9}, {"year": 2019, "paid": 9}]) == 0
    )
    assert get("tax_of_three_years", tax=[{"year": 2017, "paid": 9, "city": "beijing"}]) == (0, 9)
    assert unstated("tax", "tax") == ("0.00", "100.00")


@clause(law.donations, law.total)
def test_donations_have_no_fact_and_are_open_from_0_to_3() -> None:
    skill = [certified("skill_2", listed=True)]
    assert get("donations") == ("0.00", "3.00")
    assert get("donations", {"donation_points": "2"}) == "2.00"
    assert get("total", certificates=skill, insurance=[]) == ("90.00", "93.00")
    assert get("total", {"donation_points": "2"}, certificates=skill, insurance=[]) == "92.00"


@clause(law.blood)
def test_two_points_a_donation_at_most_five() -> None:
    assert get("blood", blood_donations=[{"on": "2018-01-01"}]) == "2.00"
    assert get("blood", blood_donations=[{"on": "2018-01-01"}] * 3) == "5.00"
    assert get("blood", blood_donations=[{"on": "2020-01-01"}]) == "0.00"
    assert get("blood", blood_donations=[{"on": "2018-01-01", "city": "beijing"}]) == (
        "0.00",
        "2.00",
    )
    assert unstated("blood", "blood_donations") == ("0.00", "5.00")


@clause(law.volunteer)
def test_a_point_for_fifty_hours_up_to_a_limit_not_seen() -> None:
    rows = [{"on": "2018-01-01", "hours": 60}, {"on": "2019-01-01", "hours": 45}]
    assert get("volunteer", volunteering=rows) == ("0.00", "2.00")
    assert get("volunteer", {"volunteering_limit": "10"}, volunteering=rows) == "2.00"
    assert get("volunteer", {"volunteering_limit": "1"}, volunteering=rows) == "1.00"
    assert get("volunteer", volunteering=rows[1:]) == "0.00"
    assert unstated("volunteer", "volunteering") == ("0.00", OPEN)


@clause(law.employer)
def test_ten_points_after_24_months_with_the_employer() -> None:
    assert get("employer", jobs=[span("2018-01", kind="employed")]) == "10.00"
    assert get("employer", jobs=[span("2018-02", kind="employed")]) == "0.00"
    assert get("employer", jobs=[span("2010-01", "2019-11", kind="employed")]) == "0.00"
    assert get("employer", jobs=[span("2010-01", kind="own_business")]) == "0.00"
    two = [span("2017-01", "2018-12", kind="employed"), span("2019-01", kind="employed")]
    assert get("employer", jobs=two) == "0.00"
    assert unstated("employer", "jobs") == ("0.00", "10.00")


@clause(law.deductions)
@pytest.mark.parametrize(
    "record",
    [{"criminal_record": True}, {"birth_policy_violation": True}, {"detentions": [{"year": 2015}]},
     {"penalties": records("bad_credit", 2015)}, {"tax_violations": [{"year": 2015}]},
     {"false_material": 2015}, {"tax_violations": [{"year": 2019}]}, {"false_material": 2019},
     {"penalties": records("bad_credit", 2019)}, {"detentions": [{"year": 2019}]}],
)  # fmt: skip
def test_what_a_bad_record_costs_was_not_seen(record: dict[str, Any]) -> None:
    assert get("deductions") == "0.00"
    assert get("deductions", **record) == (f"-{OPEN}", "0.00")
    assert get("deductions", {"points_deducted": "20"}, **record) == "-20.00"
    assert unstated("deductions", "penalties") == (f"-{OPEN}", "0.00")
    assert unstated("deductions", "tax_violations") == (f"-{OPEN}", "0.00")


@clause(law.deductions)
@pytest.mark.parametrize(
    "record",
    [{"detentions": [{"year": 2020}]}, {"penalties": records("bad_credit", 2020)},
     {"tax_violations": [{"year": 2020}]}, {"false_material": 2020}],
)  # fmt: skip
def test_a_record_of_a_later_year_costs_nothing(record: dict[str, Any]) -> None:
    assert get("deductions", **record) == "0.00"


# ---- the threshold


@clause(law.total, law.enough_points, law.eligible)
def test_a_hundred_points_are_enough() -> None:
    given = {"donation_points": "0"}
    facts = {"certificates": [certified("skill_2", listed=True)], "insurance": []}
    assert get("total", given, **facts) == "90.00"
    assert get("enough_points", **facts) is False
    facts |= {"jobs": [span("2010-01", kind="employed")]}
    assert get("total", given, **facts) == "100.00"
    assert get("enough_points", **facts) is True
    assert get("eligible", **facts) is True
    assert get("eligible", born="1970-01-01", **facts) is False


@clause(law.age_allowed)
@pytest.mark.parametrize(("age", "allowed"), [(44, True), (45, UNKNOWN), (46, False)])
def test_up_to_45_open_at_45(age: int, allowed: bool | None) -> None:
    assert get("age_allowed", born=f"{2019 - age}-06-15") is allowed
    if age == 45:
        given = {"age_limit_included": "true"}
        assert get("age_allowed", given, born=f"{2019 - age}-06-15") is True


def test_all_is_quoted_but_tax_donations_blood_service_and_deductions() -> None:
    values = {
        name: {value.standing for value in one.values} for name, one in POINTS.parameters.items()
    }
    weak = {name for name, found in values.items() if found == {Standing.UNVERIFIED}}
    assert weak == {
        "tax_years",
        "tax_points_at_least",
        "tax_points_at_most",
        "points_per_donation",
        "blood_limit",
        "points_per_fifty_hours",
    }
    unknown = {name for name, found in values.items() if found == {Standing.UNKNOWN}}
    assert all(values[name] == {Standing.QUOTED} for name in values.keys() - weak - unknown)
    rules = {name for name, rule in POINTS.rules.items() if rule.standing is Standing.UNVERIFIED}
    assert rules == {"tax_of_three_years", "tax", "donations", "blood", "volunteer", "deductions"}
    others = {rule.standing for name, rule in POINTS.rules.items() if name not in rules}
    assert others == {Standing.QUOTED}


@pytest.mark.parametrize("cycle", [2017, 2020, 2026])
def test_it_is_closed(cycle: int) -> None:
    with pytest.raises(LawError, match="2018 to 2019"):
        POINTS.at(cycle)

"""The table of 2018: titles, insurance with its second step, home and area, records and deductions."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.points import points
from tests.clauses import clause
from tests.schemes.cases import paid, span, studied
from tests.schemes.tianjin.example import (
    MIDDLE,
    NO_LIMIT,
    OLD,
    OLD_RULES,
    OPEN,
    UNKNOWN,
    found,
    months_paid,
    own,
    result,
    without,
)

law = OLD_RULES
YOUNG = "1990-06-15"

# ---- age, education, titles


@clause(law.age)
@pytest.mark.parametrize(
    ("born", "points"),
    [
        ("1982-01-01", "20.00"),
        ("1981-12-31", "10.00"),
        ("1972-01-01", "10.00"),
        ("1971-12-31", "0.00"),
    ],
)
def test_age_in_2018(born: str, points: str) -> None:
    assert found("age", 2018, born=born) == points


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "points"),
    [("secondary", "0.00"), ("associate", "30.00"), ("bachelor", "40.00"), ("doctor", "40.00")],
)
def test_education_in_2018(diploma: str, points: str) -> None:
    assert found("education", 2018, education=[studied("2008-07", diploma)]) == points


def certificate(kind: str, obtained: str | None = "2015-06") -> dict[str, Any]:
    return {"kind": kind, "obtained": obtained}


@clause(law.title)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("title_senior", "50.00"), ("title_associate_senior", "50.00"), ("title_mid", "40.00"),
     ("title_junior", "20.00"), ("skill_1", "30.00"), ("skill_2", "25.00"), ("skill_3", "20.00"),
     ("skill_4", "15.00"), ("skill_5", "5.00"), ("accountant", ("0.00", "50.00"))],
)  # fmt: skip
def test_titles_and_skills_in_2018(kind: str, points: Any) -> None:
    assert found("title", 2018, certificates=[certificate(kind)]) == points


@clause(law.title)
def test_the_best_certificate_by_the_cutoff_counts() -> None:
    assert (
        found("title", 2018, certificates=[certificate("skill_3"), certificate("title_mid")])
        == "40.00"
    )
    assert found("title", 2018, certificates=[certificate("title_mid", "2018-01")]) == "0.00"
    assert found("title", 2018, certificates=[certificate("title_mid", None)]) == ("0.00", "40.00")
    assert result("title", 2018, without("certificates")) == ("0.00", "50.00")


# ---- social insurance


@clause(law.social_insurance)
@pytest.mark.parametrize(
    ("kind", "months", "points"),
    [("all", 12, "12.00"), ("all", 61, "61.50"), ("pension", 60, "20.00"), ("pension", 72, "26.00"),
     ("medical", 60, "10.00"), ("medical", 72, "13.00"), ("all", 1, "1.00")],
)  # fmt: skip
def test_insurance_by_kind_in_2018(kind: str, months: int, points: str) -> None:
    assert found("social_insurance", 2018, insurance=months_paid(months, 2018, kind=kind)) == points


LATE = [paid("2016-01", "2016-12", made_up=True), paid("2017-01", "2017-12")]


@clause(law.back_payments_count, law.insured)
@pytest.mark.parametrize(
    ("facts", "points"),
    [({}, "12.00"), ({"education": [studied("2012-07", "associate")]}, "12.00"),
     ({"education": [studied("2012-07", "bachelor")]}, "24.00"),
     ({"education": [studied("2012-07", None, "bachelor")]}, ("12.00", "24.00")),
     ({"certificates": [certificate("title_mid")]}, "24.00"),
     ({"certificates": [certificate("title_junior")]}, "12.00"),
     ({"certificates": [certificate("skill_2")]}, "24.00"),
     ({"certificates": [certificate("skill_3")]}, "12.00"),
     ({"certificates": [certificate("accountant")]}, ("12.00", "24.00")),
     ({"certificates": [certificate("lawyer")]}, ("12.00", "24.00")),
     ({"certificates": [certificate("listed_qualification")]}, ("12.00", "24.00"))],
)  # fmt: skip
def test_back_payments_count_for_the_young_and_educated(facts: dict[str, Any], points: Any) -> None:
    assert found("social_insurance", 2018, born=YOUNG, insurance=LATE, **facts) == points


@clause(law.back_payments_count)
@pytest.mark.parametrize(("born", "counts"), [("1982-01-01", True), ("1981-12-31", False)])
def test_back_payments_count_up_to_35(born: str, counts: bool) -> None:
    degree = [studied("2005-07", "bachelor")]
    assert found("back_payments_count", 2018, born=born, education=degree) is counts
    assert result("back_payments_count", 2018, without("education", born=born)) is (
        UNKNOWN if counts else False
    )


@clause(law.insured)
@pytest.mark.parametrize("flag", ["flexible", "transferred_in"])
def test_flexible_and_transferred_months_are_open_in_2018(flag: str) -> None:
    insurance = [paid("2016-01", "2016-12") | {flag: True}, paid("2017-01", "2017-12")]
    assert found("social_insurance", 2018, insurance=insurance) == ("12.00", "24.00")


@clause(law.insured)
@pytest.mark.parametrize("flag", ["made_up", "flexible", "transferred_in"])
def test_months_elsewhere_count_in_no_way(flag: str) -> None:
    degree = [studied("2012-07", "bachelor")]
    elsewhere = [paid("2012-01", "2017-12", city="beijing") | {flag: True}]
    facts: dict[str, Any] = {"born": YOUNG, "education": degree}
    assert found("social_insurance", 2018, insurance=elsewhere, **facts) == "0.00"
    here = [paid("2012-01", "2017-12", made_up=True)]
    assert found("social_insurance", 2018, insurance=here, **facts) == "78.00"


@clause(law.fund)
def test_two_points_a_year_of_fund_in_2018() -> None:
    assert found("fund", 2018, housing_fund=[span("2010-01", "2017-12")]) == "16.00"


# ---- home, area, occupation


@clause(law.home, law.area)
@pytest.mark.parametrize(
    ("district", "points"), [("滨海新区", "20.00"), ("和平", "15.00"), ("蓟州", "15.00")]
)
def test_an_own_home_is_40_and_its_area_20_or_15(district: str, points: str) -> None:
    homes = [own("2016-01", None, district)]
    assert found("home", 2018, homes=homes) == "40.00"
    assert found("area", 2018, homes=homes) == points
    assert found("area", 2018, homes=[*homes, own("2016-01", None, "河西")]) == points


@clause(law.home, law.area)
def test_without_an_own_home_a_place_to_register_leaves_both_open() -> None:
    assert found("home", 2018) == ("0.00", "40.00")
    assert found("area", 2018) == ("0.00", "20.00")
    assert found("home", 2018, place_to_register=False) == "0.00"
    assert found("area", 2018, place_to_register=False) == "0.00"
    sold = [own("2010-01", "2017-11")]
    assert found("home", 2018, homes=sold, place_to_register=False) == "0.00"
    assert result("area", 2018, without("homes")) == ("0.00", "20.00")


@clause(law.home, law.area)
@pytest.mark.parametrize(
    ("details", "home", "area"),
    [({"bought": "2017-12-05"}, "40.00", "15.00"), ({"bought": "2020-05-05"}, "0.00", "0.00"),
     ({"certificate": "2017-12"}, "40.00", "15.00"),
     ({"certificate": "2018-03"}, ("0.00", "40.00"), ("0.00", "15.00"))],
)  # fmt: skip
def test_a_home_counts_once_bought_and_is_open_before_its_certificate(
    details: dict[str, Any], home: Any, area: Any
) -> None:
    homes = [own("2015-01", **details)]
    assert found("home", 2018, homes=homes, place_to_register=False) == home
    assert found("area", 2018, homes=homes, place_to_register=False) == area


@clause(law.occupation)
@pytest.mark.parametrize(
    ("shortage", "points"), [("very_short", "30.00"), ("short", "20.00"), ("general", "10.00")]
)
def test_occupation_in_2018(shortage: str, points: str) -> None:
    assert (
        found("occupation", 2018, jobs=[span("2014-01", kind="employed", shortage=shortage)])
        == points
    )


# ---- marriage, tax, patents, honours: 2018 to 2021


def married(months: int, city: str = "tianjin") -> dict[str, Any]:
    return {"since": "2015-05-01", "spouse_household": "elsewhere", "spouse_city": city,
            "spouse_insured_months": months}  # fmt: skip


@clause(law.marriage)
@pytest.mark.parametrize("cycle", [2018, 2021])
def test_marriage_until_2021(cycle: int) -> None:
    assert found("marriage", cycle, marriage=married(24)) == "20.00"
    assert found("marriage", cycle, marriage=married(12)) == ("0.00", "20.00")
    assert (
        found("marriage", cycle, {"spouse_months_required": "12"}, marriage=married(12)) == "20.00"
    )
    assert found("marriage", cycle, marriage=married(24, "beijing")) == "0.00"
    assert found("marriage", cycle) == "0.00"


@clause(law.tax, law.patent, law.honour)
@pytest.mark.parametrize(
    ("name", "facts"),
    [("tax", {"tax": [{"year": 2016, "paid": 100000}]}),
     ("tax", {"enterprise_tax": [{"year": 2016, "paid": 100000, "share": 50}]}),
     ("patent", {"patents": [{"kind": "invention", "granted": "2016-01-01", "inventors": 1}]}),
     ("honour", {"honours": ["model_worker"]}),
     ("honour", {"commendations": [{"kind": "merit_third"}]})],
)  # fmt: skip
def test_indicators_without_known_points_are_open_for_those_with_a_record(
    name: str, facts: dict[str, Any]
) -> None:
    for cycle in (2018, 2021):
        assert found(name, cycle) == "0.00"
        assert found(name, cycle, **facts) == OPEN
        assert found(name, cycle, {f"{name}_points": "20"}, **facts) == "20.00"


@clause(law.tax)
def test_tax_paid_elsewhere_is_none() -> None:
    assert found("tax", 2018, tax=[{"year": 2016, "paid": 100000, "city": "beijing"}]) == "0.00"


# ---- deductions


@clause(law.false_data_records, law.false_data)
@pytest.mark.parametrize(
    ("year", "points"),
    [(2016, "-30.00"), (2010, ("-30.00", "0.00")), (2018, ("-30.00", "0.00")), (2019, "0.00")],
)
def test_thirty_points_less_for_false_data(year: int, points: Any) -> None:
    assert (
        found("false_data", 2018, penalties=[{"kind": "forged_application", "year": year}])
        == points
    )
    assert found("false_data", 2018, false_material=year) == points


@clause(law.false_data)
def test_each_record_of_false_data_counts_and_the_same_one_only_once() -> None:
    forged = {"kind": "forged_application", "year": 2016}
    assert found("false_data_records", 2018, penalties=[forged, forged], false_material=2016) == 2
    assert found("false_data", 2018, penalties=[forged, forged]) == "-60.00"


@clause(law.false_data_records, law.false_data)
def test_false_data_elsewhere_are_none_and_in_an_unnamed_city_open() -> None:
    forged = [{"kind": "forged_application", "year": 2016, "city": "hebei"}]
    assert found("false_data", 2018, penalties=forged) == "0.00"
    assert found("false_data", 2018, penalties=forged, false_material=2016) == ("-30.00", "0.00")
    nowhere = without("city", penalties=[{"kind": "forged_application", "year": 2016}], permits=[])
    assert result("false_data", 2018, nowhere) == ("-30.00", "0.00")


@clause(law.false_data_records, law.false_data)
def test_false_data_of_two_years_may_be_two_records() -> None:
    forged = [{"kind": "forged_application", "year": 2016}]
    assert found("false_data_records", 2018, penalties=forged, false_material=2014) == (1, 2)
    assert found("false_data", 2018, penalties=forged, false_material=2014) == ("-60.00", "-30.00")
    assert found("false_data", 2018, penalties=forged, false_material=2016) == "-30.00"


@clause(law.criminal_punishments, law.crime)
def test_every_sentence_up_to_the_cutoff_loses_points() -> None:
    sentences = [
        {"punished": day, "ended": None} for day in ("2012-01-01", "2014-05-01", "2018-01-01")
    ]
    facts: dict[str, Any] = {"criminal_record": True, "convictions": sentences}
    assert found("criminal_punishments", 2018, **facts) == 2
    for cycle, lost in ((2018, "-100.00"), (2020, "-150.00")):
        assert found("crime", cycle, {"crime_points": "50"}, **facts) == lost


@clause(law.criminal_punishments, law.crime)
def test_a_criminal_record_without_sentences_listed_is_open() -> None:
    low, high = found("crime", 2018, {"crime_points": "50"}, criminal_record=True)
    assert (points(low) < points("-1000"), high) == (True, "0.00")
    assert found("criminal_punishments", 2018, criminal_record=False) == 0


@clause(law.credit, law.crime)
def test_bad_credit_and_crime_are_open_for_those_with_a_record() -> None:
    assert found("credit", 2018, penalties=[{"kind": "bad_credit", "year": 2017}]) == (
        "-30.00",
        "0.00",
    )
    assert found("credit", 2018) == "0.00"
    sentence = {"punished": "2012-01-01", "ended": "2013-01-01"}
    facts: dict[str, Any] = {"criminal_record": True, "convictions": [sentence]}
    assert found("crime", 2018, **facts) == (f"-{NO_LIMIT}", "0.00")
    assert found("crime", 2018) == "0.00"


# ---- the total, the cycles


@clause(law.total)
def test_the_total_of_2018() -> None:
    facts: dict[str, Any] = {
        "born": YOUNG,
        "insurance": months_paid(72, 2018),
        "homes": [own("2016-01", None, "滨海新区")],
        "endorsements": [{"city": "tianjin", "year": 2017}],
        "housing_fund": [span("2017-01", "2017-12")],
        "education": [studied("2012-07", "bachelor")],
        "certificates": [certificate("skill_5")],
        "jobs": [span("2014-01", kind="employed", shortage="general")],
        "marriage": married(30),
        "penalties": [{"kind": "forged_application", "year": 2016}],
    }
    scores = {name: found(name, 2018, **facts) for name in OLD.indicators}
    assert scores == {
        "age": "20.00", "education": "40.00", "title": "5.00", "social_insurance": "78.00",
        "fund": "2.00", "home": "40.00", "endorsement": "6.00", "occupation": "10.00",
        "area": "20.00", "tax": "0.00", "marriage": "20.00", "patent": "0.00", "honour": "0.00",
        "false_data": "-30.00", "credit": "0.00", "crime": "0.00",
    }  # fmt: skip
    assert found("total", 2018, **facts) == "211.00"
    assert found("eligible", 2018, **facts) is True


def test_the_versions_follow_each_other_without_gap() -> None:
    assert (OLD.cycles, MIDDLE.cycles) == ((2018, 2019), (2020, 2021))

"""The three layers and their indicators."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.schemes.ningbo import calendars, city_indicators, district_indicators
from luohu.schemes.ningbo import provincial_indicators as provincial
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, Row, home, paid, studied
from tests.schemes.ningbo.example import (
    FENGHUA,
    MAY,
    NO_OTHERS,
    certificate,
    found,
    job,
    rent,
    without,
)

CITY_AT_MOST = ("0.00", "120.00")
DISTRICT_AT_MOST = ("0.00", "50.00")

# ---- when


@clause(calendars.score_month)
def test_the_month_of_the_score_is_that_of_its_day() -> None:
    assert found("score_month") == 2022 * 12 + 4
    assert found("score_month", given=None) == (2022 * 12, 2022 * 12 + 7)


# ---- provincial


@clause(provincial.completed_years, provincial.age)
@pytest.mark.parametrize(
    ("born", "years", "gained"),
    [("1982-05-31", 40, "20.00"), ("1981-06-01", 40, "20.00"), ("1981-05-31", 41, "19.00"),
     ("1968-05-31", 54, "6.00"), ("1967-05-31", 55, "5.00"), ("1961-06-01", 60, "5.00"),
     ("1961-05-31", 61, "0.00")],
)  # fmt: skip
def test_age_on_the_day_of_the_score(born: str, years: int, gained: str) -> None:
    assert found("completed_years", born=born) == years
    assert found("age", born=born) == gained


@clause(provincial.age)
def test_while_the_day_is_not_known_a_birthday_before_september_is_open() -> None:
    assert found("age", given=None, born="1981-06-01") == ("19.00", "20.00")
    assert found("age", given=None, born="1981-09-01") == "20.00"
    assert without("age", "born") == ("0.00", "20.00")


@clause(provincial.schooling)
@pytest.mark.parametrize(
    ("diploma", "degree", "in_2022", "in_2023"),
    [("doctor", "doctor", "10.00", "10.00"), ("bachelor", None, "10.00", "10.00"),
     (None, "bachelor", "10.00", "10.00"), ("associate", None, "8.00", "8.00"),
     ("secondary", None, "0.00", "5.00"), (None, None, "0.00", "5.00")],
)  # fmt: skip
def test_education_on_the_list_of_2022_and_on_that_of_2023(
    diploma: str | None, degree: str | None, in_2022: str, in_2023: str
) -> None:
    rows = [studied("2010-06", diploma, degree)]
    assert found("schooling", 2022, education=rows) == in_2022
    assert found("schooling", 2023, {"score_day": "2023-05-31"}, education=rows) == in_2023


@clause(provincial.schooling)
def test_less_than_secondary_school_has_five_points_since_2023_too() -> None:
    assert found("schooling", 2022, None) == "0.00"
    assert found("schooling", 2024, None) == "5.00"


@clause(provincial.schooling)
def test_the_highest_diploma_held_by_then_counts_once() -> None:
    rows = [studied("2005-06", "associate"), studied("2022-06", "bachelor", "bachelor")]
    assert found("schooling", education=rows) == "8.00"
    assert found("schooling", given=None, education=rows) == ("8.00", "10.00")
    assert without("schooling", "education") == ("0.00", "10.00")


@clause(provincial.skill)
@pytest.mark.parametrize(
    ("kind", "in_2022", "in_2023"),
    [("skill_5", "3.00", "3.00"), ("special_skill", "3.00", "3.00"),
     ("special_skill_high", "3.00", "8.00"), ("skill_4", "5.00", "5.00"),
     ("skill_3", "8.00", "8.00"), ("title_junior", "8.00", "8.00"), ("skill_2", "10.00", "10.00"),
     ("skill_1", "10.00", "10.00"), ("title_mid", "10.00", "10.00"),
     ("title_senior", "10.00", "10.00"), ("lawyer", "0.00", "0.00")],
)  # fmt: skip
def test_skills_and_titles(kind: str, in_2022: str, in_2023: str) -> None:
    rows = [certificate(kind)]
    assert found("skill", 2022, None, certificates=rows) == in_2022
    assert found("skill", 2023, None, certificates=rows) == in_2023


@clause(provincial.skill)
def test_only_the_best_certificate_held_by_then_counts() -> None:
    rows = [certificate("skill_5"), certificate("skill_3", obtained="2022-05")]
    assert found("skill", certificates=rows) == "8.00"
    late = [certificate("skill_5"), certificate("skill_3", obtained="2022-06")]
    assert found("skill", certificates=late) == "3.00"
    assert without("skill", "certificates") == ("0.00", "10.00")


@clause(provincial.skill)
def test_a_certificate_not_stated_since_when_is_open() -> None:
    undated = certificate("skill_3", obtained=None)
    assert found("skill", certificates=[undated]) == ("0.00", "8.00")
    assert found("skill", certificates=[undated, certificate("skill_4")]) == ("5.00", "8.00")
    assert found("skill", certificates=[undated, certificate("skill_2")]) == "10.00"


@clause(provincial.social_insurance, calendars.insured_months)
@pytest.mark.parametrize(
    ("first", "months", "gained"),
    [("2022-05", 1, "0.50"), ("2022-06", 0, "0.00"), ("2017-07", 59, "29.50"),
     ("2017-06", 60, "30.00"), ("2010-01", 149, "30.00")],
)  # fmt: skip
def test_half_a_point_a_month_to_thirty(first: str, months: int, gained: str) -> None:
    assert found("insured_months", insurance=[paid(first)]) == months
    assert found("social_insurance", insurance=[paid(first)]) == gained


@clause(calendars.insured, calendars.insured_months)
def test_months_add_up_over_gaps_and_a_month_counts_once() -> None:
    rows = [paid("2019-01", "2019-12"), paid("2021-01", "2021-12"), paid("2021-06", "2021-08")]
    assert found("insured_months", insurance=rows) == 24


@clause(calendars.insured)
@pytest.mark.parametrize(
    ("row", "months"),
    [(paid("2022-01", kind="pension"), 5), (paid("2022-01", kind="medical"), (0, 5)),
     (paid("2022-01", made_up=True), (0, 5)), (paid("2022-01", transferred_in=True), (0, 5)),
     (paid("2022-01", city="shanghai"), 0), (paid("2022-01", city="elsewhere"), (0, 5))],
)  # fmt: skip
def test_what_is_insured_in_the_province_and_what_is_open(row: Row, months: Any) -> None:
    assert found("insured_months", insurance=[row]) == months


@clause(calendars.insured)
def test_unstated_insurance_gives_up_to_thirty() -> None:
    assert without("social_insurance", "insurance") == ("0.00", "30.00")


@clause(provincial.residence, calendars.resident, calendars.resident_months)
@pytest.mark.parametrize(
    ("first", "months", "gained"),
    [("2022-05", 1, "0.25"), ("2022-03", 3, "0.75"), ("2012-07", 119, "29.75"),
     ("2012-06", 120, "30.00"), ("2008-01", 173, "30.00")],
)  # fmt: skip
def test_a_quarter_of_a_point_a_month_to_thirty(first: str, months: int, gained: str) -> None:
    assert found("resident_months", homes=[rent(first)]) == months
    assert found("residence", homes=[rent(first)]) == gained


@clause(calendars.resident)
def test_residence_elsewhere_may_lie_in_the_province() -> None:
    rows = [home("rent", "2021-01", "2021-12", city="elsewhere"), rent("2022-01")]
    assert found("resident_months", homes=rows) == (5, 17)
    assert found("resident_months", homes=[home("own", "2021-01", city="beijing")]) == 0
    assert without("residence", "homes") == ("0.00", "30.00")


@clause(provincial.provincial_score)
def test_the_provincial_layer_is_a_hundred_at_most() -> None:
    facts = {
        "education": [studied("2010-06", "bachelor")],
        "certificates": [certificate("skill_1")],
        "insurance": [paid("2010-01")],
        "homes": [rent("2010-01")],
    }
    assert found("provincial_score", **facts) == "100.00"
    assert provincial.provincial_score(2000, 1000, 1000, 3000, 3100, 10000) == 10000


# ---- city


@clause(city_indicators.employment, calendars.at_work, calendars.steady_months)
@pytest.mark.parametrize(
    ("row", "months", "gained"),
    [(job("2021-06"), 12, "10.00"), (job("2021-07"), 11, "0.00"),
     (job("2021-01", kind="own_business"), 17, "10.00"), (job("2021-01", kind="farming"), 17, "10.00"),
     (job("2021-01", kind="flexible"), 0, "0.00"),
     (job("2020-01", "2020-12"), (0, 12), ("0.00", "10.00")),
     (job("2021-01", district=None, city="shanghai"), 0, "0.00")],
)  # fmt: skip
def test_a_year_of_unbroken_work(row: Row, months: Any, gained: Any) -> None:
    assert found("steady_months", jobs=[row]) == months
    assert found("employment", jobs=[row]) == gained


@clause(city_indicators.employment, calendars.at_work)
def test_jobs_without_a_gap_are_one_run() -> None:
    assert found("employment", jobs=[job("2021-03", "2021-12"), job("2022-01")]) == "10.00"
    assert found("employment", jobs=[job("2021-03", "2021-11"), job("2022-01")]) == "0.00"
    assert without("employment", "jobs") == ("0.00", "10.00")


@clause(city_indicators.housing, calendars.owned, calendars.rented)
@pytest.mark.parametrize(
    ("rows", "gained"),
    [([home("own", "2022-05")], "20.00"), ([rent("2020-01")], "10.00"),
     ([home("dormitory", "2020-01")], "10.00"), ([rent("2020-01"), home("own", "2021-01")], "20.00"),
     ([rent("2020-01", registered=False)], ("0.00", "10.00")), ([rent("2020-01", "2022-04")], "0.00"),
     ([home("own", "2020-01", city="shanghai")], "0.00"), ([], "0.00")],
)  # fmt: skip
def test_one_dwelling_in_ningbo_in_the_month_of_the_score(rows: list[Row], gained: Any) -> None:
    assert found("housing", homes=rows) == gained


@clause(city_indicators.housing)
def test_unstated_homes_give_up_to_twenty() -> None:
    assert without("housing", "homes") == ("0.00", "20.00")


TAX = [{"year": 2021, "paid": 1}]
COMPANY = [{"year": 2021, "paid": 1, "share": 50}]
PATENT = [{"kind": "utility", "granted": "2020-01-01", "inventors": 2}]
AWARD = [{"type": "A", "points": 6}]


@clause(
    city_indicators.scarce_work, city_indicators.investment, city_indicators.jobs_created,
    city_indicators.invention, city_indicators.commendation, city_indicators.commended,
    city_indicators.volunteer, city_indicators.blood, city_indicators.in_business,
)  # fmt: skip
@pytest.mark.parametrize(
    ("name", "facts"),
    [("scarce_work", {"jobs": [job("2021-01", shortage="short")]}),
     ("investment", {"tax": TAX}), ("investment", {"enterprise_tax": COMPANY}),
     ("investment", {"jobs": [job("2021-01", kind="own_business")]}),
     ("jobs_created", {"jobs": [job("2021-01", kind="own_business")]}),
     ("jobs_created", {"local_staff": 1}),
     ("invention", {"patents": PATENT}), ("invention", {"awards": AWARD}),
     ("commendation", {"commendations": [{"kind": "city"}]}),
     ("commendation", {"honours": [{"kind": "moral_model"}]}), ("commendation", {"awards": AWARD}),
     ("volunteer", {"volunteering": [{"on": "2021-01-01", "hours": 2}]}),
     ("blood", {"blood_donations": [{"on": "2021-01-01"}]})],
)  # fmt: skip
def test_indicators_without_values_are_open_for_whoever_has_a_record(
    name: str, facts: dict[str, Any]
) -> None:
    assert found(name) == "0.00"
    assert found(name, **facts) == CITY_AT_MOST


@clause(city_indicators.scarce_work)
def test_an_unstated_shortage_is_open_even_if_the_value_is_given() -> None:
    given = {**MAY, "scarce_work_points": "8"}
    for shortage, gained in ((None, ("0.00", "8.00")), ("general", "8.00"), ("not_listed", "0.00")):
        assert found("scarce_work", given=given, jobs=[job("2021-01", shortage=shortage)]) == gained


@clause(city_indicators.in_business, city_indicators.commended, city_indicators.investment)
def test_unstated_lists_leave_the_indicators_without_values_open() -> None:
    assert without("in_business", "jobs") is UNKNOWN
    assert without("commended", "honours") is UNKNOWN
    for name, fact in (("investment", "tax"), ("jobs_created", "jobs"), ("invention", "patents"),
                       ("commendation", "awards"), ("volunteer", "volunteering"),
                       ("blood", "blood_donations"), ("scarce_work", "jobs")):  # fmt: skip
        assert without(name, fact) == CITY_AT_MOST


@clause(city_indicators.donation)
def test_donating_is_open_for_everybody() -> None:
    assert found("donation") == CITY_AT_MOST
    assert found("donation", given={**MAY, "donation_points": "10"}) == "10.00"


@clause(city_indicators.city_score)
def test_the_city_layer_is_150_at_most() -> None:
    assert found("city_score") == ("20.00", "140.00")
    assert found("city_score", homes=[home("own", "2020-01")]) == ("30.00", "150.00")


@clause(city_indicators.city_score)
def test_the_eight_without_values_are_120_together_at_most() -> None:
    """The ten are 150, of which work has 10 and housing 20."""
    much = {**MAY, **NO_OTHERS, "donation_points": "100", "blood_points": "100"}
    donor = {"blood_donations": [{"on": "2021-01-01"}]}
    assert found("city_score", given=much, **donor) == "140.00"
    assert found("city_score", given=much, homes=[home("own", "2020-01")], **donor) == "150.00"
    assert found("city_score", given=much, jobs=[], homes=[], **donor) == "120.00"


# ---- district


@clause(district_indicators.bravery, district_indicators.district_commendation)
def test_bravery_and_commendations_of_the_district() -> None:
    assert found("bravery") == "0.00"
    assert found("bravery", commendations=[{"kind": "bravery"}]) == DISTRICT_AT_MOST
    assert found("bravery", honours=[{"kind": "good_samaritan"}]) == DISTRICT_AT_MOST
    assert found("bravery", commendations=[{"kind": "city"}]) == "0.00"
    assert found("district_commendation") == "0.00"
    assert found("district_commendation", commendations=[{"kind": "city"}]) == DISTRICT_AT_MOST
    assert without("bravery", "commendations") == DISTRICT_AT_MOST


@clause(
    district_indicators.party, district_indicators.gift, district_indicators.welfare_post,
    district_indicators.military, district_indicators.spring_festival,
)  # fmt: skip
@pytest.mark.parametrize("name", ["party", "gift", "welfare_post", "military", "spring_festival"])
def test_what_no_fact_asks_for_is_open_for_everybody(name: str) -> None:
    assert found(name) == DISTRICT_AT_MOST
    assert found(name, given={**MAY, f"{name}_points": "2.5"}) == "2.50"


@clause(district_indicators.district_score)
def test_the_district_layer_is_fifty_at_most() -> None:
    assert found("district_score") == ("0.00", "50.00")
    much = {**MAY, **NO_OTHERS, "party_points": "30", "gift_points": "30"}
    assert found("district_score", given=much) == "50.00"


def test_a_home_in_fenghua_of_one_known_district() -> None:
    assert found("housing", homes=[home("own", "2020-01", district=FENGHUA)]) == "20.00"

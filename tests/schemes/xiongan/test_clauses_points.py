"""Articles 7 and 8: the basic indicators, the bonus without values, the total."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.scoring import score_person
from luohu.schemes.xiongan import calendars
from luohu.schemes.xiongan import settlement_2021 as law
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, Row, home, paid, studied
from tests.schemes.xiongan.example import (
    DECEMBER,
    NO_OTHERS,
    certificate,
    found,
    in_beijing,
    person,
    without,
)

ANYTHING = ("0.00", "10000000000.00")


@clause(law.completed_years, law.age)
@pytest.mark.parametrize(
    ("born", "years", "points"),
    [("1987-01-01", 35, "20.00"), ("1977-12-31", 45, "20.00"), ("1976-12-31", 46, "19.00"),
     ("1977-01-01", 45, "20.00"), ("1972-12-31", 50, "15.00"), ("1957-12-31", 65, "0.00"),
     ("1950-01-01", 72, "0.00")],
)  # fmt: skip
def test_age_on_31_december_of_the_year_before(born: str, years: int, points: str) -> None:
    assert found("completed_years", born=born) == years
    assert found("age", born=born) == points


@clause(law.age)
def test_an_unstated_birth_is_a_range() -> None:
    assert without("age", "born") == ("0.00", "20.00")


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "points"),
    [("doctor", "doctor", "46.00"), ("doctor", None, "24.00"), ("master", "master", "32.00"),
     ("master", None, "24.00"), ("bachelor", "bachelor", "18.00"), ("bachelor", None, "12.00"),
     ("associate", None, "6.00"), ("secondary", None, "0.00"), (None, None, "0.00")],
)  # fmt: skip
def test_a_diploma_with_its_degree_gives_more(
    diploma: str | None, degree: str | None, points: str
) -> None:
    assert found("education", education=[studied("2010-07", diploma, degree)]) == points


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "least", "most"),
    [(None, "doctor", "0.00", "46.00"), (None, "master", "0.00", "32.00"),
     (None, "bachelor", "0.00", "18.00"), ("associate", "bachelor", "6.00", "18.00")],
)  # fmt: skip
def test_a_degree_without_its_diploma_is_open(
    diploma: str | None, degree: str, least: str, most: str
) -> None:
    rows = [studied("2010-07", diploma, degree)]
    assert found("education", education=rows) == (least, most)
    for word, points in (("false", least), ("true", most)):
        given = {**DECEMBER, "degree_alone_counts": word}
        assert found("education", given=given, education=rows) == points


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "least", "most"),
    [("bachelor", "master", "18.00", "32.00"), ("bachelor", "doctor", "18.00", "46.00"),
     ("master", "doctor", "32.00", "46.00")],
)  # fmt: skip
def test_a_degree_above_the_diploma_gives_no_less_than_the_diplomas_own(
    diploma: str, degree: str, least: str, most: str
) -> None:
    rows = [studied("2010-07", diploma, degree)]
    assert found("education", education=rows) == (least, most)
    given = {**DECEMBER, "degree_alone_counts": "false"}
    assert found("education", given=given, education=rows) == least


@clause(law.education)
def test_a_degree_below_the_diploma_adds_nothing() -> None:
    assert found("education", education=[studied("2010-07", "master", "bachelor")]) == "24.00"
    rows = [studied("2010-07", "doctor", "master")]
    assert found("education", education=rows) == ("24.00", "32.00")


@clause(law.education)
def test_only_the_highest_level_counts() -> None:
    rows = [studied("2006-07", "bachelor", "bachelor"), studied("2010-07", "master")]
    assert found("education", education=rows) == "24.00"
    assert without("education", "education") == ("0.00", "46.00")


@clause(law.education)
def test_a_level_gained_after_the_round_does_not_count() -> None:
    for month, points in (("2022-12", "12.00"), ("2023-01", "0.00")):
        assert found("education", education=[studied(month, "bachelor")]) == points
    open_month = found("education", given=None, education=[studied("2023-06", "bachelor")])
    assert open_month == ("0.00", "12.00")


@clause(law.title)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("title_senior", "50.00"), ("title_associate_senior", "24.00"), ("skill_1", "24.00"),
     ("title_mid", "8.00"), ("skill_2", "8.00"), ("title_junior", "4.00"), ("skill_3", "4.00"),
     ("skill_4", "0.00"), ("skill_5", "0.00"), ("lawyer", "0.00")],
)  # fmt: skip
def test_titles_and_skill_levels(kind: str, points: str) -> None:
    assert found("title", certificates=[certificate(kind)]) == points


@clause(law.title)
def test_title_and_skill_are_not_added_and_come_in_time() -> None:
    rows = [certificate("title_mid", obtained="2022-12"), certificate("skill_3")]
    assert found("title", certificates=rows) == "8.00"
    late = [certificate("title_senior", obtained="2023-01"), certificate("skill_3")]
    assert found("title", certificates=late) == "4.00"
    assert without("title", "certificates") == ("0.00", "50.00")


@clause(law.title)
def test_a_title_not_stated_since_when_is_open() -> None:
    undated = certificate("title_mid", obtained=None)
    assert found("title", certificates=[undated]) == ("0.00", "8.00")
    assert found("title", certificates=[undated, certificate("skill_3")]) == ("4.00", "8.00")
    assert found("title", certificates=[undated, certificate("skill_1")]) == "24.00"


@clause(law.employment, law.months_towards_points)
@pytest.mark.parametrize(
    ("first", "points"),
    [("2022-01", "3.00"), ("2022-02", "0.00"), ("2021-02", "3.00"), ("2002-01", "63.00")],
)
def test_three_points_for_each_full_year_without_a_limit(first: str, points: str) -> None:
    assert found("employment", insurance=[paid(first)]) == points


@clause(law.employment, calendars.work_run)
def test_while_the_month_is_not_known_a_year_more_may_be_full() -> None:
    assert found("work_run", given=None, insurance=[paid("2019-01")]) == (48, 60)
    assert found("employment", given=None, insurance=[paid("2019-01")]) == ("12.00", "15.00")


@clause(calendars.insured_at_work, calendars.work_run)
def test_insurance_without_an_employer_gives_no_points() -> None:
    rows = [paid("2019-01", flexible=True)]
    assert found("insured_run", insurance=rows) == 48
    assert found("work_run", insurance=rows) == 0
    assert found("work_run", insurance=[paid("2018-01", "2021-12")]) == (0, 48)
    assert without("employment", "insurance")[0] == "0.00"


@clause(law.months_towards_points)
def test_beijing_years_of_relief_people_are_open() -> None:
    rows = [in_beijing("2015-01", "2020-12"), paid("2021-01")]
    relief = {"insurance": rows, "relief_population": True}
    assert found("months_towards_points", **relief) == (24, 96)
    assert found("employment", **relief) == ("6.00", "24.00")
    assert found("employment", insurance=rows) == "6.00"
    given = {**DECEMBER, "beijing_years_give_points": "true"}
    assert found("employment", given=given, **relief) == "24.00"


@clause(law.residence, calendars.housed, calendars.housed_run)
@pytest.mark.parametrize(
    ("row", "points"),
    [(home("own", "2020-01"), "3.00"), (home("rent", "2020-01"), "3.00"),
     (home("dormitory", "2020-02"), "2.00"),
     (home("own", "2020-01", city="beijing"), "0.00"),
     (home("own", "2020-01", spouses=True), ("0.00", "3.00")),
     (home("own", "2018-01", "2021-12"), ("0.00", "4.00"))],
)  # fmt: skip
def test_one_point_for_each_full_year_in_a_lawful_dwelling(row: Row, points: Any) -> None:
    assert found("residence", homes=[row]) == points


@clause(law.residence, calendars.housed)
def test_a_home_let_without_a_registered_lease_may_be_government_housing() -> None:
    row = home("rent", "2020-01", registered=False)
    assert found("residence", homes=[row]) == ("0.00", "3.00")
    elsewhere = home("rent", "2020-01", registered=False, city="beijing")
    assert found("residence", homes=[elsewhere]) == "0.00"


@clause(calendars.housed_run)
def test_moving_without_a_gap_does_not_break_the_run() -> None:
    rows = [home("rent", "2019-01", "2020-06"), home("own", "2020-07")]
    assert found("housed_run", homes=rows) == 48
    assert without("residence", "homes")[0] == "0.00"


@clause(law.base_score)
def test_the_basic_score_is_known_where_the_total_is_not() -> None:
    assert found("base_score", homes=[home("own", "2020-01")]) == "38.00"
    assert found("total", homes=[home("own", "2020-01")]) == ("-9999999962.00", "38.00")


# ---- bonus and deductions


@clause(law.honour)
def test_without_any_honour_there_are_no_points_for_it() -> None:
    assert found("honour") == "0.00"
    assert found("honour", honours=[{"kind": "model_worker"}]) == ANYTHING
    assert found("honour", commendations=[{"kind": "city"}]) == ANYTHING
    assert without("honour", "honours") == ANYTHING


@clause(law.innovative, law.innovation)
@pytest.mark.parametrize(
    "facts",
    [{"awards": [{"type": "A", "points": 6}]}, {"financing": [{"amount": 5000000}]},
     {"patents": [{"kind": "invention", "granted": "2020-01-01", "inventors": 1}]},
     {"talents": [{"kind": "startup"}]},
     {"innovation_posts": [{"type": "startup", "from": "2020-01", "to": None}]},
     {"jobs": [{"kind": "own_business", "from": "2020-01", "to": None}]}],
)  # fmt: skip
def test_whatever_could_be_innovation_is_open(facts: dict[str, Any]) -> None:
    assert found("innovative", **facts) is True
    assert found("innovation", **facts) == ANYTHING


@clause(law.innovative, law.innovation)
def test_without_anything_of_the_kind_there_are_no_points_for_innovation() -> None:
    assert found("innovation") == "0.00"
    assert found("innovation", jobs=[{"kind": "employed", "from": "2020-01", "to": None}]) == "0.00"
    assert without("innovative", "patents") is UNKNOWN
    assert without("innovation", "patents") == ANYTHING


@clause(law.tax)
def test_tax_is_open_for_whoever_paid_any() -> None:
    assert found("tax") == "0.00"
    assert found("tax", tax=[{"year": 2022, "paid": 0}]) == "0.00"
    assert found("tax", tax=[{"year": 2022, "paid": 1}]) == ANYTHING
    assert without("tax", "tax") == ANYTHING


@clause(law.deduction)
def test_deductions_are_open_for_everybody() -> None:
    assert found("deduction") == ("-10000000000.00", "0.00")
    assert found("deduction", given={**DECEMBER, "deduction_points": "10"}) == "-10.00"


@clause(law.total)
def test_the_total_is_exact_once_the_missing_values_are_given() -> None:
    facts = {"honours": [{"kind": "model_worker"}], "tax": [{"year": 2022, "paid": 1}]}
    given = {**DECEMBER, **NO_OTHERS, "honour_points": "7.5", "deduction_points": "2"}
    assert found("total", given=given, **facts) == "40.50"


@clause(law.total)
def test_the_result_names_the_values_that_were_never_found() -> None:
    document = person(honours=[{"kind": "model_worker"}])
    score = score_person(law.rulebook.at(2023), facts_of(read_applicant(document)), "example")
    assert score.as_json()["subtotals"] == {"base_score": None}
    for name in ("counting_month", "honour_points", "deduction_points", "published_line"):
        assert name in score.unknown
    assert "innovation_points" not in score.unknown
    known = score_person(
        law.rulebook.given(DECEMBER).at(2023), facts_of(read_applicant(document)), "example"
    ).as_json()
    assert known["subtotals"] == {"base_score": "35.00"}
    assert known["total"] is None

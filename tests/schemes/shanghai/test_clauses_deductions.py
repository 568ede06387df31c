"""What is taken off, the vetoes, the total and the standard value."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError, Standing
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.shanghai import deductions as law
from luohu.schemes.shanghai import points_2018
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN
from tests.schemes.shanghai.example import POINTS, aged, at, degree, found, married, unstated

# ---- forged applications


def forged(year: int, **details: Any) -> dict[str, Any]:
    return {"kind": "forged_application", "year": year, **details}


@clause(law.forged_applications, law.forgery_deduction)
@pytest.mark.parametrize(
    ("rows", "points"),
    [([], "0.00"), ([forged(2022)], "-150.00"), ([forged(2020), forged(2021)], "-300.00"),
     ([forged(2019)], "0.00"), ([forged(2023)], "0.00"),
     ([forged(2022, city="beijing")], "0.00"), ([{"kind": "bad_credit", "year": 2022}], "0.00")],
)  # fmt: skip
def test_each_forged_application_of_three_years_costs_150(
    rows: list[dict[str, Any]], points: Any
) -> None:
    """At the end of 2022 the three years are 2020 to 2022."""
    assert found("forgery_deduction", penalties=rows) == points


@clause(law.forged_applications, law.detention_records)
def test_within_a_year_the_one_in_which_the_years_begin_is_open() -> None:
    """In November 2026 three years began in November 2023, and the day is not stated."""
    assert found("forged_applications", 2026, penalties=[forged(2023)]) == (0, 1)
    assert found("forged_applications", 2026, penalties=[forged(2026)]) == 1
    assert found("detention_records", 2026, detentions=[2020, 2021, 2026]) == (1, 2)


@clause(law.forged_applications)
def test_false_material_without_a_record_may_have_been_elsewhere() -> None:
    assert found("forged_applications", false_material=2021) == (0, 1)
    assert found("forged_applications", false_material=2021, penalties=[forged(2021)]) == 1
    assert found("forged_applications", false_material=2015) == 0
    assert found("forged_applications", false_material=2023) == 0
    assert unstated("forgery_deduction", "penalties")[1] == "0.00"


@clause(law.forged_applications)
def test_false_material_of_a_year_without_a_record_may_count_once_more() -> None:
    """Article 10: deductions add up; a record of the same year, here or elsewhere, is that one."""
    both: dict[str, Any] = {"false_material": 2026, "penalties": [forged(2025)]}
    assert found("forgery_deduction", 2026, **both) == ("-300.00", "-150.00")
    assert found("forgery_deduction", 2025, **both) == "-150.00"
    assert found("forgery_deduction", 2024, **both) == "0.00"
    elsewhere = [forged(2021, city="beijing"), forged(2022)]
    assert found("forged_applications", false_material=2021, penalties=elsewhere) == 1
    assert found("forged_applications", false_material=2020, penalties=elsewhere) == (1, 2)


# ---- detentions


@clause(law.detention_records, law.detention_deduction)
@pytest.mark.parametrize(
    ("years", "points"),
    [([], "0.00"), ([2022], "-50.00"), ([2018], "-50.00"), ([2017], "0.00"),
     ([2023], "0.00"), ([2018, 2020, 2020], "-150.00")],
)  # fmt: skip
def test_each_detention_of_five_years_costs_50(years: list[int], points: Any) -> None:
    assert found("detention_deduction", detentions=years) == points


@clause(law.detention_records)
def test_a_window_of_three_years_may_be_given() -> None:
    assert found("detention_records", detentions=[2018, 2020]) == 2
    assert found("detention_records", given={"detention_window": "3"}, detentions=[2018, 2020]) == 1
    assert found("detention_records", detentions=[{"year": 2021, "city": "beijing"}]) == 1
    assert POINTS.parameters["detention_window"].values[0].standing is Standing.QUOTED
    assert unstated("detention_records", "detentions")[0] == 0


# ---- crimes


def convicted(punished: str, ended: str | None, serious: bool | None = False) -> dict[str, Any]:
    rows = [{"punished": punished, "ended": ended, "serious": serious}]
    return {"criminal_record": True, "convictions": rows}


@clause(law.ordinary_crimes, law.crime_deduction)
@pytest.mark.parametrize(
    ("facts", "points"),
    [({}, "0.00"), (convicted("2018-01-01", "2019-01-01"), "-150.00"),
     (convicted("2017-12-31", "2019-01-01"), ("-150.00", "0.00")),
     (convicted("2015-01-01", "2016-01-01"), "0.00"),
     (convicted("2018-01-01", None), "-150.00"), (convicted("2020-01-01", None, True), "0.00"),
     (convicted("2020-01-01", None, None), ("-150.00", "0.00"))],
)  # fmt: skip
def test_each_ordinary_crime_of_five_years_costs_150(facts: dict[str, Any], points: Any) -> None:
    """Whether the five years run from the sentence or from its end is open."""
    assert found("crime_deduction", **facts) == points


@clause(law.crime_deduction, law.ordinary_crimes)
def test_a_record_of_which_nothing_is_listed_is_open() -> None:
    assert found("crime_deduction", criminal_record=True, convictions=[])[1] == "0.00"
    assert found("ordinary_crimes", criminal_record=True, convictions=[])[0] == 0
    assert unstated("crime_deduction", "convictions") == "0.00"  # there is no record
    assert unstated("crime_deduction", "criminal_record", "convictions")[1] == "0.00"


@clause(law.ordinary_crimes, law.crime_deduction)
def test_a_sentence_after_the_day_of_applying_does_not_count() -> None:
    """The list is complete: of a record of which all is later nothing counts yet."""
    assert found("crime_deduction", **convicted("2022-12-31", None)) == "-150.00"
    assert found("crime_deduction", **convicted("2023-01-01", None)) == "0.00"
    assert found("crime_deduction", **convicted("2024-09-01", None, None)) == "0.00"
    assert found("crime_deduction", 2024, **convicted("2024-09-01", None)) == "-150.00"


@clause(law.ordinary_crimes)
def test_a_window_of_three_years_for_crimes_may_be_given() -> None:
    facts = convicted("2018-01-01", "2018-06-01")
    assert found("crime_deduction", **facts) == "-150.00"
    assert found("crime_deduction", given={"crime_window": "3"}, **facts) == "0.00"


# ---- vetoes


@clause(law.serious_crime_listed, law.no_serious_crime)
@pytest.mark.parametrize(
    ("facts", "clean"),
    [({}, True), (convicted("1999-01-01", "2009-01-01", True), False),
     (convicted("1999-01-01", "2009-01-01", False), True),
     (convicted("1999-01-01", "2009-01-01", None), UNKNOWN),
     (convicted("2022-12-31", None, True), False), (convicted("2023-01-01", None, True), True),
     (convicted("2024-09-01", None, None), True),
     ({"criminal_record": True, "convictions": []}, UNKNOWN)],
)  # fmt: skip
def test_a_serious_crime_bars_for_ever(facts: dict[str, Any], clean: bool | None) -> None:
    assert found("no_serious_crime", **facts) is clean


@clause(law.serious_crime_listed)
def test_one_serious_crime_among_several_is_enough() -> None:
    rows = [
        {"punished": "2001-01-01", "ended": "2002-01-01", "serious": False},
        {"punished": "2005-01-01", "ended": "2012-01-01", "serious": True},
    ]
    assert found("serious_crime_listed", criminal_record=True, convictions=rows) is True
    assert unstated("no_serious_crime", "convictions") is True
    assert unstated("no_serious_crime", "convictions", criminal_record=True) is UNKNOWN


@clause(law.birth_policy_kept)
def test_whether_a_breach_of_the_birth_policy_still_bars_is_open() -> None:
    assert found("birth_policy_kept") is True
    assert found("birth_policy_kept", birth_policy_violation=True) is UNKNOWN
    for told, kept in (("true", False), ("false", True)):
        given = {"birth_policy_bars": told}
        assert found("birth_policy_kept", given=given, birth_policy_violation=True) is kept
    assert unstated("birth_policy_kept", "birth_policy_violation") is UNKNOWN
    assert POINTS.parameters["birth_policy_bars"].outside


# ---- articles 5, 11 and 12


@clause(points_2018.base_points)
def test_base_points_are_age_one_of_two_and_years() -> None:
    facts: dict[str, Any] = {
        "born": aged(45),
        "education": [degree("2002-07", "associate")],
        "insurance": at(10, "2021-01", "2022-12"),
    }
    assert found("base_points", **facts) == "83.00"  # 27 + 50 + 6


@clause(points_2018.points_taken_off)
def test_deductions_add_up() -> None:
    facts: dict[str, Any] = {
        "penalties": [forged(2021)],
        "detentions": [2020, 2021],
        **convicted("2019-01-01", "2021-01-01"),
    }
    assert found("points_taken_off", **facts) == "-400.00"


@clause(points_2018.total)
def test_the_total_is_what_is_left_and_never_below_zero() -> None:
    facts: dict[str, Any] = {
        "born": aged(43),
        "education": [degree("2002-07", "doctor", "doctor")],
        "marriage": married("2000-01-01"),
    }
    assert found("total", **facts) == "183.00"
    assert found("total", detentions=[2021], **facts) == "133.00"
    assert found("total", detentions=[2021, 2022], penalties=[forged(2022)], **facts) == "0.00"


@clause(points_2018.standard_reached)
def test_120_is_enough_and_less_is_not() -> None:
    master = [degree("2002-07", "master", "master")]
    facts: dict[str, Any] = {"education": master, "insurance": at(10, "2022-01", "2022-12")}
    assert found("total", born=aged(50), **facts) == "120.00"
    assert found("standard_reached", born=aged(50), **facts) is True
    assert found("total", born=aged(51), **facts) == "118.00"
    assert found("standard_reached", born=aged(51), **facts) is False
    assert unstated("standard_reached", "born", **facts) is UNKNOWN


def test_the_scheme_has_a_threshold_and_no_quota() -> None:
    scheme = find_scheme("shanghai")
    assert scheme.threshold is not None
    assert (scheme.threshold.score, scheme.threshold.value) == ("total", "standard_value")
    assert not scheme.ranked
    assert POINTS.at(2026).values["standard_value"] == 12000


def test_years_that_nothing_seen_speaks_of_are_refused() -> None:
    """Pages of March 2026 still repost the rules; that they hold in 2027 is from memory only."""
    for year in (2017, 2027):
        with pytest.raises(LawError, match="2018 to 2026"):
            POINTS.at(year)


def test_after_2022_the_measures_hold_by_memory_only() -> None:
    document = POINTS.rules["eligible"].cites[1].document
    assert document.key == "extension_2023"
    assert document.standing is Standing.UNVERIFIED
    assert POINTS.rules["eligible"].question is not None


def test_every_open_question_of_the_law_is_told() -> None:
    told = {name for name, rule in POINTS.rules.items() if rule.question}
    assert told >= {
        "completed_years", "education", "title", "insured_months", "tax_or_jobs", "public_service",
        "months_by_tier", "contribution_base", "detention_records", "ordinary_crimes",
        "birth_policy_kept", "standard_reached", "eligible", "founder", "intermediary",
    }  # fmt: skip

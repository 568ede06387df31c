"""The work residence permit (dossier 10.2): the text's routes, the practice, what is left open.

All examples are constructed. Applications are asked about on 2026-11-23, or on 31 December of
an earlier year.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from luohu.law.points import UNBOUNDED
from luohu.law.sources import LawError, Standing
from luohu.people.facts import Insurance
from luohu.schemes.catalogue import find_rulebook
from tests.clauses import clause
from tests.schemes import cases
from tests.schemes.cases import UNKNOWN, Document, home, paid, span, studied

BOOK = find_rulebook("beijing-work-permit@2003")
law = SimpleNamespace(**BOOK.rules)


def employee(**facts: Any) -> Document:
    """Somebody who meets everything by a degree; `facts` differ."""
    usual = {
        "homes": [home("rent", "2020-01")],
        "jobs": [span("2020-01", kind="employed")],
        "insurance": [paid("2020-01")],
        "education": [studied("2010-07", "bachelor", "bachelor")],
    }
    return cases.person("beijing", **usual | facts)


def found(name: str, cycle: int = 2026, **facts: Any) -> Any:
    return cases.result(BOOK, cycle, name, employee(**facts))


def without(*names: str, rule: str) -> Any:
    """A result where some facts are not stated at all."""
    document = {key: value for key, value in employee().items() if key not in names}
    return cases.result(BOOK, 2026, rule, document)


# ---- the dwelling


@clause(law.dwelling)
@pytest.mark.parametrize(
    ("row", "held"),
    [(home("rent", "2026-11"), True), (home("own", "2020-01", "2026-10"), False),
     (home("dormitory", "2020-01"), True), (home("own", "2020-01", city="hebei"), False),
     (home("own", "2020-01", district="海淀"), True)],
)  # fmt: skip
def test_a_dwelling_in_beijing_in_the_month_of_asking(row: Document, held: bool) -> None:
    assert found("dwelling", homes=[row]) is held


@clause(law.dwelling)
def test_a_dwelling_that_is_not_stated_is_unknown() -> None:
    assert without("homes", rule="dwelling") is UNKNOWN
    assert found("dwelling", homes=[]) is False


# ---- (a) experience and a degree


@clause(law.experience, law.by_degree)
@pytest.mark.parametrize(("first", "met"), [("2024-12", True), ("2025-01", False)])
def test_24_months_of_work_are_two_years_23_are_not(first: str, met: bool) -> None:
    assert found("by_degree", jobs=[span(first, kind="employed")]) is met


@clause(law.experience)
def test_work_elsewhere_and_with_gaps_counts_as_experience() -> None:
    jobs = [
        span("2015-01", "2016-06", kind="employed", city="shanghai"),
        span("2026-06", kind="employed"),
    ]
    assert found("experience", jobs=jobs).count() == 24
    assert found("by_degree", jobs=jobs) is True


@clause(law.degree)
@pytest.mark.parametrize(
    ("row", "held"),
    [(studied("2010-07", "bachelor", "bachelor"), True), (studied("2010-07", "bachelor", None), False),
     (studied("2012-07", None, "master"), True), (studied("2010-07", "associate", None), False),
     (studied("2026-11", "doctor", "doctor"), True)],
)  # fmt: skip
def test_a_degree_counts_even_without_a_diploma(row: Document, held: bool) -> None:
    assert found("degree", education=[row]) is held


@clause(law.degree)
def test_a_degree_gained_later_does_not_count_for_an_earlier_year() -> None:
    late = [studied("2022-01", "bachelor", "bachelor")]
    assert found("degree", 2021, education=late) is False
    assert found("degree", 2022, education=late) is True


@clause(law.by_degree)
def test_education_or_work_that_is_not_stated_is_unknown() -> None:
    assert without("education", rule="by_degree") is UNKNOWN
    assert without("jobs", rule="by_degree") is UNKNOWN
    assert found("by_degree", education=[], jobs=[]) is False


# ---- (b) a title


@clause(law.by_title)
@pytest.mark.parametrize(
    ("kind", "met"),
    [("title_junior", False), ("title_mid", True), ("title_associate_senior", True),
     ("title_senior", True), ("skill_2", UNKNOWN), ("accountant", UNKNOWN), ("lawyer", UNKNOWN)],
)  # fmt: skip
def test_mid_level_titles_count_other_certificates_are_open(kind: str, met: bool | None) -> None:
    assert found("by_title", certificates=[{"kind": kind, "obtained": "2010-06"}]) is met


@clause(law.by_title)
def test_whether_a_qualification_is_equivalent_may_be_given_from_outside() -> None:
    document = employee(certificates=[{"kind": "lawyer", "obtained": "2010-06"}])
    for words, met in (("true", True), ("false", False)):
        given = {"title_is_equivalent": words}
        assert cases.result(BOOK, 2026, "by_title", document, given) is met


@clause(law.by_title)
def test_a_title_gained_later_does_not_count_for_an_earlier_year() -> None:
    titles = [{"kind": "title_mid", "obtained": "2025-01"}]
    assert found("by_title", 2024, certificates=titles) is False
    assert found("by_title", 2025, certificates=titles) is True
    assert found("by_title", certificates=[{"kind": "title_mid"}]) is UNKNOWN
    assert without("certificates", rule="by_title") is UNKNOWN


# ---- (c) outstanding or urgently needed


@clause(law.by_contribution)
@pytest.mark.parametrize(
    ("row", "met"),
    [({"kind": "outstanding"}, True), ({"kind": "outstanding", "city": "shanghai"}, False),
     ({"kind": "startup"}, False)],
)  # fmt: skip
def test_a_recognition_as_outstanding_in_beijing(row: Document, met: bool) -> None:
    assert found("by_contribution", talents=[row]) is met


@clause(law.by_contribution)
def test_recognitions_that_are_not_stated_are_unknown() -> None:
    assert without("talents", rule="by_contribution") is UNKNOWN
    assert found("by_contribution", talents=[]) is False


# ---- six months with the unit


@clause(law.months_with_unit, law.employed_six_months)
@pytest.mark.parametrize(("first", "months"), [("2026-06", 6), ("2026-07", 5)])
def test_six_months_with_the_unit_five_are_not_enough(first: str, months: int) -> None:
    jobs = [span("2015-01", first, kind="employed"), span(first, kind="employed")]
    assert found("months_with_unit", jobs=jobs) == months
    assert found("employed_six_months", jobs=jobs) is (months == 6)


@clause(law.months_with_unit)
@pytest.mark.parametrize(
    "row",
    [span("2015-01", "2026-10", kind="employed"), span("2015-01", kind="flexible"),
     span("2015-01", kind="farming"), span("2015-01", kind="employed", city="hebei")],
)  # fmt: skip
def test_work_that_ended_or_has_no_unit_in_beijing_does_not_count(row: Document) -> None:
    assert found("months_with_unit", jobs=[row]) == 0


@clause(law.months_with_unit)
def test_the_longest_of_two_present_units_counts() -> None:
    jobs = [span("2026-09", kind="employed"), span("2025-12", kind="own_business")]
    assert found("months_with_unit", jobs=jobs) == 12
    assert without("jobs", rule="months_with_unit") == (0, UNBOUNDED)
    assert without("jobs", rule="employed_six_months") is UNKNOWN


# ---- six unbroken months of insurance


@clause(law.insured_six_months)
@pytest.mark.parametrize(
    ("first", "last", "met"),
    [("2026-06", None, True), ("2026-07", None, False), ("2026-05", "2026-10", True),
     ("2026-06", "2026-10", False), ("2020-01", "2026-09", False)],
)  # fmt: skip
def test_six_unbroken_months_up_to_this_month_or_the_last(
    first: str, last: str | None, met: bool
) -> None:
    assert found("insured_six_months", insurance=[paid(first, last)]) is met


@clause(law.insured_six_months)
def test_a_gap_breaks_them_and_kinds_that_differ_leave_them_open() -> None:
    gap = [paid("2020-01", "2026-07"), paid("2026-09")]
    assert found("insured_six_months", insurance=gap) is False
    assert found("insured_six_months", insurance=[paid("2020-01", None, "pension")]) is UNKNOWN
    assert without("insurance", rule="insured_six_months") is UNKNOWN
    assert found("insured_six_months", insurance=[]) is False


@clause(law.insured)
def test_months_paid_without_a_unit_or_elsewhere_are_left_out() -> None:
    rows = [paid("2026-01", flexible=True), paid("2026-01", city="hebei"), paid("2026-10")]
    assert found("insured", insurance=rows)[Insurance.PENSION].count() == 2


@clause(law.insured)
def test_make_up_months_are_open_until_somebody_says() -> None:
    document = employee(insurance=[paid("2026-01", made_up=True)])
    assert cases.result(BOOK, 2026, "insured_six_months", document) is UNKNOWN
    for words, met in (("true", True), ("false", False)):
        given = {"made_up_months_count": words}
        assert cases.result(BOOK, 2026, "insured_six_months", document, given) is met


# ---- the ages


@clause(law.within_age)
@pytest.mark.parametrize(
    ("sex", "born", "met"),
    [("male", "1966-11-23", True), ("male", "1966-11-22", UNKNOWN), ("male", "1965-11-24", UNKNOWN),
     ("male", "1965-11-23", False), ("female", "1971-11-23", True), ("female", "1971-11-22", UNKNOWN),
     ("female", "1970-11-24", UNKNOWN), ("female", "1970-11-23", False)],
)  # fmt: skip
def test_men_up_to_60_women_up_to_55(sex: str, born: str, met: bool | None) -> None:
    """The birthday itself is not above; the year after it is open; the next birthday is above."""
    assert found("within_age", sex=sex, born=born) is met


@clause(law.within_age)
def test_sex_or_birth_that_is_not_stated_is_unknown_where_it_matters() -> None:
    assert without("born", rule="within_age") is UNKNOWN
    assert without("sex", rule="within_age") is True
    near = {key: value for key, value in employee(born="1968-01-01").items() if key != "sex"}
    assert cases.result(BOOK, 2026, "within_age", near) is UNKNOWN


def test_the_ages_are_quoted_from_the_practice_the_routes_are_the_official_text() -> None:
    assert law.within_age.standing is Standing.QUOTED
    assert law.by_degree.standing is Standing.OFFICIAL
    assert law.eligible.standing is Standing.UNVERIFIED


# ---- all together


@clause(law.eligible)
def test_one_route_is_enough() -> None:
    assert found("eligible") is True
    assert found("eligible", education=[]) is False
    assert (
        found("eligible", education=[], certificates=[{"kind": "title_mid", "obtained": "2010-06"}])
        is True
    )
    assert found("eligible", education=[], talents=[{"kind": "outstanding"}]) is True
    assert (
        found("eligible", education=[], certificates=[{"kind": "lawyer", "obtained": "2010-06"}])
        is UNKNOWN
    )


@clause(law.eligible)
@pytest.mark.parametrize(
    "lacking",
    [{"homes": []}, {"jobs": [span("2020-01", "2026-10", kind="employed")]},
     {"insurance": []}, {"born": "1950-01-01"}],
)  # fmt: skip
def test_every_condition_is_needed(lacking: Document) -> None:
    assert found("eligible", **lacking) is False


@clause(law.eligible)
def test_income_is_a_premise_and_no_number_of_the_law() -> None:
    assert any("multiple" in premise.en for premise in law.eligible.premises)
    assert not any(one.unit in ("yuan", "percent") for one in BOOK.parameters.values())


# ---- a permit that is held


@clause(law.permit_in_force)
@pytest.mark.parametrize(
    ("permit", "valid"),
    [(None, False), ({"from": "2023-11-24"}, True), ({"from": "2023-11-23"}, UNKNOWN),
     ({"from": "2023-10-24"}, UNKNOWN), ({"from": "2023-10-23"}, False),
     ({"from": "2026-11-23"}, True), ({"from": "2015-01-01", "to": "2026-11-23"}, True),
     ({"from": "2024-11-22", "to": "2026-11-22"}, UNKNOWN),
     ({"from": "2024-11-22", "to": "2026-10-23"}, UNKNOWN),
     ({"from": "2024-11-22", "to": "2026-10-22"}, False)],
)  # fmt: skip
def test_a_permit_runs_for_three_years_or_to_its_last_day_and_lapses_a_month_later(
    permit: Document | None, valid: bool
) -> None:
    assert found("permit_in_force", work_permit=permit) is valid


def test_an_earlier_year_is_asked_about_as_of_its_last_day() -> None:
    assert found("within_age", 2020, born="1960-12-31") is True
    assert found("within_age", 2020, born="1960-12-30") is UNKNOWN
    assert found("months_with_unit", 2020) == 12


def test_years_for_which_the_practice_is_evidenced() -> None:
    for cycle in (2015, 2027):
        with pytest.raises(LawError, match="2016 to 2026"):
            BOOK.at(cycle)

"""School entrance of accompanying children (dossier 10.1): each clause with its edges.

All examples are constructed; the windows of the notices of 2015, 2018, 2021 and 2022 are quoted.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from luohu.law.months import Month
from luohu.law.sources import LawError
from luohu.people.facts import Insurance
from luohu.schemes.catalogue import find_rulebook
from luohu.schemes.scheme import day_asked
from tests.clauses import clause
from tests.schemes import cases
from tests.schemes.cases import UNKNOWN, Document, home, paid, span

BOOK = find_rulebook("beijing-exam@2012")
law = SimpleNamespace(**BOOK.rules)


def child(**answers: Any) -> Document:
    """A child of sixteen with three years of both kinds of school in Beijing; `answers` differ."""
    return {"born": "2005-09-01", "student_status": "beijing", "junior_years": True,
            "senior_years": True} | answers  # fmt: skip


def parent(**facts: Any) -> Document:
    """A parent who meets everything since 2008; `facts` differ."""
    usual = {
        "residence_permit": {"applied": "2010-05-01"},
        "homes": [home("rent", "2008-01")],
        "jobs": [span("2008-01", kind="employed")],
        "insurance": [paid("2008-01")],
        "pupils": [child()],
    }
    return cases.person("beijing", **usual | facts)


def found(name: str, cycle: int = 2022, **facts: Any) -> Any:
    return cases.result(BOOK, cycle, name, parent(**facts))


def without(name: str, rule: str, cycle: int = 2022) -> Any:
    """A result where one fact is not stated at all."""
    document = {key: value for key, value in parent().items() if key != name}
    return cases.result(BOOK, cycle, rule, document)


# ---- a permit


@clause(law.permit_for_secondary)
@pytest.mark.parametrize(
    ("applied", "held"), [("2022-03-31", True), ("2022-04-01", False), ("2010-05-01", True)]
)
def test_the_residence_permit_is_there_in_march(applied: str, held: bool) -> None:
    assert found("permit_for_secondary", residence_permit={"applied": applied}) is held


@clause(law.permit_for_higher)
@pytest.mark.parametrize(("applied", "held"), [("2021-10-31", True), ("2021-11-01", False)])
def test_for_higher_schools_it_is_there_in_the_october_before(applied: str, held: bool) -> None:
    assert found("permit_for_higher", residence_permit={"applied": applied}) is held


@clause(law.permit_for_secondary, law.permit_for_higher)
@pytest.mark.parametrize(
    ("first", "last", "secondary", "higher"),
    [("2021-10-31", "2024-10-30", True, True), ("2021-11-01", "2024-10-31", True, False),
     ("2018-11-01", "2021-10-31", False, True), ("2018-10-01", "2021-09-30", False, False),
     ("2022-04-01", "2025-03-31", False, False)],
)  # fmt: skip
def test_a_work_permit_is_valid_when_applying(
    first: str, last: str, secondary: bool, higher: bool
) -> None:
    facts: dict[str, Any] = {
        "residence_permit": None,
        "work_permit": {"from": first, "to": last},
    }
    assert found("permit_for_secondary", **facts) is secondary
    assert found("permit_for_higher", **facts) is higher


@clause(law.permitted, law.permit_for_secondary)
def test_a_temporary_permit_is_a_row_of_permits() -> None:
    months: dict[str, Any] = {
        "residence_permit": None,
        "permits": [span("2020-01", "2022-03", city="beijing")],
    }
    assert found("permitted", **months).count() == 27
    assert found("permit_for_secondary", **months) is True
    elsewhere: dict[str, Any] = {
        "residence_permit": None,
        "permits": [span("2020-01", city="tianjin")],
    }
    assert found("permit_for_secondary", **elsewhere) is False


@clause(law.permit)
def test_one_of_the_two_times_of_applying_is_enough_for_the_condition() -> None:
    assert found("permit", residence_permit={"applied": "2022-03-01"}) is True
    october: dict[str, Any] = {
        "residence_permit": None,
        "work_permit": {"from": "2019-01-01", "to": "2021-12-31"},
    }
    assert found("permit", **october) is True
    assert found("permit", residence_permit=None) is False


@clause(law.permit)
def test_in_2013_only_the_time_of_secondary_schools_counts() -> None:
    october: dict[str, Any] = {
        "residence_permit": None,
        "work_permit": {"from": "2010-01-01", "to": "2012-12-31"},
    }
    assert found("permit", 2013, **october) is False
    assert found("permit", 2014, residence_permit={"applied": "2014-03-31"}) is True


@clause(law.permit)
def test_a_permit_that_is_not_stated_is_unknown() -> None:
    assert without("residence_permit", "permit") is UNKNOWN
    document = parent(residence_permit=None)
    del document["permits"]
    assert cases.result(BOOK, 2022, "permit", document) is UNKNOWN
    assert without("permits", "permit") is True


# ---- a dwelling


@clause(law.housed, law.dwelling)
@pytest.mark.parametrize(
    ("row", "held"),
    [(home("rent", "2022-03"), True), (home("own", "2022-04"), False),
     (home("dormitory", "2015-01", "2021-10"), True), (home("own", "2015-01", "2021-09"), False),
     (home("own", "2015-01", city="tianjin"), False)],
)  # fmt: skip
def test_a_dwelling_in_beijing_at_one_of_the_two_times(row: Document, held: bool) -> None:
    assert found("dwelling", homes=[row]) is held


@clause(law.dwelling)
def test_in_2013_a_dwelling_in_march_is_needed() -> None:
    assert found("dwelling", 2013, homes=[home("rent", "2010-01", "2013-02")]) is False
    assert found("dwelling", 2013, homes=[home("rent", "2010-01", "2013-03")]) is True


@clause(law.housed)
def test_a_lease_that_is_not_registered_leaves_the_dwelling_open() -> None:
    assert found("dwelling", homes=[home("rent", "2015-01", registered=False)]) is UNKNOWN
    assert found("dwelling", homes=[home("rent", "2015-01", registered=True)]) is True


@clause(law.dwelling)
def test_homes_that_are_not_stated_are_unknown_none_are_none() -> None:
    assert without("homes", "dwelling") is UNKNOWN
    assert found("dwelling", homes=[]) is False


# ---- work


@clause(law.worked, law.worked_three_years)
@pytest.mark.parametrize(("first", "met"), [("2019-04", True), ("2019-05", False)])
def test_36_months_of_work_by_march_are_three_years_35_are_not(first: str, met: bool) -> None:
    assert found("worked_three_years", jobs=[span(first, kind="employed")]) is met


@clause(law.worked_six_years)
@pytest.mark.parametrize(("first", "met"), [("2015-11", True), ("2015-12", False)])
def test_72_months_of_work_by_october_are_six_years_71_are_not(first: str, met: bool) -> None:
    assert found("worked_six_years", jobs=[span(first, kind="own_business")]) is met


@clause(law.worked_three_years, law.worked_six_years)
def test_years_of_work_with_a_gap_are_open() -> None:
    jobs = [span("2008-01", "2020-12", kind="employed"), span("2021-02", kind="flexible")]
    assert found("worked_three_years", jobs=jobs) is UNKNOWN
    assert found("worked_six_years", jobs=jobs) is UNKNOWN


@clause(law.worked)
def test_work_elsewhere_does_not_count() -> None:
    jobs = [span("2008-01", kind="employed", city="hebei")]
    assert found("worked_three_years", jobs=jobs) is False
    assert without("jobs", "worked_three_years") is UNKNOWN


# ---- insurance for secondary schools


@clause(law.insured_three_years)
@pytest.mark.parametrize(("first", "met"), [("2019-04", True), ("2019-05", False)])
def test_36_unbroken_months_by_march_are_three_years_35_are_not(first: str, met: bool) -> None:
    assert found("insured_three_years", insurance=[paid(first)]) is met


@clause(law.insured_three_years)
def test_pension_or_medical_insurance_is_enough_others_are_not() -> None:
    for kind, met in (("pension", True), ("medical", True), ("injury", False)):
        assert found("insured_three_years", insurance=[paid("2015-01", None, kind)]) is met


@clause(law.insured_three_years)
def test_one_kind_does_not_fill_the_gap_of_the_other() -> None:
    rows = [paid("2015-01", "2020-12", "pension"), paid("2021-01", None, "medical")]
    assert found("insured_three_years", insurance=rows) is False


@clause(law.insured)
def test_make_up_payments_and_other_cities_are_left_out() -> None:
    rows = [paid("2015-01", "2020-05"), paid("2020-06", "2020-06", made_up=True), paid("2020-07")]
    assert found("insured_three_years", insurance=rows) is False
    months = found("insured", insurance=rows)
    assert {kind: one.count() for kind, one in months.items()} == {
        Insurance.PENSION: 86,
        Insurance.MEDICAL: 86,
    }
    assert found("insured_three_years", insurance=[paid("2015-01", city="hebei")]) is False


@clause(law.insured_three_years)
def test_the_month_that_is_checked_may_be_given_from_outside() -> None:
    document = parent(insurance=[paid("2019-01", "2022-02")])
    assert cases.result(BOOK, 2022, "insured_three_years", document) is False
    given = {"secondary_insured_until": "2022-02"}
    assert cases.result(BOOK, 2022, "insured_three_years", document, given) is True


@clause(law.insured_three_years, law.insured_six_years)
def test_insurance_that_is_not_stated_is_unknown_none_is_none() -> None:
    for rule in ("insured_three_years", "insured_six_years"):
        assert without("insurance", rule) is UNKNOWN
        assert found(rule, insurance=[]) is False


# ---- insurance for higher schools: open question 14


@clause(law.insured_six_years)
@pytest.mark.parametrize(
    ("cycle", "first", "last"),
    [(2015, "2009-09", "2014-08"), (2018, "2012-09", "2017-08"), (2021, "2015-09", "2020-08"),
     (2022, "2016-09", "2021-08")],
)  # fmt: skip
def test_the_window_of_60_months_that_the_notices_quote(cycle: int, first: str, last: str) -> None:
    """Exactly the window: enough for the notices, short of the six years of the text."""
    assert found("insured_six_years", cycle, insurance=[paid(first, last)]) is UNKNOWN
    one_later = str(Month(Month.parse(first) + 1))
    assert found("insured_six_years", cycle, insurance=[paid(one_later, last)]) is False
    one_sooner = str(Month(Month.parse(last) - 1))
    assert found("insured_six_years", cycle, insurance=[paid("2000-01", one_sooner)]) is False


@clause(law.insured_six_years)
@pytest.mark.parametrize(
    ("first", "months", "met"),
    [("2015-09", 72, True), ("2015-10", 71, UNKNOWN), ("2016-09", 60, UNKNOWN),
     ("2016-10", 59, False)],
)  # fmt: skip
def test_question_14_72_months_are_enough_60_to_71_are_open_59_are_not(
    first: str, months: int, met: bool | None
) -> None:
    rows = [paid(first, "2021-08", "medical")]
    assert found("insured", insurance=rows)[Insurance.MEDICAL].count() == months
    assert found("insured_six_years", insurance=rows) is met


@clause(law.insured_six_years)
def test_a_gap_in_the_window_fails_both_readings_a_gap_before_it_only_the_text() -> None:
    within = [paid("2008-01", "2018-06"), paid("2018-08")]
    before = [paid("2008-01", "2016-06"), paid("2016-08")]
    assert found("insured_six_years", insurance=within) is False
    assert found("insured_six_years", insurance=before) is UNKNOWN


# ---- the child


@clause(law.child_of_junior_school, law.child_of_senior_school)
@pytest.mark.parametrize(
    ("answers", "junior", "senior"),
    [({}, True, True), ({"junior_years": False}, False, True), ({"senior_years": False}, True, False),
     ({"student_status": "hebei"}, False, False), ({"student_status": None}, UNKNOWN, UNKNOWN),
     ({"junior_years": None}, UNKNOWN, True),
     ({"student_status": "hebei", "senior_years": None}, False, False)],
)  # fmt: skip
def test_a_student_of_beijing_with_three_years_of_school(
    answers: Document, junior: bool | None, senior: bool | None
) -> None:
    assert found("child_of_junior_school", pupils=[child(**answers)]) is junior
    assert found("child_of_senior_school", pupils=[child(**answers)]) is senior


@clause(law.child_of_junior_school, law.child_of_senior_school)
def test_one_child_of_several_is_enough_and_must_meet_all_itself() -> None:
    two = [child(junior_years=False), child(student_status="hebei")]
    assert found("child_of_junior_school", pupils=two) is False
    assert found("child_of_junior_school", pupils=[*two, child()]) is True
    assert found("child_of_senior_school", pupils=[]) is False
    assert found("child_of_senior_school", pupils=None) is UNKNOWN


def test_who_says_nothing_of_pupils_is_asked_for_them_and_not_refused() -> None:
    assert found("eligible", pupils=None) is UNKNOWN


# ---- the routes


@clause(law.secondary_vocational)
def test_secondary_schools_ask_for_three_years_of_everything() -> None:
    three: dict[str, Any] = {
        "residence_permit": {"applied": "2022-03-01"},
        "homes": [home("rent", "2022-02")],
        "jobs": [span("2019-04", kind="employed")],
        "insurance": [paid("2019-04", None, "pension")],
        "pupils": [child(senior_years=False)],
    }
    assert found("secondary_vocational", **three) is True
    assert found("higher_vocational", **three) is False
    assert found("eligible", **three) is True


@clause(law.secondary_vocational)
@pytest.mark.parametrize(
    "lacking",
    [{"residence_permit": {"applied": "2022-04-01"}}, {"homes": [home("own", "2008-01", "2022-02")]},
     {"jobs": []}, {"insurance": []}, {"pupils": [child(junior_years=False)]}],
)  # fmt: skip
def test_each_part_is_needed_for_secondary_schools(lacking: Document) -> None:
    assert found("secondary_vocational", **lacking) is False


@clause(law.higher_vocational)
@pytest.mark.parametrize(
    "lacking",
    [{"residence_permit": {"applied": "2021-11-01"}}, {"homes": [home("own", "2021-11")]},
     {"jobs": [span("2016-01", kind="employed")]}, {"insurance": [paid("2017-01")]},
     {"pupils": [child(senior_years=False)]}],
)  # fmt: skip
def test_each_part_is_needed_for_higher_schools(lacking: Document) -> None:
    assert found("higher_vocational") is True
    assert found("higher_vocational", **lacking) is False


@clause(law.higher_vocational)
def test_higher_schools_are_open_since_the_examination_of_2014() -> None:
    long_here: dict[str, Any] = {
        "jobs": [span("2000-01", kind="employed")],
        "insurance": [paid("2000-01")],
    }
    assert found("higher_vocational", 2013, **long_here) is False
    assert found("secondary_vocational", 2013, **long_here) is True
    assert found("higher_vocational", 2014, **long_here) is True


@clause(law.eligible)
def test_one_route_is_enough_and_none_is_not() -> None:
    assert found("eligible") is True
    assert found("eligible", pupils=[child(junior_years=False)]) is True
    assert found("eligible", pupils=[]) is False
    assert found("eligible", residence_permit=None) is False
    assert found("eligible", homes=[]) is False


@clause(law.eligible)
def test_what_is_open_leaves_it_open_unless_a_condition_fails() -> None:
    only_higher: dict[str, Any] = {
        "pupils": [child(junior_years=False)],
        "insurance": [paid("2016-09")],
    }
    assert found("eligible", **only_higher) is UNKNOWN
    assert found("eligible", residence_permit=None, **only_higher) is False


# ---- ordinary schools, and the years


@clause(law.ordinary_senior_secondary)
def test_work_permits_open_ordinary_schools_in_2016_other_years_are_not_known() -> None:
    permit: dict[str, Any] = {"work_permit": {"from": "2015-01-01"}}
    assert found("ordinary_senior_secondary", 2016, **permit) is True
    assert found("ordinary_senior_secondary", 2022, **permit) is UNKNOWN
    assert found("ordinary_senior_secondary", 2022) is False
    given = {"work_permit_opens_ordinary_schools": "true"}
    document = parent(**permit)
    assert cases.result(BOOK, 2022, "ordinary_senior_secondary", document, given) is True


def test_examinations_from_2013_to_2030() -> None:
    assert BOOK.at(2013).values["higher_open"] is False
    assert BOOK.at(2030).values["higher_open"] is True
    for cycle in (2012, 2031):
        with pytest.raises(LawError, match="2013 to 2030"):
            BOOK.at(cycle)


def test_the_months_of_applying_and_of_the_check() -> None:
    values = BOOK.at(2018).values
    names = ("secondary_applied_in", "higher_applied_in", "higher_insured_until")
    assert [str(values[name]) for name in names] == ["2018-03", "2017-10", "2017-08"]
    assert BOOK.reference_day(2018) != day_asked(2018)

"""A proposal: what it changes, what it leaves alone, and how two rulebooks differ."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from luohu.engines.local import evaluate, evaluate_prepared, prepare
from luohu.law.parameters import Parameter
from luohu.law.reform import Difference, Reform, difference
from luohu.law.rules import Rule, indicator, total_score
from luohu.law.sources import LawError, Standing, Text
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.schemes.catalogue import find_rulebook
from tests.corpus.make import applicants
from tests.law.city import CITED, CITY, LAW, PERSON, book, rule, value, words

TITLE = Text("建议", "a proposal")
BEIJING = find_rulebook("beijing@2020")
TRIAL = find_rulebook("beijing@2016")


def reform(*rules: Rule, title: Text = TITLE, **values: Any) -> Reform:
    return Reform(title, rules, values)


def employment(insured_months: Any, points_per_month: int) -> Any:
    """Double points, for at most a hundred months."""
    return words.at_most(insured_months, 100) * points_per_month * 2


def total(employment: Any) -> Any:
    """Employment alone."""
    return employment


DOUBLED = rule(employment)
EMPLOYMENT_ALONE = rule(total, total_score)

# ---- what changes


def test_a_reformed_value() -> None:
    dearer = reform(points_per_month=30).of(CITY)
    assert dearer.at(2024).evaluate(PERSON)["total"] == 3800
    assert CITY.at(2024).evaluate(PERSON)["total"] == 3300
    assert (dearer.title, dearer.name) == (TITLE, CITY.name)


def test_a_reformed_value_holds_in_every_cycle_as_a_proposal() -> None:
    old, new = (
        value("points_per_month", 25, (2024, 2024)),
        value("points_per_month", 20, (2025, 2026)),
    )
    dated = replace(
        CITY,
        parameters={
            **CITY.parameters,
            "points_per_month": replace(old, values=old.values + new.values),
        },
    )
    reformed = reform(points_per_month=30).of(dated)
    for cycle in (2024, 2025, 2026):
        assert reformed.at(cycle).values["points_per_month"] == 30
    (only,) = reformed.parameters["points_per_month"].values
    assert only.standing is Standing.UNVERIFIED


def test_a_reformed_rule() -> None:
    assert reform(DOUBLED).of(CITY).at(2024).evaluate(PERSON)["total"] == 5800


def test_a_new_rule_that_a_reformed_one_reads() -> None:
    def bonus(age: Any) -> Any:
        return words.either(age < 30, 500, 0)

    def innovation(best_award: Any, bonus: Any) -> Any:
        return best_award + bonus

    young = reform(rule(bonus), rule(innovation))
    assert young.of(CITY).at(2024).evaluate(PERSON | {"age": 29})["total"] == 3800
    assert young.changes(CITY) == {"innovation", "total"}


def test_what_nothing_reads_any_more_is_left_out() -> None:
    def innovation(age: Any) -> Any:
        return age * 10

    simpler = reform(rule(innovation)).of(CITY)
    assert set(CITY.rules) - set(simpler.rules) == {"best_award"}
    assert set(CITY.parameters) - set(simpler.parameters) == {"most_for_awards"}


def test_a_total_that_drops_an_indicator() -> None:
    alone = reform(EMPLOYMENT_ALONE)
    found = alone.of(CITY).at(2024).evaluate(PERSON)
    assert found["total"] == found["employment"] == 2500
    assert alone.changes(CITY) == {"total"}


def test_a_value_that_is_not_there_is_refused() -> None:
    with pytest.raises(LawError, match="xian@2024 has no value points_per_mouth to reform"):
        reform(points_per_mouth=30).of(CITY)


def test_a_rule_that_needs_what_nobody_gives_is_refused() -> None:
    def innovation(patents: Any) -> Any:
        return patents

    with pytest.raises(LawError, match="rule innovation needs patents"):
        reform(rule(innovation)).of(CITY)


@pytest.mark.parametrize(
    ("proposal", "changed"),
    [
        (reform(points_per_month=30), {"employment", "total"}),
        (reform(age_limit=30), {"young_enough", "eligible"}),
        (reform(most_for_awards=600), {"best_award", "innovation", "total"}),
        (reform(DOUBLED), {"employment", "total"}),
        (reform(DOUBLED, age_limit=30), {"employment", "total", "young_enough", "eligible"}),
        (reform(), set()),
    ],
)
def test_only_what_depends_on_a_reform_changes(proposal: Reform, changed: set[str]) -> None:
    assert proposal.changes(CITY) == changed


# ---- two reforms


def test_two_reforms_together() -> None:
    both = reform(DOUBLED, title=Text("甲", "one")) | reform(age_limit=30, title=Text("乙", "two"))
    assert both.title == Text("甲;乙", "one; two")
    found = both.of(CITY).at(2024).evaluate(PERSON)
    assert (found["total"], found["eligible"]) == (5800, False)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (reform(DOUBLED), reform(DOUBLED, age_limit=30), "employment"),
        (reform(age_limit=30), reform(age_limit=40, points_per_month=3), "age_limit"),
    ],
)
def test_two_reforms_of_one_thing_are_refused(one: Reform, other: Reform, name: str) -> None:
    with pytest.raises(LawError, match=f"two reforms change {name}$"):
        _ = one | other


# ---- on Beijing


def age(completed_years: Any) -> Any:
    """No points for age."""
    return completed_years * 0


BEIJING_REFORMS = [
    (reform(points_per_insured_month=20), {"employment", "total"}),
    (reform(points_per_rented_year=100), {"residence", "total"}),
    (reform(rule(age)), {"age", "total"}),
    (reform(unbroken_months_required=60), None),
]


@pytest.mark.parametrize(("proposal", "changed"), BEIJING_REFORMS)
def test_results_that_a_reform_does_not_change_need_no_computing(
    proposal: Reform, changed: set[str] | None
) -> None:
    """Given the results of before, the reform gives a whole cohort what computing it all gives."""
    cohort = Cohort.of([read_applicant(document) for document in applicants()[::5]])
    before, after = BEIJING.at(2026), proposal.of(BEIJING).at(2026)
    touched = proposal.changes(BEIJING)
    assert changed is None or touched == changed
    known = evaluate(before, cohort)
    kept = {
        name: known.least[name]
        for name in before.outcomes
        if name not in touched and known.known(name).all()
    }
    found = evaluate_prepared(after, prepare(before, cohort), len(cohort), given=kept)
    whole = evaluate(after, cohort)
    assert kept
    for name in after.outcomes:
        assert np.array_equal(found.least[name], whole.least[name])
        assert np.array_equal(found.most[name], whole.most[name])
        if name not in touched:
            assert np.array_equal(whole.least[name], known.least[name])


# ---- differences


def names(found: list[Difference]) -> set[str]:
    return {one.name for one in found}


@pytest.mark.parametrize("one", [CITY, BEIJING, TRIAL])
def test_a_rulebook_does_not_differ_from_itself(one: Any) -> None:
    assert difference(one, one) == []
    assert difference(one, replace(one)) == []


def test_a_reform_differs_in_what_it_replaces() -> None:
    first, second = difference(CITY, reform(DOUBLED, age_limit=30).of(CITY))
    assert (first.name, first.kind) == ("employment", "indicator")
    assert (first.before.en, first.after.en) == (
        "Points by the month.",
        "Double points, for at most a hundred months.",
    )
    assert (second.name, second.kind) == ("age_limit", "value")
    assert (second.before.zh, second.after.zh) == ("0.60分", "0.30分")


def test_what_only_one_has_is_empty_in_the_other() -> None:
    one = book([*CITY.rules.values()], CITY.parameters.values())

    def extra(age: Any) -> Any:
        """A new condition."""
        return age

    more = book([*one.rules.values(), rule(extra)], one.parameters.values())
    (gained,), (lost,) = difference(one, more), difference(more, one)
    assert (gained.before, gained.after.en) == (Text("", ""), "A new condition.")
    assert (lost.before.en, lost.after) == ("A new condition.", Text("", ""))


def test_a_rule_stated_in_the_same_words_is_the_same_rule() -> None:
    def again() -> Rule:
        @indicator("同", "same", cites=CITED)
        def same_rule(age: Any) -> Any:
            """The same."""
            return age

        return same_rule

    assert difference(book([again()]), book([again()])) == []


def test_values_through_time_are_told_with_their_spans() -> None:
    def points(age: Any, per_year: int) -> Any:
        return age * per_year

    def dated(*values: Parameter) -> Any:
        spans = tuple(span for each in values for span in each.values)
        return book([rule(points)], [replace(values[0], values=spans)])

    one_year, later = value("per_year", 100, (2024, 2024)), value("per_year", 200, (2025, 2026))
    (found,) = difference(dated(value("per_year", 100)), dated(one_year, later))
    assert (found.before.en, found.after.en) == (
        "1.00 points",
        "2024: 1.00 points; 2025–2026: 2.00 points",
    )


def test_for_a_program() -> None:
    (found,) = difference(CITY, reform(age_limit=30).of(CITY))
    assert json.loads(json.dumps(found.as_json())) == {
        "name": "age_limit",
        "kind": "value",
        "label": {"zh": "规则", "en": "rule"},
        "before": {"zh": "0.60分", "en": "0.60 points"},
        "after": {"zh": "0.30分", "en": "0.30 points"},
    }


def test_what_2020_changed_in_beijing_and_what_not() -> None:
    found = names(difference(TRIAL, BEIJING))
    assert found >= {"residence", "area", "tax", "age", "study_deduction", "rent_imputed_until",
                     "age_points", "points_per_tax_year", "permit_deadline"}  # fmt: skip
    assert not found & {"employment", "education", "honour", "law", "eligible", "total",
                        "insured_months", "points_per_insured_month", "points_per_owned_year",
                        "honour_points", "points_per_detention"}  # fmt: skip


def test_a_date_that_follows_the_cycle_is_told_as_one() -> None:
    found = {one.name: one for one in difference(TRIAL, BEIJING)}
    assert found["permit_deadline"].after.en == "12-31 of the year before"
    assert found["permit_deadline"].before.en.startswith(
        "2018: 2018-04-09; 2019: 12-31 of the year before"
    )


def test_spans_of_days_name_no_day_that_does_not_exist() -> None:
    for one in difference(TRIAL, BEIJING):
        assert "0000-00-00" not in one.before.en + one.after.en, one.name
        assert "9999-12-31" not in one.before.en + one.after.en, one.name


def test_citations_stay_those_of_the_law() -> None:
    reformed = reform(age_limit=30).of(CITY).parameters["age_limit"]
    assert [cite.document for cite in reformed.values[0].citations] == [LAW]

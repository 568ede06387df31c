"""The reasons of a result: every step behind it, its arithmetic, its source, in two languages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.sources import Document, Standing, Text
from luohu.law.trail import TRAIL_FORMAT, Trail, is_open, source_of
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_scheme
from tests.corpus.make import applicants
from tests.law.city import CITY, PERSON, book, rule
from tests.schemes.beijing.example import own, person, studied, without

CYCLES = (2018, 2019, 2020, 2026)
BEIJING = find_scheme("beijing")


def city(**facts: Any) -> Trail:
    """The trail of the city's person, who differs in some facts."""
    return trail_of(CITY.at(2024), PERSON | facts)


def beijing(document: dict[str, Any], cycle: int = 2026) -> Trail:
    return trail_of(BEIJING.at(cycle), facts_of(read_applicant(document)))


def trail_of(law: InForce, facts: dict[str, Any]) -> Trail:
    return Trail(law, law.evaluate(facts))


# ---- steps


def test_every_step_behind_a_result_is_there() -> None:
    assert list(city().steps(["total"])) == [
        "total", "employment", "insured_months", "points_per_month", "innovation", "best_award",
        "awards", "most_for_awards",
    ]  # fmt: skip


def test_a_rule_a_value_and_a_fact() -> None:
    steps = city().steps()
    assert [steps[name].source.kind for name in ("employment", "points_per_month", "age")] == [
        "indicator", "value", "fact",
    ]  # fmt: skip
    assert steps["employment"].shown == Text("25.00分", "25.00 points")
    assert steps["points_per_month"].shown == Text("0.25分", "0.25 points")
    assert steps["age"].shown == Text("40 zh", "40 en")
    assert steps["employment"].source.statement.en == "Points by the month."


def test_the_cycle_is_a_step() -> None:
    def years_left(cycle: int, age: Any) -> Any:
        return cycle - age

    step = trail_of(book([rule(years_left)]).at(2025), {"age": 40}).step("cycle")
    assert (step.source.label.en, step.shown.en, step.source.kind) == ("cycle", "2025", "fact")


@pytest.mark.parametrize("cycle", CYCLES)
def test_nothing_a_result_of_beijing_rests_on_is_missing(cycle: int) -> None:
    trail = beijing(person(), cycle)
    steps, law = trail.steps(), trail.law
    assert set(steps) == law.book.needs(law.outcomes)
    for step in steps.values():
        assert set(step.source.inputs) <= set(steps)
        for text in (step.source.label, step.shown):
            assert text.zh, step.source.name
            assert text.en, step.source.name


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_rule_and_value_of_beijing_has_a_source(cycle: int) -> None:
    for step in beijing(person(), cycle).steps().values():
        if step.source.kind != "fact":
            assert step.source.cites, step.source.name
            assert step.source.standing is not None
        if step.source.kind not in ("fact", "value"):
            assert step.source.statement.zh, step.source.name
            assert step.source.statement.en, step.source.name


@pytest.mark.parametrize("cycle", CYCLES)
def test_the_trail_of_anybody_is_json(cycle: int) -> None:
    for document in applicants()[::25]:
        told = beijing(document, cycle).as_json()
        assert json.loads(json.dumps(told)) == told
        assert (told["format"], told["cycle"]) == (TRAIL_FORMAT, cycle)


def test_the_shape_of_a_step() -> None:
    (step, *_) = city().as_json(["employment"])["steps"]
    assert step == {
        "name": "employment",
        "kind": "indicator",
        "label": {"zh": "就业", "en": "employment"},
        "unit": "points",
        "statement": {"zh": "就业", "en": "Points by the month."},
        "cites": [{"zh": "办法 第五条", "en": "Measures 第五条"}],
        "standing": "official",
        "inputs": ["insured_months", "points_per_month"],
        "premises": [],
        "question": None,
        "value": {"zh": "25.00分", "en": "25.00 points"},
        "arithmetic": {"zh": "100 zh × 0.25分", "en": "100 en × 0.25 points"},
    }


def test_premises_and_questions_are_told() -> None:
    doubt, asked = Text("须核实", "to be verified"), Text("未规定", "left open")

    def doubtful(age: Any) -> Any:
        return age

    law = book([rule(doubtful, premises=(doubt,), question=asked)]).at(2024)
    (step, _) = trail_of(law, {"age": 40}).as_json()["steps"]
    assert step["premises"] == [{"zh": "须核实", "en": "to be verified"}]
    assert step["question"] == {"zh": "未规定", "en": "left open"}


# ---- arithmetic


def test_arithmetic_of_a_result() -> None:
    trail = beijing(person(honours=["model_worker"]))
    assert trail.step("employment").arithmetic.en == "192 months × 0.25 points"
    assert trail.step("employment").arithmetic.zh == "192个月 × 0.25分"
    assert trail.step("no_criminal_record").arithmetic.en == "not (no)"


def test_only_the_branch_that_was_taken_is_told() -> None:
    chosen, left = (
        beijing(person(education=[studied("2009-07", "bachelor", "bachelor")], choices=choices))
        for choices in ({}, {"education": False})
    )
    assert chosen.step("study_deduction").arithmetic.en.startswith("−[0 months × 3.50 points ÷ 12")
    assert left.step("study_deduction").arithmetic.en == "−0.00 points"


def test_a_value_or_fact_has_no_arithmetic() -> None:
    steps = city().steps()
    assert steps["points_per_month"].arithmetic == steps["age"].arithmetic == Text("", "")


def test_arithmetic_that_only_repeats_the_result_is_not_told() -> None:
    assert city().step("innovation").arithmetic == Text("", "")


# ---- what leaves a result open


def test_nothing_is_unsettled_if_everything_is_known() -> None:
    assert city().unsettled() == []


def test_an_unknown_fact_or_list_is_named() -> None:
    assert city(awards=UNKNOWN).unsettled() == ["awards"]
    assert city(age=Range(50, 70), awards=UNKNOWN).unsettled(["eligible"]) == ["age"]


def test_an_unknown_fact_that_makes_no_difference_is_not_named() -> None:
    assert city(age=Range(20, 30)).unsettled() == []


def test_a_rule_that_the_law_leaves_open_is_named() -> None:
    def undecided(age: Any) -> Any:
        return Range(age, 2 * age)

    assert trail_of(book([rule(undecided)]).at(2024), {"age": 40}).unsettled() == ["undecided"]


def test_a_field_of_a_list_that_is_unstated_is_named() -> None:
    unstated = person(insurance=[{"kind": "all", "from": "2010-01", "to": None}],
                      homes=[own("2010-01", district="昌平")])  # fmt: skip
    assert "insurance.district" in beijing(unstated).unsettled(["area"])


@pytest.mark.parametrize(
    ("gone", "result"),
    [("homes", "residence"), ("insurance", "employment"), ("taxes", "tax"), ("born", "age")],
)
def test_what_is_missing_of_an_applicant_is_named(gone: str, result: str) -> None:
    trail = beijing(without("tax" if gone == "taxes" else gone))
    assert gone in trail.unsettled([result])
    assert is_open(trail.values[result])


def test_open_values() -> None:
    assert is_open(UNKNOWN)
    assert is_open(Range(0, 1))
    assert is_open({"pension": 1, "medical": Range(0, 1)})
    assert not is_open({"pension": 1})
    assert not is_open(0)


# ---- documents of other times


def document(key: str, since: int, until: int) -> Document:
    return Document(key, Text(key, key), "", Day(since), Day(until), Standing.OFFICIAL)


OLD = document("old", 20160101, 20241231)
NEW = document("new", 20250101, 99991231)


@pytest.mark.parametrize(("cycle", "cited"), [(2024, ["old"]), (2025, ["new"]), (2026, ["new"])])
def test_documents_not_yet_or_no_longer_in_force_are_not_cited(
    cycle: int, cited: list[str]
) -> None:
    def grown(age: Any) -> Any:
        return age + 1

    law = book([replace(rule(grown), cites=(OLD("一"), NEW("二")))])
    source = source_of(law.at(cycle), "grown")
    assert [cite.document.key for cite in source.cites] == cited


def test_a_rule_keeps_its_source_where_no_document_is_in_force() -> None:
    def grown(age: Any) -> Any:
        return age + 1

    law = book([replace(rule(grown), cites=(NEW("二"),))]).at(2024)
    assert [cite.document.key for cite in source_of(law, "grown").cites] == ["new"]


@pytest.mark.parametrize("cycle", CYCLES)
def test_results_of_beijing_cite_documents_in_force(cycle: int) -> None:
    law = BEIJING.at(cycle)
    for name in (*law.book.conditions, *law.book.indicators):
        for cite in source_of(law, name).cites:
            assert cite.document.in_force(Day.of(cycle, 12, 31)), (name, cite.shown("en"))

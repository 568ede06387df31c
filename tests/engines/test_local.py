"""A cohort on one machine: in batches of any size everybody gets what they get alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from luohu.engines.local import Results, evaluate, evaluate_prepared, prepare
from luohu.law.evaluation import InForce
from luohu.law.ranges import ends
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.schemes.catalogue import find_scheme
from tests.corpus.make import applicants
from tests.schemes.beijing.example import own, paid, person, without

CYCLES = (2019, 2026)  # of the trial, and of the policy in force


def law_of(cycle: int) -> InForce:
    return find_scheme("beijing").at(cycle)


def cohort_of(*documents: dict[str, Any]) -> Cohort:
    named = [document | {"id": f"P{k}"} for k, document in enumerate(documents)]
    return Cohort.of([read_applicant(document) for document in named])


@pytest.fixture(scope="module")
def invented() -> Cohort:
    """The corpus: of some everything is known, of others lists or facts are missing."""
    return cohort_of(*applicants())


def same(found: Results, wanted: Results) -> bool:
    return found.least.keys() == wanted.least.keys() and all(
        np.array_equal(found.least[name], wanted.least[name])
        and np.array_equal(found.most[name], wanted.most[name])
        for name in wanted.least
    )


@pytest.mark.parametrize("cycle", CYCLES)
def test_everybody_gets_what_they_get_alone(cycle: int, invented: Cohort) -> None:
    law = law_of(cycle)
    results = evaluate(law, invented)
    for index in range(len(invented)):
        alone = law.evaluate(invented.person(index))
        for name in law.outcomes:
            together = (results.least[name][index], results.most[name][index])
            assert together == ends(alone[name]), (invented.ids[index], name)


@pytest.mark.parametrize("batch", [1, 7, 499, 500, 501])
def test_batches_of_any_size_give_the_same(batch: int, invented: Cohort) -> None:
    assert same(evaluate(law_of(2026), invented, batch=batch), evaluate(law_of(2026), invented))


@pytest.mark.parametrize("cycle", CYCLES)
@pytest.mark.parametrize("batch", [64, 500])
def test_a_prepared_cohort_gives_the_same_each_time(
    cycle: int, batch: int, invented: Cohort
) -> None:
    law = law_of(cycle)
    chunks = prepare(law, invented, batch)
    for _ in range(2):
        found = evaluate_prepared(law, chunks, len(invented))
        assert same(found, evaluate(law, invented))


def test_given_results_are_not_worked_out_again() -> None:
    law = law_of(2026)
    cohort = cohort_of(person(), person(insurance=[paid("2015-01")]))
    given = {"employment": np.array([100, 200])}
    chunks = prepare(law, cohort)
    found = evaluate_prepared(law, chunks, 2, ("employment", "total"), given)
    whole = evaluate(law, cohort, ("employment", "total"))
    assert found.least["employment"].tolist() == [100, 200]
    less = whole.least["employment"] - given["employment"]
    assert (whole.least["total"] - found.least["total"]).tolist() == less.tolist()


def test_only_what_is_asked_for() -> None:
    found = evaluate(law_of(2026), cohort_of(person()), ("age", "tax"))
    assert set(found.least) == set(found.most) == {"age", "tax"}


def test_what_is_known_of_everybody_is_kept_once() -> None:
    found = evaluate(law_of(2026), cohort_of(person(), person()))
    assert found.least["total"] is found.most["total"]
    assert found.known("total").all()


def test_a_person_with_unknown_facts_leaves_the_others_as_they_are() -> None:
    known = person(homes=[own("2012-01")])
    found = evaluate(law_of(2026), cohort_of(known, without("homes"), known))
    assert found.known("total").tolist() == [True, False, True]
    assert found.known("employment").all()
    assert found.least["residence"][1] < found.least["residence"][0] < found.most["residence"][1]


def test_nobody_at_all() -> None:
    nobody = cohort_of(person()).slice(0, 0)
    found = evaluate(law_of(2026), nobody, ("total", "eligible"))
    assert found.least["total"].shape == found.most["eligible"].shape == (0,)


# ---- progress


def told(cohort: Cohort, batch: int, target: str = "age") -> list[int]:
    heard: list[int] = []
    evaluate(law_of(2026), cohort, (target,), heard.append, batch)
    return heard


def test_progress_tells_how_many_are_done() -> None:
    assert told(cohort_of(*[person()] * 5), batch=2) == [2, 4, 5]


def test_progress_counts_people_of_whom_something_is_unknown() -> None:
    mixed = cohort_of(*[person(), without("homes")] * 3)
    assert told(mixed, batch=2, target="total") == [2, 3, 5, 6]


def test_what_no_rule_asks_for_parts_nobody() -> None:
    mixed = cohort_of(*[person(), without("homes")] * 3)
    assert told(mixed, batch=2, target="age") == [2, 4, 6]

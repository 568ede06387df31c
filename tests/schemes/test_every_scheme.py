"""What holds for every rulebook there is, whoever it is run over."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import luohu.schemes
from luohu.engines.local import evaluate
from luohu.law.evaluation import InForce
from luohu.law.ranges import ends
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind
from luohu.law.sources import Standing
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.cohort import Cohort
from luohu.people.facts.places import City
from luohu.schemes.catalogue import cities
from luohu.schemes.scoring import score_person
from tests.clauses import RULEBOOKS
from tests.documents import EXPLORING, Document
from tests.schemes.anybody import HOME, anybody, shuffled, with_gaps

MOST_LINES = 400
PEOPLE = 400 if EXPLORING else 60
FOLDER = Path(luohu.schemes.__path__[0])

every_rulebook = pytest.mark.parametrize("book", RULEBOOKS, ids=lambda book: book.name)


def home_of(book: Rulebook) -> City:
    return HOME[book.scheme.partition("-")[0]]


def laws(book: Rulebook) -> Iterator[InForce]:
    """The law of the first and of the last cycle."""
    yield from (book.at(cycle) for cycle in dict.fromkeys(book.cycles))


@lru_cache
def people_of(city: City) -> list[Document]:
    dice = random.Random(None if EXPLORING else int(city))
    return [anybody(dice, city, f"P{k}") for k in range(PEOPLE)]


def results(law: InForce, document: Document) -> dict[str, tuple[Any, Any]]:
    values = law.evaluate(facts_of(read_applicant(document)))
    return {name: ends(values[name]) for name in law.outcomes}


@every_rulebook
def test_one_alone_scores_as_in_a_cohort(book: Rulebook) -> None:
    dice = random.Random(1)
    people = people_of(home_of(book))
    documents = [*people[: PEOPLE // 2], *(with_gaps(dice, one) for one in people[PEOPLE // 2 :])]
    cohort = Cohort.of([read_applicant(document) for document in documents])
    for law in laws(book):
        together = evaluate(law, cohort)
        for position, document in enumerate(documents):
            alone = results(law, document)
            for name, (low, high) in alone.items():
                found = together.least[name][position], together.most[name][position]
                assert found == (low, high), (name, document["id"])


@every_rulebook
def test_what_is_left_out_gives_bounds_around_the_result(book: Rulebook) -> None:
    dice = random.Random(2)
    for law in laws(book):
        for document in people_of(home_of(book))[:30]:
            whole, hidden = results(law, document), results(law, with_gaps(dice, document))
            for name, (low, high) in whole.items():
                assert hidden[name][0] <= low, (name, document["id"])
                assert hidden[name][1] >= high, (name, document["id"])


@every_rulebook
def test_the_order_of_rows_never_matters(book: Rulebook) -> None:
    order = random.Random(3)
    law = book.at(book.cycles[1])
    for document in people_of(home_of(book))[:30]:
        other = shuffled(document, lambda rows: order.sample(rows, len(rows)))
        assert results(law, other) == results(law, document)


@every_rulebook
def test_of_somebody_of_whom_nothing_is_stated_nothing_is_claimed(book: Rulebook) -> None:
    for law in laws(book):
        name = book.only(Kind.ELIGIBILITY)
        assert name is not None
        score = score_person(law, facts_of(read_applicant({"id": "nobody"})), "nobody")
        assert score.eligible is not True
        assert score.unknown or score.eligible is False


@every_rulebook
def test_every_score_can_be_told_with_its_reasons(book: Rulebook) -> None:
    law = book.at(book.cycles[1])
    for document in people_of(home_of(book))[:5]:
        score = score_person(law, facts_of(read_applicant(document)), "P")
        assert score.as_json()["rules"] == book.name
        for step in score.trail.steps().values():
            assert step.shown.zh
            assert step.shown.en


@every_rulebook
def test_every_rule_states_itself_in_both_languages(book: Rulebook) -> None:
    for rule in book.rules.values():
        assert rule.label.zh
        assert rule.label.en
        assert rule.statement.en.isascii() or "'" in rule.statement.en or "–" in rule.statement.en
        assert not rule.statement.zh.isascii(), rule.name


@every_rulebook
def test_an_unknown_value_has_no_content_and_says_so(book: Rulebook) -> None:
    for parameter in book.parameters.values():
        for value in parameter.values:
            assert (value.standing is Standing.UNKNOWN) == (value.given is None), parameter.name


# ---- the house of schemes


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_nothing_outside_a_city_names_it() -> None:
    """A city is found by its folder: no module of the house imports one."""
    names = tuple(f"luohu.schemes.{city}" for city in cities())
    for path in FOLDER.parent.glob("**/*.py"):
        if path.relative_to(FOLDER.parent).parts[:2] not in {
            ("schemes", city) for city in cities()
        }:
            assert not [name for name in imported(path) if name.startswith(names)], path.name


@pytest.mark.parametrize("city", cities())
def test_a_module_of_law_can_be_read_top_to_bottom(city: str) -> None:
    for path in (FOLDER / city).glob("**/*.py"):
        assert len(path.read_text("utf-8").splitlines()) < MOST_LINES, path.name


def test_a_cohort_of_nobody_is_no_trouble() -> None:
    nobody = Cohort.of([read_applicant({"id": "A"})]).slice(0, 0)
    for book in RULEBOOKS:
        found = evaluate(book.at(book.cycles[1]), nobody)
        assert all(isinstance(column, np.ndarray) for column in found.least.values())

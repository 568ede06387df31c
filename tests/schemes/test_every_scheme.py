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
from luohu.law.months import Month
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
from tests.documents import EXPLORING, Document, Row
from tests.schemes.anybody import anybody, city_of, shuffled, with_gaps

MOST_LINES = 400
PEOPLE = 400 if EXPLORING else 60
FOLDER = Path(luohu.schemes.__path__[0])

every_rulebook = pytest.mark.parametrize("book", RULEBOOKS, ids=lambda book: book.name)


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


def split(document: Document) -> Document:
    """The same person, every span that is long enough told as two."""
    found = dict(document)
    for name in ("insurance", "permits", "jobs", "housing_fund"):
        found[name] = [half for row in document[name] for half in halves(row)]
    return found


def halves(row: Row) -> list[Row]:
    first, last = Month.parse(row["from"]), row["to"] and Month.parse(row["to"])
    middle = first + 5
    if (last and last <= middle) or middle >= Month.parse("2026-10"):
        return [row]
    return [row | {"to": str(Month(middle))}, row | {"from": str(Month(middle + 1))}]


@every_rulebook
def test_one_alone_scores_as_in_a_cohort(book: Rulebook) -> None:
    dice = random.Random(1)
    people = people_of(city_of(book.scheme))
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
        for document in people_of(city_of(book.scheme))[:30]:
            whole, hidden = results(law, document), results(law, with_gaps(dice, document))
            for name, (low, high) in whole.items():
                assert hidden[name][0] <= low, (name, document["id"])
                assert hidden[name][1] >= high, (name, document["id"])


@every_rulebook
def test_the_order_of_rows_never_matters(book: Rulebook) -> None:
    order = random.Random(3)
    law = book.at(book.cycles[1])
    for document in people_of(city_of(book.scheme))[:30]:
        other = shuffled(document, lambda rows: order.sample(rows, len(rows)))
        assert results(law, other) == results(law, document)


@every_rulebook
def test_splitting_a_span_never_matters(book: Rulebook) -> None:
    law = book.at(book.cycles[1])
    for document in people_of(city_of(book.scheme))[:30]:
        assert results(law, split(document)) == results(law, document), document["id"]


@every_rulebook
def test_insurance_elsewhere_never_adds_points_for_sure(book: Rulebook) -> None:
    law = book.at(book.cycles[1])
    elsewhere = {"kind": "all", "from": "2004-01", "to": "2004-06", "city": "elsewhere"}
    for document in people_of(city_of(book.scheme))[:20]:
        other = document | {"insurance": [*document["insurance"], elsewhere]}
        before, after = results(law, document), results(law, other)
        for name in book.indicators:
            assert after[name][0] <= before[name][0], (name, document["id"])


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
    for document in people_of(city_of(book.scheme))[:5]:
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
    """A city is found by its folder: no module of the house imports one, but proposals to its law."""
    names = tuple(f"luohu.schemes.{city}" for city in cities())
    own = {*(("schemes", city) for city in cities()), ("study", "reforms")}
    for path in FOLDER.parent.glob("**/*.py"):
        if path.relative_to(FOLDER.parent).parts[:2] not in own:
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

"""A scheme as data for a page: everything there, everything with a source, all of it JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from luohu.law.rulebook import Rulebook
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.pages import overview, page

PARTS = ("conditions", "routes", "indicators", "scores", "steps")
BOOKS = [book for name in scheme_names() for book in find_scheme(name).rulebooks]


def page_of(book: Rulebook) -> dict[str, Any]:
    return page(find_scheme(book.scheme), book)


def test_the_overview_names_every_scheme_and_version() -> None:
    found = overview()
    assert json.loads(json.dumps(found)) == found
    assert [one["scheme"] for one in found] == scheme_names()
    versions = [version for one in found for version in one["versions"]]
    assert [version["rules"] for version in versions] == [book.name for book in BOOKS]
    assert [version["cycles"] for version in versions] == [list(book.cycles) for book in BOOKS]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_page_is_json(book: Rulebook) -> None:
    found = page_of(book)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["scheme", "rules", "title", "cycles", *PARTS, "values", "published"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_page_has_every_rule_once_and_every_value(book: Rulebook) -> None:
    found = page_of(book)
    rules = [one["name"] for part in PARTS for one in found[part]]
    assert sorted(rules) == sorted(book.rules)
    assert [one["name"] for one in found["values"]] == list(book.parameters)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_everything_on_a_page_has_words_and_a_source(book: Rulebook) -> None:
    found = page_of(book)
    rules = [one for part in PARTS for one in found[part]]
    values = [value for one in found["values"] for value in one["values"]]
    for one in (*rules, *values):
        assert one["cites"], one
        assert one["standing"]
    for one in (*rules, *found["values"]):
        assert one["label"]["zh"], one["name"]
        assert one["label"]["en"], one["name"]


def test_published_facts_are_told_as_they_were_published() -> None:
    published = page_of(_beijing())["published"]
    assert published["2020"]["cutoff"]["value"] == "97.13"
    assert published["2020"]["quota"]["value"] == 6000
    assert published["2020"]["quota"]["source"]


def _beijing() -> Rulebook:
    return find_scheme("beijing").rulebooks[-1]


def test_a_value_is_told_with_its_cycles_and_standing() -> None:
    (permits,) = [
        one for one in page_of(_beijing())["values"] if one["name"] == "work_permit_accepted"
    ]
    told = [
        (value["cycles"], value["value"]["en"], value["standing"]) for value in permits["values"]
    ]
    assert told == [
        ([2020, 2023], "yes", "inferred"),
        ([2024, 2024], "yes", "quoted"),
        ([2025, 2030], "yes", "inferred"),
    ]

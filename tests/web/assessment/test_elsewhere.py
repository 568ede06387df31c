"""Where one could settle: every scheme, the nearest first, with what is missing and what is next."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from luohu.law.days import today
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.schemes.comparison import NEARNESS, compare
from luohu.web.assessment.elsewhere import Card
from luohu.web.assessment.example import EXAMPLE

ADDRESS = {"zh": "/assess/where/", "en": "/en/assess/where/"}


def posted(client: Client, document: Any = EXAMPLE, **fields: str) -> Any:
    """The page of a document."""
    return client.post(ADDRESS["zh"], {"document": json.dumps(document), **fields})


def cards(document: Any = EXAMPLE) -> list[Card]:
    """The cards of a document this year."""
    applicant, _ = single.checked({"id": "A", **document})
    return [Card(one) for one in compare(Cohort.of([applicant]).person(0), "A", today().year, {})]


@pytest.mark.parametrize(
    ("address", "words", "example"),
    [
        ("/assess/where/", "还能在哪里落户", "这是一个虚构的例子"),
        ("/en/assess/where/", "Where else to settle", "an invented example"),
    ],
)
def test_without_a_document_the_example_is_shown(
    client: Client, address: str, words: str, example: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert f"<h1>{words}</h1>" in answer.content.decode()
    assert example in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_scheme_is_there_nearest_first_with_its_next_step(
    client: Client, language: str
) -> None:
    told = {"document": json.dumps(EXAMPLE)}
    page = client.post(ADDRESS[language], told).content.decode()
    places = []
    for card in cards():
        places.append(page.index(f"<h2>{escape(card.prospect.scheme.title.in_(language))}</h2>"))
        assert escape(card.prospect.next_step.in_(language)) in page
        assert escape(NEARNESS[card.prospect.nearness].in_(language)) in page
    assert places == sorted(places)


def test_every_card_leads_to_the_rules_it_was_worked_out_by(client: Client) -> None:
    page = posted(client).content.decode()
    for card in cards():
        with override("zh-hans"):
            address = reverse("version", args=[card.prospect.scheme.name, card.version])
        assert f'href="{address}"' in page


def test_a_card_says_what_fails_and_what_is_not_known() -> None:
    found = {card.prospect.scheme.name: card for card in cards()}
    assert found["beijing"].held is None
    assert found["beijing"].total_is_known
    assert found["beijing"].line_is_known
    assert any(card.missing for card in found.values())
    assert any(card.more_unknown for card in found.values())
    assert any(card.held for card in found.values())
    past = [card for card in found.values() if card.prospect.score is None]
    assert past
    for card in past:
        assert card.missing == []
        assert card.held is None
        assert card.routes_closed == 0
        assert not card.total_is_known


def test_warnings_of_the_document_are_said(client: Client) -> None:
    rented = {"tenure": "rent", "district": "海淀", "from": "2023-06", "to": "2023-09"}
    document = {**EXAMPLE, "homes": [*EXAMPLE["homes"], rented]}
    assert "请再看一眼" in posted(client, document).content.decode()
    assert "请再看一眼" not in posted(client).content.decode()


@pytest.mark.parametrize("document", [[], {"born": "soon"}, {**EXAMPLE, "homes": "x"}])
def test_a_faulty_document_is_refused(client: Client, document: Any) -> None:
    assert posted(client, document).status_code == 422


@pytest.mark.parametrize("fields", [{"scheme": "atlantis"}, {"cycle": "x"}, {"cycle": "1066"}])
def test_an_unknown_law_has_no_page(client: Client, fields: dict[str, str]) -> None:
    assert posted(client, **fields).status_code == 404

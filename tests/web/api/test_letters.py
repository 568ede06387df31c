"""Asking for standard replies through the interface: as the command answers, and nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luohu.web.letters.models import Letter
from tests.web.api.conftest import API, Ask

pytestmark = pytest.mark.django_db


def test_a_question_is_answered_best_reply_first(send: Ask) -> None:
    told = send("ask", {"question": "社保断缴一个月补上了还能申报吗", "top": 2}).json()
    assert told["replies"][0]["number"] == 22
    assert len(told["replies"]) <= 2
    assert told["nothing"] is None
    assert not Letter.objects.exists()


def test_what_nothing_fits_is_said(send: Ask) -> None:
    told = send("ask", {"question": "今天天气怎么样"}).json()
    assert told["replies"] == []
    assert told["nothing"]["en"]


def test_a_document_brings_own_figures(send: Ask, example: dict[str, Any]) -> None:
    asked = {"question": "合法稳定就业怎么算分", "document": example, "cycle": 2026}
    figures = [one["figures"] for one in send("ask", asked).json()["replies"] if one["figures"]]
    assert figures
    assert figures[0]["steps"]


@pytest.mark.parametrize(
    "body", [{}, {"question": "x" * 5000}, {"question": 1}, {"question": "x", "top": 0}]
)
def test_a_faulty_question_is_refused(send: Ask, body: dict[str, Any]) -> None:
    assert send("ask", body).status_code == 422


def test_the_replies_are_those_of_the_library(client: Client) -> None:
    listed = client.get(f"{API}replies").json()
    assert [one["number"] for one in listed][:19] == list(range(1, 20))
    assert client.get(f"{API}replies/10").json() == listed[9]
    assert client.get(f"{API}replies/9999").status_code == 404

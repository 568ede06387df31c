"""The page about the interface, in the frame of the site."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from luohu.web.api.interface import interface
from luohu.web.api.manual import PERSON, STATUSES, WRONG
from tests.web.api.conftest import API, Ask


@pytest.mark.parametrize(
    ("address", "title"), [("/api/", "给程序用的接口"), ("/en/api/", "The interface for programs")]
)
def test_it_is_in_both_languages(client: Client, address: str, title: str) -> None:
    page = client.get(address).content.decode()
    assert f"<h1>{title}</h1>" in page
    assert "<script>" not in page
    assert " style=" not in page


@pytest.mark.parametrize("address", [API, API + "docs"])
def test_the_addresses_of_ninja_lead_there(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/api/"


def test_it_tells_every_operation_and_every_way_it_may_end(client: Client) -> None:
    page = client.get("/api/").content.decode()
    for path, methods in interface.get_openapi_schema()["paths"].items():
        for told in (one for one in methods.values() if "security" not in one):
            assert path in page
            assert f'id="{told["operationId"]}"' in page
            assert {str(status) for status in told["responses"]} <= set(STATUSES)


def test_its_links_lead_somewhere_on_the_page(client: Client) -> None:
    page = client.get("/api/").content.decode()
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_the_person_of_its_examples_is_answered(client: Client, send: Ask) -> None:
    shown = re.search(r"<code>(\{.*?\})</code>", client.get("/api/").content.decode(), re.DOTALL)
    assert shown is not None
    person: dict[str, Any] = json.loads(unescape(shown[1]))
    assert person == PERSON
    for path in ("score", "explain", "where", "plan"):
        assert send(path, {"document": person}).status_code == 200


def test_the_refusal_it_shows_is_the_one_that_is_given(client: Client, send: Ask) -> None:
    refused = send("score", {"document": PERSON | WRONG}).json()["refused"]
    shown = unescape(client.get("/api/").content.decode())
    assert json.dumps({"refused": refused}, ensure_ascii=False, indent=1) in shown


def test_a_rate_that_is_not_by_the_minute_is_not_told_as_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_RATE", "5/s")
    assert "一个地址的请求次数有限。" in client.get("/api/").content.decode()

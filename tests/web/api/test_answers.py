"""What the interface answers is what the commands print with --json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luohu.schemes.catalogue import find_scheme, scheme_names
from tests.cli.calls import answer
from tests.web.api.conftest import API, EXAMPLES, Ask

PEOPLE = sorted(EXAMPLES.glob("*.json"))
ONE = EXAMPLES / "edge-of-the-line.json"


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_score_is_the_command_s(send: Ask, file: Path) -> None:
    found = send("score", {"document": json.loads(file.read_text("utf-8")), "cycle": 2026})
    assert found.status_code == 200
    assert found.json() == answer("score", file, "--cycle", "2026")


def test_many_are_scored_in_their_order(send: Ask) -> None:
    documents = [json.loads(file.read_text("utf-8")) for file in PEOPLE]
    found = send("score", {"documents": documents, "cycle": 2026}).json()
    assert found == answer("score", *PEOPLE, "--cycle", "2026")


def test_a_version_is_named_as_in_the_command(send: Ask, example: dict[str, Any]) -> None:
    found = send("score", {"document": example, "scheme": "beijing@2020", "cycle": 2025}).json()
    assert found == answer("score", ONE, "--scheme", "beijing@2020", "--cycle", "2025")


def test_explain_is_the_command_s(send: Ask, example: dict[str, Any]) -> None:
    found = send("explain", {"document": example, "cycle": 2026}).json()
    assert found == answer("explain", ONE, "--cycle", "2026")
    only = send("explain", {"document": example, "cycle": 2026, "only": ["tax"]}).json()
    assert only == answer("explain", ONE, "--cycle", "2026", "--only", "tax")


def test_where_is_the_command_s(send: Ask, example: dict[str, Any]) -> None:
    found = send("where", {"document": example, "cycle": 2026}).json()
    assert found == answer("where", ONE, "--cycle", "2026")


def test_plan_is_the_command_s(send: Ask, example: dict[str, Any]) -> None:
    found = send("plan", {"document": example, "from": 2027, "years": 3})
    assert found.json() == answer("plan", ONE, "--from", "2027", "--years", "3")
    assert send("plan", {"document": example}).json() == answer("plan", ONE)


@pytest.mark.parametrize(
    ("path", "call"),
    [
        ("schemes", ["schemes"]),
        ("schemes/beijing/2020", ["schemes", "beijing@2020"]),
        ("forecast", ["forecast"]),
        ("forecast?as_of=2021&years=2", ["forecast", "--as-of", "2021", "--years", "2"]),
        ("reforms", ["reform"]),
    ],
)
def test_what_stays_the_same_is_the_command_s(client: Client, path: str, call: list[str]) -> None:
    assert client.get(API + path).json() == answer(*call)


def test_the_schema_of_the_document_is_the_template_s(client: Client, tmp_path: Path) -> None:
    answer("template", tmp_path / "format.json")
    written = json.loads((tmp_path / "format.json").read_text("utf-8"))
    assert client.get(API + "document-schema").json() == written


def test_every_scheme_and_every_rule_has_its_address(client: Client) -> None:
    for name in scheme_names():
        one = client.get(f"{API}schemes/{name}").json()
        assert one["scheme"] == name
        assert len(one["versions"]) == len(find_scheme(name).rulebooks)
    tax = client.get(API + "schemes/beijing/2020/rules/tax").json()
    assert tax["name"] == "tax"
    assert tax["cites"]
    names = [value["name"] for value in client.get(API + "schemes/beijing/2020").json()["values"]]
    assert client.get(f"{API}schemes/beijing/2020/rules/{names[0]}").json()["values"]


def test_what_stays_the_same_is_fetched_once(client: Client) -> None:
    first = client.get(API + "schemes")
    assert "max-age" in first.headers["Cache-Control"]
    again = client.get(API + "schemes", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_answers_are_chinese_as_it_is_and_set_no_cookie(send: Ask, example: dict[str, Any]) -> None:
    found = send("where", {"document": example, "cycle": 2026})
    assert "北京" in found.content.decode()
    assert found.headers["Cache-Control"] == "no-store"
    assert not found.cookies
    assert "Access-Control-Allow-Origin" not in found.headers

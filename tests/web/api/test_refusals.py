"""Everything that the interface refuses, each with its own status."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client

from luohu.web.api.bodies import LARGEST
from luohu.web.api.interface import interface
from tests.cli.calls import FAULTY, PLACE, answer, written
from tests.web.api.conftest import API, Ask

ASKED = ("score", "explain", "where", "plan")


@pytest.mark.parametrize("path", ASKED)
def test_faults_are_all_listed_as_the_command_lists_them(
    send: Ask, path: str, tmp_path: Any
) -> None:
    found = send(path, {"document": FAULTY})
    faults = found.json()["refused"]
    assert found.status_code == 422
    assert all(set(fault) == PLACE for fault in faults)
    told = answer("check", written(tmp_path, "x.json", FAULTY), status=1)["refused"]
    assert {fault["column"] for fault in faults} <= {fault["column"] for fault in told}


def test_one_of_many_is_refused_by_its_position(send: Ask, example: dict[str, Any]) -> None:
    found = send("score", {"documents": [example, example, FAULTY]})
    assert found.status_code == 422
    assert {fault["row"] for fault in found.json()["refused"]} == {2, 3}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "null",
        '"document"',
        {"document": None},
        {"document": {}, "documents": []},
        {"documents": []},
        {"documents": [{}] * 101},
        {"documents": [1]},
        {"document": {}, "cycle": "2026"},
        {"document": {}, "scheme": 1},
        {"document": {}, "given": {"a": 1}},
        {"document": {}, "shoe_size": 44},
        {"document": {"id": "\ud800", "\ud800": 1}},
    ],
    ids=str,
)
def test_a_body_of_another_shape_is_422(send: Ask, body: Any) -> None:
    found = send("score", body)
    assert found.status_code == 422
    assert found.json()["refused"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("score", {"scheme": "atlantis"}),
        ("score", {"scheme": "beijing@1999"}),
        ("score", {"cycle": 1900}),
        ("score", {"cycle": 10**40}),
        ("score", {"given": {"nothing": "1"}}),
        ("score", {"scheme": "\ud800"}),
        ("explain", {"only": ["shoe_size"]}),
        ("where", {"cycle": 1900}),
        ("where", {"given": {"atlantis": {}}}),
        ("plan", {"scheme": "shanghai"}),
        ("plan", {"from": 1999}),
        ("plan", {"years": 0}),
        ("plan", {"as_of": 1999}),
    ],
    ids=str,
)
def test_what_there_is_not_is_404(
    send: Ask, example: dict[str, Any], path: str, body: dict[str, Any]
) -> None:
    found = send(path, {"document": example} | body)
    assert found.status_code == 404
    assert found.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "schemes/atlantis",
        "schemes/atlantis/2020",
        "schemes/beijing/1999",
        "schemes/beijing/2020/rules/shoe_size",
        "schemes/<script>/'--/rules/%00",
        "forecast?as_of=1999",
        "forecast?years=9",
        "nothing/here",
    ],
)
def test_an_address_with_nothing_behind_it_is_404(client: Client, path: str) -> None:
    found = client.get(API + path)
    assert found.status_code == 404
    assert found.json()["error"]


def test_a_year_that_is_no_number_is_422(client: Client) -> None:
    found = client.get(API + "forecast?as_of=soon")
    assert found.status_code == 422
    assert found.json()["refused"][0]["column"] == "as_of"


@pytest.mark.parametrize(
    "body",
    [" ", "{", '{"document": NaN}', '{"document": Infinity}', "[" * 100_000, b"\xff", "9" * 5000],
    ids=lambda body: str(body[:20]),
)
def test_what_is_no_json_is_400(send: Ask, body: str | bytes) -> None:
    assert send("score", body).status_code == 400


def test_nesting_as_deep_as_json_is_read_is_refused_in_order(send: Ask) -> None:
    deep = '{"document": ' + '{"a":' * 800 + "1" + "}" * 801
    assert send("score", deep).status_code in (400, 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_content_type_is_415(send: Ask, kind: str) -> None:
    assert send("score", "{}", content_type=kind).status_code == 415


def test_a_body_over_a_mebibyte_is_413_before_it_is_read(send: Ask) -> None:
    assert send("score", " " * (LARGEST + 1)).status_code == 413


def test_so_is_one_in_chunks_without_a_length(client: Client) -> None:
    assert _in_chunks(client, b" " * (LARGEST + 1), True) == 413
    assert _in_chunks(client, b"{}", True) == 422
    assert _in_chunks(client, b"{}", False) == 400


def test_a_length_that_is_no_number_is_none(client: Client) -> None:
    told: Any = {"content_type": "application/json", "CONTENT_LENGTH": "soon"}
    assert client.post(API + "score", "{}", **told).status_code == 400


def _in_chunks(client: Client, body: bytes, terminated: bool) -> int:
    told: Any = {
        "PATH_INFO": API + "score",
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/json",
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": terminated,
    }
    return int(client.request(**told).status_code)


def test_too_many_requests_are_429_and_say_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for bound in interface._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                for throttle in operation.throttle_objects:
                    monkeypatch.setattr(throttle, "num_requests", 2)
    assert [client.get(API + "schemes").status_code for _ in range(2)] == [200, 200]
    found = client.get(API + "schemes")
    assert found.status_code == 429
    assert 1 <= int(found.headers["Retry-After"]) <= 60
    assert found.json()["error"]
    elsewhere: Any = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get(API + "schemes", **elsewhere).status_code == 200


def test_every_refusal_is_described(client: Client) -> None:
    described = client.get(API + "openapi.json").json()
    for methods in described["paths"].values():
        for method, told in methods.items():
            wanted = {"404", "422", "429"} | ({"400", "413", "415"} if method == "post" else set())
            assert wanted <= set(told["responses"])
            assert "Retry-After" in told["responses"]["429"]["headers"]
    assert "$defs" not in json.dumps(described)

"""The result: the same figures as the engine's, each with its reasons; files out and in."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_document
from luohu.web.assessment.example import EXAMPLE
from tests.web.assessment.test_steps import carried, post

EXAMPLES = sorted(Path("examples").glob("*.json"))
OF_CITIES = sorted(Path("examples/cities").glob("*.json"))


def document_of(path: Path) -> dict[str, Any]:
    read = json.loads(path.read_text())
    found: dict[str, Any] = read[0] if isinstance(read, list) else read
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_shows_the_figures_of_the_engine(client: Client, path: Path) -> None:
    document = document_of(path)
    expected = score_document(find_scheme("beijing").at(2026), document)[0]
    answer = post(client, "/assess/result/", document)
    shown = answer.context["result"]
    assert shown.score.as_json() == expected.as_json()
    words = answer.content.decode()
    for name, points in expected.as_json()["indicators"].items():
        assert points is None or f'id="indicator-{name}"' in words
        assert points is None or f">{points}</span>" in words
    if not answer.context["result"].score.unknown:
        assert f">{expected.as_json()['total']}<small>" in words


@pytest.mark.parametrize("path", OF_CITIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("scheme", ["guangzhou", "shanghai", "shenzhen", "tianjin", "xiongan"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_scheme_has_a_result(client: Client, path: Path, scheme: str, language: str) -> None:
    answer = post(client, f"{language}/assess/result/", document_of(path), scheme=scheme)
    assert answer.status_code == 200


def test_a_missing_condition_says_when_it_could_be_met(client: Client) -> None:
    document = {**EXAMPLE, "insurance": [{"kind": "all", "from": "2021-01", "to": None}]}
    answer = post(client, "/assess/result/", document)
    met = {line.name: line.met for line in answer.context["result"].conditions}
    assert met["insured_seven_years"] == 2028
    assert "2028 年度起符合" in answer.content.decode()


def test_what_is_unknown_names_what_it_leaves_open_and_where_to_say_it(client: Client) -> None:
    document = {name: value for name, value in EXAMPLE.items() if name != "tax"}
    answer = post(client, "/assess/result/", document)
    words = answer.content.decode()
    assert "还不知道的" in words
    assert "/assess/step/taxes/" in words
    (label, question, lines), *_ = answer.context["result"].unknown
    assert (label.zh, question.name) == ("纳税情况", "taxes") or question.name == "taxes"
    assert "tax" in [line.name for line in lines]


def test_a_better_choice_is_proposed(client: Client) -> None:
    answer = post(client, "/assess/result/", {**EXAMPLE, "choices": {"area": False}})
    assert "换个选择,分更高" in answer.content.decode()


def test_the_total_is_held_against_every_published_line(client: Client) -> None:
    lines = post(client, "/assess/result/", EXAMPLE).context["result"].lines
    assert [one.cycle for one in lines] == [2023, 2022, 2021, 2020, 2019, 2018]
    assert lines[0].gap == 10680 - 10992


def test_an_open_total_has_no_gap(client: Client) -> None:
    document = {name: value for name, value in EXAMPLE.items() if name != "tax"}
    lines = post(client, "/assess/result/", document).context["result"].lines
    assert {one.gap for one in lines} == {None}


def test_months_are_drawn_as_stated_and_as_counted(client: Client) -> None:
    lanes = post(client, "/assess/result/", EXAMPLE).context["timeline"].lanes
    told = {lane.label.zh: (lane.counts, lane.months) for lane in lanes}
    assert told["社会保险"] == (False, 221)
    assert told["各险种正常缴费月"] == (True, 221)
    assert told["住所·自有"] == (False, 32)


def test_made_up_months_have_a_lane_of_their_own(client: Client) -> None:
    made_up = {"kind": "all", "from": "2010-01", "to": "2010-03", "made_up": True}
    document = {**EXAMPLE, "insurance": [*EXAMPLE["insurance"], made_up]}
    lanes = post(client, "/assess/result/", document).context["timeline"].lanes
    assert {lane.label.zh: lane.months for lane in lanes}["社会保险·补缴"] == 3


def test_the_example_needs_no_answers_and_says_that_it_is_invented(client: Client) -> None:
    for address in ("/assess/example/", "/assess/result/"):
        assert "这是虚构的例子" in client.get(address).content.decode()


def test_the_whole_page_opens_every_reason_for_printing(client: Client) -> None:
    words = post(client, "/assess/result/", EXAMPLE, whole="1").content.decode()
    assert words.count("<details open>") >= 15


def test_answers_are_saved_and_opened_again(client: Client) -> None:
    for what, name in (("json", "luohu.json"), ("workbook", "luohu.xlsx")):
        saved = post(client, "/assess/save/", EXAMPLE, **{"as": what})
        assert saved.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        file = SimpleUploadedFile(name, saved.content)
        opened = client.post("/assess/", {"file": file, "cycle": "2026"})
        again = post(client, "/assess/result/", carried(opened))
        assert again.context["result"].score.as_json()["total"] == "106.80"


def test_the_result_is_saved_with_its_trail(client: Client) -> None:
    saved = post(client, "/assess/save/", EXAMPLE, **{"as": "result"})
    answer = json.loads(saved.content)
    assert answer["total"] == "106.80"
    assert answer["trail"]["steps"]
    assert saved.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"{}"),
        ("a.json", b"{"),
        ("a.json", b"\xff\xfe\x00"),
        ("a.json", json.dumps([{"id": "1"}, {"id": "2"}]).encode()),
        ("a.xlsx", b"PK\x03\x04 not a workbook"),
        ("a.json", b'{"id": "x", "born": "1985-02-30"}'),
        ("big.json", b" " * 1_100_000),
    ],
)
def test_a_file_that_cannot_be_used_says_why(client: Client, name: str, content: bytes) -> None:
    answer = client.post(
        "/assess/", {"file": io.BytesIO(content) if not name else SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_facts_that_cannot_be_are_refused(client: Client) -> None:
    document = {**EXAMPLE, "awards": [{"type": "A", "points": 11}]}
    assert post(client, "/assess/result/", document).status_code in (200, 422)


def test_saving_something_else_is_refused(client: Client) -> None:
    assert post(client, "/assess/save/", EXAMPLE, **{"as": "pdf"}).status_code == 404
    assert client.get("/assess/save/").status_code == 405

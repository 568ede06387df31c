"""The commands of the letters desk: ask, replies, triage, drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import DONE, REFUSED, WRONG, answer, luohu
from tests.schemes.beijing.example import paid, person

DOCUMENT = person(
    insurance=[paid("2009-01")],
    education=[{"diploma": "master", "degree": "master", "graduated": "2017-06"}],
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "me.json"
    path.write_text(json.dumps(DOCUMENT, ensure_ascii=False), "utf-8")
    return path


def test_ask_gives_the_best_replies_first() -> None:
    told = answer("ask", "社保断缴一个月补上了还能申报吗", "--top", "3", "--json")
    assert told["nothing"] is None
    assert told["replies"][0]["number"] == 22
    assert len(told["replies"]) <= 3
    assert {"number", "title", "score", "why"} <= set(told["replies"][0])


def test_ask_says_when_nothing_fits() -> None:
    told = answer("ask", "今天天气怎么样", "--json")
    assert told["replies"] == []
    assert told["nothing"]["zh"]
    assert told["nothing"]["en"]
    assert luohu("ask", "今天天气怎么样").exit_code == DONE


def test_ask_in_words_of_either_language() -> None:
    assert "来信里的词" in luohu("ask", "同分同落").stdout
    assert "words of the letter" in luohu("ask", "同分同落", "--lang", "en").stdout


def test_ask_with_a_document_gives_own_figures(document: Path) -> None:
    told = answer(
        "ask", "我在职读研要扣多少分", "--document", document, "--cycle", "2026", "--json"
    )
    figures = next(one["figures"] for one in told["replies"] if one["number"] == 38)
    assert "36个月" in figures["text"]["zh"]
    assert "study_deduction" in [step["name"] for step in figures["steps"]]
    shown = luohu("ask", "我在职读研要扣多少分", "--document", document, "--cycle", "2026").stdout
    assert "本人数字" in shown


def test_ask_with_a_faulty_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    path.write_text(json.dumps(DOCUMENT | {"born": "1985-02-30"}), "utf-8")
    assert luohu("ask", "扣多少分", "--document", path).exit_code == REFUSED


@pytest.mark.parametrize("call", [["ask"], ["ask", "x", "--top", "0"], ["replies", "9999"]])
def test_a_wrong_call_ends_with_two(call: list[str]) -> None:
    assert luohu(*call).exit_code == WRONG


def test_replies_are_listed_and_shown_whole() -> None:
    listed = answer("replies", "--json")
    assert [reply["number"] for reply in listed][:19] == list(range(1, 20))
    (one,) = answer("replies", "10", "--json")
    assert one["number"] == 10
    assert one["title"]["zh"] in luohu("replies", "10").stdout
    assert str(listed[-1]["number"]) in luohu("replies").stdout


def test_triage_sorts_a_file_of_letters(tmp_path: Path) -> None:
    letters, output = tmp_path / "letters.txt", tmp_path / "sorted.jsonl"
    letters.write_text("社保断缴一个月还能申报吗\n今天天气怎么样\n", "utf-8")
    told = answer("triage", letters, "-o", output, "--processors", "1", "--json")
    assert told == {"letters": 2, "with_reply": 1, "without": 1}
    first, second = map(json.loads, output.read_text("utf-8").splitlines())
    assert (first["letter"], first["replies"][0], second["replies"]) == (1, 22, [])
    assert "2 封" in luohu("triage", letters, "-o", output, "--processors", "1").stdout
    assert luohu("triage", letters, "--processors", "1").stdout.count("\n") == 2


def test_triage_reads_letters_as_json_and_refuses_what_is_none(tmp_path: Path) -> None:
    letters = tmp_path / "letters.jsonl"
    letters.write_text('{"text": "同分同落"}\n', "utf-8")
    assert answer("triage", letters, "--processors", "1", "--json")["letters"] == 1
    letters.write_text('{"text": "同分同落"}\n{"words": 1}\nnot json\n{"text": null}\n', "utf-8")
    refused = answer("triage", letters, "--processors", "1", "--json", status=REFUSED)
    assert [fault["row"] for fault in refused["refused"]] == [2, 3, 4]


def test_drafts_of_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("页眉\n1.甲事现行办法如此。3.丙事现行办法照旧。", "utf-8")
    told = answer("drafts", page, "--json")
    assert [draft["number"] for draft in told["drafts"]] == [1, 3]
    assert told["missing"] == [2]
    shown = luohu("drafts", page).stdout
    assert "甲事" in shown
    assert "缺少的编号: 2" in shown
    page.write_text("没有编号", "utf-8")
    assert luohu("drafts", page).exit_code == REFUSED


def test_triage_reads_letters_in_the_older_encoding(tmp_path: Path) -> None:
    letters = tmp_path / "letters.txt"
    letters.write_bytes("同分同落\n今天天气怎么样\n".encode("gb18030"))
    assert answer("triage", letters, "--processors", "1", "--json")["with_reply"] == 1

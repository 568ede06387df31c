"""The pages of the study as a reader asks for them."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from luohu.study.reforms.catalogue import proposals
from luohu.web.studies import kept
from tests.web.studies.conftest import PEOPLE

BAD = [
    "/study/reform/99/",
    "/study/reform/1 OR 1=1/",
    "/study/reform/" + "9" * 4000 + "/",
    "/study/reform/19/?fall=0",
    "/study/reform/19/?fall=NaN",
    "/study/reform/19/?fall=" + "9" * 5000,
    "/study/reform/19/?fall=%00",
    "/study/reform/19/?fall=<script>",
    "/study/reform/19/?rise=2",
    "/study/reform/12/?fall=2",
    "/study/reform/19/?format=xml",
    "/study/forecast/?format=xml",
]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_the_index_leads_to_every_proposal(client: Client) -> None:
    shown = page(client, "/study/")
    for one in proposals():
        assert f'href="/study/reform/{one.key}/"' in shown
        assert one.asks.zh in shown
    assert "<svg" in shown
    assert 'href="/study/forecast/"' in shown
    assert 'href="/study/calibration/"' in shown


def test_the_index_groups_readings_under_their_number(client: Client) -> None:
    shown = page(client, "/study/")
    assert len(re.findall('aria-hidden="true">\\d+</span>', shown)) == 19
    assert shown.count('class="reading"') == len(proposals())


@pytest.mark.parametrize("key", ["19", "5", "8", "1"])
def test_a_reform_says_what_it_would_do(client: Client, key: str) -> None:
    shown = page(client, f"/study/reform/{key}/")
    for heading in ("改什么", "结果", "有多确定", "假定了什么", "如何引用"):
        assert f"<h2>{heading}</h2>" in shown
    assert shown.count("<h1") == 1
    assert "style=" not in shown
    assert "<script>" not in shown


def test_a_reform_in_english(client: Client) -> None:
    shown = page(client, "/en/study/reform/19/")
    for heading in ("What changes", "The result", "How sure this is", "How to cite this"):
        assert f"<h2>{heading}</h2>" in shown


def test_the_numbers_of_invented_people_are_said_to_be_chinese(client: Client) -> None:
    shown = page(client, "/en/study/reform/19/")
    assert re.search(r'<span lang="zh-CN">合成-\d+</span>, who just', shown)


def test_a_value_by_steps_has_a_line_for_each(client: Client) -> None:
    assert "<span>≥ 46 &lt; 47: 18.00</span>" in page(client, "/study/reform/19/")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("1", "落户名额改为现在的 200%。"),
        ("2", "100.00 分及以上"),
        ("4", "直接落户,不占名额"),
        ("5", "不改任何规则:"),
        ("6", "取成员中的最高分"),
        ("6-sum", "成员分数相加"),
        ("8", "没有用人单位"),
    ],
)
def test_what_is_changed_beside_the_law_is_said(client: Client, key: str, words: str) -> None:
    assert words in page(client, f"/study/reform/{key}/")


def test_a_slider_stands_at_the_number_asked(client: Client) -> None:
    shown = page(client, "/study/reform/19/?fall=3.00")
    assert 'name="fall" min="0.25" max="20.00" step="0.25" value="3.00"' in shown
    assert '<output for="set-fall">3.00</output>' in shown
    assert "http://testserver/study/reform/19/?fall=3.00" in shown


def test_the_usual_numbers_are_the_page_without_any(client: Client) -> None:
    shown = page(client, "/study/reform/19/?fall=2")
    assert 'href="http://testserver/study/reform/19/"' in shown


def test_other_numbers_give_another_result(client: Client) -> None:
    gentle, steep = (
        client.get(f"/study/reform/19/?format=json&fall={fall}").json() for fall in ("0.5", "20")
    )
    assert gentle["people"] == PEOPLE
    assert gentle["after"]["cutoff"] >= steep["after"]["cutoff"]
    assert steep["reform"]["proposals"][0]["numbers"] == {"fall": "20.00"}


def test_a_reform_as_a_file_of_figures(client: Client) -> None:
    answer = client.get("/study/reform/12/?format=json")
    assert answer["Content-Type"] == "application/json"
    assert 'filename="luohu-reform-12.json"' in answer["Content-Disposition"]
    assert json.loads(answer.content)["quota"] > 0


def test_the_forecast_with_its_back_test_and_scenarios(client: Client) -> None:
    shown = page(client, "/study/forecast/")
    for heading in ("今后三年内", "回测", "更远的情景", "能信到什么程度"):
        assert f"<h2>{heading}</h2>" in shown
    told = client.get("/en/study/forecast/?format=json").json()
    assert told["pairs"] == len(told["backtest"])


def test_the_calibration(client: Client) -> None:
    assert "<h2>逐项对比</h2>" in page(client, "/study/calibration/")
    assert client.get("/study/calibration/?format=json").json()["people"] == PEOPLE


@pytest.mark.parametrize("address", BAD)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_cannot_be_is_a_page_that_says_so(client: Client, prefix: str, address: str) -> None:
    answer = client.get(prefix + address)
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode()


def test_the_words_of_the_refusal_are_shown(client: Client) -> None:
    shown = client.get("/study/reform/19/?fall=99").content.decode()
    assert "0.25–20.00" in shown


@pytest.mark.parametrize("address", ["/study/", "/study/reform/12/", "/study/forecast/"])
def test_nothing_can_be_sent(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_who_would_wait_too_long_is_told(
    client: Client, empty: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PATIENCE", 0.0)
    with kept.alone():
        answer = client.get("/study/reform/19/?fall=7")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "一次只算一项" in answer.content.decode()

"""The way ahead: what is said first, what a change does, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from luohu.law.days import today
from luohu.law.months import Month
from luohu.study.forecast import shipped_forecast
from luohu.study.plan import (
    Action,
    BuyHome,
    KeepInsured,
    MissMonth,
    PayTax,
    SellHome,
    StudyDegree,
    WorkIn,
    plan,
)
from luohu.study.plan.together import outlook_after
from luohu.web.assessment.ahead import outer_districts
from luohu.web.assessment.changes import Ground, WhatIf
from luohu.web.assessment.example import EXAMPLE

ADDRESS = "/assess/ahead/"
NEXT_YEAR = today().year + 1
LATER = Month.of(NEXT_YEAR, 6)
ENDED = {**EXAMPLE, "insurance": [{**EXAMPLE["insurance"][0]}]}


def posted(client: Client, document: Any = EXAMPLE, part: Any = False, **fields: Any) -> Any:
    """The page of a document, with fields of the form filled in."""
    headers = {"HX-Request": "true"} if part else {}
    told = {"document": json.dumps(document), **fields}
    return client.post(ADDRESS, told, headers=headers)


def tried(document: Any = EXAMPLE, **fields: str) -> WhatIf:
    """The form of a document, with fields filled in."""
    return WhatIf.of(Ground(document, today(), outer_districts(today().year)), fields)


@pytest.mark.parametrize(
    ("address", "words", "example"),
    [
        ("/assess/ahead/", "今后几年", "这是一个虚构的例子"),
        ("/en/assess/ahead/", "The years ahead", "an invented example"),
    ],
)
def test_without_a_document_the_example_is_shown_and_said_to_be_one(
    client: Client, address: str, words: str, example: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert f"<h1>{words}</h1>" in answer.content.decode()
    assert example in answer.content.decode()
    assert not answer.cookies


def test_the_page_says_the_same_years_points_and_advice_as_the_plan(client: Client) -> None:
    found = plan({"id": "A", **EXAMPLE}, shipped_forecast(), NEXT_YEAR)
    page = posted(client).content.decode()
    for one in found.now.cycles:
        assert f'<th scope="row">{one.cycle}</th>' in page
        assert f"{one.total[0] / 100:.2f}" in page
    assert found.advice is not None
    assert found.advice.actions[0].label.zh in page
    for text in found.assumptions:
        assert text.zh in page


def test_own_facts_are_not_called_an_example(client: Client) -> None:
    assert "虚构" not in posted(client, {**EXAMPLE, "born": "1984-01-09"}).content.decode()


@pytest.mark.parametrize(
    ("document", "fields", "action"),
    [
        (EXAMPLE, {"buy_in": "通州", "buy_from": f"{LATER}"}, BuyHome(LATER, "通州")),
        (EXAMPLE, {"sell_until": f"{LATER}"}, SellHome(LATER)),
        (EXAMPLE, {"work_in": "通州", "work_from": f"{LATER}"}, WorkIn(LATER, "通州")),
        (EXAMPLE, {"gap": f"{LATER}"}, MissMonth(LATER)),
        (ENDED, {"insured_from": f"{LATER}"}, KeepInsured(LATER, "海淀")),
        (
            EXAMPLE,
            {"tax_paid": "120000", "tax_first": f"{NEXT_YEAR}", "tax_years": "2"},
            PayTax(NEXT_YEAR, NEXT_YEAR + 1, 120000),
        ),
        (
            EXAMPLE,
            {"diploma": "master", "study_from": f"{LATER}", "study_until": f"{Month(LATER + 36)}"},
            StudyDegree(LATER, Month(LATER + 36), "master", "master"),
        ),
    ],
)
def test_each_control_is_an_action_on_the_document(
    document: Any, fields: dict[str, str], action: Action
) -> None:
    found = tried(document, **fields)
    assert found.actions == (action,)
    assert not found.faults


@pytest.mark.parametrize("part", [True, False])
def test_a_change_is_scored_again_and_set_beside_what_is_now(client: Client, part: bool) -> None:
    fields = {"tax_paid": "120000", "sell_until": f"{NEXT_YEAR}-06"}
    forecast, document = shipped_forecast(), {"id": "A", **EXAMPLE}
    found = plan(document, forecast, NEXT_YEAR)
    after = outlook_after(document, forecast, found.cycles, tried(**fields).actions)
    page = posted(client, part=part, **fields).content.decode()
    assert "如果这样做" in page
    for one in (*found.now.cycles, *after.cycles):
        assert f"{one.total[0] / 100:.2f}" in page
    assert ("<h1>" in page) is not part


def test_the_outlook_after_actions_of_an_option_is_that_of_the_plan() -> None:
    forecast, document = shipped_forecast(), {"id": "A", **EXAMPLE}
    found = plan(document, forecast, NEXT_YEAR)
    assert found.options
    for option in found.options:
        assert outlook_after(document, forecast, found.cycles, option.actions) == option.outlook


@pytest.mark.parametrize(("width", "pictures"), [("narrow", 1), ("wide", 1), ("", 2), ("'<", 2)])
def test_a_part_holds_one_picture_where_the_width_is_said(
    client: Client, width: str, pictures: int
) -> None:
    page = posted(client, part=True, width=width, tax_paid="120000").content.decode()
    assert page.count("<svg") == pictures


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("buy_in", "海淀"),
        ("buy_in", "<script>"),
        ("work_in", "九"),
        ("gap", "2001-01"),
        ("gap", "9999-01"),
        ("gap", "２０２８-０１"),
        ("sell_until", "soon"),
        ("tax_paid", "-1"),
        ("tax_paid", "9" * 4000),
        ("tax_paid", "一万"),
        ("diploma", "wizard"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_the_field(
    client: Client, name: str, value: str
) -> None:
    answer = posted(client, **{name: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="faults"' in page
    assert f'id="{name}-fault"' in page
    assert "<script>" not in page.partition("<h1>")[2]
    assert "如果这样做</h2>" not in page


@pytest.mark.parametrize(
    ("document", "fields", "name"),
    [
        (EXAMPLE, {"buy_in": "通州", "buy_from": "2020-01"}, "buy_from"),
        (EXAMPLE, {"work_in": "通州", "work_from": ""}, "work_from"),
        (EXAMPLE, {"tax_paid": "1", "tax_years": "11"}, "tax_years"),
        (EXAMPLE, {"tax_paid": "1", "tax_first": "2020"}, "tax_first"),
        (EXAMPLE, {"diploma": "master", "study_from": "x"}, "study_from"),
        (EXAMPLE, {"diploma": "master", "study_until": "2027-01"}, "study_until"),
        (ENDED, {"insured_from": "x"}, "insured_from"),
        (
            ENDED,
            {"insured_from": f"{LATER}", "work_in": "通州", "work_from": f"{NEXT_YEAR}-01"},
            "work_from",
        ),
        (
            EXAMPLE,
            {"buy_in": "通州", "buy_from": f"{Month(LATER + 1)}", "sell_until": f"{LATER}"},
            "sell_until",
        ),
    ],
)
def test_a_field_that_does_not_fit_the_others_is_wrong(
    document: Any, fields: dict[str, str], name: str
) -> None:
    found = tried(document, **fields)
    assert list(found.wrong) == [name]
    assert found.actions == ()


def test_faults_come_with_a_part_that_htmx_shows(client: Client) -> None:
    answer = posted(client, part=True, gap="x")
    assert answer.status_code == 200
    assert 'id="faults"' in answer.content.decode()


def test_a_list_that_is_not_stated_cannot_be_changed(client: Client) -> None:
    bare = {name: EXAMPLE[name] for name in ("born", "sex", "residence_permit")}
    fields = {
        "buy_in": "通州", "sell_until": f"{LATER}", "work_in": "通州", "gap": f"{LATER}",
        "insured_from": f"{LATER}", "tax_paid": "9", "diploma": "master",
    }  # fmt: skip
    answer = posted(client, bare, **fields)
    assert answer.status_code == 200
    assert "没有填住所,这一项不能试。" in answer.content.decode()
    assert tried(bare, **fields).actions == ()


def test_only_beijing_is_forecast_and_the_page_says_so(client: Client) -> None:
    answer = posted(client, scheme="shanghai")
    assert answer.status_code == 200
    assert "只有北京有分数线预测" in answer.content.decode()


@pytest.mark.parametrize("document", [[], "x", {"born": "soon"}, {**EXAMPLE, "tax": 7}])
def test_a_faulty_document_is_refused(client: Client, document: Any) -> None:
    assert posted(client, document).status_code == 422


@pytest.mark.parametrize(
    "query", [{"scheme": "atlantis"}, {"cycle": "'"}, {"cycle": "1066"}, {"cycle": "２０２６"}]
)
def test_an_unknown_law_has_no_page(client: Client, query: dict[str, str]) -> None:
    assert client.get(ADDRESS, query).status_code == 404


def test_a_total_without_limits_is_not_drawn(client: Client) -> None:
    answer = posted(client, {"born": "1990-01-01", "tax": []}, tax_paid="120000")
    assert answer.status_code == 200

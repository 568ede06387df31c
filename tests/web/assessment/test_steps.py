"""One question a page: shown, answered, refused with what would be right, undone."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import questions
from luohu.web.assessment.example import EXAMPLE

ROW = {"kind": "all", "from": "2016-05", "to": "2018-01", "district": "海淀"}
Answer = Any


def post(client: Client, address: str, document: Mapping[str, Any], **form: str) -> Answer:
    text = json.dumps(document, ensure_ascii=False)
    return client.post(address, {"document": text, "cycle": "2026", "scheme": "beijing", **form})


def carried(answer: Answer) -> dict[str, Any]:
    """The document that the page shown next carries on."""
    found: dict[str, Any] = json.loads(answer.context["asked"].text)
    return found


def test_a_new_assessment_begins_with_the_first_question_of_the_catalogue(client: Client) -> None:
    answer = post(client, "/assess/", {})
    assert answer.context["step"].question.name == "born"
    assert carried(answer) == {"city": "beijing"}


def test_an_answer_is_kept_and_the_next_question_shown(client: Client) -> None:
    answer = post(client, "/assess/step/born/", {}, action="next", born="1985-06-15")
    assert carried(answer) == {"born": "1985-06-15"}
    assert answer.context["step"].question.name == "sex"


@pytest.mark.parametrize(
    "typed", ["1985.6.15", "1985年6月15日", "19850615", "1985-06-15", " 1985/6/15 "]
)
def test_dates_are_read_as_people_write_them(client: Client, typed: str) -> None:
    answer = post(client, "/assess/step/born/", {}, action="next", born=typed)
    assert carried(answer) == {"born": "1985-06-15"}


@pytest.mark.parametrize(
    ("question", "form", "words"),
    [
        ("born", {"born": "1985-13-01"}, "不是存在的日期"),
        ("born", {"born": "2985-01-01"}, "晚于今天"),
        ("sex", {"sex": "unknown"}, "不是可选的值"),
        ("residence_permit", {"has": "yes"}, "这一项没有填"),
        ("insurance", {"kind": "all", "from": "2016-05", "to": "2015-01"}, "结束早于开始"),
        ("insurance", {"kind": "all", "from": "2016-5x", "to": "2017-01"}, "不是年月"),
        ("taxes", {"year": "2024", "paid": "一万"}, "不是"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(
    client: Client, question: str, form: dict[str, str], words: str
) -> None:
    answer = post(
        client, f"/assess/step/{question}/", {"born": "1985-06-15"}, action="next", **form
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert carried(answer) == {"born": "1985-06-15"}


def test_what_was_typed_stays_in_the_field_when_it_is_refused(client: Client) -> None:
    answer = post(client, "/assess/step/born/", {}, action="next", born="1985-13-01")
    assert 'value="1985-13-01"' in answer.content.decode()


def test_a_question_may_be_left_unanswered(client: Client) -> None:
    answer = post(client, "/assess/step/born/", {"born": "1985-06-15"}, action="next", born="")
    assert carried(answer) == {}


def test_a_row_is_added_changed_and_removed_and_that_undone(client: Client) -> None:
    at = "/assess/step/insurance/"
    added = post(client, at, {}, action="add", **ROW)
    assert carried(added)["insurance"] == [ROW]
    shown = post(client, at, carried(added), action="change:0")
    assert 'value="2016-05"' in shown.content.decode()
    changed = post(client, at, carried(added), action="add", row="0", **{**ROW, "from": "2016-06"})
    assert carried(changed)["insurance"] == [{**ROW, "from": "2016-06"}]
    removed = post(client, at, carried(changed), action="remove:0")
    assert carried(removed)["insurance"] == []
    assert removed.context["step"].before.document == carried(changed)


def test_a_span_that_goes_on_is_ticked_or_written(client: Client) -> None:
    for form in ({"to_open": "1"}, {"to": "至今"}):
        answer = post(
            client,
            "/assess/step/insurance/",
            {},
            action="add",
            kind="all",
            **{"from": "2016-05"},
            **form,
        )
        assert carried(answer)["insurance"] == [{"kind": "all", "from": "2016-05", "to": None}]


def test_going_on_keeps_a_row_that_was_not_added_yet(client: Client) -> None:
    answer = post(client, "/assess/step/insurance/", {}, action="next", **ROW)
    assert carried(answer)["insurance"] == [ROW]
    assert answer.context["step"].question.name == "homes"


def test_saying_none_does_not_drop_a_row_that_is_being_written(client: Client) -> None:
    answer = post(client, "/assess/step/insurance/", {}, action="none", **ROW)
    assert carried(answer)["insurance"] == [ROW]


def test_none_is_an_empty_list_and_not_known_is_left_out(client: Client) -> None:
    at = "/assess/step/awards/"
    assert carried(post(client, at, {}, action="none")) == {"awards": []}
    assert carried(post(client, at, {"awards": []}, action="open")) == {}


@pytest.mark.parametrize(
    ("question", "has", "said"),
    [
        ("residence_permit", "no", {"residence_permit": None}),
        ("residence_permit", "open", {}),
        ("work_permit", "no", {}),
    ],
)
def test_there_is_none_and_not_known_are_told_apart(
    client: Client, question: str, has: str, said: dict[str, Any]
) -> None:
    assert carried(post(client, f"/assess/step/{question}/", {}, action="next", has=has)) == said


def test_choices_are_only_written_where_they_differ_from_what_is_usual(client: Client) -> None:
    at = "/assess/step/choices/"
    usual = {"education": "yes", "area": "yes", "innovation": "yes"}
    assert carried(post(client, at, {}, action="next", **usual)) == {}
    other = post(client, at, {}, action="next", **{**usual, "area": "no"})
    assert carried(other) == {"choices": {"area": False}}


def test_back_goes_to_the_question_before_and_keeps_the_answer(client: Client) -> None:
    answer = post(client, "/assess/step/sex/", {}, action="back", sex="female")
    assert answer.context["step"].question.name == "born"
    assert carried(answer) == {"sex": "female"}


def test_after_the_last_question_all_answers_are_shown(client: Client) -> None:
    last = questions(find_scheme("beijing").at(2026))[-1]
    answer = post(client, f"/assess/step/{last.name}/", EXAMPLE, action="next")
    words = answer.content.decode()
    assert "核对答案" in words
    assert "1985-10-12" in words


def test_the_review_says_what_does_not_fit_together(client: Client) -> None:
    document = {**EXAMPLE, "born": "2010-01-01"}
    words = post(client, "/assess/review/", document).content.decode()
    assert "早于申请人出生" in words
    assert "看结果" not in words


def test_the_review_counts_what_is_not_answered(client: Client) -> None:
    words = post(client, "/en/assess/review/", {"born": "1985-06-15"}).content.decode()
    assert "not answered" in words


def test_faults_are_told_while_one_writes(client: Client) -> None:
    answer = post(client, "/assess/check/insurance/", {}, kind="all", **{"from": "2016-13"}, to="")
    words = answer.content.decode()
    assert 'id="fault-from" hx-swap-oob="true">' in words
    assert "不是年月" in words
    assert "这一项没有填" not in words


def test_faults_between_answers_are_told_while_one_writes(client: Client) -> None:
    answer = post(
        client, "/assess/check/insurance/", {"born": "2000-01-01"}, **{**ROW, "from": "1999-01"}
    )
    assert "早于申请人出生" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/assess/step/nothing/", "/assess/check/nothing/", "/assess/step/nothing/?cycle=2026"],
)
def test_a_question_that_the_law_does_not_ask_is_not_there(client: Client, address: str) -> None:
    assert post(client, address, {}).status_code == 404


@pytest.mark.parametrize("action", ["dance", "change:x", "remove:-1", "remove:999999999999"])
def test_an_action_that_there_is_not_is_refused(client: Client, action: str) -> None:
    assert post(client, "/assess/step/insurance/", {}, action=action).status_code == 404


@pytest.mark.parametrize(
    "form",
    [
        {"document": "[1"},
        {"document": "7"},
        {"document": "[" * 100_000},
        {"document": '"' + "x" * 300_000 + '"'},
        {"document": '{"born": 7, "insurance": 5, "homes": [1, null, {"from": {}}]}'},
        {"document": '{"nothing": 1}'},
    ],
)
@pytest.mark.parametrize(
    "address", ["step/insurance", "step/homes", "step/born", "review", "result"]
)
def test_whatever_is_sent_no_page_breaks(
    client: Client, address: str, form: dict[str, str]
) -> None:
    answer: HttpResponse = client.post(f"/assess/{address}/", {"cycle": "2026", **form})  # type: ignore[assignment]
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("cycle", ["1999", "二〇二六", "20266", "-1", "2026.5"])
def test_a_cycle_that_is_not_encoded_is_said(client: Client, cycle: str) -> None:
    assert post(client, "/assess/step/born/", {}, cycle=cycle).status_code == 404


@pytest.mark.parametrize(
    "scheme", ["guangzhou", "shanghai", "shenzhen", "tianjin", "xiongan", "ningbo"]
)
def test_every_question_of_every_city_is_a_page(client: Client, scheme: str) -> None:
    book = find_scheme(scheme).rulebooks[-1]
    cycle = str(min(2026, book.cycles[1]))
    for question in questions(book.at(int(cycle))):
        form = {"scheme": scheme, "cycle": cycle}
        assert post(client, f"/assess/step/{question.name}/", EXAMPLE, **form).status_code == 200

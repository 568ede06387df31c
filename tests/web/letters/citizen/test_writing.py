"""Writing: the form, what may answer already, what is attached, the receipt, and that it arrives once."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luohu.law.days import CLOCK_VARIABLE
from luohu.web.assessment.example import EXAMPLE
from luohu.web.letters.models import Letter
from luohu.web.letters.services import digest_of
from tests.web.accounts.people import signed_in

pytestmark = pytest.mark.django_db
AT = "/letters/write/"
DOCUMENT = json.dumps(EXAMPLE)
TELEPHONE, IDENTITY = "13800138000", "999999198510120024"


def words(answer: Any) -> str:
    return str(answer.content.decode())


def sent(client: Client, text: str, at: str = AT, **fields: Any) -> Any:
    """A letter sent by who has seen what may answer it."""
    return client.post(at, {"q": text, "send": "1", "seen": "1", **fields})


def once_of(answer: Any) -> str:
    """The mark of a form, by which it is known when it comes twice."""
    found = re.search(r'name="once" value="([^"]+)"', words(answer))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("address", "heading"), [(AT, "<h1>写信</h1>"), ("/en/letters/write/", "<h1>Write to us</h1>")]
)
def test_the_form_says_what_need_not_be_written(client: Client, address: str, heading: str) -> None:
    answer = client.get(address)
    assert heading in words(answer)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_what_was_asked_is_carried_over(client: Client) -> None:
    assert "公积金怎么提取</textarea>" in words(client.post(AT, {"q": "公积金怎么提取"}))
    assert "公积金怎么提取</textarea>" in words(client.get(AT, {"q": "公积金怎么提取"}))


def test_before_it_is_sent_the_replies_that_may_answer_are_shown(client: Client) -> None:
    answer = client.post(AT, {"q": "我的社保断过", "send": "1"})
    assert "这些能回答吗?" in words(answer)
    assert "社保:简短的话。" in words(answer)
    assert "没有回答,寄出" in words(answer)
    assert not Letter.objects.exists()


def test_where_none_may_answer_it_is_sent_at_once(client: Client) -> None:
    client.post(AT, {"q": "公积金怎么提取", "send": "1"})
    letter = Letter.objects.get()
    assert (letter.topic, letter.sensitive, letter.language) == (0, False, "zh")


def test_a_letter_is_received_with_number_code_and_due_date(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-20")
    answer = sent(client, "我的社保断过,名额够吗")
    letter = Letter.objects.get()
    receipt = answer.context["receipt"]
    assert letter.key == digest_of(receipt.code)
    assert receipt.code not in letter.key
    assert letter.number == "2026-000001"
    for told in (letter.number, receipt.code_in_groups, "2026-11-20", "2026-12-05", "我的社保断过"):
        assert told in words(answer)
    assert (letter.topic, letter.owner, letter.document) == (1, None, None)
    assert not answer.cookies


def test_a_letter_that_may_need_a_second_look_is_marked(client: Client) -> None:
    sent(client, "有人造假")
    assert Letter.objects.get().sensitive


def test_a_letter_from_an_english_page_is_in_english(client: Client) -> None:
    sent(client, "my insurance was interrupted", "/en/letters/write/")
    assert Letter.objects.get().language == "en"


def test_personal_numbers_are_covered_and_their_kinds_told(client: Client) -> None:
    answer = sent(client, f"社保断过,电话{TELEPHONE},身份证{IDENTITY}")
    kept = Letter.objects.get().messages.get().text
    for number in (TELEPHONE, IDENTITY):
        assert number not in kept
        assert number not in words(answer)
    assert "身份证号; 电话号码" in words(answer)


@pytest.mark.parametrize("text", ["", "   ", "三个字", "长" * 4001])
def test_too_few_or_too_many_words_are_refused_and_kept_in_the_form(
    client: Client, text: str
) -> None:
    answer = sent(client, text)
    assert answer.status_code == 422
    assert "4 至 4000 字" in words(answer)
    assert 'aria-invalid="true"' in words(answer)
    assert f"{text}</textarea>" in words(answer)
    assert not Letter.objects.exists()


def test_the_same_form_twice_is_one_letter(client: Client) -> None:
    once = once_of(client.get(AT))
    first, second = sent(client, "社保断过", once=once), sent(client, "社保断过", once=once)
    assert Letter.objects.count() == 1
    assert first.context["receipt"].code == second.context["receipt"].code
    assert "2026-000001" in words(second)


def test_another_letter_in_the_same_form_is_another_letter(client: Client) -> None:
    once = once_of(client.get(AT))
    first, second = sent(client, "社保断过", once=once), sent(client, "社保补过", once=once)
    assert Letter.objects.count() == 2
    assert first.context["receipt"].code != second.context["receipt"].code


def test_nobody_chooses_a_code_and_so_sees_the_letter_of_another(client: Client) -> None:
    code = sent(client, "社保断过").context["receipt"].code
    assert sent(client, "社保断过", once=code).context["receipt"].code != code
    assert Letter.objects.count() == 2


def test_a_document_at_hand_is_attached_only_if_one_says_so(client: Client) -> None:
    form = client.post(AT, {"q": "社保断过", "document": DOCUMENT})
    assert re.search(r'name="attach" value="1" aria', words(form))
    sent(client, "社保断过", document=DOCUMENT)
    assert Letter.objects.get().document is None
    assert "附件</dt><dd>无" in words(sent(client, "社保又断过", document=DOCUMENT))


def test_an_attached_document_is_kept_without_what_says_whose_it_is(client: Client) -> None:
    private = {"id": IDENTITY, "id_number": IDENTITY, "family": "F-1"}
    held = json.dumps(EXAMPLE | private)
    answer = sent(client, "社保断过", document=held, attach="1", cycle="2026")
    letter = Letter.objects.get()
    assert letter.cycle == 2026
    assert letter.document
    assert letter.document["born"] == EXAMPLE["born"]
    assert IDENTITY not in json.dumps(letter.document)
    assert "family" not in letter.document
    assert "自测材料" in words(answer)


def test_a_file_is_attached_by_choosing_it(client: Client) -> None:
    content = json.dumps({"id": "A-1", **EXAMPLE}).encode()
    form = client.post(AT, {"q": "社保断过", "send": "1",
                            "file": SimpleUploadedFile("mine.json", content)})  # fmt: skip
    assert re.search(r'name="attach" value="1" checked', words(form))
    sent(client, "社保断过", file=SimpleUploadedFile("mine.json", content))
    kept = Letter.objects.get().document
    assert kept
    assert kept["born"] == EXAMPLE["born"]


@pytest.mark.parametrize("fields", [
    {"document": "[1]", "attach": "1"},
    {"document": '{"born": "5"}'},
    {"file": SimpleUploadedFile("mine.exe", b"MZ")},
])  # fmt: skip
def test_a_document_that_cannot_be_used_is_said_before_the_letter_goes(
    client: Client, fields: dict[str, Any]
) -> None:
    answer = sent(client, "社保断过", **fields)
    assert answer.status_code == 422
    assert "社保断过</textarea>" in words(answer)
    assert not Letter.objects.exists()


def test_hostile_words_are_words(client: Client) -> None:
    answer = sent(client, "<script>alert(1)</script>\x00")
    assert "<script>alert" not in words(answer)
    assert Letter.objects.get().messages.get().text == "<script>alert(1)</script>"


def test_who_writes_too_often_waits_and_keeps_the_words(client: Client, settings: Any) -> None:
    settings.LUOHU_LETTERS = "1/h"
    sent(client, "社保断过")
    answer = sent(client, "社保又断过")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert "社保又断过</textarea>" in words(answer)
    assert Letter.objects.count() == 1


def test_a_letter_written_signed_in_has_its_owner(client: Client) -> None:
    user = User.objects.create_user("demo-citizen")
    signed_in(user, client)
    sent(client, "社保断过")
    assert Letter.objects.get().owner == user


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(AT).status_code == 405


def test_chinese_on_an_english_page_is_said_to_be_chinese(client: Client) -> None:
    answer = sent(client, "<b>社保</b>断过\n\n第二段", "/en/letters/write/")
    assert '<p>&lt;b&gt;<span lang="zh-CN">社保</span>&lt;/b&gt;' in words(answer)

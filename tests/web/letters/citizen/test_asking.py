"""Asking: answers at once, or plainly none; with a document, the asker's own figures."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luohu.web.assessment.example import EXAMPLE
from luohu.web.letters.models import ReplyState, ReplyVersion
from tests.web.letters.citizen.conftest import INSURANCE

pytestmark = pytest.mark.django_db
DOCUMENT = json.dumps(EXAMPLE)


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("address", "heading"), [("/ask/", "<h1>问一问</h1>"), ("/en/ask/", "<h1>Ask</h1>")]
)
def test_one_asks_in_ones_own_words(client: Client, address: str, heading: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert heading in words(answer)
    assert not answer.cookies
    assert [theme.name for theme in answer.context["themes"]] == [
        "employment", "education", "ranking", "虚构主题"]  # fmt: skip


def test_an_example_is_asked_by_a_link(client: Client) -> None:
    answer = client.get("/ask/", {"q": "社保断了两个月"})
    assert "社保:简短的话。" in words(answer)
    assert "来信里的词:社保" in words(answer)
    assert "2020-07-16 起有效" in words(answer)
    assert 'href="/ask/replies/2/"' in words(answer)
    assert "noindex" in words(answer)


def test_a_posted_question_is_answered_and_kept_nowhere(client: Client) -> None:
    answer = client.post("/ask/", {"q": "社保和名额"})
    assert words(answer).count('<details class="answer panel"') == 2
    assert words(answer).count('<details class="answer panel" open>') == 1
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_answers_are_in_the_language_of_the_page(client: Client) -> None:
    assert "insurance: in short." in words(client.post("/en/ask/", {"q": "my insurance"}))


def test_where_nothing_fits_it_is_said_and_a_letter_offered(client: Client) -> None:
    answer = client.post("/ask/", {"q": "公积金怎么提取"})
    assert "没有合适的标准答复" in words(answer)
    assert 'action="/letters/write/"' in words(answer)
    assert '<input type="hidden" name="q" value="公积金怎么提取">' in words(answer)
    assert "简短的话" not in words(answer)


def test_below_every_answer_one_may_write(client: Client) -> None:
    assert '<input type="hidden" name="seen" value="1">' in words(
        client.post("/ask/", {"q": "社保"})
    )


def test_a_page_that_stays_gets_the_answers_alone(client: Client) -> None:
    answer = client.post("/ask/", {"q": "社保"}, headers={"HX-Target": "answers"})
    assert "<html" not in words(answer)
    assert 'hx-swap-oob="innerHTML"' in words(answer)
    assert "社保:简短的话。" in words(answer)


@pytest.mark.parametrize("told", ["", "  \n ", "\x00"])
def test_nothing_asked_is_nothing_answered(client: Client, told: str) -> None:
    answer = client.post("/ask/", {"q": told})
    assert answer.status_code == 200
    assert answer.context["answered"] is None


def test_what_is_longer_than_a_letter_is_refused(client: Client) -> None:
    answer = client.post("/ask/", {"q": "长" * 4001})
    assert answer.status_code == 422
    assert "最多 4000 字" in words(answer)


@pytest.mark.parametrize("told", ["<script>社保", "社保\x00\u202e", "社保" * 1500])
def test_hostile_words_are_words(client: Client, told: str) -> None:
    answer = client.post("/ask/", {"q": told})
    assert answer.status_code == 200
    assert "<script>社保" not in words(answer)


def test_a_document_at_hand_gives_the_own_figures(client: Client) -> None:
    answer = client.post("/ask/", {"q": "社保", "document": DOCUMENT})
    assert "就业得55.25分。" in words(answer)
    assert "/law/beijing/2020/employment/" in words(answer)
    assert "回到我的结果" in words(answer)
    assert 'formaction="/letters/write/"' not in words(answer)


def test_who_comes_with_a_document_keeps_it_whatever_is_asked(client: Client) -> None:
    answer = client.post("/ask/", {"document": DOCUMENT})
    assert '<button class="plain" name="q" value="同分的人怎么排?">' in words(answer)
    assert answer.context["answered"] is None
    assert "?q=" not in words(answer)


def test_figures_are_of_the_cycle_asked_for(client: Client) -> None:
    held = {"q": "社保", "document": DOCUMENT, "scheme": "shanghai-hukou", "cycle": "2025"}
    assert "就业得52.25分。" in words(client.post("/ask/", held))


def test_a_file_gives_the_own_figures_too(client: Client) -> None:
    file = SimpleUploadedFile("mine.json", json.dumps({"id": "A-1", **EXAMPLE}).encode())
    answer = client.post("/en/ask/", {"q": "insurance", "file": file})
    assert "Employment gives 55.25 points." in words(answer)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [("读研", ("education", "教育背景")), ("社保", ("insurance", "社会保险"))],
)
def test_what_is_unknown_is_named_and_can_be_filled_in(
    client: Client, question: str, unknown: tuple[str, str]
) -> None:
    document = {name: value for name, value in EXAMPLE.items() if name != unknown[0]}
    answer = client.post("/ask/", {"q": question, "document": json.dumps(document)})
    (one,) = answer.context["answered"].answers
    assert [label.zh for label, _ in one.figures.unknown] == [unknown[1]]
    assert 'action="/assess/review/"' in words(answer)


def test_a_reply_without_figures_says_nothing_of_anybody(client: Client) -> None:
    answer = client.post("/ask/", {"q": "名额", "document": DOCUMENT})
    assert answer.context["answered"].answers[0].figures is None


@pytest.mark.parametrize("document", ["[]", "not json", '{"born": 5}', '{"id": "\\ud800"}'])
def test_a_document_that_cannot_be_used_leaves_the_answer(client: Client, document: str) -> None:
    answer = client.post("/ask/", {"q": "社保", "document": document})
    assert answer.status_code == 422
    assert "社保:简短的话。" in words(answer)


def test_a_bad_file_is_named(client: Client) -> None:
    file = SimpleUploadedFile("mine.pdf", b"x")
    answer = client.post("/ask/", {"q": "社保", "file": file})
    assert answer.status_code == 422
    assert "材料没有用上" in words(answer)
    assert "社保:简短的话。" in words(answer)


def test_a_document_that_another_law_refuses_says_why(client: Client) -> None:
    from luohu.law.sources import Text
    from luohu.people.faults import Fault, Place, Refused
    from luohu.web.letters.citizens import attached

    fault = Fault(Place(), Text("两处不合", "two things differ"), Text("改一处", "correct one"))

    def refusing(*_: Any) -> None:
        raise Refused([fault])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attached, "own_figures", refusing)
        answer = client.post("/ask/", {"q": "社保", "document": DOCUMENT})
    assert "两处不合" in words(answer)
    assert answer.status_code == 200


@pytest.mark.parametrize("told", [{"scheme": "nowhere"}, {"cycle": "20x6"}, {"cycle": "1900"}])
def test_a_law_that_is_not_is_404(client: Client, told: dict[str, str]) -> None:
    assert client.post("/ask/", {"q": "社保", "document": DOCUMENT, **told}).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_all_replies_stand_under_their_themes(client: Client, language: str) -> None:
    answer = client.get(f"{language}/ask/replies/")
    for number in (1, 2, 3, 4):
        assert f'href="{language}/ask/replies/{number}/"' in words(answer)
    assert 'id="虚构主题"' in words(answer)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/ask/replies/1/", ["名额的第一段。", "<p>第二段。</p>", "第八条", "/study/reform/1/",
                             "/law/beijing/2020/total/", 'href="/ask/replies/2/"', "第 1 版"]),
        ("/en/ask/replies/1/", ["places, first.", "/en/study/reform/1/", "2020-07-16"]),
        ("/ask/replies/2/", ["/law/beijing/2020/points_per_insured_month/", "0.25"]),
    ],
)  # fmt: skip
def test_a_reply_is_a_page_with_its_grounds(client: Client, address: str, told: list[str]) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    for part in told:
        assert part in words(answer)
    assert "/ask/replies/99/" not in words(answer)


def test_a_reply_without_law_has_no_grounds(client: Client) -> None:
    answer = client.get("/ask/replies/3/")
    assert "<h2>依据</h2>" not in words(answer)
    assert answer.context["answer"].grounds.standing is None


def test_a_reply_of_a_scheme_that_is_gone_has_no_grounds_either() -> None:
    from luohu.web.letters.citizens.grounds import Grounds

    assert Grounds(INSURANCE.model_copy(update={"scheme": "nowhere"})).clauses == []


def test_a_reply_outside_its_dates_says_so(client: Client) -> None:
    told = words(client.get("/ask/replies/3/"))
    assert "2020-01-01 至 2021-12-31 有效" in told
    assert "不在有效期内" in told


def test_a_reply_whose_clauses_changed_says_so(client: Client, admin_user: Any) -> None:
    from django.utils import timezone

    ReplyVersion.objects.create(
        number=2, version=2, content={}, clauses="of another", state=ReplyState.PUBLISHED,
        author=admin_user, reviewer=admin_user.__class__.objects.create_user("second"),
        reason="改", written=timezone.now(),
    )  # fmt: skip
    assert "所依据的条文或取值有了变化" in words(client.get("/ask/replies/2/"))


def test_a_reply_posted_with_a_document_has_its_figures(client: Client) -> None:
    answer = client.post("/ask/replies/2/", {"document": DOCUMENT})
    assert "就业得55.25分。" in words(answer)
    assert "带着材料再问" in words(answer)
    assert client.post("/ask/replies/2/", {"document": "[1]"}).status_code == 422


def test_a_reply_that_could_carry_figures_says_how(client: Client) -> None:
    assert "这条答复可以带上您自己的数字" in words(client.get("/ask/replies/2/"))
    assert "这条答复可以带上您自己的数字" not in words(client.get("/ask/replies/1/"))


@pytest.mark.parametrize("number", ["77", "0", "9" * 30, "9" * 5000])
def test_a_reply_that_is_not_is_404(client: Client, number: str) -> None:
    assert client.get(f"/ask/replies/{number}/").status_code == 404

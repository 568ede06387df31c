"""Import at the desk: an agency's file becomes drafts beside the library, and versions to be edited."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from luohu.consult.importing.drafts import Draft
from luohu.people.faults import Refused
from luohu.web.letters.models import ReplyState, ReplyVersion
from luohu.web.letters.replies import imported, versions
from luohu.web.letters.replies.faults import TO_WRITE
from tests.seed import SEED, needs_the_seed

AT = "/desk/replies/import/"
PAGE = """<html><body><nav>首页 联系</nav><p>演示机构的答复</p>
<p>1.演示名额 名额由演示机构每年公布。这是演示的正文。2.演示社保 演示社保按月计算。这也是演示
的正文。4.建议演示新事 演示机构将研究这件事。</p><p>版权所有</p></body></html>"""


def sent(client: Client, content: str | bytes, name: str = "演示.html", language: str = "") -> Any:
    body = content.encode() if isinstance(content, str) else content
    return client.post(f"{language}{AT}", {"file": SimpleUploadedFile(name, body)})


def chosen(*drafts: tuple[int, str, str], **into: str) -> dict[str, Any]:
    told = [json.dumps(one, ensure_ascii=False) for one in drafts]
    return {"start": "1", "draft": told, "file": "演示.html"} | {
        name.replace("_", "-"): value for name, value in into.items()
    }


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_drafts_of_a_page_stand_beside_the_library(editing: Client, language: str) -> None:
    assert editing.get(f"{language}{AT}").status_code == 200
    answer = sent(editing, PAGE, language=language)
    assert answer.status_code == 200
    drafts = answer.context["drafts"]
    assert [one.draft.number for one in drafts] == [1, 2, 4]
    assert answer.context["found"].missing == (3,)
    assert drafts[0].chosen == "1"
    assert [reply.number for reply, _ in drafts[0].targets] == [1]
    assert "名额由演示机构每年公布" in words(answer)
    assert answer.context["found"].left
    assert not ReplyVersion.objects.exists()


def test_a_draft_may_go_to_the_reply_it_is_like_or_that_of_its_number(editing: Client) -> None:
    one = sent(editing, "1.演示社保 演示正文一。\n2.演示名额 演示正文二。", "a.txt").context[
        "drafts"
    ][0]
    assert [reply.number for reply, _ in one.targets] == [2, 1]
    assert one.chosen == "2"


def test_chosen_drafts_become_versions_that_nobody_published(editing: Client) -> None:
    answer = editing.post(
        AT,
        chosen(
            (1, "演示名额", "新的中文全文。"), (4, "建议演示新事", "演示的新正文。"),
            into_1="1", into_4="new",
        ),
        follow=True,
    )  # fmt: skip
    assert "已开 2 稿,都还没有发布。" in words(answer)
    of_old, of_new = ReplyVersion.objects.order_by("number")
    assert of_old.content["full"] == {
        "zh": "新的中文全文。",
        "en": "demonstration places in full. A second sentence.",
    }
    assert "演示.html" in of_old.reason
    assert (of_new.number, of_new.version, of_new.state) == (5, 1, ReplyState.DRAFT)
    assert of_new.content["kind"] == "proposal"
    assert of_new.content["title"] == {"zh": "建议演示新事", "en": TO_WRITE}
    assert of_new.content["full"]["zh"] == "演示的新正文。"
    assert editing.get("/desk/replies/5/edit/").status_code == 200
    with pytest.raises(Refused):
        versions.submit(of_new, actor=of_new.author)


def test_what_cannot_be_started_is_told_and_the_others_are(editing: Client, other: User) -> None:
    imported.start(Draft(2, "演示", "演示正文。"), "2", actor=other, file="")
    answer = editing.post(
        AT,
        chosen((1, "演", "演示。"), (2, "演", "演示。"), (3, "演", ""), (9, "演", "演示。"),
               into_1="1", into_2="2", into_3="3", into_9="99"),
        follow=True,
    )  # fmt: skip
    told = words(answer)
    assert "已开 1 稿" in told
    assert "第 2 条: 这条答复有别人的稿" in told
    assert "第 3 条: 没有填" in told
    assert "第 9 条: 没有答复 99" in told


def test_a_draft_without_a_title_is_named_by_its_first_words(editor: User) -> None:
    version = imported.start(Draft(7, "", "演示正文。"), "new", actor=editor, file="a.txt")
    assert version.content["title"]["zh"] == "演示正文。"


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_read_too(editing: Client) -> None:
    content = workbook(
        ("编号", "标题", "答复"), (1, "演示名额", "演示正文。"), ("", "无编号", "演示。")
    )
    answer = sent(editing, content, "演示.xlsx")
    assert [one.draft.title for one in answer.context["drafts"]] == ["演示名额"]
    assert len(answer.context["found"].left) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.txt"),
        ("没有编号的一页".encode(), "nothing.txt"),
        (b"%PDF-1.4", "replies.pdf"),
        (b"not a zip", "replies.xlsx"),
        (b"not a zip", "replies.docx"),
        (b"\xff\xfe\x00\xd8", "bytes.txt"),
        (b"x" * (imported.LARGEST_FILE + 1), "large.txt"),
        (b"1.a", "no-ending"),
    ],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_file_that_cannot_be_read_is_refused(
    editing: Client, content: bytes, name: str, language: str
) -> None:
    answer = sent(editing, content, name, language)
    assert answer.status_code == 422
    if content:
        assert name in words(answer)


def test_a_page_that_is_built_to_break_readers_is_no_failure(editing: Client) -> None:
    for content in ("<div>" * 5000 + "1.演 示。2.演 示。", "1." * 5000, "\x00" * 50 + "1.演\x00。"):
        assert sent(editing, content).status_code in (200, 422)


def test_too_many_drafts_at_once_are_refused(
    editing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imported, "MOST_DRAFTS", 2)
    assert "一次最多 2 条" in words(sent(editing, PAGE))


@pytest.mark.parametrize(
    "told",
    [
        {}, {"start": "1"}, {"start": "1", "draft": "nothing"}, {"start": "1", "draft": "[1,2]"},
        {"start": "1", "draft": '["x", "a", "b"]'}, {"start": "1", "draft": "[" * 100_000},
    ],
)  # fmt: skip
def test_a_form_that_nobody_sent_is_refused(editing: Client, told: dict[str, str]) -> None:
    assert editing.post(AT, told).status_code == 422
    assert not ReplyVersion.objects.exists()


@needs_the_seed
def test_the_seed_page_gives_its_nineteen(editing: Client) -> None:
    answer = sent(editing, SEED.read_bytes(), SEED.name)
    assert [one.draft.number for one in answer.context["drafts"]] == list(range(1, 20))
    assert all(one.draft.body for one in answer.context["drafts"])
    assert answer.context["found"].missing == ()
    assert answer.context["found"].cleaned

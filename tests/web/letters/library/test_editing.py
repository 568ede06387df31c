"""The pages of the library: the list, a reply with its versions, the form, and every step by its button."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.letters import library, services
from luohu.web.letters.models import Message, ReplyState, ReplyVersion
from luohu.web.letters.replies import versions
from luohu.web.letters.replies.form import written
from luohu.web.letters.replies.histories import History
from luohu.web.shell.clock import now
from tests.web.letters.library.conftest import REPLIES
from tests.web.letters.people import signed_in

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
AT = "/desk/replies/"


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def form(number: int = 1, **more: str) -> dict[str, str]:
    """The form of a shipped reply, with its short answer and whatever else changed."""
    told = written(REPLIES[number - 1]) | {"short.zh": "改过的短答。", "short.en": "Changed."}
    return told | {"base": "1", "reason": "演示改写"} | more


def opened() -> ReplyVersion:
    return ReplyVersion.objects.get()


def acted(client: Client, action: str, **more: str) -> Any:
    version = opened()
    told = {"version": str(version.pk), "seen": versions.as_seen(version)}
    return client.post(f"{AT}{version.number}/{action}/", told | more)


# the list


@LANGUAGES
def test_the_list_tells_what_is_out_of_date_before_all_replies(
    reading: Client, language: str
) -> None:
    answer = reading.get(f"{language}{AT}")
    told = words(answer)
    assert [row.reply.number for row in answer.context["outdated"]] == [3, 4]
    first = told.index(f'href="{language}{AT}3/"')
    assert first < told.index("<table")
    assert answer.context["found"] == 4
    assert "edit/" not in told


def test_the_list_counts_in_how_many_answers_a_reply_was_used(
    reading: Client, editor: User
) -> None:
    letter, _ = services.write_letter(text="演示来信", language="zh")
    for numbers in ([1, 2], [1], [1, 1]):
        used = [{"number": n, "version": 1} for n in numbers]
        Message.objects.create(
            letter=letter, of_office=True, text="演示", sent=now(), author=editor, replies=used
        )
    rows = {
        row.reply.number: row.used for one in reading.get(AT).context["groups"] for row in one.rows
    }
    assert rows == {1: 3, 2: 1, 3: 0, 4: 0}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=演示社保", [2]), ("q=PLACES", [1]), ("q=3", [3]), ("only=outdated", [3, 4]),
        ("only=open", []), ("theme=employment", [1, 2, 3, 4]), ("theme=tax", []), ("q=没有", []),
        ("q=" + "长" * 5000, []), ("only=%00", [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_the_list_is_filtered(reading: Client, query: str, numbers: list[int]) -> None:
    answer = reading.get(f"{AT}?{query}")
    assert answer.status_code == 200
    assert [row.reply.number for one in answer.context["groups"] for row in one.rows] == numbers


def test_a_reply_that_is_only_being_written_is_in_the_list(editing: Client) -> None:
    editing.post(f"{AT}new/", form(number=1) | {"number": "8", "base": "0", "related": ""})
    answer = editing.get(f"{AT}?only=open")
    (row,) = (row for one in answer.context["groups"] for row in one.rows)
    assert row.is_new
    assert str(row.open_state) == "起草中"
    assert editing.get(f"{AT}8/").status_code == 200
    assert editing.get(f"{AT}8/edit/").status_code == 200


# one reply


@LANGUAGES
def test_a_reply_shows_its_versions_and_what_a_draft_changes(
    editing: Client, language: str
) -> None:
    editing.post(f"{AT}1/edit/", form())
    told = words(editing.get(f"{language}{AT}1/"))
    assert "演示改写" in told
    assert "editor" in told
    assert re.search(r"<ins><span[^>]*>[^<]+</span>改过", told)
    assert re.search(r"<del><span[^>]*>[^<]+</span>", told)


def test_any_two_versions_are_compared(editing: Client) -> None:
    editing.post(f"{AT}1/edit/", form())
    key = opened().pk
    same = editing.get(f"{AT}1/", {"from": str(key), "to": str(key)})
    assert same.context["changes"] == []
    assert "内容完全相同" in words(same)
    back = editing.get(f"{AT}1/", {"from": str(key)})
    assert [one.key for one in back.context["pair"]] == [key, key]
    turned = editing.get(f"{AT}1/", {"from": str(key), "to": "0"})
    assert [one.key for one in turned.context["pair"]] == [key, 0]
    assert editing.get(f"{AT}1/", {"from": "99"}).status_code == 404


@LANGUAGES
def test_a_version_is_shown_as_citizens_would_see_it(editing: Client, language: str) -> None:
    editing.post(f"{AT}1/edit/", form())
    told = words(editing.get(f"{language}{AT}1/", {"see": str(opened().pk)}))
    assert ("Changed." if language else "改过的短答。") in told
    assert "noindex" in told
    assert "改过的短答。" not in words(editing.get(f"{AT}1/", {"see": "0"}))
    assert editing.get(f"{AT}1/", {"see": "nothing"}).status_code == 404


@pytest.mark.parametrize("address", ["99/", "0/", f"{10**30}/", "99/edit/", "x/", "1/edit/x/"])
def test_what_there_is_not_is_404(editing: Client, address: str) -> None:
    assert editing.get(f"{AT}{address}").status_code == 404


# the form


@LANGUAGES
def test_the_form_is_filled_with_the_reply_in_force(editing: Client, language: str) -> None:
    told = words(editing.get(f"{language}{AT}1/edit/"))
    assert "演示名额的全文。第二句。" in told
    assert 'name="title.en" value="demonstration places"' in told
    assert '<option value="employment">' in told
    assert 'name="base" value="1"' in told


@LANGUAGES
def test_a_new_reply_gets_the_next_number(editing: Client, language: str) -> None:
    told = words(editing.get(f"{language}{AT}new/"))
    assert 'value="5"' in told
    assert 'value="2026-03-04"' in told


def test_what_is_written_is_kept_as_a_draft(editing: Client) -> None:
    answer = editing.post(f"{AT}1/edit/", form(), follow=True)
    assert answer.redirect_chain == [(f"{AT}1/", 302)]
    assert "已保存,还没有送审核。" in words(answer)
    assert opened().state == ReplyState.DRAFT
    assert opened().content["short"] == {"zh": "改过的短答。", "en": "Changed."}
    shown = words(editing.get(f"{AT}1/edit/"))
    assert "改过的短答。" in shown
    assert "演示改写" in shown


def test_what_is_written_is_laid_before_a_reviewer_at_once(editing: Client) -> None:
    assert "已保存并送审核。" in words(
        editing.post(f"{AT}1/edit/", form(then="submit"), follow=True)
    )
    assert opened().state == ReplyState.REVIEW


def test_what_cannot_be_submitted_yet_is_saved(editing: Client) -> None:
    answer = editing.post(f"{AT}1/edit/", form(then="submit") | {"full.en": "[To be written]"})
    assert answer.status_code == 422
    assert "英文还没有写:full" in words(answer)
    assert opened().state == ReplyState.DRAFT


@LANGUAGES
def test_faults_are_shown_at_their_fields_and_the_words_stay(
    editing: Client, language: str
) -> None:
    told = form(rules="employment, sunshine", reason="") | {"title.zh": "", "full.zh": "留着的话"}
    told["valid_until"] = "x"
    answer = editing.post(f"{language}{AT}1/edit/", told)
    shown = words(answer)
    assert answer.status_code == 422
    assert 'id="title-zh-fault"' in shown
    assert 'id="valid_until-fault"' in shown
    assert "留着的话" in shown
    assert not ReplyVersion.objects.exists()
    lawful = editing.post(f"{language}{AT}1/edit/", form(rules="employment, sunshine"))
    assert 'id="rules-fault"' in words(lawful)
    assert "sunshine" in words(lawful)


def test_a_fault_of_no_field_stands_above_the_form(editing: Client) -> None:
    assert "没有写修改原因" in words(editing.post(f"{AT}1/edit/", form(reason="")))
    for base in ("2", "x", "9" * 30, ""):
        answer = editing.post(f"{AT}1/edit/", form(base=base))
        assert answer.status_code == 422
        assert "这条答复现在已是第 1 版" in words(answer)


def test_a_number_that_is_taken_is_told_at_its_field(editing: Client) -> None:
    answer = editing.post(f"{AT}new/", form(base="0"))
    assert answer.status_code == 422
    assert 'id="number-fault"' in words(answer)


@LANGUAGES
def test_a_preview_is_the_page_that_citizens_would_see(editing: Client, language: str) -> None:
    shown = words(editing.post(f"{language}{AT}1/edit/", form(preview="1", reason="")))
    assert ("Changed." if language else "改过的短答。") in shown
    assert not ReplyVersion.objects.exists()
    assert f'href="{language}{AT}1/"' in shown
    of_new = form(preview="1", base="0") | {"number": "8"}
    assert f"{AT}8/" not in words(editing.post(f"{language}{AT}new/", of_new))
    faulty = editing.post(f"{language}{AT}1/edit/", form(preview="1") | {"title.en": ""})
    assert faulty.status_code == 422


def test_a_draft_of_somebody_else_is_read_and_not_edited(editing: Client, other: User) -> None:
    editing.post(f"{AT}1/edit/", form())
    client = signed_in(other)
    answer = client.get(f"{AT}1/edit/")
    assert answer.status_code == 422
    assert "这条答复有别人的稿" in words(answer)
    assert "改过" in words(answer)
    assert client.post(f"{AT}1/edit/", form()).status_code == 422


def test_what_waits_for_its_reviewer_is_withdrawn_first(editing: Client) -> None:
    editing.post(f"{AT}1/edit/", form(then="submit"))
    assert editing.get(f"{AT}1/edit/").status_code == 422


# the steps


def test_a_version_from_its_draft_to_the_citizens_page(
    editing: Client, reviewing: Client, client: Client
) -> None:
    editing.post(f"{AT}1/edit/", form())
    assert "已送审核" in words(editing.get(acted(editing, "submit").url))
    assert "通过并发布" not in words(editing.get(f"{AT}1/"))
    assert "通过并发布" in words(reviewing.get(f"{AT}1/"))
    assert "第 2 版已发布" in words(reviewing.get(acted(reviewing, "publish").url))
    assert "改过的短答。" in words(client.get("/ask/replies/1/"))
    assert "改过的短答。" in words(editing.get(f"{AT}1/edit/"))


def test_a_version_is_declined_and_begun_again_from_what_was_declined(
    editing: Client, reviewing: Client
) -> None:
    editing.post(f"{AT}1/edit/", form(then="submit"))
    without = acted(reviewing, "decline")
    assert without.status_code == 422
    assert "没有写意见" in words(without)
    acted(reviewing, "decline", remark="演示:不够清楚")
    shown = words(editing.get(f"{AT}1/"))
    assert "演示:不够清楚" in shown
    assert "以这一版为底稿" in shown
    acted(editing, "restore")
    assert versions.open_version(1) is not None
    twice = editing.post(f"{AT}1/restore/", {"version": "0"})
    assert twice.status_code == 422


def test_a_version_is_withdrawn_and_dropped(editing: Client) -> None:
    editing.post(f"{AT}1/edit/", form(then="submit"))
    acted(editing, "withdraw")
    assert opened().state == ReplyState.DRAFT
    acted(editing, "drop")
    assert opened().state == ReplyState.DECLINED


def test_a_reply_that_shipped_is_restored_over_a_published_version(
    editing: Client, reviewing: Client
) -> None:
    editing.post(f"{AT}1/edit/", form(then="submit"))
    acted(reviewing, "publish")
    editing.post(f"{AT}1/restore/", {"version": "0"})
    version = versions.open_version(1)
    assert version is not None
    assert version.version == 3
    assert version.content == REPLIES[0] | {"version": 3}
    assert [one.version for one in History(1).entries] == [3, 2, 1]


def test_one_click_says_that_a_flagged_reply_is_still_right(
    editing: Client, reviewing: Client
) -> None:
    assert "核对过,仍然正确" in words(editing.get(f"{AT}3/"))
    assert "核对过,仍然正确" not in words(editing.get(f"{AT}4/"))
    assert "核对过,仍然正确" not in words(editing.get(f"{AT}1/"))
    editing.post(f"{AT}3/reread/", {"version": "0"})
    assert opened().state == ReplyState.REVIEW
    acted(reviewing, "publish")
    assert 3 not in library.flagged()


def test_a_step_that_cannot_be_is_told(editing: Client, reviewing: Client) -> None:
    assert editing.post(f"{AT}1/burn/", {"version": "0"}).status_code == 404
    assert editing.post(f"{AT}1/submit/", {"version": "0"}).status_code == 404
    assert editing.post(f"{AT}1/submit/", {}).status_code == 404
    assert editing.post(f"{AT}99/submit/", {"version": "0"}).status_code == 404
    editing.post(f"{AT}1/edit/", form(then="submit"))
    version = opened()
    stale = {"version": str(version.pk), "seen": "before"}
    answer = reviewing.post(f"{AT}1/publish/", stale)
    assert answer.status_code == 422
    assert "这一版刚刚有了变化" in words(answer)


# who may


ROUTES = ("", "new/", "import/", "1/", "1/edit/")


@LANGUAGES
@pytest.mark.parametrize("route", ROUTES)
def test_who_is_not_signed_in_is_asked_to(
    client: Client, db: None, language: str, route: str
) -> None:
    answer = client.get(f"{language}{AT}{route}")
    assert answer.status_code == 302
    assert "/sign-in/" in answer.url  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", ROUTES)
def test_citizens_do_not_see_the_library_at_work(client: Client, db: None, route: str) -> None:
    signed_in(User.objects.create_user("citizen"), client)
    assert client.get(f"{AT}{route}").status_code == 403


@pytest.mark.parametrize(
    ("route", "status"),
    [("", 200), ("1/", 200), ("new/", 403), ("import/", 403), ("1/edit/", 403)],
)
def test_who_answers_reads_and_does_not_edit(reading: Client, route: str, status: int) -> None:
    assert reading.get(f"{AT}{route}").status_code == status


@pytest.mark.parametrize("action", ["submit", "withdraw", "drop", "reread", "restore"])
def test_who_answers_takes_no_step(reading: Client, action: str) -> None:
    assert reading.post(f"{AT}1/{action}/", {"version": "0"}).status_code == 403


@pytest.mark.parametrize("action", ["publish", "decline"])
def test_who_edits_does_not_decide(editing: Client, action: str) -> None:
    assert editing.post(f"{AT}1/{action}/", {"version": "0"}).status_code == 403
    assert editing.get(f"{AT}1/{action}/").status_code == 405

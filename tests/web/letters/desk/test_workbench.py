"""One letter on the desk: what is shown, composing, the second look, steps and how to undo them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.letters import services
from luohu.web.letters.models import Draft, Letter, Message, State
from tests.web.letters.desk.conftest import Write, draft, fresh

LetterIn = Callable[[State], Letter]


def page(desk: Client, letter: Letter, language: str = "") -> str:
    return desk.get(f"{language}/desk/letters/{letter}/").content.decode()


def compose(desk: Client, letter: Letter, **form: Any) -> Any:
    return desk.post(f"/desk/letters/{letter}/", form)


def act(desk: Client, letter: Letter, action: str, **form: Any) -> Any:
    return desk.post(f"/desk/letters/{letter}/{action}/", form, follow=True)


def told(answer: Any) -> list[str]:
    return [notice.words for notice in answer.context["notices"]]


def undo(desk: Client, answer: Any) -> Any:
    found = answer.context["notices"][0].undo
    return desk.post(found.address, found.fields, follow=True)


def faults(answer: Any) -> list[str]:
    return [fault.wrong.en for fault in answer.context["faults"]]


class TestShown:
    """What the page of a letter says."""

    def test_the_thread_and_what_was_done_in_words(
        self, desk: Client, drafted: Letter, officer: User
    ) -> None:
        services.classify(drafted, actor=officer, topic=2, sensitive=False)
        services.classify(drafted, actor=officer, topic=0, sensitive=True)
        services.classify(drafted, actor=officer, topic=0, sensitive=True)
        services.write_again(drafted, text="还想问一句")
        words = page(desk, drafted)
        for part in ("请问名额有多少", "还想问一句", "补充来信", "收到", "改了归类 · 演示-one · 2",
                     "改了归类 · 演示-one · 还没有归类; 须复核"):  # fmt: skip
            assert part in words

    @pytest.mark.parametrize("state", list(State))
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_a_letter_in_every_state(
        self, desk: Client, letter_in: LetterIn, state: State, language: str
    ) -> None:
        letter = letter_in(state)
        assert str(letter) in page(desk, letter, language)

    def test_what_was_sent_says_by_whom_and_from_which_version(
        self, desk: Client, letter_in: LetterIn, second: User
    ) -> None:
        letter = letter_in(State.CHECKING)
        services.send(letter, actor=second)
        words = page(desk, letter)
        assert "演示-one · 复核 演示-two · 1 名额 v1" in words

    def test_the_best_replies_with_why_they_fit(self, desk: Client, write: Write) -> None:
        words = page(desk, write("名额和社保,还有旧规定"))
        for part in (
            "名额的短答。",
            "社保的短答。",
            "契合 50%",
            "来信里的词",
            'data-key="3"',
        ):
            assert part in words
        assert "可能已过时:条文有了变化" in words

    def test_where_nothing_fits_it_is_said(self, desk: Client, write: Write) -> None:
        assert "没有合适的标准答复" in page(desk, write("小区停车不便"))

    def test_the_score_of_what_was_attached(self, desk: Client, with_document: Letter) -> None:
        words = page(desk, with_document)
        assert "符合资格条件" in words
        assert "<strong>106.80</strong>" in words
        assert "就业得55.25分。" in words
        assert "数字从哪里来" in words

    @pytest.mark.parametrize(
        ("document", "cycle", "why"),
        [({"born": "never"}, 2026, "算不出分"), ({"born": "1985-10-12"}, 1990, "算不出分"),
         ({"born": "1985-10-12"}, None, "资格未定"), ({"city": ["x"]}, 2026, "资格未定")],
    )  # fmt: skip
    def test_a_document_that_cannot_be_scored_says_why(
        self, desk: Client, write: Write, document: Any, cycle: Any, why: str
    ) -> None:
        letter = write(topic=5, document=document, cycle=cycle)
        assert desk.get(f"/desk/letters/{letter}/").status_code == 200
        if "city" not in document:
            assert why in page(desk, letter)

    def test_letters_of_the_same_topic_are_offered_for_merging(
        self, desk: Client, write: Write
    ) -> None:
        letter, alike, other = write(topic=1), write(topic=1), write(topic=2)
        words = page(desk, letter)
        assert f'value="{alike}"' in words
        assert f'value="{other}"' not in words

    def test_merged_letters_are_named_but_not_shown(
        self, desk: Client, drafted: Letter, write: Write, officer: User
    ) -> None:
        merged = write("我的私事:名额")
        services.merge(merged, actor=officer, into=drafted)
        words = page(desk, drafted)
        assert str(merged) in words
        assert "我的私事" not in words

    def test_a_draft_of_another_and_a_remark_are_told(
        self, desk_of_second: Client, letter_in: LetterIn, second: User
    ) -> None:
        letter = letter_in(State.CHECKING)
        services.give_back(letter, actor=second, remark="请补依据")
        words = page(desk_of_second, letter)
        assert "请补依据" in words
        assert "这份答复稿是另一位答复人员写的" in words


class TestComposing:
    """Putting an answer together; nothing is kept by it."""

    def test_a_reply_that_is_used_stands_in_the_editor(self, desk: Client, write: Write) -> None:
        letter = write()
        answer = compose(desk, letter, use="1", text="")
        assert "名额的全文。" in answer.context["editor"].text
        assert 'name="used" value="1.1" checked' in answer.content.decode()
        assert not Draft.objects.exists()

    def test_several_are_chosen_at_once_and_what_was_typed_stays(
        self, desk: Client, write: Write
    ) -> None:
        answer = compose(desk, write(), use=["1", "5"], used=["2.2"], text="我的话。\r\n第二行")
        editor = answer.context["editor"]
        assert editor.text.startswith("我的话。\n第二行\n\n关于“名额”:")
        assert [str(one) for one in editor.used] == ["2.2", "1.1", "5.5"]

    def test_what_is_out_of_date_has_to_be_confirmed(self, desk: Client, write: Write) -> None:
        letter = write()
        answer = compose(desk, letter, use=["1", "4"], text="我的话")
        assert answer.status_code == 422
        assert faults(answer) == ["reply 4 may be out of date"]
        assert answer.context["editor"].text == "我的话"
        answer = compose(desk, letter, use="4", confirm="4", text="")
        assert "旧规定的全文。" in answer.context["editor"].text
        assert "所用答复可能已过时" in answer.content.decode()

    def test_the_writers_figures_are_put_in_and_marked(
        self, desk: Client, with_document: Letter
    ) -> None:
        editor = compose(desk, with_document, use="2", text="").context["editor"]
        assert "就业得55.25分。" in editor.text
        assert editor.figures

    def test_figures_are_not_put_in_where_others_would_see_them(
        self, desk: Client, with_document: Letter, write: Write, officer: User
    ) -> None:
        services.merge(write(), actor=officer, into=with_document)
        editor = compose(desk, with_document, use="2", text="").context["editor"]
        assert "55.25" not in editor.text
        assert not editor.figures
        act(desk, with_document, "save", text="就业得55.25分。", used=["2.2"])
        assert act(desk, with_document, "send").status_code == 422

    def test_a_sensitive_reply_asks_for_a_second_look_instead(
        self, desk: Client, write: Write
    ) -> None:
        letter = write()
        assert "/send/" in page(desk, letter)
        words = compose(desk, letter, use="3", text="").content.decode()
        assert "/send/" not in words
        assert "/ask-second/" in words

    def test_a_reply_that_there_is_not_is_404(self, desk: Client, write: Write) -> None:
        assert compose(desk, write(), use="77").status_code == 404
        assert act(desk, write(), "save", text="话", used="77.1").status_code == 404

    @pytest.mark.parametrize(
        ("q", "found"),
        [("5", [5]), ("77", []), ("社保", [2]), ("SHANGHAI", [5]), ("无此", []), ("规定", [4])],
    )
    def test_others_are_found_in_the_library(
        self, desk: Client, write: Write, q: str, found: list[int]
    ) -> None:
        answer = compose(desk, write(), q=q, text="我的话")
        assert [one.reply.number for one in answer.context["searched"]] == found
        assert answer.context["editor"].text == "我的话"
        assert ("没有找到。" in answer.content.decode()) == (not found)

    def test_the_preview_is_what_the_citizen_will_see(self, desk: Client, write: Write) -> None:
        letter = write()
        words = compose(desk, letter, preview="1", text="请拨 13900001234\n\n<b>").content.decode()
        assert "<p>请拨 ***********</p>" in words
        assert "&lt;b&gt;" in words
        assert "已遮盖:电话号码" in words
        assert compose(desk, letter, preview="1", text=" ").context["preview"] is None


class TestSteps:
    """Steps by the buttons of the page."""

    def test_saving_keeps_text_replies_and_figures(
        self, desk: Client, with_document: Letter
    ) -> None:
        answer = act(desk, with_document, "save", text="就业得55.25分。", used=["2.2"])
        assert told(answer) == ["已保存。"]
        kept = fresh(with_document).draft
        assert (kept.replies, kept.figures) == ([{"number": 2, "version": 2}], True)
        act(desk, with_document, "save", text="改过:55分", figures="1")
        assert fresh(with_document).draft.figures
        assert 'name="figures" value="1" checked' in page(desk, with_document)

    def test_a_refusal_shows_the_letter_with_what_was_typed(
        self, desk: Client, drafted: Letter
    ) -> None:
        answer = act(desk, drafted, "save", text="我的话", seen="0")
        assert answer.status_code == 422
        assert faults(answer) == ["the letter has just changed"]
        assert answer.context["editor"].text == "我的话"
        again = act(desk, drafted, "save", text="我的话", seen=answer.context["seen"])
        assert again.status_code == 200

    def test_composing_does_not_hide_what_changed_meanwhile(
        self, desk: Client, write: Write, second: User
    ) -> None:
        letter = write()
        seen = services.as_seen(letter)
        draft(letter, second, text="另一人写的")
        composed = compose(desk, letter, use="1", text="", seen=seen)
        assert composed.context["seen"] == seen
        answer = act(desk, letter, "save", text="我的话", seen=seen)
        assert faults(answer) == ["the letter has just changed"]
        assert "另一人写的" in answer.content.decode()

    def test_from_a_letter_to_a_sent_answer(self, desk: Client, write: Write) -> None:
        letter = write()
        text = compose(desk, letter, use="1", text="").context["editor"].text
        seen = services.as_seen(letter)
        answer = act(desk, letter, "send", text=text, used="1.1", seen=seen)
        assert told(answer) == [f"{letter} 的答复已发出。"]
        assert fresh(letter).state == State.ANSWERED
        assert Message.objects.get(of_office=True).text == text

    def test_after_sending_the_next_letter_or_the_queue(self, desk: Client, write: Write) -> None:
        first, then = write(), write()
        answer = act(desk, first, "send", text="答复的话", then="next")
        assert answer.redirect_chain == [(f"/desk/letters/{then}/", 302)]
        answer = act(desk, then, "send", text="答复的话", then="next")
        assert answer.redirect_chain == [("/desk/", 302)]
        assert told(answer)[-1] == "没有待办的来信了。"

    def test_a_second_look_from_both_sides(
        self, desk: Client, desk_of_second: Client, write: Write, second: User
    ) -> None:
        letter = write(sensitive=True)
        assert act(desk, letter, "send", text="答复的话").status_code == 422
        answer = act(desk, letter, "ask-second", text="答复的话")
        assert fresh(letter).state == State.CHECKING
        assert "等另一位答复人员复核" in page(desk, letter)
        assert act(desk, letter, "send").status_code == 422
        words = page(desk_of_second, letter)
        assert "答复的话" in words
        assert "同意并发出" in words
        answer = act(desk_of_second, letter, "send", seen=services.as_seen(letter))
        assert answer.status_code == 200
        assert Message.objects.get(of_office=True).second == second

    def test_a_second_look_is_taken_back(self, desk: Client, drafted: Letter) -> None:
        answer = act(desk, drafted, "ask-second")
        assert told(undo(desk, answer)) == ["已撤回,可以继续修改。"]
        assert fresh(drafted).state == State.WAITING

    def test_a_draft_is_given_back_with_a_remark(
        self, desk_of_second: Client, letter_in: LetterIn
    ) -> None:
        letter = letter_in(State.CHECKING)
        assert act(desk_of_second, letter, "give-back", remark="").status_code == 422
        answer = act(desk_of_second, letter, "give-back", remark="请补依据")
        assert told(answer) == ["已退回修改。"]
        assert fresh(letter).draft.remark == "请补依据"

    def test_merging_and_separating_undo_each_other(self, desk: Client, write: Write) -> None:
        letter, into = write(), write()
        answer = act(desk, letter, "merge", into=f" {into} ")
        assert answer.redirect_chain == [(f"/desk/letters/{into}/", 302)]
        answer = undo(desk, answer)
        assert fresh(letter).state == State.WAITING
        undo(desk, answer)
        assert fresh(letter).merged_into == into

    @pytest.mark.parametrize("into", ["", "x", "2026-999999", "\x00"])
    def test_a_letter_is_not_merged_into_none(
        self, desk: Client, drafted: Letter, into: str
    ) -> None:
        answer = act(desk, drafted, "merge", into=into)
        assert answer.status_code == 422
        assert "there is no letter" in faults(answer)[0]
        assert answer.context["editor"].text == "答复的话"

    def test_what_is_not_merged_cannot_be_separated(self, desk: Client, drafted: Letter) -> None:
        assert act(desk, drafted, "separate").status_code == 422

    def test_reopening(self, desk: Client, letter_in: LetterIn) -> None:
        letter = letter_in(State.ANSWERED)
        assert told(act(desk, letter, "reopen", remark="有误")) == ["已重新办理,答复期限重新起算。"]
        assert fresh(letter).state == State.WAITING

    def test_classifying_and_undoing_it(self, desk: Client, write: Write) -> None:
        letter = write(topic=2)
        answer = act(desk, letter, "classify", topic="1", sensitive="1")
        assert (fresh(letter).topic, fresh(letter).sensitive) == (1, True)
        undo(desk, answer)
        assert (fresh(letter).topic, fresh(letter).sensitive) == (2, False)

    def test_the_author_of_a_draft_is_not_offered_to_lift_the_second_look(
        self, desk: Client, drafted: Letter
    ) -> None:
        answer = act(desk, drafted, "classify", topic="1", sensitive="1")
        assert answer.context["notices"][0].undo is None

    @pytest.mark.parametrize("topic", ["x", "77", "9" * 9])
    def test_a_topic_that_there_is_not_is_refused(
        self, desk: Client, drafted: Letter, topic: str
    ) -> None:
        assert act(desk, drafted, "classify", topic=topic).status_code == 422

    def test_english_pages_tell_it_in_english(self, desk: Client, drafted: Letter) -> None:
        answer = desk.post(f"/en/desk/letters/{drafted}/save/", {"text": "x"}, follow=True)
        assert answer.redirect_chain == [(f"/en/desk/letters/{drafted}/", 302)]

"""What may be done with a letter, and what may not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from luohu.people.faults import Refused
from luohu.web.letters import library, services
from luohu.web.letters.desk.composing import composed
from luohu.web.letters.models import Draft, Letter, Message, State
from luohu.web.letters.services import ACTIONS, STEPS
from luohu.web.shell.clock import now
from tests.web.letters.desk.conftest import Write, draft, fresh

LetterIn = Callable[[State], Letter]


def call(action: str, letter: Letter, officer: User, second: User, other: Letter) -> object:
    """The service of an action, by who may take it."""
    calls: dict[str, Callable[[], object]] = {
        "again": lambda: services.write_again(letter, text="再问一句"),
        "save": lambda: services.save_draft(letter, actor=officer, text="新的话", replies=[]),
        "ask_second": lambda: services.ask_second_look(letter, actor=officer),
        "take_back": lambda: services.take_back(letter, actor=officer),
        "give_back": lambda: services.give_back(letter, actor=second, remark="请改"),
        "send": lambda: services.send(letter, actor=second),
        "merge": lambda: services.merge(letter, actor=officer, into=other),
        "separate": lambda: services.separate(letter, actor=officer),
        "reopen": lambda: services.reopen(letter, actor=officer, remark="有误"),
    }
    return calls[action]()


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", [one for one in STEPS if one != "answer_with"])
def test_every_step_is_in_the_table_or_refused(
    letter_in: LetterIn, write: Write, officer: User, second: User, state: State, action: str
) -> None:
    letter, other = letter_in(state), write("又一封来信")
    begins, ends = STEPS[action]
    if state in begins:
        call(action, letter, officer, second, other)
        assert fresh(letter).state == ends
    else:
        with pytest.raises(Refused):
            call(action, letter, officer, second, other)
        assert fresh(letter).state == state


@pytest.mark.parametrize("state", list(State))
def test_a_letter_is_answered_with_another_only_while_merged(
    letter_in: LetterIn, state: State
) -> None:
    letter = letter_in(state)
    if state == State.MERGED:
        services._step(letter, "answer_with", None, now())
        assert letter.state == State.ANSWERED
    else:
        with pytest.raises(Refused):
            services._step(letter, "answer_with", None, now())


def test_every_step_that_is_noted_has_words() -> None:
    assert {*STEPS, "receive", "classify"} - {"save"} == set(ACTIONS)


@pytest.mark.parametrize("text", ["", "  \n", "长" * 20_001])
def test_an_answer_that_is_empty_or_too_long_is_not_kept(
    write: Write, officer: User, text: str
) -> None:
    with pytest.raises(Refused, match="empty or too long"):
        services.save_draft(write(), actor=officer, text=text, replies=[])
    assert not Draft.objects.exists()


def test_a_draft_remembers_its_replies_and_makes_the_letter_its_authors(
    drafted: Letter, officer: User, second: User
) -> None:
    assert drafted.draft.replies == [{"number": 1, "version": 1}]
    assert drafted.officer == officer
    later = draft(drafted, second, text="改过的话")
    assert (later.draft.text, later.draft.author, later.officer) == ("改过的话", second, second)


def test_what_was_changed_meanwhile_is_neither_overwritten_nor_sent(
    drafted: Letter, officer: User, second: User
) -> None:
    seen = services.as_seen(drafted)
    draft(drafted, second, text="另一人改的")
    with pytest.raises(Refused, match="has just changed"):
        services.save_draft(drafted, actor=officer, text="我的", replies=[], seen=seen)
    with pytest.raises(Refused, match="has just changed"):
        services.send(drafted, actor=officer, seen=seen)
    assert fresh(drafted).draft.text == "另一人改的"


def test_a_follow_up_or_a_merging_changes_what_was_seen(
    drafted: Letter, write: Write, officer: User
) -> None:
    first = services.as_seen(drafted)
    services.write_again(drafted, text="还想问一句")
    then = services.as_seen(drafted)
    services.merge(write("也问名额"), actor=officer, into=drafted)
    assert len({first, then, services.as_seen(drafted)}) == 3


def test_sending_keeps_the_text_the_version_and_the_author(drafted: Letter, officer: User) -> None:
    sent = services.send(drafted, actor=officer)
    assert (sent.text, sent.author, sent.second) == ("答复的话", officer, None)
    assert sent.replies == [{"number": 1, "version": 1}]
    assert fresh(drafted).answered == sent.sent
    assert not Draft.objects.exists()


def test_personal_numbers_do_not_leave_the_office(drafted: Letter, officer: User) -> None:
    draft(drafted, officer, text="请拨 13900001234 询问")
    assert services.send(drafted, actor=officer).text == "请拨 *********** 询问"


def test_without_a_draft_nothing_is_sent_or_checked(write: Write, officer: User) -> None:
    letter = write()
    for service in (services.send, services.ask_second_look):
        with pytest.raises(Refused, match="no draft"):
            service(letter, actor=officer)


def test_what_is_sensitive_is_sent_by_a_second_officer(
    write: Write, officer: User, second: User
) -> None:
    letter = draft(write(sensitive=True), officer)
    for actor in (officer, second):
        with pytest.raises(Refused, match="needs a second look"):
            services.send(letter, actor=actor)
    services.ask_second_look(letter, actor=officer)
    with pytest.raises(Refused, match="needs a second look"):
        services.send(letter, actor=officer)
    sent = services.send(letter, actor=second)
    assert (sent.author, sent.second) == (officer, second)


def test_a_sensitive_reply_makes_its_letter_sensitive(write: Write, officer: User) -> None:
    letter = draft(write(topic=1), officer, replies=[{"number": 3, "version": 3}])
    assert letter.sensitive
    assert letter.topic == 1
    assert letter.steps.filter(action="classify", remark="1 → 1; False → True").exists()


def test_a_sensitive_reply_needs_a_second_look_even_where_the_letter_says_none(
    write: Write, officer: User
) -> None:
    letter = draft(write(), officer, replies=[{"number": 3, "version": 3}])
    Letter.objects.update(sensitive=False)
    with pytest.raises(Refused, match="needs a second look"):
        services.send(letter, actor=officer)


@pytest.mark.parametrize(("number", "version"), [(99, 1), (1, 0), (1, 7)])
def test_a_reply_or_version_that_there_has_never_been_is_refused(
    write: Write, officer: User, number: int, version: int
) -> None:
    with pytest.raises(Refused, match="there is no reply"):
        draft(write(), officer, replies=[{"number": number, "version": version}])


def test_a_reply_that_has_gone_since_asks_for_nothing(write: Write, officer: User) -> None:
    letter = draft(write(), officer)
    Draft.objects.update(replies=[{"number": 99, "version": 1}])
    assert services.send(letter, actor=officer).replies == [{"number": 99, "version": 1}]


def test_who_lifted_the_second_look_cannot_send(write: Write, officer: User, second: User) -> None:
    letter = write(sensitive=True)
    services.classify(letter, actor=officer, topic=1, sensitive=False)
    draft(letter, officer)
    with pytest.raises(Refused, match="who lifted"):
        services.send(letter, actor=officer)
    draft(letter, second)
    assert services.send(letter, actor=second).of_office


def test_personal_numbers_in_an_officers_words_are_covered(
    write: Write, officer: User, second: User
) -> None:
    letter = draft(write(), officer, text="请拨打13800138000")
    services.ask_second_look(letter, actor=officer)
    services.give_back(letter, actor=second, remark="13800138000 有误")
    held = Draft.objects.get(letter=letter)
    assert "138" not in held.text + held.remark
    assert not letter.steps.filter(remark__contains="138").exists()


def test_an_answer_to_merged_letters_names_none_of_them(write: Write, officer: User) -> None:
    first, other = write("请问名额有多少"), write("名额多少")
    services.merge(other, actor=officer, into=first)
    words = composed(first, [library.library().find(1)], {})
    services.save_draft(first, actor=officer, text=words, replies=[{"number": 1, "version": 1}])
    services.send(first, actor=officer)
    assert first.number not in other.messages.get(of_office=True).text


def test_what_was_laid_before_another_officer_is_what_its_author_saw(
    write: Write, officer: User, second: User
) -> None:
    letter = draft(write(), officer)
    seen = services.as_seen(letter)
    draft(letter, second, text="换了别的话")
    with pytest.raises(Refused, match="just changed"):
        services.ask_second_look(letter, actor=officer, seen=seen)


def test_an_account_can_be_deleted_its_letters_stay(write: Write, citizen: User) -> None:
    letter = write(actor=citizen)
    services.write_again(letter, text="再问一句", actor=citizen)
    citizen.delete()
    assert fresh(letter).owner is None
    assert letter.messages.count() == 2


def test_the_author_of_a_draft_cannot_lift_the_second_look(
    write: Write, officer: User, second: User
) -> None:
    letter = draft(write(sensitive=True), officer)
    with pytest.raises(Refused, match="cannot lift"):
        services.classify(letter, actor=officer, topic=1, sensitive=False)
    services.classify(letter, actor=second, topic=1, sensitive=False)
    assert (fresh(letter).topic, fresh(letter).sensitive) == (1, False)


def test_a_topic_is_a_reply_of_the_library(write: Write, officer: User) -> None:
    letter = write(topic=1)
    with pytest.raises(Refused, match="no reply 77"):
        services.classify(letter, actor=officer, topic=77, sensitive=False)
    services.classify(letter, actor=officer, topic=0, sensitive=True)
    assert (fresh(letter).topic, fresh(letter).sensitive) == (0, True)


def test_only_its_author_takes_a_draft_back(
    letter_in: LetterIn, officer: User, second: User
) -> None:
    letter = letter_in(State.CHECKING)
    with pytest.raises(Refused, match="only its author"):
        services.take_back(letter, actor=second)
    assert fresh(letter).state == State.CHECKING


@pytest.mark.parametrize("remark", ["", " \n\x00"])
def test_giving_back_and_reopening_say_why(letter_in: LetterIn, officer: User, remark: str) -> None:
    with pytest.raises(Refused, match="nothing is said"):
        services.give_back(letter_in(State.CHECKING), actor=officer, remark=remark)
    with pytest.raises(Refused, match="nothing is said"):
        services.reopen(letter_in(State.ANSWERED), actor=officer, remark=remark)


def test_what_is_given_back_keeps_the_remark(letter_in: LetterIn, second: User) -> None:
    letter = letter_in(State.CHECKING)
    services.give_back(letter, actor=second, remark=" 请补依据 ")
    assert fresh(letter).draft.remark == "请补依据"


def test_reopening_gives_a_new_date_and_counts(letter_in: LetterIn, officer: User) -> None:
    letter = letter_in(State.ANSWERED)
    Letter.objects.update(due=datetime.date(2020, 1, 1))
    services.reopen(letter, actor=officer, remark="写错了一个数")
    assert fresh(letter).reopened == 1
    assert fresh(letter).due == services.due_on(now())


def test_a_letter_that_was_answered_with_another_stands_for_itself_when_reopened(
    letter_in: LetterIn, officer: User
) -> None:
    letter = letter_in(State.MERGED)
    assert letter.merged_into is not None
    services.send(draft(letter.merged_into, officer), actor=officer)
    assert fresh(letter).merged_into is not None
    services.reopen(letter, actor=officer, remark="另有问题")
    assert fresh(letter).merged_into is None


def test_merged_letters_get_the_same_answer_and_none_of_the_others_words(
    drafted: Letter, write: Write, officer: User
) -> None:
    merged = draft(write("我也问名额"), officer, text="没有发出的稿")
    services.merge(merged, actor=officer, into=drafted)
    services.send(drafted, actor=officer)
    told = {one.pk: [m.text for m in one.messages.all()] for one in (drafted, merged)}
    assert told == {
        drafted.pk: ["请问名额有多少", "答复的话"],
        merged.pk: ["我也问名额", "答复的话"],
    }
    assert fresh(merged).state == State.ANSWERED
    assert not Draft.objects.exists()


def test_own_figures_are_not_sent_to_merged_letters(
    drafted: Letter, write: Write, officer: User
) -> None:
    draft(drafted, officer, figures=True)
    services.merge(write(), actor=officer, into=drafted)
    with pytest.raises(Refused, match="merged letters must not show them"):
        services.send(drafted, actor=officer)
    assert Message.objects.filter(of_office=True).count() == 0


def test_a_sensitive_letter_that_is_merged_asks_for_a_second_look(
    drafted: Letter, write: Write, officer: User, second: User
) -> None:
    services.merge(write(sensitive=True), actor=officer, into=drafted)
    with pytest.raises(Refused, match="needs a second look"):
        services.send(drafted, actor=officer)
    services.ask_second_look(drafted, actor=officer)
    services.send(drafted, actor=second)
    assert set(Letter.objects.values_list("state", flat=True)) == {"answered"}


def test_a_letter_is_merged_only_into_another_that_waits(
    letter_in: LetterIn, write: Write, officer: User
) -> None:
    letter = write()
    for other in (letter, letter_in(State.ANSWERED), letter_in(State.MERGED)):
        with pytest.raises(Refused, match="cannot be merged"):
            services.merge(letter, actor=officer, into=other)
    services.merge(letter, actor=officer, into=letter_in(State.CHECKING))


def test_what_has_letters_merged_into_it_is_not_merged_itself(write: Write, officer: User) -> None:
    first, then, last = write(), write(), write()
    services.merge(then, actor=officer, into=first)
    with pytest.raises(Refused, match="cannot be merged"):
        services.merge(first, actor=officer, into=last)


def test_letters_in_two_languages_are_not_merged(write: Write, officer: User) -> None:
    with pytest.raises(Refused, match="two languages"):
        services.merge(write(), actor=officer, into=write("How many places?", language="en"))


def test_a_merged_letter_is_separated_and_keeps_its_draft(
    letter_in: LetterIn, officer: User
) -> None:
    letter = letter_in(State.MERGED)
    services.separate(letter, actor=officer)
    assert fresh(letter).merged_into is None
    assert fresh(letter).draft.text == "答复的话"


@pytest.mark.parametrize("state", list(State))
def test_a_follow_up_brings_the_letter_back_into_the_queue(
    letter_in: LetterIn, state: State
) -> None:
    letter = letter_in(state)
    again = services.write_again(letter, text="还有一个问题")
    assert (again.state, again.merged_into) == (State.WAITING, None)


def test_what_was_done_is_noted_with_who_and_when(
    letter_in: LetterIn, officer: User, second: User
) -> None:
    letter = letter_in(State.CHECKING)
    services.send(letter, actor=second)
    noted: list[tuple[Any, Any]] = [(s.action, s.actor) for s in letter.steps.all()]
    assert noted == [("receive", None), ("ask_second", officer), ("send", second)]

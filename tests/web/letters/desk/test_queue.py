"""The queue: what is late first, filters, topics, several letters at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.law.days import today
from luohu.web.letters import services
from luohu.web.letters.desk.rows import date_of, following
from luohu.web.letters.models import Letter, State
from tests.web.letters.desk.conftest import Write, draft, fresh


def due(letter: Letter, days: int) -> Letter:
    """The letter, due so many days from today."""
    day = date_of(today()) + datetime.timedelta(days=days)
    Letter.objects.filter(pk=letter.pk).update(due=day)
    return fresh(letter)


def numbers(answer: Any) -> list[str]:
    return [row.letter.number for row in answer.context["rows"]]


def told(answer: Any) -> list[str]:
    return [notice.words for notice in answer.context["notices"]]


def test_what_is_late_comes_first_then_what_is_due_then_what_is_answered(
    desk: Client, officer: User, write: Write
) -> None:
    later, late, now = due(write(), 9), due(write(), -2), due(write(), 0)
    done = due(write(), -30)
    services.send(draft(done, officer), actor=officer)
    assert numbers(desk.get("/desk/")) == [late.number, now.number, later.number]
    everything = numbers(desk.get("/desk/?state=all"))
    assert everything == [late.number, now.number, later.number, done.number]


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "▲ 逾期 2 天"), (0, "● 今天到期"), (3, "● 还有 3 天"), (9, "○ 还有 9 天")],
)
def test_dates_are_told_in_words_and_signs(
    desk: Client, write: Write, days: int, words: str
) -> None:
    due(write(), days)
    assert words in desk.get("/desk/").content.decode()


def test_a_row_says_what_the_letter_is_about(desk: Client, officer: User, write: Write) -> None:
    letter = draft(write("名额" + "很少" * 40, topic=1, sensitive=True), officer)
    services.write_again(letter, text="再问一句")
    words = desk.get("/desk/").content.decode()
    for part in ("名额很少", "…", "须复核", "补充 1 次", "演示-one", "待答复", "0 天"):
        assert part in words


def test_personal_numbers_are_covered_in_the_queue_too(desk: Client, write: Write) -> None:
    write("我的电话是 13900001234")
    assert "13900001234" not in desk.get("/desk/").content.decode()


def test_an_empty_queue_says_so(desk: Client) -> None:
    assert "找到 0 封来信。" in desk.get("/desk/").content.decode()
    assert "没有来信。" in desk.get("/desk/?by=topic").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abc"),
        ("state=waiting", "ab"),
        ("state=checking", "c"),
        ("state=answered", "d"),
        ("state=merged", "e"),
        ("state=all", "abcde"),
        ("topic=1", "a"),
        ("topic=0", "bc"),
        ("topic=99999999", ""),
        ("mine=1", "c"),
        ("sensitive=1", "b"),
        ("overdue=1", "b"),
        ("q=%E7%94%B2", "a"),
        ("q=%00%E7%94%B2%0A", "a"),
        ("q=100%25", ""),
        ("state=all&topic=0&mine=1", "cd"),
    ],
)
def test_filters(desk: Client, officer: User, write: Write, query: str, found: str) -> None:
    letters = {
        "a": write("甲问名额", topic=1),
        "b": due(write("乙问社保", sensitive=True), -1),
        "c": draft(write("丙问上海"), officer),
        "d": draft(write("丁问旧规"), officer),
        "e": write("戊问名额", topic=1),
    }
    services.ask_second_look(letters["c"], actor=officer)
    services.send(letters["d"], actor=officer)
    services.merge(letters["e"], actor=officer, into=letters["a"])
    names = {letter.number: name for name, letter in letters.items()}
    answer = desk.get(f"/desk/?{query}")
    assert "".join(sorted(names[n] for n in numbers(answer))) == found


def test_a_letter_is_found_by_its_number(desk: Client, write: Write) -> None:
    first, _ = write(), write()
    assert numbers(desk.get(f"/desk/?q={first.number}")) == [first.number]


def test_counts_are_of_each_state(desk: Client, officer: User, write: Write) -> None:
    due(write(), -1)
    services.ask_second_look(draft(write(sensitive=True), officer), actor=officer)
    services.send(draft(write(), officer), actor=officer)
    assert desk.get("/desk/").context["counts"] == {
        "waiting": 1, "checking": 1, "answered": 1, "merged": 0, "open": 2, "overdue": 1,
        "mine": 1, "sensitive": 1,
    }  # fmt: skip


def test_a_state_that_there_is_not_is_404_and_a_topic_without_number_422(desk: Client) -> None:
    assert desk.get("/desk/?state=lost").status_code == 404
    assert desk.get("/desk/?topic=x").status_code == 422


@pytest.mark.parametrize("page", ["2", "0", "x", "9" * 40])
def test_pages_of_fifty(desk: Client, write: Write, page: str) -> None:
    for _ in range(52):
        write()
    answer = desk.get(f"/desk/?page={page}")
    assert len(numbers(answer)) == (2 if page in ("2", "0", "9" * 40) else 50)
    assert "第 1 页,共 2 页" in desk.get("/desk/").content.decode()


def test_the_queue_asks_the_database_little(
    desk: Client, write: Write, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        write()
    with django_assert_max_num_queries(9):
        desk.get("/desk/")


def test_letters_by_topic(desk: Client, write: Write) -> None:
    due(write(topic=2), -3), due(write(topic=2, sensitive=True), 5), due(write(), 1)
    due(write(topic=88), 2)
    found = desk.get("/desk/?by=topic").context["topics"]
    assert [(t.number, t.letters, t.overdue, t.sensitive) for t in found] == [
        (2, 2, 1, 1),
        (0, 1, 0, 0),
        (88, 1, 0, 0),
    ]
    words = desk.get("/en/desk/?by=topic&state=all&sensitive=").content.decode()
    assert "insurance" in words
    assert "reply 88" in words
    assert "?state=all&amp;topic=2" in words


def test_several_letters_go_with_the_one_that_came_first_and_back(
    desk: Client, write: Write
) -> None:
    first, then, last = write(), write(), write()
    chosen = {"do": "merge", "letters": [last.number, first.number, then.number]}
    answer = desk.post("/desk/", chosen, follow=True)
    assert told(answer) == [f"2 封来信已并入 {first}。"]
    assert {fresh(one).merged_into for one in (then, last)} == {first}
    undo = answer.context["notices"][0].undo
    assert told(desk.post(undo.address, undo.fields, follow=True)) == ["并入已撤销。"]
    assert set(Letter.objects.values_list("state", flat=True)) == {State.WAITING}


def test_what_cannot_be_merged_is_told_and_the_rest_done(desk: Client, write: Write) -> None:
    first, then, english = write(), write(), write("How many?", language="en")
    chosen = {"do": "merge", "letters": [first.number, then.number, english.number]}
    bad, good = desk.post("/en/desk/", chosen, follow=True).context["notices"]
    assert (bad.bad, good.bad) == (True, False)
    assert bad.words.startswith(f"{english}: the letters are in two languages")
    assert fresh(then).merged_into == first


@pytest.mark.parametrize("do", ["merge", "classify"])
def test_choosing_none_does_nothing(desk: Client, write: Write, do: str) -> None:
    write()
    answer = desk.post("/desk/", {"do": do, "topic": "1", "letters": ["x"]}, follow=True)
    assert told(answer)[0].startswith("至少选")


@pytest.mark.parametrize(("look", "sensitive"), [("", False), ("1", True), ("0", False)])
def test_several_letters_are_classified_together_and_back(
    desk: Client, write: Write, look: str, sensitive: bool
) -> None:
    one, other = write(topic=2), write()
    chosen = {"do": "classify", "topic": "1", "sensitive": look,
              "letters": [one.number, other.number]}  # fmt: skip
    answer = desk.post("/desk/", chosen, follow=True)
    assert told(answer) == ["2 封来信已归类。"]
    assert {(x.topic, x.sensitive) for x in Letter.objects.all()} == {(1, sensitive)}
    undo = answer.context["notices"][0].undo
    assert told(desk.post(undo.address, undo.fields, follow=True)) == ["归类已恢复。"]
    assert [(fresh(x).topic, fresh(x).sensitive) for x in (one, other)] == [(2, False), (0, False)]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"do": "burn"}, 404),
        ({}, 404),
        ({"do": "classify", "topic": "x"}, 422),
        ({"do": "classify", "topic": "9" * 9}, 422),
        ({"do": "separate", "was": "x,'"}, 302),
        ({"do": "reclassify", "was": "x,2026-000001:1:2,'"}, 302),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Client, write: Write, form: dict[str, str], status: int
) -> None:
    assert desk.post("/desk/", form | {"letters": write().number}).status_code == status


def test_one_comes_back_to_the_same_queue(desk: Client, write: Write) -> None:
    form = {"do": "classify", "letters": [write().number], "was-state": "all", "was-mine": "1"}
    answer = desk.post("/desk/", form)
    assert answer.headers["Location"] == "/desk/?state=all&mine=1"


def test_the_next_letter_is_the_first_due_that_is_not_laid_before_others(
    write: Write, officer: User, second: User
) -> None:
    own = due(draft(write(), officer), -5)
    services.ask_second_look(own, actor=officer)
    here, then = due(write(), 1), due(write(), 3)
    assert following(here, officer) == then
    assert following(here, second) == own
    assert following(then, officer) == here

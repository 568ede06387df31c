"""What a writer does with a letter: it is received, opened, written to again; numbered without gaps."""

from __future__ import annotations

import datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from luohu.law.days import CLOCK_VARIABLE
from luohu.people.faults import Refused
from luohu.web.letters import services
from luohu.web.letters.models import Letter, State, Step
from luohu.web.letters.services import opened, write_again, write_letter

TEXT = "社保断过两个月"
THREADS, EACH = 4, 5


@pytest.mark.django_db
def test_a_letter_is_received_and_waits() -> None:
    letter, code = write_letter(text=f"  {TEXT}\n", language="zh", topic=22, sensitive=True)
    letter.refresh_from_db()
    assert (letter.state, letter.topic, letter.sensitive) == (State.WAITING, 22, True)
    assert letter.messages.get().text == TEXT
    assert [step.action for step in letter.steps.all()] == ["receive"]
    assert len(code) == services.CODE_LENGTH
    assert set(code) <= set(services.ALPHABET)


@pytest.mark.django_db
def test_what_opens_a_letter_is_not_kept() -> None:
    letter, code = write_letter(text=TEXT, language="zh")
    row = Letter.objects.filter(pk=letter.pk).values().get()
    assert code not in str(row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("证件999999198006150019在这", "999999198006150019"),
        ("电话138 0013 8000谢谢", "138 0013 8000"),
        ("写到someone@example.org", "someone@example.org"),
    ],
)
def test_personal_numbers_are_covered_at_intake(text: str, number: str) -> None:
    letter, _ = write_letter(text=text, language="zh")
    assert number not in letter.messages.get().text
    assert "***" in letter.messages.get().text
    write_again(letter, text=f"再说一遍,{text}")
    assert not any(number in one.text for one in letter.messages.all())


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " \n ", "三个字", "长" * 4001, "\x00" * 9])
def test_too_few_or_too_many_words_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="4 to 4000"):
        write_letter(text=text, language="zh")
    letter, _ = write_letter(text=TEXT, language="zh")
    with pytest.raises(Refused, match="4 to 4000"):
        write_again(letter, text=text)
    assert Letter.objects.count() == 1


@pytest.mark.django_db
def test_letters_are_numbered_within_their_year(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = []
    for day in ("2026-12-30", "2026-12-31", "2027-01-01", "2026-12-31"):
        monkeypatch.setenv(CLOCK_VARIABLE, day)
        numbers.append(write_letter(text=TEXT, language="zh")[0].number)
    assert numbers == ["2026-000001", "2026-000002", "2027-000001", "2026-000003"]


@pytest.mark.django_db
def test_a_letter_is_due_so_many_days_after_it_came(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.LUOHU_ANSWER_DAYS = 7
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-12-28")
    letter, _ = write_letter(text=TEXT, language="zh")
    assert letter.received.date() == datetime.date(2026, 12, 28)
    assert letter.due == datetime.date(2027, 1, 4)


@pytest.mark.django_db
def test_a_form_that_comes_twice_is_received_once() -> None:
    first, code = write_letter(text=TEXT, language="zh", code="A" * 12)
    again, same = write_letter(text=TEXT, language="zh", code="A" * 12)
    assert (first, code) == (again, same)
    other, new = write_letter(text=f"{TEXT}?", language="zh", code="A" * 12)
    assert other != first
    assert new != code


@pytest.mark.django_db
def test_number_and_code_open_a_letter_and_nothing_else_does() -> None:
    letter, code = write_letter(text=TEXT, language="zh")
    other, its_code = write_letter(text=TEXT, language="zh")
    assert opened(letter.number, code) == letter
    assert opened(f" {letter.number} ", f"{code[:4]} {code[4:].lower()}") == letter
    assert opened(letter.number, its_code) is None
    assert opened(other.number, code) is None
    assert opened(letter.number, "") is None
    assert opened("", "") is None
    assert opened("2026-999999", code) is None
    assert opened("\x00", "\x00") is None
    assert opened(letter.number, letter.key) is None


@pytest.mark.django_db
def test_a_follow_up_waits_for_an_answer_again(monkeypatch: pytest.MonkeyPatch) -> None:
    officer = User.objects.create_user("officer")
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-20")
    letter, _ = write_letter(text=TEXT, language="zh")
    services.save_draft(letter, actor=officer, text="可以申报。", replies=[])
    services.send(letter, actor=officer)
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-25")
    held = write_again(letter, text="还有一个问题")
    assert (held.state, held.due) == (State.WAITING, datetime.date(2026, 12, 10))
    assert [one.of_office for one in held.messages.all()] == [False, True, False]
    assert list(Step.objects.values_list("action", flat=True)) == ["receive", "send", "again"]


@pytest.mark.django_db
def test_a_follow_up_does_not_put_off_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-20")
    letter, _ = write_letter(text=TEXT, language="zh")
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-25")
    assert write_again(letter, text="还有一个问题").due == letter.due


@pytest.mark.django_db
def test_a_follow_up_to_a_merged_letter_makes_it_stand_for_itself() -> None:
    officer = User.objects.create_user("officer")
    letter, _ = write_letter(text=TEXT, language="zh")
    other, _ = write_letter(text=TEXT, language="zh")
    services.merge(letter, actor=officer, into=other)
    held = write_again(letter, text="我的不一样")
    assert (held.state, held.merged_into) == (State.WAITING, None)


@pytest.mark.django_db
def test_the_same_words_again_are_no_follow_up() -> None:
    letter, _ = write_letter(text=TEXT, language="zh")
    write_again(letter, text="还有一个问题")
    write_again(letter, text="还有一个问题")
    assert letter.messages.count() == 2


@pytest.mark.django_db
def test_where_no_number_is_free_nothing_is_received(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import IntegrityError

    monkeypatch.setattr(services, "ATTEMPTS", 0)
    with pytest.raises(IntegrityError, match="no free number"):
        write_letter(text=TEXT, language="zh")
    assert not Letter.objects.exists()


def in_threads(codes: list[str]) -> list[str]:
    """The numbers of letters written by several threads at one moment, each with its code."""
    together, numbers = Barrier(THREADS), []

    def write() -> None:
        together.wait()
        for code in codes:
            numbers.append(write_letter(text=TEXT, language="zh", code=code)[0].number)
        connection.close()

    threads = [Thread(target=write) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(numbers)


@pytest.fixture
def real_threads(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is of one thread: LUOHU_TEST_POSTGRES=1")


@pytest.mark.usefixtures("real_threads")
def test_letters_of_one_moment_get_numbers_of_their_own() -> None:
    numbers = in_threads([""] * EACH)
    assert len(numbers) == THREADS * EACH
    assert [int(number[5:]) for number in numbers] == list(range(1, THREADS * EACH + 1))


@pytest.mark.usefixtures("real_threads")
def test_a_form_that_comes_several_times_at_one_moment_is_received_once() -> None:
    assert in_threads(["A" * 12]) == [Letter.objects.get().number] * THREADS

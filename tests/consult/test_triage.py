"""Many letters sorted at once are sorted as one by one, on one processor or two."""

from __future__ import annotations

import os
import signal

import pytest

from luohu.consult import triage
from luohu.consult.library import shipped
from luohu.consult.search import shipped_finder
from luohu.consult.triage import BATCH, sort_letter, sort_letters
from luohu.law.sources import LawError

LETTERS = ["社保断缴一个月还能申报吗", "今天天气怎么样", "朋友花钱买税凑十万行不行", ""]


def stopped(letters: list[str]) -> list[triage.Sorted]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_two_processors_sort_as_one_does() -> None:
    many = LETTERS * (BATCH // 2)
    assert list(sort_letters(many, 2)) == list(sort_letters(many, 1))


def test_a_letter_about_nothing_has_no_reply() -> None:
    found = list(sort_letters(LETTERS, 1))
    assert [bool(one.replies) for one in found] == [True, False, True, False]


def test_a_sensitive_topic_is_marked() -> None:
    for letter in LETTERS:
        one = sort_letter(shipped_finder(), letter)
        numbers = [shipped().find(number).sensitive for number in one.replies[:1]]
        assert one.sensitive == any(numbers)


def test_the_outcome_for_a_program() -> None:
    told = sort_letter(shipped_finder(), LETTERS[0]).as_json()
    assert told["replies"][0] == 22
    assert len(told["replies"]) == len(told["scores"])


def test_a_worker_that_is_stopped_is_said_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(triage, "_sort_batch", stopped)
    with pytest.raises(LawError, match="was stopped"):
        list(sort_letters(["社保"], 2))

"""What the database itself refuses, whatever wrote it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from luohu.web.letters.models import Letter, Message, State
from luohu.web.shell.clock import now
from tests.web.letters.desk.conftest import Write


def refused(name: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_a_merged_letter_says_into_which(write: Write) -> None:
    letter = write()
    refused(
        "merged_says_into_which",
        lambda: Letter.objects.filter(pk=letter.pk).update(state=State.MERGED),
    )


def test_no_letter_is_merged_into_itself(write: Write) -> None:
    letter = write()
    refused(
        "not_merged_into_itself",
        lambda: Letter.objects.filter(pk=letter.pk).update(merged_into=letter),
    )


def test_a_letter_is_in_a_state_that_there_is(write: Write) -> None:
    letter = write()
    refused("letter_state_is_one", lambda: Letter.objects.filter(pk=letter.pk).update(state="lost"))


def test_the_words_of_the_office_have_an_author(write: Write) -> None:
    letter = write()
    refused(
        "office_words_have_an_author",
        lambda: Message.objects.create(letter=letter, of_office=True, text="答复", sent=now()),
    )


def test_nobody_takes_the_second_look_at_his_own_words(write: Write, officer: User) -> None:
    letter = write()
    refused(
        "second_look_by_another",
        lambda: Message.objects.create(
            letter=letter, of_office=True, text="答复", sent=now(), author=officer, second=officer
        ),
    )


def test_there_is_one_letter_of_a_number(write: Write) -> None:
    first, then = write(), write()
    refused("number", lambda: Letter.objects.filter(pk=then.pk).update(number=first.number))

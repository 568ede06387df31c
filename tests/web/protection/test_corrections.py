"""Requests to correct: received with a due date, answered once and by somebody else, in the record."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from luohu.people.faults import Refused
from luohu.web.protection import corrections
from luohu.web.protection.models import CorrectionRequest
from luohu.web.record.models import Event
from luohu.web.shell.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return User.objects.create_user("applicant-a")


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("officer-a")


def test_it_is_due_in_fifteen_days(owner: User) -> None:
    request = corrections.ask(actor=owner, words="  出生日期写错了 ")
    assert request.words == "出生日期写错了"
    assert request.due == now().date() + datetime.timedelta(days=15)
    assert (request.answer, request.answered, request.answered_by) == (None, None, None)


@pytest.mark.parametrize("words", ["", "  ", "\x00", "长" * 4001])
def test_something_has_to_be_said(owner: User, officer: User, words: str) -> None:
    with pytest.raises(Refused):
        corrections.ask(actor=owner, words=words)
    request = corrections.ask(actor=owner, words="请改正")
    with pytest.raises(Refused):
        corrections.answer(actor=officer, role="authority", request=request, words=words)


def test_five_may_wait(owner: User) -> None:
    for _ in range(5):
        corrections.ask(actor=owner, words="请改正")
    with pytest.raises(Refused, match="5 of yours wait"):
        corrections.ask(actor=owner, words="请改正")


def test_it_is_answered_once(owner: User, officer: User) -> None:
    request = corrections.ask(actor=owner, words="请改正")
    held = corrections.answer(actor=officer, role="authority", request=request, words="已改")
    assert (held.answer, held.answered_by) == ("已改", officer)
    with pytest.raises(Refused, match="has been answered"):
        corrections.answer(actor=officer, role="authority", request=request, words="又改")


def test_nobody_answers_his_own(owner: User) -> None:
    request = corrections.ask(actor=owner, words="请改正")
    with pytest.raises(Refused, match="his own"):
        corrections.answer(actor=owner, role="authority", request=request, words="已改")


def test_the_record_has_both_and_none_of_the_words(owner: User, officer: User) -> None:
    request = corrections.ask(actor=owner, words="请改正")
    corrections.answer(actor=officer, role="authority", request=request, words="已改")
    asked, answered = Event.objects.order_by("sequence")
    assert (asked.actor, asked.action) == ("applicant-a", "ask_correction")
    assert (answered.actor, answered.role) == ("officer-a", "authority")
    assert answered.before == asked.after != answered.after
    assert "请改正" not in str(Event.objects.values())


@pytest.mark.parametrize("what", ["half", "own"])
def test_the_database_refuses_what_cannot_be(owner: User, what: str) -> None:
    request = corrections.ask(actor=owner, words="请改正")
    if what == "half":
        request.answer = "已改"
    else:
        request.answer, request.answered, request.answered_by = "已改", now(), owner
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save()
    assert CorrectionRequest.objects.get().answer is None

"""Retention: past its limit a row is gone, the day before it is there, and a tombstone tells nothing of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from luohu.law.sources import Text
from luohu.web.letters.models import Letter, Message
from luohu.web.letters.services import write_letter
from luohu.web.protection import corrections, retention
from luohu.web.protection.models import CorrectionRequest, Tombstone
from luohu.web.protection.retention import ANONYMISE, Stage
from luohu.web.record.models import Event
from luohu.web.shell.clock import now

pytestmark = pytest.mark.django_db
NAME = "correction-requests"
LIMIT = 30


@pytest.fixture
def answered() -> CorrectionRequest:
    request = corrections.ask(actor=User.objects.create_user("applicant-a"), words="请改正")
    officer = User.objects.create_user("officer-a")
    return corrections.answer(actor=officer, role="authority", request=request, words="已改")


def after(days: float) -> datetime.datetime:
    return now() + datetime.timedelta(days=days)


def test_without_a_limit_nothing_is_deleted(answered: CorrectionRequest) -> None:
    assert retention.run(after(36_500)) == []
    assert CorrectionRequest.objects.exists()


def test_the_day_before_the_limit_it_is_there_the_day_after_it_is_gone(
    answered: CorrectionRequest, settings: Any
) -> None:
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    assert retention.run(after(LIMIT - 1)) == []
    assert CorrectionRequest.objects.exists()
    (tombstone,) = retention.run(after(LIMIT + 1))
    assert not CorrectionRequest.objects.exists()
    assert (tombstone.stage, tombstone.count, tombstone.days) == (NAME, 1, LIMIT)
    assert (tombstone.model, tombstone.method) == ("protection.CorrectionRequest", "delete")


def test_what_waits_for_an_answer_is_never_deleted(settings: Any) -> None:
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    corrections.ask(actor=User.objects.create_user("applicant-a"), words="请改正")
    assert retention.run(after(36_500)) == []


def test_a_tombstone_and_the_record_say_nothing_of_a_person(
    answered: CorrectionRequest, settings: Any
) -> None:
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    retention.run(after(LIMIT + 1))
    event = Event.objects.order_by("-sequence")[0]
    assert (event.actor, event.role, event.action) == ("", "system", "delete")
    assert event.subject == f"correction:{answered.pk}"
    told = str(Tombstone.objects.values().get()) + event.why
    assert "applicant-a" not in told
    assert "请改正" not in told


def test_run_again_it_does_nothing(answered: CorrectionRequest, settings: Any) -> None:
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    retention.run(after(LIMIT + 1))
    assert retention.run(after(LIMIT + 1)) == []
    assert Tombstone.objects.count() == 1


def test_many_rows_go_in_small_transactions(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    owner, officer = (User.objects.create_user(name) for name in ("applicant-a", "officer-a"))
    for _ in range(5):
        one = corrections.ask(actor=owner, words="请改正")
        corrections.answer(actor=officer, role="authority", request=one, words="已改")
    left = retention.run(after(LIMIT + 1))
    assert [one.count for one in left] == [2, 2, 1]
    assert len({one.batch for one in left}) == 1


@pytest.fixture
def anonymous(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    def without_words(rows: Any) -> None:
        CorrectionRequest.objects.filter(pk__in=[one.pk for one in rows]).update(
            words="", answer=""
        )

    def past(moment: datetime.datetime) -> Any:
        return CorrectionRequest.objects.filter(answered__lt=moment, owner__is_active=True)

    def close(rows: Any) -> None:
        without_words(rows)
        User.objects.filter(pk__in=[one.owner_id for one in rows]).update(is_active=False)

    stage = Stage("anonymous", Text("匿名", "anonymous"), past, "PIPL 47", ANONYMISE, close)
    monkeypatch.setattr(retention, "_STAGES", {"anonymous": stage})
    settings.LUOHU_RETENTION = {"anonymous": LIMIT}
    return iter([stage])


def test_rows_may_be_made_anonymous_instead(
    answered: CorrectionRequest, anonymous: Iterator[Stage]
) -> None:
    (tombstone,) = retention.run(after(LIMIT + 1))
    assert tombstone.method == ANONYMISE
    assert CorrectionRequest.objects.get().words == ""


def test_a_stage_that_finds_again_what_it_made_anonymous_is_stopped(
    answered: CorrectionRequest, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def past(moment: datetime.datetime) -> Any:
        return CorrectionRequest.objects.filter(answered__lt=moment)

    stage = Stage("anonymous", Text("匿名", "anonymous"), past, "", ANONYMISE, lambda rows: None)
    monkeypatch.setattr(retention, "_STAGES", {"anonymous": stage})
    settings.LUOHU_RETENTION = {"anonymous": LIMIT}
    with pytest.raises(RuntimeError, match="anonymous"):
        retention.run(after(LIMIT + 1))


@pytest.mark.parametrize(("method", "how"), [("delete", lambda rows: None), ("anonymise", None)])
def test_a_method_goes_with_what_it_needs(method: str, how: Any) -> None:
    with pytest.raises(ValueError, match="anonymise"):
        Stage("a", Text("一", "a"), lambda moment: Letter.objects.all(), "", method, how)


def test_answered_letters_go_with_their_threads(settings: Any) -> None:
    letter, _ = write_letter(text="社保断过两个月", language="zh")
    waiting, _ = write_letter(text="还没有答复", language="zh")
    Letter.objects.filter(pk=letter.pk).update(state="answered", answered=now())
    settings.LUOHU_RETENTION = {"letters": LIMIT}
    assert retention.run(after(LIMIT - 1)) == []
    (tombstone,) = retention.run(after(LIMIT + 1))
    assert tombstone.model == "letters.Letter"
    assert list(Letter.objects.all()) == [waiting]
    assert Message.objects.count() == 1


def test_a_letter_goes_after_those_that_were_merged_into_it(settings: Any) -> None:
    first, _ = write_letter(text="社保断过两个月", language="zh")
    second, _ = write_letter(text="社保断过三个月", language="zh")
    Letter.objects.update(state="answered", answered=now())
    Letter.objects.filter(pk=second.pk).update(merged_into=first)
    settings.LUOHU_RETENTION = {"letters": LIMIT}
    assert [one.count for one in retention.run(after(LIMIT + 1))] == [1, 1]
    assert not Letter.objects.exists()


def test_a_limit_of_no_stage_is_told(settings: Any) -> None:
    settings.LUOHU_RETENTION = {"letters": 1, "lettres": 2}
    assert retention.unknown_limits() == ["lettres"]


def test_a_limit_is_said_in_words(settings: Any) -> None:
    stage = retention.stages()[NAME]
    assert "authority" in stage.kept.en
    settings.LUOHU_RETENTION = {NAME: LIMIT}
    assert stage.kept.en == "30 days"

"""Noting: in the caller's transaction, in a chain, in turn, without personal numbers."""

from __future__ import annotations

import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from luohu.web.record import services, surroundings
from luohu.web.record.digests import digest_of
from luohu.web.record.links import digest_of_event
from luohu.web.record.models import Event, Head
from luohu.web.record.services import Entry, history, note, note_many
from luohu.web.record.verification import verify
from tests.web.record.events import heard, many_noted, noted, user

THREADS, EACH = 4, 5


@pytest.mark.django_db
def test_an_event_says_who_as_what_did_what_to_which_thing_and_why() -> None:
    before, after = digest_of("draft"), digest_of("submitted")
    told = {"actor": user(), "role": "authority", "before": before, "after": after, "why": "按期"}
    noted("submit", "declaration:12", **told)
    event = Event.objects.get()
    assert (event.actor, event.role, event.action) == ("demo-authority", "authority", "submit")
    assert (event.subject, event.before, event.after) == ("declaration:12", before, after)
    assert (event.why, event.where, event.algorithm) == ("按期", "", "sha256")


@pytest.mark.django_db
def test_the_system_itself_has_no_name() -> None:
    assert noted().actor == ""


@pytest.mark.django_db
def test_each_event_is_linked_to_the_one_before() -> None:
    first, second = noted(), noted()
    assert (first.sequence, first.previous) == (1, "")
    assert (second.sequence, second.previous) == (2, first.digest)
    head = Head.objects.get()
    assert (head.sequence, head.digest, head.at) == (2, second.digest, second.at)


@pytest.mark.django_db
def test_a_digest_is_that_of_everything_else_as_it_is_kept() -> None:
    event = noted(why="因为“材料齐全”")
    assert digest_of_event(Event.objects.get()) == event.digest


@pytest.mark.django_db(transaction=True)
def test_nothing_is_noted_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        note(actor=None, role="system", action="begin", subject="thing:1")
    with pytest.raises(RuntimeError, match="transaction"):
        note_many([])


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_recorded() -> None:
    noted()
    with transaction.atomic():
        noted("fail")
        transaction.set_rollback(True)
    assert noted().sequence == 2
    assert verify().is_sound


@pytest.mark.django_db
def test_many_are_noted_as_if_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 3)
    noted()
    with transaction.atomic():
        entries = (Entry(None, "system", "list", f"declaration:{n}", why=f"{n}") for n in range(8))
        assert note_many(entries) == 8
    subjects = list(Event.objects.values_list("subject", flat=True))
    assert subjects == ["thing:1", *(f"declaration:{n}" for n in range(8))]
    assert verify().count == 9
    assert verify().is_sound


@pytest.mark.django_db
def test_none_may_be_noted() -> None:
    with transaction.atomic():
        assert note_many([]) == 0
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("why", "kept"),
    [
        ("电话13800138000打不通", "电话***********打不通"),
        ("证件 110101199001011237", "证件 ******************"),
        ("两行\r\n另一行", "两行  另一行"),
        ("材料齐全", "材料齐全"),
    ],
)
def test_a_reason_has_no_personal_numbers_and_is_one_line(why: str, kept: str) -> None:
    assert noted(why=why).why == kept


@pytest.mark.django_db
def test_an_account_named_by_a_telephone_is_recorded_by_its_number() -> None:
    one = user("13800138000")
    assert noted(actor=one).actor == f"user:{one.pk}"


@pytest.mark.django_db
def test_an_event_says_where_it_was_asked_for() -> None:
    with surroundings.within(surroundings.Surroundings("2001:db8::1", "abc")):
        assert noted().where == "2001:db8::1 abc"
    assert noted().where == ""


@pytest.mark.django_db
def test_the_order_is_that_of_sequence_though_the_clock_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = noted()
    early = first.at - datetime.timedelta(hours=1)
    monkeypatch.setattr(services, "now", lambda: early)
    with heard() as lines:
        second = noted()
    assert [one.sequence for one in Event.objects.all()] == [1, 2]
    assert second.at < first.at
    assert [(line["event"], line["sequence"]) for line in lines] == [("clock-back", 1)]
    assert verify().is_sound


@pytest.mark.django_db
def test_the_digest_may_be_sm3_from_one_event_to_the_next(settings: Settings) -> None:
    noted()
    settings.LUOHU_RECORD_HASH = "sm3"
    assert noted().algorithm == "sm3"
    settings.LUOHU_RECORD_HASH = "sha256"
    noted()
    assert [one.algorithm for one in Event.objects.all()] == ["sha256", "sm3", "sha256"]
    assert verify().is_sound


@pytest.mark.django_db
def test_a_digest_that_the_record_does_not_use_is_an_error(settings: Settings) -> None:
    settings.LUOHU_RECORD_HASH = "md5"
    with pytest.raises(ValueError, match="sha256, sm3"):
        noted()


@pytest.mark.django_db
def test_a_history_is_of_one_subject_in_its_order() -> None:
    noted("begin", "thing:1"), noted("begin", "thing:11"), noted("end", "thing:1")
    assert [one.action for one in history("thing:1")] == ["begin", "end"]


@pytest.mark.django_db
def test_the_head_is_made_where_there_is_none() -> None:
    many_noted(0)
    assert noted().sequence == 1


@pytest.fixture
def real_threads(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is of one thread: LUOHU_TEST_POSTGRES=1")


@pytest.mark.usefixtures("real_threads")
def test_many_at_once_are_numbered_without_gaps_and_linked() -> None:
    together, failures = Barrier(THREADS), []

    def work(thread: int) -> None:
        try:
            together.wait()
            for n in range(EACH):
                noted(subject=f"thing:{thread}", why=f"{n}")
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(n,)) for n in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    assert list(Event.objects.values_list("sequence", flat=True)) == list(
        range(1, THREADS * EACH + 1)
    )
    assert verify().is_sound

"""Verifying: whatever was altered by hand, with the triggers lifted, is named."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from luohu.web.record import verification
from luohu.web.record.digests import digest_of
from luohu.web.record.links import LINKED, digest_of_event
from luohu.web.record.models import Event, Head
from luohu.web.record.verification import verify
from tests.web.record.events import many_noted, noted, tampered, user

MANY, ALTERED = 7, 4
COLUMNS = (*LINKED[1:], "digest")
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows types")


def events_of_every_kind() -> None:
    """Seven events; the fourth has something in every column."""
    many_noted(ALTERED - 1)
    noted(actor=user(), role="authority", before=digest_of(1), after=digest_of(2), why="材料齐全")
    many_noted(MANY - ALTERED)


def other(value: Any) -> Any:
    """The same with its last place changed."""
    return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}"


@pytest.mark.django_db
def test_an_empty_record_is_sound() -> None:
    found = verify()
    assert (found.is_sound, found.count, found.first_bad, found.head) == (True, 0, None, "")


@pytest.mark.django_db
def test_a_record_that_nobody_touched_is_sound() -> None:
    events_of_every_kind()
    found = verify()
    assert (found.is_sound, found.count, found.first_bad) == (True, MANY, None)
    assert found.head == Event.objects.get(sequence=MANY).digest


@pytest.mark.django_db
@pytest.mark.parametrize("sequence", [1, ALTERED, MANY])
@pytest.mark.parametrize("column", [one for one in COLUMNS if one != "at"])
def test_an_altered_column_is_named(column: str, sequence: int) -> None:
    events_of_every_kind()
    value = other(Event.objects.values_list(column, flat=True).get(sequence=sequence))
    tampered(f'UPDATE record_event SET "{column}" = %s WHERE sequence = %s', value, sequence)
    assert (verify().first_bad, verify().is_sound) == (sequence, False)


@pytest.mark.django_db
@pytest.mark.parametrize("sequence", [1, ALTERED, MANY])
def test_a_moment_altered_by_a_microsecond_is_named(sequence: int) -> None:
    events_of_every_kind()
    event = Event.objects.get(sequence=sequence)
    moved = event.at.replace(microsecond=(event.at.microsecond + 1) % 10**6)
    tampered("UPDATE record_event SET at = %s WHERE sequence = %s", moved, sequence)
    assert verify().first_bad == sequence


@pytest.mark.django_db
@ON_SQLITE
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", [b"\xff\xfe", "2026-13-45 99:00:00", 7, 1e300], ids=repr)
def test_what_cannot_be_read_is_named(column: str, value: Any) -> None:
    events_of_every_kind()
    statement = f'UPDATE record_event SET "{column}" = CAST(%s AS TEXT) WHERE sequence = {ALTERED}'
    tampered(
        statement.replace("CAST(%s AS TEXT)", "%s")
        if isinstance(value, int | float)
        else statement,
        value,
    )
    assert verify().first_bad == ALTERED


@pytest.mark.django_db
@pytest.mark.parametrize("sequence", [1, ALTERED, MANY])
def test_a_deleted_event_is_named(sequence: int) -> None:
    events_of_every_kind()
    tampered("DELETE FROM record_event WHERE sequence = %s", sequence)
    found = verify()
    assert found.first_bad == sequence
    assert found.why is not None
    assert found.why.zh == f"第 {sequence} 条不见了"


@pytest.mark.django_db
def test_deleted_events_are_named_though_the_head_was_put_back() -> None:
    events_of_every_kind()
    kept = (MANY, Event.objects.get(sequence=MANY).digest)
    last = Event.objects.get(sequence=5)
    tampered("DELETE FROM record_event WHERE sequence > 5")
    tampered("UPDATE record_head SET sequence = 5, digest = %s", last.digest)
    assert verify().is_sound  # nothing within the database knows better
    assert verify(kept=kept).first_bad == 6  # what was kept elsewhere does


@pytest.mark.django_db
def test_a_renumbered_event_is_named() -> None:
    events_of_every_kind()
    tampered("UPDATE record_event SET sequence = 99 WHERE sequence = %s", ALTERED)
    assert verify().first_bad == ALTERED


@pytest.mark.django_db
def test_two_events_that_changed_places_are_named() -> None:
    events_of_every_kind()
    for was, becomes in ((2, 99), (3, 2), (99, 3)):
        tampered("UPDATE record_event SET sequence = %s WHERE sequence = %s", becomes, was)
    assert verify().first_bad == 2


@pytest.mark.django_db
def test_an_event_rewritten_with_its_digest_is_named_by_the_next() -> None:
    events_of_every_kind()
    rewritten(ALTERED)
    found = verify()
    assert found.first_bad == ALTERED
    assert found.why is not None
    assert "was rewritten" in found.why.en


@pytest.mark.django_db
def test_the_last_event_rewritten_with_its_digest_is_named_by_the_head() -> None:
    events_of_every_kind()
    rewritten(MANY)
    assert verify().first_bad == MANY


@pytest.mark.django_db
def test_a_whole_record_rewritten_is_named_by_what_was_kept_elsewhere() -> None:
    events_of_every_kind()
    kept = (5, Event.objects.get(sequence=5).digest)
    previous = ""
    for sequence in range(1, MANY + 1):
        previous = rewritten(sequence, why="forged", previous=previous)
    tampered("UPDATE record_head SET digest = %s", previous)
    assert verify().is_sound
    assert verify(kept=kept).first_bad == 5


def rewritten(sequence: int, why: str = "forged", previous: str | None = None) -> str:
    """An event with other words and the digest that they have."""
    event = Event.objects.get(sequence=sequence)
    event.why, event.previous = why, event.previous if previous is None else previous
    event.digest = digest_of_event(event)
    tampered(
        "UPDATE record_event SET why = %s, previous = %s, digest = %s WHERE sequence = %s",
        event.why, event.previous, event.digest, sequence,
    )  # fmt: skip
    return event.digest


@pytest.mark.django_db
def test_an_event_after_the_head_is_named() -> None:
    events_of_every_kind()
    before = Head.objects.get()
    noted()
    tampered("UPDATE record_head SET sequence = %s, digest = %s", before.sequence, before.digest)
    assert verify().first_bad == MANY + 1


@pytest.mark.django_db
@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_an_altered_head_is_named(digest: str) -> None:
    events_of_every_kind()
    tampered("UPDATE record_head SET digest = %s", digest)
    assert verify().first_bad == MANY


@pytest.mark.django_db
def test_a_head_that_has_gone_is_named() -> None:
    events_of_every_kind()
    tampered("DELETE FROM record_head")
    assert not verify().is_sound


@pytest.mark.django_db
def test_an_algorithm_that_there_is_not_is_named() -> None:
    events_of_every_kind()
    tampered("UPDATE record_event SET algorithm = 'md5' WHERE sequence = 2")
    found = verify()
    assert (found.first_bad, found.why and found.why.en) == (2, "event 2 cannot be read")


@pytest.mark.django_db
def test_the_first_of_several_is_named() -> None:
    events_of_every_kind()
    tampered("UPDATE record_event SET why = 'x' WHERE sequence IN (3, 6)")
    assert verify().first_bad == 3


@pytest.mark.django_db
def test_progress_is_told_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "BATCH", 2)
    events_of_every_kind()
    told: list[tuple[int, int]] = []
    assert verify(lambda done, total: told.append((done, total))).is_sound
    assert told[-1] == (MANY, MANY)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.django_db
def test_verifying_writes_nothing() -> None:
    events_of_every_kind()
    before = list(Event.objects.values()), list(Head.objects.values())
    verify()
    assert (list(Event.objects.values()), list(Head.objects.values())) == before


class TestAnyByte(TestCase):
    """One place of one column of one event, replaced by any other letter."""

    @settings(max_examples=40)
    @given(
        sequence=st.integers(1, MANY), column=st.sampled_from([c for c in COLUMNS if c != "at"]),
        place=st.integers(0, 63),
        letter=st.characters(codec="utf-8", exclude_characters="\x00"),
    )  # fmt: skip
    def test_is_named(self, sequence: int, column: str, place: int, letter: str) -> None:
        events_of_every_kind()
        value = Event.objects.values_list(column, flat=True).get(sequence=sequence)
        place = place % (len(value) or 1)
        changed = value[:place] + letter + value[place + 1 :]
        tampered(f'UPDATE record_event SET "{column}" = %s WHERE sequence = %s', changed, sequence)
        assert verify().first_bad == (None if changed == value else sequence)


def test_words_say_which_event_in_both_languages() -> None:
    text = verification._words("不见了", "is missing", 12)
    assert (text.zh, text.en) == ("第 12 条不见了", "event 12 is missing")
    assert not re.search("[一-鿿]", text.en)

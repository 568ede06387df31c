"""Watched rows: each as its newest event says; altered, added or removed by hand, it is named."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from luohu.web.letters.models import Letter
from luohu.web.record import rows, watched
from luohu.web.record.services import note
from luohu.web.record.verification import verify
from luohu.web.record.watched import Watched, watch
from tests.web.record.events import many_noted, noted, tampered

FIELDS = (
    "number", "key", "owner", "language", "state", "topic", "sensitive", "received", "due",
    "answered", "reopened", "document", "cycle",
)  # fmt: skip
NOON = datetime.datetime(2026, 5, 31, 4, 0, 0, 7, datetime.UTC)
ALTERED: dict[str, Any] = {
    "number": "2026-999999", "key": "other", "owner_id": None, "language": "en", "state": "checking",
    "topic": 2, "sensitive": True, "received": NOON + datetime.timedelta(microseconds=1),
    "due": datetime.date(2026, 6, 16), "answered": NOON, "reopened": 1,
    "document": {"tax": [{"year": 2023, "paid": 120001}]}, "cycle": 2025,
}  # fmt: skip
COUNT = 3


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Three letters, watched and recorded; nothing else is watched."""
    monkeypatch.setattr(watched, "_WATCHED", {})
    one = watch(Letter, FIELDS, lambda letter: f"letter:{letter.pk}")
    owner = User.objects.create_user("demo-applicant")
    for n in range(COUNT):
        with transaction.atomic():
            letter = Letter.objects.create(
                number=f"2026-00000{n}", key=f"key-{n}", owner=owner, language="zh", topic=1,
                received=NOON, due=datetime.date(2026, 6, 15), cycle=2026,
                document={"tax": [{"year": 2023, "paid": 120000}]},
            )  # fmt: skip
            note(
                actor=None,
                role="system",
                action="receive",
                subject=one.subject(letter),
                after=one.state(letter),
            )
    return one


def second() -> Letter:
    """The letter that is tampered with."""
    return Letter.objects.order_by("pk")[1]


@pytest.mark.django_db
def test_rows_that_nobody_touched_are_sound(letters: Watched) -> None:
    found = verify()
    assert (found.is_sound, found.count, found.rows) == (True, COUNT, COUNT)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ALTERED)
def test_an_altered_column_is_named_with_the_event_that_knows_better(
    letters: Watched, column: str
) -> None:
    row = second()
    told = ALTERED[column]
    if column == "document":  # sealed as the site seals it, by whoever has the keys
        field: Any = Letter._meta.get_field(column)
        told = field.get_db_prep_save(told, connection)
    tampered(f"UPDATE letters_letter SET {column} = %s WHERE id = %s", told, row.pk)
    found = verify()
    assert (found.first_bad, found.subject) == (2, f"letter:{row.pk}")
    assert found.why is not None
    assert found.why.en == f"letter:{row.pk} is not as event 2 says"


@pytest.mark.django_db
def test_every_field_that_is_watched_was_altered(letters: Watched) -> None:
    assert {name.removesuffix("_id") for name in ALTERED} == set(letters.fields)


@pytest.mark.django_db
def test_a_column_that_does_not_count_may_change(letters: Watched) -> None:
    tampered("UPDATE letters_letter SET officer_id = owner_id")
    assert verify().is_sound


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["received", "due", "document"])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows types")
def test_a_row_that_cannot_be_read_is_named(letters: Watched, column: str) -> None:
    row = second()
    tampered("PRAGMA ignore_check_constraints = ON")
    tampered(f"UPDATE letters_letter SET {column} = 'nonsense' WHERE id = %s", row.pk)
    tampered("PRAGMA ignore_check_constraints = OFF")
    found = verify()
    assert (found.first_bad, found.subject) == (2, f"letter:{row.pk}")


@pytest.mark.django_db
def test_a_row_removed_by_hand_is_named(letters: Watched) -> None:
    row = second()
    tampered("DELETE FROM letters_letter WHERE id = %s", row.pk)
    found = verify()
    assert (found.first_bad, found.subject) == (2, f"letter:{row.pk}")


@pytest.mark.django_db
def test_all_rows_removed_by_hand_are_named(letters: Watched) -> None:
    tampered("DELETE FROM letters_letter")
    assert verify().first_bad == 1


@pytest.mark.django_db
def test_a_row_added_by_hand_is_named(letters: Watched) -> None:
    row = second()
    row.pk, row.number, row.key = None, "2026-000009", "key-9"
    row.save()
    found = verify()
    assert (found.is_sound, found.first_bad, found.subject) == (False, None, f"letter:{row.pk}")
    assert found.why is not None
    assert found.why.zh == f"letter:{row.pk} 没有记录"


@pytest.mark.django_db
def test_an_event_that_leaves_the_row_alone_says_nothing_of_it(letters: Watched) -> None:
    noted("look", f"letter:{second().pk}")
    assert verify().is_sound


@pytest.mark.django_db
def test_a_row_changed_by_the_program_is_as_the_newest_event_says(letters: Watched) -> None:
    changed(letters, second())
    assert verify().is_sound
    tampered("UPDATE letters_letter SET reopened = 0")
    assert verify().first_bad == COUNT + 1


def changed(letters: Watched, row: Letter) -> None:
    """A change as services make it."""
    with transaction.atomic():
        before, row.reopened = letters.state(row), 5
        row.save(update_fields=["reopened"])
        note(
            actor=None, role="system", action="reopen", subject=letters.subject(row),
            before=before, after=letters.state(row),
        )  # fmt: skip


@pytest.mark.django_db
def test_a_row_deleted_by_the_program_may_be_gone(letters: Watched) -> None:
    row = second()
    subject, before = letters.subject(row), letters.state(row)
    row.delete()
    noted("remove", subject, before=before)
    assert verify().is_sound


@pytest.mark.django_db
def test_a_row_that_comes_back_by_hand_is_named(letters: Watched) -> None:
    row = second()
    subject, before, key = letters.subject(row), letters.state(row), row.pk
    row.delete()
    noted("remove", subject, before=before)
    row.pk = key
    row.save(force_insert=True)
    assert verify().first_bad == COUNT + 1


@pytest.mark.django_db
def test_a_bad_link_is_named_before_a_bad_row(letters: Watched) -> None:
    tampered("UPDATE letters_letter SET topic = 9")
    tampered("UPDATE record_event SET why = 'x' WHERE sequence = 3")
    assert verify().first_bad == 3


@pytest.mark.django_db
def test_rows_are_compared_a_batch_at_a_time(
    letters: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "BATCH", 2)
    told: list[tuple[int, int]] = []
    assert verify(lambda done, total: told.append((done, total))).rows == COUNT
    assert told[-1] == (2 * COUNT, 2 * COUNT)


@pytest.mark.django_db
def test_a_row_that_changes_while_it_is_compared_is_no_fault(
    letters: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is read, then somebody changes it, then its events are read."""
    read, row = rows._newest, second()

    def late(subjects: Any) -> Any:
        monkeypatch.setattr(rows, "_newest", read)
        changed(letters, row)
        return read(subjects)

    monkeypatch.setattr(rows, "_newest", late)
    assert verify().is_sound


@pytest.mark.django_db
def test_other_subjects_are_no_rows(letters: Watched) -> None:
    many_noted(2, "letterhead:1")
    assert verify().is_sound


def test_a_kind_is_what_stands_before_the_colon() -> None:
    assert Watched(Letter, FIELDS, lambda one: f"letter:{one.pk}").kind == "letter:"

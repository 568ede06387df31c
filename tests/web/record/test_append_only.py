"""The database itself refuses to change the record, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from luohu.web.record.models import Event, Head
from luohu.web.record.verification import verify
from tests.web.record.events import many_noted, noted

EVENT = "INSERT INTO record_event SELECT {}, at, actor, role, action, subject, before, after, why, "
REST = '"where", algorithm, previous, digest FROM record_event WHERE sequence = 1'
STATEMENTS = {
    "update": "UPDATE record_event SET why = 'x' WHERE sequence = 2",
    "update-same": "UPDATE record_event SET why = why",
    "delete-one": "DELETE FROM record_event WHERE sequence = 3",
    "delete-all": "DELETE FROM record_event",
    "insert-again": EVENT.format(2) + REST,
    "insert-with-a-gap": EVENT.format(9) + REST,
    "insert-before-all": EVENT.format(0) + REST,
    "head-back": "UPDATE record_head SET sequence = 1",
    "head-away": "DELETE FROM record_head",
}


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_by_hand_is_refused(statement: str) -> None:
    many_noted(3)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 3
    assert verify().is_sound


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such statement")
@pytest.mark.parametrize("table", ["record_event", "record_head"])
def test_a_table_cannot_be_truncated(table: str) -> None:
    many_noted(3)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")
    assert verify().count == 3


def _save(event: Event) -> Any:
    event.why = "other"
    event.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [_save, lambda e: e.delete(), lambda e: Event.objects.update(why=""), lambda e: Event.objects.all().delete()],
    ids=["save", "delete", "update", "delete-all"],
)  # fmt: skip
def test_the_program_cannot_change_an_event_either(change: Any) -> None:
    event = noted()
    with pytest.raises(DatabaseError), transaction.atomic():
        change(event)
    assert verify().is_sound


@pytest.mark.django_db
def test_there_is_one_head() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.create(pk=2)


@pytest.mark.django_db(transaction=True)
def test_a_database_with_a_record_is_not_emptied(settings: Settings) -> None:
    noted()
    settings.LUOHU_RECORD_MAY_BE_EMPTIED = False
    with pytest.raises(CommandError, match="never emptied"):
        call_command("flush", interactive=False, verbosity=0)
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_where_it_may_be_emptied_the_triggers_are_there_again() -> None:
    noted()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert not Event.objects.exists()
    noted()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()

"""What the tests of the record share: events, tampering by hand, lines of the security log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from luohu.web.record import triggers
from luohu.web.record.models import Event
from luohu.web.record.security import LOGGER
from luohu.web.record.services import Entry, note, note_many


def noted(action: str = "change", subject: str = "thing:1", **told: Any) -> Event:
    """One event in a transaction of its own; of the system unless an actor is told."""
    with transaction.atomic():
        return note(
            **{"actor": None, "role": "system", "action": action, "subject": subject, **told}
        )


def many_noted(count: int, subject: str = "thing:1") -> None:
    """So many events in one transaction."""
    with transaction.atomic():
        note_many(
            Entry(None, "system", f"step-{n}", subject, why=f"reason {n}") for n in range(count)
        )


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """What somebody can do who owns the database."""
    with connection.cursor() as cursor:
        for statement in triggers.lifted(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in triggers.made(connection.vendor):
            cursor.execute(statement)


def tampered(statement: str, *values: Any) -> None:
    """Run a statement by hand, the triggers lifted."""
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def user(username: str = "demo-authority") -> User:
    """Somebody."""
    return User.objects.create_user(username)


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(record.getMessage()))


@contextmanager
def heard() -> Iterator[list[dict[str, Any]]]:
    """The lines of the security log that are written meanwhile."""
    handler = _Lines()
    LOGGER.addHandler(handler)
    try:
        yield handler.lines
    finally:
        LOGGER.removeHandler(handler)

"""F8: without the lock four submit the same declaration, which shows the race; with it one does."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection

from luohu.people.faults import Refused
from luohu.web.declarations import services, stepping, submission
from luohu.web.declarations.models import Declaration
from tests.faults.figures import measured
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

MANY, WHILE = 4, 0.3
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]


def passed(monkeypatch: pytest.MonkeyPatch, lock: Callable[..., list[Declaration]]) -> int:
    """How many of four at once get past the check, each with its own key."""
    employer = made.employer()
    officer: User = people.officer("employer", employer=employer.credit_code)
    held = made.declaration(years.year(), "with_employer", employer=employer)
    together, through = Barrier(MANY), []
    taken = stepping.taken

    def slowly(one: Declaration, *told: Any, **named: Any) -> Any:
        moment = taken(one, *told, **named)
        through.append(one.pk)
        time.sleep(WHILE)  # between the look and the write, where others could come in
        return moment

    monkeypatch.setattr(submission, "taken", slowly)
    monkeypatch.setattr(submission, "locked", lock)

    def submit(key: int) -> None:
        together.wait()
        try:
            services.submit(actor=officer, declarations=[held], key=f"key-{key}")
        except (Refused, DatabaseError):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        list(threads.map(submit, range(MANY)))
    return len(through)


def unlocked(*declarations: Declaration, **told: Any) -> list[Declaration]:
    rows = Declaration.objects.select_related("year", "employer")
    return list(rows.filter(pk__in=[one.pk for one in declarations]))


def test_the_race_is_there_without_the_lock_and_not_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = passed(monkeypatch, unlocked)
    monkeypatch.undo()
    within = passed(monkeypatch, stepping.locked)
    measured("F8", "postgresql", without_lock=f"{without}/4", with_lock=f"{within}/4")
    assert (without, within) == (MANY, 1)

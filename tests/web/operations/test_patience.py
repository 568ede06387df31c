"""A page waits for PostgreSQL a while, a job as long as it takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection

from luohu.web.operations import patience

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="these limits are PostgreSQL's"),
]


@pytest.fixture(autouse=True)
def serving() -> Iterator[None]:
    """This process serves pages for the time of the test."""
    patience.limit()
    connection.close()
    yield
    patience.unlimit()
    connection.close()


def limits() -> list[str]:
    with connection.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in patience.LIMITS]


def test_a_page_has_limits() -> None:
    assert limits() == ["3s", "15s", "30s"]


def test_a_job_has_none_and_the_page_after_it_has_them_again() -> None:
    assert limits() == ["3s", "15s", "30s"]
    with patience.unlimited():
        assert limits() == ["0", "0", "0"]
        connection.close()
        assert limits() == ["0", "0", "0"]
    assert limits() == ["3s", "15s", "30s"]


def test_another_thread_keeps_its_own() -> None:
    seen: list[list[str]] = []

    def look() -> None:
        seen.append(limits())
        connection.close()

    with patience.unlimited():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [["3s", "15s", "30s"]]


def test_what_takes_too_long_is_given_up() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 1")
        with pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(10)")

"""How long the database is waited for: a page not long, a job as long as it takes.

SQLite has its own patience in the settings; these are PostgreSQL's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

LIMITS = {"lock_timeout": 3_000, "statement_timeout": 15_000, "idle_in_transaction_session_timeout": 30_000}  # fmt: skip
_thread = threading.local()
_process = {"serves": False}


def limit() -> None:
    """Let every connection that this process opens from now on give up as a page does."""
    _process["serves"] = True
    connection_created.connect(_connected, dispatch_uid="luohu.patience")


def unlimit() -> None:
    """Let connections that this process opens from now on wait as long as it takes."""
    _process["serves"] = False
    connection_created.disconnect(dispatch_uid="luohu.patience")


@contextmanager
def unlimited() -> Iterator[None]:
    """Let this thread wait as long as it takes."""
    was = getattr(_thread, "unlimited", False)
    _thread.unlimited = True
    _again()
    try:
        yield
    finally:
        _thread.unlimited = was
        _again()


def _again() -> None:
    """Tell a connection that is open already; one that is not is told when it opens."""
    if _process["serves"] and connection.connection is not None and connection.is_usable():
        _tell(connection)


def _connected(sender: Any, connection: Any, **told: Any) -> None:
    if _process["serves"]:
        _tell(connection)


def _tell(opened: Any) -> None:
    if opened.vendor != "postgresql":
        return
    limited = not getattr(_thread, "unlimited", False)
    words = "; ".join(f"SET {name} = {ms if limited else 0}" for name, ms in LIMITS.items())
    with opened.cursor() as cursor:
        cursor.execute(words)

"""What is kept of somebody, from every app that keeps something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Rows = Callable[["User"], list[dict[str, Any]]]
registered: dict[str, Rows] = {}


def provide(name: str, rows: Rows) -> None:
    """Say how an app finds what it keeps of a user; `name` is that of its part of the export.

    Called in `AppConfig.ready`. Rows hold what JSON can: text, numbers, truths, lists.
    """
    registered[name] = rows


def exported(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept of a user, by part."""
    return {name: rows(user) for name, rows in sorted(registered.items())}

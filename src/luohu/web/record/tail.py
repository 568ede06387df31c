"""The last lines of the security log, read backwards within bounds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from luohu.web.record.security import FILE

BYTES, LINES = 1024 * 1024, 200
FIRST = ("at", "event", "address", "request")
WHO = ("actor", "username", "user")


@dataclass(frozen=True)
class Line:
    """A line of the log: what every line says, and the rest."""

    told: dict[str, Any]

    @property
    def at(self) -> Any:
        """The moment; None where it is not said."""
        try:
            return parse_datetime(str(self.told.get("at", "")))
        except ValueError:
            return None

    @property
    def event(self) -> str:
        """What happened."""
        return str(self.told.get("event", ""))

    @property
    def actor(self) -> str:
        """Who did it, where a line says so."""
        return next((str(self.told[name]) for name in WHO if self.told.get(name)), "")

    @property
    def place(self) -> str:
        """The address and the number of the request."""
        return f"{self.told.get('address', '')} {self.told.get('request', '')}".strip()

    @property
    def rest(self) -> str:
        """Everything else."""
        rest = {name: one for name, one in self.told.items() if name not in (*FIRST, *WHO)}
        return ", ".join(f"{name}: {one}" for name, one in rest.items())


def last_lines(event: str = "", actor: str = "") -> list[Line]:
    """The newest lines first, of an event or an account if wanted.

    What stands before the last megabyte of the file is not read.
    """
    found = (
        one for one in _lines()
        if (not event or one.event == event) and (not actor or one.actor == actor)
    )  # fmt: skip
    return [one for one, _ in zip(found, range(LINES), strict=False)]


def _lines() -> Iterator[Line]:
    path = Path(settings.DATA) / FILE
    if not path.exists():
        return
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - BYTES))
        raw = file.read(BYTES).decode("utf-8", "replace").splitlines()
    for line in reversed(raw[1:] if size > BYTES else raw):
        yield Line(_read(line))


def _read(line: str) -> dict[str, Any]:
    """The object of a line; what is none is told as it is."""
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"line": line}

"""The security log: a line of JSON at once, outside every transaction, whatever becomes of it."""

from __future__ import annotations

import datetime
import json
import logging
import os
import re
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from luohu.consult.masking import COVER
from luohu.web.record import surroundings
from luohu.web.record.covering import covered, one_line
from luohu.web.record.digests import moment

LOGGER = logging.getLogger("luohu.security")
FILE = "security.log"
DIGEST = re.compile(r"[0-9a-f]{64}")
_SECRET = re.compile(r"(?i)passw|secret|token|totp|otp|cookie|authorization")
LONGEST = 1000


def log(event: str, /, **fields: Any) -> None:
    """Write down an event that concerns security, with where it happened.

    Personal numbers in the fields are covered, and secrets; whatever they hold, it is one line.
    OSError where the line cannot be written: what is not logged does not happen.
    """
    place = surroundings.current()
    line = {
        "at": moment(datetime.datetime.now(datetime.UTC)),
        "event": one_line(covered(event)),
        "address": place.address,
        "request": place.request,
    }
    told = {name: _safe(name, value) for name, value in fields.items() if name not in line}
    LOGGER.info(json.dumps({**line, **told}, ensure_ascii=False))


def _safe(name: str, value: Any) -> Any:
    """What may be written of a value."""
    if _SECRET.search(name):
        return COVER * 3
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**10):
        return value
    if isinstance(value, datetime.datetime):
        return moment(value)
    words = str(value)
    if DIGEST.fullmatch(words):
        return words
    return one_line(covered(words))[:LONGEST]


class LineFormatter(logging.Formatter):
    """One line a message, whoever wrote it."""

    def format(self, record: logging.LogRecord) -> str:
        """The message without what would begin another line."""
        return one_line(super().format(record))


class SecurityFile(WatchedFileHandler):
    """The file of the log, readable by its owner only; what cannot be written is an error."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Let the failure reach who logged: an operation that cannot be logged fails."""
        raise  # noqa: PLE0704 - called by logging within its own except

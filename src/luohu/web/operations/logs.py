"""What a line of the log looks like: JSON for programs or plain for people, without personal numbers."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter

from luohu.web.record import surroundings
from luohu.web.record.covering import covered, one_line

FIELDS = frozenset(
    {"method", "path", "status", "ms", "role", "caller", "job", "reference", "why", "worker"}
)
Line = MutableMapping[str, Any]


def where(logger: Any, name: str, line: Line) -> Line:
    """Add the number of the request that is being answered, or of the job that runs."""
    if number := surroundings.current().request:
        line["request"] = number
    return line


def without_persons(logger: Any, name: str, line: Line) -> Line:
    """Cover personal numbers in whatever the line says."""
    return {key: covered(one) if isinstance(one, str) else one for key, one in line.items()}


def in_one(logger: Any, name: str, line: Line) -> Line:
    """Let nobody begin another line; a traceback keeps its own."""
    return {
        key: one_line(one) if isinstance(one, str) and key != "exception" else one
        for key, one in line.items()
    }


class Lines(ProcessorFormatter):
    """A formatter of the standard library's logging: `json` or `plain`."""

    def __init__(self, kind: str) -> None:
        last: Any = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if kind == "json"
            else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
        )
        super().__init__(
            foreign_pre_chain=[
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                ExtraAdder(allow=FIELDS),
                where,
            ],
            processors=[
                ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_persons,
                in_one,
                last,
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line; what the security log wrote is one already."""
        if record.name == "luohu.security":
            return one_line(record.getMessage())
        return super().format(record)

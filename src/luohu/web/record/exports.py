"""The record as a file: every column, so that another program can work out the chain for itself."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unicodedata import normalize

from luohu.web.record.asked import Asked, in_turn
from luohu.web.record.digests import moment
from luohu.web.record.links import LINKED
from luohu.web.record.models import Event

COLUMNS = (*LINKED, "digest")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row_of(event: Event) -> dict[str, Any]:
    """An event with the values that its digest is of, as they were digested."""
    return {**{name: getattr(event, name) for name in COLUMNS}, "at": moment(event.at)}


def as_csv(asked: Asked) -> Iterator[str]:
    """A row an event, readable by spreadsheets; words that one would calculate get an apostrophe."""
    line = csv.writer(_Echo())
    yield "\ufeff" + line.writerow(COLUMNS)
    for event in in_turn(asked.events()):
        yield line.writerow([_harmless(cell) for cell in row_of(event).values()])


def as_json(asked: Asked) -> Iterator[str]:
    """A list of objects, one a line, as they were digested."""
    before = "[\n"
    for event in in_turn(asked.events()):
        yield before + json.dumps(row_of(event), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _harmless(cell: Any) -> Any:
    is_formula = isinstance(cell, str) and normalize("NFKC", cell).lstrip().startswith(FORMULA)
    return f"'{cell}" if is_formula else cell


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


# Of each form its kind of content, and how it is written.
FORMS: Mapping[str, tuple[str, Callable[[Asked], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}

"""Where a rule or a value comes from: documents, citations, and how far each can be trusted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from luohu.law.days import NEVER, Day

FIRST = Day(19000101)


class LawError(ValueError):
    """A statement of the law is at fault: a name, a date, a value or a citation."""


class Standing(Enum):
    """How a rule or value is known, best first."""

    OFFICIAL = "official"
    QUOTED = "quoted"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"

    def label(self, language: str) -> str:
        """The standing in words, `zh` or `en`."""
        return _LABELS[self][0 if language == "zh" else 1]


_LABELS = {
    Standing.OFFICIAL: ("官方文本", "official text"),
    Standing.QUOTED: ("转载引用", "quoted from the official text"),
    Standing.INFERRED: ("由公布数据推断", "inferred from published data"),
    Standing.UNVERIFIED: ("未经核实", "unverified"),
    Standing.UNKNOWN: ("未知", "unknown"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The words in a language, `zh` or `en`."""
        return self.zh if language == "zh" else self.en

    @property
    def as_json(self) -> dict[str, str]:
        """The words in both languages, for a program."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the law, or a source that quotes it."""

    key: str
    title: Text
    number: str
    since: Day
    until: Day
    standing: Standing

    def in_force(self, day: Day) -> bool:
        """Whether the document was in force on a day; sources without dates always are."""
        return self.since <= day <= self.until

    def __call__(self, article: str, standing: str | None = None) -> Citation:
        """A citation of one of its articles; the standing is the document's unless said."""
        return Citation(self, article, Standing(standing) if standing else self.standing)


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a document, and how that text is known."""

    document: Document
    article: str
    standing: Standing

    def shown(self, language: str) -> str:
        """Title, number and article in words."""
        number = f" {self.document.number}" if self.document.number else ""
        return f"{self.document.title.in_(language)}{number} {self.article}".strip()


def weakest(cites: Iterable[Citation]) -> Standing | None:
    """How well the least known of some citations is known; None for none."""
    order = list(Standing)
    return max((cite.standing for cite in cites), key=order.index, default=None)


def load_documents(path: Path) -> dict[str, Document]:
    """The documents of a scheme by key, from TOML: a table a document."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {key: _document(key, table, path) for key, table in tables.items()}


def _document(key: str, table: Mapping[str, Any], path: Path) -> Document:
    try:
        title = Text(table["zh"], table["en"])
        standing = Standing(table["standing"])
        since = Day.parse(str(table.get("since", FIRST)))
        until = Day.parse(str(table.get("until", NEVER)))
        return Document(key, title, table.get("number", ""), since, until, standing)
    except KeyError as error:
        raise LawError(f"{path.name}: document {key}: {error} is missing") from error
    except (ValueError, TypeError) as error:
        raise LawError(f"{path.name}: document {key}: {error}") from error

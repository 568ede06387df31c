"""A standard reply: its question in citizens' words, its answer, and the law that it rests on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from luohu.law.days import Day
from luohu.law.sources import Text

MOST_LETTERS = 6000
PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")
Words = Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]


class Stated(BaseModel):
    """Something written down by us: nothing unknown in it, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Both(Stated):
    """The same words in Chinese and English."""

    zh: Words
    en: Words

    @property
    def text(self) -> Text:
        """The words as the core knows them."""
        return Text(self.zh, self.en)

    def in_(self, language: str) -> str:
        """The words in a language, `zh` or `en`."""
        return self.text.in_(language)

    def placeholders(self) -> set[str]:
        """The names that stand in braces, in either language."""
        return {*PLACEHOLDER.findall(self.zh), *PLACEHOLDER.findall(self.en)}


class Wordings(Stated):
    """The question as several citizens would put it."""

    zh: tuple[Words, ...] = Field(min_length=1)
    en: tuple[Words, ...] = Field(min_length=1)


class Clause(Stated):
    """An article that the answer rests on beside those of its rules: a document by its key."""

    document: Words
    article: Words


class Reply(Stated):
    """One reply of the library; `number` is its number for good, `version` grows with each change.

    `rules` are names of rules and values in the scheme's law, `reforms` keys of proposals,
    `figures` a sentence with such names in braces, filled in for a person.
    """

    number: int = Field(ge=1)
    kind: Literal["proposal", "question"]
    theme: Words
    scheme: str = ""
    title: Both
    wordings: Wordings
    short: Both
    full: Both
    figures: Both | None = None
    rules: tuple[str, ...] = ()
    reforms: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    clauses: tuple[Clause, ...] = ()
    sensitive: bool = False
    version: int = Field(default=1, ge=1)
    valid_from: datetime.date
    valid_until: datetime.date | None = None

    @model_validator(mode="after")
    def _spans_days_in_order(self) -> Reply:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(f"valid_until {self.valid_until} is before {self.valid_from}")
        if (self.rules or self.figures) and not self.scheme:
            raise ValueError("rules and figures need a scheme whose law they are of")
        return self

    def valid_on(self, day: Day) -> bool:
        """Whether the reply may be used on a day."""
        last = self.valid_until or datetime.date.max
        return str(self.valid_from) <= str(day) <= str(last)

    def names_of_law(self) -> Iterator[str]:
        """Every name of a rule or value that the reply speaks of, those of its figures included."""
        yield from self.rules
        if self.figures is not None:
            yield from sorted(self.figures.placeholders() - set(self.rules))

"""What one entry of the catalogue is: a fact, facts that stand together, or a list of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from luohu.law.months import NEVER_MONTH
from luohu.law.sources import Text
from luohu.law.words import shown
from luohu.people.types import AnswerType, ChoiceType, FactType

NOBODY = Text("申请人自填", "the applicant alone")


@dataclass(frozen=True)
class Fact:
    """One thing that may be known.

    `key` is its name in a document. `left_out` is what leaving it out means, None that it is then
    unknown (in a row of a list: not stated, 0). `null` is what null means, None that null is wrong.
    """

    name: str
    type: FactType
    label: Text
    ask: Text
    verifier: Text = NOBODY
    key: str = ""
    required: bool = False
    left_out: int | None = None
    null: int | None = None
    personal: bool = False
    also: tuple[str, ...] = ()
    is_list: bool = False

    @property
    def written_as(self) -> str:
        """The key in a document."""
        return self.key or self.name

    @property
    def unit(self) -> str:
        """The unit of the type."""
        return self.type.unit

    @property
    def may_be_open(self) -> bool:
        """Whether it ends a span of time that may still go on."""
        return self.written_as == "to"

    def shown(self, value: Any, language: str) -> str:
        """A value in words, `zh` or `en`."""
        if isinstance(self.type, ChoiceType) and isinstance(value, int) and value:
            return self.type.choices[value - 1].label.in_(language)
        if isinstance(self.type, AnswerType) and value:
            return shown(value == AnswerType.YES, "truth", language)
        if not isinstance(value, int) or self.unit == "truth":
            return shown(value, self.unit, language)
        if value in (self.null, self.left_out) and value != NEVER_MONTH:
            return "无" if language == "zh" else "none"
        return shown(value, self.unit, language)

    def told(self, value: Any, language: str) -> str:
        """A value in a row of words: yes or no by the fact's own name, or with a no before it."""
        if self.unit not in ("truth", "answer"):
            return self.shown(value, language)
        no = ("未" if language == "zh" else "not ") if value in (0, AnswerType.NO) else ""
        return no + self.label.in_(language)


@dataclass(frozen=True)
class Group:
    """Facts that stand together in a document under one key; null means there is none."""

    name: str
    label: Text
    ask: Text
    fields: tuple[Fact, ...]
    may_be_null: bool = False
    left_out_is_null: bool = False


@dataclass(frozen=True)
class ListFact:
    """A list of rows; left out it is unknown, unless `left_out_is_empty`. `also` are older titles."""

    name: str
    label: Text
    ask: Text
    fields: tuple[Fact, ...]
    left_out_is_empty: bool = False
    key: str = ""
    also: tuple[str, ...] = ()
    unit: str = "list"
    is_list: bool = True

    @property
    def written_as(self) -> str:
        """The key in a document."""
        return self.key or self.name

    @cached_property
    def _held(self) -> Callable[[Any], tuple[Any, ...]]:
        """What takes a row's values, in the order of the fields."""
        if len(self.fields) == 1:
            (only,) = self.fields
            return lambda row: (getattr(row, only.name),)
        return attrgetter(*(fact.name for fact in self.fields))

    def field(self, name: str) -> Fact:
        """A field by name."""
        return next(fact for fact in self.fields if fact.name == name)

    def shown(self, value: Any, language: str) -> str:
        """The rows in words, one after the other."""
        if not hasattr(value, "__iter__"):
            return "未知" if language == "zh" else "unknown"
        rows = [
            " ".join(
                fact.told(held, language)
                for fact, held in zip(self.fields, self._held(row), strict=True)
                if held != fact.left_out
            )
            for row in value
        ]
        return "; ".join(rows) or ("无" if language == "zh" else "none")

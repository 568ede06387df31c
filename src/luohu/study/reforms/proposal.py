"""A proposal: what people ask to be changed, with the numbers that it leaves to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from luohu.law.days import NEVER, Day
from luohu.law.parameters import ALWAYS, EVER, Parameter, Value
from luohu.law.points import points, written
from luohu.law.reform import Reform
from luohu.law.sources import Citation, Document, LawError, Standing, Text
from luohu.study.places import Places

IN_POINTS = "points"
PROPOSED = Document(
    "proposal", Text("群众建议", "A proposal"), "", Day(0), NEVER, Standing.UNVERIFIED
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that a proposal leaves open: what it usually is here, and between what it may lie.

    Points are in hundredths, as everywhere.
    """

    name: str
    label: Text
    unit: str
    usual: int
    lowest: int
    highest: int

    def read(self, words: str) -> int:
        """A caller's number; LawError where it is none, or out of bounds."""
        try:
            number = points(words) if self.unit == IN_POINTS else int(words)
        except ValueError:
            raise LawError(f"{self.name}={words}: {self._right}") from None
        if not self.lowest <= number <= self.highest:
            raise LawError(f"{self.name}={words}: {self._right}")
        return number

    def written(self, number: int) -> str:
        """A number of the setting as it is told."""
        return written(number) if self.unit == IN_POINTS else str(number)

    @property
    def _right(self) -> str:
        span = f"{self.written(self.lowest)}–{self.written(self.highest)}"
        return f"应为 it must be {span} ({self.unit}), like {self.written(self.usual)}"


@dataclass(frozen=True)
class Change:
    """What is different: rules and values of the law, and how places are given.

    `last_year` holds this year's law against last year's people instead.
    """

    law: Reform
    places: Places = field(default_factory=Places)
    last_year: bool = False

    def __or__(self, other: Change) -> Change:
        """Both changes together; LawError where both change the same thing."""
        if self.last_year or other.last_year:
            raise LawError("the check of stability (5) stands alone: it changes no rule")
        return Change(self.law | other.law, self.places | other.places)


@dataclass(frozen=True)
class Proposal:
    """A proposal by its key: the number of the standard reply that answers it, and which reading.

    `make` builds the change from the settings, by name; `assumed` is what we had to add.
    """

    key: str
    title: Text
    asks: Text
    make: Callable[..., Change]
    settings: tuple[Setting, ...] = ()
    assumed: tuple[Text, ...] = ()

    @property
    def number(self) -> int:
        """The number of the standard reply."""
        return int(self.key.partition("-")[0])

    def told(self, settings: Mapping[str, str]) -> dict[str, int]:
        """Every setting, as told or else as usual; LawError for a name that it does not have."""
        known = {setting.name: setting for setting in self.settings}
        for name in settings:
            if name not in known:
                there = ", ".join(known) or "none"
                raise LawError(f"reform {self.key} has no setting {name}: there are {there}")
        read = {name: known[name].read(words) for name, words in settings.items()}
        return {name: read.get(name, setting.usual) for name, setting in known.items()}

    def change(self, settings: Mapping[str, str] | None = None) -> Change:
        """What it would change with these settings, in words of a caller; LawError if unreadable."""
        return self.make(**self.told(settings or {}))

    def reform(self, **parts: Any) -> Reform:
        """A reform of the law under the proposal's own title."""
        return Reform(self.title, **parts)

    def as_json(self) -> dict[str, Any]:
        """The proposal for a program, with its settings."""
        return {
            "key": self.key,
            "number": self.number,
            "title": self.title.as_json,
            "asks": self.asks.as_json,
            "assumed": [text.as_json for text in self.assumed],
            "settings": [
                {"name": s.name, "label": s.label.as_json, "unit": s.unit,
                 "usual": s.written(s.usual), "lowest": s.written(s.lowest),
                 "highest": s.written(s.highest)}
                for s in self.settings
            ],
        }  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A proposal with the numbers that were chosen for it."""

    proposal: Proposal
    numbers: Mapping[str, int]

    @property
    def told(self) -> list[tuple[Text, str]]:
        """Each number in words: what it is, and how much."""
        return [(s.label, s.written(self.numbers[s.name])) for s in self.proposal.settings]

    def as_json(self) -> dict[str, Any]:
        """The proposal for a program, with the numbers used."""
        used = {s.name: s.written(self.numbers[s.name]) for s in self.proposal.settings}
        return {**self.proposal.as_json(), "numbers": used}


def reply(number: str) -> Citation:
    """The standard reply that a proposed rule or value answers to."""
    return PROPOSED(number)


def proposed(name: str, zh: str, en: str, unit: str, content: Any, number: str) -> Parameter:
    """A new value of the law, as proposed."""
    value = Value(content, content, EVER, ALWAYS, (reply(number),), Standing.UNVERIFIED)
    return Parameter(name, Text(zh, en), unit, (value,))

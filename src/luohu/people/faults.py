"""What is wrong with an input: where it stands, what it is, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from luohu.law.sources import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and as far as it has them, sheet, row and column."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def shown(self, language: str) -> str:
        """The place in words."""
        words = ("表", "第{}行", "列") if language == "zh" else ("sheet", "row {}", "column")
        parts = [self.file]
        if self.sheet:
            parts.append(f"{words[0]} {self.sheet}")
        if self.row is not None:
            parts.append(words[1].format(self.row))
        if self.column:
            parts.append(f"{words[2]} {self.column}")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; a warning does not refuse the input."""

    place: Place
    wrong: Text
    right: Text
    warning: bool = False

    def shown(self, language: str) -> str:
        """The fault in a line."""
        return (
            f"{self.place.shown(language)}: {self.wrong.in_(language)}; {self.right.in_(language)}"
        )

    def as_json(self) -> dict[str, Any]:
        """The fault for a program: file, sheet, row, column, and the words in both languages."""
        return {
            **asdict(self.place),
            "wrong": asdict(self.wrong),
            "right": asdict(self.right),
            "warning": self.warning,
        }


class Refused(ValueError):
    """An input with faults; all of them are in `faults`."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.shown("en") for fault in faults))
        self.faults = list(faults)


def refuse_if(faults: Iterable[Fault]) -> list[Fault]:
    """Raise Refused if any fault is more than a warning; else give the warnings back."""
    listed = list(faults)
    if any(not fault.warning for fault in listed):
        raise Refused(listed)
    return listed

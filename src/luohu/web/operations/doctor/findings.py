"""What the doctor finds: the thing looked at, how it stands, what it is, what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from luohu.law.sources import Text

OK, WARNING, FAULT = "ok", "warning", "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `do` says what to do where it is not well."""

    name: Text
    standing: str
    found: str
    do: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """The finding for a program."""
        return asdict(self)


def found(name: Text, well: bool, words: str, do: Text, otherwise: str = FAULT) -> Finding:
    """A finding that is well or not; `otherwise` how bad it is then."""
    return Finding(name, OK, words) if well else Finding(name, otherwise, words, do)

"""How well the search does on letters whose right reply is known."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from luohu.consult.reply import Stated, Words
from luohu.consult.search import TOP, Finder


class Letter(Stated):
    """A letter and the replies that answer it; none of them where it is about something else."""

    about: tuple[int, ...]
    text: Words
    language: str = Field(default="zh", pattern="^(zh|en)$")


@dataclass(frozen=True)
class Outcome:
    """A letter and what was found for it."""

    letter: Letter
    found: tuple[int, ...]

    @property
    def first(self) -> bool:
        """Whether the first hit is right; for a letter about nothing, whether it was refused."""
        return self.among(1)

    def among(self, top: int) -> bool:
        """Whether a right reply is among the first hits; for one about nothing, whether refused."""
        if not self.letter.about:
            return not self.found
        return bool(set(self.letter.about) & set(self.found[:top]))


@dataclass
class Rates:
    """Counts over a set: of letters with an answer and without, and how many went right."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def answerable(self) -> list[Outcome]:
        """The letters that a reply answers."""
        return [one for one in self.outcomes if one.letter.about]

    @property
    def unanswerable(self) -> list[Outcome]:
        """The letters about nothing in the library."""
        return [one for one in self.outcomes if not one.letter.about]

    @property
    def first(self) -> float:
        """The share of answerable letters whose first hit is right."""
        return _share(self.answerable, 1)

    @property
    def in_three(self) -> float:
        """The share of answerable letters with a right reply among the first three."""
        return _share(self.answerable, TOP)

    @property
    def refused(self) -> float:
        """The share of letters about nothing that were refused."""
        return _share(self.unanswerable, 1)

    def wrong(self) -> Iterator[Outcome]:
        """The letters whose first hit is not right, those not even among three first."""
        yield from sorted(
            (one for one in self.outcomes if not one.first), key=lambda one: one.among(TOP)
        )


def read_letters(path: Path) -> list[Letter]:
    """The letters of a TOML file."""
    return [Letter.model_validate(one) for one in tomllib.loads(path.read_text("utf-8"))["letter"]]


def evaluate(finder: Finder, letters: Sequence[Letter]) -> Rates:
    """Find replies for every letter."""
    rates = Rates()
    for letter in letters:
        numbers = tuple(match.reply.number for match in finder.find(letter.text, TOP).matches)
        rates.outcomes.append(Outcome(letter, numbers))
    return rates


def _share(outcomes: Sequence[Outcome], top: int) -> float:
    return sum(one.among(top) for one in outcomes) / len(outcomes) if outcomes else 1.0

"""The words that the search knows: those that mean the same, those of the field, idle ones."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "words.toml"
FREQUENT = Path(__file__).parent / "frequent.txt"
MANY = 50_000


@dataclass(frozen=True)
class Vocabulary:
    """`meanings` gives the names under which a word stands, such as 房本 under `deed`."""

    meanings: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    idle: frozenset[str]
    frequencies: dict[str, int]

    @property
    def field(self) -> frozenset[str]:
        """The words of the field."""
        return frozenset(self.meanings)


@lru_cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships."""
    tables = tomllib.loads(WORDS.read_text("utf-8"))
    meanings = _meanings(tables["alike"] | tables["cities"])
    for word in tables["field"]["words"]:
        meanings.setdefault(word, ())
    idle = frozenset(tables["idle"]["words"]) | frozenset(tables["idle_english"]["words"])
    english = _meanings(tables["english"])
    return Vocabulary(meanings, english, idle - {*meanings, *english}, _frequencies(meanings))


def _meanings(alike: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    meanings: dict[str, tuple[str, ...]] = {}
    for name, words in alike.items():
        for word in words:
            meanings[word] = (*meanings.get(word, ()), name)
    return meanings


def _frequencies(field: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """How often each word is met, words of the field above all; every beginning of a word too."""
    rows = (line.split() for line in FREQUENT.read_text("utf-8").splitlines())
    counts = {word: int(count) for word, count in rows}
    counts |= {word: MANY for word in field if len(word) > 1}
    for word in list(counts):
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    return counts

"""Matters that people write about and the library does not answer, so that none of it is guessed."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from luohu.consult.reply import Both, Stated, Words

FOLDER = Path(__file__).parent / "matters"


class Matter(Stated):
    """A matter of another office, or of none, in the words in which people bring it up."""

    name: Both
    wordings: tuple[Words, ...]


@lru_cache
def matters() -> tuple[Matter, ...]:
    """All such matters, file by file."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return tuple(Matter.model_validate(one) for table in tables for one in table["matter"])

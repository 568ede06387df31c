"""What people type, as it is looked for."""

from __future__ import annotations

import unicodedata

LONGEST = 100


def printable(words: str, longest: int = LONGEST) -> str:
    """Without what cannot be printed, which PostgreSQL would not even look for."""
    return "".join(letter for letter in words if letter.isprintable()).strip()[:longest]


def plain(typed: str) -> str:
    """A number or code as it was given, however it was typed."""
    folded = unicodedata.normalize("NFKC", typed[:LONGEST]).upper()
    return "".join(one for one in folded if one.isprintable() and not one.isspace())

"""Numbers and codes as they are given out and typed again."""

from __future__ import annotations

import hashlib
import secrets

from luohu.web.shell.typed import plain

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
LONGEST_PLACE = 9  # digits of the number of a line


def new_code() -> str:
    """A code that cannot be guessed, of letters and digits that cannot be mistaken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def place_of(typed: str) -> int | None:
    """The number on a list that was typed, None where it is none."""
    told = plain(typed)
    return int(told) if told.isascii() and told.isdigit() and len(told) <= LONGEST_PLACE else None

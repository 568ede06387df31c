"""What of a personal value is shown to whom: whole, in part, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

COVER = "*"


class Shown(Enum):
    """How much of a value is shown."""

    FULL = "full"
    MASKED = "masked"
    HIDDEN = "hidden"


FULL, MASKED, HIDDEN = Shown.FULL, Shown.MASKED, Shown.HIDDEN
KINDS = ("name", "identity", "telephone", "address")
# Who sees how much in a list or on a page; officials see a whole number through `disclosure` only.
WHO_SEES: Mapping[str, tuple[Shown, ...]] = {
    #                 name    identity telephone address
    "applicant":     (FULL,   FULL,    FULL,     FULL),
    "employer":      (FULL,   MASKED,  FULL,     HIDDEN),
    "verifier":      (FULL,   MASKED,  HIDDEN,   HIDDEN),
    "authority":     (FULL,   MASKED,  MASKED,   MASKED),
    "publisher":     (FULL,   MASKED,  HIDDEN,   HIDDEN),
    "auditor":       (MASKED, MASKED,  HIDDEN,   HIDDEN),
    "administrator": (HIDDEN, HIDDEN,  HIDDEN,   HIDDEN),
    "letters":       (HIDDEN, HIDDEN,  HIDDEN,   HIDDEN),
}  # fmt: skip


def masked_identity(number: str) -> str:
    """An identity number with its place and its last four characters."""
    return _between(number, 6, 4)


def masked_name(name: str) -> str:
    """A name with its first character."""
    return _between(name, 1, 0)


def masked_telephone(number: str) -> str:
    """A telephone number with its first three and last four digits."""
    return _between(number, 3, 4)


def masked_address(address: str) -> str:
    """An address with its first six characters: the city and the district."""
    return _between(address, 6, 0)


def _between(value: str, first: int, last: int) -> str:
    """A value with its first and last characters; one that is no longer than these is covered."""
    hidden = len(value) - first - last
    if hidden < 1:
        return COVER * len(value)
    return value[:first] + COVER * hidden + (value[-last:] if last else "")


MASKS: Mapping[str, Callable[[str], str]] = {
    "name": masked_name,
    "identity": masked_identity,
    "telephone": masked_telephone,
    "address": masked_address,
}


def measure(kind: str, role: str) -> Shown:
    """How much of a kind of value a role sees; nothing where the table does not say."""
    return WHO_SEES[role][KINDS.index(kind)] if role in WHO_SEES else HIDDEN


def shown(value: str, kind: str, role: str) -> str:
    """A value as a role sees it; empty where it sees nothing."""
    how = measure(kind, role)
    if how is HIDDEN:
        return ""
    return value if how is FULL else MASKS[kind](value)

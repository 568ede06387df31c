"""Whether a year's facts are frozen: asked of whoever freezes them, which this app does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luohu.web.years.models import Year

_asked: list[Callable[[Year], bool]] = []


def provide(asks: Callable[[Year], bool]) -> None:
    """Register what says whether a freeze of a year is in force; the selection does so when it is ready."""
    if asks not in _asked:
        _asked.append(asks)


def in_force(year: Year) -> bool:
    """Whether any freeze of the year is in force, so that no decision may change any more."""
    return any(asks(year) for asks in _asked)

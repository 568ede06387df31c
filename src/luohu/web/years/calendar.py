"""The windows of a year: what may be done when, each from a moment up to another, to the second."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from luohu.web.years import clock
from luohu.web.years.models import MOMENTS, Year

Span = tuple[datetime.datetime, datetime.datetime]


class Window(StrEnum):
    """A part of the year in which something may be done."""

    DECLARING = "declaring"
    VERIFYING = "verifying"
    RESULTS = "results"
    RANKING = "ranking"
    PUBLICITY = "publicity"
    SETTLEMENT = "settlement"


# Verifying overlaps the others: a late decision is still one until the freeze, and is named late.
SPANS: Final[Mapping[Window, tuple[str, str]]] = {
    Window.DECLARING: ("declares_from", "declares_to"),
    Window.VERIFYING: ("declares_from", "ranks_to"),
    Window.RESULTS: ("results_from", "results_to"),
    Window.RANKING: ("results_to", "ranks_to"),
    Window.PUBLICITY: ("publicity_from", "publicity_to"),
    Window.SETTLEMENT: ("publicity_to", "settles_to"),
}


def span(year: Year, window: Window) -> Span:
    """The moment from which a window is open, and the first at which it is closed again."""
    first, closed = SPANS[window]
    return getattr(year, first), getattr(year, closed)


def within(year: Year, window: Window, at: datetime.datetime | None = None) -> bool:
    """Whether a window is open at a moment, that of the year's clock unless another is given."""
    first, closed = span(year, window)
    return first <= (at or clock.moment(year)) < closed


def window_now(year: Year, at: datetime.datetime | None = None) -> Window | None:
    """The window that the year is in; verifying only where no other is open; None between them."""
    moment = at or clock.moment(year)
    others = [one for one in Window if one is not Window.VERIFYING]
    opened = (one for one in (*others, Window.VERIFYING) if within(year, one, moment))
    return next(opened, None)


def is_late(year: Year, at: datetime.datetime | None = None) -> bool:
    """Whether a decision at a moment is late: after the end of verification, before the freeze."""
    return year.verifies_to <= (at or clock.moment(year)) < year.ranks_to


def moments_of(year: Year) -> dict[str, datetime.datetime]:
    """The nine moments of a year by their names, in their order."""
    return {name: getattr(year, name) for name in MOMENTS}


def next_moment(
    year: Year, at: datetime.datetime | None = None
) -> tuple[str, datetime.datetime] | None:
    """The moment of the year that comes next, by its name; None once all have passed."""
    moment = at or clock.moment(year)
    ahead = ((name, one) for name, one in moments_of(year).items() if one > moment)
    return next(ahead, None)

"""What the numbers of a picture are, and how they are written at a point and along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from luohu.law.points import written


class Measure(Enum):
    """What is drawn: hundredths of a point, people, a share of one, years, or a cycle's year."""

    POINTS = "points"
    COUNT = "count"
    SHARE = "share"
    YEARS = "years"
    CALENDAR = "calendar"

    def written(self, value: float) -> str:
        """One value: 97.13, 6,032, 12.3 %, 4.5 or 2020."""
        return _sign(value) + _WRITE[self](abs(value))

    def between(self, low: float, high: float) -> str:
        """Two ends: 97.13–98.50, or with a sign among them −1.20 ~ 0.50."""
        joint = " ~ " if low < 0 else "–"
        return self.written(low) + joint + self.written(high)

    def along(self, ticks: Sequence[float]) -> list[str]:
        """The values of an axis, with no more decimals than they need."""
        if self in (Measure.COUNT, Measure.CALENDAR):
            return [self.written(tick) for tick in ticks]
        scaled = [tick * _PLACED[self] for tick in ticks]
        places = next((n for n in (0, 1) if all(_whole(s * 10**n) for s in scaled)), 2)
        unit = " %" if self is Measure.SHARE else ""
        return [f"{_sign(s)}{abs(s):,.{places}f}{unit}" for s in scaled]


_PLACED = {Measure.POINTS: 0.01, Measure.SHARE: 100, Measure.YEARS: 1}


def _sign(value: float) -> str:
    return "−" if value < 0 else ""


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


_WRITE = {
    Measure.POINTS: lambda value: written(round(value)),
    Measure.COUNT: lambda value: f"{round(value):,}",
    Measure.SHARE: lambda value: f"{100 * value:.1f} %",
    Measure.YEARS: lambda value: f"{value:,.1f}",
    Measure.CALENDAR: lambda value: f"{round(value)}",
}

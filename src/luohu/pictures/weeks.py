"""Columns week by week: two counts beside each other, over as many weeks as there are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from luohu.pictures.axis import TICK, labels_width, levels, ticks_of
from luohu.pictures.bars import Bars, checked_sides, keys_of
from luohu.pictures.chart import Caption, Chart, Key, rectangle
from luohu.pictures.colours import AFTER, BEFORE, QUIET, Colour
from luohu.pictures.lettering import width_of
from luohu.pictures.measures import Measure
from luohu.pictures.sheet import Box, Sheet

DEEP, LEAST = 0.3, 150


@dataclass(frozen=True)
class ColumnsByWeek(Chart):
    """Two counts a week, by the day on which the week begins.

    LawError for no week, unequal numbers of values, and negative values.
    """

    caption: Caption
    weeks: tuple[datetime.date, ...]
    first: Bars
    second: Bars

    def __post_init__(self) -> None:
        checked_sides("columns by week", len(self.weeks), self.first, self.second)

    def keys(self, width: float) -> tuple[Key, ...]:
        return keys_of(self.first, self.second)

    def height(self, width: float, language: str) -> float:
        return max(LEAST, DEEP * width)

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        highest = max(*self.first.values, *self.second.values)
        ticks = ticks_of(Measure.COUNT, 0, highest or 1, 4)
        left = box.left + labels_width(Measure.COUNT, ticks)
        plot = Box(left, box.top + 8, box.right - 4, box.bottom - 24)
        axes = sheet.axes(plot, (0, len(self.weeks)), (ticks[0], ticks[-1]))
        levels(sheet, axes, plot, Measure.COUNT, ticks)
        sides: tuple[tuple[Bars, Colour, float], ...] = (
            (self.first, BEFORE, 0.1), (self.second, AFTER, 0.5),
        )  # fmt: skip
        for bars, colour, begins in sides:
            for week, value in enumerate(bars.values):
                low, high = week + begins, week + begins + 0.4
                if value:
                    sheet.shape(rectangle(low, 0, high, value), colour, axes)
        self._foot(sheet, plot)

    def _foot(self, sheet: Sheet, plot: Box) -> None:
        """The days on which weeks begin, as many as stand apart."""
        last, a_week = float("-inf"), plot.width / len(self.weeks)
        for place, week in enumerate(self.weeks):
            words = f"{week:%m-%d}"
            half, middle = width_of(words, TICK) / 2, plot.left + (place + 0.5) * a_week
            if middle - half >= last + 10 and middle + half <= plot.right + 4:
                sheet.words(middle, plot.bottom + 17, words, TICK, QUIET, "middle")
                last = middle + half

    def told(self, language: str) -> str:
        return "\n".join(
            f"{week}: {self.first.label.in_(language)} {first:,.0f}; "
            f"{self.second.label.in_(language)} {second:,.0f}"
            for week, first, second in zip(
                self.weeks, self.first.values, self.second.values, strict=True
            )
        )

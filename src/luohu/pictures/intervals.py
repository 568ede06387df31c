"""Estimates with their intervals, a row each: an effect by quota, or over seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luohu.law.sources import LawError, Text
from luohu.pictures.axis import TICK, along_the_foot, ticks_of
from luohu.pictures.chart import Caption, Chart, Key, Mark, checked_lengths, checked_numbers
from luohu.pictures.colours import AFTER, GRID, INK
from luohu.pictures.distributions import Marked
from luohu.pictures.lettering import width_of
from luohu.pictures.measures import Measure
from luohu.pictures.rows import Rows
from luohu.pictures.sheet import Box, Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FOOT = 26


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the interval around it; both ends are the value where it is certain."""

    label: Text
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Intervals(Chart):
    """A dot and its interval a row, with a reference such as no effect, or the published line.

    Values are of `measure`; `interval` says what the intervals are. LawError for no row, a value
    outside its interval, and numbers that are not finite.
    """

    caption: Caption
    rows: tuple[Estimate, ...]
    measure: Measure
    interval: Text
    reference: Marked | None = None

    def __post_init__(self) -> None:
        checked_lengths("intervals", len(self.rows))
        for row in self.rows:
            checked_numbers(row.label.en, (row.low, row.value, row.high))
            if not row.low <= row.value <= row.high:
                raise LawError(f"{row.label.en}: {row.value} is outside {row.low} to {row.high}")
        if self.reference:
            checked_numbers(self.reference.label.en, (self.reference.at,))

    def keys(self, width: float) -> tuple[Key, ...]:
        return (Key(self.interval, AFTER, Mark.DOT),)

    def height(self, width: float, language: str) -> float:
        return self._laid(width, language).height + self._head() + FOOT

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        rows = self._laid(box.width, language)
        body = Box(box.left, box.top + self._head(), box.right, box.bottom - FOOT)
        rows.draw(sheet, body)
        right = max(width_of(self._label(row), TICK) for row in self.rows)
        plot = Box(body.left + max(rows.width, 14), body.top, body.right - right - 14, body.bottom)
        ticks = ticks_of(self.measure, *self._extent(), max(2, int(plot.width / 70)))
        axes = sheet.axes(plot, (ticks[0], ticks[-1]), (0, 1))
        along_the_foot(sheet, axes, plot, self.measure, ticks, box)
        self._refer(sheet, axes, box, language)
        for place, row in enumerate(self.rows):
            middle = rows.middle(place, body)
            low, at, high = (sheet.at(axes, end, 0)[0] for end in (row.low, row.value, row.high))
            self._guides(sheet, axes, ticks, middle)
            self._refer_again(sheet, axes, middle)
            sheet.line([(low, middle), (high, middle)], AFTER, 2.5)
            sheet.dot(at, middle, AFTER, 5)
            sheet.words(body.right, middle + 4, self._label(row), TICK, INK, "end")

    def told(self, language: str) -> str:
        lines = [f"{row.label.in_(language)}: {self._label(row)}" for row in self.rows]
        if self.reference:
            lines.append(self._reference(self.reference, language))
        return "\n".join([self.interval.in_(language), *lines])

    def _laid(self, width: float, language: str) -> Rows:
        return Rows.of([row.label for row in self.rows], width, 30, language)

    def _head(self) -> float:
        return 20 if self.reference else 2

    def _extent(self) -> tuple[float, float]:
        values = [end for row in self.rows for end in (row.low, row.high)]
        values += [self.reference.at] if self.reference else []
        return min(values), max(values)

    def _label(self, row: Estimate) -> str:
        between = self.measure.between(row.low, row.high)
        return f"{self.measure.written(row.value)} ({between})"

    def _reference(self, reference: Marked, language: str) -> str:
        return f"{reference.label.in_(language)} {self.measure.written(reference.at)}"

    def _guides(self, sheet: Sheet, axes: Axes, ticks: list[float], middle: float) -> None:
        """The axis' round numbers as short lines behind a row."""
        for tick in ticks:
            x, _ = sheet.at(axes, tick, 0)
            sheet.line([(x, middle - 11), (x, middle + 11)], GRID, 0.75)

    def _refer_again(self, sheet: Sheet, axes: Axes, middle: float) -> None:
        """The reference through a row, so that it crosses no name."""
        if self.reference is not None:
            x, _ = sheet.at(axes, self.reference.at, 0)
            sheet.line([(x, middle - 13), (x, middle + 13)], INK, 1.25)

    def _refer(self, sheet: Sheet, axes: Axes, box: Box, language: str) -> None:
        if self.reference is None:
            return
        x, _ = sheet.at(axes, self.reference.at, 0)
        words = self._reference(self.reference, language)
        half = width_of(words, TICK) / 2
        middle = min(max(x, box.left + half), box.right - half)
        sheet.words(middle, box.top + TICK, words, TICK, INK, "middle")

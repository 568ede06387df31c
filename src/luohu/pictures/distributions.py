"""How values are spread: one or two histograms over the same bins, with lines such as a cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from luohu.law.sources import LawError, Text
from luohu.pictures.axis import TICK, along_the_foot, labels_width, levels, ticks_of
from luohu.pictures.chart import Caption, Chart, Key, Mark, checked_lengths, checked_numbers
from luohu.pictures.colours import AFTER, BEFORE, INK
from luohu.pictures.lettering import width_of, wrapped
from luohu.pictures.measures import Measure
from luohu.pictures.sheet import Box, Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE = 17
DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 3.0), (1.5, 2.5))


@dataclass(frozen=True, slots=True)
class Overlay:
    """How many there are in each bin, or what share of all, under one name."""

    label: Text
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A value marked by an upright line, such as the cut-off."""

    label: Text
    at: float


@dataclass(frozen=True)
class Distribution(Chart):
    """One or two histograms over the same bins, the first filled, the second an outline.

    `edges` ascend in equal steps of `along` and are one more than the heights, which are of `up`,
    people or shares. LawError for no bin, unequal numbers, bins that are not equal, heights below
    zero, and a mark outside the bins.
    """

    caption: Caption
    edges: tuple[float, ...]
    overlays: tuple[Overlay, ...]
    marks: tuple[Marked, ...] = ()
    along: Measure = Measure.POINTS
    up: Measure = Measure.COUNT

    def __post_init__(self) -> None:
        bins = max(0, len(self.edges) - 1)
        checked_lengths("a distribution's overlays", len(self.overlays))
        if len(self.overlays) > 2:
            raise LawError(f"{len(self.overlays)} overlays: at most two can be told apart")
        for one in self.overlays:
            checked_lengths(f"distribution {one.label.en}", bins, heights=one.heights)
            checked_numbers(one.label.en, one.heights, least=0)
        _checked_edges(self.edges)
        for mark in self.marks:
            if not self.edges[0] <= mark.at <= self.edges[-1]:
                raise LawError(
                    f"mark {mark.label.en} at {mark.at} is outside the bins, "
                    f"{self.edges[0]} to {self.edges[-1]}"
                )

    def keys(self, width: float) -> tuple[Key, ...]:
        first, *second = self.overlays
        filled = Key(first.label, BEFORE, Mark.BAR)
        return filled, *(Key(one.label, AFTER, Mark.LINE) for one in second)

    def height(self, width: float, language: str) -> float:
        return max(190, 0.4 * width) + self._marks_height(width, language)

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        highest = max(height for one in self.overlays for height in one.heights)
        ticks = ticks_of(self.up, 0, highest or 1, 4)
        top = box.top + 8 + self._marks_height(box.width, language)
        left = box.left + labels_width(self.up, ticks)
        plot = Box(left, top, box.right - 4, box.bottom - 24)
        axes = sheet.axes(plot, (self.edges[0], self.edges[-1]), (ticks[0], ticks[-1]))
        levels(sheet, axes, plot, self.up, ticks)
        feet = ticks_of(self.along, self.edges[0], self.edges[-1], max(2, int(plot.width / 70)))
        along_the_foot(sheet, axes, plot, self.along, feet, box)
        self._steps(sheet, axes)
        self._mark(sheet, axes, box, plot, language)

    def told(self, language: str) -> str:
        write, count = self.along.written, self.up.written
        lines = [
            f"{one.label.in_(language)}: "
            + "; ".join(
                f"{write(low)}–{write(high)} {count(height)}"
                for low, high, height in zip(self.edges, self.edges[1:], one.heights, strict=False)
            )
            for one in self.overlays
        ]
        return "\n".join([*lines, *(self._label(mark, language) for mark in self.marks)])

    def _label(self, mark: Marked, language: str) -> str:
        return f"{mark.label.in_(language)} {self.along.written(mark.at)}"

    def _steps(self, sheet: Sheet, axes: Axes) -> None:
        first, *second = self.overlays
        foot = [(self.edges[0], 0.0)], [(self.edges[-1], 0.0)]
        sheet.shape([*foot[0], *self._outline(first), *foot[1]], BEFORE, axes)
        for one in second:
            sheet.line([*foot[0], *self._outline(one), *foot[1]], AFTER, 1.75, axes)

    def _outline(self, overlay: Overlay) -> list[tuple[float, float]]:
        sides = zip(self.edges, self.edges[1:], overlay.heights, strict=False)
        return [(x, height) for low, high, height in sides for x in (low, high)]

    def _marks(self, width: float, language: str) -> list[tuple[Marked, list[str]]]:
        marks = sorted(self.marks, key=lambda mark: mark.at)
        room = width * 0.3
        return [(mark, wrapped(self._label(mark, language), room, TICK, True)) for mark in marks]

    def _marks_height(self, width: float, language: str) -> float:
        return sum(len(lines) for _, lines in self._marks(width, language)) * LINE

    def _mark(self, sheet: Sheet, axes: Axes, box: Box, plot: Box, language: str) -> None:
        """The marks' lines, each with its label in a row of its own over the plot."""
        laid = [
            (sheet.at(axes, mark.at, 0)[0], lines, DASHES[self.marks.index(mark) % len(DASHES)])
            for mark, lines in self._marks(box.width, language)
        ]
        rightwards = all(x + 6 + _widest(lines) <= box.right for x, lines, _ in laid)
        top = box.top
        for x, lines, dashes in laid if rightwards else reversed(laid):
            sheet.line([(x, top + 4), (x, plot.bottom)], INK, 1.5, sheet.front, dashes)
            leftwards = not rightwards and x - 6 - _widest(lines) >= box.left
            where, anchor = (x - 6, "end") if leftwards else (x + 6, "start")
            for line in lines:
                sheet.words(where, top + TICK + 1, line, TICK, INK, anchor, bold=True)
                top += LINE


def _widest(lines: Sequence[str]) -> float:
    return max((width_of(line, TICK, bold=True) for line in lines), default=0)


def _checked_edges(edges: Sequence[float]) -> None:
    """LawError unless edges ascend in equal steps; bins of unequal width would mislead."""
    checked_numbers("a distribution's edges", edges)
    steps = [high - low for low, high in pairwise(edges)]
    if min(steps) <= 0:
        raise LawError("a distribution's edges do not ascend")
    if max(steps) - min(steps) > 1e-6 * max(steps):
        raise LawError(
            f"a distribution's bins are {min(steps):g} to {max(steps):g} wide: "
            "their heights compare only if all are equal"
        )

"""Scales: round numbers along an axis, their lines and labels, and labels kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from luohu.pictures.colours import GRID, INK, QUIET, Colour
from luohu.pictures.lettering import width_of
from luohu.pictures.measures import Measure
from luohu.pictures.sheet import Box, Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICK = 12


def round_numbers(low: float, high: float, most: int, whole: bool = False) -> list[float]:
    """At most `most` steps of round numbers that enclose what lies between low and high."""
    from matplotlib.ticker import MaxNLocator

    if low == high:
        low, high = low - 1, high + 1
    locator = MaxNLocator(nbins=max(1, most), steps=[1, 2, 2.5, 5, 10], integer=whole)
    return [float(tick) for tick in locator.tick_values(low, high)]


def ticks_of(measure: Measure, low: float, high: float, most: int) -> list[float]:
    """Round numbers of a measure; people and points come in whole steps."""
    return round_numbers(low, high, most, whole=measure in (Measure.COUNT, Measure.POINTS))


def labels_width(measure: Measure, ticks: Sequence[float]) -> float:
    """The room that the labels of an upright axis take, in pixels."""
    return max(width_of(label, TICK) for label in measure.along(ticks)) + 8


def levels(sheet: Sheet, axes: Axes, box: Box, measure: Measure, ticks: Sequence[float]) -> None:
    """Level lines across a box, labelled on its left; the lowest is the ground."""
    for tick, label in zip(ticks, measure.along(ticks), strict=True):
        _, y = sheet.at(axes, 0, tick)
        ground = tick == ticks[0]
        sheet.line([(box.left, y), (box.right, y)], QUIET if ground else GRID, 1)
        sheet.words(box.left - 8, y + 4, label, TICK, QUIET, "end")


def along_the_foot(
    sheet: Sheet, axes: Axes, box: Box, measure: Measure, ticks: Sequence[float], edge: Box
) -> None:
    """Labels under a box, as many as stand apart, moved inwards from the sheet's edge."""
    shown, last = measure.along(ticks), float("-inf")
    for tick, label in zip(ticks, shown, strict=True):
        half = width_of(label, TICK) / 2
        x, _ = sheet.at(axes, tick, 0)
        if not box.left - 1 <= x <= box.right + 1:
            continue
        x = min(max(x, edge.left + half), edge.right - half)
        if x - half < last + 8:
            continue
        sheet.words(x, box.bottom + 17, label, TICK, QUIET, "middle")
        last = x + half


class Labels:
    """Labels at points that never cover one another nor what is drawn; one without room is left."""

    def __init__(self, sheet: Sheet, edge: Box) -> None:
        self._sheet, self._edge = sheet, edge
        self._taken: list[Box] = []

    def keep_off(self, points: Sequence[tuple[float, float]], margin: float = 2) -> None:
        """Keep labels off the straight lines through points, in pixels."""
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(1, round(max(abs(to_x - x), abs(to_y - y)) / 4))
            for step in range(steps + 1):
                self._around(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps, margin)

    def _around(self, x: float, y: float, margin: float) -> None:
        self._taken.append(Box(x - margin, y - margin, x + margin, y + margin))

    def put(self, x: float, y: float, words: str, colour: Colour = INK, bold: bool = False) -> bool:
        """Words above a point, or below, or at its sides; False if there is room nowhere."""
        wide = width_of(words, TICK, bold) + 4
        half = wide / 2
        for across, up in (
            (0, -15), (0, 15), (-half * 0.8, -13), (half * 0.8, 13), (half * 0.8, -13),
            (-half * 0.8, 13), (half + 7, 0), (-half - 7, 0),
        ):  # fmt: skip
            box = Box(x + across - half, y + up - 7, x + across + half, y + up + 7)
            if self._free(box):
                self._taken.append(box)
                self._sheet.words(x + across, y + up + 4, words, TICK, colour, "middle", bold)
                return True
        return False

    def _free(self, box: Box) -> bool:
        edge = self._edge
        inside = edge.left <= box.left and box.right <= edge.right
        inside = inside and edge.top <= box.top and box.bottom <= edge.bottom
        return inside and not any(box.meets(other) for other in self._taken)


def apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Tops as near as may be to those wanted so that nothing overlaps, in the order given."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tops = list(wanted)
    floor = low
    for place in order:
        tops[place] = max(tops[place], floor)
        floor = tops[place] + heights[place]
    ceiling = high
    for place in reversed(order):
        tops[place] = min(tops[place], ceiling - heights[place])
        ceiling = tops[place]
    return tops

"""Small multiples: the same kind of picture for several things, side by side under one key."""

from __future__ import annotations

from dataclasses import dataclass

from luohu.law.sources import LawError
from luohu.pictures.chart import WORDS, Caption, Chart, Key, checked_lengths
from luohu.pictures.colours import INK
from luohu.pictures.lettering import LEADING, wrapped
from luohu.pictures.sheet import Box, Sheet

BETWEEN, LEAST = 28, 290


@dataclass(frozen=True)
class SmallMultiples(Chart):
    """Pictures of one kind and with one key, as many beside each other as can be read.

    Each panel stands under its own caption's title; what it measures is told in words. LawError
    for no panel, and panels of different kinds or keys.
    """

    caption: Caption
    panels: tuple[Chart, ...]

    def __post_init__(self) -> None:
        checked_lengths("small multiples", len(self.panels))
        first = self.panels[0]
        for number, panel in enumerate(self.panels, 1):
            if type(panel) is not type(first) or panel.keys(LEAST) != first.keys(LEAST):
                raise LawError(
                    f"small multiples: panel {number} ({panel.caption.title.en}) is not of the "
                    f"kind of the first with the same series, so one key cannot serve both"
                )

    def keys(self, width: float) -> tuple[Key, ...]:
        return self.panels[0].keys(LEAST)

    def height(self, width: float, language: str) -> float:
        return sum(self._row_heights(width, language)) - BETWEEN

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        columns, wide = _columns(box.width)
        heights = self._row_heights(box.width, language)
        for place, panel in enumerate(self.panels):
            left = box.left + place % columns * (wide + BETWEEN)
            top = box.top + sum(heights[: place // columns])
            for line in wrapped(panel.caption.title.in_(language), wide, WORDS, bold=True):
                sheet.words(left, top + WORDS, line, WORDS, INK, bold=True)
                top += WORDS * LEADING
            end = top + 6 + panel.height(wide, language)
            panel.draw(sheet, Box(left, top + 6, left + wide, end), language)

    def told(self, language: str) -> str:
        return "\n".join(
            f"{panel.caption.title.in_(language)} ({panel.caption.measured.in_(language)})\n"
            f"{panel.told(language)}"
            for panel in self.panels
        )

    def _row_heights(self, width: float, language: str) -> list[float]:
        columns, wide = _columns(width)
        heights = [_whole(panel, wide, language) for panel in self.panels]
        rows = range(0, len(heights), columns)
        return [max(heights[first : first + columns]) + BETWEEN for first in rows]


def _columns(width: float) -> tuple[int, float]:
    """How many panels stand beside each other, and how wide each is."""
    columns = max(1, int((width + BETWEEN) // (LEAST + BETWEEN)))
    return columns, (width - BETWEEN * (columns - 1)) / columns


def _whole(panel: Chart, wide: float, language: str) -> float:
    lines = len(wrapped(panel.caption.title.in_(language), wide, WORDS, bold=True))
    return lines * WORDS * LEADING + 6 + panel.height(wide, language)

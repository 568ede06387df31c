"""Pictures with a row a category: names on the left or, in a narrow picture, above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luohu.law.sources import Text
from luohu.pictures.colours import GRID, INK
from luohu.pictures.lettering import LEADING, width_of, wrapped
from luohu.pictures.sheet import Box, Sheet

NAME, SHARE, GAP, ROOMY = 13, 0.36, 10, 520


@dataclass(frozen=True, slots=True)
class Rows:
    """Names in lines, and of each row its top and height, in pixels from the first.

    `width` is what the names take on the left: nothing where they stand above.
    """

    names: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    width: float

    @classmethod
    def of(cls, names: Sequence[Text], width: float, least: float, language: str) -> Rows:
        """Rows at least so high, in a picture so wide; names take at most a good third of it."""
        above = width < ROOMY
        room = width if above else width * SHARE
        lines = tuple(tuple(wrapped(name.in_(language), room, NAME)) for name in names)
        named = [len(line) * NAME * LEADING for line in lines]
        heights = [least + high + 6 if above else max(least, high + 8) for high in named]
        tops = tuple(sum(heights[:place]) for place in range(len(heights)))
        widest = max((width_of(line, NAME) for name in lines for line in name), default=0)
        return cls(lines, tops, tuple(heights), 0 if above else widest + GAP)

    @property
    def height(self) -> float:
        return sum(self.heights)

    def middle(self, place: int, box: Box) -> float:
        """The middle of what is drawn in a row, in pixels from the sheet's top."""
        named = 0 if self.width else len(self.names[place]) * NAME * LEADING + 6
        return box.top + self.tops[place] + (self.heights[place] + named) / 2

    def draw(self, sheet: Sheet, box: Box) -> None:
        """The names, with a thin line between rows."""
        for place, lines in enumerate(self.names):
            half = len(lines) * NAME * LEADING / 2
            first = self.middle(place, box) - half if self.width else box.top + self.tops[place] + 6
            for number, line in enumerate(lines):
                sheet.words(box.left, first + NAME + number * NAME * LEADING, line, NAME, INK)
            if place:
                top = box.top + self.tops[place]
                sheet.line([(box.left, top), (box.right, top)], GRID, 0.75)

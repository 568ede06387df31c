"""What all pictures share: title, key and note around a drawing, and the words that tell it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from luohu.law.sources import LawError, Text
from luohu.pictures.colours import INK, QUIET, Colour
from luohu.pictures.lettering import LEADING, width_of, wrapped
from luohu.pictures.sheet import Box, Sheet, checked_language, checked_width

WIDE, NARROW = 720, 360
TITLE, SMALL, WORDS = 17, 12, 13
EDGE, SWATCH = 8, 18


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture: what it is about, what is measured, and where it is from."""

    title: Text
    measured: Text
    note: Text | None = None


class Mark(Enum):
    """What stands for a series in the key."""

    BAR = "bar"
    LINE = "line"
    DASHED = "dashed"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the key."""

    label: Text
    colour: Colour
    mark: Mark


class Chart(ABC):
    """A picture of data that does not change; drawn in a language, so many pixels wide."""

    caption: Caption

    @abstractmethod
    def keys(self, width: float) -> tuple[Key, ...]:
        """The entries of the key that a drawing of this width needs."""

    @abstractmethod
    def height(self, width: float, language: str) -> float:
        """How high the drawing is, in pixels, without title, key and note."""

    @abstractmethod
    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        """The drawing, in a box of a sheet."""

    @abstractmethod
    def told(self, language: str) -> str:
        """Every value of the picture in words."""

    def svg(self, language: str, width: int = WIDE) -> str:
        """The picture as an SVG document, `width` CSS pixels wide and as high as it needs.

        The same picture gives the same bytes. LawError for another language than zh and en, a
        width that cannot be read, and words that XML cannot hold.
        """
        checked_language(language)
        checked_width(width)
        room = width - 2 * EDGE
        above = _Above(self.caption, self.keys(room), room, language)
        below = _lines(self.caption.note, room, SMALL, language)
        depth = self.height(room, language)
        foot = len(below) * SMALL * LEADING + (10 if below else 0)
        sheet = Sheet(width, round(EDGE + above.height + depth + foot + EDGE))
        top = above.draw(sheet, EDGE, EDGE)
        self.draw(sheet, Box(EDGE, top, width - EDGE, top + depth), language)
        _stack(sheet, EDGE, top + depth + 10, below, SMALL, QUIET)
        return sheet.svg(self.caption.title.in_(language), self._description(language), language)

    def _description(self, language: str) -> str:
        note = [self.caption.note.in_(language)] if self.caption.note else []
        return "\n".join([self.caption.measured.in_(language), self.told(language), *note])


class _Above:
    """Title, what is measured, and the key, laid out."""

    def __init__(self, caption: Caption, keys: Sequence[Key], room: float, language: str) -> None:
        self._title = wrapped(caption.title.in_(language), room, TITLE, bold=True)
        self._measured = _lines(caption.measured, room, WORDS, language)
        self._rows = key_rows(keys, room, language)

    @property
    def height(self) -> float:
        titles = len(self._title) * TITLE + len(self._measured) * WORDS
        return titles * LEADING + len(self._rows) * 20 + (6 if self._rows else 0) + 12

    def draw(self, sheet: Sheet, left: float, top: float) -> float:
        """Draw, and say where the drawing below may begin."""
        end = top + self.height
        top = _stack(sheet, left, top, self._title, TITLE, INK, bold=True)
        top = _stack(sheet, left, top, self._measured, WORDS, QUIET)
        draw_keys(sheet, left, top + 6, self._rows)
        return end


Row = list[tuple[float, list[str], Key]]


def key_rows(keys: Sequence[Key], room: float, language: str) -> list[Row]:
    """The key in rows that fit: of each entry its left end, the lines of its label, and itself.

    A label wider than the room goes on in the row below.
    """
    rows: list[Row] = []
    left = room
    for key in keys:
        lines = wrapped(key.label.in_(language), room - SWATCH - 6, WORDS)
        wide = SWATCH + 6 + max((width_of(line, WORDS) for line in lines), default=0)
        if left + wide > room or len(lines) > 1:
            rows.append([])
            left = 0
        rows[-1].append((left, lines, key))
        rows += [[] for _ in lines[1:]]
        left = room if len(lines) > 1 else left + wide + 18
    return rows


def draw_keys(sheet: Sheet, left: float, top: float, rows: Sequence[Row]) -> None:
    """The key as laid out, a row every 20 pixels."""
    for number, row in enumerate(rows):
        middle = top + number * 20 + 10
        for start, lines, key in row:
            _swatch(sheet, left + start, middle, key)
            for lower, line in enumerate(lines):
                sheet.words(left + start + SWATCH + 6, middle + 4.5 + 20 * lower, line, WORDS)


def _swatch(sheet: Sheet, left: float, middle: float, key: Key) -> None:
    right = left + SWATCH
    if key.mark is Mark.BAR:
        sheet.shape(rectangle(left, middle - 6, right, middle + 6), key.colour)
    elif key.mark is Mark.DOT:
        sheet.dot((left + right) / 2, middle, key.colour)
    else:
        dashes = (3.0, 2.0) if key.mark is Mark.DASHED else ()
        sheet.line([(left, middle), (right, middle)], key.colour, 2, dashes=dashes)


def rectangle(left: float, low: float, right: float, high: float) -> list[tuple[float, float]]:
    """The corners of a rectangle."""
    return [(left, low), (right, low), (right, high), (left, high)]


def _lines(words: Text | None, room: float, size: float, language: str) -> list[str]:
    return wrapped(words.in_(language), room, size) if words else []


def _stack(
    sheet: Sheet,
    left: float,
    top: float,
    lines: Sequence[str],
    size: float,
    colour: Colour,
    bold: bool = False,
) -> float:
    """Lines one under another; where the next may begin."""
    for line in lines:
        sheet.words(left, top + size, line, size, colour, bold=bold)
        top += size * LEADING
    return top


def checked_lengths(what: str, expected: int, **given: Sequence[object]) -> None:
    """LawError if there is nothing to draw, or something is longer or shorter than expected."""
    if not expected:
        raise LawError(f"{what}: there is nothing to draw, give at least one")
    for name, values in given.items():
        if len(values) != expected:
            raise LawError(f"{what}: {name} has {len(values)} values, not {expected}, one for each")


def checked_numbers(what: str, values: Sequence[float], least: float = float("-inf")) -> None:
    """LawError for a value that is no finite number, or is below what such a value may be."""
    for place, value in enumerate(values):
        if not abs(value) < float("inf"):
            raise LawError(f"{what}: value {place + 1} is {value}, not a finite number")
        if value < least:
            raise LawError(f"{what}: value {place + 1} is {value}, below {least:g}")

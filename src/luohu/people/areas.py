"""How far the sheets of a workbook reach, told from their parts before a cell of them is made."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from xml.parsers import expat

MOST_CELLS: Final = 20_000_000
WIDEST, LONGEST = 1000, 2**20
CHUNK = 2**20
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
# A library that reads workbooks makes every cell of these, filled or not.
RANGES: Final = frozenset({"mergeCell", "hyperlink", "comment"})


class Sprawling(ValueError):
    """A sheet that reaches over more cells than any that somebody filled in."""


class _Reach:
    """Where the reading of one part is, how far it has come, and how many cells its ranges have."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.row = self.column = self.rows = self.columns = self.within = 0

    def begin(self, name: str, told: Mapping[str, str]) -> None:
        """Look at an element of the part."""
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = _number(told["r"]) if "r" in told else self.row + 1, 0
        elif kind == "c":
            here = _corner(told["r"]) if "r" in told else (self.row, self.column + 1)
            self.row, self.column = here
            self.stretch(*here)
        elif kind in RANGES:
            self.cover(told.get("ref", ""))

    def stretch(self, row: int, column: int) -> None:
        """Reach as far as a cell."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > LONGEST or self.columns > WIDEST or self.rows * self.columns > self.most:
            raise Sprawling

    def cover(self, ref: str) -> None:
        """Add the cells of a range."""
        first, _, last = ref.partition(":")
        (top, left), (bottom, right) = _corner(first), _corner(last or first)
        self.within += (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if self.within > self.most:
            raise Sprawling
        self.stretch(max(top, bottom), max(left, right))


def refuse_sprawling(parts: zipfile.ZipFile, most: int = MOST_CELLS) -> None:
    """Raise Sprawling where a part of a workbook, whatever its name, reaches over too many cells."""
    for name in parts.namelist():
        with suppress(expat.ExpatError):  # a picture, or what nobody can read
            _measure(parts, name, _Reach(most))


def _measure(parts: zipfile.ZipFile, name: str, reach: _Reach) -> None:
    reader = expat.ParserCreate()
    reader.StartElementHandler = reach.begin
    with parts.open(name) as part:
        while chunk := part.read(CHUNK):
            reader.Parse(chunk, False)
        reader.Parse(b"", True)


def _number(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) <= 7 and int(words) <= LONGEST):
        raise Sprawling
    return int(words)


def _corner(words: str) -> tuple[int, int]:
    """Row and column of a cell that is called as sheets do, A1."""
    found = _CORNER.fullmatch(words.strip())
    if found is None:
        raise Sprawling
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column

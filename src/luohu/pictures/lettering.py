"""How wide words are and where they break, for Chinese and Latin letters, without any font."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
LEADING = 1.35
_NARROW = frozenset("iljt.,:;'|!()[]fr ")
_BROAD = frozenset("mwMW@%&")
_CLOSING = "，。、；：！？）》」』】”’％…,.;:!?)%"
_OPENING = "（《「『【“‘("


def width_of(words: str, size: float, bold: bool = False) -> float:
    """An estimate on the safe side, in pixels: one em a Chinese character."""
    return sum(map(_ems, words)) * size * (1.06 if bold else 1)


@lru_cache(maxsize=1024)
def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.94
    return 0.7 if character.isupper() else 0.6


def wrapped(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The words in lines no wider than `room` pixels, nothing left out; no words, no lines."""
    lines: list[str] = []
    for piece in _pieces(words):
        for part in _cut(piece, room, size, bold):
            if lines and width_of((lines[-1] + part).rstrip(), size, bold) <= room:
                lines[-1] += part
            else:
                lines.append(part)
    return [line.strip() for line in lines if line.strip()]


def _pieces(words: str) -> list[str]:
    """What may not be broken: a Latin word with its space, a Chinese character with its marks."""
    character = rf"[{_OPENING}]*(?:[⺀-鿿豈-﫿＀-￯、-〿]|[^\s⺀-鿿豈-﫿＀-￯、-〿]+)"
    return re.findall(rf"{character}[{re.escape(_CLOSING)}]*\s*", words.strip())


def _cut(piece: str, room: float, size: float, bold: bool) -> list[str]:
    """A piece that is wider than a line, character by character; any other as it is."""
    if width_of(piece.rstrip(), size, bold) <= room:
        return [piece]
    return list(piece)

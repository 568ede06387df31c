"""Spelling made alike: full and half width, traditional and simplified characters, capitals."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from opencc import OpenCC

HAN = "\u4e00-\u9fff"


def plain(text: str) -> str:
    """Text in simplified characters, half width and small letters."""
    narrow = unicodedata.normalize("NFKC", text)
    return str(_simplified().convert(narrow)).lower()


@lru_cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")

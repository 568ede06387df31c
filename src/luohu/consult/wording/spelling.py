"""Spelling made alike: full and half width, traditional and simplified characters, capitals."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from opencc import OpenCC

HAN = "\u4e00-\u9fff"


def plain(text: str) -> str:
    """Text in simplified characters, half width and small letters."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")  # half a surrogate pair is no character
    narrow = unicodedata.normalize("NFKC", whole)
    return str(_simplified().convert(narrow)).lower()


@lru_cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")

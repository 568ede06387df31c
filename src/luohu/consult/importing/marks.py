"""Traces of a page in its text: search words that were highlighted, quotes left open."""

from __future__ import annotations

import re

from luohu.law.sources import Text

# A page that marks searched words and loses its tags says 左边 and 右边 around each of them.
_HIGHLIGHT = re.compile(r"左边([^左右\n]{1,12}?)右边")
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("\uff08", "\uff09"))
LEAST = 2
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}


def without_marks(text: str) -> tuple[str, tuple[Text, ...]]:
    """The text without such traces, and what was taken out."""
    even = text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\ufeff", "").translate(_WIDE)
    found = len(_HIGHLIGHT.findall(even))
    if found < LEAST:
        return even, ()
    what = Text(
        f"去掉了 {found} 处“左边…右边”标记",
        f"{found} marks around highlighted words were taken out",
    )
    return _HIGHLIGHT.sub(r"\1", even), (what,)


def unbalanced(text: str) -> list[Text]:
    """What is opened and not closed, or closed and not opened."""
    return [
        Text(f"{opens}{closes} 不成对", f"{opens}{closes} do not pair")
        for opens, closes in _PAIRS
        if text.count(opens) != text.count(closes)
    ]

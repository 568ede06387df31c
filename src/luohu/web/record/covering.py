"""Words made fit for the record and for logs: no personal numbers, no second line."""

from __future__ import annotations

import re
import unicodedata

from luohu.consult.masking import COVER, masked

# What letters stand beside, or separators within, does not make a number harmless in a log.
_NUMBERS = re.compile(r"\d{15,}[Xx]?|\d{14}[Xx]|(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_BREAKING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def covered(text: str) -> str:
    """A text with the numbers, accounts and addresses of persons covered, for good."""
    narrow = unicodedata.normalize("NFKC", text)
    return _NUMBERS.sub(lambda found: COVER * len(found[0]), masked(narrow).text)


def one_line(text: str) -> str:
    """A text in one line: what would break it, hide or turn round words becomes a space."""
    return "".join(" " if unicodedata.category(one) in _BREAKING else one for one in text).strip()

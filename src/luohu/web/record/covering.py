"""Words made fit for the record and for logs: no personal numbers, no second line."""

from __future__ import annotations

import re
import unicodedata

from luohu.consult.masking import masked

_IDENTITY = re.compile(
    r"(?=[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])"
)
_BETWEEN = re.compile(r"(?<=\d)[\s-](?=[\dXx])")
_BREAKING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def covered(text: str) -> str:
    """A text with the numbers, accounts and addresses of persons covered, for good."""
    return masked(text).text


def holds_identity(text: str) -> bool:
    """Whether an identity number stands in a text that has to be exact, and so cannot be covered.

    It tells a date of birth where a credit code, also one of digits only, tells whose it is.
    """
    return _IDENTITY.search(_BETWEEN.sub("", unicodedata.normalize("NFKC", text))) is not None


def one_line(text: str) -> str:
    """A text in one line: what would break it, hide or turn round words becomes a space."""
    return "".join(" " if unicodedata.category(one) in _BREAKING else one for one in text).strip()

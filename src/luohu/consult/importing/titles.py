"""Telling the title of a reply from its text where nothing but the words divides them."""

from __future__ import annotations

import re

LONGEST = 160
SHORTEST = 4
FAR = 3
EDGES = " \t\n\u3000:\uff1a。"
# Words that begin the text of an office's reply; a title has none of them after its first words.
_OPENERS = re.compile(
    r"\d{4}年|积分落户政策|现行|目前|北京市|本市|我市|我委|我局|市政府|根据|按照|依据《|为(?:逐步|了|进一步|落实)"
    r"|您(?:好|的|提)|感谢|经(?:与|研究|核)|近年来|《|考虑到|针对|(?:上海|广州|深圳|天津)市"
)
_ENDS = "。:\uff1a?\uff1f"
_OPEN, _CLOSE = "(\uff08", ")\uff09"


def split(piece: str) -> tuple[str, str]:
    """Title and text; an empty title where the words do not tell."""
    line, _, rest = piece.partition("\n")
    if (
        rest.strip()
        and len(line) <= LONGEST
        and not line.rstrip().endswith(("。", ";", "\uff1b", ",", "\uff0c"))
    ):
        return _stripped(line), _joined(rest)
    at = _boundary(piece)
    if at is None:
        return ("", _joined(piece)) if len(piece) > LONGEST else (_stripped(piece), "")
    return _stripped(piece[:at]), _joined(piece[at:])


def _boundary(piece: str) -> int | None:
    """Where the text begins: after a sentence or before an opening word, never within brackets.

    Brackets that close far before either end the title themselves.
    """
    depth, closed = 0, None
    for at, character in enumerate(piece[:LONGEST]):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character in _CLOSE and depth == 0 and closed is None:
            closed = at + 1
        if depth or at < SHORTEST:
            continue
        if character in _ENDS:
            near = closed is None or at - closed < FAR
            return _past_brackets(piece, at + 1) if near else closed
        if character not in _CLOSE and _OPENERS.match(piece, at):
            return at
    return closed


def _past_brackets(piece: str, at: int) -> int:
    if at < len(piece) and piece[at] in _OPEN:
        closes = [piece.find(mark, at) for mark in _CLOSE]
        return min((c for c in closes if c > 0), default=at - 1) + 1
    return at


def _stripped(title: str) -> str:
    return title.strip(EDGES)


def _joined(body: str) -> str:
    lines = (line.strip() for line in body.strip().splitlines())
    return "\n".join(line for line in lines if line).lstrip(EDGES)

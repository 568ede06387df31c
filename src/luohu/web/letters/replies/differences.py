"""The difference between two versions of a reply: by field, side by side, down to the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from luohu.web.letters.replies.form import Leaf, leaves

# A Chinese character stands alone; letters and digits that make a word or number stay together.
WORD = re.compile(r"[A-Za-z0-9_]+(?:[.,][A-Za-z0-9_]+)*%?|\s+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。!?！？;；.\n]*(?:[。!?！？;；\n]|\.(?=\s)|\.$)?\s*")
MOST_COMPARED = 2_000_000
SHORTEST_SAME = 2
LEAST_ALIKE = 0.35
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: the same in both, gone from the older, or new in the newer."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A place of a reply that differs, and what it has in either version."""

    leaf: Leaf
    pieces: tuple[Piece, ...]

    @property
    def older(self) -> list[Piece]:
        """What the older version has."""
        return [one for one in self.pieces if one.kind != NEW]

    @property
    def newer(self) -> list[Piece]:
        """What the newer version has."""
        return [one for one in self.pieces if one.kind != GONE]


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Changed]:
    """Every place in which two versions of a reply differ, in the order of the form."""
    return [
        Changed(leaf, compared(before, after))
        for leaf in leaves()
        if (before := leaf.told(older)) != (after := leaf.told(newer))
    ]


@lru_cache(maxsize=512)
def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as runs of words; sentences are matched first, then the words within them."""
    found = [piece for piece in _sentences(before, after) if piece.words]
    return tuple(_joined(found))


def _sentences(before: str, after: str) -> Iterator[Piece]:
    first, second = SENTENCE.findall(before), SENTENCE.findall(after)
    for same, old, new in _matched(first, second):
        if same:
            yield Piece(SAME, old)
        else:
            yield from _words(old, new)


def _words(before: str, after: str) -> Iterator[Piece]:
    first, second = WORD.findall(before), WORD.findall(after)
    if len(first) * len(second) > MOST_COMPARED:
        yield from (Piece(GONE, before), Piece(NEW, after))
        return
    runs = list(_matched(first, second))
    if 2 * sum(len(old) for same, old, _ in runs if same) < LEAST_ALIKE * len(before + after):
        yield from (Piece(GONE, before), Piece(NEW, after))
        return
    for place, (same, old, new) in enumerate(runs):
        between = 0 < place < len(runs) - 1
        if same and not (between and len(old.strip()) < SHORTEST_SAME):
            yield Piece(SAME, old)
        else:  # one character in common between two changes is no common word
            yield from (Piece(GONE, old), Piece(NEW, new))


def _matched(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Runs of two sequences: whether they are the same, and what each has."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, begin, end, other_begin, other_end in matcher.get_opcodes():
        old, new = "".join(first[begin:end]), "".join(second[other_begin:other_end])
        yield tag == "equal", old, new


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Between two runs of what is the same, all that is gone before all that is new."""
    waiting = {GONE: "", NEW: ""}
    same = ""
    for piece in pieces:
        if piece.kind != SAME:
            if same:
                yield Piece(SAME, same)
                same = ""
            waiting[piece.kind] += piece.words
            continue
        yield from _told(waiting)
        waiting = {GONE: "", NEW: ""}
        same += piece.words
    if same:
        yield Piece(SAME, same)
    yield from _told(waiting)


def _told(waiting: Mapping[str, str]) -> Iterator[Piece]:
    yield from (Piece(kind, words) for kind, words in waiting.items() if words)

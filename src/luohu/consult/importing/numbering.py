"""Numbered items in a text: the longest run of numbers in order, and the pieces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 400
MOST_MISSING = 5
COST_OF_GAP = 0.4
SHORTEST_CHAIN = 2
DIGITS = "零一二三四五六七八九"
# A text keeps to one way of numbering its items; what is numbered in another way is within them.
_STYLES = (
    re.compile(r"(?<![\d.\uff0e/:-])(?:第\s*)?(\d{1,3})\s*(?:条|[.\uff0e、](?!\d))[ \t\u3000]*"),
    re.compile(r"[(\uff08]?(?<![\d.])(\d{1,3})[)\uff09][ \t\u3000]*"),
    re.compile(
        r"(?:^|(?<=[\s。;\uff1b”)\uff09】》]))第?([一二三四五六七八九十]{1,3})[、.\uff0e条][ \t\u3000]*",
        re.M,
    ),
)
_SENTENCE = re.compile(r"[。;\uff1b!\uff01?\uff1f]|[,\uff0c].*[,\uff0c]")
_BLANK = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may begin an item: where it stands, and where its words begin."""

    number: int
    begins: int
    ends: int


@dataclass(frozen=True)
class Pieces:
    """The items by number, and the paragraphs before and after them."""

    items: tuple[tuple[int, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def longest_chain(text: str) -> tuple[Mark, ...]:
    """The run of rising numbers that leaves fewest out; of two the one that stands closest together.

    Empty where there are not two numbers in a row.
    """
    chains = [_chain(list(_marks(text, style))) for style in _STYLES]
    longest = max(chains, key=len)
    return longest if len(longest) >= SHORTEST_CHAIN else ()


def _marks(text: str, style: re.Pattern[str]) -> Iterator[Mark]:
    for found in style.finditer(text):
        number = number_of(found[1])
        if 0 < number <= MOST:
            yield Mark(number, found.start(), found.end())


def number_of(words: str) -> int:
    """A number in digits, or in Chinese below a hundred: 十九 is 19."""
    if words.isascii():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    units = DIGITS.index(ones) if ones in DIGITS and ones else 0
    return (DIGITS.index(tens or "一") * 10 if ten else 0) + units


def _chain(found: Sequence[Mark]) -> tuple[Mark, ...]:
    best: list[tuple[float, int, int | None]] = []
    for at, mark in enumerate(found):
        best.append(_best_before(found, best, at, mark))
    if not best:
        return ()
    step: int | None = max(range(len(found)), key=lambda i: (best[i][0], -best[i][1]))
    chain: list[Mark] = []
    while step is not None:
        chain.append(found[step])
        step = best[step][2]
    return tuple(chain[::-1])


def _best_before(
    found: Sequence[Mark], best: Sequence[tuple[float, int, int | None]], at: int, mark: Mark
) -> tuple[float, int, int | None]:
    """The worth of the best run that ends with a mark, its length in characters, its last but one."""
    worth: list[tuple[float, int, int | None]] = [(1.0 - COST_OF_GAP * (mark.number - 1), 0, None)]
    for i in range(at):
        gap = mark.number - found[i].number - 1
        if 0 <= gap <= MOST_MISSING:
            gained = best[i][0] + 1.0 - COST_OF_GAP * gap
            worth.append((gained, best[i][1] + mark.begins - found[i].begins, i))
    return max(worth, key=lambda one: (one[0], -one[1]))


def missing(chain: Sequence[Mark]) -> tuple[int, ...]:
    """The numbers from 1 to the last that no mark has."""
    there = {mark.number for mark in chain}
    return tuple(n for n in range(1, chain[-1].number + 1) if n not in there)


def cut(text: str, chain: Sequence[Mark]) -> Pieces:
    """The text of each item, that of the last up to where its paragraphs end."""
    ends = [mark.begins for mark in chain[1:]]
    last = _end_of_last(text, chain[-1].ends)
    items = [
        (mark.number, text[mark.ends : end].strip())
        for mark, end in zip(chain, [*ends, last], strict=True)
    ]
    return Pieces(tuple(items), _paragraphs(text[: chain[0].begins]), _paragraphs(text[last:]))


def _end_of_last(text: str, begins: int) -> int:
    """Where the last item ends: before the first paragraph after its first that is no sentence."""
    at, first = begins, True
    for piece in re.split(r"(\n+)", text[begins:]):
        is_words = bool(piece.strip())
        if is_words and not first and not _SENTENCE.search(piece):
            return at
        first = first and not is_words
        at += len(piece)
    return len(text)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _BLANK.split(text) if part.strip())

"""Numbered items in a text: the longest run of numbers in order, and the pieces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST = 400
MOST_MISSING = 5
COST_OF_GAP = 0.4
SHORTEST_CHAIN = 2
DIGITS = "零一二三四五六七八九"
CHINESE = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
# A text keeps to one way of numbering its items; what is numbered in another way is within them.
_STYLES = (
    re.compile(r"(?<![\d.\uff0e/:-])(?:第\s*)?(\d{1,3})\s*(?:条|[.\uff0e、](?!\d))[ \t\u3000]*"),
    re.compile(r"[(\uff08]?(?<![\d.])(\d{1,3})[)\uff09][ \t\u3000]*"),
    re.compile(
        rf"(?:^|(?<=[\s。;\uff1b”)\uff09】》]))第?({CHINESE})[、.\uff0e条][ \t\u3000]*", re.M
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
    return (DIGITS.index(tens or "一") * 10 if ten else 0) + (DIGITS.index(ones) if ones else 0)


def _chain(found: Sequence[Mark]) -> tuple[Mark, ...]:
    """The best run of some marks; each is joined to the best that ends with a number before it."""
    runs: list[_Run] = []
    best: dict[int, int] = {}
    for at, mark in enumerate(found):
        runs.append(_run_to(mark, runs, best))
        if mark.number not in best or runs[at].standing >= runs[best[mark.number]].standing:
            best[mark.number] = at
    if not runs:
        return ()
    step: int | None = max(range(len(runs)), key=lambda i: (runs[i].worth, -runs[i].length))
    chain: list[Mark] = []
    while step is not None:
        chain.append(found[step])
        step = runs[step].before
    return tuple(chain[::-1])


@dataclass(frozen=True, slots=True)
class _Run:
    """A run that ends with a mark: its worth, its length in characters, the mark before."""

    worth: float
    length: int
    begins: int
    before: int | None

    @property
    def standing(self) -> tuple[float, int]:
        """What makes it better to be joined to, wherever the next mark stands."""
        return self.worth, self.begins - self.length


def _run_to(mark: Mark, runs: Sequence[_Run], best: Mapping[int, int]) -> _Run:
    worth = [_Run(1.0 - COST_OF_GAP * (mark.number - 1), 0, mark.begins, None)]
    for gap in range(MOST_MISSING + 1):
        at = best.get(mark.number - 1 - gap)
        if at is not None:
            length = runs[at].length + mark.begins - runs[at].begins
            worth.append(_Run(runs[at].worth + 1.0 - COST_OF_GAP * gap, length, mark.begins, at))
    return max(worth, key=lambda one: (one.worth, -one.length))


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

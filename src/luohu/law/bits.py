"""The bits of many people's sets of months: 64-bit words, word by word, a column a person."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

WORD = 64
SPANS_AT_ONCE = 1 << 15
LOW_BITS = np.array([(1 << n) - 1 for n in range(WORD + 1)], dtype=np.uint64)

Words: TypeAlias = NDArray[np.uint64]
Integers: TypeAlias = NDArray[np.integer[Any]]


def low_bits(length: Integers | int) -> Words:
    """Words whose lowest bits are set, so many in each."""
    return LOW_BITS.take(length, mode="clip")


def _window(word: int, first: Integers | int, last: Integers | int) -> Words:
    """The bits of one word that lie in first..last, element by element."""
    base = word * WORD
    return low_bits(last + 1 - base) & ~low_bits(first - base)


@lru_cache(maxsize=256)
def masks(start: int, stop: int, first: int, last: int) -> Words:
    """The bits of first..last in the words start..stop, shape (words, 1)."""
    found: Words = np.array([[_window(word, first, last)] for word in range(start, stop)])
    return found


def count_back(words: Words, end: Integers, count: Any) -> NDArray[np.int32]:
    """The bits of each person among the `count` that end with bit `end`, inclusive."""
    place = (end >> 6).astype(np.int64)
    bit = (end & 63).astype(np.uint64)
    kept = _word_of(words, place) << (np.uint64(WORD - 1) - bit)
    place -= 1
    kept |= _word_of(words, place) >> bit >> np.uint64(1)
    kept &= ~low_bits(WORD - count)
    return np.bitwise_count(kept).astype(np.int32)


def run_back(words: Words, end: Any) -> NDArray[np.int64]:
    """How many bits of each person, one after the other, end with bit `end`."""
    gap = np.full(words.shape[1], -1, np.int64)
    for place, word in enumerate(words):
        base = place * WORD
        smeared = ~word & low_bits(end + 1 - base)
        for shift in (1, 2, 4, 8, 16, 32):
            smeared |= smeared >> np.uint64(shift)
        highest = np.bitwise_count(smeared).astype(np.int64) - 1
        gap = np.where(highest >= 0, base + highest, gap)
    inside = (end >= 0) & (end < len(words) * WORD)
    return np.where(inside, end - gap, 0)


def _word_of(words: Words, place: NDArray[np.int64]) -> Words:
    """A word of each person, 0 outside the words."""
    inside = place.view(np.uint64) < len(words)
    index = place * words.shape[1]
    index += _positions(words.shape[1])
    found: Words = words.reshape(-1).take(index, mode="clip")
    found *= inside
    return found


@lru_cache(maxsize=8)
def _positions(people: int) -> NDArray[np.int64]:
    return np.arange(people)


def cut(words: Words, start: int, lows: Integers, highs: Integers) -> Words:
    """The words, each person's bits outside their own first and last month put out."""
    begin, end = lows - start * WORD, highs + (1 - start * WORD)
    inside = np.empty((len(words), len(lows)), np.uint64)
    for word, result in zip(words, inside, strict=True):
        np.bitwise_and(word, low_bits(end), out=result)
        np.bitwise_and(result, ~low_bits(begin), out=result)
        begin -= WORD
        end -= WORD
    return inside


def counted(words: Words) -> NDArray[np.int32]:
    """The bits of each person, in an array that must not be written to."""
    found = np.zeros(words.shape[1], np.int32)
    for low in range(0, len(words), 3):
        few = np.bitwise_count(words[low])
        for word in words[low + 1 : low + 3]:
            few += np.bitwise_count(word)
        found += few
    found.flags.writeable = False
    return found


def scatter(words: Words, start: int, person: Integers, first: Integers, last: Integers) -> None:
    """Set the bits of every span, some tens of thousands at a time to stay in the cache."""
    ordered = bool((person[1:] >= person[:-1]).all())
    for begin in range(0, len(person), SPANS_AT_ONCE):
        part = slice(begin, begin + SPANS_AT_ONCE)
        _mark(words, start, person[part], first[part], last[part], ordered)


def _mark(
    words: Words, start: int, person: Integers, first: Integers, last: Integers, ordered: bool
) -> None:
    """A word at a time; spans in order of person need no scatter."""
    heads = np.flatnonzero(np.diff(person, prepend=-1)) if ordered else person
    owners = person[heads] if ordered else person
    begin, end = first - start * WORD, last + (1 - start * WORD)
    for word in words:
        bits = low_bits(end) & ~low_bits(begin)
        if ordered:
            word[owners] |= np.bitwise_or.reduceat(bits, heads)
        else:
            np.bitwise_or.at(word, person, bits)
        begin -= WORD
        end -= WORD

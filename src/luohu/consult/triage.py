"""Many letters at once: each with the replies that fit it, on as many processors as there are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any

from luohu.consult.search import TOP, Finder, shipped_finder
from luohu.law.sources import LawError

BATCH = 200


@dataclass(frozen=True, slots=True)
class Sorted:
    """A letter's replies by number, best first, with their scores; none where nothing fits."""

    replies: tuple[int, ...]
    scores: tuple[float, ...]
    sensitive: bool

    def as_json(self) -> dict[str, Any]:
        """The outcome for a program."""
        return {
            "replies": list(self.replies),
            "scores": [round(score, 4) for score in self.scores],
            "sensitive": self.sensitive,
        }


def sort_letter(finder: Finder, letter: str, top: int = TOP) -> Sorted:
    """The replies that fit one letter."""
    matches = finder.find(letter, top).matches
    return Sorted(
        tuple(match.reply.number for match in matches),
        tuple(match.score for match in matches),
        bool(matches) and matches[0].reply.sensitive,
    )


def sort_letters(letters: Iterable[str], processors: int | None = None) -> Iterator[Sorted]:
    """The same of many, in their order, with the library that ships.

    LawError if a worker was stopped from outside, rather than waiting for it.
    """
    many = processors or os.cpu_count() or 1
    if many == 1:
        yield from (sort_letter(shipped_finder(), letter) for letter in letters)
        return
    shipped_finder()  # made before the workers are forked, so that all of them have it
    try:
        with ProcessPoolExecutor(many, get_context("fork")) as workers:
            for batch in workers.map(_sort_batch, _batches(letters)):
                yield from batch
    except BrokenProcessPool:
        raise LawError("一个工作进程被中止,请重来 a worker was stopped: try again") from None


def _sort_batch(letters: Sequence[str]) -> list[Sorted]:
    finder = shipped_finder()
    return [sort_letter(finder, letter) for letter in letters]


def _batches(letters: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(letters)
    while batch := list(islice(rest, BATCH)):
        yield batch

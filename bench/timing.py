"""Contenders timed in turns, round by round, so that a noisy machine is noisy for all of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Contender = Callable[[], float]


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """The wall time of one call, averaged over some."""
    begin = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begin) / times


def timed(call: Callable[[], object], times: int = 1) -> Contender:
    """A contender that calls a function some times a round."""
    return lambda: seconds(call, times)


@dataclass(frozen=True)
class Race:
    """Seconds by contender, one a round."""

    rounds: Mapping[str, list[float]]

    def median(self, name: str) -> float:
        """The middle of a contender's rounds, seconds."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """How many times as long `other` takes: the middle of the rounds' own ratios."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return median(theirs / ours for ours, theirs in pairs)


def race(contenders: Mapping[str, Contender], rounds: int) -> Race:
    """Run every contender once a round, after one round that does not count."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            gc.collect()
            took = contender()
            if number:
                found[name].append(took)
    return Race(found)

"""Whether a letter is about what the library answers at all, by the words of both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

from luohu.consult.wording.cutting import Cut

# Shares of wordings a word is in are taken to be this much more, so that none is never.
SMOOTHING = 2e-4


class Leaning:
    """The log odds of each word between wordings of the library and those of other matters."""

    def __init__(self, ours: Sequence[Cut], others: Sequence[Cut]) -> None:
        here, there = _counted(ours), _counted(others)
        many, few = max(len(ours), 1), max(len(others), 1)
        self._odds = {
            token: log((here[token] / many + SMOOTHING) / (there[token] / few + SMOOTHING))
            for token in here.keys() | there.keys()
        }

    def of(self, letter: Cut) -> float:
        """Above zero for a letter that speaks as the library does; 0.0 for one of unknown words."""
        tokens = {*letter.tokens, *letter.pairs}
        return sum(self._odds.get(token, 0.0) for token in tokens) / sqrt(len(tokens) + 1)


def _counted(cuts: Iterable[Cut]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for cut in cuts:
        counted.update({*cut.tokens, *cut.pairs})
    return counted

"""How well each of some replies fits a letter: its words as a whole, and its nearest wording."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

import numpy as np

from luohu.consult.wording.absent import absent
from luohu.consult.wording.cutting import Cut

with absent("scipy.sparse"):  # a tenth of a second for what numpy does as well
    import bm25s

Scores = np.ndarray
logging.getLogger("bm25s").setLevel(logging.WARNING)
# Weights of words and of pairs of characters, chosen on the letters of tests/consult/letters.toml.
PAIRS, NEAREST, NEAREST_PAIRS = 0.3, 0.6, 0.3
SATURATION, LENGTH = 1.2, 0.5


class Ranking:
    """BM25 over each reply's wordings together, and over each wording by itself."""

    def __init__(self, documents: Sequence[Sequence[Cut]]) -> None:
        self.count = len(documents)
        self._owner = np.array([i for i, cuts in enumerate(documents) for _ in cuts])
        words = [[list(cut.tokens) for cut in cuts] for cuts in documents]
        pairs = [[list(cut.pairs) for cut in cuts] for cuts in documents]
        self._whole, self._single = _together(words), _each(words)
        self._whole_pairs, self._single_pairs = _together(pairs), _each(pairs)
        self._held = [Counter(token for text in texts for token in text) for texts in words]
        self._rarity = _rarity(self._held)

    def scores(self, letter: Cut) -> Scores:
        """A score for each reply, of shape (replies,); more is better."""
        tokens, pairs = sorted(set(letter.tokens)), sorted(set(letter.pairs))
        return (
            _scores(self._whole, tokens, self.count)
            + PAIRS * _scores(self._whole_pairs, pairs, self.count)
            + NEAREST * self._nearest(self._single, tokens)
            + NEAREST_PAIRS * self._nearest(self._single_pairs, pairs)
        )

    def weight(self, at: int, tokens: Sequence[str]) -> float:
        """How much some tokens speak for a reply."""
        return sum(self._rarity[t] for t in set(tokens) if t in self._held[at])

    def _nearest(self, index: bm25s.BM25, tokens: list[str]) -> Scores:
        best = np.zeros(self.count)
        np.maximum.at(best, self._owner, _scores(index, tokens, len(self._owner)))
        return best


def _scores(index: bm25s.BM25, tokens: list[str], count: int) -> Scores:
    return np.asarray(index.get_scores(tokens)) if tokens else np.zeros(count)


def _rarity(held: Sequence[Counter[str]]) -> dict[str, float]:
    among = Counter(token for one in held for token in one)
    return {t: float(np.log(1 + (len(held) - n + 0.5) / (n + 0.5))) for t, n in among.items()}


def _together(documents: Sequence[Sequence[list[str]]]) -> bm25s.BM25:
    return _index([[token for text in texts for token in text] for texts in documents])


def _each(documents: Sequence[Sequence[list[str]]]) -> bm25s.BM25:
    return _index([text for texts in documents for text in texts])


def _index(documents: list[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25(k1=SATURATION, b=LENGTH)
    index.index(documents, show_progress=False)
    return index

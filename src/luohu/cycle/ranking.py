"""Ranking by total, exactly: equal scores share a rank, and a quota never parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scores = NDArray[np.int64]
COUNTING_LIMIT = 1 << 22


@dataclass(frozen=True)
class Selection:
    """Who of a cohort is admitted.

    `ranks[i]` is the competition rank (1, 2, 2, 4) of person i, 0 for one who is not ranked.
    `cutoff` is the lowest admitted score in hundredths, None if nobody is; `ties` are those who
    hold it, and the same tie keys where there are any; `admitted` all at or above it.
    """

    quota: int
    ranks: Scores
    cutoff: int | None
    admitted: int
    ties: int

    @property
    def ranked(self) -> int:
        """How many were ranked."""
        return int(np.count_nonzero(self.ranks))


def competition_ranks(scores: ArrayLike) -> Scores:
    """Ranks from 1 by falling score, equal scores sharing the best: 1, 2, 2, 4; shape (people,)."""
    values = np.asarray(scores, np.int64)
    if not len(values):
        return values
    lowest, highest = int(values.min()), int(values.max())
    if highest - lowest < COUNTING_LIMIT:
        counts = np.bincount(values - lowest, minlength=highest - lowest + 1)
        above = counts[::-1].cumsum()[::-1] - counts
        ranks: Scores = above[values - lowest] + 1
        return ranks
    distinct, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    above = counts[::-1].cumsum()[::-1] - counts
    return above[place] + 1 if len(distinct) else values


def select(
    totals: ArrayLike,
    quota: int,
    ranked: ArrayLike | None = None,
    keys: Sequence[ArrayLike] = (),
) -> Selection:
    """Rank those who pass the gate (all unless `ranked` says who) and admit up to the quota.

    `keys` order equal totals, the first key first, higher before lower, where a city has such keys;
    whoever is still equal to the last one admitted is admitted too. ValueError for a quota below 1.
    """
    if quota < 1:
        raise ValueError(f"a quota must be at least 1, not {quota}")
    scores = np.asarray(totals, np.int64)
    gate = np.ones(len(scores), bool) if ranked is None else np.asarray(ranked, bool)
    order = _ordered([scores[gate], *(np.asarray(key)[gate] for key in keys)])
    ranks = np.zeros(len(scores), np.int64)
    ranks[gate] = competition_ranks(order)
    admitted = gate & (ranks <= quota)
    if not admitted.any():
        return Selection(quota, ranks, None, 0, 0)
    last = ranks[admitted].max()
    cutoff = int(scores[ranks == last][0])
    return Selection(quota, ranks, cutoff, int(admitted.sum()), int((ranks == last).sum()))


def _ordered(columns: Sequence[NDArray[Any]]) -> Scores:
    """One number a person that orders them as the columns do, the first column foremost."""
    if len(columns) == 1:
        return columns[0]
    stacked = np.stack([np.asarray(column, np.int64) for column in columns], axis=1)
    _, place = np.unique(stacked, axis=0, return_inverse=True)
    return place.reshape(-1).astype(np.int64)


def publication_order(selection: Selection, identities: Sequence[str]) -> list[int]:
    """The positions of the admitted by rank; equal ranks by number, which decides nothing."""
    admitted = np.flatnonzero((selection.ranks > 0) & (selection.ranks <= selection.quota))
    return sorted(admitted.tolist(), key=lambda k: (selection.ranks[k], identities[k]))

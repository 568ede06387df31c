"""Ranking as one would do it by hand: sort the people, count who is above."""

from __future__ import annotations

from collections.abc import Sequence

Key = tuple[int, ...]


def ranks_of(keys: Sequence[Key], ranked: Sequence[bool]) -> list[int]:
    """The rank of each: one more than the number of people above; 0 for the unranked."""
    above = [sum(r and other > key for other, r in zip(keys, ranked, strict=True)) for key in keys]
    return [more + 1 if r else 0 for more, r in zip(above, ranked, strict=True)]


def admitted_of(keys: Sequence[Key], ranked: Sequence[bool], quota: int) -> set[int]:
    """The positions of the first `quota` people, and of everybody equal to the last of them."""
    order = sorted((k for k, r in enumerate(ranked) if r), key=lambda k: keys[k], reverse=True)
    if not order:
        return set()
    last = order[min(quota, len(order)) - 1]
    return {k for k in order if keys[k] >= keys[last]}

"""How the places of a cycle are given: by quota, by a fixed line, directly, to persons or families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.ranking import select
from luohu.law.sources import LawError

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
BEST, SUM = "best", "sum"


@dataclass(frozen=True, slots=True)
class Places:
    """What a proposal changes in giving places; what it leaves empty stays as it is.

    `quota` places, or a `share` of the quota in per cent, or everybody at or above `line`
    (hundredths); `direct` names a rule of the law: for whom it holds are admitted beside the quota;
    `family` ranks families by the best total of their members or by the sum of them; `joined` lets
    those apply who today have no employer. LawError for two that cannot be together.
    """

    quota: int | None = None
    share: int | None = None
    line: int | None = None
    direct: str = ""
    family: str = ""
    joined: bool = False

    def __post_init__(self) -> None:
        counts = [name for name in ("quota", "share", "line") if getattr(self, name) is not None]
        if len(counts) > 1:
            raise LawError(f"places by {' and by '.join(counts)}: there can be one only")
        if self.line is not None and self.family:
            raise LawError("a fixed line is a person's: families cannot be ranked beside it")

    @property
    def changed(self) -> dict[str, Any]:
        """What it changes, by name."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in named.items() if value not in (None, "", False)}

    def __or__(self, other: Places) -> Places:
        """Both changes together; LawError where both change the same thing."""
        both = set(self.changed) & set(other.changed)
        if both:
            raise LawError(f"two reforms change {', '.join(sorted(both))}")
        return replace(self, **other.changed)

    def of(self, quota: int) -> int:
        """How many places there are where there would be so many."""
        if self.share is not None:
            return max(quota * self.share // 100, 1)
        return quota if self.quota is None else self.quota


@dataclass(frozen=True)
class Admission:
    """Who of a cohort is admitted: arrays of shape (people,).

    `cutoff` is the lowest admitted total of those who were ranked, hundredths, None if nobody was.
    `taken` counts places, which are families if those are ranked: then `totals` are theirs and
    `ranked` is one member of each. `direct` are those who need no place. `person_totals` are each person's own.
    """

    admitted: Mask
    eligible: Mask
    ranked: Mask
    direct: Mask
    totals: Whole
    person_totals: Whole
    cutoff: int | None
    ties: int
    taken: int


def admit(
    totals: Whole,
    eligible: Mask,
    quota: int,
    places: Places,
    direct: Mask | None = None,
    families: Whole | None = None,
) -> Admission:
    """Give the places to those eligible; `families` numbers each person's family, shape (people,)."""
    straight = np.zeros(len(totals), bool) if direct is None else direct & eligible
    ranked = eligible & ~straight
    if places.line is not None:
        return _above(totals, eligible, straight, ranked, places.line)
    if places.family:
        if families is None:
            raise LawError("the cohort says nothing of families: 家庭编号 family")
        return _of_families(totals, eligible, straight, places.of(quota), places, families)
    chosen = select(totals, places.of(quota), ranked)
    admitted = (chosen.ranks > 0) & (chosen.ranks <= chosen.quota)
    taken = int(admitted.sum())
    return Admission(
        admitted | straight, eligible, ranked, straight, totals, totals, chosen.cutoff,
        chosen.ties, taken,
    )  # fmt: skip


def _above(totals: Whole, eligible: Mask, straight: Mask, ranked: Mask, line: int) -> Admission:
    """Everybody at or above a line, however many they are."""
    admitted = straight | (ranked & (totals >= line))
    ties = int((ranked & (totals == line)).sum())
    taken = int((admitted & ranked).sum())
    return Admission(admitted, eligible, ranked, straight, totals, totals, line, ties, taken)


def _of_families(
    totals: Whole, eligible: Mask, straight: Mask, quota: int, places: Places, families: Whole
) -> Admission:
    """One place a family: its eligible members' best total, or their sum; all of them settle."""
    ranked = eligible & ~straight
    size = int(families.max()) + 1 if len(families) else 0
    scores = np.full(size, np.iinfo(np.int64).min if places.family == BEST else 0, np.int64)
    join = np.maximum if places.family == BEST else np.add
    join.at(scores, families[ranked], totals[ranked])
    applying = np.zeros(size, bool)
    applying[families[ranked]] = True
    chosen = select(scores, quota, applying)
    in_list = (chosen.ranks > 0) & (chosen.ranks <= chosen.quota)
    admitted = (in_list[families] & ranked) | straight
    taken = int(in_list.sum())
    one_each = np.zeros(len(totals), bool)
    one_each[np.unique(np.where(ranked, families, -1), return_index=True)[1]] = True
    return Admission(
        admitted, eligible, one_each & ranked, straight, scores[families], totals,
        chosen.cutoff, chosen.ties, taken,
    )  # fmt: skip


def numbered(words: Sequence[Any]) -> Whole:
    """A number for each person's family; whoever names none is a family of one."""
    known: dict[str, int] = {}
    found = np.empty(len(words), np.int64)
    for place, word in enumerate(words):
        key = f"\0{place}" if word is None else str(word)
        found[place] = known.setdefault(key, len(known))
    return found

"""The calibration made anew: aggregates of the list of 2020, and the weights that reproduce them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from luohu.study.population.lives import AREAS, Chance, Whole, draw_lives, scores
from luohu.study.population.margins import (
    FADING,
    LAST,
    LINE,
    MARGINS,
    STEP,
    STEPS_BELOW,
    TOTAL_EDGES,
    TOTALS,
    UNTOUCHED_TOTALS,
    fade,
)

CANDIDATES, ROUNDS, SEED = 4_000_000, 40, 20200716
LEAST, MOST = 0.1, 10.0
FEW = 5
UNTOUCHED = 9757  # what just missed the line of 2019 comes to: 93.57, three points more and one
NEAR = 5  # points below the line in which the shares of the area points stay as they are there
SPREADS = np.arange(800.0, 1300.0, 5.0)
MEANS = np.arange(7600.0, 9300.0, 10.0)
Tables = Mapping[str, Whole]
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Stock:
    """A normal density of totals without area points: the people of each area, mean and spread."""

    people: Chance
    mean: float
    spread: float

    def between(self, low: Chance, high: Chance, area: int) -> Chance:
        """How many of an area have totals from low to high, hundredths, area points included."""
        from scipy.special import ndtr

        ends = [(edge - AREAS[area] - self.mean) / self.spread for edge in (low, high)]
        found: Chance = self.people[area] * (ndtr(ends[1]) - ndtr(ends[0]))
        return found


def stock(counts: Whole, below: float) -> Stock:
    """The stock that explains whom no earlier line can have taken, with so many below the line.

    `counts` are the admitted by total and area, shape (TOTALS, areas). The mean is the likeliest
    for each spread; the spread is the one that leaves the right number below.
    """
    found = [min((_misfit(counts, mean, spread), mean) for mean in MEANS) for spread in SPREADS]
    stocks = [
        _stock(counts, mean, spread) for (_, mean), spread in zip(found, SPREADS, strict=True)
    ]
    return min(stocks, key=lambda one: abs(_below(one) - below))


def _below(one: Stock) -> float:
    ends = np.array([0.0]), np.array([float(LINE)])
    return float(sum(one.between(*ends, area)[0] for area in range(len(AREAS))))


def _windows(counts: Whole, area: int) -> tuple[Chance, Chance, Chance]:
    """The steps above the line that no earlier line reached: their ends and the admitted in them."""
    highest = UNTOUCHED + int(AREAS[area])
    low = TOTAL_EDGES[STEPS_BELOW:-1].astype(float)
    high = TOTAL_EDGES[STEPS_BELOW + 1 :].astype(float)
    held = counts[STEPS_BELOW + 1 : -1, area].astype(float)
    whole = high <= max(highest, LINE + STEP)
    return low[whole], np.minimum(high[whole], highest), held[whole]


def _stock(counts: Whole, mean: float, spread: float) -> Stock:
    one = Stock(np.ones(len(AREAS)), mean, spread)
    people = []
    for area in range(len(AREAS)):
        low, high, held = _windows(counts, area)
        people.append(held.sum() / one.between(low, high, area).sum())
    return Stock(np.array(people), mean, spread)


def _misfit(counts: Whole, mean: float, spread: float) -> float:
    one, misfit = _stock(counts, mean, spread), 0.0
    for area in range(len(AREAS)):
        low, high, held = _windows(counts, area)
        expected = one.between(low, high, area)
        misfit += float((expected - held * np.log(np.maximum(expected, 1e-9))).sum())
    return misfit


def untouched(counts: Whole, below: float) -> Chance:
    """The people of each step and area in the stock, had no line taken anybody."""
    one = stock(counts, below)
    low = np.concatenate([[0.0], TOTAL_EDGES.astype(float)])
    high = np.concatenate([TOTAL_EDGES.astype(float), [np.inf]])
    return np.stack([one.between(low, high, area) for area in range(len(AREAS))], axis=1)


def totals_wanted(counts: Whole, stock: Chance) -> Chance:
    """The people of each step and area: as published above the line, the stock continued below."""
    above = np.arange(TOTALS)[:, None] > STEPS_BELOW
    wanted: Chance = np.where(above, counts, stock)
    return wanted


def rake(published: Tables, below: float, progress: Progress | None = None) -> dict[str, Chance]:
    """The weights by table: their product makes candidates resemble the published aggregates.

    `below` are the eligible people below the line. The weights of cells with few of the published
    are those of the nearest cell with more. `progress` is told the rounds done of ROUNDS.
    """
    lives = draw_lives(np.random.default_rng(SEED), CANDIDATES)
    scored = scores(lives)
    cells = {name: cell(lives, scored) for name, (cell, _) in MARGINS.items()}
    strengths = fade(scored["total"])
    weights = {name: np.ones(size) for name, (_, size) in MARGINS.items()}
    counts = published[LAST].reshape(TOTALS, len(AREAS))
    stock = untouched(counts, below)
    wanted = totals_wanted(counts, stock)
    admitted, product = scored["total"] >= LINE, np.ones(len(lives))
    for turn in range(ROUNDS):
        for name, cell in cells.items():
            strength = strengths if name in FADING else 1.0
            product /= weights[name][cell] ** strength
            if name == LAST:
                weights[name] = _of_totals(_summed(cell, product, wanted.size), wanted)
            else:
                held = _summed(cell[admitted], product[admitted], len(weights[name]))
                weights[name] = _of_cells(name, held, published[name])
            product *= weights[name][cell] ** strength
        if progress is not None:
            progress(turn + 1)
    held = _summed(cells[LAST], product / weights[LAST][cells[LAST]], wanted.size)
    return {**weights, UNTOUCHED_TOTALS: _of_totals(held, stock)}


def _summed(cell: Whole, product: Chance, cells: int) -> Chance:
    """How much the candidates of each cell weigh together."""
    return np.bincount(cell, product, cells).astype(np.float64)


def _of_totals(held: Chance, wanted: Chance) -> Chance:
    """The weights of totals; far below the line all areas share a weight but for their standing."""
    found = held.reshape(wanted.shape)
    weights = np.where(found > 0, np.maximum(wanted, 1e-6) / np.maximum(found, 1e-12), 1e-6)
    near = slice(STEPS_BELOW + 1 - NEAR, STEPS_BELOW + 1)
    standing = wanted[near].sum(axis=0) / found[near].sum(axis=0)
    far = slice(0, STEPS_BELOW + 1 - NEAR)
    share = wanted[far].sum(axis=1) / np.maximum((found[far] * standing).sum(axis=1), 1e-12)
    weights[far] = share[:, None] * standing
    result: Chance = weights.reshape(-1)
    return result


def _of_cells(name: str, held: Chance, published: Whole) -> Chance:
    """The weights of a table's cells, kept from extremes; those of few take the nearest one's."""
    ratio = np.where(held > 0, np.maximum(published, 1e-6) / np.maximum(held, 1e-12), 1.0)
    ratio = ratio if name in ("innovation", "honour") else np.clip(ratio, LEAST, MOST)
    if name in FADING:
        sure = np.flatnonzero(published >= FEW)
        nearest = sure[np.abs(np.arange(len(ratio))[:, None] - sure[None, :]).argmin(axis=1)]
        ratio = ratio[nearest]
    return ratio

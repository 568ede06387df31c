"""People chosen among candidates so that together they resemble what was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.study.population.lives import Chance, Draw, Lives, Whole, draw_lives, scores
from luohu.study.population.margins import FADING, LAST, LINE, MARGINS, UNTOUCHED_TOTALS, fade
from luohu.study.population.shipped import weights_of_tables

CANDIDATES_EACH, LEAST_CANDIDATES = 14, 5000


def choose(draw: Draw, people: int, untouched: bool = False) -> Lives:
    """So many lives, in an order in which neighbours score alike; the highest come first.

    `untouched` are people of whom no earlier line has taken anybody.
    """
    lives = draw_lives(draw, CANDIDATES_EACH * people + LEAST_CANDIDATES)
    scored = scores(lives)
    weight = weigh(lives, scored, untouched)
    order = np.lexsort(_alike(lives, scored))
    ends = np.cumsum(weight[order])
    places = (np.arange(people) + draw.random()) * (ends[-1] / people)
    return lives.take(order[np.searchsorted(ends, places)])


def _alike(lives: Lives, scored: Mapping[str, Whole]) -> tuple[NDArray[Any], ...]:
    """What neighbours share, the last foremost: chosen evenly along it, no class comes short."""
    above = scored["total"] >= LINE
    return scored["total"], lives.insured // 12, lives.owned // 12, lives.area, lives.level, ~above


def weigh(lives: Lives, scored: Mapping[str, Whole], untouched: bool) -> Chance:
    """How much each candidate counts: the product of the weights of its cells."""
    held, product = weights_of_tables(), np.ones(len(lives))
    strength = fade(scored["total"])
    for name, (cell, _) in MARGINS.items():
        values = held[UNTOUCHED_TOTALS if untouched and name == LAST else name]
        weight = values[cell(lives, scored)]
        product *= weight**strength if name in FADING else weight
    return product

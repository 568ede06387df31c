"""The calibration as shipped: aggregates of the list of 2020, and weights, in TOML beside this."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from luohu.law.sources import LawError
from luohu.study.population.lives import Chance, Whole
from luohu.study.population.margins import LAST, MARGINS, UNTOUCHED_TOTALS

HERE = Path(__file__).parent
PUBLISHED, WEIGHTS = HERE / "published.toml", HERE / "weights.toml"


@cache
def published() -> Mapping[str, Any]:
    """What is published of 2020, as aggregates: numbers, statistics, tables; see the file."""
    return tomllib.loads(PUBLISHED.read_text("utf-8"))


def tables_published() -> dict[str, Whole]:
    """The admitted of 2020 by the cells of each table of MARGINS."""
    return {name: np.array(published()["tables"][name], np.int64) for name in MARGINS}


@cache
def weights_of_tables() -> Mapping[str, Chance]:
    """The weight of each cell of each table; LawError if the file is not of these tables."""
    held = tomllib.loads(WEIGHTS.read_text("utf-8"))["tables"]
    sizes = {name: size for name, (_, size) in MARGINS.items()}
    for name, size in {**sizes, UNTOUCHED_TOTALS: sizes[LAST]}.items():
        if len(held.get(name, ())) != size:
            raise LawError(
                f"{WEIGHTS.name}: table {name} should have {size} weights: make the calibration "
                "anew with `python -m luohu.study.population.raking`"
            )
    return {name: np.array(values, np.float64) for name, values in held.items()}


def written_table(name: str, values: Iterable[float], digits: int = 5) -> str:
    """One array in TOML, twelve values a line."""
    words = [f"{value:.{digits}g}" for value in values]
    lines = [", ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return f"{name} = [\n  " + ",\n  ".join(lines) + ",\n]\n"

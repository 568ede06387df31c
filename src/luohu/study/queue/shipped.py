"""What ships of the forecast: award lists as counts, never rows, and the fits to them, with a date."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from luohu.law.days import today
from luohu.law.sources import LawError
from luohu.people.writing import write_text
from luohu.schemes.catalogue import find_scheme
from luohu.study.queue.ahead import Ahead
from luohu.study.queue.fitting import Fit
from luohu.study.queue.lists import FIRST, AwardCounts, Known, known

HERE = Path(__file__).parent
LISTS, FITS = "lists.json", "fits.json"
DECIMALS = 9


@lru_cache(maxsize=1)
def shipped_lists() -> Mapping[int, AwardCounts]:
    """The counted lists by cycle."""
    held = json.loads((HERE / LISTS).read_text("utf-8"))["lists"]
    return {
        int(cycle): AwardCounts(int(cycle), one["line"], np.array(one["counts"], np.int64))
        for cycle, one in held.items()
    }


def shipped_known(as_of: int | None = None) -> Known:
    """What ships up to a cycle, the last with a list unless said; LawError outside that."""
    lists = shipped_lists()
    last = max(lists)
    cycle = last if as_of is None else as_of
    if not FIRST <= cycle <= last:
        raise LawError(
            f"--as-of {cycle}: 自带的数据是{FIRST}–{last}年,其他年份须给名单 what ships is of {FIRST} to "
            f"{last}: give lists for others"
        )
    return known(find_scheme("beijing"), cycle, {c: one for c, one in lists.items() if c <= cycle})


@lru_cache(maxsize=1)
def shipped_ahead() -> Mapping[str, Ahead]:
    """What forecasts are made of, by the digest of what was known."""
    held = json.loads((HERE / FITS).read_text("utf-8"))["fits"]
    return {one["digest"]: _ahead(one) for one in held}


def _ahead(told: Mapping[str, Any]) -> Ahead:
    lines = {int(cycle): line for cycle, line in told["lines"].items()}
    theta, covariance = (np.array(told[name], float) for name in ("theta", "covariance"))
    fit = Fit(told["as_of"], told["digest"], theta, covariance, lines)
    expected = {key: tuple(lines) for key, lines in told["expected"].items()}
    errors = tuple((origin, cycle, error) for origin, cycle, error in told["errors"])
    return Ahead(fit, expected, np.array(told["slopes"], float), errors)


def write(everything: Known, made: Sequence[Ahead], folder: Path = HERE) -> list[Path]:
    """Write the counts and the fits with the date; the paths written."""
    counted = {
        str(cycle): {"line": one.line, "counts": one.counts.tolist()}
        for cycle, one in everything.lists.items()
    }
    paths = [folder / LISTS, folder / FITS]
    for path, name, held in zip(
        paths, ("lists", "fits"), (counted, [_told(one) for one in made]), strict=True
    ):
        whole = {"made": str(today()), name: held}
        write_text(json.dumps(whole, separators=(",", ":")) + "\n", path)
    return paths


def _told(one: Ahead) -> dict[str, Any]:
    return {
        "as_of": one.fit.as_of,
        "digest": one.fit.digest,
        "lines": {str(cycle): line for cycle, line in one.fit.lines.items()},
        "theta": _rounded(one.fit.theta),
        "covariance": _rounded(one.fit.covariance),
        "expected": {key: list(lines) for key, lines in one.expected.items()},
        "slopes": _rounded(one.slopes),
        "errors": [list(error) for error in one.errors],
    }


def _rounded(values: Any) -> Any:
    return np.round(values, DECIMALS).tolist()

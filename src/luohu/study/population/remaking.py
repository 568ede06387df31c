"""The shipped calibration made anew: `python -m luohu.study.population.remaking [FOLDER]`.

With a folder of award lists the aggregates are counted from its 2020.csv first; without one the
weights alone are made, from the aggregates as shipped.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from luohu.law.points import half_up, points
from luohu.law.sources import LawError
from luohu.study.population.lives import (
    AREAS,
    BEIJING,
    CUTOFF,
    CYCLE,
    INELIGIBLE,
    INNOVATIONS,
    LEVELS,
    LOOK_BACK,
    TAX_THRESHOLD,
    Lives,
    Whole,
    scores,
)
from luohu.study.population.margins import MARGINS
from luohu.study.population.measures import CLASSES, births, counted, summary
from luohu.study.population.raking import rake
from luohu.study.population.shipped import (
    PUBLISHED,
    WEIGHTS,
    published,
    tables_published,
    written_table,
)

NUMBERS = ("applicants", "admitted", "cutoff", "quota")
RICH, POOR = np.log(10.0 * TAX_THRESHOLD), 0.0


def admitted_lives(file: Path) -> Lives:
    """The published rows of 2020 as what decides their scores; LawError where they do not add up."""
    with file.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    held = {name: np.array([points(row[name]) for row in rows], np.int64) for name in CLASSES}
    level, insured = np.searchsorted(LEVELS, held["education"]), held["employment"] // 25
    lives = Lives(
        level=level,
        born=np.array([_month(row["birth_month"]) for row in rows], np.int64),
        start=CUTOFF - insured + 1,
        insured=insured,
        owned=_owned(insured, held["residence"]),
        studied=_studied(level, held["study_deduction"]),
        area=np.searchsorted(AREAS, held["area"]),
        innovation=np.argmax(held["innovation"][:, None] == INNOVATIONS, axis=1),
        honoured=held["honour"] > 0,
        income=np.zeros(len(rows)),
        swings=np.where(held["tax"][:, None] > 200 * np.arange(3), RICH, POOR),
    )
    wrong = np.flatnonzero(scores(lives)["total"] != held["total"])
    if len(wrong):
        raise LawError(f"{file}: row {wrong[0] + 1}: the indicators do not give the total")
    return lives


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _owned(insured: Whole, residence: Whole) -> Whole:
    """The months owned that give the points of the dwelling, the rest being rent."""
    months = np.arange(insured.max() + 1)
    rest = np.maximum(insured[:, None] - months, 0)
    fitting = half_up(months * 100, 12) + half_up(rest * 50, 12) == residence[:, None]
    found: Whole = np.argmax(fitting, axis=1)
    return found


def _studied(level: Whole, deduction: Whole) -> Whole:
    """The months of study that give the deduction."""
    months = np.arange(LOOK_BACK.max() + 1)
    found: Whole = np.argmax(half_up(months * 350, 12) == -deduction[:, None], axis=1)
    return found


def aggregates(file: Path) -> str:
    """What is shipped of a list, in TOML: numbers, statistics, histograms and tables, no rows."""
    lives = admitted_lives(file)
    scored = scores(lives)
    words = [
        f"# Aggregates of the award list of {CYCLE}; made by remaking.py, points in hundredths."
    ]
    words += [f"{name} = {BEIJING.published(CYCLE, name)}" for name in NUMBERS]
    for name in CLASSES:
        held = summary(scored[name])
        words += [f"\n[statistics.{name}]", *(f"{key} = {value}" for key, value in held.items())]
    histograms = {name: counted(name, scored[name]) for name in CLASSES}
    histograms["birth_year"] = births(lives.born // 12)
    cells = {
        name: np.bincount(cell(lives, scored), minlength=size)
        for name, (cell, size) in MARGINS.items()
    }
    return "\n".join([*words, "\n[histograms]", _tables(histograms), "[tables]", _tables(cells)])


def _tables(held: Mapping[str, Whole]) -> str:
    return "".join(written_table(name, values.tolist(), 9) for name, values in held.items())


def weights() -> str:
    """The weights that reproduce the shipped aggregates, in TOML."""
    told = published()
    below = (1.0 - INELIGIBLE) * told["applicants"] - told["admitted"]
    made = rake(tables_published(), below, lambda done: print(f"{done} 轮 / rounds", end="\r"))
    tables = "".join(written_table(name, values.tolist()) for name, values in made.items())
    return f"# Weights by the cells of margins.py; made by remaking.py.\n\n[tables]\n{tables}"


def main(arguments: Sequence[str]) -> None:
    """Write the files anew."""
    if arguments:
        PUBLISHED.write_text(aggregates(Path(arguments[0]) / f"{CYCLE}.csv"), "utf-8")
    WEIGHTS.write_text(weights(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

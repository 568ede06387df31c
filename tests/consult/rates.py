"""Prints how often the search is right on each set of letters: make eval."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from luohu.consult.evaluation import Rates, evaluate, read_letters
from luohu.consult.search import shipped_finder

HERE = Path(__file__).parent
SETS = ("letters", "held_back", "unseen")
SHOWN = 60


@lru_cache
def rates_of(name: str) -> Rates:
    """What the search makes of a set of letters."""
    return evaluate(shipped_finder(), read_letters(HERE / f"{name}.toml"))


def main(named: Sequence[str]) -> None:
    """A line a set; with a name of one, the letters that went wrong too."""
    print(
        f"{'set':12}{'letters':>8}{'first':>9}{'in three':>10}{'about nothing':>15}{'refused':>9}"
    )
    for name in SETS:
        found = rates_of(name)
        print(
            f"{name:12}{len(found.answerable):8}{found.first:9.1%}{found.in_three:10.1%}"
            f"{len(found.unanswerable):15}{found.refused:9.1%}"
        )
    for name in named:
        for one in rates_of(name).wrong():
            print(f"{one.letter.about!s:12}{one.found!s:16}{one.letter.text[:SHOWN]}")


if __name__ == "__main__":
    main(sys.argv[1:])

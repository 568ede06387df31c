"""The published line: the latest, and its history as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from luohu.law.sources import Text
from luohu.pictures.chart import Caption
from luohu.pictures.lines import LineOverCycles
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scheme import CycleFact
from luohu.web.shell.drawing import Drawn, drawn

SCHEME = "beijing"
HISTORY = Caption(Text("历年落户分值", "The cut-off year by year"), Text("分", "points"))


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """The line of one cycle as published, hundredths, and what else is known of the cycle."""

    cycle: int
    line: CycleFact
    admitted: CycleFact | None


def latest_line() -> PublishedLine:
    """The last cycle whose line is published."""
    cycles = find_scheme(SCHEME).cycles
    last = max(year for year, facts in cycles.items() if "cutoff" in facts)
    return PublishedLine(last, cycles[last]["cutoff"], cycles[last].get("admitted"))


@lru_cache(maxsize=2)
def history(language: str) -> Drawn:
    """Every published line, as a picture."""
    cycles = find_scheme(SCHEME).cycles
    known = {year: facts["cutoff"].value for year, facts in cycles.items() if "cutoff" in facts}
    return drawn(LineOverCycles(HISTORY, known, {}, {}, {}), language)

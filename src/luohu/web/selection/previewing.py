"""What a selection comes to before it is published: the line, who stands near it, who is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from luohu.law.sources import Text
from luohu.pictures.chart import Caption
from luohu.pictures.distributions import Distribution, Marked, Overlay
from luohu.schemes.catalogue import find_scheme
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.selection.hindering import standing_in_the_way
from luohu.web.selection.models import Freeze, Outcome, Publication
from luohu.web.selection.naming import named
from luohu.web.shell.drawing import Drawn, drawn
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

POINT = 100
NAMED = 200
PEOPLE = Text("人数", "people")


@dataclass(frozen=True, slots=True)
class Preview:
    """Figures of a selection; points in hundredths, people as numbers, only the open ones named."""

    quota: int
    cutoff: int | None
    admitted: int
    ties: int
    ranked: int
    not_eligible: int
    open: int
    within_above: int
    within_below: int
    excluded: Sequence[tuple[str, int]]
    last_year: int | None
    in_the_way: Sequence[tuple[str, Text, Text]]
    open_people: Sequence[tuple[str, int | None, int | None, Text]]

    @property
    def over(self) -> int:
        """How many are admitted beyond the quota, because equal totals are not parted."""
        return max(self.admitted - self.quota, 0)

    @property
    def difference(self) -> int | None:
        """By how much the line differs from last year's."""
        if self.cutoff is None or self.last_year is None:
            return None
        return self.cutoff - self.last_year


def preview(freeze: Freeze) -> Preview:
    """What a freeze comes to."""
    figures = freeze.figures
    ranked = Outcome.objects.filter(freeze=freeze, rank__gte=1)
    cutoff = figures["cutoff"]
    above = below = 0
    if cutoff is not None:
        above = ranked.filter(total__gte=cutoff, total__lte=cutoff + POINT).count()
        below = ranked.filter(total__gte=cutoff - POINT, total__lt=cutoff).count()
    told = ("quota", "admitted", "ties", "ranked", "not_eligible", "open")
    return Preview(
        **{name: figures[name] for name in told}, cutoff=cutoff,
        within_above=above, within_below=below, excluded=_excluded(freeze.year),
        last_year=last_line(freeze.year), in_the_way=_in_the_way(freeze),
        open_people=_open(freeze),
    )  # fmt: skip


def _in_the_way(freeze: Freeze) -> list[tuple[str, Text, Text]]:
    """Whoever keeps it from being published; nobody any more once it is."""
    if Publication.objects.filter(freeze=freeze).exists():
        return []
    law, found = law_of(freeze.year), standing_in_the_way(freeze)[:NAMED]
    return [(number, why, named(law, facts)) for number, why, facts in found]


def _open(freeze: Freeze) -> list[tuple[str, int | None, int | None, Text]]:
    law = law_of(freeze.year)
    rows = Outcome.objects.filter(freeze=freeze, rank=0).exclude(eligible=False)
    told = rows.order_by("number").values_list("number", "least", "most", "unknown")[:NAMED]
    return [(number, least, most, named(law, facts)) for number, least, most, facts in told]


def _excluded(year: Year) -> list[tuple[str, int]]:
    """How many declarations of a year are not ranked at all, by the state that they are in."""
    states = (State.CANCELLED, State.FALSIFIED, State.VOID)
    counted = ((one.value, Declaration.objects.filter(year=year, state=one)) for one in states)
    return [(state, rows.count()) for state, rows in counted]


def last_line(year: Year) -> int | None:
    """The line of the cycle before: of our own list if there is one, else as published."""
    before = Freeze.objects.filter(
        year__scheme=year.scheme, year__cycle=year.cycle - 1, year__rehearsal=False,
        publication__isnull=False,
    ).first()  # fmt: skip
    if before is not None:
        line: int | None = before.figures["cutoff"]
        return line
    told = find_scheme(year.scheme).published(year.cycle - 1, "cutoff")
    return None if told is None else int(told)


@lru_cache(maxsize=32)
def picture(freeze: int, digest: str, language: str) -> Drawn | None:
    """How the totals of everybody ranked are spread, with the line; None where nobody is ranked."""
    ranked = Outcome.objects.filter(freeze=freeze, rank__gte=1, total__isnull=False)
    totals = [total or 0 for total in ranked.values_list("total", flat=True)]
    if not totals:
        return None
    cutoff = Freeze.objects.get(pk=freeze).figures["cutoff"]
    first, last = min(totals) // POINT * POINT, max(totals) // POINT * POINT + POINT
    edges = [float(edge) for edge in range(first, last + POINT, POINT)]
    heights = tuple(map(float, np.histogram(totals, edges)[0]))
    caption = Caption(Text("参加排名者的总分", "Totals of everybody ranked"), PEOPLE)
    overlay = Overlay(Text("参加排名者", "ranked"), heights)
    lines = () if cutoff is None else (Marked(Text("分数线", "the line"), cutoff),)
    return drawn(Distribution(caption, tuple(edges), (overlay,), lines), language)

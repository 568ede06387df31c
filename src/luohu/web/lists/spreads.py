"""How a list is spread: points, years of birth, indicators, as pictures; from rows or from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from luohu.law.sources import LawError, Text
from luohu.pictures.chart import Caption, Chart
from luohu.pictures.distributions import Distribution, Marked, Overlay
from luohu.pictures.measures import Measure
from luohu.pictures.multiples import SmallMultiples
from luohu.schemes.catalogue import find_scheme
from luohu.study.queue.lists import ABOVE, BORN
from luohu.study.queue.shipped import shipped_known
from luohu.web.lists.models import Award, AwardList
from luohu.web.shell.drawing import Drawn, drawn

POINT, BINS = 100, 20
SINGLE = range(1973, 1984)  # the birth years that the counts keep one by one
PEOPLE = Text("人数", "people")
OF_LIST = Text("名单上的人", "people on the list")
LINE = Text("分数线", "the line")


def pictures_of(kept: AwardList, language: str) -> tuple[Drawn, ...]:
    """The pictures of a loaded list."""
    return _of_rows(kept.pk, kept.digest, language)


@lru_cache(maxsize=64)
def _of_rows(key: int, digest: str, language: str) -> tuple[Drawn, ...]:
    return tuple(drawn(one, language) for one in spread_of(key))


@lru_cache(maxsize=64)
def pictures_of_counts(scheme: str, cycle: int, language: str) -> tuple[Drawn, ...]:
    """The pictures of the counts that ship with the program; none where there are none."""
    return tuple(drawn(one, language) for one in spread_of_counts(scheme, cycle))


def spread_of(key: int) -> list[Chart]:
    """Points, birth years and indicators of a loaded list."""
    rows = list(Award.objects.filter(list_id=key).values_list("total", "birth_month", "indicators"))
    totals = [total for total, _, _ in rows]
    years = [int(born[:4]) for _, born, _ in rows if born]
    found: list[Chart] = [_points(totals)] if totals else []
    found += [_births(years)] if years else []
    scheme = AwardList.objects.get(pk=key)
    indicators = _indicators(scheme.scheme, scheme.cycle, [held for _, _, held in rows if held])
    return [*found, *([indicators] if indicators is not None else [])]


def _points(totals: Sequence[int]) -> Distribution:
    edges = _edges(min(totals), max(totals), POINT)
    heights = np.histogram(totals, edges)[0]
    caption = Caption(Text("总分的分布", "How totals are spread"), PEOPLE)
    return Distribution(
        caption, tuple(edges), (Overlay(OF_LIST, tuple(map(float, heights))),),
        (Marked(LINE, min(totals)),),
    )  # fmt: skip


def _births(years: Sequence[int]) -> Distribution:
    counts = Counter(years)
    edges = tuple(float(year) for year in range(min(years), max(years) + 2))
    heights = tuple(float(counts[int(year)]) for year in edges[:-1])
    caption = Caption(Text("出生年的分布", "Years of birth"), PEOPLE)
    return Distribution(caption, edges, (Overlay(OF_LIST, heights),), along=Measure.CALENDAR)


def _edges(low: int, high: int, step: int) -> list[float]:
    first = low // step * step
    return [float(edge) for edge in range(first, high // step * step + 2 * step, step)]


def _indicators(scheme: str, cycle: int, held: Sequence[dict[str, int]]) -> Chart | None:
    """Each indicator that differs between people, in bins of its own."""
    if not held:
        return None
    rules = find_scheme(scheme).at(cycle).book.rules
    panels = []
    for name in held[0]:
        values = [row.get(name, 0) for row in held]
        if min(values) < max(values):
            step = max(50, -(-(max(values) - min(values)) // BINS // 50) * 50)
            edges = _edges(min(values), max(values), step)
            heights = tuple(map(float, np.histogram(values, edges)[0]))
            label = Caption(rules[name].label, PEOPLE)
            panels.append(Distribution(label, tuple(edges), (Overlay(OF_LIST, heights),)))
    caption = Caption(Text("各项指标的分布", "How each indicator is spread"), PEOPLE)
    return SmallMultiples(caption, tuple(panels)) if panels else None


def spread_of_counts(scheme: str, cycle: int) -> list[Chart]:
    """Points above the line, from counts; none for a cycle without."""
    if scheme != "beijing":
        return []
    try:
        counts = shipped_known(cycle).lists[cycle]
    except (LawError, KeyError):
        return []
    by_step = counts.counts.reshape(len(ABOVE), len(BORN)).sum(axis=1)
    fine = 10
    edges = tuple(float(counts.line + step) for step in (*ABOVE[:fine].tolist(), 500))
    more = int(by_step[fine:].sum())
    note = Text(f"高出5分以上的另有{more:,}人。", f"{more:,} more are five points or more above.")
    caption = Caption(
        Text("分数线以上5分内的分布", "Totals within five points above the line"), PEOPLE, note
    )
    heights = tuple(float(count) for count in by_step[:fine])
    line = Marked(LINE, counts.line)
    points = Distribution(caption, edges, (Overlay(OF_LIST, heights),), (line,))
    return [points, _births_of_counts(counts.counts.reshape(len(ABOVE), len(BORN)).sum(axis=0))]


def _births_of_counts(by_group: NDArray[np.int64]) -> Distribution:
    """The years of birth that were counted one by one; who is older or younger is said."""
    first = BORN.tolist().index(SINGLE[0])
    alone = by_group[first : first + len(SINGLE)]
    older, younger = int(by_group[:first].sum()), int(by_group[first + len(SINGLE) :].sum())
    note = Text(
        f"{SINGLE[0]}年以前出生的另有{older:,}人,{SINGLE[-1] + 1}年及以后的{younger:,}人。",
        f"{older:,} more were born before {SINGLE[0]}, {younger:,} in {SINGLE[-1] + 1} or later.",
    )
    caption = Caption(Text("出生年的分布", "Years of birth"), PEOPLE, note)
    edges = tuple(float(year) for year in (*SINGLE, SINGLE[-1] + 1))
    heights = tuple(float(count) for count in alone)
    return Distribution(caption, edges, (Overlay(OF_LIST, heights),), along=Measure.CALENDAR)

"""The figures of letters as pictures: by week, by topic, and the most frequent topics by week."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache

from luohu.consult.library import Library
from luohu.law.sources import Text
from luohu.pictures.bars import Bars, PairedBars
from luohu.pictures.chart import Caption
from luohu.pictures.measures import Measure
from luohu.pictures.multiples import SmallMultiples
from luohu.pictures.weeks import ColumnsByWeek
from luohu.web.letters.desk.rows import title_of
from luohu.web.letters.statistics.counts import Counts, Figures
from luohu.web.shell.drawing import Drawn, drawn

MOST_TOPICS, MOST_PANELS = 12, 6
RECEIVED, ANSWERED = Text("收到", "received"), Text("其中已答复", "of them answered")
LETTERS = Text("来信(封)", "letters")
BY_WEEK = Text("每周收到和已答复的来信", "Letters received each week, and of them answered")
BY_TOPIC = Text("各主题的来信", "Letters by topic")
BOTH = Text("来信最多的主题,逐周", "The most frequent topics, week by week")

Pairs = tuple[tuple[int, int], ...]
Weeks = tuple[datetime.date, ...]


def pictures_of(figures: Figures, known: Library, language: str) -> list[Drawn]:
    """The pictures of a period in a language; LawError where no letter came in it."""
    weeks = tuple(figures.by_week)
    topics = [(title_of(topic, known), topic) for topic in figures.by_topic]
    counted = list(figures.by_topic.values())[:MOST_TOPICS]
    titles = tuple(title for title, _ in topics[:MOST_TOPICS])
    panels = tuple(
        (title, _pairs(figures.weeks_of(topic))) for title, topic in topics[:MOST_PANELS]
    )
    return [
        _by_week(weeks, _pairs(figures.by_week.values()), language),
        _by_topic(titles, _pairs(counted), language),
        _both(weeks, panels, language),
    ]


def _pairs(counts: Iterable[Counts]) -> Pairs:
    return tuple((one.received, one.answered) for one in counts)


def _bars(pairs: Pairs) -> tuple[Bars, Bars]:
    first, second = zip(*pairs, strict=True)
    return Bars(RECEIVED, tuple(map(float, first))), Bars(ANSWERED, tuple(map(float, second)))


@lru_cache(maxsize=32)
def _by_week(weeks: Weeks, pairs: Pairs, language: str) -> Drawn:
    return drawn(ColumnsByWeek(Caption(BY_WEEK, LETTERS), weeks, *_bars(pairs)), language)


@lru_cache(maxsize=32)
def _by_topic(titles: tuple[Text, ...], pairs: Pairs, language: str) -> Drawn:
    caption = Caption(BY_TOPIC, LETTERS)
    return drawn(PairedBars(caption, titles, *_bars(pairs), Measure.COUNT), language)


@lru_cache(maxsize=32)
def _both(weeks: Weeks, panels: tuple[tuple[Text, Pairs], ...], language: str) -> Drawn:
    charts = tuple(
        ColumnsByWeek(Caption(title, LETTERS), weeks, *_bars(pairs)) for title, pairs in panels
    )
    return drawn(SmallMultiples(Caption(BOTH, LETTERS), charts), language)

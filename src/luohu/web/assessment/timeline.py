"""The months of a document and of the law as bars, so that one sees what counts and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luohu.law.months import Month, Months
from luohu.law.ranges import Range
from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.people.facts import LISTS, ListFact
from luohu.people.types import ChoiceType
from luohu.schemes.scoring import Score

WIDTH, ROW, TOP = 720, 34, 22
FEWEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of months: where it lies in the picture, and in words."""

    left: float
    width: float
    words: str


@dataclass(frozen=True)
class Lane:
    """One kind of month: its words, its bars, how many months, and what of it is not sure."""

    label: Text
    counts: bool
    bars: tuple[Bar, ...]
    unsure: tuple[Bar, ...]
    months: int
    top: float

    @property
    def middle(self) -> float:
        """Where its bars begin."""
        return self.top + 16


@dataclass(frozen=True)
class Timeline:
    """Lanes over the same years; `years` are marks with their places."""

    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, float], ...]

    @property
    def height(self) -> float:
        """The height of the picture."""
        return TOP + ROW * len(self.lanes) + 6

    @property
    def foot(self) -> float:
        """Where the lines of the years end."""
        return self.height - 6


def timeline(score: Score, document: Mapping[str, Any]) -> Timeline:
    """What was stated, by kind, then the calendars that the rules make of it."""
    until = score.law.day.month
    stated = [(label, False, spans) for label, spans in _stated(document, until)]
    counted = [(label, True, held) for label, held in _counted(score)]
    every = [*stated, *counted]
    first = min((int(s) for _, _, held in every for s, _ in held.sure), default=int(until) - 60)
    begin = Month.of(Month(min(first, int(until) - 12 * FEWEST_YEARS)).year, 1)
    scale = WIDTH / (int(until) - int(begin) + 1)
    lanes = tuple(
        Lane(
            label, counts, _bars(held.sure, begin, scale), _bars(held.unsure, begin, scale),
            sum(last - first + 1 for first, last in held.sure), TOP + ROW * place,
        )
        for place, (label, counts, held) in enumerate(every)
    )  # fmt: skip
    return Timeline(lanes, tuple(_years(begin, until, scale)))


@dataclass(frozen=True, slots=True)
class Held:
    """Runs of months, those that are sure and those that may be."""

    sure: Sequence[tuple[Month, Month]]
    unsure: Sequence[tuple[Month, Month]] = ()


def _stated(document: Mapping[str, Any], until: Month) -> Iterator[tuple[Text, Held]]:
    """The spans of the document's lists, by the kind of row and whether made up."""
    for listed in LISTS:
        names = {fact.name: fact for fact in listed.fields}
        if "last" not in names and "graduated" not in names:
            continue
        kinds: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for row in document.get(listed.written_as) or ():
            span = _span(row, until)
            if span is not None:
                kinds.setdefault(_kind(listed, row), []).append(span)
        for (zh, en), spans in kinds.items():
            yield Text(zh, en), Held(Months.of(*spans).spans())


def _span(row: Any, until: Month) -> tuple[int, int] | None:
    """The months of a row up to the last that counts; None for one without both ends."""
    try:
        begun = row.get("from") or row.get("enrolled")
        ended = row["to"] if "to" in row else row.get("graduated")
        first = Month.parse(begun)
        last = until if ended is None else Month.parse(ended)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return (int(first), min(int(last), int(until))) if first <= min(last, until) else None


def _kind(listed: ListFact, row: Mapping[str, Any]) -> tuple[str, str]:
    """What the months of a row are: insured, made up, owned, rented, studied …"""
    zh, en = [listed.label.zh], [listed.label.en]
    for fact in listed.fields:
        told = row.get(fact.written_as)
        if fact.name in ("tenure", "made_up") and told:
            label = fact.label
            if isinstance(fact.type, ChoiceType):
                label = fact.type.choices[fact.type.read(told) - 1].label
            zh.append(label.zh)
            en.append(label.en)
    return "·".join(zh), ", ".join(en)


def _counted(score: Score) -> Iterator[tuple[Text, Held]]:
    """The calendars of the rules; of several kinds of insurance the fullest."""
    for name in score.law.book.named(Kind.CALENDAR):
        value = score.values[name]
        label = score.law.book.rules[name].label
        held = _held(value)
        if held is not None and (held.sure or held.unsure):
            yield label, held


def _held(value: Any) -> Held | None:
    if isinstance(value, dict):
        runs = [held for held in map(_held, value.values()) if held is not None]
        return max(runs, key=lambda held: sum(b - a + 1 for a, b in held.sure), default=None)
    if isinstance(value, Range):
        if not isinstance(value.low, Months) or not isinstance(value.high, Months):
            return None
        most = _spans(value.high - value.low)
        return None if most is None else Held(value.low.spans(), most)
    return Held(value.spans()) if isinstance(value, Months) else None


def _spans(months: Months) -> list[tuple[Month, Month]] | None:
    """The runs of a set; None for one without end."""
    try:
        return months.spans()
    except ValueError:
        return None


def _bars(spans: Sequence[tuple[Month, Month]], begin: Month, scale: float) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            round((int(first) - int(begin)) * scale, 2),
            round((int(last) - int(first) + 1) * scale, 2),
            f"{first} – {last}",
        )
        for first, last in spans
        if last >= begin
    )


def _years(begin: Month, until: Month, scale: float) -> Iterator[tuple[int, float]]:
    years = range(begin.year, until.year + 1)
    every = 1 if len(years) <= 10 else 2 if len(years) <= 20 else 5
    for year in years:
        if (year - begin.year) % every == 0:
            yield year, round((int(Month.of(year, 1)) - int(begin)) * scale, 2)

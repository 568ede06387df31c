"""Bars by category: two values side by side, or those who enter against those who leave."""

from __future__ import annotations

from dataclasses import dataclass

from luohu.law.sources import LawError, Text
from luohu.pictures.axis import TICK
from luohu.pictures.chart import (
    Caption,
    Chart,
    Key,
    Mark,
    checked_lengths,
    checked_numbers,
    rectangle,
)
from luohu.pictures.colours import AFTER, BEFORE, INK, LEAVING, QUIET
from luohu.pictures.lettering import width_of
from luohu.pictures.measures import Measure
from luohu.pictures.rows import Rows
from luohu.pictures.sheet import Box, Sheet

ENTERING = Text("新入围", "entering")
LEAVES = Text("不再入围", "leaving")


@dataclass(frozen=True, slots=True)
class Bars:
    """One value a category under one name, such as before a reform, or as published."""

    label: Text
    values: tuple[float, ...]


def checked_sides(what: str, count: int, first: Bars, second: Bars) -> None:
    """Refuse two sets of bars that are not as many as there are places, or below zero."""
    checked_lengths(what, count, first=first.values, second=second.values)
    for bars in (first, second):
        checked_numbers(bars.label.en, bars.values, least=0)


def keys_of(first: Bars, second: Bars) -> tuple[Key, Key]:
    """What the two sets of bars mean."""
    return Key(first.label, BEFORE, Mark.BAR), Key(second.label, AFTER, Mark.BAR)


@dataclass(frozen=True)
class PairedBars(Chart):
    """Two bars a category: before and after, or published and synthetic.

    Values are of `measure` and not below zero. LawError for no category, unequal numbers of
    values, and negative values.
    """

    caption: Caption
    categories: tuple[Text, ...]
    first: Bars
    second: Bars
    measure: Measure

    def __post_init__(self) -> None:
        checked_sides("paired bars", len(self.categories), self.first, self.second)

    def keys(self, width: float) -> tuple[Key, ...]:
        return keys_of(self.first, self.second)

    def height(self, width: float, language: str) -> float:
        return Rows.of(self.categories, width, 44, language).height

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        rows = Rows.of(self.categories, box.width, 44, language)
        rows.draw(sheet, box)
        values = self.first.values + self.second.values
        label = max(width_of(self.measure.written(value), TICK) for value in values) + 8
        left, room = box.left + rows.width, box.width - rows.width - label
        unit = room / (max(values) or 1)
        for place in range(len(self.categories)):
            middle = rows.middle(place, box)
            for bars, colour, top in (
                (self.first, BEFORE, middle - 15),
                (self.second, AFTER, middle + 1),
            ):
                end = left + bars.values[place] * unit
                sheet.shape(rectangle(left, top, end, top + 14), colour)
                words = self.measure.written(bars.values[place])
                ink = QUIET if colour is BEFORE else INK
                sheet.words(end + 6, top + 11.5, words, TICK, ink)
            sheet.line([(left, middle - 18), (left, middle + 18)], QUIET)

    def told(self, language: str) -> str:
        both = (self.first, self.second)
        return "\n".join(
            f"{name.in_(language)}: "
            + "; ".join(
                f"{bars.label.in_(language)} {self.measure.written(bars.values[place])}"
                for bars in both
            )
            for place, name in enumerate(self.categories)
        )


@dataclass(frozen=True)
class EnteringLeaving(Chart):
    """Who enters, to the right, and who leaves, to the left, by category, in people and shares.

    `totals` are all who enter and all who leave, of which the shares are; categories may overlap
    or leave people out, so it is said and not added up. LawError for no category, unequal numbers
    of counts, a count below zero or above its total.
    """

    caption: Caption
    categories: tuple[Text, ...]
    entering: tuple[int, ...]
    leaving: tuple[int, ...]
    totals: tuple[int, int]

    def __post_init__(self) -> None:
        count = len(self.categories)
        checked_lengths("entering and leaving", count, entering=self.entering, leaving=self.leaving)
        for name, counts, total in self._sides():
            checked_numbers(name.en, counts, least=0)
            if max(counts) > total:
                raise LawError(f"{name.en}: {max(counts)} in a category, more than all {total}")

    def keys(self, width: float) -> tuple[Key, ...]:
        return Key(LEAVES, LEAVING, Mark.BAR), Key(ENTERING, AFTER, Mark.BAR)

    def height(self, width: float, language: str) -> float:
        return Rows.of(self.categories, width, 30, language).height

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        rows = Rows.of(self.categories, box.width, 30, language)
        rows.draw(sheet, box)
        left = box.left + rows.width
        axis = (left + box.right) / 2
        room = (box.right - left) / 2 - self._label_width() - 8
        unit = room / (max(*self.entering, *self.leaving) or 1)
        for place in range(len(self.categories)):
            middle = rows.middle(place, box)
            sheet.line([(axis, middle - 12), (axis, middle + 12)], QUIET)
            for (_, counts, total), colour, away in zip(
                self._sides(), (AFTER, LEAVING), (1, -1), strict=True
            ):
                end = axis + away * counts[place] * unit
                sheet.shape(rectangle(axis, middle - 8, end, middle + 8), colour)
                anchor = "start" if away > 0 else "end"
                words = _counted(counts[place], total)
                sheet.words(end + 6 * away, middle + 4, words, TICK, INK, anchor)

    def told(self, language: str) -> str:
        lines = [
            f"{name.in_(language)}: "
            + "; ".join(
                f"{words.in_(language)} {_counted(counts[place], total)}"
                for words, counts, total in self._sides()
            )
            for place, name in enumerate(self.categories)
        ]
        totals = [f"{words.in_(language)} {total:,}" for words, _, total in self._sides()]
        return "\n".join(["; ".join(totals), *lines])

    def _sides(self) -> tuple[tuple[Text, tuple[int, ...], int], ...]:
        entering, leaving = self.totals
        return (ENTERING, self.entering, entering), (LEAVES, self.leaving, leaving)

    def _label_width(self) -> float:
        sides = self._sides()
        labels = [_counted(count, total) for _, counts, total in sides for count in counts]
        return max(width_of(label, TICK) for label in labels)


def _counted(count: int, total: int) -> str:
    """A count with its share of a total; of nobody there is no share."""
    share = Measure.SHARE.written(count / total) if total else "–"
    return f"{Measure.COUNT.written(count)} ({share})"

"""The figures of letters as files for the yearly review: counts by week and topic, nothing of any letter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from luohu.consult.library import Library
from luohu.law.sources import Text
from luohu.people.extras import extra
from luohu.web.letters.desk.rows import title_of
from luohu.web.letters.statistics.counts import Counts, Figures
from luohu.web.shell.workbooks import KIND

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None
Row = Sequence[Cell]

WEEK = Text("周一", "week from")
TOPIC = Text("主题编号", "topic")
TITLE = Text("主题", "title")
COUNTED: Mapping[str, Text] = {
    "received": Text("收到", "received"),
    "answered": Text("已答复", "answered"),
    "overdue": Text("逾期", "overdue"),
    "reopened": Text("重新办理", "reopened"),
    "follow_ups": Text("补充来信", "follow-ups"),
    "median_days": Text("答复天数中位数", "median days to answer"),
}
USED = Text("用于答复的次数", "times used in answers")
BOTH, BY_WEEK, BY_TOPIC, REPLIES = (
    Text("主题和周", "topic and week"),
    Text("周", "week"),
    Text("主题", "topic"),
    Text("所用答复", "replies used"),
)


def counted(counts: Counts) -> dict[str, int | float | None]:
    """The counts by the names that exports give them."""
    return {
        "received": counts.received,
        "answered": counts.answered,
        "overdue": counts.late,
        "reopened": counts.reopened,
        "follow_ups": counts.again,
        "median_days": counts.median_days,
    }


@dataclass(frozen=True)
class Export:
    """The figures of a period with the words of one language."""

    figures: Figures
    known: Library
    language: str

    def title(self, topic: int) -> str:
        """What a topic is called."""
        return title_of(topic, self.known).in_(self.language)

    def as_csv(self) -> bytes:
        """A row a week and topic, readable by spreadsheets."""
        file = io.StringIO()
        writer = csv.writer(file)
        for row in self._both():
            writer.writerow([harmless(cell) for cell in row])
        return ("\ufeff" + file.getvalue()).encode()

    def as_json(self) -> bytes:
        """Everything for a program, titles in both languages."""
        period = self.figures.period
        told = {
            "from": str(period.first),
            "to": str(period.last),
            "total": counted(self.figures.whole),
            "weeks": [{"week": str(w), **counted(c)} for w, c in self.figures.by_week.items()],
            "topics": [{**self._named(t), **counted(c)} for t, c in self.figures.by_topic.items()],
            "cells": [
                {"week": str(week), "topic": topic, **counted(counts)}
                for (week, topic), counts in sorted(self.figures.cells.items())
            ],
            "replies": [{**self._named(number), "used": times} for number, times in self._used()],
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def as_workbook(self) -> bytes:
        """A sheet for weeks and topics, for weeks, for topics, and for replies."""
        openpyxl = extra("openpyxl", "letters.xlsx")
        book = openpyxl.Workbook(write_only=True)
        sheets = (
            (BOTH, self._both()), (BY_WEEK, self._weeks()),
            (BY_TOPIC, self._topics()), (REPLIES, self._replies()),
        )  # fmt: skip
        for name, rows in sheets:
            sheet = book.create_sheet(name.in_(self.language))
            sheet.freeze_panes = "A2"
            for row in rows:
                sheet.append([self._cell(openpyxl, sheet, cell) for cell in row])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _cell(self, openpyxl: Any, sheet: Any, value: Cell) -> Any:
        cell = openpyxl.cell.WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"  # words are never a formula
        return cell

    def _named(self, topic: int) -> dict[str, Any]:
        return {"topic": topic, "title": title_of(topic, self.known).as_json}

    def _used(self) -> list[tuple[int, int]]:
        return sorted(self.figures.used.items(), key=lambda one: (-one[1], one[0]))

    def _heads(self, *words: Text) -> list[str]:
        return [one.in_(self.language) for one in words]

    def _both(self) -> Iterator[Row]:
        yield self._heads(WEEK, TOPIC, TITLE, *COUNTED.values())
        for (week, topic), counts in sorted(self.figures.cells.items()):
            yield [str(week), topic, self.title(topic), *counted(counts).values()]

    def _weeks(self) -> Iterator[Row]:
        yield self._heads(WEEK, *COUNTED.values())
        for week, counts in self.figures.by_week.items():
            yield [str(week), *counted(counts).values()]

    def _topics(self) -> Iterator[Row]:
        yield self._heads(TOPIC, TITLE, *COUNTED.values())
        for topic, counts in self.figures.by_topic.items():
            yield [topic, self.title(topic), *counted(counts).values()]

    def _replies(self) -> Iterator[Row]:
        yield self._heads(TOPIC, TITLE, USED)
        for number, times in self._used():
            yield [number, self.title(number), times]


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    is_formula = isinstance(cell, str) and normalize("NFKC", cell).lstrip().startswith(FORMULA)
    return f"'{cell}" if is_formula else cell


# Of each form its kind of content, and how it is written.
FORMS: Mapping[str, tuple[str, Callable[[Export], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", Export.as_csv),
    "xlsx": (KIND, Export.as_workbook),
    "json": ("application/json", Export.as_json),
}

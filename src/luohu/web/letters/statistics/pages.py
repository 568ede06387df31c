"""The statistics of letters at the desk: pictures with their tables, and the same as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luohu.consult.library import Library
from luohu.law.sources import LawError, Text
from luohu.people.faults import Refused
from luohu.pictures.page import Column, Table, row
from luohu.web.letters import library
from luohu.web.letters.desk.officers import officers_only
from luohu.web.letters.desk.rows import title_of
from luohu.web.letters.statistics.counts import Counts, Figures, Period, figures
from luohu.web.letters.statistics.exports import COUNTED, FORMS, Cell, Export, counted
from luohu.web.letters.statistics.pictures import pictures_of
from luohu.web.shell.context import spoken
from luohu.web.shell.drawing import Drawn

BY_WEEK = Text("按收到的那一周", "By the week of receipt")
BY_TOPIC = Text("按主题", "By topic")
USED = Text("所用答复", "Replies used")
WEEKS = Text("逐周的数字", "Each week in numbers")
TOPICS = Text("各主题的数字", "Each topic in numbers")
IN_ANSWERS = Text("这段时间发出的答复里", "In the answers sent in this period")
WEEK, TOPIC, REPLY = Text("周一", "week from"), Text("主题", "topic"), Text("答复", "reply")
TIMES = Text("次数", "times")
NONE = "—"
HEADS = tuple(Column(label, number=True) for label in COUNTED.values())


@officers_only
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The letters of a period by topic and week, in pictures and tables."""
    try:
        period = Period.of(request.GET.dict())
    except Refused as refused:
        context: dict[str, Any] = {"faults": refused.faults, "asked": request.GET.dict()}
        return render(request, "letters/desk_statistics.html", context, status=422)
    found = figures(period)
    asked = {"from": str(period.first), "to": str(period.last)}
    context = {"figures": found, "asked": asked, "period": period, **_shown(found)}
    return render(request, "letters/desk_statistics.html", context)


@dataclass(frozen=True)
class Section:
    """A part of the page: its pictures, and the table of the same numbers."""

    heading: Text
    pictures: Sequence[Drawn]
    table: Table


def _shown(found: Figures) -> dict[str, Any]:
    lacking = found.by_topic.get(0, Counts()).received
    whole = found.whole.received
    return {
        "whole": {name: _written(value) for name, value in counted(found.whole).items()},
        "received": whole,
        "lacking": lacking,
        "share": f"{100 * lacking / whole:.0f}" if whole else "0",
        "sections": list(_sections(found)),
    }


def _sections(found: Figures) -> Iterator[Section]:
    known = library.library()
    if found.whole.received:
        by_week, *by_topic = pictures_of(found, known, spoken())
        yield Section(BY_WEEK, [by_week], _weeks(found))
        yield Section(BY_TOPIC, by_topic, _topics(found, known))
    if found.used:
        yield Section(USED, [], _used(found, known))


def _weeks(found: Figures) -> Table:
    rows = (row(str(week), *_cells(counts)) for week, counts in found.by_week.items())
    return Table(WEEKS, (Column(WEEK), *HEADS), tuple(rows))


def _topics(found: Figures, known: Library) -> Table:
    rows = (row(_named(topic, known), *_cells(c)) for topic, c in found.by_topic.items())
    return Table(TOPICS, (Column(TOPIC), *HEADS), tuple(rows))


def _used(found: Figures, known: Library) -> Table:
    used = found.used.most_common()
    rows = (row(_named(number, known), f"{times:,}") for number, times in used)
    return Table(IN_ANSWERS, (Column(REPLY), Column(TIMES, number=True)), tuple(rows))


def _cells(counts: Counts) -> list[str]:
    return [_written(value) for value in counted(counts).values()]


def _named(number: int, known: Library) -> Text:
    title = title_of(number, known)
    return Text(f"{number} {title.zh}", f"{number} {title.en}") if number else title


def _written(value: Cell) -> str:
    if value is None:
        return NONE
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


@officers_only
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same figures as a file: csv, xlsx or json."""
    if form not in FORMS:
        raise LawError(f"{form[:20]}: {', '.join(FORMS)}")
    period = Period.of(request.GET.dict())
    kind, write = FORMS[form]
    content = write(Export(figures(period), library.library(), spoken()))
    answer = HttpResponse(content, content_type=kind)
    name = f"luohu-letters-{period.first}-{period.last}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

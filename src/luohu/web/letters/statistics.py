"""The statistics of letters at the desk: pictures with their tables, and the same as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luohu.law.sources import LawError, Text
from luohu.people.faults import Refused
from luohu.pictures.page import Column, Table
from luohu.web.letters import library
from luohu.web.letters.exports import COUNTED, FORMS, Cell, Export, counted
from luohu.web.letters.figures_of_letters import Counts, Figures, Period, figures
from luohu.web.letters.officers import officers_only
from luohu.web.letters.pictures_of_letters import pictures_of
from luohu.web.letters.rows import title_of
from luohu.web.shell.context import spoken

BY_WEEK = Text("按收到的那一周", "By the week of receipt")
BY_TOPIC = Text("按主题", "By topic")
USED = Text("所用答复", "Replies used")
WEEK, TOPIC, REPLY = Text("周一", "week from"), Text("主题", "topic"), Text("答复", "reply")
TIMES = Text("次数", "times")
NONE = "—"


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


def _shown(found: Figures) -> dict[str, Any]:
    known = library.library()
    lacking = found.by_topic.get(0, Counts()).received
    whole = found.whole.received
    return {
        "whole": counted(found.whole) | {"median_days": _written(found.whole.median_days)},
        "lacking": lacking,
        "share": f"{100 * lacking / whole:.0f}" if whole else "0",
        "pictures": pictures_of(found, known, spoken()),
        "tables": _tables(found) if whole else [],
    }


def _tables(found: Figures) -> list[Table]:
    known = library.library()
    heads = tuple(Column(label, number=True) for label in COUNTED.values())
    weeks = [(str(week), *_cells(counts)) for week, counts in found.by_week.items()]
    topics = [(_named(t, title_of(t, known)), *_cells(c)) for t, c in found.by_topic.items()]
    tables = [
        Table(BY_WEEK, (Column(WEEK), *heads), tuple(weeks)),
        Table(BY_TOPIC, (Column(TOPIC), *heads), tuple(topics)),
    ]
    if found.used:
        used = found.used.most_common()
        rows = tuple((_named(n, title_of(n, known)), f"{times:,}") for n, times in used)
        tables.append(Table(USED, (Column(REPLY), Column(TIMES, number=True)), rows))
    return tables


def _cells(counts: Counts) -> list[str]:
    return [_written(value) for value in counted(counts).values()]


def _named(number: int, title: Text) -> Text:
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

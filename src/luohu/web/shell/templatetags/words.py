"""Words, points and pictures in templates, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from luohu.law.points import written
from luohu.law.ranges import Range
from luohu.law.sources import Citation, Standing, Text
from luohu.law.words import shown
from luohu.people.faults import Place
from luohu.pictures.chart import NARROW, WIDE, Chart
from luohu.pictures.page import Content, Table, TrailLines
from luohu.web.shell.context import spoken
from luohu.web.shell.drawing import Drawn

register = template.Library()
CHINESE = re.compile(r"([⺀-鿿豈-﫿＀-￯、-〿〔〕《》]+)")


@register.filter
def words(text: Any) -> str:
    """A Text in the page's language; what is a string already stays."""
    if isinstance(text, Text):
        return text.in_(spoken())
    if isinstance(text, dict) and set(text) == {"zh", "en"}:
        return str(text[spoken()])
    return str(text)


@register.filter
def marked(text: Any) -> SafeString:
    """Words in the page's language; what is Chinese among English says so, for a reading voice."""
    told = words(text)
    if spoken() == "zh" or not CHINESE.search(told):
        return conditional_escape(told)
    pieces = enumerate(CHINESE.split(told))
    return mark_safe(
        "".join(
            format_html('<span lang="zh-CN">{}</span>', piece)
            if k % 2
            else conditional_escape(piece)
            for k, piece in pieces
        )
    )


@register.filter
def points(value: Any) -> str:
    """Hundredths as points; a range with both ends; a dash for none."""
    if value is None:
        return "—"
    return shown(value, "points", spoken()) if isinstance(value, Range) else written(value)


@register.filter
def standing(one: Standing | str | None) -> str:
    """How well something is known, in words."""
    if one is None:
        return ""
    return (one if isinstance(one, Standing) else Standing(one)).label(spoken())


@register.filter
def citation(cite: Citation) -> str:
    """A citation in words."""
    return cite.shown(spoken())


@register.filter
def place(where: Place) -> str:
    """Where a fault stands, in words."""
    return where.shown(spoken())


@register.filter
def beside(columns: Sequence[Any], cells: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Columns and the cells of a row, side by side."""
    return list(zip(columns, cells, strict=True))


@register.filter
def kind_of(content: Content) -> str:
    """What a part of a report is: table, trail or picture."""
    if isinstance(content, Table):
        return "table"
    return "trail" if isinstance(content, TrailLines) else "picture"


@register.simple_tag
def picture(chart: Chart | Drawn, width: str = "wide") -> SafeString:
    """A chart as SVG, for a wide page or a narrow one."""
    if isinstance(chart, Drawn):
        return chart.narrow if width == "narrow" else chart.wide
    return mark_safe(chart.svg(spoken(), NARROW if width == "narrow" else WIDE))

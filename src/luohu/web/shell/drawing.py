"""Pictures that do not change while the site runs, drawn once in each language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from luohu.pictures.chart import NARROW, WIDE, Chart


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture, for a wide page and for a narrow one."""

    wide: SafeString
    narrow: SafeString


def drawn(chart: Chart, language: str) -> Drawn:
    """A chart, finished; it says its words in one language, `zh` or `en`."""
    return Drawn(*(mark_safe(chart.svg(language, width)) for width in (WIDE, NARROW)))

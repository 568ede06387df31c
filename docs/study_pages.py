"""Pages of the study: every proposal of the standard replies, what it changes, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

from docs.markdown import lines, page, table
from luohu.law.sources import Text
from luohu.pictures.chart import Chart
from luohu.pictures.page import Page, Table
from luohu.reports.calibration import calibration_page
from luohu.reports.forecast import line_picture
from luohu.schemes.catalogue import find_rulebook
from luohu.study.forecast import shipped_forecast
from luohu.study.population import (
    ASSUMPTIONS,
    Assumption,
    Calibration,
    LineGiven,
    build,
    calibration,
    carried,
)
from luohu.study.reforms.catalogue import proposals
from luohu.study.reforms.proposal import Change, Proposal, Setting

BOOK = find_rulebook("beijing@2020")
HEADINGS = ("reform", "what people ask for", "what it changes here", "numbers left open", "assumed")
ABOUT = (
    "The number is that of the standard reply (常用答复口径) that answers the proposal in words. "
    "`luohu reform 12` shows what it would do; several are named together, `luohu reform 12 15`; "
    "numbers are set by `--set bonus=3`. The wordings are ours, not the city's."
)


def reforms() -> str:
    """The page of all proposals."""
    return page("The reforms", ABOUT, table(HEADINGS, map(_row, proposals())))


def _row(one: Proposal) -> tuple[str, ...]:
    return (
        f"**{one.key}** {_both(one.title)}",
        _both(one.asks),
        lines(*_changed(one.change())),
        lines(*map(_setting, one.settings)),
        lines(*map(_both, one.assumed)),
    )


def _changed(change: Change) -> Iterator[str]:
    """Rules and values by name, then how places are given."""
    for rule in change.law.rules:
        yield f"`{rule.name}` {'replaced' if rule.name in BOOK.rules else 'new'}"
    for name in (*change.law.values, *(value.name for value in change.law.parameters)):
        yield f"`{name}` {'changed' if name in BOOK.parameters else 'new'}"
    places = change.places
    told = {
        "quota": places.quota is not None,
        "line in place of a quota": places.line is not None,
        f"`{places.direct}` beside the quota": bool(places.direct),
        f"families by {places.family}": bool(places.family),
        "more people apply": places.joined,
        "this year's law on last year's people": change.last_year,
    }
    yield from (words for words, so in told.items() if so)


def _setting(one: Setting) -> str:
    span = f"{one.written(one.lowest)}–{one.written(one.highest)}"
    return f"`{one.name}` {_both(one.label)}: {one.written(one.usual)} ({span} {one.unit})"


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


# ---- the calibration and the forecast, with pictures


def calibration_report() -> str:
    """The invented applicants beside what is published, made anew from the usual seed."""
    return _report(calibration_page(*_calibrated()), "calibration")


def pictures() -> Iterator[tuple[str, str]]:
    """Every picture of these pages as SVG, by the name of its file."""
    ahead = line_picture(shipped_forecast(), None, 3)
    yield "forecast.svg", ahead.svg("en")
    yield "forecast.zh.svg", ahead.svg("zh")
    for number, chart in enumerate(_charts(calibration_page(*_calibrated()))):
        yield f"calibration-{number}.svg", chart.svg("en")


@cache
def _calibrated() -> tuple[Calibration, tuple[tuple[Assumption, tuple[LineGiven, ...]], ...]]:
    people = build()
    later = tuple((one, tuple(carried(people, one))) for one in ASSUMPTIONS)
    return calibration(people), later


def _charts(made: Page) -> list[Chart]:
    return [one for section in made.sections for one in section.contents if isinstance(one, Chart)]


def _report(made: Page, name: str) -> str:
    """A page of the study in Markdown: words in English, pictures by their files."""
    numbers = count()
    parts = [made.lead.en]
    for section in made.sections:
        parts += [f"## {section.heading.en}", *_paragraphs(section.paragraphs)]
        for content in section.contents:
            if isinstance(content, Chart):
                title = content.caption.title.en
                parts.append(f"![{title}](pictures/{name}-{next(numbers)}.svg)")
            elif isinstance(content, Table):
                headings = [column.heading.en for column in content.columns]
                rows = [[_words(cell) for cell in row] for row in content.rows]
                parts += [f"{content.caption.en}.", table(headings, rows)]
        if section.note is not None:
            parts.append(section.note.en)
    return page(made.title.en, *parts, made.footer.en)


def _paragraphs(texts: Sequence[Text]) -> list[str]:
    """Paragraphs as they are; more than two as a list."""
    if len(texts) <= 2:
        return [text.en for text in texts]
    return ["\n".join(f"* {text.en}" for text in texts)]


def _words(cell: Text | str) -> str:
    return cell.en if isinstance(cell, Text) else cell

"""Scores and lists as tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text as Line

from luohu.cycle.award_list import COLUMNS, AwardList, summary
from luohu.cycle.ranking import Selection
from luohu.people.facts import document_path
from luohu.schemes.scoring import Score
from luohu.terminal.words import MARKS, bare_points, word


def scores(listed: Sequence[Score], language: str) -> RenderableType:
    """Applicants as a table: side by side where they are few, else a line each."""
    if len(listed) <= 4:
        return _side_by_side(listed, language)
    indicators = listed[0].law.book.indicators
    return _Fitting(_lines(listed, language, indicators), _lines(listed, language, ()))


class _Fitting:
    """A table, and a narrower one for where it does not fit."""

    def __init__(self, table: Table, narrower: Table) -> None:
        self.table = table
        self.narrower = narrower

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        roomy = options.update(max_width=10_000)
        fits = Measurement.get(console, roomy, self.table).maximum <= options.max_width
        yield self.table if fits else self.narrower

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.table)


def _side_by_side(listed: Sequence[Score], language: str) -> Table:
    law = listed[0].law
    table = Table(title=f"{law.book.title.in_(language)} · {law.cycle}")
    table.add_column("")
    for score in listed:
        table.add_column(escape(score.id), justify="right")
    for name in law.book.conditions:
        marks = [MARKS[score.conditions[name]] for score in listed]
        table.add_row(law.book.rules[name].label.in_(language), *marks)
    table.add_section()
    for name in law.book.routes:
        table.add_row(
            law.book.rules[name].label.in_(language), *(MARKS[s.routes[name]] for s in listed)
        )
    table.add_section()
    for name in (*law.book.indicators, *listed[0].subtotals):
        points = [bare_points(score.values[name]) for score in listed]
        table.add_row(law.book.rules[name].label.in_(language), *points)
    table.add_section()
    if listed[0].total is not None:
        totals = [bare_points(score.total) for score in listed]
        table.add_row(word("total", language), *totals, style="bold")
    table.add_row(word("eligible", language), *(MARKS[score.eligible] for score in listed))
    if any(score.proposal() for score in listed):
        better = (escape(proposed(score, language)) for score in listed)
        table.add_row(word("proposal", language), *better, style="green")
    if any(score.unknown for score in listed):
        unknown = (escape("\n".join(score.unknown)) for score in listed)
        table.add_row(word("unknown", language), *unknown, style="yellow")
    return table


def _lines(listed: Sequence[Score], language: str, indicators: Sequence[str]) -> Table:
    law = listed[0].law
    table = Table(title=f"{law.book.title.in_(language)} · {law.cycle}")
    table.add_column("id", no_wrap=True)
    table.add_column(word("eligible", language), justify="center")
    table.add_column(word("total", language), justify="right", style="bold", no_wrap=True)
    for name in indicators:
        table.add_column(law.book.rules[name].label.in_(language), justify="right")
    table.add_column(word("unknown", language))
    for score in listed:
        found = [score.total, *(score.values[name] for name in indicators)]
        points = ["" if value is None else bare_points(value) for value in found]
        unknown = escape(", ".join(score.unknown))
        table.add_row(escape(score.id), MARKS[score.eligible], *points, unknown)
    return table


def proposed(score: Score, language: str) -> str:
    """The choices to change, in words, and the total they give."""
    proposal = score.proposal()
    if proposal is None:
        return ""
    facts = {document_path(name): fact for name, fact in score.law.book.facts.items()}
    chosen = ", ".join(
        f"{facts[path].label.in_(language)}: {facts[path].shown(value, language)}"
        for path, value in proposal["choices"].items()
    )
    return f"{chosen} → {proposal['total']}"


def selection(chosen: Selection, language: str) -> Table:
    """What a ranking comes to."""
    table = Table(show_header=False)
    for name, value in summary(chosen).items():
        table.add_row(word(name, language), "—" if value is None else str(value))
    return table


def awards(made: AwardList, language: str, most: int = 10) -> RenderableType:
    """The head of a list, and what the ranking comes to."""
    table = Table(title=f"{made.scheme} {made.cycle}")
    for _, label in COLUMNS:
        table.add_column(label.in_(language), justify="right")
    for award in made.awards[:most]:
        table.add_row(*(escape(str(cell)) for cell in award.cells()))
    rest = len(made.awards) - most
    more = [Line(word("more", language).format(rest), style="dim")] if rest > 0 else []
    return Group(table, *more, selection(made.selection, language))

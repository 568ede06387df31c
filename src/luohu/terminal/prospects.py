"""One person under every scheme as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from luohu.schemes.comparison import NEARNESS, Prospect
from luohu.terminal.words import MARKS, bare_points, word

WIDEST = 24


def prospects(found: Sequence[Prospect], language: str) -> RenderableType:
    """Every scheme with how near it is, what is missing or unknown, and the next step."""
    table = Table(show_lines=True)
    for heading in ("scheme", "state", "held_against", "unknown", "next"):
        table.add_column(word(heading, language), max_width=WIDEST, overflow="fold")
    for prospect in found:
        table.add_row(*_cells(prospect, language))
    return table


def _cells(prospect: Prospect, language: str) -> list[str]:
    name = f"{escape(prospect.scheme.title.in_(language))} [dim]{prospect.scheme.name}[/]"
    near, step = NEARNESS[prospect.nearness].in_(language), escape(prospect.next_step.in_(language))
    score = prospect.score
    if score is None:
        return [f"[dim]{name}[/]", f"[dim]{near}[/]", "", "", f"[dim]{step}[/]"]
    points = _score(prospect, language)
    return [
        name,
        f"{MARKS[score.eligible]} {near}" + (f"\n[bold]{points}[/]" if points else ""),
        _held_against(prospect, language),
        _few([escape(path) for path in prospect.unknown]),
        step,
    ]


def _score(prospect: Prospect, language: str) -> str:
    """The score that is held against the line, else the total."""
    score, line = prospect.score, prospect.line
    value = None if score is None else score.values[line.score] if line else score.total
    return "" if value is None else bare_points(value, language)


def _held_against(prospect: Prospect, language: str) -> str:
    """The conditions that fail; where none does, the line."""
    if prospect.score is not None and prospect.missing:
        rules = prospect.score.law.book.rules
        return _few([f"✗ {escape(rules[name].label.in_(language))}" for name in prospect.missing])
    if prospect.line is None:
        return ""
    line = bare_points(prospect.line.points, language)
    return f"{line} [dim]{escape(prospect.line.source.in_(language))}[/]"


def _few(listed: Sequence[str], most: int = 3) -> str:
    """The first of several, a line each, and how many more there are."""
    rest = len(listed) - most
    return "\n".join([*listed[:most], *([f"… +{rest}"] if rest > 0 else [])])

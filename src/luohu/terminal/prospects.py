"""One person under every scheme as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from luohu.schemes.comparison import NEARNESS, Prospect
from luohu.terminal.words import MARKS, bare_points, word


def prospects(found: Sequence[Prospect], language: str) -> RenderableType:
    """Every scheme with how near it is, what is missing or unknown, and the next step."""
    table = Table(show_lines=True)
    for heading in ("scheme", "state", "eligible", "total", "line", "missing", "unknown", "next"):
        justify = "right" if heading in ("total", "line") else "left"
        table.add_column(word(heading, language), justify=justify)  # type: ignore[arg-type]
    for prospect in found:
        table.add_row(*_cells(prospect, language))
    return table


def _cells(prospect: Prospect, language: str) -> list[str]:
    name = f"{escape(prospect.scheme.title.in_(language))}\n[dim]{prospect.scheme.name}[/]"
    near, step = NEARNESS[prospect.nearness].in_(language), escape(prospect.next_step.in_(language))
    score = prospect.score
    if score is None:
        return [f"[dim]{name}[/]", f"[dim]{near}[/]", "", "", "", "", "", f"[dim]{step}[/]"]
    rules = score.law.book.rules
    missing = "\n".join(escape(rules[one].label.in_(language)) for one in prospect.missing)
    return [
        name,
        near,
        MARKS[score.eligible],
        _score(prospect, language),
        _line(prospect, language),
        missing,
        _few(prospect.unknown, language),
        step,
    ]


def _score(prospect: Prospect, language: str) -> str:
    """The score that is held against the line, else the total."""
    score, line = prospect.score, prospect.line
    value = None if score is None else score.values[line.score] if line else score.total
    return "" if value is None else bare_points(value, language)


def _line(prospect: Prospect, language: str) -> str:
    if prospect.line is None:
        return ""
    return f"{bare_points(prospect.line.points, language)}\n[dim]{prospect.line.source.in_(language)}[/]"


def _few(unknown: Sequence[str], language: str, most: int = 3) -> str:
    """The first of what is unknown, and how many more there are."""
    shown = [escape(name) for name in unknown[:most]]
    rest = len(unknown) - most
    return "\n".join([*shown, *([f"… +{rest}"] if rest > 0 else [])])

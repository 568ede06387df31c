"""One person under every scheme as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from luohu.law.rules import Kind
from luohu.law.trail import is_open
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
    points = "" if score.total is None else f"\n[bold]{bare_points(score.total)}[/]"
    return [
        name,
        f"{MARKS[score.eligible]} {near}{points}\n[dim]{word('reference_day', language)} {score.law.day}[/]",
        _held_against(prospect, language),
        _few([escape(text.in_(language)) for text in prospect.unknown_names]),
        step,
    ]


def _held_against(prospect: Prospect, language: str) -> str:
    """The conditions that fail, routes as one; where none does, the line."""
    score = prospect.score
    if score is None or not prospect.missing:
        return _line(prospect, language)
    rules = score.law.book.rules
    failing = [name for name in prospect.missing if name not in score.routes]
    told = [f"✗ {escape(rules[name].label.in_(language))}" for name in failing]
    if len(failing) < len(prospect.missing):
        told.append(f"✗ {word('no_route', language).format(len(score.routes))}")
    return "\n".join(told)


def _line(prospect: Prospect, language: str) -> str:
    """The line, and the score that is held against it where that is not the total."""
    line, score = prospect.line, prospect.score
    if line is None or score is None:
        return ""
    source = escape(line.source.in_(language))
    if is_open(line.points):
        return f"[dim]{source}: {word('not_found', language)}[/]"
    told = f"{bare_points(line.points)} [dim]{source}[/]"
    rule = score.law.book.rules[line.score]
    if rule.kind is Kind.TOTAL:
        return told
    held = bare_points(score.values[line.score])
    return f"{held} {escape(rule.label.in_(language))}\n{told}"


def _few(listed: Sequence[str], most: int = 3) -> str:
    """The first of several, a line each, and how many more there are."""
    rest = len(listed) - most
    return "\n".join([*listed[:most], *([f"… +{rest}"] if rest > 0 else [])])

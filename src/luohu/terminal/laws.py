"""Schemes and their differences as pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.tree import Tree

from luohu.law.points import written
from luohu.law.reform import Difference, content_in_words, in_force
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS, Scheme
from luohu.terminal.words import word


def scheme_list(language: str) -> Table:
    """Every scheme with its versions and the cycles they cover."""
    table = Table()
    for heading in ("versions", "cycles"):
        table.add_column(word(heading, language), overflow="fold")
    table.add_column("", overflow="fold")
    for name in scheme_names():
        for book in find_scheme(name).rulebooks:
            table.add_row(book.name, "–".join(map(str, book.cycles)), book.title.in_(language))
    return table


def scheme_page(scheme: Scheme, book: Rulebook, language: str) -> RenderableType:
    """A version of a scheme as a page: conditions, indicators, values, cycles."""
    parts: list[RenderableType] = [Panel(f"[bold]{book.title.in_(language)}[/]  {book.name}")]
    groups = {
        "conditions": book.conditions,
        "routes": book.routes,
        "indicators": book.indicators,
        "subtotals": book.named(Kind.SUBTOTAL, Kind.TOTAL, Kind.TIE_KEY),
    }
    for heading, names in groups.items():
        if names:
            parts.append(_rules(book, names, word(heading, language), language))
    parts.append(_values(book, language))
    if any(book.cycles[0] <= year <= book.cycles[1] for year in scheme.cycles):
        parts.append(_cycles(scheme, book, language))
    return Group(*parts, _questions(book, language))


def _questions(book: Rulebook, language: str) -> Tree:
    """What the law, as it could be read, leaves open, and what has to be verified."""
    tree = Tree(f"\n[bold]{word('question', language)}[/]", guide_style="dim")
    for rule in book.rules.values():
        asked = [(word("question", language), rule.question)] if rule.question else []
        asked += [(word("premise", language), text) for text in rule.premises]
        for heading, text in asked:
            label = rule.label.in_(language)
            tree.add(f"{label} [dim]{heading}[/]: {escape(text.in_(language))}")
    return tree


def _rules(book: Rulebook, names: Iterable[str], heading: str, language: str) -> Tree:
    tree = Tree(f"\n[bold]{heading}[/]", guide_style="dim")
    for name in names:
        rule = book.rules[name]
        branch = tree.add(f"[bold]{rule.label.in_(language)}[/] [dim]{name}[/]")
        branch.add(escape(rule.statement.in_(language)))
        cites = "; ".join(cite.shown(language) for cite in rule.cites)
        branch.add(f"[dim]{escape(cites)} · {rule.standing.label(language)}[/]")
        if rule.question:
            branch.add(f"[yellow]{escape(rule.question.in_(language))}[/]")
    return tree


def _values(book: Rulebook, language: str) -> Table:
    table = Table(title=word("values", language), title_justify="left")
    for heading in ("values", "in_force", "because", "standing"):
        table.add_column(word(heading, language), overflow="fold")
    for parameter in book.parameters.values():
        for value in parameter.values:
            content = content_in_words(value, parameter.unit, language)
            cites = "; ".join(cite.shown(language) for cite in value.citations)
            label = f"{parameter.label.in_(language)}: [cyan]{escape(content)}[/]"
            span = in_force(value)
            table.add_row(label, span, escape(cites), value.standing.label(language))
    return table


def _cycles(scheme: Scheme, book: Rulebook, language: str) -> Table:
    table = Table(title=word("cycles", language), title_justify="left")
    names = ("quota", "applicants", "admitted", "cutoff", "published")
    table.add_column(word("cycles", language), overflow="fold")
    for name in names:
        table.add_column(CYCLE_FACTS[name].in_(language), justify="right")
    for year in range(book.cycles[0], book.cycles[1] + 1):
        if year in scheme.cycles:
            cells = [_cycle_cell(scheme, year, name) for name in names]
            table.add_row(str(year), *cells)
    return table


def _cycle_cell(scheme: Scheme, year: int, name: str) -> str:
    value = scheme.published(year, name)
    if value is None:
        return "—"
    if isinstance(value, list):
        return " … ".join(value)
    return written(value) if name == "cutoff" else f"{value:,}"


def differences(
    found: Sequence[Difference], versions: tuple[str, str], language: str
) -> RenderableType:
    """Two rulebooks side by side, what differs only."""
    if not found:
        return word("no_difference", language)
    table = Table(show_lines=True)
    for heading in ("", *versions):
        table.add_column(heading, overflow="fold")
    for one in found:
        name = f"{escape(one.label.in_(language))}\n[dim]{one.name}[/]"
        table.add_row(name, escape(one.before.in_(language)), escape(one.after.in_(language)))
    return table

"""A page of the study on a terminal: its words, tables and trails; pictures are for files."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text as Line
from rich.tree import Tree

from luohu.law.sources import Text
from luohu.pictures.chart import Chart
from luohu.pictures.page import Page, Section, Table, TrailLines

READABLE = 100


def report(page: Page, language: str) -> RenderableType:
    """The whole page but its pictures."""
    head = Panel(f"[bold]{escape(page.title.in_(language))}[/]\n{escape(page.lead.in_(language))}")
    parts = [part for section in page.sections for part in _section(section, language)]
    return Group(Constrain(head, READABLE), *parts, _prose(page.footer, language, "dim"))


def _prose(words: Text, language: str, style: str = "") -> RenderableType:
    """Words no wider than can be read, however wide the tables are."""
    return Constrain(Line(words.in_(language), style=style), READABLE)


def _section(section: Section, language: str) -> Iterator[RenderableType]:
    yield Line(f"\n{section.heading.in_(language)}", style="bold")
    for paragraph in section.paragraphs:
        yield _prose(paragraph, language)
    for content in section.contents:
        if isinstance(content, Table):
            yield _grid(content, language)
        elif isinstance(content, TrailLines):
            yield _tree(content, language)
        else:
            assert isinstance(content, Chart)
    if section.note is not None:
        yield _prose(section.note, language, "dim")


def _grid(table: Table, language: str) -> Grid:
    grid = Grid(title=escape(table.caption.in_(language)), title_justify="left")
    for column in table.columns:
        side = "right" if column.number else "left"
        grid.add_column(escape(column.heading.in_(language)), justify=side, overflow="fold")  # type: ignore[arg-type]
    for row in table.rows:
        grid.add_row(*(escape(_words(cell, language)) for cell in row))
    return grid


def _words(cell: Text | str, language: str) -> str:
    return cell.in_(language) if isinstance(cell, Text) else cell


def _tree(trail: TrailLines, language: str) -> Tree:
    tree = Tree(escape(trail.caption.in_(language)), guide_style="dim")
    branches = {-1: tree}
    for line in trail.lines:
        above = max(depth for depth in branches if depth < line.depth)
        branches = {d: b for d, b in branches.items() if d < line.depth}
        branches[line.depth] = branches[above].add(escape(line.words.in_(language)))
    return tree

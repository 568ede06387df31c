"""Markdown: tables, headings, and the line that says a page is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `python -m docs.generate`: change the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A page that is made: its title and its parts, a blank line between them."""
    return "\n\n".join([MADE, f"# {title}", *(part for part in parts if part)]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; empty where there are no rows."""
    lines = [_row(row) for row in rows]
    rule = "|" + " --- |" * len(headings)
    return "\n".join([_row(headings), rule, *lines]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def lines(*texts: str) -> str:
    """Texts one below the other in a cell, empty ones left out."""
    return "<br>".join(text for text in texts if text)

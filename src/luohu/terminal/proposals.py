"""The proposals that can be run, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from luohu.study.reforms.proposal import Proposal
from luohu.terminal.words import word


def proposal_list(listed: Sequence[Proposal], language: str) -> Table:
    """Every proposal by its key: what it is, what it asks for, the numbers it leaves open."""
    table = Table(show_lines=False)
    for name in ("reform", "asks", "settings"):
        table.add_column(word(name, language), overflow="fold")
    for one in listed:
        title = f"[bold]{one.key}[/] {escape(one.title.in_(language))}"
        settings = "\n".join(
            f"{s.name}={s.written(s.usual)} [dim]{escape(s.label.in_(language))}[/]"
            for s in one.settings
        )
        table.add_row(title, escape(one.asks.in_(language)), settings)
    return table

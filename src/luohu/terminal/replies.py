"""Standard replies in the terminal: those found, all of them, one, and drafts of an agency's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text as Words

from luohu.consult.figures import OwnFigures
from luohu.consult.importing.drafts import Imported
from luohu.consult.reply import Reply
from luohu.consult.search import Found
from luohu.law.sources import Text

_OWN = Text("本人数字", "own figures")
_UNKNOWN = Text("还不知道", "not known yet")
_MISSING = Text("缺少的编号", "numbers that are missing")
_LEFT = Text("没有放进任何一条", "in no draft")
_HEADINGS = (Text("编号", "number"), Text("标题", "title"), Text("要看的地方", "to be looked at"))
SHOWN_LEFT = 12


def answers(found: Found, own: Mapping[int, OwnFigures | None], language: str) -> RenderableType:
    """The replies found, each with its short answer, why it fits and the asker's figures."""
    if found.nothing is not None:
        return Words(found.nothing.in_(language))
    return Group(
        *(
            Panel(
                _answer(match.reply, match.why, own.get(match.reply.number), language),
                title=f"{match.reply.number} {escape(match.reply.title.in_(language))}",
                title_align="left",
            )
            for match in found.matches
        )
    )


def reply_list(replies: Sequence[Reply], language: str) -> Table:
    """Every reply by number and title."""
    table = Table(*(heading.in_(language) for heading in _HEADINGS[:2]))
    for reply in replies:
        table.add_row(str(reply.number), escape(reply.title.in_(language)))
    return table


def reply_page(reply: Reply, language: str) -> Panel:
    """One reply, whole."""
    title = f"{reply.number} {escape(reply.title.in_(language))}"
    return Panel(Words(reply.full.in_(language)), title=title, title_align="left")


def imported_drafts(imported: Imported, language: str) -> RenderableType:
    """The drafts of a file with their doubts, missing numbers, and what is in none of them."""
    table = Table(*(heading.in_(language) for heading in _HEADINGS))
    for draft in imported.drafts:
        doubts = "\n".join(doubt.in_(language) for doubt in draft.doubts)
        table.add_row(str(draft.number), escape(draft.title), escape(doubts))
    lines = [text.in_(language) for text in imported.cleaned]
    if imported.missing:
        lines.append(f"{_MISSING.in_(language)}: {', '.join(map(str, imported.missing))}")
    lines.append(f"{_LEFT.in_(language)}: {len(imported.left)}")
    lines += [f"  {piece.text[:40]}" for piece in imported.left[:SHOWN_LEFT]]
    return Group(table, Words("\n".join(lines)))


def _answer(reply: Reply, why: Text, own: OwnFigures | None, language: str) -> Words:
    parts = [reply.short.in_(language), why.in_(language)]
    if own is not None:
        parts.append(f"{_OWN.in_(language)}: {own.text.in_(language)}")
        if own.unknown:
            parts.append(f"{_UNKNOWN.in_(language)}: {', '.join(own.unknown)}")
    return Words("\n\n".join(parts))

"""The page of the standard replies, made from the library."""

from __future__ import annotations

from collections.abc import Iterator

from docs.markdown import page, table
from luohu.consult.library import shipped
from luohu.consult.reply import Reply


def replies() -> str:
    """Every reply: its titles, what it rests on, the reforms that show what it asks for."""
    heading = ["", "题", "title", "scheme", "rests on", "reforms", "version"]
    rows = [_row(reply) for reply in shipped().replies.values()]
    return page("The standard replies", _INTRODUCTION, table(heading, rows))


_INTRODUCTION = """Made from `src/luohu/consult/replies/`; 1 to 19 are the subjects of the founding document. The texts are ours;
`luohu replies 10` shows one. How they are found, edited and flagged: [letters](../letters.md)."""


def _row(reply: Reply) -> list[str]:
    return list(_cells(reply))


def _cells(reply: Reply) -> Iterator[str]:
    yield str(reply.number)
    yield reply.title.zh
    yield reply.title.en
    yield reply.scheme
    yield ", ".join(f"`{name}`" for name in reply.rules)
    yield ", ".join(reply.reforms)
    yield str(reply.version)

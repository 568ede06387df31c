"""What asking gives a program: the replies that fit, with the asker's figures where a document is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luohu.consult.figures import own_figures
from luohu.consult.search import Found, Match

Document = Mapping[str, Any]


def as_json(found: Found, document: Document | None, cycle: int | None) -> dict[str, Any]:
    """The public form: replies best first, and why there are none; Refused for a faulty document."""
    return {
        "replies": [_reply(match, document, cycle) for match in found.matches],
        "nothing": found.nothing.as_json if found.nothing else None,
    }


def _reply(match: Match, document: Document | None, cycle: int | None) -> dict[str, Any]:
    told = match.as_json() | {"full": match.reply.full.text.as_json}
    if document is None:
        return told
    figures = own_figures(match.reply, document, cycle)
    return told | {"figures": figures and figures.as_json()}

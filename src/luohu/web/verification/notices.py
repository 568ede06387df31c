"""What was just done, told on the next page, with a way to take it back where there is one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from luohu.people.faults import Refused
from luohu.web.shell.context import spoken


@dataclass(frozen=True)
class Notice:
    """A sentence, whether it is bad news, and the checks, with their revisions, that it can take back."""

    words: str
    bad: bool
    undo: Mapping[str, int]

    @property
    def undone(self) -> str:
        """What the form that takes back holds."""
        return ",".join(f"{check}:{revision}" for check, revision in self.undo.items())


def tell(
    request: HttpRequest, words: str, undo: Mapping[int, int] | None = None, bad: bool = False
) -> None:
    """Keep a sentence for the next page."""
    level = messages.WARNING if bad else messages.SUCCESS
    messages.add_message(request, level, words, extra_tags=json.dumps(undo or {}))


def notices(request: HttpRequest) -> list[Notice]:
    """What there is to tell; told once."""
    return [
        Notice(str(one.message), one.level == messages.WARNING, _held(one.extra_tags))
        for one in messages.get_messages(request)
    ]


def _held(tags: str | None) -> Mapping[str, int]:
    """The checks that a message can take back; none for a message of another part of the site."""
    try:
        held = json.loads(tags or "{}")
    except ValueError:
        held = {}
    return held if isinstance(held, dict) else {}


def reasons(refused: Refused) -> str:
    """Why something was refused, in a line in the language of the page."""
    language = spoken()
    told = (f"{one.wrong.in_(language)} — {one.right.in_(language)}" for one in refused.faults)
    return "; ".join(told)

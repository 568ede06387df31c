"""What was just done at the desk, told on the next page, with a way to undo it where there is one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.messages import SUCCESS, WARNING
from django.http import HttpRequest


@dataclass(frozen=True)
class Undo:
    """The form that undoes a step: where it is sent, and what it holds."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """A sentence, whether it is bad news, and how to undo what it tells."""

    words: str
    bad: bool
    undo: Undo | None


def tell(request: HttpRequest, words: str, undo: Undo | None = None, bad: bool = False) -> None:
    """Keep a sentence for the next page."""
    held = json.dumps([undo.address, dict(undo.fields)]) if undo is not None else ""
    messages.add_message(request, WARNING if bad else SUCCESS, words, extra_tags=held)


def notices(request: HttpRequest) -> list[Notice]:
    """What there is to tell; told once."""
    return [
        Notice(
            str(one.message),
            one.level == WARNING,
            Undo(*json.loads(one.extra_tags)) if one.extra_tags else None,
        )
        for one in messages.get_messages(request)
    ]

"""The link of one event to the next: the digest over everything that an event says."""

from __future__ import annotations

import json
from typing import Any

from luohu.web.record.digests import hashed, moment
from luohu.web.record.models import Event

# In this order, `at` written in UTC, the columns make up an event's digest.
LINKED = (
    "sequence", "at", "actor", "role", "action", "subject", "before", "after", "why", "where",
    "algorithm", "previous",
)  # fmt: skip
AT, ALGORITHM = LINKED.index("at"), LINKED.index("algorithm")
# The canonical form of a list of numbers and texts, which is all that an event holds.
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest_of_event(event: Event) -> str:
    """The digest that an event must have."""
    return digest_of_columns([getattr(event, name) for name in LINKED])


def digest_of_columns(columns: list[Any]) -> str:
    """The same from its columns, in the order of LINKED."""
    columns[AT] = moment(columns[AT])
    return hashed(_AS_JSON(columns), columns[ALGORITHM])

"""What the record holds of a line of a list, and how a change of many lines is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.selection.models import Listing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WATCHED: Final = (
    "publication_id", "declaration_id", "position", "rank", "number", "name", "name_index", "birth_month",
    "employer", "total", "state", "cancelled", "why", "settled_on", "settled_at",
)  # fmt: skip


def noted(
    line: Listing, action: str, *, actor: User | None, role: str, before: str = "", why: str = ""
) -> Entry:
    """What is to be noted of a line as it is now."""
    return Entry(actor, role, action, str(line), before, state_of(line, WATCHED), why)

"""Which of our constraints the database would not have broken, from the words of either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import IntegrityError

from luohu.web.declarations.models import A_PERSON, A_WORKBOOK, AN_ACCOUNT

A_NUMBER: Final = "number"
# PostgreSQL says the name of the constraint; SQLite says its columns.
SAID: Final[Mapping[str, tuple[str, ...]]] = {
    A_PERSON: (A_PERSON, "declarations_declaration.identity_index"),
    AN_ACCOUNT: (AN_ACCOUNT, "declarations_declaration.owner_id"),
    A_WORKBOOK: (A_WORKBOOK, "declarations_upload.sha256"),
    A_NUMBER: ("declarations_declaration_number", "declarations_declaration.number"),
}


def broken(error: IntegrityError) -> str:
    """The name of the constraint that was broken; the error again where it is none of these."""
    words = str(error)
    for name, marks in SAID.items():
        if any(mark in words for mark in marks):
            return name
    raise error

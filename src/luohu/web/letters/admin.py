"""What the office sees of letters: which there are and how they stand, read only, without their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from luohu.web.letters.models import Letter

if TYPE_CHECKING:
    Shown = admin.ModelAdmin[Letter]
else:
    Shown = admin.ModelAdmin


@admin.register(Letter)
class LetterAdmin(Shown):
    """Letters as they stand; they are worked on at the desk only."""

    list_display = ("number", "state", "topic", "sensitive", "received", "due", "officer")
    list_filter = ("state", "sensitive")
    search_fields = ("number",)
    fields = (
        "number", "language", "state", "topic", "sensitive", "received", "due", "answered",
        "reopened", "officer", "merged_into",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Citizens write letters."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        """What is done with a letter is done at the desk, and noted there."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        """A letter and its answer are kept."""
        return False

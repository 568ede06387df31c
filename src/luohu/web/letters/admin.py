"""What the office sees of letters: which there are and how they stand, read only, without their words."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from luohu.web.letters.models import Letter
from luohu.web.shell.reading_only import ReadingOnly


@admin.register(Letter)
class LetterAdmin(ReadingOnly):
    """Letters as they stand; they are worked on at the desk only."""

    list_display = ("number", "state", "topic", "sensitive", "received", "due", "officer")
    list_filter = ("state", "sensitive")
    search_fields = ("number",)
    fields = (
        "number", "language", "state", "topic", "sensitive", "received", "due", "answered",
        "reopened", "officer", "merged_into",
    )  # fmt: skip

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        """A letter and its answer are kept."""
        return False

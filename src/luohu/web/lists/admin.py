"""What the office sees of the lists: what was loaded, read only."""

from __future__ import annotations

from django.contrib import admin

from luohu.web.lists.models import AwardList
from luohu.web.shell.reading_only import ReadingOnly


@admin.register(AwardList)
class AwardListAdmin(ReadingOnly):
    """Lists that were loaded; they change by `luohu load-awards` only."""

    list_display = ("scheme", "cycle", "source", "demonstration", "loaded")

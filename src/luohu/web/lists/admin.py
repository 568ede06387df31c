"""What the office sees of the lists: what was loaded, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from luohu.web.lists.models import AwardList

if TYPE_CHECKING:
    Shown = admin.ModelAdmin[AwardList]
else:
    Shown = admin.ModelAdmin


@admin.register(AwardList)
class AwardListAdmin(Shown):
    """Lists that were loaded; they change by `luohu load-awards` only."""

    list_display = ("scheme", "cycle", "source", "demonstration", "loaded")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Lists come from files, not from a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: AwardList | None = None) -> bool:
        """What was published is not edited."""
        return False

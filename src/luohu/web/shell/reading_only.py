"""What the office may look at under /office/ and not change there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    Shown = admin.ModelAdmin[Any]
else:
    Shown = admin.ModelAdmin


class ReadingOnly(Shown):
    """Rows that come from elsewhere and are not edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are made elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are changed elsewhere, and that is noted there."""
        return False

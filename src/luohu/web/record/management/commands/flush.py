"""Emptying the database: only where an installation says that its record may be lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from luohu.web.record import triggers
from luohu.web.record.models import Event


class Command(flush.Command):
    """Django's own flush, refused where the record holds events, unless settings allow it."""

    def handle(self, **options: Any) -> None:
        """Empty the tables, the record's triggers lifted while it lasts."""
        alias = options["database"]
        may = getattr(settings, "LUOHU_RECORD_MAY_BE_EMPTIED", False)
        if not may and Event.objects.using(alias).exists():
            raise CommandError("the record is never emptied; take another database")
        connection = connections[alias]
        with connection.cursor() as cursor:
            for statement in triggers.lifted(connection.vendor):
                cursor.execute(statement)
            try:
                super().handle(**options)
            finally:
                for statement in triggers.made(connection.vendor):
                    cursor.execute(statement)

"""Whether the site can be sent requests: its database, its tables, its disk, its worker."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from luohu.web.operations import leases

ROOM = 200 * 1024 * 1024


def ready(request: HttpRequest) -> HttpResponse:
    """200 where all of it is well, else 503; each part is named, and nothing more is said of it."""
    parts = {"migrations": not pending(), "disk": free() > ROOM, "jobs": not leases.stuck()}
    well = all(parts.values())
    told = {name: "ok" if good else "fault" for name, good in parts.items()}
    return JsonResponse(told, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def pending() -> list[str]:
    """Migrations that the database does not have yet."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _ in plan]


def free() -> int:
    """Bytes free where the data are."""
    return shutil.disk_usage(settings.DATA).free

"""Run within a site: whether declarations, receipts and record tell the same after a fault."""

from __future__ import annotations

import json


def main() -> None:
    from django.db import connection

    from luohu.web.declarations.models import Declaration, Receipt
    from luohu.web.record.models import Event
    from luohu.web.record.verification import verify

    seen = verify()
    integrity = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    submitted = Declaration.objects.filter(state="submitted")
    told = {
        "submitted": submitted.count(),
        "numbers": sorted(submitted.values_list("number", flat=True)),
        "receipts": Receipt.objects.count(),
        "keys": sorted(
            one.rpartition(".")[0] for one in Receipt.objects.values_list("key", flat=True)
        ),
        "events": Event.objects.filter(action="submit").count(),
        "sound": seen.why is None,
        "why": seen.why.en if seen.why else "",
        "count": seen.count,
        "head": seen.head,
        "integrity": integrity,
    }
    print(json.dumps(told))

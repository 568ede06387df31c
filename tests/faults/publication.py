"""Run within a site: a year that is frozen and may be published, published, or killed while it is."""

from __future__ import annotations

import json
import os
import signal
from typing import Any


def main(what: str, told: str = "") -> None:
    print(json.dumps({"prepare": prepare, "publish": publish, "look": look}[what](told)))


def prepare(people: str) -> dict[str, Any]:
    from tests.web.selection import made

    freeze = made.frozen(made.ready(int(people), quota=int(people) // 2))
    from django.db import transaction

    from luohu.web.declarations.models import Employer
    from tests.faults.preparing import note_unknown
    from tests.web.years import made as years

    years.to_moment(freeze.year, freeze.year.publicity_from)
    with transaction.atomic():
        for employer in Employer.objects.all():
            note_unknown(employer)
    return {"state": freeze.state}


def publish(at: str) -> dict[str, Any]:
    """Publish; where `at` is a number the process is killed before that statement of it."""
    from django.contrib.auth.models import User
    from django.db import connection

    from luohu.web.accounts.roles import Role
    from luohu.web.selection import services
    from luohu.web.selection.models import Freeze
    from tests.web.accounts.people import officer

    name = "publisher-of-faults"
    publisher = User.objects.filter(username=name).first() or officer(Role.PUBLISHER, username=name)
    count = 0

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if at and count == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        made = services.publish(actor=publisher, freeze=Freeze.objects.get())
    return {"digest": made.digest, "statements": count}


def look(told: str) -> dict[str, Any]:
    from luohu.web.declarations.models import Declaration
    from luohu.web.record.verification import verify
    from luohu.web.selection.models import Listing, Publication

    return {
        "publications": Publication.objects.count(),
        "lines": Listing.objects.count(),
        "listed": Declaration.objects.filter(state="listed").count(),
        "why": why.en if (why := verify().why) else "",
    }

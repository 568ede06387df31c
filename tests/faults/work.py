"""A worker of the tests in a process of its own, and a job that waits to be killed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from luohu.web.operations.background import Kept, Progress, job


@job("faults.mark")
def mark(progress: Progress, *, signal: str, until: str) -> Kept:
    """Say that it runs, wait until it may end, and leave one mark."""
    with Path(signal).open("a") as file:
        file.write("begun\n")
    while not Path(until).exists():
        progress(1, 2)
        time.sleep(0.05)

    def keep() -> dict[str, Any]:
        from django.contrib.auth.models import Group

        return {"marks": Group.objects.create(name=f"mark-{Group.objects.count()}").pk}

    return Kept(keep)


def main(*told: str) -> None:
    """Work until killed; or ask for the job; or say how it stands."""
    import json

    from django.contrib.auth.models import Group
    from django.db import transaction

    from luohu.web.operations import jobs
    from luohu.web.operations.models import Job
    from luohu.web.operations.working import Worker

    if told[0] == "work":
        Worker().run()
    elif told[0] == "ask":
        with transaction.atomic():
            made = jobs.enqueue(
                "faults.mark", actor=None, subject="t:1", signal=told[1], until=told[2]
            )
        print(json.dumps({"job": made.pk}))
    else:
        one = Job.objects.get()
        print(
            json.dumps(
                {"state": one.state, "attempts": one.attempts, "marks": Group.objects.count()}
            )
        )

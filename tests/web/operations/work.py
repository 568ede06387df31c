"""Jobs of the tests: they add up, fail, are called off, or leave a mark in the database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.operations import jobs, leases
from luohu.web.operations.background import Kept, Progress, job
from luohu.web.operations.models import Job
from luohu.web.operations.working import Worker
from tests.web.accounts.people import applicant

SECRET = "11010119900101001X"


@job("test.add")
def add(progress: Progress, *, upto: int) -> dict[str, int]:
    for one in range(upto):
        progress(one + 1, upto)
    return {"sum": sum(range(upto + 1))}


@job("test.refuse_somebody")
def refuse_somebody(progress: Progress) -> None:
    raise Refused([Fault(Place(SECRET), Text(f"号{SECRET}不对", "wrong"), Text("改", "mend"))])


@job("test.mark", "留下记号")
def mark(progress: Progress, *, name: str) -> Kept:
    def keep() -> dict[str, Any]:
        return {"group": Group.objects.create(name=name).pk, "page": "/lists/"}

    return Kept(keep)


@job("test.mark_badly")
def mark_badly(progress: Progress, *, name: str) -> Kept:
    def keep() -> None:
        Group.objects.create(name=name)
        raise ZeroDivisionError

    return Kept(keep)


@job("test.refuse")
def refuse(progress: Progress) -> None:
    right = Text("先核查", "verify first")
    raise Refused([Fault(Place(column="income"), Text("没有核查", "not verified"), right)])


@job("test.break")
def break_(progress: Progress) -> None:
    raise ValueError(f"the number {SECRET} was wrong")


@job("test.called_off")
def called_off(progress: Progress, *, pk: int) -> None:
    """Somebody calls it off while it runs; its heart beats; it says how far it is."""
    jobs.cancel(pk, actor=applicant())
    held = progress.__self__  # type: ignore[attr-defined]
    held.beat()
    progress(1, 2)


@job("test.robbed")
def robbed(progress: Progress, *, name: str) -> Kept:
    """Another worker takes it while it runs, because its heart did not beat."""
    Job.objects.update(worker="another")
    return mark(progress, name=name)


def asked(name: str, /, *, actor: Any = None, subject: str = "test:1", **arguments: Any) -> Job:
    """A job that waits."""
    return jobs.enqueue(name, actor=actor, subject=subject, **arguments)


def worked(job: Job) -> Job:
    """A job after a worker has done what waits."""
    worker = Worker(beating=False)
    for _ in range(9):
        held = leases.claim(worker.name)
        if held is None:
            break
        with suppress(leases.Lost):
            worker.perform(held)
    return jobs.get(job.pk)


def lost(job: Job) -> None:
    """The worker that holds it is gone, and its lease is over."""
    Job.objects.filter(pk=job.pk).update(lease=timezone.now() - leases.LEASE)

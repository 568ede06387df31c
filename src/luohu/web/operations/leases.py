"""Who holds a job and until when: taken, renewed, ended by its holder only, lost where he is gone.

Leases go by the machine's own time: the clock of the site may stand on another day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now as machine_now

from luohu.web.operations.background import REGISTERED, Kept, Result
from luohu.web.operations.models import Job, State
from luohu.web.shell.clock import now

LEASE = datetime.timedelta(seconds=60)
ATTEMPTS = 3
GONE = "执行中断三次 its worker was lost three times"


class Stopping(Exception):
    """The job was called off."""


class Lost(Exception):
    """The job is held by another worker now, or over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a worker still holds its job, and whether it was told to stop."""

    held: bool
    stopping: bool = False


def claim(worker: str, lease: datetime.timedelta = LEASE) -> Job | None:
    """Take the oldest job that waits or whose worker is gone; None where there is none.

    Two workers may want the same one: the update says which of them got it.
    """
    moment = machine_now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease__lt=moment)
    for seen in Job.objects.filter(free, name__in=list(REGISTERED)).order_by("pk")[:10]:
        held = Job.objects.filter(free, pk=seen.pk, attempts=seen.attempts)
        if seen.stopping or seen.attempts >= ATTEMPTS:
            held.update(**_buried(seen))
        elif held.update(
            state=State.RUNNING, worker=worker, lease=moment + lease, attempts=F("attempts") + 1,
            started=now(), done=0, total=0,
        ):  # fmt: skip
            return Job.objects.get(pk=seen.pk)
    return None


def _buried(job: Job) -> dict[str, object]:
    """How a job ends that nobody is to take any more."""
    if job.stopping:
        return {"state": State.CANCELLED, "finished": now(), "worker": "", "lease": None}
    told = {"error": GONE, "reference": f"job-{job.pk}"}
    return {"state": State.FAILED, "finished": now(), "worker": "", "lease": None, **told}


def renew(
    pk: int, worker: str, done: int, total: int, lease: datetime.timedelta = LEASE
) -> Standing:
    """Hold a job for another while, and say how far it is."""
    own = Job.objects.filter(pk=pk, worker=worker, state=State.RUNNING)
    if not own.update(lease=machine_now() + lease, done=done, total=total):
        return Standing(held=False)
    return Standing(True, own.filter(stopping=True).exists())


@transaction.atomic(durable=True)
def finish(pk: int, worker: str, answer: Result | Kept) -> None:
    """End a job with its result; what it still has to write is written in this transaction.

    Lost where another worker holds it, so the write happens once; Stopping where it was called off.
    """
    held = _own(pk, worker)
    if held.stopping:
        raise Stopping
    held.result = answer.keep() if isinstance(answer, Kept) else answer
    if held.total:
        held.done = held.total
    _end(held, State.DONE)


@transaction.atomic(durable=True)
def fail(pk: int, worker: str, error: str, reference: str = "") -> None:
    """End a job that could not be done with the reason."""
    held = _own(pk, worker)
    held.error, held.reference = error, reference
    _end(held, State.FAILED)


@transaction.atomic(durable=True)
def stop(pk: int, worker: str) -> None:
    """End a job that was called off."""
    _end(_own(pk, worker), State.CANCELLED)


def give_back(worker: str) -> int:
    """Let go of what a worker holds because it ends; that is no failed attempt."""
    own = Job.objects.filter(worker=worker, state=State.RUNNING)
    return own.update(state=State.WAITING, worker="", lease=None, attempts=F("attempts") - 1)


def stuck(lateness: datetime.timedelta = LEASE) -> int:
    """How many jobs have waited or stood still for longer than a worker would let them."""
    waits = Q(state=State.WAITING, asked__lt=now() - lateness)
    stands = Q(state=State.RUNNING, lease__lt=machine_now() - lateness)
    return Job.objects.filter(waits | stands).count()


def _own(pk: int, worker: str) -> Job:
    held = Job.objects.select_for_update().filter(pk=pk, worker=worker, state=State.RUNNING).first()
    if held is None:
        raise Lost(pk)
    return held


def _end(held: Job, state: State) -> None:
    held.state, held.finished, held.worker, held.lease = state, now(), "", None
    held.save(
        update_fields=[
            "state", "finished", "worker", "lease", "done", "result", "error", "reference",
        ]
    )  # fmt: skip

"""What may be done with a job: asked for, looked at, cancelled, asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.operations import background, waking
from luohu.web.operations.models import Job, State
from luohu.web.shell.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def enqueue(name: str, /, *, actor: User | None, subject: str, **arguments: Any) -> Job:
    """Ask for work in the background, within the caller's transaction: no commit, no job.

    `actor` None is the site itself. LawError for work that nobody registered.
    """
    background.registered(name)
    made = Job.objects.create(
        name=name, actor=actor, subject=subject, arguments=arguments, asked=now()
    )
    transaction.on_commit(waking.wake)
    return made


def get(pk: int) -> Job:
    """A job as it is now; Job.DoesNotExist where there is none."""
    return Job.objects.get(pk=pk)


def unfinished(name: str, subject: str) -> Job | None:
    """The job of this name and subject that waits or runs, if there is one."""
    waits = Q(state=State.WAITING) | Q(state=State.RUNNING)
    return Job.objects.filter(waits, name=name, subject=subject).last()


@transaction.atomic(durable=True)
def cancel(pk: int, *, actor: User) -> Job:
    """Call a job off: one that waits at once, one that runs as soon as it says how far it is."""
    held = _locked(pk)
    if held.over:
        right = Text("看一下结果", "look at what came of it")
        raise _refused("这项工作已经结束", "this job is over", right)
    if held.state == State.WAITING:
        held.state, held.finished = State.CANCELLED, now()
    held.stopping = True
    held.save(update_fields=["state", "finished", "stopping"])
    return held


@transaction.atomic(durable=True)
def again(pk: int, *, actor: User) -> Job:
    """Ask anew for a job that failed or was cancelled; the old one stays as it is."""
    held = _locked(pk)
    if held.state not in (State.FAILED, State.CANCELLED):
        right = Text("等它结束", "wait until it is over")
        raise _refused("这项工作没有失败", "this job has not failed", right)
    if other := unfinished(held.name, held.subject):
        return other
    return enqueue(held.name, actor=actor, subject=held.subject, **held.arguments)


def _locked(pk: int) -> Job:
    return Job.objects.select_for_update().get(pk=pk)


def _refused(zh: str, en: str, right: Text) -> Refused:
    return Refused([Fault(Place(), Text(zh, en), right)])

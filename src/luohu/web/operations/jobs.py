"""What may be done with a job: asked for, looked at, cancelled, asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from luohu.law.sources import Text
from luohu.web.accounts.roles import role_of
from luohu.web.operations import background, waking
from luohu.web.operations.models import Job, State
from luohu.web.record import services as record
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SYSTEM = "system"


def enqueue(name: str, /, *, actor: User | None, subject: str, **arguments: Any) -> Job:
    """Ask for work in the background, within the caller's transaction: no commit, no job.

    `actor` None is the site itself. LawError for work that nobody registered.
    """
    background.registered(name)
    role = SYSTEM if actor is None else role_of(actor)
    made = Job.objects.create(
        name=name, actor=actor, role=role, subject=subject, arguments=arguments, asked=now()
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
    """Call a job off: one that waits at once, one that runs as soon as it says how far it is.

    Refused for who has another role now than when it was asked for.
    """
    held = _locked(pk, actor)
    if held.over:
        right = Text("看一下结果", "look at what came of it")
        raise refused("这项工作已经结束", "this job is over", right)
    if held.state == State.WAITING:
        held.state, held.finished = State.CANCELLED, now()
    held.stopping = True
    held.save(update_fields=["state", "finished", "stopping"])
    _note("cancel_job", held, actor)
    return held


@transaction.atomic(durable=True)
def again(pk: int, *, actor: User) -> Job:
    """Ask anew for a job that failed or was cancelled; the old one stays as it is.

    Refused for who has another role now than when it was asked for.
    """
    held = _locked(pk, actor)
    if held.state not in (State.FAILED, State.CANCELLED):
        right = Text("等它结束", "wait until it is over")
        raise refused("这项工作没有失败", "this job has not failed", right)
    if other := unfinished(held.name, held.subject):
        return other
    made = enqueue(held.name, actor=actor, subject=held.subject, **held.arguments)
    _note("repeat_job", held, actor)
    return made


def _locked(pk: int, actor: User) -> Job:
    held = Job.objects.select_for_update().get(pk=pk)
    if held.role not in (SYSTEM, role_of(actor)):
        right = Text("由现在有权的人重新提出", "somebody whose work it is now may ask for it")
        raise refused("您的岗位已经变动", "your role is another now", right)
    return held


def _note(action: str, held: Job, actor: User) -> None:
    record.note(actor=actor, role=held.role, action=action, subject=f"job:{held.pk}")

"""Asking that what is kept be corrected or deleted, and the authority's answer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luohu.law.sources import Text
from luohu.web.protection.models import CorrectionRequest
from luohu.web.record import services as record
from luohu.web.record.digests import digest_of
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DAYS = 15
LONGEST = 4000
WAITING_EACH = 5


@transaction.atomic(durable=True)
def ask(*, actor: User, words: str) -> CorrectionRequest:
    """Receive a request; Refused without words, or where too many wait for an answer already."""
    told, moment = _said(words, "words"), now()
    waiting = CorrectionRequest.objects.filter(owner=actor, answered__isnull=True).count()
    if waiting >= WAITING_EACH:
        right = Text("请等待答复", "wait for an answer")
        raise refused(f"已有 {waiting} 条请求待答复", f"{waiting} of yours wait", right, "words")
    request = CorrectionRequest.objects.create(
        owner=actor, words=told, received=moment, due=due_on(moment)
    )
    record.note(
        actor=actor, role="owner", action="ask_correction", subject=f"correction:{request.pk}",
        after=digest_of([told]),
    )  # fmt: skip
    return request


@transaction.atomic(durable=True)
def answer(*, actor: User, role: str, request: CorrectionRequest, words: str) -> CorrectionRequest:
    """Answer a request for good; Refused for one's own, for one that has an answer, without words."""
    told, moment = _said(words, "answer"), now()
    held = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    if held.answered is not None:
        right = Text("看已有的答复", "read the answer that it has")
        raise refused("这条请求已经答复", "it has been answered", right, "answer")
    if held.owner_id == actor.pk:
        right = Text("请另一位工作人员答复", "another officer has to answer it")
        raise refused("不能答复自己的请求", "nobody answers his own request", right, "answer")
    held.answer, held.answered, held.answered_by = told, moment, actor
    held.save(update_fields=["answer", "answered", "answered_by"])
    record.note(
        actor=actor, role=role, action="answer_correction", subject=f"correction:{held.pk}",
        before=digest_of([held.words]), after=digest_of([held.words, told]),
    )  # fmt: skip
    return held


def due_on(moment: datetime.datetime) -> datetime.date:
    """The day by which a request of this moment is answered."""
    return moment.date() + datetime.timedelta(days=DAYS)


def _said(words: str, column: str) -> str:
    told = words.replace("\x00", "").strip()
    if not told or len(told) > LONGEST:
        right = Text(f"1 至 {LONGEST} 字", f"1 to {LONGEST} characters")
        raise refused("没有写,或写得太长", "nothing is said, or too much", right, column)
    return told

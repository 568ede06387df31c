"""Attachments of a subject: added, read, removed; the row and the file agree, whatever happens.

The file is on disk before its row is; a file without a row is swept away, a row without a file is
never committed. Whose subject it is, and whether files may still be added, the caller knows: `guard`
is called within the transaction, to lock and check that.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.protection.attachments import judging, scanner, shelf
from luohu.web.protection.ciphers import Unreadable
from luohu.web.protection.models import Attachment
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.shell.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Guard = Callable[[], object]
HOUR = 3600


def store(
    *,
    actor: User,
    subject: str,
    upload: UploadedFile[Any],
    role: str = "",
    guard: Guard | None = None,
) -> Attachment:
    """Keep a file of a subject ("declaration:12"); Refused for what is no plain document.

    PDF, JPEG or PNG of at most 5 MB, twenty a subject; nothing of a refused file is kept.
    """
    name = upload.name or ""
    judging.check_size(upload.size or 0)
    content = upload.read(judging.LARGEST + 1)
    judging.check_size(len(content))
    kind = judging.judged(name, content)
    scanner.scan(content, subject)
    stored = shelf.new_name()
    attachment = Attachment(
        subject=subject, name=name, kind=kind, size=len(content), stored=stored, by=actor,
        sha256=hashlib.sha256(content).hexdigest(), at=now(),
    )  # fmt: skip
    try:
        shelf.put(stored, content)
        _keep(attachment, actor, role, guard)
    except BaseException:
        if not Attachment.objects.filter(stored=stored).exists():
            shelf.drop(stored)
        raise
    return attachment


@transaction.atomic(durable=True)
def _keep(attachment: Attachment, actor: User, role: str, guard: Guard | None) -> None:
    if guard is not None:
        guard()
    _one_at_a_time(attachment.subject)
    held = of(attachment.subject)
    if held.count() >= judging.EACH:
        right = Text("先删去不用的", "remove one that is not needed first")
        wrong = Text(f"已有 {judging.EACH} 个附件", f"there are {judging.EACH} files already")
        raise Refused([Fault(Place(column=judging.COLUMN), wrong, right)])
    attachment.save()
    record.note(
        actor=actor, role=role, action="attach", subject=attachment.subject,
        after=attachment.sha256,
    )  # fmt: skip


def _one_at_a_time(subject: str) -> None:
    """Let nobody else count the files of this subject until the transaction ends."""
    if connection.vendor == "postgresql":  # SQLite has one writer anyway
        number = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def of(subject: str) -> QuerySet[Attachment]:
    """The attachments of a subject, in the order in which they came."""
    return Attachment.objects.filter(subject=subject)


def content(attachment: Attachment, *, actor: User) -> bytes:
    """What was handed in; the security log says who read it. Unreadable where it is not the same."""
    security.log("attachment-read", actor=actor.get_username(), subject=attachment.subject)
    found = shelf.take(attachment.stored)
    if hashlib.sha256(found).hexdigest() != attachment.sha256:
        raise Unreadable(f"{shelf.place_of(attachment.stored)}: it is another than was handed in")
    return found


@transaction.atomic(durable=True)
def remove(
    attachment: Attachment, *, actor: User, role: str = "", guard: Guard | None = None
) -> None:
    """Delete an attachment: its row now, its file when that stands."""
    if guard is not None:
        guard()
    discard([attachment])
    record.note(
        actor=actor, role=role, action="detach", subject=attachment.subject,
        before=attachment.sha256,
    )  # fmt: skip


def discard(attachments: Iterable[Attachment]) -> None:
    """Delete attachments within a caller's transaction that notes it; their files when it stands."""
    held = list(attachments)
    Attachment.objects.filter(pk__in=[one.pk for one in held]).delete()
    for one in held:
        transaction.on_commit(partial(shelf.drop, one.stored))


def sweep(older: int = HOUR) -> int:
    """Delete files without a row that are older than so many seconds; how many they were."""
    swept = 0
    for path in shelf.files():
        old = time.time() - path.stat().st_mtime >= older
        if old and not Attachment.objects.filter(stored=path.name).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def missing() -> list[Attachment]:
    """Rows whose file is not there: none, unless somebody took it away."""
    return [one for one in Attachment.objects.all() if not shelf.path_of(one.stored).exists()]

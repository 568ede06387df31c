"""Working a freeze out once more from what was frozen, and naming the first thing that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.web.operations import background, jobs
from luohu.web.operations.models import Job
from luohu.web.record import services as record
from luohu.web.selection import laws, scoring
from luohu.web.selection.freezing import CHUNK, Made, Verified, document_digest, written
from luohu.web.selection.intact import kept_lines
from luohu.web.selection.models import Freeze, Frozen
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

JOB = "selection.check"
AS_FROZEN = ("rules_digest", "values_digest", "inputs_digest", "outcomes_digest")


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a freeze comes out as it did; else what differs first, and whose it is."""

    equal: bool
    what: str = ""
    number: str = ""

    def as_json(self) -> dict[str, Any]:
        """The answer as a job keeps it."""
        return {"equal": self.equal, "what": self.what, "number": self.number}


@transaction.atomic(durable=True)
def ask_to_check(*, actor: User, freeze: Freeze, role: str) -> Job:
    """Have a freeze worked out again by a job; one at a time, noted."""
    running = jobs.unfinished(JOB, str(freeze))
    if running is not None:
        return running
    job = jobs.enqueue(JOB, actor=actor, subject=str(freeze), freeze=freeze.pk)
    record.note(actor=actor, role=role, action="check_freeze", subject=str(freeze))
    return job


@background.job(JOB)
def check_by_job(progress: background.Progress, *, freeze: int) -> dict[str, Any]:
    """Work a freeze out again; what differs first, if anything does."""
    held = Freeze.objects.select_related("year").get(pk=freeze)
    return check_again(held, progress).as_json()


def check_again(freeze: Freeze, progress: background.Progress | None = None) -> Checked:
    """Recompute every digest of a freeze from its documents and the law as it is now.

    A document that was made anonymous is named as such: nothing can be worked out of it any more.
    """
    law = law_of(freeze.year)
    if laws.rules_digest(law) != freeze.rules_digest:
        return Checked(False, "rules")
    if laws.values_digest(law) != freeze.values_digest:
        return Checked(False, "values")
    made = Made(law)
    for chunk, kept in _frozen(freeze):
        digests = [document_digest(o.number, written(o.document), o.pending) for o in chunk]
        for one, digest, was in zip(chunk, digests, kept, strict=True):
            if not one.document:
                return Checked(False, "anonymous", one.number)
            if digest != was:
                return Checked(False, "document", one.number)
        made.add(chunk, digests)
        if progress is not None:
            progress(len(made.numbers), freeze.count)
    if len(made.numbers) != freeze.count or made.inputs_digest != freeze.inputs_digest:
        return Checked(False, "inputs")
    return _outcomes_checked(freeze, made)


def _outcomes_checked(freeze: Freeze, made: Made) -> Checked:
    found = scoring.outcomes(law_of(freeze.year), made.cohort, freeze.quota)
    lines = {row.number: row.line() for row in scoring.rows(found, made.pending)}
    kept = dict(kept_lines(freeze))
    for number in sorted({*lines, *kept}):
        if lines.get(number) != kept.get(number):
            return Checked(False, "outcome", number)
    if scoring.digest_of(list(lines.values())) != freeze.outcomes_digest:
        return Checked(False, "outcomes")
    return Checked(True)


def _frozen(freeze: Freeze) -> Iterator[tuple[list[Verified], list[str]]]:
    """The frozen documents in chunks, each with the digests that were kept."""
    rows = Frozen.objects.filter(freeze=freeze).order_by("pk")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = some[-1].pk
        chunk = [Verified(o.declaration_id, o.number, o.document, o.pending) for o in some]
        yield chunk, [one.digest for one in some]

"""Freezing a year: every verified document kept as it is, with its digest, and the law beside it."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Max, Sum

from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.operations import background, jobs
from luohu.web.operations.background import Kept
from luohu.web.operations.models import Job
from luohu.web.operations.models import State as JobState
from luohu.web.protection import ciphers
from luohu.web.record import services as record
from luohu.web.record.covering import covered
from luohu.web.record.digests import digest_of, state_of
from luohu.web.record.reasons import reason
from luohu.web.selection import laws, scoring
from luohu.web.selection.models import Freeze, FreezeState, Frozen, Outcome, Publication
from luohu.web.selection.reading import cohort_of
from luohu.web.selection.refusals import refuse_outside, refuse_unless
from luohu.web.selection.writing import insert
from luohu.web.shell.refusals import refused
from luohu.web.verification import outcome
from luohu.web.verification.models import Check
from luohu.web.verification.scoring import marked
from luohu.web.years import clock
from luohu.web.years.calendar import Window
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHUNK = 5000
ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
JOB = "selection.freeze"
WATCHED = (
    "year_id", "number", "state", "rules_digest", "values_digest", "inputs_digest", "digest",
    "outcomes_digest", "count", "quota", "figures",
)  # fmt: skip
IN_FORCE = (FreezeState.MAKING, FreezeState.MADE)
TO_RANK = (State.SUBMITTED, State.VERIFIED)


def in_force(year: Year) -> Freeze | None:
    """The freeze of a year that is in force; while there is one no decision may change."""
    return Freeze.objects.filter(year=year, state__in=IN_FORCE).first()


@transaction.atomic(durable=True)
def freeze(*, actor: User, year: Year) -> Freeze:
    """Have everything that is verified frozen, scored and ranked, by a job; the authority only.

    Refused outside the time of ranking, without a quota, while another freeze is in force, or where
    the program has another version of the law than the year was opened with.
    """
    refuse_unless(actor, Role.AUTHORITY)
    held = Year.objects.select_for_update().get(pk=year.pk)
    refuse_outside(held, Window.RANKING)
    _refuse_unready(held)
    last = Freeze.objects.filter(year=held).aggregate(last=Max("number"))["last"] or 0
    made = Freeze.objects.create(
        year=held, number=last + 1, made=clock.moment(held), by=actor, quota=held.quota or 0,
        publicity=held.publicity_to - held.publicity_from,
    )  # fmt: skip
    made.job = jobs.enqueue(JOB, actor=actor, subject=str(made), freeze=made.pk).pk
    made.save(update_fields=["job"])
    _note(made, "freeze", actor)
    return made


def _refuse_unready(year: Year) -> None:
    if year.quota is None:
        right = Text("先在年度里填写落户规模", "state the quota of the year first")
        raise refused("还没有落户规模", "there is no quota", right, "quota")
    if in_force(year) is not None:
        right = Text("先放弃现有的冻结", "give up the one in force first")
        raise refused("已有冻结", "a freeze is in force", right)
    if (found := law_of(year).book.name) != year.rules:
        right = Text(f"由运维装回 {year.rules}", f"have the site run with {year.rules} again")
        wrong = f"程序现有的规则是 {found}", f"the program now has the law {found}"
        raise refused(*wrong, right, "rules")
    if not Declaration.objects.filter(year=year, state__in=TO_RANK).exists():
        right = Text("先有提交的申报", "there must be declarations that were submitted")
        raise refused("没有可以排名的申报", "there is nothing to rank", right)


@transaction.atomic(durable=True)
def give_up(*, actor: User, freeze: Freeze, why: str) -> Freeze:
    """Give a freeze up, so that decisions may change again; never one that was published."""
    refuse_unless(actor, Role.AUTHORITY)
    words = reason(why)
    held = locked(freeze)
    if held.state not in IN_FORCE or Publication.objects.filter(freeze=held).exists():
        right = Text("只有未公示的有效冻结可以放弃", "only one in force that is not published")
        raise refused("不能放弃这次冻结", "it cannot be given up", right)
    before = state_of(held, WATCHED)
    held.state, held.why = FreezeState.SUPERSEDED, words
    held.save(update_fields=["state", "why"])
    _note(held, "give_up_freeze", actor, before, words)
    return held


@dataclass
class Made:
    """What a freeze is made of, as it grows."""

    law: InForce
    cohorts: list[Cohort] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    declarations: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    pending: dict[int, list[str]] = field(default_factory=dict)

    def add(self, chunk: list[Verified], digests: list[str]) -> None:
        """Take a chunk of documents, whose digests are known."""
        numbers = [one.number for one in chunk]
        pending = [one.pending for one in chunk]
        begin = len(self.numbers)
        self.pending |= {begin + k: facts for k, facts in enumerate(pending) if facts}
        cohort = cohort_of([one.document for one in chunk], numbers)
        self.cohorts.append(marked(self.law, cohort, pending))
        self.numbers += numbers
        self.declarations += [one.declaration for one in chunk]
        self.digests += digests

    @property
    def cohort(self) -> Cohort:
        """Everybody."""
        return Cohort.joined(self.cohorts)

    @property
    def inputs_digest(self) -> str:
        """SHA-256 (hex) of the digests of all documents, in the order of their numbers."""
        return inputs_digest(zip(self.numbers, self.digests, strict=True))


def inputs_digest(told: Iterable[tuple[str, str]]) -> str:
    """SHA-256 (hex) of the numbers of documents and their digests, in the order of their numbers."""
    kept = sha256()
    for number, digest in sorted(told):
        kept.update(f"{number} {digest}\n".encode())
    return kept.hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """One document to be frozen: whose, and the facts that nobody has decided."""

    declaration: int
    number: str
    document: dict[str, Any]
    pending: list[str]


def written(value: Any) -> str:
    """What JSON holds, in its one form: the same text as `canonical` gives, without looking for more."""
    return ENCODER.encode(value)


def document_digest(number: str, content: str, pending: list[str]) -> str:
    """SHA-256 (hex) of a document in its canonical form, its number and its pending facts."""
    return sha256(f"{number}\n{','.join(sorted(pending))}\n{content}".encode()).hexdigest()


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles of garbage meanwhile: documents have none, and looking takes a quarter."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class GivenUp(Exception):
    """The freeze is no longer being made, or by a later attempt."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at making a freeze, and which run of its job it is of."""

    freeze: int
    run: tuple[tuple[int, str, int], ...]

    @classmethod
    def of(cls, freeze: Freeze) -> Attempt:
        """The attempt that begins now."""
        return cls(freeze.pk, _running(freeze))

    @contextmanager
    def holding(self) -> Iterator[None]:
        """A transaction that writes only while this attempt still makes the freeze; else GivenUp."""
        with transaction.atomic():
            held = Freeze.objects.select_for_update(of=("self",)).get(pk=self.freeze)
            if held.state != FreezeState.MAKING or _running(held) != self.run:
                raise GivenUp(self.freeze)
            yield


def _running(freeze: Freeze) -> tuple[tuple[int, str, int], ...]:
    """The jobs that make a freeze now: a lease that went to another worker is another run."""
    jobs_of = Job.objects.filter(name=JOB, subject=str(freeze), state=JobState.RUNNING)
    return tuple(jobs_of.order_by("pk").values_list("pk", "worker", "attempts"))


@background.job(JOB)
def make(progress: background.Progress, *, freeze: int) -> Kept | dict[str, Any]:
    """Freeze, score and rank; what is half written by an earlier attempt is thrown away first.

    Each part is written only while this attempt still holds the freeze: one that was taken for dead
    deletes and adds nothing.
    """
    held = Freeze.objects.select_related("year", "by").get(pk=freeze)
    attempt = Attempt.of(held)
    try:
        with uncollected():
            return _made(attempt, held, progress)
    except GivenUp:
        return {"given_up": True}
    except Refused as refusal:
        words = refusal.faults[0].wrong
        why = covered(f"{refusal.faults[0].place.column} {words.zh}")
        return Kept(lambda: _failed(freeze, why))


def _made(attempt: Attempt, held: Freeze, progress: background.Progress) -> Kept:
    law = law_of(held.year)
    with attempt.holding():
        Outcome.objects.filter(freeze=held).delete()
        Frozen.objects.filter(freeze=held).delete()
    before = _fingerprint(held.year)
    made = _frozen(attempt, held, Made(law), progress)
    _refuse_changed(before, _fingerprint(held.year))
    found = scoring.outcomes(law, made.cohort, held.quota)
    lines = _written(attempt, found, made)
    digests = _digests(held, law, made, scoring.digest_of(lines))
    figures = figures_of(found)
    return Kept(lambda: _done(held.pk, digests, figures, len(made.numbers)))


def _frozen(attempt: Attempt, held: Freeze, made: Made, progress: background.Progress) -> Made:
    """Write every verified document, chunk by chunk."""
    total = Declaration.objects.filter(year=held.year, state__in=TO_RANK).count()
    done = 0
    for chunk in _chunks(held.year):
        contents = [written(one.document) for one in chunk]
        digests = [
            document_digest(one.number, content, one.pending)
            for one, content in zip(chunk, contents, strict=True)
        ]
        made.add(chunk, digests)
        with attempt.holding():
            insert(Frozen, FROZEN, _frozen_rows(held, chunk, contents, digests))
        done += len(chunk)
        progress(min(done, total), total)
    return made


FROZEN = ("freeze", "declaration", "number", "document", "pending", "digest")


def _frozen_rows(
    held: Freeze, chunk: list[Verified], contents: list[str], digests: list[str]
) -> Iterator[tuple[Any, ...]]:
    place = Frozen._meta.get_field("document").place
    for one, content, digest in zip(chunk, contents, digests, strict=True):
        sealed = ciphers.seal(content.encode(), place)
        yield held.pk, one.declaration, one.number, sealed, written(one.pending), digest


def _chunks(year: Year) -> Iterator[list[Verified]]:
    chunk: list[Verified] = []
    for told in outcome.verified_documents(year):
        chunk.append(Verified(*told))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


OUTCOME = (
    "freeze", "declaration", "number", "eligible", "total", "least", "most", "rank", "admitted",
    "indicators", "unknown",
)  # fmt: skip


def _written(attempt: Attempt, found: scoring.Outcomes, made: Made) -> list[str]:
    """Write everybody's outcome, chunk by chunk; the lines that its digest is of."""
    lines: list[str] = []
    told = zip(made.declarations, scoring.rows(found, made.pending), strict=True)
    while some := list(islice(told, CHUNK)):
        lines += [row.line() for _, row in some]
        with attempt.holding():
            insert(Outcome, OUTCOME, [_outcome(attempt.freeze, *one) for one in some])
    return lines


def _outcome(freeze: int, declaration: int, row: scoring.Row) -> tuple[Any, ...]:
    return (freeze, declaration, row.number, row.eligible, row.total, row.least, row.most, row.rank,
            row.admitted, written(row.indicators), written(row.unknown))  # fmt: skip


def _digests(held: Freeze, law: InForce, made: Made, outcomes: str) -> dict[str, str]:
    found = {
        "rules": law.book.name,
        "rules_digest": laws.rules_digest(law),
        "values_digest": laws.values_digest(law),
        "inputs_digest": made.inputs_digest,
    }
    whole = {**found, "cycle": held.year.cycle, "quota": held.quota, "count": len(made.numbers)}
    return {**found, "digest": digest_of(whole), "outcomes_digest": outcomes}


def figures_of(found: scoring.Outcomes) -> dict[str, Any]:
    """What a selection came to, as numbers."""
    selection = found.selection
    return {
        "quota": selection.quota,
        "cutoff": selection.cutoff,
        "admitted": selection.admitted,
        "ties": selection.ties,
        "ranked": selection.ranked,
        "not_eligible": int((~found.possible).sum()),
        "open": int(found.open.sum()),
        "blocking": int(found.blocking.sum()),
        "reach": found.reach,
    }


def _fingerprint(year: Year) -> dict[str, Any]:
    """What differs as soon as anything that is frozen has changed."""
    checks = Check.objects.filter(year=year).aggregate(n=Count("pk"), revisions=Sum("revision"))
    stands = Declaration.objects.filter(year=year, state__in=TO_RANK)
    return {**checks, **stands.aggregate(people=Count("pk"), content=Sum("revision"))}


def _refuse_changed(before: dict[str, Any], after: dict[str, Any]) -> None:
    if before != after:
        right = Text("重新冻结", "freeze again")
        raise refused(
            "冻结期间有核查结论变动", "something changed while it was being frozen", right
        )


def _done(
    pk: int, digests: dict[str, str], figures: dict[str, Any], count: int
) -> dict[str, Any] | None:
    """Say that a freeze is made, within the transaction that ends its job."""
    held = Freeze.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if held.state != FreezeState.MAKING:
        return {"given_up": True}
    before = state_of(held, WATCHED)
    for name, value in digests.items():
        setattr(held, name, value)
    held.figures, held.count, held.state = figures, count, FreezeState.MADE
    held.save(update_fields=[*digests, "figures", "count", "state"])
    _note(held, "frozen", held.by, before)
    return {"freeze": pk, "count": count, "digest": held.digest}


def _failed(pk: int, why: str) -> dict[str, Any]:
    """Say why a freeze was not made, within the transaction that ends its job."""
    held = Freeze.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if held.state != FreezeState.MAKING:
        return {"given_up": True}
    before = state_of(held, WATCHED)
    held.state, held.why = FreezeState.FAILED, why[:500]
    held.save(update_fields=["state", "why"])
    _note(held, "freeze_failed", held.by, before, why)
    return {"freeze": pk, "failed": why}


def locked(freeze: Freeze) -> Freeze:
    """A freeze with its year, held until the transaction ends."""
    return Freeze.objects.select_for_update(of=("self",)).select_related("year").get(pk=freeze.pk)


def _note(held: Freeze, action: str, actor: Any, before: str = "", why: str = "") -> None:
    record.note(
        actor=actor, role=Role.AUTHORITY, action=action, subject=str(held), before=before,
        after=state_of(held, WATCHED), why=why,
    )  # fmt: skip

"""Publishing a list: the lines, every declaration's new state and the record in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import written
from luohu.web.declarations.stepping import step_many
from luohu.web.operations import background, jobs
from luohu.web.operations.models import Job
from luohu.web.protection import blind
from luohu.web.record import services as record
from luohu.web.record.digests import canonical, state_of
from luohu.web.selection import intact
from luohu.web.selection.freezing import TO_RANK, locked
from luohu.web.selection.hindering import standing_in_the_way
from luohu.web.selection.listings import noted
from luohu.web.selection.models import Freeze, FreezeState, Frozen, Listing, Outcome, Publication
from luohu.web.selection.naming import named
from luohu.web.selection.refusals import refuse_outside, refuse_unless
from luohu.web.shell.refusals import refused
from luohu.web.years import clock
from luohu.web.years.calendar import Window
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

JOB = "selection.publish"
NAMED = 50  # of those who stand in the way so many are named
BATCH = 500
LATE = datetime.timedelta(hours=1)  # so much later than announced a list may still begin
WATCHED = ("year_id", "freeze_id", "published", "digest", "takes_down")
NAME = "name"


@transaction.atomic(durable=True)
def publish(*, actor: User, freeze: Freeze) -> Publication:
    """Publish the list of a freeze, all of it or nothing; a publisher only, never who froze it.

    Refused while anybody stands in the way, and where what was frozen is no longer as it was.
    """
    refuse_unless(actor, Role.PUBLISHER)
    return _published(actor, freeze)


@transaction.atomic(durable=True)
def ask_to_publish(*, actor: User, freeze: Freeze) -> Job:
    """Have the list of a freeze published by a job; refused at once where it may not be."""
    refuse_unless(actor, Role.PUBLISHER)
    refuse_unready(actor, locked(freeze))
    if (running := jobs.unfinished(JOB, str(freeze))) is not None:
        return running
    return jobs.enqueue(JOB, actor=actor, subject=str(freeze), freeze=freeze.pk, publisher=actor.pk)


@background.job(JOB)
def publish_by_job(progress: background.Progress, *, freeze: int, publisher: int) -> dict[str, Any]:
    """Publish in one transaction; what an earlier attempt published already is not published twice.

    The job goes on saying that it is alive meanwhile: a city's list takes its time.
    """
    from django.contrib.auth.models import User

    progress(0, 1)
    made = Publication.objects.filter(freeze=freeze, by=publisher).first()
    if made is None:
        actor = User.objects.get(pk=publisher)
        made = publish(actor=actor, freeze=Freeze.objects.get(pk=freeze))
    return {"publication": made.pk, "digest": made.digest}


def refuse_unready(actor: User, freeze: Freeze) -> None:
    """Refuse what may not be published: by whom, when, or because of whom."""
    if freeze.by_id == actor.pk:
        right = Text("请另一位发布人员发布", "another publisher has to do it")
        raise refused("冻结的人不能发布", "who froze it cannot publish it", right)
    if freeze.state != FreezeState.MADE:
        right = Text("先冻结并排名", "freeze and rank first")
        raise refused("这次冻结没有生效", "this freeze is not in force", right)
    _refuse_at(freeze)
    if Publication.objects.filter(year=freeze.year).exists():
        right = Text("一个年度只公示一次", "a year is published once")
        raise refused("已经公示", "it is published already", right)
    refuse_standing_in_the_way(freeze)


def _refuse_at(freeze: Freeze) -> None:
    """Refuse outside publicity, and where less of it is left than was announced when it was frozen.

    The guard of the product, not a rule of the law: whoever publishes late moves the end first.
    """
    year, moment = freeze.year, clock.moment(freeze.year)
    refuse_outside(year, Window.PUBLICITY)
    announced = freeze.publicity or year.publicity_to - year.publicity_from
    if year.publicity_to - moment >= announced - LATE:
        return
    end = written(moment + announced)
    right = Text(
        f"先在年度日历中把公示截止改到 {end} 或以后",
        f"move the end of publicity in the calendar of the year to {end} or later first",
    )
    raise refused("公示的时间不足", "less time is left than was announced", right, "publicity_to")


def refuse_standing_in_the_way(freeze: Freeze) -> None:
    """Refuse to publish while anybody stands in the way, naming them."""
    found = standing_in_the_way(freeze)
    if found:
        raise Refused([_in_the_way(freeze, len(found), *one) for one in found[:NAMED]])


def _in_the_way(freeze: Freeze, many: int, number: str, why: Text, facts: list[str]) -> Fault:
    unknown = named(law_of(freeze.year), facts)
    right = Text(f"先办结;共 {many} 项", f"have it settled first; {many} in all")
    wrong = Text(f"{why.zh} {unknown.zh}".strip(), f"{why.en} {unknown.en}".strip())
    return Fault(Place(column=number), wrong, right)


def _published(actor: User, freeze: Freeze) -> Publication:
    """Publish within the caller's transaction."""
    held = locked(freeze)
    # Every row is locked before the record's head is, as single steps lock them.
    mine = Declaration.objects.select_for_update().filter(year=held.year, state__in=TO_RANK)
    everybody = set(mine.order_by("pk").values_list("pk", flat=True))
    refuse_unready(actor, held)
    intact.refuse_altered(held)
    moment = clock.moment(held.year)
    lines = lines_of(held)
    made = Publication.objects.create(
        year=held.year, freeze=held, published=moment, by=actor, digest=digest_of(lines),
        takes_down=held.year.publicity_to,
    )  # fmt: skip
    for line in lines:
        line.publication = made
    Listing.objects.bulk_create(lines, batch_size=BATCH)
    admitted = {line.declaration_id for line in lines}
    step_many(admitted, "list", actor=actor, role=Role.PUBLISHER, moment=moment)
    step_many(everybody - admitted, "not_list", actor=actor, role=Role.PUBLISHER, moment=moment)
    listed = Listing.objects.filter(publication=made)
    record.note_many(noted(one, "publish", actor=actor, role=Role.PUBLISHER) for one in listed)
    record.note(
        actor=actor, role=Role.PUBLISHER, action="publish", subject=str(made),
        after=state_of(made, WATCHED), why=f"{held} {made.digest}",
    )  # fmt: skip
    return made


def lines_of(freeze: Freeze) -> list[Listing]:
    """The lines of a list, not saved: by rank, within a rank by number, which decides nothing."""
    admitted = Outcome.objects.filter(freeze=freeze, admitted=True).order_by("rank", "number")
    told = list(admitted.values_list("declaration_id", "rank", "number", "total"))
    people = _people([declaration for declaration, _, _, _ in told])
    born = _months(freeze, [number for _, _, number, _ in told])
    lines = []
    for position, (declaration, rank, number, total) in enumerate(told, 1):
        person = people[declaration]
        lines.append(
            Listing(
                declaration_id=declaration, position=position, rank=rank, number=number, total=total or 0,
                name=person.name, name_index=blind.index(person.name, NAME),
                birth_month=born[number], employer=person.employer.name if person.employer else "",
            )
        )  # fmt: skip
    return lines


def _people(pks: Sequence[int]) -> dict[int, Declaration]:
    wanted = ("name", "employer__name")
    found: dict[int, Declaration] = {}
    for begin in range(0, len(pks), BATCH):
        some = Declaration.objects.filter(pk__in=pks[begin : begin + BATCH])
        found |= {one.pk: one for one in some.select_related("employer").only(*wanted)}
    return found


def _months(freeze: Freeze, numbers: Sequence[str]) -> dict[str, str]:
    """The months of birth that the frozen documents state: what was verified, not what was typed."""
    found: dict[str, str] = {}
    for begin in range(0, len(numbers), BATCH):
        some = Frozen.objects.filter(freeze=freeze, number__in=numbers[begin : begin + BATCH])
        found |= {one.number: str(one.document.get("born") or "")[:7] for one in some}
    return found


def digest_of(lines: Iterable[Listing]) -> str:
    """SHA-256 (hex) of a list's document as it is published: a line of JSON for each, in their order."""
    kept = sha256()
    for one in lines:
        cells = [one.position, one.rank, one.name, one.birth_month, one.employer, one.total]
        kept.update(canonical(cells).encode() + b"\n")
    return kept.hexdigest()

"""Publishing a list: the lines, every declaration's new state and the record in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.declarations.stepping import step_many
from luohu.web.operations import background, jobs
from luohu.web.operations.models import Job
from luohu.web.protection import blind
from luohu.web.record import services as record
from luohu.web.record.digests import canonical, state_of
from luohu.web.selection.freezing import TO_RANK, law_of, locked
from luohu.web.selection.models import Freeze, FreezeState, Listing, Outcome, Publication
from luohu.web.selection.naming import named
from luohu.web.selection.refusals import refuse_unless, refused
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

JOB = "selection.publish"
NAMED = 50  # of those who stand in the way so many are named
BATCH = 500
WATCHED = ("year_id", "freeze_id", "published", "digest", "takes_down")
NAME = "name"


@transaction.atomic(durable=True)
def publish(*, actor: User, freeze: Freeze) -> Publication:
    """Publish the list of a freeze, all of it or nothing; a publisher only, never who froze it.

    Refused while anybody whose result is open could reach the line.
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
    _refuse_at(freeze.year)
    if Publication.objects.filter(year=freeze.year).exists():
        right = Text("一个年度只公示一次", "a year is published once")
        raise refused("已经公示", "it is published already", right)
    refuse_standing_in_the_way(freeze)


def _refuse_at(year: Year) -> None:
    moment = clock.moment(year)
    if not year.results_to <= moment < year.publicity_to:
        right = Text("复核排名开始后、公示截止前", "after ranking began, before publicity ends")
        raise refused("现在不能公示", "this is not the time to publish", right)


def standing_in_the_way(freeze: Freeze) -> list[tuple[str, Text, list[str]]]:
    """Whoever keeps a list from being published: number, why, and what is unknown of them.

    Somebody open who could reach the line; somebody admitted of whom a fact is still undecided;
    somebody who has been excluded since the freeze.
    """
    reach = freeze.figures.get("reach")
    opened = Outcome.objects.filter(freeze=freeze, rank=0).exclude(eligible=False)
    found = [
        (number, OPEN, unknown)
        for number, most, unknown in opened.values_list("number", "most", "unknown").order_by(
            "number"
        )
        if reach is None or most is None or most >= reach
    ]
    admitted = Outcome.objects.filter(freeze=freeze, admitted=True)
    unverified = admitted.filter(declaration__state=State.SUBMITTED)
    found += [(one, UNDECIDED, []) for one in unverified.values_list("number", flat=True)]
    gone = Outcome.objects.filter(freeze=freeze).exclude(declaration__state__in=TO_RANK)
    return found + [(one, EXCLUDED, []) for one in gone.values_list("number", flat=True)]


OPEN = Text("结果未定,可能达到分数线", "open, and could reach the line")
UNDECIDED = Text("已入围,还有事实未核定", "admitted, with a fact that nobody has decided")
EXCLUDED = Text("冻结后已被排除,须重新冻结", "excluded since the freeze: freeze again")


def refuse_standing_in_the_way(freeze: Freeze) -> None:
    """Refuse to publish while anybody stands in the way, naming them."""
    found = standing_in_the_way(freeze)
    if found:
        raise Refused([_in_the_way(freeze, len(found), *one) for one in found[:NAMED]])


def _in_the_way(freeze: Freeze, many: int, number: str, why: Text, facts: list[str]) -> Fault:
    unknown = named(law_of(freeze.year), facts)
    right = Text(f"先由部门核定;共 {many} 人", f"have it settled first; {many} people")
    wrong = Text(f"{why.zh} {unknown.zh}".strip(), f"{why.en} {unknown.en}".strip())
    return Fault(Place(column=number), wrong, right)


def _published(actor: User, freeze: Freeze) -> Publication:
    """Publish within the caller's transaction."""
    held = locked(freeze)
    # Every row is locked before the record's head is, as single steps lock them.
    mine = Declaration.objects.select_for_update().filter(year=held.year, state__in=TO_RANK)
    everybody = set(mine.order_by("pk").values_list("pk", flat=True))
    refuse_unready(actor, held)
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
    lines = []
    for position, (declaration, rank, number, total) in enumerate(told, 1):
        person = people[declaration]
        lines.append(
            Listing(
                declaration_id=declaration, position=position, rank=rank, number=number, total=total or 0,
                name=person.name, name_index=blind.index(person.name, NAME),
                birth_month=f"{person.born:%Y-%m}" if person.born else "",
                employer=person.employer.name if person.employer else "",
            )
        )  # fmt: skip
    return lines


def _people(pks: Sequence[int]) -> dict[int, Declaration]:
    wanted = ("name", "born", "employer__name")
    found: dict[int, Declaration] = {}
    for begin in range(0, len(pks), BATCH):
        some = Declaration.objects.filter(pk__in=pks[begin : begin + BATCH])
        found |= {one.pk: one for one in some.select_related("employer").only(*wanted)}
    return found


def digest_of(lines: Iterable[Listing]) -> str:
    """SHA-256 (hex) of a list's document: a line of JSON for each, in their order."""
    kept = sha256()
    for one in lines:
        cells = [
            one.position,
            one.rank,
            one.number,
            one.name,
            one.birth_month,
            one.employer,
            one.total,
        ]
        kept.update(canonical(cells).encode() + b"\n")
    return kept.hexdigest()

"""The checks of a year, laid out before the departments once declarations are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM, State, written
from luohu.web.declarations.stepping import batches
from luohu.web.operations import background, jobs
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.verification import freezes
from luohu.web.verification.deciding import WATCHED
from luohu.web.verification.models import Check, Decision
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from luohu.web.operations.models import Job

Progress = Callable[[int, int], None]
JOB = "verification.lay_out"
BATCH = 1000
UNTOUCHED = (0, Decision.PENDING)


def lay_out(year: Year, progress: Progress | None = None) -> int:
    """Make the pending checks that submitted declarations still lack; how many were made.

    What was withdrawn and submitted again is laid out anew: what was decided of it before no longer
    counts. Called again it makes nothing more, and nothing under a freeze. Each batch is a
    transaction of its own.
    """
    rows = Declaration.objects.filter(year=year, state=State.SUBMITTED).order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    made = 0
    for begin in range(0, len(pks), BATCH):
        made += _laid_out(year, pks[begin : begin + BATCH])
        if progress is not None:
            progress(min(begin + BATCH, len(pks)), len(pks))
    return made


@transaction.atomic(durable=True)
def _laid_out(year: Year, pks: Sequence[int]) -> int:
    """One batch: what is stale is renewed, what is missing made, and both noted."""
    year = freezes.hold_years([year.pk])[year.pk]
    if freezes.in_force(year):
        return 0
    rows = Declaration.objects.select_for_update(of=("self",)).order_by("pk")
    waiting = rows.filter(year=year, pk__gte=pks[0], pk__lte=pks[-1], state=State.SUBMITTED)
    receipts = dict(waiting.values_list("pk", "receipt"))
    known = Check.objects.filter(declaration__in=receipts)
    renewed = _renewed(known.exclude(receipt=F("declaration__receipt")), receipts, year)
    made = _made(year, pks[0], pks[-1])
    if made or renewed:
        why = f"{made} +{len(renewed)}"
        record.note_many([*renewed, Entry(None, SYSTEM, "lay_out", f"year:{year.pk}", why=why)])
    return made


def _made(year: Year, first: int, last: int) -> int:
    """Make the checks that are missing of declarations whose keys lie between; by the database itself."""
    if not year.departments:
        return 0
    pairs = [one for pair in year.departments.items() for one in pair]
    statement = f"""
        INSERT INTO {Check._meta.db_table}
        (year_id, declaration_id, fact, department, decision, late, revision, receipt)
        SELECT d.year_id, d.id, f.column1, f.column2, %s, %s, 0, d.receipt
        FROM {Declaration._meta.db_table} d
        CROSS JOIN (VALUES {", ".join(["(%s, %s)"] * len(year.departments))}) AS f
        WHERE d.year_id = %s AND d.state = %s AND d.id BETWEEN %s AND %s
        ON CONFLICT (declaration_id, fact) DO NOTHING
    """
    told = [Decision.PENDING.value, False, *pairs, year.pk, State.SUBMITTED.value, first, last]
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return max(int(cursor.rowcount), 0)


def _renewed(stale: Iterable[Check], receipts: dict[int, str], year: Year) -> list[Entry]:
    """Set checks of what was submitted anew back to pending; what the record shall say of each."""
    entries = []
    for check in stale:
        before = state_of(check, WATCHED)
        check.decision, check.corrected, check.reason = Decision.PENDING, None, None
        check.by, check.at, check.late = None, None, False
        check.receipt = receipts[check.declaration_id]
        check.department = year.departments.get(check.fact, check.department)
        check.revision += 1
        check.save()
        after = state_of(check, WATCHED)
        entries.append(Entry(None, SYSTEM, "renew", f"check:{check.pk}", before, after))
    return entries


def handed_over(checks: Iterable[Check], year: Year) -> list[Entry]:
    """Give checks to the departments that answer for their facts now; what the record shall say of each.

    In the caller's transaction, which holds the year. What is decided stays decided, by whom it was.
    """
    entries, moved = [], defaultdict[str, list[int]](list)
    for check in checks:
        before, was = state_of(check, WATCHED), check.department
        check.department = year.departments.get(check.fact, was)
        if check.department == was:
            continue
        moved[check.department].append(check.pk)
        if (check.revision, check.decision) != UNTOUCHED:
            after, why = state_of(check, WATCHED), f"{was} → {check.department}"
            entries.append(
                Entry(None, SYSTEM, "move_check", f"check:{check.pk}", before, after, why)
            )
    for department, pks in moved.items():
        for some in batches(pks):
            Check.objects.filter(pk__in=some).update(department=department)
    return entries


def lay_out_due() -> int:
    """Lay out every year whose declaration is closed and whose ranking is not; how many checks were made."""
    years = ((year, clock.moment(year)) for year in Year.objects.order_by("pk"))
    due = [year for year, moment in years if year.declares_to <= moment < year.ranks_to]
    return sum(lay_out(year) for year in due)


@transaction.atomic(durable=True)
def ask_to_lay_out(*, actor: User, year: Year) -> Job:
    """Have the checks of a year laid out in the background; one job at a time, noted."""
    running = jobs.unfinished(JOB, f"year:{year.pk}")
    if running is not None:
        return running
    moment = clock.moment(year)
    if not year.declares_from <= moment < year.ranks_to:
        right = Text(
            f"{written(year.declares_from)} 至 {written(year.ranks_to)}(不含)之间可以",
            f"from {written(year.declares_from)} until before {written(year.ranks_to)}",
        )
        raise Refused([Fault(Place(), Text("现在不能分派", "nothing can be laid out now"), right)])
    job = jobs.enqueue(JOB, actor=actor, subject=f"year:{year.pk}", year=year.pk)
    record.note(actor=actor, role="authority", action="ask_lay_out", subject=f"year:{year.pk}")
    return job


@background.job(JOB)
def _job(progress: Progress, *, year: int) -> dict[str, int]:
    """The job: every check that is missing, batch by batch."""
    return {"made": lay_out(Year.objects.get(pk=year), progress)}

"""Selections for tests: a small year with everything decided, frozen, published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.stepping import step_many
from luohu.web.operations.working import Worker
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.selection import services
from luohu.web.selection.freezing import WATCHED as FROZEN
from luohu.web.selection.intact import kept_lines
from luohu.web.selection.models import Freeze, Listing, Publication
from luohu.web.selection.rehearsed import OPENS_INVENTED
from luohu.web.selection.scoring import digest_of
from luohu.web.verification.deciding import WATCHED
from luohu.web.verification.laying import lay_out
from luohu.web.verification.models import Check, Decision
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts.people import officer
from tests.web.declarations import made as declarations
from tests.web.years import made as years


def work() -> None:
    """Do every job that waits."""
    worker = Worker(beating=False)
    while worker.once():
        pass


def decide_everything(year: Year, *, but: Mapping[int, str] | None = None) -> None:
    """Have every check confirmed, but for a fact of some declarations; all who are complete verified."""
    lay_out(year)
    waiting = Check.objects.filter(year=year, decision=Decision.PENDING)
    for pk, fact in (but or {}).items():
        waiting = waiting.exclude(declaration=pk, fact=fact)
    with transaction.atomic():
        record.note_many(list(_confirmed(waiting, year)))
        left = Check.objects.filter(year=year, decision=Decision.PENDING).values("declaration")
        done = Declaration.objects.filter(year=year, state="submitted").exclude(pk__in=left)
        pks = list(done.values_list("pk", flat=True))
        step_many(pks, "verify", actor=None, role="system", moment=year.verifies_to)


def _confirmed(waiting: QuerySet[Check], year: Year) -> Iterator[Entry]:
    for check in waiting:
        before = state_of(check, WATCHED)
        check.decision, check.at, check.revision = Decision.CONFIRMED, year.verifies_to, 1
        check.save(update_fields=["decision", "at", "revision"])
        after = state_of(check, WATCHED)
        yield Entry(None, "verifier", "decide_confirmed", f"check:{check.pk}", before, after)


def ready(people: int = 8, **changes: Any) -> Year:
    """A year in the time of ranking, with so many declarations of which everything is decided."""
    year = years.year(**{"quota": 3, **changes})
    for _ in range(people):
        declarations.declaration(year)
    years.at(year, Window.RANKING)
    decide_everything(year)
    return year


def frozen(year: Year | None = None, actor: User | None = None) -> Freeze:
    """A freeze that is made."""
    made = services.freeze(actor=actor or officer(Role.AUTHORITY), year=year or ready())
    work()
    made.refresh_from_db()
    return made


def published(freeze: Freeze | None = None) -> Publication:
    """A list that was published as publicity began; now is the middle of it."""
    held = freeze or frozen()
    begin_publicity(held)
    made = services.publish(actor=officer(Role.PUBLISHER), freeze=held)
    years.at(held.year, Window.PUBLICITY)
    return made


def begin_publicity(freeze: Freeze) -> None:
    """Move the clock of a rehearsal to the moment at which the list may go out."""
    years.to_moment(freeze.year, freeze.year.publicity_from)


def invented(publication: Publication) -> Publication:
    """The same list as one of the demonstration, which everybody may see."""
    year = publication.year
    year.opened_by = officer(Role.AUTHORITY, username=OPENS_INVENTED)
    year.save(update_fields=["opened_by"])
    return publication


def restated(freeze: Freeze) -> None:
    """Outcomes that a test changed, as if they had been frozen so."""
    with transaction.atomic():
        before = state_of(freeze, FROZEN)
        freeze.outcomes_digest = digest_of([line for _, line in kept_lines(freeze)])
        freeze.save(update_fields=["outcomes_digest"])
        after = state_of(freeze, FROZEN)
        record.note_many([Entry(None, "authority", "frozen", str(freeze), before, after)])


def first_line(publication: Publication) -> Listing:
    """The first line of a list that has one."""
    line = publication.listings.first()
    assert line is not None
    return line

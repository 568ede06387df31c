"""Three rehearsed years for the demonstration: one that is declared in, one in review, one published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luohu.law.days import today
from luohu.schemes.catalogue import find_scheme
from luohu.web.accounts.demonstration import APPLICANT, EMPLOYER, SECOND, VERIFYING
from luohu.web.assessment.example import EXAMPLE
from luohu.web.declarations import notices
from luohu.web.declarations import services as declarations
from luohu.web.declarations.demonstration import declare_many
from luohu.web.declarations.models import Declaration
from luohu.web.operations.working import Worker
from luohu.web.protection import corrections, identity
from luohu.web.selection import services
from luohu.web.shell.clock import now
from luohu.web.verification import reviews
from luohu.web.verification import services as verification
from luohu.web.verification.deciding import Said
from luohu.web.verification.laying import lay_out
from luohu.web.verification.models import Check, Decision
from luohu.web.years import services as years
from luohu.web.years.calendar import Window, span
from luohu.web.years.models import MOMENTS, Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCHEME, PEOPLE, QUOTA = "beijing", 24, 10
FIRST = 1  # the numbers from which invented people of the demonstration's own accounts are made
# Days from the first of each moment of a calendar such as Beijing publishes.
DAYS = (0, 30, 50, 50, 58, 88, 88, 96, 996)
WAITING = 5  # checks of a department that wait in the year that is in review
REFUSED_PAST = "演练:核对后与部门记录不符"


@dataclass(frozen=True)
class Stage:
    """A rehearsed year: what it is called, how its numbers begin, and how far it has come."""

    title: str
    letter: str
    window: Window


STAGES = (
    Stage("演练·正在申报", "D", Window.DECLARING),
    Stage("演练·核查复查", "R", Window.RESULTS),
    Stage("演练·名单公示", "P", Window.PUBLICITY),
)


def load_demonstration(people: dict[str, User]) -> None:
    """The rehearsed years, made once, by the people of the demonstration by their names."""
    if Year.objects.filter(rehearsal=True, title=STAGES[0].title).exists():
        return
    _employer(people["demo-authority"])
    for seed, stage in enumerate(STAGES):
        year = _opened(stage, people["demo-authority"])
        _moved(year, Window.DECLARING, people)
        declare_many(year, PEOPLE, seed=seed + 1)
        held = _handed_over(year, people[SECOND])
        if stage.window == Window.DECLARING:
            _drafted(year, people[APPLICANT], FIRST)
        else:
            own = _claimed(year, people[APPLICANT])
            declarations.submit(
                actor=people["demo-employer"], declarations=[held], key=f"demonstration.{held.pk}"
            )
            _decided(year, people, keep=WAITING if stage.window == Window.RESULTS else 0)
        if stage.window == Window.RESULTS:
            _reviewed(own, people)
        if stage.window == Window.PUBLICITY:
            _published(year, people)
    corrections.ask(actor=people[APPLICANT], words="演示:联系电话已变更,请更正。")


def _employer(authority: User) -> None:
    name = "演示单位"
    made = declarations.add_employer(actor=authority, credit_code=EMPLOYER, name=name)
    declarations.state_employer(
        actor=authority, employer=made, name=name, registered_in_city=True, tax_registered=True,
        why="演示",
    )  # fmt: skip


def _opened(stage: Stage, authority: User) -> Year:
    start = (now() + datetime.timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    days = [start + datetime.timedelta(days=more) for more in DAYS]
    return years.open_year(
        actor=authority, scheme=SCHEME, cycle=_cycle(), title=stage.title, quota=QUOTA,
        moments=dict(zip(MOMENTS, days, strict=True)), rehearsal=True,
        number_prefix=f"Y{_cycle()}{stage.letter}",
    )  # fmt: skip


def _cycle() -> int:
    """Give this year's cycle, or the last whose law is encoded."""
    return min(today().year, max(book.cycles[1] for book in find_scheme(SCHEME).rulebooks))


def _moved(year: Year, window: Window, people: dict[str, User]) -> None:
    """Move the year's clock to the middle of a window."""
    first, closed = span(year, window)
    _moved_to(year, first + (closed - first) / 2, people)


def _moved_to(year: Year, moment: datetime.datetime, people: dict[str, User]) -> None:
    offset = moment - now()
    moved = years.move_clock(actor=people["demo-authority"], year=year, offset=offset)
    year.offset = moved.offset


def _drafted(year: Year, applicant: User, number: int) -> Declaration:
    """A draft of an invented person, with everything filled in."""
    held = declarations.begin(actor=applicant, year=year)
    born = datetime.date.fromisoformat(EXAMPLE["born"])
    told = {
        "name": applicant.first_name, "telephone": f"1990{number:07d}", "address": f"演示路{number}号",
        "identity": identity.invented(number, born=born, sex=EXAMPLE["sex"]),
    }  # fmt: skip
    return declarations.save_draft(
        actor=applicant, declaration=held, revision=held.revision, fields=told, document=EXAMPLE,
        consents=(notices.MINORS,),
    )  # fmt: skip


def _handed_over(year: Year, applicant: User) -> Declaration:
    held = _drafted(year, applicant, FIRST + 1)
    return declarations.hand_over(actor=applicant, declaration=held, credit_code=EMPLOYER)


def _decided(year: Year, people: dict[str, User], keep: int) -> None:
    """Have departments decide all but a few of their checks; one fact in ten is found otherwise."""
    _moved(year, Window.VERIFYING, people)
    lay_out(year)
    for department in VERIFYING:
        waiting = Check.objects.filter(
            year=year, department=department, decision=Decision.PENDING
        ).order_by("pk")
        rows = list(waiting)[: len(waiting) - keep if keep else None]
        verification.decide_many(actor=people[f"demo-{department}"], decisions=_said(rows))


def _said(checks: Sequence[Check]) -> Iterable[Said]:
    for k, check in enumerate(checks):
        if k % 10 == 9 and check.fact in ("tax", "awards", "honours", "work_permit"):
            yield Said(check.pk, "refuted", reason=REFUSED_PAST, revision=check.revision)
        else:
            yield Said(check.pk, "confirmed", revision=check.revision)


def _reviewed(own: Declaration, people: dict[str, User]) -> None:
    """The one who took over the declaration made for him asks for a review of one indicator."""
    _moved(own.year, Window.RESULTS, people)
    words = "住所起始月份早于核查结果,请复核。"
    reviews.ask_review(actor=people[APPLICANT], declaration=own, indicator="residence", words=words)


def _claimed(year: Year, applicant: User) -> Declaration:
    one = Declaration.objects.filter(year=year).order_by("pk")[0]
    return declarations.claim(actor=applicant, number=one.number, identity_number=one.identity)


def _published(year: Year, people: dict[str, User]) -> None:
    """Freeze and rank, publish by another officer as publicity begins, and receive an objection."""
    _moved(year, Window.RANKING, people)
    freeze = services.freeze(actor=people["demo-authority"], year=year)
    worker = Worker(beating=False)
    while worker.once():
        pass
    freeze.refresh_from_db()
    _moved_to(year, year.publicity_from, people)
    publication = services.publish(actor=people["demo-publisher"], freeze=freeze)
    services.object_to(
        actor=None, publication=publication, words="演示:名单中一人的住所情况与实际不符。",
        signatory="异议人甲", contact="演示路1号",
    )  # fmt: skip
    _moved(year, Window.PUBLICITY, people)

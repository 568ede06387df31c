"""Two rehearsed years for a demonstration: one in which people declare, one whose list is public."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from luohu.schemes.catalogue import find_scheme
from luohu.web.accounts.demonstration import EMPLOYER, load_demonstration
from luohu.web.assessment.example import EXAMPLE
from luohu.web.declarations import services as declarations
from luohu.web.declarations.demonstration import declare_many
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.declarations.notices import MINORS
from luohu.web.operations.working import Worker
from luohu.web.protection import identity
from luohu.web.selection import services as selection
from luohu.web.shell.accounts import Account
from luohu.web.shell.clock import now
from luohu.web.verification import laying
from luohu.web.verification import services as verification
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Check, Decision
from luohu.web.years import services
from luohu.web.years.departments import default_map
from luohu.web.years.models import Year
from luohu.web.years.proposals import pattern, proposed

if TYPE_CHECKING:
    from collections.abc import Iterable

BEIJING = "beijing"
DECLARING, PUBLISHED = 2026, 2025
STATED, PEOPLE, PLACES, STAFF = "演示", 24, 5, 3
APPLICANT = "demo-applicant"
SECOND = datetime.timedelta(seconds=1)
# Departments of the demonstration's verifiers; what others would verify is given to one of them.
STANDS_IN: Mapping[str, str] = {"housing": "land", "science": "employment", "honours": "employment"}


def load_years() -> list[Account]:
    """The people of every role and two rehearsed years, made once; how to sign in as each."""
    accounts = load_demonstration()
    if not Year.objects.filter(rehearsal=True, scheme=BEIJING, cycle=DECLARING).exists():
        people = {one.username: one for one in User.objects.filter(username__startswith="demo-")}
        _employer(people)
        _published(_year(PUBLISHED, people), people)
        _declaring(_year(DECLARING, people), people)
    return accounts


def _year(cycle: int, people: Mapping[str, User]) -> Year:
    """A rehearsal of a cycle with the calendar that is proposed for it, its clock in the declaration."""
    scheme = find_scheme(BEIJING)
    known = pattern(scheme)
    assert known is not None
    mapped = default_map(scheme.at(cycle))
    year = services.open_year(
        actor=people["demo-authority"], scheme=BEIJING, cycle=cycle, rehearsal=True, quota=PLACES,
        title=f"演练:北京市积分落户 {cycle}", moments=proposed(known, cycle),
        departments={fact: STANDS_IN.get(key, key) for fact, key in mapped.items()},
    )  # fmt: skip
    middle = year.declares_from + (year.declares_to - year.declares_from) * 2 / 3
    return _at(year, middle, people)


def _at(year: Year, moment: datetime.datetime, people: Mapping[str, User]) -> Year:
    """The year with its clock at a moment."""
    return services.move_clock(actor=people["demo-authority"], year=year, offset=moment - now())


def _employer(people: Mapping[str, User]) -> Employer:
    """The employer of the demonstration, registered and taxed in the city."""
    held = Employer.objects.filter(credit_code=EMPLOYER).first()
    if held is not None:
        return held
    actor = people["demo-authority"]
    held = declarations.add_employer(actor=actor, credit_code=EMPLOYER, name="演示单位")
    return declarations.state_employer(
        actor=actor, employer=held, name=held.name, registered_in_city=True, tax_registered=True,
        why=STATED,
    )  # fmt: skip


def _drafted(year: Year, actor: User, place: int) -> Declaration:
    """A declaration of somebody of the demonstration with everything filled in, still a draft."""
    held = declarations.begin(actor=actor, year=year)
    document = {name: value for name, value in EXAMPLE.items() if name != "id"}
    born = datetime.date.fromisoformat(str(document["born"]))
    told = {
        "name": f"演示申请人{place}", "telephone": f"1990001{place:04d}", "address": f"演示路{place}号",
        "identity": identity.invented(place, born=born, sex=str(document.get("sex", ""))),
    }  # fmt: skip
    return declarations.save_draft(
        actor=actor, declaration=held, revision=held.revision, fields=told, document=document,
        consents=(MINORS,),
    )  # fmt: skip


def _declaring(year: Year, people: Mapping[str, User]) -> None:
    """A year in the middle of its declaration: drafts, handed over, submitted, some verified."""
    _drafted(year, people[APPLICANT], 1)
    for place in range(2, 2 + STAFF):
        person = User.objects.create_user(f"demo-applicant-{place}")
        held = _drafted(year, person, place)
        declarations.hand_over(actor=person, declaration=held, credit_code=EMPLOYER)
    declare_many(year, PEOPLE, DECLARING)
    laying.lay_out(year)
    _confirm(Check.objects.filter(year=year).order_by("pk")[: PEOPLE * 4], people)


def _published(year: Year, people: Mapping[str, User]) -> None:
    """A year whose list is public: everything verified, frozen, published, one objection received."""
    own = _drafted(year, people[APPLICANT], 1)
    own = declarations.hand_over(actor=people[APPLICANT], declaration=own, credit_code=EMPLOYER)
    declarations.submit(actor=people["demo-employer"], declarations=[own], key="demonstration")
    declare_many(year, PEOPLE // 2, PUBLISHED)
    laying.lay_out(year)
    year = _at(year, year.results_to, people)
    _confirm(Check.objects.filter(year=year), people)
    made = selection.freeze(actor=people["demo-authority"], year=year)
    worker = Worker(beating=False)
    while worker.once():
        pass
    made.refresh_from_db()
    year = _at(year, year.publicity_from + SECOND, people)
    made.year = year
    published = selection.publish(actor=people["demo-publisher"], freeze=made)
    selection.object_to(
        actor=None, publication=published, words="名单上有人近年不在本市工作,请主管部门核实。",
        signatory="演示异议人", contact="演示路九十九号",
    )  # fmt: skip


def _confirm(checks: Iterable[Check], people: Mapping[str, User]) -> None:
    """Have the officers of the demonstration confirm what is pending of some checks."""
    by_department: dict[str, list[Said]] = {}
    for check in checks:
        said = Said(check.pk, Decision.CONFIRMED, revision=check.revision)
        by_department.setdefault(check.department, []).append(said)
    for department, decisions in by_department.items():
        for first in range(0, len(decisions), verification.MOST_AT_ONCE):
            some = decisions[first : first + verification.MOST_AT_ONCE]
            verification.decide_many(actor=people[f"demo-{department}"], decisions=some)

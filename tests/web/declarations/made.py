"""Declarations for tests: in any state, as if each step had been taken in its time, and noted."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from luohu.demo.people import make_cohort
from luohu.web.declarations import bars, employers, notices, stepping, submission
from luohu.web.declarations.contents import only_asked
from luohu.web.declarations.drafts import created, new_number
from luohu.web.declarations.models import Bar, Declaration, Employer, Receipt
from luohu.web.declarations.personal import write_details
from luohu.web.protection import identity, organisations
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.years import made as years

NUMBERS = itertools.count(1)
DOCUMENTS = make_cohort(60)
# The way to each state: action, by whom, and the moment of the year's calendar from which it may be.
SUBMITTED = (
    ("hand_over", "applicant", "declares_from"),
    ("submit", "employer", "declares_from"),
)
VERIFIED = (*SUBMITTED, ("verify", "system", "declares_to"))
LISTED = (*VERIFIED, ("list", "publisher", "publicity_from"))
CONFIRMED = (*LISTED, ("confirm", "system", "publicity_to"))
WAYS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "draft": (),
    "void": (("give_up", "applicant", "declares_from"),),
    "with_employer": SUBMITTED[:1],
    "submitted": SUBMITTED,
    "verified": VERIFIED,
    "listed": LISTED,
    "not_listed": (*VERIFIED, ("not_list", "publisher", "publicity_from")),
    "confirmed": CONFIRMED,
    "settled": (*CONFIRMED, ("settle", "authority", "publicity_to")),
    "lapsed": (*CONFIRMED, ("lapse", "system", "settles_to")),
    "cancelled": (*LISTED, ("cancel", "authority", "publicity_from")),
    "falsified": (*SUBMITTED, ("falsify", "authority", "declares_to")),
}
MINUTE = datetime.timedelta(minutes=1)


def employer(**changes: Any) -> Employer:
    """An employer that is registered and taxed in the city, unless changed."""
    number = next(NUMBERS)
    told: dict[str, Any] = {
        "credit_code": organisations.invented(number), "name": f"演示单位{number}",
        "registered_in_city": True, "tax_registered": True,
    }  # fmt: skip
    with transaction.atomic():
        made = Employer.objects.create(**{**told, **changes})
        record.note(
            actor=None, role="authority", action="add_employer", subject=employers.subject_of(made),
            after=state_of(made, employers.WATCHED), why="演示",
        )  # fmt: skip
    return made


def bar(identity_index: str | None, year: Year, first: int = 2025, last: int = 2030) -> Bar:
    """A bar of a person that counts in years like this one, made by nobody in particular."""
    with transaction.atomic():
        made = Bar.objects.create(
            identity_index=identity_index or "", scheme=year.scheme, rehearsal=year.rehearsal,
            from_cycle=first, to_cycle=last, why="演示", made=year.declares_from,
        )  # fmt: skip
        record.note(
            actor=None, role="authority", action="bar", subject=str(made),
            after=state_of(made, bars.WATCHED), why="演示",
        )  # fmt: skip
    return made


def details(number: int | None = None, born: str = "", sex: str = "") -> dict[str, str]:
    """The details of an invented person."""
    place = next(NUMBERS) if number is None else number
    day = datetime.date.fromisoformat(born) if born else None
    return {
        "name": f"申请人{place}",
        "identity": identity.invented(place, born=day, sex=sex),
        "telephone": f"1990000{place % 10000:04d}",
        "address": f"演示路{place}号",
    }


def declaration(
    year: Year | None = None,
    state: str = "submitted",
    document: Mapping[str, Any] | None = None,
    owner: User | None = None,
    employer: Employer | None = None,
) -> Declaration:
    """A declaration in a state, of a new person; an owner and an employer are made where not given."""
    held_in = year or years.year()
    told = dict(document or DOCUMENTS[next(NUMBERS) % len(DOCUMENTS)])
    moment = held_in.declares_from + MINUTE
    held = Declaration(
        year=held_in, owner=owner or people.applicant(), number=new_number(held_in),
        notice_version=notices.CURRENT.version,
        consents={one: moment.isoformat() for one in ("purpose", "sensitive", "minors")},
        drafted=moment, changed=moment, employer=employer,
    )  # fmt: skip
    held.document = only_asked(held_in, told)
    write_details(held, details(born=str(told.get("born", "")), sex=str(told.get("sex", ""))))
    with transaction.atomic():
        created(held, "begin", actor=held.owner, role="applicant")
        for action, role, since in WAYS[state]:
            held = _stepped(held, action, role, getattr(held_in, since) + MINUTE)
    return held


def _stepped(held: Declaration, action: str, role: str, moment: datetime.datetime) -> Declaration:
    if action == "submit":
        return submitted(held, moment)
    if action == "hand_over":
        return _handed(held, moment)
    return stepping.step(held, action, actor=None, role=role, why="演示", moment=moment)


def _handed(held: Declaration, moment: datetime.datetime) -> Declaration:
    before = stepping.digest_of_state(held)
    held.employer = held.employer or employer()
    held.handed = stepping.taken(held, "hand_over", role="applicant", moment=moment)
    fields = ["state", "changed", "handed", "employer"]
    stepping.keep(held, fields, "hand_over", actor=None, role="applicant", before=before)
    return held


def submitted(held: Declaration, moment: datetime.datetime) -> Declaration:
    """Submit a declaration whose employer nobody acts for."""
    before = stepping.digest_of_state(held)
    receipt: Receipt = submission.receipt_of(held, f"test-{next(NUMBERS)}", 1, moment)
    receipt.save()
    fields = ["state", "changed", "submitted", "receipt"]
    stepping.keep(held, fields, "submit", actor=None, role="employer", before=before)
    return held

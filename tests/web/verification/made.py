"""Checks for tests: a year in the time of verifying, declarations laid out, officers of departments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from luohu.web.declarations.models import Declaration
from luohu.web.record.rows import bad_rows
from luohu.web.record.watched import watched
from luohu.web.verification import laying, services
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Check, TouchedCheck
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made as declarations
from tests.web.years import made as years

DOCUMENT: Mapping[str, Any] = {
    "born": "1979-03-15", "sex": "male", "post": "worker",
    "residence_permit": {"applied": "2016-05-01"}, "work_permit": None, "criminal_record": False,
    "insurance": [{"kind": "all", "from": "2006-07", "to": None, "district": "朝阳"}],
    "homes": [{"tenure": "own", "district": "昌平", "from": "2015-06", "to": None}],
    "education": [{"diploma": "bachelor", "degree": "bachelor", "graduated": "2002-07"}],
    "tax": [{"year": 2024, "paid": 120000}], "tax_violations": [], "detentions": [],
    "awards": [], "financing": [], "honours": [],
    "choices": {"education": True, "area": True, "innovation": True},
}  # fmt: skip


def verifying(**changes: Any) -> Year:
    """A year in which departments verify."""
    year = years.year(**changes)
    years.to_moment(year, year.declares_to)
    return year


def at(year: Year, window: Window) -> None:
    """Move the year's clock to the middle of a window."""
    years.at(year, window)


def laid_out(year: Year | None = None, **changes: Any) -> Declaration:
    """A submitted declaration of which every fact waits for its department."""
    held_in = year or verifying()
    declaration = declarations.declaration(held_in, document={**DOCUMENT, **changes})
    laying.lay_out(held_in)
    return declaration


def verifier(department: str) -> User:
    """An officer of a department."""
    return people.officer("verifier", department=department)


def check(declaration: Declaration, fact: str) -> Check:
    """The check of a fact as it is kept now."""
    return declaration.checks.select_related("declaration__year").get(fact=fact)


def officer_of(check: Check) -> User:
    """An officer of the department that a check is with."""
    return verifier(check.department)


def decide(declaration: Declaration, fact: str, decision: str = "confirmed", **told: Any) -> Check:
    """Have a fact decided by an officer of its department."""
    held = check(declaration, fact)
    return services.decide(
        actor=officer_of(held), check=held, decision=decision,
        **{"revision": held.revision, **told},
    )  # fmt: skip


def decide_all(declaration: Declaration, but: tuple[str, ...] = ()) -> None:
    """Have every fact confirmed that is still pending, but for some."""
    waiting = declaration.checks.filter(decision="pending").exclude(fact__in=but)
    for department in set(waiting.values_list("department", flat=True)):
        rows = waiting.filter(department=department).values_list("pk", "revision")
        said = [Said(pk, "confirmed", revision=revision) for pk, revision in rows]
        told = services.decide_many(actor=verifier(department), decisions=said)
        assert {one.state for one in told} == {"done"}


def record_agrees() -> bool:
    """Whether every decided check and every declaration is as the record says."""
    kinds = [one for one in watched() if one.model in (TouchedCheck, Declaration)]
    return not any(faults for one in kinds for _, faults in bad_rows(one))

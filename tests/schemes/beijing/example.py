"""The words of examples: an ordinary applicant, rows of the lists, and results as text."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from luohu.law.points import written
from luohu.law.ranges import Range
from luohu.law.rulebook import Rulebook
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.beijing import settlement_2016, settlement_2020

TRIAL = settlement_2016.rulebook
CURRENT = settlement_2020.rulebook

Document = dict[str, Any]
Row = dict[str, Any]
TRIAL_RULES = SimpleNamespace(**TRIAL.rules)
CURRENT_RULES = SimpleNamespace(**CURRENT.rules)
UNKNOWN = None


def person(**facts: Any) -> Document:
    """An eligible man, everything known, insured in Haidian since 2010; `facts` differ."""
    return {
        "id": "example",
        "born": "1985-06-15",
        "sex": "male",
        "post": "worker",
        "residence_permit": {"applied": "2016-10-01"},
        "criminal_record": False,
        "insurance": [paid("2010-01")],
        "homes": [],
        "education": [],
        "tax": [],
        "tax_violations": [],
        "detentions": [],
        "awards": [],
        "financing": [],
        "honours": [],
    } | facts


def without(*names: str, **facts: Any) -> Document:
    """The same person with some facts not stated at all."""
    return {name: value for name, value in person(**facts).items() if name not in names}


def paid(first: str, last: str | None = None, kind: str = "all", district: str = "海淀") -> Row:
    """Months of insurance paid in time."""
    return {"kind": kind, "from": first, "to": last, "district": district}


def late(first: str, last: str, kind: str = "all", **details: Any) -> Row:
    """Months of insurance made up afterwards."""
    return paid(first, last, kind) | {"made_up": True} | details


def own(first: str, last: str | None = None, district: str = "海淀", **details: Any) -> Row:
    """Months in an own home."""
    return {"tenure": "own", "from": first, "to": last, "district": district} | details


def rent(first: str, last: str | None = None, district: str = "海淀", **details: Any) -> Row:
    """Months in a rented home, its lease registered."""
    return {"tenure": "rent", "from": first, "to": last, "district": district} | details


def dormitory(first: str, last: str | None = None) -> Row:
    """Months in an employer's dormitory."""
    return rent(first, last) | {"tenure": "dormitory"}


def studied(graduated: str, diploma: str | None, degree: str | None, enrolled: str = "") -> Row:
    """A qualification."""
    row: Row = {"diploma": diploma, "degree": degree, "graduated": graduated}
    return row | ({"enrolled": enrolled} if enrolled else {})


def evaluated(document: Document, cycle: int) -> dict[str, Any]:
    """Every value of the law in force in that cycle, the trial's up to 2019."""
    book = TRIAL if cycle < 2020 else CURRENT
    return book.at(cycle).evaluate(facts_of(read_applicant(document)))


def found(name: str, cycle: int, **facts: Any) -> Any:
    """One result for the ordinary person who differs in these facts; see `shown`."""
    return result(name, person(**facts), cycle)


def result(name: str, document: Document, cycle: int) -> Any:
    """One result for a document; see `shown`."""
    book = TRIAL if cycle < 2020 else CURRENT
    return shown(evaluated(document, cycle)[name], unit(book, name))


def unit(book: Rulebook, name: str) -> str:
    """The unit of a rule's result."""
    return book.rules[name].unit


def shown(value: Any, unit: str) -> Any:
    """Points as text, truths (None where unknown), numbers; a pair where only bounds are known."""
    value = value.settled() if isinstance(value, Range) else value
    if isinstance(value, Range):
        if unit == "truth":
            return UNKNOWN
        return shown(value.low, unit), shown(value.high, unit)
    if unit == "truth":
        return bool(value)
    return written(value) if unit == "points" else value

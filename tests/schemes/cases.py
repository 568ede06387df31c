"""The words of examples in any city: a person of whom everything is known, rows, results as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luohu.law.points import written
from luohu.law.ranges import Range
from luohu.law.rulebook import Rulebook
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts import LISTS

Document = dict[str, Any]
Row = dict[str, Any]
UNKNOWN = None


def person(city: str, **facts: Any) -> Document:
    """Somebody of a city with nothing on record, everything known; `facts` differ."""
    return {
        "id": "example",
        "city": city,
        "born": "1985-06-15",
        "sex": "male",
        "post": "worker",
        "household": {"city": "elsewhere"},
        "residence_permit": None,
        "criminal_record": False,
        "marriage": None,
        "place_to_register": True,
        "needed_talent": True,
        "relief_population": False,
        "birth_policy_violation": False,
        **{listed.written_as: [] for listed in LISTS},
    } | facts


def span(first: str, last: str | None = None, **details: Any) -> Row:
    """A row that lasts from a month to another, inclusive; None is still so."""
    return {"from": first, "to": last, **details}


def paid(first: str, last: str | None = None, kind: str = "all", **details: Any) -> Row:
    """Months of insurance."""
    return span(first, last, kind=kind, **details)


def home(tenure: str, first: str, last: str | None = None, **details: Any) -> Row:
    """Months in a dwelling: own, rent or dormitory."""
    return span(first, last, tenure=tenure, **details)


def studied(graduated: str, diploma: str | None, degree: str | None = None, **details: Any) -> Row:
    """A qualification."""
    return {"diploma": diploma, "degree": degree, "graduated": graduated, **details}


def values(
    book: Rulebook, cycle: int, document: Document, given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Every value of the law of a cycle for a document; `given` are values from outside, in words."""
    law = book.given(given or {}).at(cycle)
    return law.evaluate(facts_of(read_applicant(document)))


def result(
    book: Rulebook, cycle: int, name: str, document: Document,
    given: Mapping[str, str] | None = None,
) -> Any:  # fmt: skip
    """One result: points as text, truths (None where unknown), numbers; a pair of bounds if open."""
    return shown(values(book, cycle, document, given)[name], book.rules[name].unit)


def shown(value: Any, unit: str) -> Any:
    """A result as an example writes it."""
    value = value.settled() if isinstance(value, Range) else value
    if isinstance(value, Range):
        return UNKNOWN if unit == "truth" else (shown(value.low, unit), shown(value.high, unit))
    if unit == "truth":
        return bool(value)
    return written(value) if unit == "points" else value

"""The words of Shenzhen's examples: an ordinary applicant of each scheme, and results as text."""

from __future__ import annotations

from typing import Any

from luohu.law.rulebook import Rulebook
from luohu.schemes.shenzhen import (
    settlement_2017,
    settlement_2023,
    talent_2016,
    talent_points_2013,
)
from tests.schemes.cases import Document, Row, home, paid, person, result, span

TRIAL = settlement_2017.rulebook
CURRENT = settlement_2023.rulebook
POINTS = talent_points_2013.rulebook
APPROVAL = talent_2016.rulebook
CYCLE = {TRIAL.name: 2019, CURRENT.name: 2025, POINTS.name: 2019, APPROVAL.name: 2026}


def resident(**facts: Any) -> Document:
    """Somebody who meets the conditions: a permit, owning since 2009, insured since 2005-10."""
    return (
        person("shenzhen")
        | {
            "permits": [span("2010-01", city="shenzhen")],
            "homes": [own("2009-01")],
            "insurance": [paid("2005-10")],
        }
        | facts
    )


def found(book: Rulebook, name: str, given: Any = None, **facts: Any) -> Any:
    """One result for the resident who differs in these facts, in the scheme's usual cycle."""
    return result(book, CYCLE[book.name], name, resident(**facts), given)


def without(name: str, **facts: Any) -> Document:
    """The resident with one fact not stated at all."""
    return {key: value for key, value in resident(**facts).items() if key != name}


def hidden(book: Rulebook, name: str, fact: str, **facts: Any) -> Any:
    """One result for the resident of whom one fact is not stated."""
    return result(book, CYCLE[book.name], name, without(fact, **facts))


def own(first: str, last: str | None = None, **details: Any) -> Row:
    """Months of owning a home."""
    return home("own", first, last, **details)


def rent(first: str, last: str | None = None, **details: Any) -> Row:
    """Months of a filed lease."""
    return home("rent", first, last, **details)


def certified(kind: str, obtained: str | None = "2012-05", **details: Any) -> Row:
    """A title or skill certificate of 2012; None is one of which no month is stated."""
    return {"kind": kind, "obtained": obtained, **details}


def records(kind: str, year: int) -> list[Row]:
    """A list with one bad record."""
    return [{"kind": kind, "year": year}]

"""The words of Fenghua's examples: somebody who may apply in 2022, read on the last of May."""

from __future__ import annotations

from typing import Any

from luohu.schemes.ningbo.schooling_2022 import rulebook
from tests.schemes import cases
from tests.schemes.cases import Document, Row, home, span

MAY = {"score_day": "2022-05-31"}
FENGHUA = "奉化"
NOT_FOUND = tuple(name for name, value in rulebook.outside.items() if value.unit == "points")
NO_OTHERS = dict.fromkeys(NOT_FOUND, "0")


def job(first: str, last: str | None = None, kind: str = "employed", **details: Any) -> Row:
    """Months of work in Fenghua, in no scarce occupation."""
    return span(
        first, last, **{"kind": kind, "district": FENGHUA, "shortage": "not_listed"} | details
    )


def rent(first: str, last: str | None = None, **details: Any) -> Row:
    """Months in a rented home in Fenghua."""
    return home("rent", first, last, **{"district": FENGHUA} | details)


def certificate(kind: str, obtained: str | None = "2010-06", **details: Any) -> Row:
    """A title or a skill level, held for long unless said; None is not stated since when."""
    return {"kind": kind, "obtained": obtained, **details}


def child(born: str, entering: str | None = "primary_1") -> Row:
    """A child about to enter a year of school."""
    return {"born": born, "entering": entering}


def person(**facts: Any) -> Document:
    """Somebody at work and at home in Fenghua, with a permit and a child of six; `facts` differ."""
    held = {
        "permits": [span("2019-01", city="ningbo")],
        "jobs": [job("2020-01")],
        "homes": [rent("2020-06")],
        "pupils": [child("2016-03-01")],
    }
    return cases.person("ningbo", **held | facts)


def found(name: str, cycle: Any = 2022, given: Any = MAY, **facts: Any) -> Any:
    """One result of somebody, as text; the day of the score is the last of May unless said."""
    return cases.result(rulebook, cycle, name, person(**facts), given)


def without(name: str, *facts: str, given: Any = MAY) -> Any:
    """One result of somebody of whom some things are not stated."""
    document = {key: value for key, value in person().items() if key not in facts}
    return cases.result(rulebook, 2022, name, document, given)

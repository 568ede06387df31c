"""The words of Guangzhou's examples: somebody with nothing on record, and results of each scheme."""

from __future__ import annotations

from typing import Any

from luohu.schemes.guangzhou import districts_2023, settlement_2025, talent_2020
from tests.schemes.cases import Document, person, result, span, values

POINTS = settlement_2025.rulebook
TALENT = talent_2020.rulebook
DISTRICTS = districts_2023.rulebook


def applicant(**facts: Any) -> Document:
    """Somebody of Guangzhou of whom everything is known."""
    return person("guangzhou", **facts)


def without(*names: str, **facts: Any) -> Document:
    """The same, but something is left out: unknown."""
    return {name: value for name, value in applicant(**facts).items() if name not in names}


def found(name: str, cycle: int = 2025, **facts: Any) -> Any:
    """A result of points-based settlement."""
    return result(POINTS, cycle, name, applicant(**facts))


def months(name: str, cycle: int = 2025, **facts: Any) -> list[str]:
    """A calendar of points-based settlement as its spans."""
    return spans(values(POINTS, cycle, applicant(**facts))[name])


def spans(calendar: Any) -> list[str]:
    """A set of months as its spans."""
    return [f"{first}..{last}" for first, last in calendar.spans()]


def as_talent(name: str, cycle: int = 2024, **facts: Any) -> Any:
    """A result of the settlement of talent."""
    return result(TALENT, cycle, name, applicant(**facts))


def by_district(name: str, cycle: int = 2024, **facts: Any) -> Any:
    """A result under the draft for seven districts."""
    return result(DISTRICTS, cycle, name, applicant(**facts))


def permit(first: str, last: str | None = None, city: str = "guangzhou") -> Document:
    """Months of holding a city's residence permit."""
    return span(first, last, city=city)


def job(first: str, last: str | None = None, kind: str = "employed", **details: Any) -> Document:
    """Months at work."""
    return span(first, last, kind=kind, **details)

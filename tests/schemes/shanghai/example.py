"""The words of Shanghai's examples: somebody insured at a low base, asked on the last day of 2022."""

from __future__ import annotations

from typing import Any

from luohu.schemes.shanghai import hukou_2012, points_2018
from tests.schemes.cases import Document, Row, paid, person, result, span, studied, values

POINTS = points_2018.rulebook
HUKOU = hukou_2012.rulebook
YEAR = 2022  # the average wage is known for each of the 48 months before its end
LOW_BASE = 4000  # below 0.8 times the wage of any month since 2018

WAGES = (
    ("2018-01", "2018-12", 7132),
    ("2019-01", "2019-10", 7832),
    ("2019-11", "2020-06", 8211),
    ("2020-07", "2021-06", 9339),
    ("2021-07", "2022-06", 10338),
    ("2022-07", "2023-06", 11396),
)


def applicant(**facts: Any) -> Document:
    """Somebody of Shanghai with a permit, work and a year of insurance; `facts` differ."""
    usual: Document = {
        "permits": [permit("2016-01")],
        "jobs": [job("2016-01")],
        "insurance": [low("2022-01")],
    }
    return person("shanghai", **{**usual, **facts})


def aged(years: int, year: int = YEAR) -> str:
    """The birthday of somebody so old at the end of a year."""
    return f"{year - years}-06-15"


def without(*names: str, **facts: Any) -> Document:
    """The same, but something is left out: unknown."""
    return {name: value for name, value in applicant(**facts).items() if name not in names}


def found(name: str, year: int = YEAR, given: dict[str, str] | None = None, **facts: Any) -> Any:
    """A result of the points."""
    return result(POINTS, year, name, applicant(**facts), given)


def unstated(name: str, *lists: str, **facts: Any) -> Any:
    """A result of the points where something is left out."""
    return result(POINTS, YEAR, name, without(*lists, **facts))


def settles(name: str, year: int = YEAR, given: dict[str, str] | None = None, **facts: Any) -> Any:
    """A result of settling with the permit."""
    return result(HUKOU, year, name, applicant(**facts), given)


def months(name: str, year: int = YEAR, **facts: Any) -> Any:
    """How many months a calendar of the points holds; a pair where that is open."""
    count = values(POINTS, year, applicant(**facts))[name].count()
    return count if isinstance(count, int) else (count.low, count.high)


def permit(first: str, last: str | None = None, city: str = "shanghai") -> Row:
    """Months of holding a city's residence permit."""
    return span(first, last, city=city)


def job(first: str, last: str | None = None, kind: str = "employed", **details: Any) -> Row:
    """Months at work."""
    return span(first, last, kind=kind, **details)


def low(first: str, last: str | None = None, **details: Any) -> Row:
    """Months insured at a base below every tier."""
    return paid(first, last, base=LOW_BASE, **details)


def at(percent: int, first: str, last: str, **details: Any) -> list[Row]:
    """Months insured at a multiple of the wage of each month, the least whole base that reaches it."""
    return [
        paid(max(first, begin), min(last, end), base=-(-wage * percent // 100), **details)
        for begin, end, wage in WAGES
        if max(first, begin) <= min(last, end)
    ]


def certificate(kind: str, obtained: str | None = "2020-01", **details: Any) -> Row:
    """A certificate gained in Shanghai that matches the post, and to which one is appointed."""
    usual = {"city": "shanghai", "matches_post": True, "appointed": True}
    return {"kind": kind, "obtained": obtained, **usual, **details}


def degree(graduated: str, diploma: str | None, held: str | None = None, **details: Any) -> Row:
    """A qualification, of full-time study, whose major is on no list."""
    return studied(
        graduated, diploma, held, **{"full_time": True, "major_listed": False, **details}
    )


def married(since: str, household: str = "shanghai") -> Document:
    """Married since a day to somebody registered in a city."""
    return {
        "since": since,
        "spouse_household": household,
        "spouse_city": "shanghai",
        "spouse_insured_months": 0,
    }

"""The words of Xiong'an's examples: somebody who may apply, in 2023, counted to December 2022."""

from __future__ import annotations

from typing import Any

from luohu.schemes.xiongan.settlement_2021 import rulebook
from tests.schemes import cases
from tests.schemes.cases import Document, Row, paid, span

DECEMBER = {"counting_month": "2022-12"}
NOT_FOUND = ("honour_points", "innovation_points", "tax_points", "deduction_points")
NO_OTHERS = dict.fromkeys(NOT_FOUND, "0")


def person(**facts: Any) -> Document:
    """Somebody of Xiong'an with a permit and five insured years; `facts` differ."""
    held = {"permits": [span("2019-01", city="xiongan")], "insurance": [paid("2018-01")]}
    return cases.person("xiongan", **held | facts)


def found(name: str, cycle: Any = 2023, given: Any = DECEMBER, **facts: Any) -> Any:
    """One result of somebody, as text; the month that counts is December before unless said."""
    return cases.result(rulebook, cycle, name, person(**facts), given)


def without(name: str, *lists: str, given: Any = DECEMBER) -> Any:
    """One result of somebody of whom some things are not stated."""
    document = {key: value for key, value in person().items() if key not in lists}
    return cases.result(rulebook, 2023, name, document, given)


def in_beijing(first: str, last: str | None = None, **details: Any) -> Row:
    """Months of insurance paid in Beijing."""
    return paid(first, last, city="beijing", **details)


def certificate(kind: str, obtained: str | None = "2010-06", **details: Any) -> Row:
    """A title or a skill level, held for long unless said; None is not stated since when."""
    return {"kind": kind, "obtained": obtained, **details}

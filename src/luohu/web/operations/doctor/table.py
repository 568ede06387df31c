"""Every finding of the doctor, in order; what cannot even be looked at is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from luohu.law.sources import Text
from luohu.web.operations.doctor.database import VERSION, database
from luohu.web.operations.doctor.findings import FAULT, Finding
from luohu.web.operations.doctor.machine import CLOCK, machine
from luohu.web.operations.doctor.site import PENDING, site

PARTS: tuple[tuple[Text, Callable[[], Iterator[Finding]]], ...] = (
    (VERSION, database),
    (CLOCK, machine),
    (PENDING, site),
)


def examine() -> list[Finding]:
    """Look at everything; nothing is changed."""
    findings: list[Finding] = []
    for name, part in PARTS:
        try:
            findings.extend(part())
        except Exception as error:  # whatever it is, the rest is still looked at
            do = Text("先排除这个错误", "get over this error first")
            findings.append(Finding(name, FAULT, f"{type(error).__name__}: {error}"[:200], do))
    return findings


def is_well(findings: list[Finding]) -> bool:
    """Whether nothing is a fault; warnings are for people to weigh."""
    return all(one.standing != FAULT for one in findings)

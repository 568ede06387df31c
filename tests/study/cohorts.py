"""Small cohorts for studies: people who differ in one thing, and the law they are under."""

from __future__ import annotations

from typing import Any

from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.schemes.catalogue import find_scheme
from luohu.study.baseline import Baseline
from luohu.study.reforms.catalogue import find_proposal
from luohu.study.reforms.proposal import Change
from tests.schemes.beijing.example import person

BEIJING = find_scheme("beijing")
CYCLE = 2024


def cohort(*documents: dict[str, Any]) -> Cohort:
    """People of documents; who has no number gets the next letter."""
    named = [
        document if document.get("id", "example") != "example" else document | {"id": f"P{k}"}
        for k, document in enumerate(documents)
    ]
    return Cohort.of([read_applicant(document) for document in named])


def baseline(*documents: dict[str, Any], quota: int = 1, cycle: int = CYCLE) -> Baseline:
    """The law in force over some people."""
    return Baseline(BEIJING.at(cycle), cohort(*documents), quota)


def change(key: str, **settings: str) -> Change:
    """A proposal as usual, or with some settings."""
    return find_proposal(key).change(settings)


def gains(key: str, cycle: int = CYCLE, told: dict[str, str] | None = None, **facts: Any) -> int:
    """By how many hundredths a proposal raises the ordinary person's total, with these facts."""
    people = baseline(person(**facts), cycle=cycle)
    after = people.reformed(find_proposal(key).change(told or {}))
    return int(after.admission.totals[0] - people.outcome.admission.totals[0])

"""The applicant of a plan, checked as files of applicants are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from luohu.law.sources import Text
from luohu.people.applicant import read_applicant
from luohu.people.checks import check
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS
from luohu.people.faults import Fault, Place, Refused, refuse_if
from luohu.people.origins import DocumentOrigin
from luohu.study.plan.scoring import Scored


def checked(document: Mapping[str, Any]) -> tuple[Any, list[Text]]:
    """The applicant, and warnings in words; Refused with everything that is wrong."""
    applicant = read_applicant(document)
    rows = {listed.name: len(getattr(applicant, listed.name) or ()) for listed in LISTS}
    positions = {name: np.arange(count) for name, count in rows.items()}
    faults = check(Cohort.of([applicant]), DocumentOrigin("", [None], positions))
    return applicant, [Text(one.shown("zh"), one.shown("en")) for one in refuse_if(faults)]


def meet_requirements(scored: Scored, identity: str) -> None:
    """Refused where facts of the document cannot be, such as an award of points nobody gives."""
    rules = scored.law.book.rules
    unmet = [rules[name] for name in scored.unmet_requirements]
    faults = [
        Fault(
            Place(column=f"id {identity}"),
            Text(f"不符合: {rule.label.zh}", f"does not meet: {rule.label.en}"),
            rule.statement,
        )
        for rule in unmet
    ]
    if faults:
        raise Refused(faults)

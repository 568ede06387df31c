"""One applicant's document, read and checked as files of applicants are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from luohu.people.applicant import read_applicant
from luohu.people.checks import check
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS
from luohu.people.faults import Fault, refuse_if
from luohu.people.origins import DocumentOrigin


def checked(document: Mapping[str, Any]) -> tuple[Any, list[Fault]]:
    """The applicant and warnings; Refused with everything that is wrong."""
    applicant = read_applicant(document)
    rows = {listed.name: len(getattr(applicant, listed.name) or ()) for listed in LISTS}
    positions = {name: np.arange(count) for name, count in rows.items()}
    return applicant, refuse_if(
        check(Cohort.of([applicant]), DocumentOrigin("", [None], positions))
    )

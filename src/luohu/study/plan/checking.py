"""The applicant of a plan, checked as files of applicants are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luohu.law.sources import Text
from luohu.people import single
from luohu.people.faults import Place, refuse_if
from luohu.schemes.scoring import unmet
from luohu.study.plan.scoring import Scored


def checked(document: Mapping[str, Any]) -> tuple[Any, list[Text]]:
    """The applicant, and warnings in words; Refused with everything that is wrong."""
    applicant, warnings = single.checked(document)
    return applicant, [Text(one.shown("zh"), one.shown("en")) for one in warnings]


def meet_requirements(scored: Scored, identity: str) -> None:
    """Refused where facts of the document cannot be, such as an award of points nobody gives."""
    refuse_if(unmet(scored, Place(column=f"id {identity}")))

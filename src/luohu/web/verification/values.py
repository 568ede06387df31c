"""What a department may state instead of a declared value: a value that the whole document can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.schemes.scoring import score_document
from luohu.web.verification.facts import label_of

LARGEST = 100_000


def faults_of_value(
    law: InForce, document: Mapping[str, Any], fact: str, value: Any
) -> list[Fault]:
    """What is wrong with a document in which a fact has this value, as far as a department may know.

    Of another department's facts it says only which one does not fit, not what stands in it.
    """
    if len(json.dumps(value)) > LARGEST:
        right = Text(f"至多 {LARGEST} 字节", f"at most {LARGEST} bytes")
        return [Fault(Place(column=fact), Text("内容太长", "it is too long"), right)]
    try:
        score_document(law, {**document, fact: value})
    except Refused as refused:
        return [_told(one, fact) for one in refused.faults if not one.warning]
    return []


def _told(fault: Fault, fact: str) -> Fault:
    """A fault as it is where it is about the fact; else only with which fact it does not fit."""
    column = fault.place.column
    if column == fact or column.startswith((f"{fact}.", f"{fact}[")):
        return fault
    if column.startswith("id "):
        return Fault(Place(column=fact), fault.wrong, fault.right)
    other = label_of(column.partition(".")[0].partition("[")[0])
    return Fault(
        Place(column=fact),
        Text(
            f"与申报的“{other.zh}”不能同时成立",
            f"it does not fit with what is stated of: {other.en}",
        ),
        Text("请核对后填写", "check it and state what fits"),
    )

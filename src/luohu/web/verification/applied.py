"""A declared document with what the departments decided: corrected, refuted, or left out as not known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from luohu.law.evaluation import InForce
from luohu.people.facts import LISTS, NOBODY, PERSON, Fact, Group, ListFact
from luohu.web.verification.facts import none_of, question_of

Document = dict[str, Any]
ITSELF = "id"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a department decided of a fact: `decision` as in models.Decision, and the value it states."""

    decision: str
    corrected: Any = None


def verified(
    law: InForce,
    declared: Mapping[str, Any],
    answered_for: Collection[str],
    decided: Mapping[str, Decided],
) -> tuple[Document, list[str]]:
    """The verified document, and the facts still pending, which it leaves out.

    `answered_for` are the facts that some department verifies. What a department must verify and
    none was told to, is not known either; what the applicant alone says stands as declared.
    """
    document = {key: declared[key] for key in declared if key in nobodys()}
    pending = []
    for fact in answered_for:
        found = decided.get(fact)
        if found is None or found.decision == "pending":
            pending.append(fact)
        elif found.decision == "corrected":
            document[fact] = found.corrected
        elif found.decision == "refuted":
            document[fact] = none_of(question_of(law, fact))
        elif fact in declared:
            document[fact] = declared[fact]
    return document, pending


@lru_cache(maxsize=1)
def nobodys() -> frozenset[str]:
    """The keys of a document that no department verifies: its number and the applicant's choices."""
    items = (*PERSON, *LISTS)
    found = {
        one.name if isinstance(one, Group) else one.written_as
        for one in items
        if all(field.verifier == NOBODY for field in _fields(one))
    }
    return frozenset({ITSELF, *found})


def _fields(item: Fact | Group | ListFact) -> tuple[Fact, ...]:
    return (item,) if isinstance(item, Fact) else item.fields

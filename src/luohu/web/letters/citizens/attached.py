"""The asker's own document: read from a form or a file, and the figures it gives a reply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from luohu.consult.figures import own_figures
from luohu.consult.reply import Reply
from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people import single
from luohu.people.cohort import TEXTS, Cohort
from luohu.people.documents import documents_of
from luohu.people.faults import Fault, Refused
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import Question, questions
from luohu.web.assessment.answers import key_of
from luohu.web.assessment.asked import OWN, Asked, asked, law_asked
from luohu.web.assessment.documents import loaded
from luohu.web.assessment.results import Line, Reason


@dataclass(frozen=True)
class Figures:
    """The person's own numbers for a reply, with the steps behind them; or why there are none."""

    asked: Asked
    text: Text | None
    line: Line | None = None
    unknown: tuple[tuple[Text, Question | None], ...] = ()
    faults: tuple[Fault, ...] = ()


def at_hand(request: HttpRequest) -> Asked | None:
    """The document of a request, of a file rather than of a field; None where there is none.

    Refused with every fault of the document.
    """
    file = request.FILES.get("file")
    if file is not None:
        return checked(Asked(loaded(file), law_asked(request)))
    found = asked(request)
    return checked(found) if found.document else None


def checked(found: Asked) -> Asked:
    """The document as it is understood, without what could say whose it is; Refused with faults."""
    applicant, _ = single.checked({"id": OWN, **found.document})
    stated: dict[str, Any] = documents_of(Cohort.of([applicant]))[0]
    kept = {name: value for name, value in stated.items() if name not in TEXTS}
    return replace(found, document={**kept, "id": OWN})


def figures_of(reply: Reply, found: Asked | None) -> Figures | None:
    """What the reply says of this person; None where it says nothing of anybody."""
    if found is None:
        return None
    try:
        figures = own_figures(reply, found.document, found.cycle)
    except Refused as refused:
        return Figures(found, None, faults=tuple(refused.faults))
    if figures is None:
        return None
    law = find_scheme(reply.scheme).at(found.cycle)
    reasons = tuple(Reason(step, 0, False) for step in figures.steps)
    unknown = tuple((_named(path, law), _asking(path, law)) for path in figures.unknown)
    under = replace(found, law=law)
    return Figures(under, figures.text, Line(reply.title.zh, None, reasons), unknown)


def _named(path: str, law: InForce) -> Text:
    """What is unknown, as the law or the question that asks for it calls it."""
    known = law.book.parameters.get(path) or law.book.rules.get(path)
    if known is not None:
        return known.label
    question = _asking(path, law)
    return question.item.label if question is not None else Text(path, path)


def _asking(path: str, law: InForce) -> Question | None:
    key = path.partition(".")[0]
    return next((one for one in questions(law) if key_of(one) == key), None)

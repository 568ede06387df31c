"""What a declaration declares: the document, whose it is, its digest, and whether it is complete."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.schemes.questions import Question, questions
from luohu.schemes.scoring import Score, score_document
from luohu.web.assessment.answers import key_of
from luohu.web.declarations.models import Declaration
from luohu.web.protection import identity
from luohu.web.record.digests import digest_of
from luohu.web.shell.refusals import refused_at
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

# What a declaration states of a person beside the document, in its own columns.
OF_THE_NUMBER = ("id", "id_number", "born")
GIVEN = ("born", "city")  # questions that nobody has to answer: the number and the scheme do
PERSONAL: Mapping[str, tuple[Text, int]] = {
    "name": (Text("姓名", "name"), 40),
    "identity": (Text("身份证件号码", "identity number"), 18),
    "telephone": (Text("手机号码", "mobile number"), 20),
    "address": (Text("现住址", "address"), 200),
}


def asked_of(year: Year) -> tuple[Question, ...]:
    """The questions that an applicant of a year answers."""
    return tuple(one for one in questions(law_of(year)) if one.name not in GIVEN)


def question_of(year: Year, name: str) -> Question:
    """A question by name; LawError for one that is not asked."""
    for question in asked_of(year):
        if question.name == name:
            return question
    raise LawError(f"{name[:40]}: 申报时不问这一项 a declaration does not ask for this")


def only_asked(year: Year, document: Mapping[str, Any]) -> dict[str, Any]:
    """A document with what the law of the year asks for and no more, so that no more is kept."""
    wanted = {key_of(one) for one in asked_of(year)}
    return {name: value for name, value in document.items() if name in wanted}


def declared_document(declaration: Declaration) -> dict[str, Any]:
    """The applicant document as the law reads it: with its number, city and day of birth."""
    born = declaration.born.isoformat() if declaration.born else None
    city = declaration.year.scheme.partition("-")[0]
    whose = {"id": declaration.number, "city": city} | ({"born": born} if born else {})
    return {**whose, **declaration.document}


def content_digest(declaration: Declaration) -> str:
    """The digest of everything that is declared, whatever key it is sealed under."""
    born = declaration.born.isoformat() if declaration.born else None
    told = {name: getattr(declaration, name) for name in PERSONAL}
    return digest_of({**told, "born": born, "document": declaration.document})


def altered(year: Year) -> Iterator[str]:
    """The numbers of declarations of a year whose sealed content is not what their digest says."""
    for held in Declaration.objects.filter(year=year).iterator(chunk_size=1000):
        if held.content != content_digest(held):
            yield held.number


def scored(declaration: Declaration) -> tuple[Score, list[Fault]]:
    """The score of what is declared, and warnings; Refused with everything that is wrong."""
    return score_document(law_of(declaration.year), declared_document(declaration))


def missing(declaration: Declaration) -> list[Fault]:
    """The personal details that are not filled in, as faults."""
    return list(_missing(declaration))


def _missing(declaration: Declaration) -> Iterator[Fault]:
    for name, (label, _longest) in PERSONAL.items():
        if not getattr(declaration, name):
            wrong = Text(f"没有填{label.zh}", f"the {label.en} is not filled in")
            yield Fault(Place(column=name), wrong, Text("请填写", "fill it in"))


def faults_of(declaration: Declaration) -> list[Fault]:
    """Everything that keeps a declaration from being handed over, warnings among it."""
    found = missing(declaration)
    if declaration.born is None:
        return found
    try:
        return found + scored(declaration)[1]
    except Refused as refused:
        return found + refused.faults


def read_identity(text: str) -> tuple[str, datetime.date]:
    """An identity number as it is kept, and the day of birth that it tells; Refused if wrong."""
    wrong = identity.fault(text)
    if wrong is not None:
        raise refused_at("identity", wrong.wrong, wrong.right)
    number = identity.normalised(text)
    return number, identity.born(number)

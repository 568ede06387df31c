"""What a document says to one question, and the document with another answer to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from luohu.law.sources import Text
from luohu.people import single
from luohu.people.facts import Fact, Group, ListFact
from luohu.people.faults import Fault, Place, Refused
from luohu.people.types import Misread
from luohu.schemes.questions import Question
from luohu.web.assessment.asked import OWN
from luohu.web.assessment.fields import MISSING, NO, OPEN, YES, Field, blank, filled, read, typed

Document = Mapping[str, Any]
Row = dict[str, Any]
MOST_ROWS = 500


@dataclass(frozen=True)
class Answer:
    """One question on a page: its fields, whether there is any (`has`), the row being written."""

    question: Question
    fields: tuple[Field, ...]
    has: str = ""
    row: int | None = None

    @property
    def faulty(self) -> bool:
        """Whether a field is wrong."""
        return any(field.wrong is not None for field in self.fields)


def key_of(question: Question) -> str:
    """Where a document states the answer."""
    item = question.item
    return item.name if isinstance(item, Group) else item.written_as


def may_be_none(question: Question) -> bool:
    """Whether it is first asked if there is any at all."""
    return isinstance(question.item, Group) and question.item.may_be_null


def may_be_open(question: Question) -> bool:
    """Whether one may say that one does not know."""
    item = question.item
    if isinstance(item, ListFact):
        return not item.left_out_is_empty
    return not (isinstance(item, Group) and item.left_out_is_null)


def held(question: Question, document: Document, city: str, row: int | None = None) -> Answer:
    """The answer that a document holds; of a list the row to be changed, or an empty one."""
    item, found = question.item, document.get(key_of(question), MISSING)
    if isinstance(item, Fact):
        return Answer(question, (filled(item, found, city),))
    if isinstance(item, ListFact):
        rows = rows_of(question, document)
        source: Any = rows[row] if row is not None and row < len(rows) else {}
        return Answer(question, _fields(question.fields, source, city), row=row)
    has = NO if found is None else YES if isinstance(found, Mapping) else ""
    if found is MISSING and item.left_out_is_null and item.may_be_null:
        has = NO
    return Answer(question, _fields(question.fields, found, city), has)


def _fields(facts: Sequence[Fact], source: Any, city: str) -> tuple[Field, ...]:
    stated = source if isinstance(source, Mapping) else {}
    return tuple(filled(fact, stated.get(fact.written_as, MISSING), city) for fact in facts)


def rows_of(question: Question, document: Document) -> list[Any]:
    """The rows of a list, as far as they are rows."""
    found = document.get(key_of(question))
    return list(found) if isinstance(found, list) else []


def told(question: Question, form: Mapping[str, Any], city: str, row: int | None = None) -> Answer:
    """The answer as somebody filled it in."""
    has = str(form.get("has", ""))
    return Answer(
        question, tuple(typed(form, fact, city) for fact in question.fields),
        has if has in (YES, NO, OPEN) else "", row,
    )  # fmt: skip


def said_nothing(answer: Answer) -> bool:
    """Whether every field is as it was before anybody filled it."""
    return all(blank(field) for field in answer.fields)


def with_faults(answer: Answer, only_filled: bool = False) -> Answer:
    """The answer with what is wrong in its fields; `only_filled` while it is being written."""
    return replace(answer, fields=tuple(_held_against(f, only_filled) for f in answer.fields))


def _held_against(field: Field, only_filled: bool) -> Field:
    if only_filled and blank(field):
        return field
    try:
        read(field)
    except Misread as fault:
        return replace(field, wrong=fault.wrong, right=fault.right)
    return field


def answered(answer: Answer, document: Document) -> dict[str, Any]:
    """The document with this answer in it; the one given is left as it is."""
    question, key = answer.question, key_of(answer.question)
    rest = {name: value for name, value in document.items() if name != key}
    if question.is_list:
        rows = rows_of(question, document)
        place = len(rows) if answer.row is None else answer.row
        rows[place : place + 1] = [_row(answer)]
        return {**rest, key: rows}
    if isinstance(question.item, Fact):
        value = read(answer.fields[0])
        return rest if value is MISSING else {**rest, key: value}
    if may_be_none(question) and answer.has != YES:
        return {**rest, key: None} if answer.has == NO and not _left_out(question) else rest
    stated = _row(answer)
    return {**rest, key: stated} if stated else rest


def _left_out(question: Question) -> bool:
    return isinstance(question.item, Group) and question.item.left_out_is_null


def _row(answer: Answer) -> Row:
    values = {field.name: read(field) for field in answer.fields}
    return {name: value for name, value in values.items() if value is not MISSING}


def without(question: Question, document: Document, row: int) -> dict[str, Any]:
    """The document without one row of a list."""
    rows = rows_of(question, document)
    return {**document, key_of(question): rows[:row] + rows[row + 1 :]}


def faults_within(question: Question, document: Document) -> list[Fault]:
    """What is wrong with the document as far as this question goes, warnings among it."""
    key = key_of(question)
    return [fault for fault in faults_of(document) if _belongs(fault.place, key)]


def faults_of(document: Document) -> list[Fault]:
    """All that is wrong with a document, warnings among it."""
    try:
        return single.checked({"id": OWN, **document})[1]
    except Refused as refused:
        return refused.faults


def _belongs(place: Place, key: str) -> bool:
    return place.column == key or place.column.startswith((f"{key}.", f"{key}["))


def placed(answer: Answer, faults: Sequence[Fault]) -> Answer:
    """The answer with faults at the fields that they are about."""
    found = {fault.place.column.rpartition(".")[2]: fault for fault in faults if not fault.warning}
    return replace(
        answer,
        fields=tuple(
            replace(field, wrong=fault.wrong, right=fault.right)
            if (fault := found.get(field.name)) and field.wrong is None
            else field
            for field in answer.fields
        ),
    )


def shown_row(question: Question, row: Any) -> list[Text]:
    """The cells of a row in words; what cannot be read stays as it is."""
    stated = row if isinstance(row, Mapping) else {}
    return [_cell(fact, stated.get(fact.written_as, MISSING)) for fact in question.fields]


def _cell(fact: Fact, value: Any) -> Text:
    if value is MISSING:
        return Text("", "")
    if value is None:
        return Text("至今", "still") if fact.may_be_open else Text("无", "none")
    try:
        number = fact.type.read(value)
    except Misread:
        return Text(str(value), str(value))
    return Text(fact.shown(number, "zh"), fact.shown(number, "en"))

"""The self-assessment: one question a page, in the order of the catalogue; the answers travel along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.facts.fields import CITY_OF_ROW
from luohu.people.faults import Fault
from luohu.schemes.questions import Question, questions
from luohu.web.assessment.answers import (
    MOST_ROWS,
    Answer,
    answered,
    faults_of,
    faults_within,
    held,
    key_of,
    may_be_none,
    may_be_open,
    placed,
    rows_of,
    said_nothing,
    shown_row,
    told,
    with_faults,
    without,
)
from luohu.web.assessment.asked import Asked, asked
from luohu.web.assessment.fields import YES, Field
from luohu.web.shell.context import spoken


@dataclass(frozen=True)
class Step:
    """One page: which question, of how many, and the answer as it stands."""

    asked: Asked
    place: int
    answer: Answer
    faults: Sequence[Fault] = ()
    before: Asked | None = None

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question of the law."""
        return questions(self.asked.law)

    @property
    def question(self) -> Question:
        """The question of this page."""
        return self.all[self.place]

    @property
    def number(self) -> int:
        """The place among the pages, from 1."""
        return self.place + 1

    @property
    def fields(self) -> list[Field]:
        """The fields that everybody is asked."""
        return [field for field in self.answer.fields if not _of_another_city(field)]

    @property
    def more_fields(self) -> list[Field]:
        """The fields for documents of several cities."""
        return [field for field in self.answer.fields if _of_another_city(field)]

    @property
    def more_said(self) -> bool:
        """Whether one of those is filled in, or wrong."""
        return any(field.value or field.wrong for field in self.more_fields)

    @property
    def rows(self) -> list[list[Text]]:
        """The rows of a list in words."""
        listed = rows_of(self.question, self.asked.document) if self.question.is_list else []
        return [shown_row(self.question, row) for row in listed]

    @property
    def none_said(self) -> bool:
        """Whether the document says that there are none."""
        return self.asked.document.get(key_of(self.question)) == []

    @property
    def may_be_none(self) -> bool:
        """Whether it is first asked if there is any."""
        return may_be_none(self.question)

    @property
    def may_be_open(self) -> bool:
        """Whether one may say that one does not know."""
        return may_be_open(self.question)

    @property
    def overview(self) -> list[tuple[Question, bool]]:
        """Every question, and whether it is answered."""
        return [(one, key_of(one) in self.asked.document) for one in self.all]


def _of_another_city(field: Field) -> bool:
    return field.fact is CITY_OF_ROW


def city_of_scheme(law: InForce) -> str:
    """The city of a scheme, as documents name it."""
    return law.book.scheme.partition("-")[0]


def place_of(law: InForce, name: str) -> int:
    """The place of a question; LawError for one that the law does not ask."""
    for place, question in enumerate(questions(law)):
        if question.name == name:
            return place
    raise LawError(f"{name[:40]}: {law.book.name} 不问这一项 does not ask for this")


@csrf_exempt  # personal pages change nothing and read no cookie, so nothing can be forged
def step(request: HttpRequest, name: str) -> HttpResponse:
    """A question: shown, or answered and then the next one shown."""
    found = asked(request)
    place = place_of(found.law, name)
    action = request.POST.get("action", "show")
    if action == "show" or request.method != "POST":
        return page(request, found, place)
    if action in ("next", "back", "add"):
        return _answered(request, found, place, action)
    return _of_rows(request, found, place, action)


def _answered(request: HttpRequest, found: Asked, place: int, action: str) -> HttpResponse:
    question = questions(found.law)[place]
    row = _row_number(request.POST.get("row", ""))
    answer = told(question, request.POST, city_of_scheme(found.law), row)
    if question.is_list and said_nothing(answer) and action != "add":
        return _onward(request, found, place, action)
    used = not may_be_none(question) or answer.has == YES
    answer = with_faults(answer) if used else answer
    if answer.faulty:
        return _show(request, Step(found, place, answer), 422)
    document = answered(answer, found.document)
    faults = [one for one in faults_within(question, document) if not one.warning]
    if faults:
        return _show(request, Step(found, place, placed(answer, faults), faults), 422)
    after = replace(found, document=document)
    return (
        page(request, after, place) if action == "add" else _onward(request, after, place, action)
    )


def _of_rows(request: HttpRequest, found: Asked, place: int, action: str) -> HttpResponse:
    """What is done with the rows of a list: change one, remove one, say that there are none."""
    question = questions(found.law)[place]
    what, _, number = action.partition(":")
    row = _row_number(number)
    if what == "change" and row is not None:
        answer = held(question, found.document, city_of_scheme(found.law), row)
        return _show(request, Step(found, place, answer))
    if what == "remove" and row is not None:
        after = replace(found, document=without(question, found.document, row))
        return page(request, after, place, found)
    if not said_nothing(told(question, request.POST, city_of_scheme(found.law))):
        return _answered(request, found, place, "add")
    document = {n: v for n, v in found.document.items() if n != key_of(question)}
    if what == "none":
        document |= {key_of(question): []}
    elif what != "open":
        raise LawError(f"{action[:40]}: 没有这个操作 no such action")
    return _onward(request, replace(found, document=document), place, "next")


def _row_number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and int(words) < MOST_ROWS else None


def _onward(request: HttpRequest, found: Asked, place: int, action: str) -> HttpResponse:
    """The next question, or the one before; after the last all answers together."""
    last = len(questions(found.law)) - 1
    if action == "back":
        return page(request, found, max(0, place - 1))
    return review_page(request, found) if place == last else page(request, found, place + 1)


def page(
    request: HttpRequest, found: Asked, place: int, before: Asked | None = None
) -> HttpResponse:
    """A question with what the document says to it; `before` is what an undo goes back to."""
    question = questions(found.law)[place]
    answer = held(question, found.document, city_of_scheme(found.law))
    faults = faults_within(question, found.document) if found.document else []
    return _show(request, Step(found, place, answer, faults, before))


def _show(request: HttpRequest, shown: Step, status: int = 200) -> HttpResponse:
    context = {"step": shown, "asked": shown.asked}
    return render(request, "assessment/step.html", context, status=status)


@csrf_exempt
def check(request: HttpRequest, name: str) -> HttpResponse:
    """What is wrong with the fields filled so far, for the page to say at once."""
    found = asked(request)
    question = questions(found.law)[place_of(found.law, name)]
    row = _row_number(request.POST.get("row", ""))
    answer = told(question, request.POST, city_of_scheme(found.law), row)
    if not may_be_none(question) or answer.has == YES:
        answer = with_faults(answer, only_filled=True)
        answer = answer if answer.faulty else _across(answer, found.document)
    return render(request, "assessment/checked.html", {"answer": answer})


def _across(answer: Answer, document: Mapping[str, Any]) -> Answer:
    """The answer held against the other answers, once it is complete."""
    if with_faults(answer).faulty:
        return answer
    return placed(answer, faults_within(answer.question, answered(answer, document)))


@csrf_exempt
def review(request: HttpRequest) -> HttpResponse:
    """All answers together, what is wrong and what is not answered."""
    return review_page(request, asked(request))


def review_page(request: HttpRequest, found: Asked) -> HttpResponse:
    """Every answer in words, each with a way to change it."""
    faults = faults_of(found.document)
    lines = [(one, *summary(one, found.document)) for one in questions(found.law)]
    context = {
        "asked": found,
        "lines": lines,
        "faults": [one for one in faults if not one.warning],
        "warnings": [one for one in faults if one.warning],
        "open": [one for one, state, _ in lines if state == "open"],
    }
    return render(request, "assessment/review.html", context)


def summary(question: Question, document: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Whether a question is answered, none, or open; and the answer in lines of words."""
    found = document.get(key_of(question), document)
    if found is document:
        return ("usual" if not may_be_open(question) else "open"), []
    if found is None or found == []:
        return "none", []
    if question.is_list:
        shown = [shown_row(question, row) for row in rows_of(question, document)]
    elif isinstance(found, dict):
        shown = [shown_row(question, found)]
    else:
        field = held(question, document, "").fields[0]
        shown = [shown_row(question, {field.name: found})]
    return "said", [_line(question, cells) for cells in shown]


def _line(question: Question, cells: Sequence[Text]) -> str:
    language = spoken()
    named = len(question.fields) > 1
    parts = [
        f"{fact.label.in_(language)} {cell.in_(language)}" if named else cell.in_(language)
        for fact, cell in zip(question.fields, cells, strict=True)
        if cell.in_(language)
    ]
    return (", " if language == "en" else ",").join(parts)

"""The facts of a declaration: a question a page, in the order of the catalogue, saved as one goes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luohu.law.sources import LawError, Text
from luohu.people.facts import Fact
from luohu.people.facts.fields import CITY_OF_ROW
from luohu.people.faults import Fault, Refused
from luohu.schemes.questions import Question
from luohu.web.assessment.answers import (
    MOST_ROWS,
    Answer,
    answered,
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
from luohu.web.assessment.fields import YES, Field
from luohu.web.declarations import notices, services
from luohu.web.declarations.contents import asked_of, declared_document, question_of
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant, revision_of
from luohu.web.shell.clock import now
from luohu.web.shell.pages import user_of

CHILDREN = "children"
LONGEST_PLACE = 6
Document = Mapping[str, Any]


@dataclass(frozen=True)
class FactPage:
    """One page: the question, the answer as it stands, what is wrong, what was just removed."""

    declaration: Declaration
    question: Question
    answer: Answer
    faults: Sequence[Fault] = ()
    removed: str = ""

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question of the year."""
        return asked_of(self.declaration.year)

    @property
    def number(self) -> int:
        """The place among the questions, from 1."""
        return self.all.index(self.question) + 1

    @property
    def may_change(self) -> bool:
        """Whether the answer can still be changed."""
        return may_change(self.declaration)

    @property
    def fields(self) -> list[Field]:
        """The fields that are asked."""
        return [field for field in self.answer.fields if _asked(field.fact)]

    @property
    def rows(self) -> list[list[Text]]:
        """The rows of a list in words."""
        if not self.question.is_list:
            return []
        rows = rows_of(self.question, self.declaration.document)
        return [
            [cell for fact, cell in zip(self.question.fields, cells, strict=True) if _asked(fact)]
            for cells in (shown_row(self.question, row) for row in rows)
        ]

    @property
    def columns(self) -> list[Fact]:
        """The columns of those rows."""
        return [fact for fact in self.question.fields if _asked(fact)]

    @property
    def none_said(self) -> bool:
        """Whether it is said that there are none."""
        return bool(self.declaration.document.get(key_of(self.question)) == [])

    @property
    def may_be_none(self) -> bool:
        """Whether it is first asked if there is any."""
        return may_be_none(self.question)

    @property
    def may_be_open(self) -> bool:
        """Whether one may say that one does not know."""
        return may_be_open(self.question)

    @property
    def asks_guardian(self) -> bool:
        """Whether a guardian's consent is still needed on this page."""
        named = key_of(self.question) == CHILDREN
        return named and notices.MINORS not in self.declaration.consents

    @property
    def consents(self) -> Sequence[notices.Consent]:
        """The consents that this page asks for."""
        return notices.CURRENT.later if self.asks_guardian else ()

    @property
    def overview(self) -> list[tuple[Question, bool]]:
        """Every question, and whether it is answered."""
        return [(one, key_of(one) in self.declaration.document) for one in self.all]


def _asked(fact: Fact) -> bool:
    """Of which city a row is, nobody is asked: a declaration is of one city."""
    return fact is not CITY_OF_ROW


@of_applicant
def fact(request: HttpRequest, declaration: Declaration, name: str) -> HttpResponse:
    """A question: shown, or its answer saved and then the next one shown."""
    question = question_of(declaration.year, name)
    if declaration.born is None:
        return redirect("declaration-details", declaration.number)
    if request.method != "POST":
        return _show(request, _page(declaration, question))
    action, _, row = request.POST.get("action", "next").partition(":")
    if action == "change":
        answer = held(question, declaration.document, _city(declaration), _row_number(row))
        return _show(request, FactPage(declaration, question, answer))
    if action == "remove":
        return _removed(request, declaration, question, _row_number(row))
    if action == "restore":
        return _restored(request, declaration, question)
    return _answered(request, declaration, question, action)


def _page(declaration: Declaration, question: Question, removed: str = "") -> FactPage:
    answer = held(question, declaration.document, _city(declaration))
    faults = faults_within(question, declared_document(declaration))
    return FactPage(declaration, question, answer, faults, removed)


def _city(declaration: Declaration) -> str:
    return declaration.year.scheme.partition("-")[0]


def _row_number(words: str) -> int | None:
    """The place of a row in its list, None where none is said; LawError for one that no list has."""
    if not (words.isascii() and words.isdigit()):
        return None
    if len(words) > LONGEST_PLACE or int(words) >= MOST_ROWS:
        raise LawError(f"{words[:40]}: 没有这一行 there is no such row")
    return int(words)


def _answered(
    request: HttpRequest, declaration: Declaration, question: Question, action: str
) -> HttpResponse:
    answer = told(
        question, request.POST, _city(declaration), _row_number(request.POST.get("row", ""))
    )
    document = _document_after(answer, declaration.document, action)
    if document is None:
        used = not may_be_none(question) or answer.has == YES
        answer = with_faults(answer) if used else answer
        if answer.faulty:
            return _show(request, FactPage(declaration, question, answer), 422)
        document = answered(answer, declaration.document)
        whole = {**declared_document(declaration), **document}
        faults = [one for one in faults_within(question, whole) if not one.warning]
        if faults:
            page = FactPage(declaration, question, placed(answer, faults), faults)
            return _show(request, page, 422)
    return _saved(request, declaration, question, answer, document, action)


def _document_after(answer: Answer, document: Document, action: str) -> dict[str, Any] | None:
    """The document where the answer is no row and no value; None where there is one to be read."""
    question = answer.question
    rest = {name: value for name, value in document.items() if name != key_of(question)}
    if action in ("none", "open") and question.is_list and said_nothing(answer):
        return rest | ({key_of(question): []} if action == "none" else {})
    if question.is_list and said_nothing(answer) and action in ("next", "back"):
        return dict(document)
    if action not in ("next", "back", "add", "none", "open"):
        raise LawError(f"{action[:40]}: 没有这个操作 no such action")
    return None


def _saved(
    request: HttpRequest, declaration: Declaration, question: Question, answer: Answer,
    document: Document, action: str,
) -> HttpResponse:  # fmt: skip
    try:
        if document != declaration.document or request.POST.getlist("consent"):
            declaration = _keep(request, declaration, document)
    except services.Conflict as conflict:
        if conflict.faults[0].place.column != "revision":
            raise
        declaration.refresh_from_db()
        return _show(request, FactPage(declaration, question, answer, conflict.faults), 409)
    except Refused as refused:
        return _show(request, FactPage(declaration, question, answer, refused.faults), 422)
    return _onward(declaration, question, action)


def _keep(request: HttpRequest, declaration: Declaration, document: Document) -> Declaration:
    return services.save_draft(
        actor=user_of(request), declaration=declaration, document=document,
        revision=revision_of(request), consents=_consented(request),
    )  # fmt: skip


def _consented(request: HttpRequest) -> list[str]:
    asked = {one.key for one in notices.CURRENT.later}
    return [key for key in request.POST.getlist("consent") if key in asked]


def _onward(declaration: Declaration, question: Question, action: str) -> HttpResponse:
    """The next question, or the one before; after the last everything together."""
    every, number = asked_of(declaration.year), declaration.number
    place = every.index(question)
    if action == "add":
        return redirect("declaration-fact", number, question.name)
    if action == "back":
        if place == 0:
            return redirect("declaration-details", number)
        return redirect("declaration-fact", number, every[place - 1].name)
    if place == len(every) - 1:
        return redirect("declaration-check", number)
    return redirect("declaration-fact", number, every[place + 1].name)


def _removed(
    request: HttpRequest, declaration: Declaration, question: Question, row: int | None
) -> HttpResponse:
    """The page without a row, with a way to have it back."""
    rows = rows_of(question, declaration.document)
    if row is None or row >= len(rows):
        return redirect("declaration-fact", declaration.number, question.name)
    saved = _keep(request, declaration, without(question, declaration.document, row))
    return _show(request, _page(saved, question, json.dumps(rows[row], ensure_ascii=False)))


def _restored(request: HttpRequest, declaration: Declaration, question: Question) -> HttpResponse:
    """A removed row back at the end of its list."""
    rows = rows_of(question, declaration.document)
    try:
        row = json.loads(request.POST.get("removed", "")[:10_000])
    except (ValueError, RecursionError):
        raise LawError("没有可以恢复的行 there is no row to have back") from None
    document = {**declaration.document, key_of(question): [*rows, row][:MOST_ROWS]}
    faults = faults_within(question, {**declared_document(declaration), **document})
    if any(not fault.warning for fault in faults):
        raise Refused(faults)
    _keep(request, declaration, document)
    return redirect("declaration-fact", declaration.number, question.name)


def _show(request: HttpRequest, page: FactPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "declaration": page.declaration}
    return render(request, "declarations/fact.html", context, status=status)


@require_POST
@of_applicant
def keep(request: HttpRequest, declaration: Declaration, name: str) -> HttpResponse:
    """What is wrong with the fields filled so far; an answer that is whole is saved at once."""
    question = question_of(declaration.year, name)
    row = _row_number(request.POST.get("row", ""))
    answer = told(question, request.POST, _city(declaration), row)
    kept, faults = None, list[Fault]()
    if not may_be_none(question) or answer.has == YES:
        answer = with_faults(answer, only_filled=True)
    # A new row of a list waits for "add": saved at each change it would be there many times.
    if not answer.faulty and (not question.is_list or row is not None):
        try:
            answer, kept = _kept_at_once(request, declaration, answer)
        except Refused as refused:
            faults = refused.faults
    context = {"answer": answer, "kept": kept, "faults": faults, "at": now()}
    return render(request, "declarations/kept.html", context)


def _kept_at_once(
    request: HttpRequest, declaration: Declaration, answer: Answer
) -> tuple[Answer, Declaration | None]:
    """The answer held against the others, and the declaration if it was saved."""
    used = not may_be_none(answer.question) or answer.has == YES
    if used and with_faults(answer).faulty:
        return answer, None
    document = answered(answer, declaration.document)
    whole = {**declared_document(declaration), **document}
    answer = placed(answer, faults_within(answer.question, whole))
    if answer.faulty or document == declaration.document:
        return answer, None
    return answer, _keep(request, declaration, document)

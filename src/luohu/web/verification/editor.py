"""The form of a corrected fact: every row of it on one page, its fields asked as the catalogue does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from luohu.people.facts import Group
from luohu.people.faults import Fault
from luohu.schemes.questions import Question
from luohu.web.assessment import answers
from luohu.web.assessment.answers import Answer, key_of
from luohu.web.assessment.fields import YES

BLANK_ROWS = 1
MOST_ROWS = answers.MOST_ROWS


@dataclass(frozen=True)
class Entry:
    """A row of the form, or the one there is: its fields, and what stands before their names."""

    prefix: str
    answer: Answer
    removed: bool = False

    @property
    def number(self) -> int:
        """The row's number, from 1."""
        return int(self.prefix[1:-1]) + 1


@dataclass(frozen=True)
class Editor:
    """A fact as the form holds it; `unasked` is what stands in its rows beside what the law asks."""

    question: Question
    entries: tuple[Entry, ...]
    unasked: tuple[Mapping[str, Any], ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether a field of a row that counts is wrong."""
        return any(one.answer.faulty for one in self.entries)

    def value(self) -> Any:
        """The value for a document, None where nothing is stated; Misread where a field is wrong."""
        if self.question.is_list:
            return [self._row(one) for one in self.entries if not one.removed]
        key, answer = key_of(self.question), self.entries[0].answer
        if isinstance(self.question.item, Group):
            answer = replace(answer, has=YES)
        return answers.answered(answer, {}).get(key)

    def _row(self, entry: Entry) -> dict[str, Any]:
        key, place = key_of(self.question), entry.number - 1
        (row,) = answers.answered(replace(entry.answer, row=None), {})[key]
        beside = self.unasked[place] if place < len(self.unasked) else {}
        return {**beside, **row}

    def with_faults(self, faults: Sequence[Fault]) -> Editor:
        """The form with faults of the document at the fields that they are about."""
        key = key_of(self.question)
        kept = [one for one in self.entries if not one.removed]
        placed = {}
        for place, entry in enumerate(kept):
            start = f"{key}[{place}]" if self.question.is_list else key
            own = [f for f in faults if f.place.column.startswith(start)]
            placed[entry.prefix] = replace(entry, answer=answers.placed(entry.answer, own))
        entries = tuple(placed.get(one.prefix, one) for one in self.entries)
        return replace(self, entries=entries)


def opened(question: Question, value: Any, city: str) -> Editor:
    """The form with a value in it, of a list with an empty row more."""
    document = {} if value is None else {key_of(question): value}
    if not question.is_list:
        return Editor(question, (Entry("r0-", answers.held(question, document, city)),))
    rows = answers.rows_of(question, document)[:MOST_ROWS]
    places = range(len(rows) + BLANK_ROWS)
    entries = (Entry(f"r{k}-", answers.held(question, document, city, k)) for k in places)
    return Editor(question, tuple(entries), _unasked(question, rows))


def typed(question: Question, form: Mapping[str, Any], value: Any, city: str) -> Editor:
    """The form as an officer filled it in, its faults marked; rows that say nothing are left out."""
    rows = answers.rows_of(question, {key_of(question): value})
    if not question.is_list:
        return Editor(question, (_entry(question, form, city, 0),))
    entries = (_entry(question, form, city, k) for k in range(_many(form)))
    return Editor(question, tuple(entries), _unasked(question, rows))


def _many(form: Mapping[str, Any]) -> int:
    told = str(form.get("rows", "0"))
    return min(int(told), MOST_ROWS) if told.isascii() and told.isdigit() and len(told) < 5 else 0


def _entry(question: Question, form: Mapping[str, Any], city: str, place: int) -> Entry:
    prefix = f"r{place}-"
    own = {name.removeprefix(prefix): form[name] for name in form if name.startswith(prefix)}
    answer = answers.told(question, own, city, place)
    removed = question.is_list and (bool(own.get("removed")) or answers.said_nothing(answer))
    return Entry(prefix, answer if removed else answers.with_faults(answer), removed)


def _unasked(question: Question, rows: Sequence[Any]) -> tuple[Mapping[str, Any], ...]:
    asked = {fact.written_as for fact in question.fields}
    return tuple(
        {name: held for name, held in row.items() if name not in asked}
        if isinstance(row, Mapping)
        else {}
        for row in rows
    )


def enlarged(editor: Editor, city: str) -> Editor:
    """The form with an empty row more."""
    place = len(editor.entries)
    blank = Entry(f"r{place}-", answers.held(editor.question, {}, city, place))
    return replace(editor, entries=(*editor.entries, blank))

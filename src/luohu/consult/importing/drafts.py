"""Drafts of replies read from a file, each with its doubts, and all that was not placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from luohu.consult.importing import marks, numbering, texts, titles
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused

ENDS = '。!\uff01?\uff1f;\uff1b"”)\uff09】》.'
_NO_END = Text("结尾没有句号,可能被截断", "it does not end as a sentence does: it may be cut off")
_NO_BODY = Text("没有正文", "it has no text")
_NO_TITLE = Text("分不出标题", "its title could not be told from its text")
_NO_NUMBER = Text("没有编号,或编号重复", "it has no number, or one that another row has")
_OTHER_CELLS = Text("在标题和正文以外的格子里", "in cells beside title and text")
_BEFORE = Text("在第一条之前", "before the first reply")
_AFTER = Text("在最后一条之后", "after the last reply")


@dataclass(frozen=True)
class Draft:
    """One reply as the file has it: number, title and text, and what should be looked at."""

    number: int
    title: str
    body: str
    doubts: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The draft for a program."""
        return {
            "number": self.number,
            "title": self.title,
            "body": self.body,
            "doubts": [doubt.as_json for doubt in self.doubts],
        }


@dataclass(frozen=True)
class Left:
    """A piece of the file that is in no draft, and why."""

    text: str
    why: Text

    def as_json(self) -> dict[str, Any]:
        """The piece for a program."""
        return {"text": self.text, "why": self.why.as_json}


@dataclass(frozen=True)
class Imported:
    """What a file gave: drafts by number, numbers that are missing, pieces that are in none."""

    drafts: tuple[Draft, ...]
    missing: tuple[int, ...]
    left: tuple[Left, ...]
    cleaned: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything for a program."""
        return {
            "drafts": [draft.as_json() for draft in self.drafts],
            "missing": list(self.missing),
            "left": [piece.as_json() for piece in self.left],
            "cleaned": [text.as_json for text in self.cleaned],
        }


def read_drafts(path: Path) -> Imported:
    """The drafts of a file; Refused where it cannot be read or holds no numbered replies."""
    rows = texts.rows_of(path)
    if rows is not None:
        return _from_rows(rows, path)
    return from_text(texts.text_of(path), path.name)


def from_text(text: str, name: str = "") -> Imported:
    """The drafts of a text whose replies are numbered, be they run together or not."""
    clean, cleaned = marks.without_marks(text)
    chain = numbering.longest_chain(clean)
    if not chain:
        raise Refused([_nothing(name)])
    pieces = numbering.cut(clean, chain)
    drafts = [_draft(number, piece) for number, piece in pieces.items]
    missing = numbering.missing(chain)
    drafts = _suspect_hidden(drafts, missing)
    left = [Left(part, _BEFORE) for part in pieces.before]
    left += [Left(part, _AFTER) for part in pieces.after]
    return Imported(tuple(drafts), missing, tuple(left), cleaned)


def _draft(number: int, piece: str) -> Draft:
    title, body = titles.split(piece)
    doubts = []
    if not title:
        doubts.append(_NO_TITLE)
    if not body:
        doubts.append(_NO_BODY)
    elif body[-1] not in ENDS:
        doubts.append(_NO_END)
    doubts += marks.unbalanced(title + body)
    return Draft(number, title, body, tuple(doubts))


def _suspect_hidden(drafts: Sequence[Draft], missing: Sequence[int]) -> list[Draft]:
    """Say of the draft before a missing number that it may hold that one too."""
    found = []
    for draft in drafts:
        lost = [n for n in missing if n > draft.number and not _between(drafts, draft.number, n)]
        doubts = list(draft.doubts)
        if lost:
            listed = "、".join(map(str, lost))
            doubts.append(
                Text(
                    f"没有找到第 {listed} 条,可能混在这一条里",
                    f"number {', '.join(map(str, lost))} was not found: it may be within this one",
                )
            )
        found.append(replace(draft, doubts=tuple(doubts)))
    return found


def _between(drafts: Sequence[Draft], first: int, last: int) -> bool:
    return any(first < draft.number < last for draft in drafts)


def _from_rows(rows: Sequence[texts.Row], path: Path) -> Imported:
    drafts, left, taken, cleaned = [], [], set(), []
    for row in rows:
        if row.more:
            left.append(Left(row.more, _OTHER_CELLS))
        if row.number is None or row.number in taken or not (row.title or row.body):
            words = " ".join(filter(None, (row.title, row.body)))
            left += [Left(words, _NO_NUMBER)] if words else []
            continue
        taken.add(row.number)
        (title, first), (body, second) = map(marks.without_marks, (row.title, row.body))
        cleaned += [*first, *second]
        drafts.append(_checked_row(row.number, title, body))
    if not drafts:
        raise Refused([_nothing(path.name)])
    drafts.sort(key=lambda draft: draft.number)
    missing = tuple(n for n in range(1, drafts[-1].number + 1) if n not in taken)
    return Imported(tuple(drafts), missing, tuple(left), tuple(cleaned))


def _checked_row(number: int, title: str, body: str) -> Draft:
    if not title:
        return _draft(number, body)
    doubts = [] if body else [_NO_BODY]
    if body and body[-1] not in ENDS:
        doubts.append(_NO_END)
    return Draft(number, title, body, (*doubts, *marks.unbalanced(title + body)))


def _nothing(name: str) -> Fault:
    return Fault(
        Place(file=name),
        Text("没有找到编号的答复", "no numbered replies were found"),
        Text(
            "应有从 1 起编号的答复,如“1.标题 正文”",
            "replies numbered from 1, such as “1. title, text”",
        ),
    )

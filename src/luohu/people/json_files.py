"""JSON files of applicant documents: one object, an array of them, or one in each line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from pydantic import ValidationError

from luohu.law.sources import Text
from luohu.people.applicant import Applicant, faults_of
from luohu.people.assembly import example_ignored, is_example
from luohu.people.cohort import Cohort
from luohu.people.documents import documents_of, each_document
from luohu.people.facts import LISTS
from luohu.people.faults import Fault, Place
from luohu.people.origins import Contents, DocumentOrigin
from luohu.people.types import Misread, shown

Progress = Callable[[int], None]
EVERY = 1000


def read_json(path: Path | IO[bytes], file: str, progress: Progress) -> Contents:
    """Read one document, or an array of them; a position in the array counts from 1."""
    found = _Documents(file, progress)
    content = path.read_bytes() if isinstance(path, Path) else path.read()
    text = _decoded(content, Place(file), found.faults)
    if text is not None and not text.strip():
        found.faults.append(Fault(Place(file), *EMPTY))
    elif text is not None:
        raw = _parsed(text, Place(file), found.faults)
        if isinstance(raw, list):
            for position, one in enumerate(raw, 1):
                found.add(one, position)
        elif raw is not NOTHING:
            found.add(raw, None)
    return found.contents()


def read_json_lines(path: Path, file: str, progress: Progress) -> Contents:
    """Read a document a line; blank lines are left out."""
    found = _Documents(file, progress)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            place = Place(file, row=number)
            text = _decoded(line.rstrip(b"\r\n"), place, found.faults)
            if text is not None and text.strip():
                raw = _parsed(text, place, found.faults)
                if raw is not NOTHING:
                    found.add(raw, number)
    return found.contents()


def write_json(cohort: Cohort, path: Path) -> None:
    """Write an array of documents."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(documents_of(cohort), file, ensure_ascii=False, indent=1)
        file.write("\n")


def write_json_lines(cohort: Cohort, path: Path) -> None:
    """Write a document a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in each_document(cohort):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


class _Documents:
    """Documents as they are read, with where each stands and what is wrong with it."""

    def __init__(self, file: str, progress: Progress) -> None:
        self.file = file
        self.progress = progress
        self.faults: list[Fault] = []
        self.read: list[Any] = []
        self.rows: list[int | None] = []
        self.positions: dict[str, list[int]] = {listed.name: [] for listed in LISTS}

    def add(self, raw: Any, row: int | None) -> None:
        """Take one raw document, or say what is wrong with it."""
        place = Place(self.file, row=row)
        if not isinstance(raw, Mapping):
            self.faults.append(Fault(place, *_not_an_object(raw)))
        elif is_example(raw.get("id")):
            self.faults.append(example_ignored(place))
        else:
            self._validate(raw, place)
            if len(self.read) % EVERY == 0:
                self.progress(len(self.read))

    def _validate(self, raw: Mapping[str, Any], place: Place) -> None:
        kept: dict[str, list[int]] = {}
        try:
            document = Applicant.model_validate(raw)
        except ValidationError as error:
            self.faults += faults_of(error, place)
            raw, kept = _without_faults(raw, error)
            try:
                document = Applicant.model_validate(raw)
            except ValidationError:
                return
        self.read.append(document)
        self.rows.append(place.row)
        for listed in LISTS:
            rows = getattr(document, listed.name) or ()
            self.positions[listed.name] += kept.get(listed.written_as, range(len(rows)))

    def contents(self) -> Contents:
        """Put everything together."""
        if not self.read:
            return Contents(self.faults)
        positions = {name: np.array(held, np.int64) for name, held in self.positions.items()}
        origin = DocumentOrigin(self.file, self.rows, positions)
        return Contents(self.faults, Cohort.of(self.read), origin)


def _without_faults(
    raw: Mapping[str, Any], error: ValidationError
) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """What is right in a document, so that its other faults are found as well; rows kept by position."""
    wrong = [detail["loc"] for detail in error.errors()]
    whole = {loc[0] for loc in wrong if len(loc) == 1 or (loc and not isinstance(loc[1], int))}
    rows = {(loc[0], loc[1]) for loc in wrong if loc and loc[0] not in whole}
    right: dict[str, Any] = {name: value for name, value in raw.items() if name not in whole}
    kept: dict[str, list[int]] = {}
    for name in {str(name) for name, _ in rows}:
        kept[name] = [k for k in range(len(right[name])) if (name, k) not in rows]
        right[name] = [right[name][k] for k in kept[name]]
    return right, kept


class _Nothing:
    """What is read where nothing could be."""


NOTHING = _Nothing()
EMPTY = (
    Text("文件是空的", "the file is empty"),
    Text("应有一个申请人对象或其数组", "one applicant's object, or an array of them, is expected"),
)


def _decoded(raw: bytes, place: Place, faults: list[Fault]) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = (
            Text(
                f"第 {error.start + 1} 字节起不是 UTF-8",
                f"not UTF-8 from byte {error.start + 1} on",
            ),
            Text("请另存为 UTF-8", "save it as UTF-8"),
        )
        faults.append(Fault(place, *words))
        return None


def _parsed(text: str, place: Place, faults: list[Fault]) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        line = error.lineno if place.row is None else place.row
        here = Place(place.file, row=line, column=str(error.colno))
        words = (
            Text("不是 JSON", f"not JSON: {error.msg}"),
            Text("请改正此处", "correct this place"),
        )
        faults.append(Fault(here, *words))
    except Misread as misread:
        faults.append(Fault(place, misread.wrong, misread.right))
    except (RecursionError, ValueError):
        words = (Text("嵌套过深或数字过长", "nested too deep, or a number too long"), SEE)
        faults.append(Fault(place, *words))
    return NOTHING


SEE = Text("请对照申请人文档格式", "see the applicant document's schema")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Misread(
            Text(f"字段 {shown(twice)} 出现了两次", f"the field {shown(twice)} is there twice"),
            Text("只留一个", "keep one of them"),
        )
    return found


def _no_number(text: str) -> Any:
    raise Misread(
        Text(f"{text} 不是数", f"{text} is not a number"),
        Text("写出数值或整项略去", "state a number or leave it out"),
    )


def _not_an_object(raw: Any) -> tuple[Text, Text]:
    return (
        Text(f"{shown(raw)} 不是申请人对象", f"{shown(raw)} is not an applicant's object"),
        Text("应写作 {...}", "write it as {...}"),
    )

"""The words of these tests: invented applicants, the files they stand in, and what is refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.people.documents import documents_of
from luohu.people.faults import Fault, Refused
from luohu.people.reading import Reading, read_cohort
from luohu.people.types import check_digit

Document = dict[str, Any]
Grid = Sequence[Sequence[Any]]
FORMATS = ("json", "jsonl", "xlsx", "csv", "parquet")


def person(**facts: Any) -> Document:
    """A man about whom nothing is known but his birth and sex; `facts` are added."""
    return {"id": "A-1", "born": "1980-06-15", "sex": "male"} | facts


def paid(first: str, last: str | None = None, kind: str = "all", **facts: Any) -> Document:
    return {"kind": kind, "from": first, "to": last} | facts


def home(tenure: str, first: str, last: str | None = None) -> Document:
    return {"tenure": tenure, "from": first, "to": last}


def identity_number(born: str = "19800615", order: int = 1) -> str:
    """A number that nobody has: no region has the code 999999."""
    places = f"999999{born}{order:03d}"
    return places + check_digit(places)


def cohort_of(*documents: Document) -> Cohort:
    return Cohort.of([read_applicant(document) for document in documents])


def json_file(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Grid) -> Path:
    """A workbook of sheets of rows, the header first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def csv_folder(path: Path, encoding: str = "utf-8", **sheets: Grid) -> Path:
    """A folder of CSV files; more can be added in another encoding."""
    path.mkdir(exist_ok=True)
    for title, rows in sheets.items():
        with (path / f"{title}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
    return path


def read(*paths: Path) -> Reading:
    return read_cohort(paths)


def documents(*paths: Path) -> list[Document]:
    return documents_of(read(*paths).cohort)


def refused(*paths: Path) -> list[Fault]:
    """What files are refused for, warnings left out."""
    with pytest.raises(Refused) as caught:
        read_cohort(paths)
    return [fault for fault in caught.value.faults if not fault.warning]


def fault(*paths: Path) -> Fault:
    """The one fault that files are refused for."""
    found = refused(*paths)
    assert len(found) == 1, "\n".join(one.shown("en") for one in found)
    return found[0]


def where(one: Fault) -> tuple[str, int | None, str]:
    """Sheet, row and column of a fault."""
    return one.place.sheet, one.place.row, one.place.column


def words(one: Fault) -> str:
    """All that a fault says, in both languages."""
    return f"{one.shown('zh')} | {one.shown('en')}"


def by_id(found: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {one["id"]: one for one in found}

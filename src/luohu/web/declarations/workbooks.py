"""Workbooks of many declarations: the template that an employer fills in, and reading it back."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.people.areas import Sprawling, refuse_sprawling
from luohu.people.checks import check, check_ids
from luohu.people.cohort import Cohort
from luohu.people.documents import documents_of
from luohu.people.extras import extra
from luohu.people.faults import Fault, Place, Refused
from luohu.people.layout import EXAMPLE, MAIN, SHEETS
from luohu.people.template import write_template
from luohu.people.workbook import SPRAWLING, read_workbook
from luohu.schemes.questions import questions
from luohu.schemes.scoring import score_person, unmet
from luohu.web.declarations.contents import PERSONAL, only_asked
from luohu.web.declarations.personal import read_details
from luohu.web.protection import identity
from luohu.web.shell.in_memory import saved
from luohu.web.shell.workbooks import refuse_if_too_large, words_of
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

PEOPLE: Final = "人员"
NUMBER: Final = "编号"
COLUMNS: Final = (NUMBER, *(label.zh for label, _ in PERSONAL.values()))
MOST, MOST_CELLS, LAST_ROW = 2000, 2_000_000, 10_000
RIGHT: Final = Text("5 MB 以内的 .xlsx,最多 2000 人", "an .xlsx of at most 5 MB and 2000 people")
NAMES: Final[Mapping[str, str]] = {
    header.lower(): name
    for name, (label, _) in PERSONAL.items()
    for header in (name, label.zh, label.en)
} | {NUMBER: "id", "id": "id", "number": "id"}


@dataclass(frozen=True)
class Row:
    """One person of a workbook: the details, the document, and where it stands."""

    details: Mapping[str, str]
    document: Mapping[str, Any]
    place: Place


def template(year: Year) -> bytes:
    """The workbook to be filled in: a sheet of people, and the sheets that the year's law asks for."""
    with tempfile.TemporaryDirectory(prefix="luohu-") as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        book = extra("openpyxl", PEOPLE).load_workbook(path)
    _hide_unasked(book, year)
    page = book.create_sheet(PEOPLE, 0)
    page.append(COLUMNS)
    page.append([EXAMPLE, "申请人甲", identity.invented(0), "19900000000", "演示路1号"])
    page.freeze_panes = "B2"
    for letter, width in zip("ABCDE", (14, 14, 24, 18, 40), strict=True):
        page.column_dimensions[letter].width = width
        page.column_dimensions[letter].number_format = "@"
    for row in page.iter_rows():
        for cell in row:
            cell.number_format = "@"
    book.active = 0
    return saved(book)


def _hide_unasked(book: Any, year: Year) -> None:
    """Hide the sheets of what the law of the year does not ask for."""
    asked = {question.name for question in questions(law_of(year))}
    for sheet in SHEETS:
        if sheet is not MAIN and sheet.name not in asked:
            book[sheet.label.zh].sheet_state = "hidden"


def read(year: Year, content: bytes, name: str) -> list[Row]:
    """Every person of a workbook; Refused, once, with everything that is wrong with anybody."""
    refuse_if_too_large(content, name, RIGHT)
    _refuse_if_sprawling(content, name)
    people, faults = _people(content, name)  # in memory: no number ever lies on a disk
    cohort, found = _cohort(content, name)
    faults += found
    rows: list[Row] = []
    if cohort is not None:
        faults += _unmet(year, cohort, name)
        rows, found = _together(year, people, cohort, name)
        faults += found
    if any(not fault.warning for fault in faults):
        raise Refused([fault for fault in faults if not fault.warning])
    return rows


def _refuse_if_sprawling(content: bytes, name: str) -> None:
    """Refuse a sheet of few bytes that reaches over more cells than 2000 people could fill."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            refuse_sprawling(parts, MOST_CELLS)
    except Sprawling:
        raise Refused([Fault(Place(name), *SPRAWLING)]) from None
    except Exception:  # a part that cannot be unpacked; _cohort says so
        return


def _people(
    content: bytes, name: str
) -> tuple[dict[str, tuple[Place, dict[str, str]]], list[Fault]]:
    """The sheet of people by their numbers, and what is wrong with it."""
    try:
        book = extra("openpyxl", name).load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        found = next((page for page in book.worksheets if page.title.strip() == PEOPLE), None)
        grid = (
            []
            if found is None
            else list(found.iter_rows(values_only=True, max_col=20, max_row=LAST_ROW))
        )
        book.close()
    except Exception:  # openpyxl raises whatever its parsers do; _cohort says so
        return {}, []
    if found is None or not grid:
        wrong = Text(f"没有“{PEOPLE}”表", f"there is no sheet {PEOPLE}")
        return {}, [
            Fault(Place(name), wrong, Text("用本站的模板", "use the template of this site"))
        ]
    return _named(grid, Place(name, PEOPLE))


def _named(
    grid: Sequence[Sequence[Any]], place: Place
) -> tuple[dict[str, tuple[Place, dict[str, str]]], list[Fault]]:
    headers = [NAMES.get(str(cell or "").strip().lower(), "") for cell in grid[0]]
    faults = [
        Fault(replace(place, row=1, column=label), Text("没有这一列", "this column is missing"),
              Text("用本站的模板", "use the template of this site"))
        for name, label in zip(("id", *PERSONAL), COLUMNS, strict=True) if name not in headers
    ]  # fmt: skip
    found: dict[str, tuple[Place, dict[str, str]]] = {}
    for number, cells in enumerate(grid[1:], 2):
        told = {n: words_of(cell) for n, cell in zip(headers, cells, strict=False) if n}
        key = told.pop("id", "")
        if key == EXAMPLE or not (key or any(told.values())):
            continue
        where = replace(place, row=number)
        if not key or key in found:
            wrong = Text("编号为空或重复", "the number is missing or there twice")
            right = Text("每人一个编号", "a number for each person")
            faults.append(Fault(replace(where, column=NUMBER), wrong, right))
        found.setdefault(key, (where, told))
    return found, faults


def _cohort(content: bytes, name: str) -> tuple[Cohort | None, list[Fault]]:
    """The facts of everybody, read as files of applicants are; our own sheet is not theirs."""
    contents = read_workbook(io.BytesIO(content), name)
    faults = [one for one in contents.faults if one.place.sheet != PEOPLE]
    if contents.cohort is None or contents.origin is None:
        return None, faults
    faults += check(contents.cohort, contents.origin)
    faults += check_ids([(contents.cohort, contents.origin)])
    if not 1 <= len(contents.cohort) <= MOST:
        wrong = Text(f"有 {len(contents.cohort)} 人", f"there are {len(contents.cohort)} people")
        faults.append(
            Fault(Place(name, MAIN.label.zh), wrong, Text(f"1 至 {MOST} 人", f"1 to {MOST}"))
        )
    return contents.cohort, faults


def _unmet(year: Year, cohort: Cohort, name: str) -> Iterator[Fault]:
    """What the law asks of facts themselves and somebody's do not meet."""
    law = law_of(year)
    if not law.book.named(Kind.REQUIREMENT):
        return
    for index, number in enumerate(cohort.ids):
        place = Place(name, MAIN.label.zh, None, str(number))
        yield from unmet(score_person(law, cohort.person(index), str(number)), place)


def _together(
    year: Year, people: Mapping[str, tuple[Place, dict[str, str]]], cohort: Cohort, name: str
) -> tuple[list[Row], list[Fault]]:
    """Details and facts of each person side by side, and what does not fit between them."""
    rows, faults = list[Row](), list[Fault]()
    documents = {str(one["id"]): one for one in documents_of(cohort)}
    for number in documents.keys() - people.keys():
        place = Place(name, MAIN.label.zh, None, f"{NUMBER} {number}")
        faults.append(Fault(place, *_not_on(PEOPLE)))
    seen: dict[str, int | None] = {}
    for number, (place, told) in people.items():
        if number not in documents:
            faults.append(Fault(replace(place, column=NUMBER), *_not_on(MAIN.label.zh)))
            continue
        details, wrong = read_details(told)
        wrong += _of_person(details, documents[number], seen, place.row)
        faults += [
            replace(one, place=replace(place, column=_label(one.place.column))) for one in wrong
        ]
        rows.append(Row(details, only_asked(year, documents[number]), place))
    return rows, faults


def _not_on(sheet: str) -> tuple[Text, Text]:
    wrong = Text(f"“{sheet}”表里没有这个编号", f"this number is not on the sheet {sheet}")
    return wrong, Text("两张表都要有", "it has to be on both sheets")


def _of_person(
    details: Mapping[str, str], document: Mapping[str, Any], seen: dict[str, int | None],
    row: int | None,
) -> list[Fault]:  # fmt: skip
    """What is missing of a person's details, or fits neither the document nor the other rows."""
    found = [
        Fault(Place(column=name), Text("没有填", "this is not filled in"), Text("请填写", "fill it in"))
        for name in PERSONAL if not details.get(name)
    ]  # fmt: skip
    number = details.get("identity", "")
    if not number or identity.fault(number) is not None:
        return found
    if number in seen:
        wrong = Text(
            f"和第 {seen[number]} 行是同一个人", f"this is the person of row {seen[number]}"
        )
        found.append(Fault(Place(column="identity"), wrong, Text("每人一行", "a row a person")))
    seen.setdefault(number, row)
    if document.get("born") != identity.born(number).isoformat():
        wrong = Text("和“申请人”表的出生日期不同", "it is not the day of birth on the other sheet")
        found.append(Fault(Place(column="identity"), wrong, Text("核对两处", "compare the two")))
    return found


def _label(name: str) -> str:
    return PERSONAL[name][0].zh if name in PERSONAL else name

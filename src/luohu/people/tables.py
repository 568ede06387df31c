"""Tables as files hold them: headers matched to the catalogue, cells read into numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.sources import Text
from luohu.people.cohort import kept_as
from luohu.people.facts import Fact
from luohu.people.faults import Fault, Place
from luohu.people.layout import OPEN_ENDS, SHEETS, Column, Sheet
from luohu.people.types import Misread, TextType, shown

Mask = NDArray[np.bool_]
Numbered = tuple[int, Sequence[Any]]


@dataclass(frozen=True)
class Cells:
    """A column of cells: the different ones, and which of them each row has."""

    distinct: Sequence[Any]
    codes: NDArray[np.integer[Any]]

    @classmethod
    def of(cls, cells: Iterable[Any]) -> Cells:
        """Number the cells; 1, 1.0 and true are different."""
        numbers: dict[Any, int] = {}
        codes = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
        return cls([cell for _, cell in numbers], np.array(codes, np.int64))

    def take(self, rows: Any) -> Cells:
        """Take some of the rows."""
        return Cells(self.distinct, self.codes[rows])


@dataclass(frozen=True)
class Values:
    """A column that was read: numbers (or words), where they are stated, what could not be read."""

    values: NDArray[Any]
    stated: Mask
    misread: Mapping[int, Misread] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A sheet of a file: the number of each row, and the columns that it has."""

    sheet: Sheet
    file: str
    title: str
    rows: NDArray[np.integer[Any]]
    columns: Mapping[str, Cells]
    headers: Mapping[str, str]

    def place(self, row: int | None = None, name: str = "") -> Place:
        """Say where a row, or the cell of a column, stands."""
        number = None if row is None else int(self.rows[row])
        return Place(
            self.file, self.title, number, self.headers.get(name, name and self._label(name))
        )

    def _label(self, name: str) -> str:
        return self.sheet.column(name).fact.label.zh

    def values(self, column: Column) -> Values:
        """Read a column, or say what it means that it is not there."""
        held = self.columns.get(column.name)
        if held is None:
            held = Cells([None], np.zeros(len(self.rows), np.int64))
        return values_of(column.fact, held)


def is_blank(cell: Any) -> bool:
    """Whether nothing is written in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def values_of(fact: Fact, cells: Cells) -> Values:
    """Read cells, each different one once."""
    held = object if isinstance(fact.type, TextType) else kept_as(fact)
    numbers: list[Any] = []
    stated: list[bool] = []
    wrong: dict[int, Misread] = {}
    blank, read, ends = _blank(fact), fact.type.read_cell, fact.may_be_open
    for code, cell in enumerate(cells.distinct):
        number, said = blank, False
        try:
            if isinstance(cell, Misread):
                raise cell
            if not (is_blank(cell) or (ends and str(cell).strip() in OPEN_ENDS)):
                number, said = read(cell), True
        except Misread as misread:
            wrong[code] = misread
        numbers.append(number)
        stated.append(said)
    codes = cells.codes
    found = {row: wrong[code] for row, code in _rows_with(codes, wrong)}
    return Values(np.array(numbers, held)[codes], np.array(stated, bool)[codes], found)


def _blank(fact: Fact) -> Any:
    """Give the number for a blank cell: what null means if required, else what leaving out means."""
    if isinstance(fact.type, TextType):
        return None
    number = fact.null if fact.required else fact.left_out
    return 0 if number is None else number


def _rows_with(
    codes: NDArray[np.integer[Any]], wrong: Mapping[int, Misread]
) -> Iterable[tuple[int, int]]:
    if not wrong:
        return []
    rows = np.flatnonzero(np.isin(codes, list(wrong)))
    return [(int(row), int(codes[row])) for row in rows]


def match_headers(
    sheet: Sheet, headers: Sequence[Any], place: Place
) -> tuple[dict[str, int], list[Fault]]:
    """Find where each column stands; a fault for each that is unknown, doubled or missing."""
    found: dict[str, int] = {}
    faults: list[Fault] = []
    for position, header in enumerate(headers):
        if is_blank(header):
            continue
        column = sheet.by_header.get(str(header).strip().lower())
        here = Place(place.file, place.sheet, place.row, str(header).strip())
        if column is None:
            faults.append(Fault(here, *_no_such_column(sheet, header)))
        elif column.name in found:
            faults.append(Fault(here, *DOUBLED))
        else:
            found[column.name] = position
    missing = [column for column in sheet.columns if column.needed and column.name not in found]
    for column in missing:
        here = Place(place.file, place.sheet, place.row, column.fact.label.zh)
        faults.append(Fault(here, *_column_missing(column)))
    return found, faults


DOUBLED = (
    Text("这一列出现了两次", "this column is there twice"),
    Text("只留一列", "keep one of them"),
)


def _no_such_column(sheet: Sheet, header: Any) -> tuple[Text, Text]:
    zh = "、".join(column.fact.label.zh for column in sheet.columns)
    en = ", ".join(column.fact.label.en for column in sheet.columns)
    return (
        Text(f"没有 {shown(header)} 这一列", f"there is no column {shown(header)}"),
        Text(f"改正列名或删去该列;可用的列:{zh}", f"correct or remove it; the columns are {en}"),
    )


def _column_missing(column: Column) -> tuple[Text, Text]:
    label = column.fact.label
    return (
        Text(f"缺少“{label.zh}”列", f"the column {label.en} is missing"),
        Text("请补上这一列", "add the column"),
    )


def no_such_sheet(place: Place, title: str) -> Fault:
    """Say that a sheet or a file has a name that means nothing."""
    zh = "、".join(sheet.label.zh for sheet in SHEETS)
    en = ", ".join(sheet.label.en for sheet in SHEETS)
    return Fault(
        place,
        Text(f"没有名为 {shown(title)} 的表", f"there is no sheet called {shown(title)}"),
        Text(f"改正表名或删去该表;可用的表:{zh}", f"correct or remove it; the sheets are {en}"),
    )


def twice(place: Place, sheet: Sheet) -> Fault:
    """Say that a sheet is there under two names."""
    return Fault(
        place,
        Text(f"“{sheet.label.zh}”表出现了两次", f"the sheet {sheet.label.en} is there twice"),
        Text("只留一张", "keep one of them"),
    )


def formula() -> Misread:
    """Stand for a cell that holds a formula, whose value nobody vouches for."""
    return Misread(
        Text("单元格里是公式", "the cell holds a formula"),
        Text("请粘贴为数值", "paste it as a value"),
    )


def table_of(
    sheet: Sheet, file: str, title: str, grid: Iterable[Numbered]
) -> tuple[Table | None, list[Fault]]:
    """Make a table from numbered rows, the first of them the header; blank rows are left out."""
    rows = [(number, row) for number, row in grid if not all(map(is_blank, row))]
    place = Place(file, title)
    if not rows:
        return None, [Fault(place, *EMPTY)]
    (number, headers), *body = rows
    found, faults = match_headers(sheet, headers, Place(file, title, number))
    faults += _beyond(place, headers, body)
    columns = {
        name: Cells.of(row[k] if k < len(row) else None for _, row in body)
        for name, k in found.items()
    }
    spelled = {name: str(headers[k]).strip() for name, k in found.items()}
    numbers = np.array([number for number, _ in body], np.int64)
    return Table(sheet, file, title, numbers, columns, spelled), faults


EMPTY = (
    Text("表是空的,连表头也没有", "the sheet is empty, without even a header"),
    Text("请用模板填写;没有内容就删去该表", "use the template; remove a sheet that holds nothing"),
)


def _beyond(place: Place, headers: Sequence[Any], body: Sequence[Numbered]) -> list[Fault]:
    """A fault for each cell in a column without a header."""
    headed = [not is_blank(header) for header in headers]
    return [
        Fault(
            Place(place.file, place.sheet, number, str(k + 1)),
            Text(
                f"{shown(cell)} 所在的列没有表头", f"{shown(cell)} is in a column without a header"
            ),
            Text("补上列名或清空该格", "name the column or clear the cell"),
        )
        for number, row in body
        if len(row) > len(headed) or not all(headed)
        for k, cell in enumerate(row)
        if not (k < len(headed) and headed[k]) and not is_blank(cell)
    ]

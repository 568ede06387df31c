"""A folder of CSV files, one a sheet, in UTF-8 or GB18030 (which holds GBK)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from luohu.law.sources import Text
from luohu.people.assembly import assemble
from luohu.people.cohort import Cohort
from luohu.people.faults import Fault, Place
from luohu.people.layout import sheet_called
from luohu.people.origins import Contents
from luohu.people.tables import Numbered, Table, formula, no_such_sheet, table_of, twice
from luohu.people.tabulation import Filled, tabulate
from luohu.people.types import Misread


def read_csv_folder(folder: Path, file: str) -> Contents:
    """Read every file of a folder; each may be in an encoding of its own."""
    faults: list[Fault] = []
    tables: dict[str, Table] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() != ".csv":
            faults.append(not_read(path))
            continue
        _add(path, tables, faults)
    contents = assemble(tables, file)
    return Contents(faults + contents.faults, contents.cohort, contents.origin)


def _add(path: Path, tables: dict[str, Table], faults: list[Fault]) -> None:
    sheet = sheet_called(path.stem)
    if sheet is None:
        faults.append(no_such_sheet(Place(str(path)), path.stem))
        return
    if sheet.name in tables:
        faults.append(twice(Place(str(path)), sheet))
        return
    try:
        grid = list(_grid(_decoded(path.read_bytes())))
    except Misread as misread:
        faults.append(Fault(Place(str(path), path.stem), misread.wrong, misread.right))
        return
    table, found = table_of(sheet, str(path), path.stem, grid)
    faults += found
    if table is not None:
        tables[sheet.name] = table


def not_read(path: Path) -> Fault:
    """Warn of a file in the folder that is of another kind."""
    return Fault(
        Place(str(path)),
        Text("这个文件没有读", "this file was not read"),
        Text("文件夹里只放同一种格式的表", "keep only tables of one format in the folder"),
        warning=True,
    )


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Misread(
        Text("既不是 UTF-8 也不是 GBK/GB18030", "this is neither UTF-8 nor GBK/GB18030"),
        Text("请另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
    )


def _grid(text: str) -> Iterator[Numbered]:
    """The rows as a spreadsheet counts them, from 1."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, [formula() if cell.lstrip().startswith("=") else cell for cell in row]
    except csv.Error as error:
        raise Misread(
            Text(f"第 {number + 1} 行不是正确的 CSV", f"row {number + 1} is not CSV: {error}"),
            Text("检查引号是否成对", "look for an unpaired quotation mark"),
        ) from None


def write_csv_folder(cohort: Cohort, folder: Path) -> None:
    """Write a file a sheet into a folder, in UTF-8 with a mark that spreadsheets know it by."""
    folder.mkdir()
    for filled in tabulate(cohort):
        path = folder / f"{filled.sheet.label.zh}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.fact.label.zh for column in filled.sheet.columns])
            writer.writerows(rows_of(filled))


def rows_of(filled: Filled) -> Iterator[tuple[object, ...]]:
    """Give the rows of a filled sheet, in the order of its columns."""
    return zip(*(filled.cells(column) for column in filled.sheet.columns), strict=True)

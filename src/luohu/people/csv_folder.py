"""A folder of CSV files, one a sheet, in UTF-8 or GB18030 (which holds GBK)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.people.faults import Fault, Place
from luohu.people.folders import read_folder
from luohu.people.layout import Sheet
from luohu.people.origins import Contents
from luohu.people.tables import Numbered, Table, formula, table_of
from luohu.people.tabulation import Filled, tabulate
from luohu.people.types import Misread


def read_csv_folder(folder: Path, file: str) -> Contents:
    """Read every file of a folder; each may be in an encoding of its own."""
    return read_folder(folder, file, ".csv", _table)


def _table(sheet: Sheet, path: Path, faults: list[Fault]) -> Table | None:
    try:
        grid = list(_grid(_decoded(path.read_bytes())))
    except Misread as misread:
        faults.append(Fault(Place(str(path), path.stem), misread.wrong, misread.right))
        return None
    table, found = table_of(sheet, str(path), path.stem, grid)
    faults += found
    return table


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

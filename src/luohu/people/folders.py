"""A folder of tables, one file a sheet, whatever the format of the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from luohu.law.sources import Text
from luohu.people.assembly import assemble
from luohu.people.faults import Fault, Place
from luohu.people.layout import Sheet, sheet_called
from luohu.people.origins import Contents
from luohu.people.tables import Table, no_such_sheet, twice

TableReader = Callable[[Sheet, Path, list[Fault]], Table | None]
NOT_TABLES = (".", "~$", "_")


def read_folder(folder: Path, file: str, ending: str, read: TableReader) -> Contents:
    """Read every file with the ending; `read` gives a sheet's table and notes its faults."""
    faults: list[Fault] = []
    tables: dict[str, Table] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(NOT_TABLES):
            continue
        if path.suffix.lower() != ending:
            faults.append(_not_read(path))
            continue
        sheet = _sheet_of(path, tables, faults)
        table = read(sheet, path, faults) if sheet else None
        if table is not None:
            tables[table.sheet.name] = table
    contents = assemble(tables, file)
    return Contents(faults + contents.faults, contents.cohort, contents.origin)


def _sheet_of(path: Path, tables: dict[str, Table], faults: list[Fault]) -> Sheet | None:
    """The sheet that a file's name means, once only."""
    sheet = sheet_called(path.stem)
    if sheet is None:
        faults.append(no_such_sheet(Place(str(path)), path.stem))
    elif sheet.name in tables:
        faults.append(twice(Place(str(path)), sheet))
        return None
    return sheet


def _not_read(path: Path) -> Fault:
    return Fault(
        Place(str(path)),
        Text("这个文件没有读", "this file was not read"),
        Text("文件夹里只放同一种格式的表", "keep only tables of one format in the folder"),
        warning=True,
    )

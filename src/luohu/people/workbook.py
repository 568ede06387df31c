"""Excel workbooks, a sheet a list, in and out; what no honest sheet is, refused before it is read."""

from __future__ import annotations

import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from luohu.law.sources import Text
from luohu.people.areas import MOST_CELLS, Sprawling, refuse_sprawling
from luohu.people.assembly import assemble
from luohu.people.cohort import Cohort
from luohu.people.csv_folder import rows_of
from luohu.people.extras import extra
from luohu.people.faults import Fault, Place
from luohu.people.layout import EXPLAINED, OFFERED, sheet_called
from luohu.people.origins import Contents
from luohu.people.tables import (
    Numbered,
    Table,
    formula,
    is_blank,
    no_such_sheet,
    table_of,
    twice,
)
from luohu.people.tabulation import tabulate
from luohu.people.types import Misread, shown

LARGEST = 2**30


def read_workbook(path: Path | IO[bytes], file: str, most: int = MOST_CELLS) -> Contents:
    """Read the sheets of a workbook, all but the one that explains.

    Refused unread where a sheet reaches over more than `most` cells, however few are filled.
    """
    book, faults = _opened(path, file, most)
    if book is None:
        return Contents(faults)
    tables: dict[str, Table] = {}
    for page in book.worksheets:
        if page.title.strip() not in (EXPLAINED, OFFERED):
            _add(page, file, tables, faults)
    contents = assemble(tables, file)
    return Contents(faults + contents.faults, contents.cohort, contents.origin)


def _opened(path: Path | IO[bytes], file: str, most: int) -> tuple[Any, list[Fault]]:
    openpyxl = extra("openpyxl", file)
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                return None, [Fault(Place(file), *TOO_LARGE)]
            refuse_sprawling(parts, most)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and styles, which nobody reads here
            return openpyxl.load_workbook(path), []
    except Sprawling:
        return None, [Fault(Place(file), *SPRAWLING)]
    except OSError:
        raise
    except Exception:  # openpyxl raises whatever its parsers do
        return None, [Fault(Place(file), *NOT_A_WORKBOOK)]


TOO_LARGE = (
    Text("工作簿解压后超过 1 GiB", "the workbook is more than 1 GiB when unpacked"),
    Text("请分成几个文件,或用 CSV、Parquet", "divide it, or use CSV or Parquet"),
)
SPRAWLING = (
    Text(
        "有的表行列太多,或单元格远在表外", "a sheet has too many rows or columns, or a cell far out"
    ),
    Text("删去表外的行列和格式,或分成几个文件", "delete what stands far out, or divide the file"),
)
NOT_A_WORKBOOK = (
    Text("不是可读的 .xlsx 工作簿", "this is not a readable .xlsx workbook"),
    Text("加密的或 .xls 格式的,请另存为不加密的 .xlsx", "save it as .xlsx, without a password"),
)


def _add(page: Any, file: str, tables: dict[str, Table], faults: list[Fault]) -> None:
    grid = list(_grid(page))
    place = Place(file, page.title)
    sheet = sheet_called(page.title)
    if sheet is None:
        if any(not is_blank(cell) for _, row in grid for cell in row):
            faults.append(no_such_sheet(place, page.title))
        return
    if sheet.name in tables:
        faults.append(twice(place, sheet))
        return
    faults += _merged(page, file)
    table, found = table_of(sheet, file, page.title, grid)
    faults += found
    if table is not None:
        tables[sheet.name] = table


def _grid(page: Any) -> Iterator[Numbered]:
    """The rows that have cells; asked for its rows, openpyxl would make each cell that is not there."""
    rows: dict[int, dict[int, Any]] = defaultdict(dict)
    for (row, column), cell in page._cells.items():
        rows[row][column] = cell
    columns = range(1, page.max_column + 1)
    for number, row in sorted(rows.items()):
        yield number, [_value(row[k]) if k in row else None for k in columns]


def _value(cell: Any) -> Any:
    kind = cell.data_type
    if kind == "f":
        return formula()
    if kind == "e":
        return Misread(
            Text(f"{shown(cell.value)} 是出错的单元格", f"{shown(cell.value)} is a cell in error"),
            Text("请填入值", "enter the value"),
        )
    return cell.value


def _merged(page: Any, file: str) -> Iterator[Fault]:
    for merged in page.merged_cells.ranges:
        yield Fault(
            Place(file, page.title, merged.min_row, merged.coord),
            Text("合并的单元格只留下一个值", "merged cells keep one value only"),
            Text("请取消合并,逐格填写", "unmerge them and fill in each"),
        )


def write_workbook(cohort: Cohort, path: Path) -> None:
    """Write a workbook; numbers of applicants are text, so that 00123 stays."""
    openpyxl = extra("openpyxl", str(path))
    book = openpyxl.Workbook(write_only=True)
    for filled in tabulate(cohort):
        page = book.create_sheet(filled.sheet.label.zh)
        page.freeze_panes = "B2"
        page.append([column.fact.label.zh for column in filled.sheet.columns])
        for row in rows_of(filled):
            page.append(row)
    book.save(path)

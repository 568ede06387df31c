"""The totals of a list that has them already, read exactly or refused with every row at fault."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from luohu.law.points import points
from luohu.law.sources import Text
from luohu.people.extras import extra
from luohu.people.faults import Fault, Place, Refused
from luohu.people.types import shown

NAMES = ("total", "积分分值", "总分")
NamedRow = tuple[int, Mapping[str, Any]]
Row = tuple[int, Sequence[Any]]


def read_totals(path: Path) -> list[int]:
    """The totals of a list in hundredths, from .csv, .json or .xlsx with a column `total`.

    Refused where there is no such list in the file, or with every row whose total is missing or is
    no number with at most two places; rows are counted as the file shows them.
    """
    totals, faults = [], []
    for number, row in list_rows(path):
        cell = named(row, NAMES)
        try:
            totals.append(hundredths(cell))
        except ValueError as error:
            faults.append(not_points(path, number, NAMES[0], cell, error))
    if faults:
        raise Refused(faults)
    if not totals:
        raise _refused(path, "没有名单行", "the list has no rows", _COLUMN)
    return totals


def list_rows(path: Path) -> Iterator[NamedRow]:
    """The rows of a list by heading, each with its number in the file; rows with nothing are left out.

    Refused where the file is no list with a column of totals.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _refused(path, "不认识这种文件", "this is no kind of list that is known here", _KINDS)
    yield from read(path)


def named(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The cell under the first of some headings that the row has; None where it has none."""
    return next((row[name] for name in names if name in row), None)


def not_points(path: Path, number: int, column: str, cell: Any, error: ValueError) -> Fault:
    """The fault of a cell that is no score."""
    wrong = Text(_MISSING.zh if is_blank(cell) else f"{shown(cell)} 不是分值", str(error))
    return Fault(Place(path.name, row=number, column=column), wrong, _RIGHT)


_RIGHT = Text("应写作 97.13", "write it as 97.13")
_MISSING = Text("没有总分", "there is no total")
_COLUMN = Text(f"需要一列 {'、'.join(NAMES)}", f"one column must be called {' or '.join(NAMES)}")
_KINDS = Text("可读:.csv、.json、.xlsx", ".csv, .json or .xlsx can be read")


def _refused(path: Path, chinese: str, english: str, right: Text) -> Refused:
    return Refused([Fault(Place(path.name), Text(chinese, english), right)])


def hundredths(cell: Any) -> int:
    """An exact total; a number of a workbook counts as the decimal that it shows."""
    if is_blank(cell):
        raise ValueError(_MISSING.en)
    if isinstance(cell, float):
        cell = repr(cell)
    return points(cell.strip() if isinstance(cell, str) else cell)


def is_blank(cell: Any) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _by_heading(path: Path, rows: Iterator[Row]) -> Iterator[NamedRow]:
    """The rows under the headings; rows with nothing in them are left out."""
    filled = ((number, row) for number, row in rows if not all(map(is_blank, row)))
    _, head = next(filled, (0, ()))
    headings = ["" if is_blank(name) else str(name).strip() for name in head]
    if not any(name in headings for name in NAMES):
        there = ", ".join(filter(None, headings))
        raise _refused(
            path, f"没有总分一列,有:{there}", f"no column of totals among: {there}", _COLUMN
        )
    for number, row in filled:
        yield number, {name: cell for name, cell in zip(headings, row, strict=False) if name}


def _of_csv(path: Path) -> Iterator[NamedRow]:
    return _by_heading(path, _csv_rows(path))


def _csv_rows(path: Path) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(decoded(path), newline=""))
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise _refused(path, "不是正确的 CSV", f"this is not CSV: {error}", _KINDS) from None


def decoded(path: Path) -> str:
    """A text file as UTF-8 or GB18030; Refused where it is neither."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(
        path, "既不是 UTF-8 也不是 GBK/GB18030", "this is neither UTF-8 nor GBK/GB18030", _KINDS
    )


def _of_json(path: Path) -> Iterator[NamedRow]:
    try:
        held = json.loads(decoded(path), parse_float=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _refused(path, "不是正确的 JSON", f"this is not JSON: {error}", _KINDS) from None
    listed = held.get("list") if isinstance(held, Mapping) else held
    if not isinstance(listed, list):
        raise _refused(path, "里面没有名单", "there is no list in it", _COLUMN)
    for number, row in enumerate(listed, start=1):
        yield number, row if isinstance(row, Mapping) else {}


def _of_workbook(path: Path) -> Iterator[NamedRow]:
    openpyxl = extra("openpyxl", str(path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and styles, which nobody reads here
            book = openpyxl.load_workbook(path)
    except OSError:
        raise
    except Exception:  # openpyxl raises whatever its parsers do
        raise _refused(
            path, "不是可读的工作簿", "this is not a readable workbook", _KINDS
        ) from None
    return _by_heading(path, enumerate(book.worksheets[0].iter_rows(values_only=True), start=1))


_READERS: Mapping[str, Callable[[Path], Iterator[NamedRow]]] = {
    ".csv": _of_csv,
    ".json": _of_json,
    ".xlsx": _of_workbook,
    ".xlsm": _of_workbook,
}

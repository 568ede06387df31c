"""A folder of Parquet files, one a table, in and out, column by column.

Months and days are dates (a month is its first day), choices and 有/无 the names that documents
use, points decimals; a null is a blank cell: an open end, or what leaving out means.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.people.documents import words
from luohu.people.extras import extra
from luohu.people.facts import Fact
from luohu.people.faults import Fault, Place
from luohu.people.folders import read_folder
from luohu.people.layout import Sheet
from luohu.people.origins import Contents
from luohu.people.tables import Cells, Table, Values, match_headers
from luohu.people.tabulation import tabulate
from luohu.people.types import (
    AnswerType,
    ChoiceType,
    DayType,
    FlagType,
    MonthType,
    PointsType,
    TextType,
)


def read_parquet_folder(folder: Path, file: str) -> Contents:
    """Read every file of a folder; rows count from 1."""
    return read_folder(folder, file, ".parquet", _table)


def _table(sheet: Sheet, path: Path, faults: list[Fault]) -> Table | None:
    held = _opened(path, faults)
    if held is None:
        return None
    found, wrong = match_headers(sheet, held.column_names, Place(str(path)))
    faults += wrong
    columns = {}
    for name, position in found.items():
        cells = _cells(held.column(position))
        if cells is None:
            faults.append(_nested(Place(str(path), column=held.column_names[position])))
        else:
            columns[name] = cells
    spelled = {name: held.column_names[k] for name, k in found.items()}
    numbers = np.arange(1, held.num_rows + 1)
    return Table(sheet, str(path), "", numbers, columns, spelled)


def _opened(path: Path, faults: list[Fault]) -> Any:
    pyarrow, parquet = extra("pyarrow", str(path)), extra("pyarrow.parquet", str(path))
    try:
        with path.open("rb") as file:
            return parquet.ParquetFile(file).read()
    except (pyarrow.ArrowException, ValueError):
        faults.append(Fault(Place(str(path)), *NOT_PARQUET))
        return None


NOT_PARQUET = (
    Text("不是可读的 Parquet 文件", "this is not a readable Parquet file"),
    Text("请重新导出", "export it again"),
)


def _nested(place: Place) -> Fault:
    return Fault(
        place,
        Text("这一列不是单个的值", "this column does not hold single values"),
        Text("每格只放一个值", "put one value in each row"),
    )


def _cells(column: Any) -> Cells | None:
    """Number the different values of a column; None for lists and records."""
    pyarrow = extra("pyarrow", "")
    if pyarrow.types.is_nested(column.type):
        return None
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    whole = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return Cells(whole.dictionary.to_pylist(), whole.indices.to_numpy(zero_copy_only=False))


def write_parquet_folder(cohort: Cohort, folder: Path) -> None:
    """Write a file a table into a folder."""
    pyarrow = extra("pyarrow", str(folder))
    parquet = extra("pyarrow.parquet", str(folder))
    folder.mkdir()
    for filled in tabulate(cohort):
        arrays = {
            column.key: _array(column.fact, filled.columns[column.name])
            for column in filled.sheet.columns
        }
        path = folder / f"{filled.sheet.key}.parquet"
        parquet.write_table(pyarrow.table(arrays), path)


def _array(fact: Fact, held: Values) -> Any:
    """Turn a column into an Arrow array of its type."""
    pyarrow = extra("pyarrow", "")
    absent = ~held.stated
    if isinstance(fact.type, TextType):
        return pyarrow.array(held.values, pyarrow.string())
    if isinstance(fact.type, ChoiceType):
        codes = pyarrow.array(np.where(absent, 1, held.values) - 1, pyarrow.int32(), mask=absent)
        names = [choice.name for choice in fact.type.choices]
        return pyarrow.DictionaryArray.from_arrays(codes, pyarrow.array(names))
    if isinstance(fact.type, PointsType):
        exact = words(held.values, lambda value: Decimal(value).scaleb(-2))
        return pyarrow.array(exact, pyarrow.decimal128(12, 2), mask=absent)
    if isinstance(fact.type, MonthType | DayType):
        return pyarrow.array(_dates(fact, held), pyarrow.date32(), mask=absent)
    if isinstance(fact.type, AnswerType):
        return pyarrow.array(held.values == AnswerType.YES, pyarrow.bool_(), mask=absent)
    kind = pyarrow.bool_() if isinstance(fact.type, FlagType) else pyarrow.int64()
    return pyarrow.array(held.values, kind, mask=absent)


def _dates(fact: Fact, held: Values) -> Any:
    """Turn months or days into days since 1970, as Arrow keeps dates."""
    values = np.where(held.stated, held.values, fact.type.lowest).astype(np.int64)
    if isinstance(fact.type, MonthType):
        return (values - 1970 * 12).astype("M8[M]").astype("M8[D]")
    year, month, day = values // 10000, values // 100 % 100, values % 100
    months = (year * 12 + month - 1 - 1970 * 12).astype("M8[M]")
    return months.astype("M8[D]") + (day - 1).astype("m8[D]")

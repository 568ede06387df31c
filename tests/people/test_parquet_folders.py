"""Folders of Parquet files: the types that are written and read, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from luohu.people.writing import write_cohort
from tests.people.invented import (
    cohort_of,
    documents,
    fault,
    home,
    paid,
    person,
    read,
    refused,
    where,
    words,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "people"
    path.mkdir()
    return path


def table(folder: Path, name: str, **columns: Any) -> Path:
    parquet.write_table(pyarrow.table(columns), folder / f"{name}.parquet")
    return folder


def test_the_types_that_are_written(folder: Path) -> None:
    folder.rmdir()
    full = person(
        criminal_record=False,
        insurance=[paid("2010-01", district="海淀")],
        tax=[{"year": 2023, "paid": 120000}],
        awards=[{"type": "A", "points": "4.50"}],
    )
    write_cohort(cohort_of(full), folder, "parquet")
    people = parquet.read_table(folder / "applicants.parquet").to_pylist()[0]
    assert people["born"] == datetime.date(1980, 6, 15)
    assert people["sex"] == "male"
    assert people["criminal_record"] is False
    assert people["residence_permit"] is None
    assert people["insurance"] == "some"
    assert people["homes"] is None
    assert people["children"] == "none"
    assert parquet.read_table(folder / "insurance.parquet").to_pylist() == [
        {
            "id": "A-1", "kind": "all", "from": datetime.date(2010, 1, 1), "to": None,
            "district": "海淀", "made_up": False, "agency_fault": False, "city": None,
            "base": None, "flexible": False, "transferred_in": False, "inconsistent": False,
        }
    ]  # fmt: skip
    assert parquet.read_table(folder / "tax.parquet").to_pylist() == [
        {"id": "A-1", "year": 2023, "paid": 120000, "city": None, "settled": None}
    ]
    assert str(parquet.read_table(folder / "awards.parquet").to_pylist()[0]["points"]) == "4.50"


@pytest.mark.parametrize(
    "months",
    [
        ["2010-01", "2011-12"],
        [201001, 201112],
        [datetime.date(2010, 1, 1), datetime.date(2011, 12, 1)],
        pyarrow.array(["2010-01", "2011-12"]).dictionary_encode(),
        pyarrow.array(["2010/1", "2011年12月"], pyarrow.large_string()),
        pyarrow.array([datetime.datetime(2010, 1, 1), datetime.datetime(2011, 12, 1)]),
    ],
)
def test_months_of_other_writers(months: Any, folder: Path) -> None:
    table(folder, "applicants", id=["A-1"])
    given = pyarrow.array(months) if isinstance(months, list) else months
    table(folder, "homes", id=["A-1"], tenure=["own"], **{"from": given[:1], "to": given[1:]})
    assert documents(folder) == [{"id": "A-1", "homes": [home("own", "2010-01", "2011-12")]}]


def test_names_in_chinese(folder: Path) -> None:
    table(folder, "申请人", 编号=["A-1"], 出生日期=["1980-06-15"], 性别=["男"], 行政拘留=["无"])
    assert documents(folder) == [person(detentions=[])]


def test_numbers_of_applicants_may_be_whole_numbers(folder: Path) -> None:
    table(folder, "applicants", id=[7, 8])
    table(folder, "detentions", id=["8", "7"], year=[2020, 2019])
    assert documents(folder) == [
        {"id": "7", "detentions": [{"year": 2019}]},
        {"id": "8", "detentions": [{"year": 2020}]},
    ]


def test_flags(folder: Path) -> None:
    table(folder, "applicants", id=["A", "B", "C"], criminal_record=[True, False, None])
    assert documents(folder) == [
        {"id": "A", "criminal_record": True},
        {"id": "B", "criminal_record": False},
        {"id": "C"},
    ]


def test_rows_count_from_one(folder: Path) -> None:
    table(folder, "applicants", id=["A", "B"])
    assert [place.row for place in read(folder).places] == [1, 2]


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        ("kind", ["all", "car"], "'car' is not one of the choices"),
        ("kind", ["all", None], "缺少必填项"),
        ("from", ["2010-01", "2010-13"], "不是年月"),
        ("from", [201001, 24196], "'24196' 不是年月"),
        ("from", [datetime.date(2010, 1, 1), datetime.date(2010, 1, 15)], "2010-01-15"),
        ("to", ["2010-06", "2030-01"], "晚于今天"),
        ("to", ["2010-06", "2009-12"], "结束早于开始"),
        ("district", ["海淀", "纽约"], "'纽约' 不是可选的值"),
        ("made_up", ["否", "也许"], "yes or no"),
        ("id", ["A", "B"], "没有编号 'B'"),
        ("id", ["A", None], "缺少必填项"),
        ("id", ["A", "=B"], "公式"),
    ],
)
def test_a_value_that_cannot_be(column: str, cells: list[Any], said: str, folder: Path) -> None:
    table(folder, "applicants", id=["A"])
    good = {
        "id": ["A", "A"],
        "kind": ["all", "all"],
        "from": ["2010-01", "2010-01"],
        "to": ["2010-06", None],
    }
    one = fault(table(folder, "insurance", **(good | {column: pyarrow.array(cells)})))
    assert one.place.file == str(folder / "insurance.parquet")
    assert where(one) == ("", 2, column)
    assert said in words(one)


def test_a_negative_sum(folder: Path) -> None:
    table(folder, "applicants", id=["A"])
    one = fault(table(folder, "tax", id=["A"], year=[2023], paid=[-1]))
    assert where(one) == ("", 1, "paid")


def test_the_same_faults_as_in_a_workbook(folder: Path) -> None:
    table(
        folder, "applicants", id=["A", "A", None], sex=["x", "male", "female"], hobby=["", "", ""]
    )
    table(folder, "tax", id=["A", "C"], year=[2030, 2020])
    table(folder, "income", id=["A"])
    assert {(Path(one.place.file).stem, *where(one)[1:]) for one in refused(folder)} == {
        ("applicants", None, "hobby"),
        ("applicants", 1, "sex"),
        ("applicants", 2, "id"),
        ("applicants", 3, "id"),
        ("tax", None, "纳税额(元)"),
        ("tax", 1, "year"),
        ("tax", 2, "id"),
        ("income", None, ""),
    }


@pytest.mark.parametrize("content", [b"", b"PAR1", b"hello"])
def test_something_other_than_parquet(content: bytes, folder: Path) -> None:
    table(folder, "applicants", id=["A"])
    (folder / "tax.parquet").write_bytes(content)
    one = fault(folder)
    assert Path(one.place.file).name == "tax.parquet"
    assert "不是可读的 Parquet 文件" in words(one)


def test_a_column_of_lists(folder: Path) -> None:
    one = fault(table(folder, "applicants", id=["A"], sex=[["male"]]))
    assert where(one) == ("", None, "sex")
    assert "单个的值" in words(one)


def test_nobody(folder: Path) -> None:
    assert "没有申请人" in words(fault(table(folder, "applicants", id=pyarrow.array([], "string"))))


def test_no_table_of_people(folder: Path) -> None:
    assert "缺少“申请人”表" in words(fault(table(folder, "detentions", id=["A"], year=[2020])))


def test_the_same_table_twice(folder: Path) -> None:
    table(folder, "applicants", id=["A"])
    assert "出现了两次" in words(fault(table(folder, "申请人", id=["A"])))


def test_other_files_are_left_with_a_warning(folder: Path) -> None:
    table(folder, "applicants", id=["A"])
    (folder / "_metadata").write_text("")
    (folder / "readme.txt").write_text("hello")
    assert [Path(one.place.file).name for one in read(folder).warnings] == ["readme.txt"]

"""Writing: whole or not at all, and never over what is something else."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from luohu.people import writing
from luohu.people.cohort import Cohort
from luohu.people.writing import write_cohort
from tests.people.invented import (
    FORMATS,
    cohort_of,
    documents,
    home,
    identity_number,
    paid,
    person,
)

ONE = cohort_of(person())
OTHER = cohort_of(person(id="B", homes=[home("own", "2015-01")]))


@pytest.mark.parametrize("kind", FORMATS)
def test_what_was_there_is_replaced(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{kind}"
    write_cohort(OTHER, path)
    write_cohort(ONE, path)
    assert documents(path) == [person()]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_failure_leaves_what_was_there(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"people.{kind}"
    write_cohort(ONE, path)

    def fails(cohort: Cohort, beside: Path) -> None:
        beside.write_text("half")
        raise OSError("the disk is full")

    monkeypatch.setitem(writing.FORMATS, kind, fails)
    with pytest.raises(OSError, match="full"):
        write_cohort(OTHER, path)
    assert documents(path) == [person()]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_folders_need_no_suffix_if_the_format_is_said(kind: str, tmp_path: Path) -> None:
    write_cohort(ONE, tmp_path / "people", kind)
    assert documents(tmp_path / "people") == [person()]


@pytest.mark.parametrize("name", ["people", "people.xls", "people.txt"])
def test_an_unknown_format(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"不认识的格式.*use one of json, jsonl, xlsx, csv, parquet"
    ):
        write_cohort(ONE, tmp_path / name)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_with_other_things_is_not_replaced(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "thesis.odt").write_text("years of work")
    with pytest.raises(ValueError, match=r"thesis\.odt"):
        write_cohort(ONE, folder, kind)
    assert (folder / "thesis.odt").read_text() == "years of work"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("x")
    with pytest.raises(ValueError, match="不是文件夹"):
        write_cohort(ONE, tmp_path / "people.csv")


def test_lists_that_nobody_has_get_no_sheet(tmp_path: Path) -> None:
    write_cohort(OTHER, tmp_path / "people.xlsx")
    assert openpyxl.load_workbook(tmp_path / "people.xlsx").sheetnames == ["申请人", "住所"]


def test_a_workbook_speaks_chinese(tmp_path: Path) -> None:
    full = person(
        id="00123",
        id_number=identity_number(),
        residence_permit=None,
        criminal_record=False,
        insurance=[paid("2010-01", district="海淀")],
        tax=[],
    )
    write_cohort(cohort_of(full), tmp_path / "people.xlsx")
    book = openpyxl.load_workbook(tmp_path / "people.xlsx")
    header, cells = book["申请人"].iter_rows(values_only=True)
    said = dict(zip(header, cells, strict=True))
    assert said["编号"] == "00123"
    assert said["身份证号"] == identity_number()
    assert said["出生日期"] == "1980-06-15"
    assert said["性别"] == "男"
    assert said["北京市居住证"] == "无"
    assert said["刑事犯罪记录"] == "否"
    assert said["社会保险"] == "有"
    assert said["纳税"] == "无"
    assert said["住所"] is None
    _, row = book["社会保险"].iter_rows(values_only=True)
    assert row == ("00123", "五险", "2010-01", "至今", "海淀", "否", "否", None, None, *["否"] * 3)


def test_json_is_an_array_in_plain_characters(tmp_path: Path) -> None:
    write_cohort(cohort_of(person(id="甲")), tmp_path / "people.json")
    text = (tmp_path / "people.json").read_text(encoding="utf-8")
    assert text.startswith("[\n {\n")
    assert '"甲"' in text


def test_json_lines_are_a_line_a_person(tmp_path: Path) -> None:
    write_cohort(cohort_of(person(), person(id="B")), tmp_path / "people.jsonl")
    assert len((tmp_path / "people.jsonl").read_text().splitlines()) == 2


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    write_cohort(ONE, path)
    move = os.replace

    def stumbles(source: Path, target: Path) -> None:
        if Path(source).name.startswith("new"):
            raise OSError("the disk is gone")
        move(source, target)

    monkeypatch.setattr(os, "replace", stumbles)
    with pytest.raises(OSError, match="gone"):
        write_cohort(OTHER, path)
    assert documents(path) == [person()]

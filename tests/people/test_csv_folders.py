"""Folders of CSV files: encodings that are read, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.people.writing import write_cohort
from tests.people.invented import (
    cohort_of,
    csv_folder,
    documents,
    fault,
    identity_number,
    paid,
    person,
    read,
    refused,
    where,
    words,
)

PEOPLE = [["编号", "出生日期", "性别"], ["A-1", "1980-06-15", "男"]]
INSURANCE = [
    ["编号", "险种", "开始年月", "结束年月", "缴费区"],
    ["A-1", "五险", "2010-01", "", "海淀区"],
]
BOTH = person(insurance=[paid("2010-01", district="海淀")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "people"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_encodings(encoding: str, folder: Path) -> None:
    csv_folder(folder, encoding, 申请人=PEOPLE, 社会保险=INSURANCE)
    assert documents(folder) == [BOTH]


@pytest.mark.parametrize(
    ("one", "other"), [("gbk", "utf-8"), ("utf-8-sig", "gb18030"), ("utf-8", "utf-8-sig")]
)
def test_an_encoding_a_file(one: str, other: str, folder: Path) -> None:
    """Numbers in Chinese still find their person."""
    csv_folder(folder, one, 申请人=[["编号"], ["甲-1"]])
    csv_folder(folder, other, 行政拘留=[["编号", "年度"], ["甲-1", "2020"]])
    assert documents(folder) == [{"id": "甲-1", "detentions": [{"year": 2020}]}]


def test_rare_characters_of_gb18030(folder: Path) -> None:
    csv_folder(folder, "gb18030", 申请人=[["编号"], ["𠮷-1"]])
    assert documents(folder) == [{"id": "𠮷-1"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\xfa\x00", "既不是 UTF-8 也不是 GBK"),
        ("编号".encode("utf-16"), "neither UTF-8 nor GBK"),
        (b"", "表是空的"),
        (b"\xef\xbb\xbf", "表是空的"),
        (b"\n\n", "表是空的"),
        ('编号,性别\n"A,男\n'.encode(), "检查引号是否成对"),
        ('编号,性别\nA,"男"x\n'.encode(), "第 2 行不是正确的 CSV"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, said: str, folder: Path) -> None:
    csv_folder(folder, 申请人=PEOPLE)
    (folder / "住所.csv").write_bytes(content)
    one = fault(folder)
    assert Path(one.place.file).name == "住所.csv"
    assert said in words(one)


def test_the_place_of_a_fault_is_its_file(folder: Path) -> None:
    csv_folder(folder, 申请人=PEOPLE, 社会保险=[INSURANCE[0], ["A-1", "车险", "2010-01", "", ""]])
    one = fault(folder)
    assert one.place.file == str(folder / "社会保险.csv")
    assert where(one) == ("社会保险", 2, "险种")


def test_places_of_people(folder: Path) -> None:
    csv_folder(folder, 申请人=[*PEOPLE, ["", "", ""], ["B", "", ""]])
    reading = read(folder)
    assert [place.row for place in reading.places] == [2, 4]
    assert reading.places[-1].file == str(folder / "申请人.csv")


@pytest.mark.parametrize("cell", ["=1+1", ' =HYPERLINK("x")', '="00123"'])
def test_a_formula(cell: str, folder: Path) -> None:
    one = fault(csv_folder(folder, 申请人=[["编号", "性别"], ["A", cell]]))
    assert where(one) == ("申请人", 2, "性别")
    assert "公式" in words(one)


@pytest.mark.parametrize("number", ["+1", "-1", "@A1"])
def test_a_number_that_would_be_a_formula_elsewhere(number: str, folder: Path) -> None:
    assert "公式" in words(fault(csv_folder(folder, 申请人=[["编号"], [number]])))


def test_an_unknown_file(folder: Path) -> None:
    one = fault(csv_folder(folder, 申请人=PEOPLE, 收入=[["编号"], ["A-1"]]))
    assert Path(one.place.file).name == "收入.csv"


def test_the_same_sheet_twice(folder: Path) -> None:
    one = fault(csv_folder(folder, 申请人=PEOPLE, applicants=PEOPLE))
    assert "出现了两次" in words(one)


def test_a_file_of_another_kind_is_left_with_a_warning(folder: Path) -> None:
    csv_folder(folder, 申请人=PEOPLE)
    (folder / "readme.txt").write_text("hello")
    (folder / ".DS_Store").write_text("")
    (folder / "~$people.xlsx").write_text("")
    assert [Path(one.place.file).name for one in read(folder).warnings] == ["readme.txt"]


@pytest.mark.parametrize(
    ("names", "said"), [([], "文件夹里没有表"), (["a.csv", "b.parquet"], "既有 CSV 又有 Parquet")]
)
def test_a_folder_that_is_neither(names: list[str], said: str, folder: Path) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).write_text("")
    assert said in words(fault(folder))


def test_a_short_row_is_blank_at_its_end(folder: Path) -> None:
    assert documents(csv_folder(folder, 申请人=[*PEOPLE, ["B"]])) == [person(), {"id": "B"}]


def test_a_cell_beyond_the_header(folder: Path) -> None:
    one = fault(csv_folder(folder, 申请人=[["编号"], ["A", "x"]]))
    assert where(one) == ("申请人", 2, "2")


def test_everything_in_all_files_at_once(folder: Path) -> None:
    csv_folder(folder, "gbk", 申请人=[["编号", "性别", "爱好"], ["A", "x", "y"], ["A", "男", ""]])
    csv_folder(folder, "utf-8", 纳税=[["编号", "年度"], ["A", "2030"], ["B", "2020"]])
    (folder / "住所.csv").write_bytes(b"\xff")
    assert {where(one) for one in refused(folder)} == {
        ("申请人", 1, "爱好"),
        ("申请人", 2, "性别"),
        ("申请人", 3, "编号"),
        ("纳税", 1, "纳税额(元)"),
        ("纳税", 2, "年度"),
        ("纳税", 3, "编号"),
        ("住所", None, ""),
    }


def test_what_is_written_opens_in_a_spreadsheet(folder: Path) -> None:
    write_cohort(cohort_of(person(id_number=identity_number())), folder, "csv")
    raw = (folder / "申请人.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").startswith("编号,身份证号,出生日期,性别")
    assert sorted(path.name for path in folder.iterdir()) == ["申请人.csv"]

"""Excel workbooks: the spellings that are read, and everything that is refused, with its cell."""

from __future__ import annotations

import datetime
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luohu.people import workbook as module
from luohu.people.documents import documents_of
from luohu.people.writing import write_cohort
from tests.people.invented import (
    Grid,
    cohort_of,
    documents,
    fault,
    identity_number,
    json_file,
    paid,
    person,
    read,
    refused,
    where,
    words,
    workbook,
)

PEOPLE: Grid = [["编号", "出生日期", "性别"], ["A-1", "1980-06-15", "男"]]
INSURANCE = ["编号", "险种", "开始年月", "结束年月"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.xlsx"


def one_person(*cells: Any, headers: str) -> Grid:
    return [["编号", *headers.split()], ["A-1", *cells]]


def insured(*rows: Any) -> Grid:
    return [INSURANCE, *rows]


def detained(*rows: Any) -> Grid:
    return [["编号", "年度"], *rows]


def test_a_sheet_a_list(file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 社会保险=insured(["A-1", "五险", "2010-01", "至今"]))
    assert documents(file) == [person(insurance=[paid("2010-01")])]


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("社会保险", ["编号", "险种", "开始年月", "结束年月"]),
        ("social insurance", ["number", "kind", "from", "to"]),
        ("insurance", ["id", "kind", "first", "last"]),
        ("Insurance ", [" ID", "KIND", "From ", "TO"]),
    ],
)
def test_titles_in_either_language_or_the_keys_of_documents(
    title: str, headers: list[str], file: Path
) -> None:
    rows = [headers, ["A-1", "pension", "2010-01", "2011-01"]]
    workbook(file, applicants=[["id", "born", "sex"], PEOPLE[1]], **{title: rows})
    assert documents(file) == [person(insurance=[paid("2010-01", "2011-01", "pension")])]


@pytest.mark.parametrize(
    "cell",
    [
        "2016-05",
        "2016/5",
        "2016.05",
        "2016年5月",
        "2016年05月",
        " 2016 - 5 ",
        "201605",
        201605,
        "2016-05-01",
        "20160501",
        datetime.date(2016, 5, 1),
        datetime.datetime(2016, 5, 1),
        "2016-05-01 00:00:00",
    ],
)
def test_spellings_of_a_month(cell: Any, file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 社会保险=insured(["A-1", "五险", cell, "至今"]))
    assert documents(file)[0]["insurance"][0]["from"] == "2016-05"


@pytest.mark.parametrize(
    "cell",
    [
        "1980-06-15",
        "1980/6/15",
        "1980年6月15日",
        "19800615",
        19800615,
        datetime.date(1980, 6, 15),
        datetime.datetime(1980, 6, 15),
    ],
)
def test_spellings_of_a_day(cell: Any, file: Path) -> None:
    workbook(file, 申请人=one_person(cell, headers="出生日期"))
    assert documents(file)[0]["born"] == "1980-06-15"


@pytest.mark.parametrize(
    "cell", [120000, 120000.0, "120000", "120,000", "120\uff0c000", " 120000.00 "]
)
def test_spellings_of_a_sum(cell: Any, file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 纳税=[["编号", "年度", "纳税额(元)"], ["A-1", 2023, cell]])
    assert documents(file)[0]["tax"] == [{"year": 2023, "paid": 120000}]


@pytest.mark.parametrize(
    "cell", [2023, 2023.0, "2023", "2023年", "2023年度", datetime.date(2023, 5, 1)]
)
def test_spellings_of_a_year(cell: Any, file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 纳税=[["编号", "年度", "纳税额(元)"], ["A-1", cell, 1]])
    assert documents(file)[0]["tax"] == [{"year": 2023, "paid": 1}]


@pytest.mark.parametrize(("cell", "points"), [(6, 6), ("6.0", 6), (4.5, "4.50"), ("4.25", "4.25")])
def test_spellings_of_points(cell: Any, points: Any, file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 奖项=[["编号", "类别", "对应分值"], ["A-1", "A", cell]])
    assert documents(file)[0]["awards"] == [{"type": "A", "points": points}]


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("是", True),
        ("否", False),
        (True, True),
        (False, False),
        ("YES", True),
        (0, False),
        ("1", True),
    ],
)
def test_spellings_of_yes_and_no(cell: Any, truth: bool, file: Path) -> None:
    workbook(file, 申请人=one_person(cell, headers="刑事犯罪记录"))
    assert documents(file)[0]["criminal_record"] is truth


@pytest.mark.parametrize(
    ("cell", "number"), [("00123", "00123"), (123, "123"), (123.0, "123"), (" A 1 ", "A 1")]
)
def test_spellings_of_a_number_of_an_applicant(cell: Any, number: str, file: Path) -> None:
    workbook(file, 申请人=[["编号"], [cell]], 行政拘留=[["编号", "年度"], [number, 2020]])
    assert documents(file) == [{"id": number, "detentions": [{"year": 2020}]}]


def test_a_blank_end_is_open(file: Path) -> None:
    workbook(file, 申请人=PEOPLE, 社会保险=insured(["A-1", "五险", "2010-01", None]))
    assert documents(file)[0]["insurance"] == [paid("2010-01")]


@pytest.mark.parametrize(
    ("held", "day", "permit"),
    [
        ("有", "2016-10-01", {"applied": "2016-10-01"}),
        (None, "2016-10-01", {"applied": "2016-10-01"}),
        ("无", None, None),
    ],
)
def test_a_residence_permit(held: Any, day: Any, permit: Any, file: Path) -> None:
    workbook(file, 申请人=one_person(held, day, headers="北京市居住证 居住证申领日期"))
    assert documents(file)[0]["residence_permit"] == permit


def test_nothing_said_of_a_permit_is_unknown(file: Path) -> None:
    workbook(file, 申请人=one_person(None, None, headers="北京市居住证 居住证申领日期"))
    assert "residence_permit" not in documents(file)[0]


def test_none_and_unknown_lists(file: Path) -> None:
    workbook(
        file,
        申请人=[
            ["编号", "纳税", "未成年子女"],
            ["A", "无", None],
            ["B", None, "不详"],
            ["C", "有", "无"],
        ],
        纳税=[["编号", "年度", "纳税额(元)"], ["C", 2023, 1]],
    )
    assert documents(file) == [
        {"id": "A", "tax": []},
        {"id": "B", "children": None},
        {"id": "C", "tax": [{"year": 2023, "paid": 1}]},
    ]


def test_rows_in_any_order_find_their_person(file: Path) -> None:
    workbook(
        file,
        申请人=[["编号"], ["A"], ["B"]],
        行政拘留=[["年度", "编号"], [2020, "B"], [2019, "A"], [2018, "B"]],
    )
    assert documents(file) == [
        {"id": "A", "detentions": [{"year": 2019}]},
        {"id": "B", "detentions": [{"year": 2020}, {"year": 2018}]},
    ]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(file: Path) -> None:
    workbook(file, 申请人=[[None], ["编号", "性别"], [None, "  "], ["A", "男"], [], ["B", "女"]])
    assert [place.row for place in read(file).places] == [4, 6]


def test_lists_without_a_column_are_unknown_where_there_are_no_rows(file: Path) -> None:
    rows = detained(["A", 2020])
    workbook(file, 申请人=[["编号"], ["A"], ["B"]], 行政拘留=rows)
    reading = read(file)
    assert documents_of(reading.cohort) == [
        {"id": "A", "detentions": [{"year": 2020}]},
        {"id": "B"},
    ]
    assert "1 人在该表无行,按未知处理" in words(reading.warnings[0])


def test_an_empty_sheet_of_another_name_and_the_explanation_are_no_matter(file: Path) -> None:
    workbook(file, 申请人=PEOPLE, Sheet1=[[None]], 说明=[["随便写", "=1"]])
    assert documents(file) == [person()]


def test_a_formula(file: Path) -> None:
    workbook(
        file,
        申请人=[["编号", "出生日期"], ["A-1", "=DATE(1980,6,15)"]],
        社会保险=insured(["A-1", "五险", "=B1", "至今"]),
    )
    found = refused(file)
    assert [where(one) for one in found] == [("申请人", 2, "出生日期"), ("社会保险", 2, "开始年月")]
    assert all("单元格里是公式" in words(one) and "formula" in words(one) for one in found)


def test_a_formula_for_a_number_of_an_applicant(file: Path) -> None:
    workbook(file, 申请人=[["编号"], ["A"], ['="00"&1']], 行政拘留=detained(["=A1", 2020]))
    assert [where(one) for one in refused(file)] == [("申请人", 3, "编号"), ("行政拘留", 2, "编号")]


def test_a_cell_in_error(file: Path) -> None:
    workbook(file, 申请人=one_person("#REF!", headers="性别"))
    assert "出错的单元格" in words(fault(file))


def test_merged_cells(file: Path) -> None:
    workbook(file, 申请人=[["编号", "性别"], ["A", "男"], ["B", None]])
    book = openpyxl.load_workbook(file)
    book["申请人"].merge_cells("B2:B3")
    book.save(file)
    one = fault(file)
    assert where(one) == ("申请人", 2, "B2:B3")
    assert "取消合并" in words(one)


def test_an_unknown_sheet(file: Path) -> None:
    one = fault(workbook(file, 申请人=PEOPLE, 收入=[["编号", "元"], ["A-1", 1]]))
    assert where(one) == ("收入", None, "")
    assert "没有名为 '收入' 的表" in words(one)
    assert "社会保险" in words(one)


def test_an_unknown_column(file: Path) -> None:
    one = fault(workbook(file, 申请人=one_person("张三", headers="姓名")))
    assert where(one) == ("申请人", 1, "姓名")
    assert "没有 '姓名' 这一列" in words(one)


def test_a_column_twice(file: Path) -> None:
    one = fault(workbook(file, 申请人=[["编号", "性别", "sex"], ["A", "男", "女"]]))
    assert where(one) == ("申请人", 1, "sex")
    assert "这一列出现了两次" in words(one)


def test_a_sheet_twice(file: Path) -> None:
    rows = detained(["A-1", 2020])
    one = fault(workbook(file, 申请人=PEOPLE, 行政拘留=rows, detentions=rows))
    assert where(one) == ("detentions", None, "")


def test_a_missing_column(file: Path) -> None:
    rows = [["编号", "险种", "开始年月"], ["A-1", "五险", "2010-01"]]
    one = fault(workbook(file, 申请人=PEOPLE, 社会保险=rows))
    assert where(one) == ("社会保险", 1, "结束年月")
    assert "the column to is missing" in words(one)


@pytest.mark.parametrize("title", ["申请人", "社会保险"])
def test_no_numbers_of_applicants(title: str, file: Path) -> None:
    sheets = {"申请人": PEOPLE, "社会保险": insured(["A-1", "五险", "2010-01", None])}
    sheets[title] = [row[1:] for row in sheets[title]]
    one = fault(workbook(file, **sheets))
    assert where(one) == (title, 1, "编号")


def test_no_sheet_of_people(file: Path) -> None:
    found = refused(workbook(file, 社会保险=insured(["A-1", "车险", "2010-01", None])))
    assert {where(one) for one in found} == {("申请人", None, ""), ("社会保险", 2, "险种")}


@pytest.mark.parametrize("title", ["申请人", "社会保险"])
def test_an_empty_sheet(title: str, file: Path) -> None:
    one = refused(workbook(file, **{"申请人": PEOPLE} | {title: [[None], ["  "]]}))[0]
    assert where(one) == (title, None, "")
    assert "表是空的" in words(one)


def test_a_header_and_nobody(file: Path) -> None:
    assert "里面没有申请人" in words(fault(workbook(file, 申请人=[["编号", "性别"]])))


def test_a_header_and_no_rows_of_a_list(file: Path) -> None:
    workbook(file, 申请人=one_person("无", headers="社会保险"), 社会保险=[INSURANCE])
    assert documents(file) == [{"id": "A-1", "insurance": []}]


def test_a_row_of_nobody(file: Path) -> None:
    number = identity_number()
    rows = insured(["A-2", "五险", "2010-01", None], [number, "五险", "2010-01", None])
    found = refused(workbook(file, 申请人=PEOPLE, 社会保险=rows))
    assert [where(one) for one in found] == [("社会保险", 2, "编号"), ("社会保险", 3, "编号")]
    assert "“申请人”表里没有编号 'A-2'" in words(found[0])
    assert number not in words(found[1])


def test_a_row_without_a_number(file: Path) -> None:
    workbook(
        file,
        申请人=[*PEOPLE, [None, None, "女"]],
        社会保险=insured([None, "五险", "2010-01", None]),
    )
    found = refused(file)
    assert {where(one) for one in found} == {("申请人", 3, "编号"), ("社会保险", 2, "编号")}
    assert all("缺少必填项" in words(one) for one in found)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (["A-1", None, "2010-01", None], "险种", "缺少必填项"),
        (["A-1", "五险", None, None], "开始年月", "缺少必填项"),
        (["A-1", "车险", "2010-01", None], "险种", "养老、医疗"),
        (["A-1", "五险", "2010-13", None], "开始年月", "不是年月"),
        (["A-1", "五险", "2010", None], "开始年月", "不是年月"),
        (["A-1", "五险", 40179, None], "开始年月", "不是年月"),
        (["A-1", "五险", datetime.date(2010, 1, 15), None], "开始年月", "不是年月"),
        (["A-1", "五险", "2016.1", None], "开始年月", "2016-01 或 2016-10"),
        (["A-1", "五险", 2016.1, None], "开始年月", "2016-01 or 2016-10"),
        (["A-1", "五险", "至今", None], "开始年月", "不是年月"),
        (["A-1", "五险", "2010-01", "2030-01"], "结束年月", "晚于今天"),
        (["A-1", "五险", "2010-01", "无"], "结束年月", "不是年月"),
        (["A-1", "五险", "2010-01", datetime.time(0, 0)], "结束年月", "不是年月"),
        (["A-1", "五险", "2010-01", "2009-12"], "结束年月", "结束早于开始"),
    ],
)
def test_a_cell_that_cannot_be(row: list[Any], column: str, said: str, file: Path) -> None:
    good = ["A-1", "五险", "2008-01", "2008-12"]
    one = fault(workbook(file, 申请人=PEOPLE, 社会保险=insured(good, row)))
    assert where(one) == ("社会保险", 3, column)
    assert said in words(one)


@pytest.mark.parametrize(
    ("held", "day", "column", "said"),
    [
        ("无", "2016-10-01", "居住证申领日期", "却又有内容"),
        ("有", None, "居住证申领日期", "缺少必填项"),
        ("不详", None, "北京市居住证", "应为其中之一:有、无"),
        ("也许", None, "北京市居住证", "不是可选的值"),
        ("有", "2016-02-30", "居住证申领日期", "不是存在的日期"),
    ],
)
def test_a_permit_that_contradicts_itself(
    held: str, day: Any, column: str, said: str, file: Path
) -> None:
    headers = "北京市居住证 居住证申领日期"
    one = fault(workbook(file, 申请人=one_person(held, day, headers=headers)))
    assert where(one) == ("申请人", 2, column)
    assert said in words(one)


@pytest.mark.parametrize(
    ("held", "rows", "said"),
    [
        ("无", [["A-1", 2020]], "却又有内容"),
        ("不详", [["A-1", 2020]], "却又有内容"),
        ("有", [], "表里没有此人的行"),
    ],
)
def test_a_list_that_contradicts_itself(
    held: str, rows: list[list[Any]], said: str, file: Path
) -> None:
    sheets = {"申请人": one_person(held, headers="行政拘留"), "行政拘留": [["编号", "年度"], *rows]}
    one = fault(workbook(file, **sheets))
    assert where(one) == ("申请人", 2, "行政拘留")
    assert said in words(one)


def test_a_wrong_row_still_counts_as_a_row(file: Path) -> None:
    sheets = {
        "申请人": one_person("有", headers="行政拘留"),
        "行政拘留": [["编号", "年度"], ["A-1", "x"]],
    }
    assert where(fault(workbook(file, **sheets))) == ("行政拘留", 2, "年度")


def test_a_cell_outside_the_columns(file: Path) -> None:
    one = fault(workbook(file, 申请人=[["编号", None, "性别"], ["A", "x", "男"]]))
    assert where(one) == ("申请人", 2, "2")
    assert "没有表头" in words(one)


def test_an_identity_number_kept_as_a_number(file: Path) -> None:
    one = fault(workbook(file, 申请人=one_person(999999198006150000, headers="身份证号")))
    assert where(one) == ("申请人", 2, "身份证号")
    assert "文本" in words(one)
    assert "999999" not in words(one)


def test_the_same_number_twice(file: Path) -> None:
    one = fault(workbook(file, 申请人=[["编号"], ["A"], ["B"], ["A"]]))
    assert where(one) == ("申请人", 4, "编号")
    assert "第2行" in words(one)


def test_every_fault_of_every_sheet_at_once(file: Path) -> None:
    workbook(
        file,
        申请人=[["编号", "出生日期", "年龄"], ["A", "1980-02-30", 40], ["A", "2030-01-01", 1]],
        社会保险=insured(["A", "车险", "2010-01", None], ["C", "五险", "2010-01", "2009-01"]),
        收入=[["元"]],
        住所=[],
    )
    assert {where(one) for one in refused(file)} == {
        ("申请人", 1, "年龄"),
        ("申请人", 2, "出生日期"),
        ("申请人", 3, "出生日期"),
        ("申请人", 3, "编号"),
        ("社会保险", 2, "险种"),
        ("社会保险", 3, "编号"),
        ("收入", None, ""),
        ("住所", None, ""),
    }


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_something_other_than_a_workbook(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert "不是可读的 .xlsx 工作簿" in words(fault(file))


def test_a_zip_of_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "readable .xlsx" in words(fault(file))


def test_a_workbook_that_unpacks_to_more_than_is_good(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert "请分成几个文件" in words(fault(workbook(file, 申请人=PEOPLE)))


@pytest.mark.parametrize("package", ["openpyxl", "pyarrow"])
def test_a_package_that_is_not_installed(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ("people.xlsx" if package == "openpyxl" else "people.parquet")
    write_cohort(cohort_of(person()), path)
    for name in [package, *(n for n in sys.modules if n.startswith(f"{package}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    one = fault(path)
    assert "luohu[tables]" in words(one)
    assert package in words(one)
    assert documents(json_file(tmp_path / "other.json", person())) == [person()]

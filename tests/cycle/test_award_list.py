"""The award list: made, published in order, written whole, and its totals read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from luohu.cycle.award_list import AwardList
from luohu.cycle.ranking import select
from luohu.cycle.totals import read_totals
from luohu.law.points import written
from luohu.people.faults import Refused
from tests.awards import FOLDER, needs_award_lists

IDS = ["B-2", "A-1", "C-3", "D-4"]
BORN = np.array([19790315, 19841201, 19600131, 19990101])
TOTALS = np.array([9713, 12417, 9713, 9712])
HEADERS = {
    "zh": ("名次", "编号", "出生年月", "积分分值"),
    "en": ("rank", "number", "birth month", "total"),
}
LINES = [
    (1, "A-1", "1984-12", "124.17"),
    (2, "B-2", "1979-03", "97.13"),
    (2, "C-3", "1960-01", "97.13"),
]


def a_list(ids: list[str] = IDS) -> AwardList:
    return AwardList.of("beijing", 2020, select(TOTALS, 2), ids, BORN, TOTALS)


# ---- made and written


def test_the_admitted_in_the_order_of_publication() -> None:
    assert [award.cells() for award in a_list().awards] == LINES


def test_for_a_program() -> None:
    assert a_list().as_json() == {
        "scheme": "beijing", "cycle": 2020, "quota": 2, "cutoff": "97.13", "admitted": 3,
        "ties": 2, "ranked": 4,
        "list": [dict(zip(("rank", "id", "birth_month", "total"), x, strict=True)) for x in LINES],
    }  # fmt: skip


def test_a_list_of_nobody() -> None:
    none = select(TOTALS, 2, np.zeros(4, bool))
    made = AwardList.of("beijing", 2020, none, IDS, BORN, TOTALS).as_json()
    assert (made["cutoff"], made["admitted"], made["list"]) == (None, 0, [])


def test_written_as_json(tmp_path: Path) -> None:
    a_list().write(tmp_path / "list.json")
    assert json.loads((tmp_path / "list.json").read_text("utf-8")) == a_list().as_json()


def test_written_as_csv_that_a_spreadsheet_opens(tmp_path: Path) -> None:
    a_list().write(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["rank", "id", "birth_month", "total"], *([*map(str, x)] for x in LINES)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_written_as_a_workbook(language: str, tmp_path: Path) -> None:
    a_list().write(tmp_path / "list.xlsx", language)
    sheet = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [HEADERS[language], *LINES]
    assert sheet.freeze_panes == "A2"


def test_a_number_like_a_formula_stays_text(tmp_path: Path) -> None:
    a_list(["=1+1", *IDS[1:]]).write(tmp_path / "list.xlsx")
    cell = load_workbook(tmp_path / "list.xlsx").worksheets[0]["B3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"list\.pdf.*\.xlsx, \.csv, \.json"):
        a_list().write(tmp_path / "list.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_writing_that_is_interrupted_leaves_the_old_list(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"list.{ending}"
    path.write_text("old")

    def interrupted(total: int) -> str:
        if total == 9713:
            raise KeyboardInterrupt
        return written(total)

    made = a_list()
    monkeypatch.setattr("luohu.cycle.award_list.written", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made.write(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


# ---- totals read back


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_totals_of_a_list_are_read_back(ending: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / f"list.{ending}"
    a_list().write(path, language)
    assert read_totals(path) == [12417, 9713, 9713]


@pytest.mark.parametrize("name", ["total", "积分分值", "总分"])
def test_the_column_may_be_called(name: str, tmp_path: Path) -> None:
    assert read_totals(_csv(tmp_path, f"rank, {name} \n1,97.13\n2,97.1\n3,97\n")) == [
        9713, 9710, 9700,
    ]  # fmt: skip


def test_numbers_are_read_as_the_decimals_they_show(tmp_path: Path) -> None:
    assert read_totals(_workbook(tmp_path, ["total"], [97.13], [97.1], [97], ["97.13 "])) == [
        9713, 9710, 9700, 9713,
    ]  # fmt: skip
    assert read_totals(_json(tmp_path, [{"total": 97.13}, {"总分": "97.10"}])) == [9713, 9710]


def test_rows_with_nothing_in_them_are_left_out(tmp_path: Path) -> None:
    assert read_totals(_csv(tmp_path, "\nrank,total\n\n1,97.13\n,\n")) == [9713]
    assert read_totals(_workbook(tmp_path, ["total"], [None], [97.13], [None])) == [9713]


def test_a_list_saved_in_the_encoding_of_a_chinese_office(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("名次,积分分值\n1,97.13\n".encode("gbk"))
    assert read_totals(path) == [9713]


# ---- what is refused


def test_every_wrong_row_is_named(tmp_path: Path) -> None:
    rows = "rank,total\n1,97.13\n2,\n3,97.125\n\n4\n5,ninety\n6,9e1\n"
    assert _faults(_csv(tmp_path, rows)) == [
        ("row 3 column total", "there is no total"),
        ("row 4 column total", "'97.125' is not a number of points such as 16.66"),
        ("row 6 column total", "there is no total"),
        ("row 7 column total", "'ninety' is not a number of points such as 16.66"),
        ("row 8 column total", "'9e1' is not a number of points such as 16.66"),
    ]


def test_wrong_rows_of_a_workbook(tmp_path: Path) -> None:
    path = _workbook(tmp_path, ["total"], [97.125], [True], ["=A1"])
    assert [place for place, _ in _faults(path)] == [f"row {row} column total" for row in (2, 3, 4)]


def test_wrong_rows_of_json_are_counted_from_one(tmp_path: Path) -> None:
    path = _json(tmp_path, {"list": [{"total": "97.13"}, {"rank": 2}, 97, {"total": float("nan")}]})
    assert [place for place, _ in _faults(path)] == [f"row {row} column total" for row in (2, 3, 4)]


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.csv", "", "no column of totals among: "),
        ("a.csv", "rank,points\n1,97.13\n", "no column of totals among: rank, points"),
        ("a.csv", "rank,total\n", "the list has no rows"),
        ("a.csv", "total\n97.13\n\udcff\n", "this is neither UTF-8 nor GBK/GB18030"),
        ("a.csv", "total\n" + "9" * 200_000, "this is not CSV: field larger"),
        ("a.json", "[]", "the list has no rows"),
        ("a.json", '{"totals": []}', "there is no list in it"),
        ("a.json", "97.13", "there is no list in it"),
        ("a.json", "{", "this is not JSON"),
        ("a.xlsx", "PK", "this is not a readable workbook"),
        ("a.pdf", "", "this is no kind of list that is known here"),
    ],
)
def test_what_is_no_list_is_refused(name: str, content: str, wrong: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    ((place, found),) = _faults(path)
    assert place == ""
    assert found.startswith(wrong)


def test_faults_are_told_in_chinese_too(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_totals(_csv(tmp_path, "总分\n九十七\n,\n"))
    assert refused.value.faults[0].shown("zh") == (
        "list.csv 第2行 列 total: '九十七' 不是分值; 应写作 97.13"
    )


# ---- the official lists


@needs_award_lists
@pytest.mark.parametrize(
    ("cycle", "cutoff", "admitted"),
    [
        (2018, "90.75", 6000),
        (2020, "97.13", 6032),
        (2021, "100.88", 6045),
        (2022, "105.42", 6006),
        (2023, "109.92", 6003),
    ],
)
def test_the_published_cut_offs(cycle: int, cutoff: str, admitted: int) -> None:
    chosen = select(read_totals(FOLDER / f"{cycle}.csv"), 6000)
    assert chosen.cutoff is not None
    assert (written(chosen.cutoff), chosen.admitted) == (cutoff, admitted)


def _faults(path: Path) -> list[tuple[str, str]]:
    """Where each fault stands in the file, and what it is."""
    with pytest.raises(Refused) as refused:
        read_totals(path)
    places = [fault.place.shown("en").removeprefix(path.name) for fault in refused.value.faults]
    words = [fault.wrong.en for fault in refused.value.faults]
    return [(place.strip(), word) for place, word in zip(places, words, strict=True)]


def _csv(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, "utf-8")
    return path


def _json(folder: Path, held: Any) -> Path:
    path = folder / "list.json"
    path.write_text(json.dumps(held), "utf-8")
    return path


def _workbook(folder: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"

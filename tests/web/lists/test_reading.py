"""Lists out of files: exact, in order, or refused with every row at fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.lists.reading import cycle_of, read_list
from luohu.web.protection import identity
from tests.awards import FOLDER, needs_award_lists
from tests.web.lists.conftest import ROWS

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "2020.csv"
        path.write_text(text, "utf-8")
        return path

    return written


def faults(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_list(path, "beijing", 2020)
    return [fault.shown("en") for fault in refused.value.faults]


def test_rows_are_read_exactly(file: Path) -> None:
    rows = read_list(file, "beijing", 2020).rows
    assert [(row.rank, row.total, row.birth_month) for row in rows] == [
        (1, 12050, "1975-03"), (2, 11900, "1976-11"), (2, 11900, "1980-01"), (4, 9713, "1981-12"),
    ]  # fmt: skip
    assert rows[0].name == "演示甲"


def test_the_same_rows_have_the_same_digest_whatever_the_file_is_called(write: Write) -> None:
    one = read_list(write(ROWS), "beijing", 2020).digest
    assert read_list(write(ROWS), "beijing", 2021).digest == one
    assert read_list(write(ROWS.replace("97.13", "97.14")), "beijing", 2020).digest != one


@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ("120.50", "120.505", "row 2 column total"),
        ("120.50", "", "there is no total"),
        ("97.13", "-97.13", "the total is negative"),
        ("1975-03", "1975-13", "is not a month"),
        ("4,演示丁", "5,演示丁", "it should be 4"),
        ("4,演示丁", "first,演示丁", "is no rank"),
        ("119\n", "121\n", "above that of the row before"),
        ("演示甲", "甲" * 101, "too long"),
        ("演示甲", "甲\x00", "cannot be seen"),
        ("演示甲", f"甲{identity.invented(905)}", "an identity number stands in it"),
        ("120.50", "9" * 30, "too many points"),
        ("4,演示丁", "9" * 5000 + ",演示丁", "is no rank"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(
    write: Write, was: str, instead: str, said: str
) -> None:
    assert said in " ".join(faults(write(ROWS.replace(was, instead, 1))))


def test_a_row_is_where_the_file_has_it(write: Write) -> None:
    assert "row 5 column rank" in faults(write("rank,total\n1,9\n\n\n7,8\n"))[0]


def test_a_row_of_json_is_counted_from_one(tmp_path: Path) -> None:
    path = tmp_path / "2020.json"
    path.write_text('[{"rank": 1, "total": "9"}, {"rank": 7, "total": "8"}]', "utf-8")
    assert "row 2 column rank" in faults(path)[0]


def test_half_a_letter_of_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2020.json"
    path.write_text('[{"name": "\\ud800", "total": "9"}]', "utf-8")
    assert "cannot be seen" in faults(path)[0]


def test_every_fault_is_said_at_once(write: Write) -> None:
    assert len(faults(write(ROWS.replace("1975-03", "x").replace("97.13", "y")))) == 2


def test_indicators_that_do_not_add_up_are_a_warning(write: Write) -> None:
    read = read_list(
        write("rank,employment,age,total\n1,60.5,20,80.50\n2,50,20,60\n"), "beijing", 2020
    )
    assert [fault.place.row for fault in read.warnings] == [3]
    assert read.rows[0].indicators == {"employment": 6050, "age": 2000}


def test_a_list_without_ranks_is_a_list(write: Write) -> None:
    assert [row.rank for row in read_list(write("total\n3\n2\n"), "beijing", 2020).rows] == [0, 0]


@pytest.mark.parametrize("text", ["", "name\n甲\n", "rank,total\n"])
def test_a_file_without_a_list_is_refused(write: Write, text: str) -> None:
    assert faults(write(text))


def test_the_cycle_is_the_name_of_the_file_unless_told() -> None:
    assert cycle_of(Path("2021.csv"), None) == 2021
    assert cycle_of(Path("list.csv"), 2022) == 2022
    with pytest.raises(LawError, match="--cycle"):
        cycle_of(Path("list.csv"), None)


@pytest.mark.parametrize("told", [1999, 2201])
def test_a_cycle_is_a_year_that_can_be(told: int) -> None:
    with pytest.raises(LawError, match="no such cycle"):
        cycle_of(Path("list.csv"), told)


@needs_award_lists
@pytest.mark.parametrize(
    ("cycle", "people"), [(2018, 6000), (2020, 6032), (2021, 6045), (2022, 6006), (2023, 6003)]
)
def test_the_real_lists_are_read_without_a_fault(cycle: int, people: int) -> None:
    read = read_list(FOLDER / f"{cycle}.csv", "beijing", cycle)
    assert len(read.rows) == people
    assert {row.name for row in read.rows} == {""}

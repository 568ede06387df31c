"""Award lists read for the forecast: any year may be missing, later ones are not opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.study.forecast import last_list, read_lists
from luohu.study.queue.lists import ABOVE, BORN, CELLS, AwardCounts, cells
from luohu.study.queue.shipped import shipped_known, shipped_lists
from tests.awards import FOLDER, needs_award_lists
from tests.study.lists import HEAD, award_file, award_folder

LINES = {2018: 9075, 2020: 9713, 2021: 10088, 2022: 10542}


def test_the_line_of_a_list_is_its_lowest_total_or_the_place_of_the_quota(tmp_path: Path) -> None:
    known = read_lists(award_folder(tmp_path, LINES), 2022)
    assert {cycle: one.line for cycle, one in known.lists.items()} == LINES
    totals = np.arange(9000, 9700, 100)
    assert AwardCounts.of(2024, totals, np.full(7, 1979), quota=3).line == 9400


def test_published_lines_fill_years_without_a_list(tmp_path: Path) -> None:
    known = read_lists(award_folder(tmp_path, {2022: 10542}), 2022)
    assert known.lines == {2018: 9075, 2019: 9358, 2020: 9713, 2021: 10088, 2022: 10542}
    assert list(known.lists) == [2022]


def test_a_list_s_own_line_comes_before_the_published_one(tmp_path: Path) -> None:
    assert read_lists(award_folder(tmp_path, {2021: 10100}), 2021).lines[2021] == 10100


def test_later_lists_are_not_opened(tmp_path: Path) -> None:
    folder = award_folder(tmp_path, LINES)
    before = read_lists(folder, 2021)
    (folder / "2022.csv").write_bytes(b"\xff\xfe not a list")
    (folder / "2024.csv").write_text("nothing", "utf-8")
    after = read_lists(folder, 2021)
    assert (after.lines, after.digest, list(after.lists)) == (
        before.lines,
        before.digest,
        list(before.lists),
    )
    assert last_list(folder) == 2024


def test_what_was_known_earlier(tmp_path: Path) -> None:
    known = read_lists(award_folder(tmp_path, LINES), 2022).until(2020)
    assert (known.as_of, max(known.lines), list(known.lists)) == (2020, 2020, [2018, 2020])


def test_everybody_is_counted_in_one_cell(tmp_path: Path) -> None:
    one = read_lists(award_folder(tmp_path, LINES), 2022).lists[2022]
    assert (one.counts.sum(), one.counts.shape) == (6000, (CELLS,))
    steps = one.counts.reshape(len(ABOVE), len(BORN)).sum(axis=1)
    assert steps[:3].tolist() == [400, 400, 400]


def test_cells_are_steps_above_the_line_by_birth_years() -> None:
    found = cells(np.array([10000, 10049, 10050, 14100]), np.array([1969, 1970, 1979, 1990]), 10000)
    step, born = found // len(BORN), found % len(BORN)
    assert step.tolist() == [0, 0, 1, len(ABOVE) - 1]
    assert BORN[born].tolist() == [1900, 1970, 1979, 1986]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["1,1979-13,97.13"], "row 2 column birth_month"),
        (["1,1877-05,97.13"], "no month of birth"),
        (["1,1979-03,99999"], "is no score"),
        (["1,1979-03,97.13", "2,1979-03,"], "row 3 column total"),
        (["1,1979-03,about 97"], "'about 97' is no score"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(tmp_path: Path, rows: list[str], told: str) -> None:
    (tmp_path / "2021.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    with pytest.raises(Refused) as refused:
        read_lists(tmp_path, 2021)
    assert told in refused.value.faults[0].shown("en")


def test_a_list_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    award_file(tmp_path, 2021, 10088, people=5999)
    with pytest.raises(Refused, match="fewer than the cycle's quota of 6000"):
        read_lists(tmp_path, 2021)


def test_a_list_of_a_year_without_selection_is_refused(tmp_path: Path) -> None:
    award_folder(tmp_path, {2015: 8000, 2021: 10088})
    with pytest.raises(Refused, match="no selection in 2015"):
        read_lists(tmp_path, 2021)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    (tmp_path / "2021.csv").write_text("rank,score\n1,97.13\n", "utf-8")
    with pytest.raises(Refused, match="birth_month, total"):
        read_lists(tmp_path, 2021)


def test_a_list_in_gb18030_is_read_too(tmp_path: Path) -> None:
    path = award_file(tmp_path, 2021, 10088)
    told = path.read_text("utf-8").replace(HEAD, f"{HEAD},单位").replace("\n1,", "\n1,")
    path.write_bytes(told.encode("gb18030"))
    assert read_lists(tmp_path, 2021).lists[2021].line == 10088


def test_a_folder_without_lists_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="no list up to 2021"):
        read_lists(tmp_path, 2021)
    with pytest.raises(LawError, match="no list in it"):
        last_list(tmp_path)
    with pytest.raises(LawError, match="must be a folder"):
        read_lists(tmp_path / "none", 2021)


@needs_award_lists
def test_what_ships_is_the_published_lists_counted() -> None:
    known = read_lists(FOLDER, 2023)
    shipped = shipped_known()
    assert known.digest == shipped.digest
    assert {c: one.line for c, one in known.lists.items()} == {
        2018: 9075, 2020: 9713, 2021: 10088, 2022: 10542, 2023: 10992,
    }  # fmt: skip


def test_what_ships_are_counts_and_no_rows() -> None:
    for one in shipped_lists().values():
        assert one.counts.shape == (CELLS,)
        assert one.counts.sum() >= 6000


def test_what_ships_ends_with_its_last_list() -> None:
    assert shipped_known(2021).as_of == 2021
    with pytest.raises(LawError, match="2020 to 2023"):
        shipped_known(2024)

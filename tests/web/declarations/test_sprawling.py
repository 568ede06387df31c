"""Workbooks of a few bytes that reach over billions of cells are refused before a cell is made."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luohu.people.areas import Sprawling, refuse_sprawling
from luohu.people.faults import Refused
from luohu.people.workbook import read_workbook
from luohu.web.declarations import workbooks
from luohu.web.years.models import Year

SHEET = "xl/worksheets/sheet1.xml"
YEAR = Year(scheme="beijing", cycle=2026)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(change: Callable[[Any], None]) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "申请人"
    made.active.append(["编号"])
    change(made.active)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def rewritten(old: str, new: str) -> bytes:
    """A small workbook with something put in place of something in its sheet."""
    source, target = zipfile.ZipFile(io.BytesIO(book(lambda page: None))), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in source.namelist():
            content = source.read(name)
            if name == SHEET:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            parts.writestr(name, content)
    return target.getvalue()


def far_out(page: Any) -> None:
    page["XFD1048576"] = 1


FILES: dict[str, Callable[[], bytes]] = {
    "a cell far out": lambda: book(far_out),
    "too wide": lambda: book(lambda page: page.cell(1, 2000, "x")),
    "merged": lambda: rewritten(
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "linked": lambda: rewritten(
        "</sheetData>",
        '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ),
    "prefixed": lambda: rewritten(
        "</sheetData>",
        f'<m:row xmlns:m="{MAIN}" r="9"><m:c r="&#88;FD1048576"><m:v>1</m:v></m:c></m:row></sheetData>',
    ),
    "no such row": lambda: rewritten(
        "</sheetData>", '<row r="99999999999"><c><v>1</v></c></row></sheetData>'
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_with_little_memory(name: str, tmp_path: Path) -> None:
    content = FILES[name]()
    assert len(content) < 10_000
    path = tmp_path / "staff.xlsx"
    path.write_bytes(content)
    tracemalloc.start()
    try:
        with pytest.raises(Refused) as refused:
            workbooks.read(YEAR, content, "staff.xlsx")
        read = read_workbook(path, "staff.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert [one.place.file for one in refused.value.faults] == ["staff.xlsx"]
    assert read.cohort is None
    assert "far out" in read.faults[0].wrong.en
    assert peak < 50 * 2**20


def test_what_reaches_as_far_as_it_may_is_read_without_the_cells_that_are_not_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / "high.xlsx"
    path.write_bytes(book(lambda page: page.cell(1_000_000, 1, "A1")))
    tracemalloc.start()
    try:
        read = read_workbook(path, "high.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert {one.place.row for one in read.faults} <= {1, 1_000_000}
    assert peak < 50 * 2**20


def test_a_picture_or_a_broken_part_is_not_measured() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("xl/media/a.png", b"\x89PNG\r\n")
        parts.writestr("xl/broken.xml", b"<a><b></a>")

    refuse_sprawling(zipfile.ZipFile(held))


@pytest.mark.parametrize("cell", ["A0", "AAAA1", "A12345678", "1", "", "A-1", "A1:B2"])
def test_what_names_no_cell_is_no_honest_sheet(cell: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("sheet.png", f'<x><row r="1"><c r="{cell}"/></row></x>')

    with pytest.raises(Sprawling):
        refuse_sprawling(zipfile.ZipFile(held))


def test_the_most_may_be_said() -> None:
    with zipfile.ZipFile(io.BytesIO(book(lambda page: page.cell(10, 10, 1)))) as parts:
        refuse_sprawling(parts, 100)
        with pytest.raises(Sprawling):
            refuse_sprawling(parts, 99)

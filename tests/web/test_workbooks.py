"""Workbooks that are sent: what is refused before one is unpacked, and what a cell says."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.web.declarations import workbooks as declarations
from luohu.web.shell import workbooks
from luohu.web.shell.workbooks import received, refuse_if_too_large, words_of
from luohu.web.verification import workbooks as verification
from luohu.web.years.models import Year

RIGHT = Text("换一个", "take another")


def packed(parts: int, size: int = 0) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(parts):
            file.writestr(f"xl/{number}.xml", bytes(size))
    return held.getvalue()


def padded(size: int) -> bytes:
    """A workbook that can be read, of so many bytes."""
    content = packed(1)
    return bytes(size - len(content)) + content


REFUSED = {
    "nothing": (b"", "this is not a readable .xlsx workbook"),
    "no workbook": (b"no workbook", "this is not a readable .xlsx workbook"),
    "broken": (b"PK\x03\x04broken", "this is not a readable .xlsx workbook"),
    "large when unpacked": (packed(1, workbooks.UNPACKED + 1), "the workbook is too large"),
    "of many parts": (packed(workbooks.PARTS + 1), "the workbook is too large"),
    "large as it is": (padded(workbooks.LARGEST + 1), "the workbook is too large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_before_it_is_unpacked(name: str) -> None:
    content, wrong = REFUSED[name]

    with pytest.raises(Refused) as refused:
        refuse_if_too_large(content, "staff.xlsx", RIGHT)

    (fault,) = refused.value.faults
    assert (fault.place.file, fault.wrong.en, fault.right) == ("staff.xlsx", wrong, RIGHT)


@pytest.mark.parametrize(
    "content",
    [packed(1), packed(workbooks.PARTS), packed(1, workbooks.UNPACKED), padded(workbooks.LARGEST)],
    ids=["small", "parts", "unpacked", "size"],
)
def test_what_is_as_large_as_it_may_be_is_not_refused(content: bytes) -> None:
    refuse_if_too_large(content, "staff.xlsx", RIGHT)


@pytest.mark.parametrize("name", REFUSED)
def test_employers_and_departments_are_told_the_same_of_it(name: str) -> None:
    content, wrong = REFUSED[name]

    with pytest.raises(Refused) as of_employer:
        declarations.read(Year(scheme="beijing", cycle=2026), content, "a.xlsx")
    with pytest.raises(Refused) as of_department:
        verification.read(content, "a.xlsx")

    told = [one.value.faults for one in (of_employer, of_department)]
    assert [[fault.wrong.en for fault in one] for one in told] == [[wrong], [wrong]]
    assert [one[0].right for one in told] == [declarations.RIGHT, verification.RIGHT]


def sent(content: bytes | None, name: str = "staff.xlsx") -> HttpRequest:
    files = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return RequestFactory().post("/", files)


def test_a_form_sends_a_file_and_its_name() -> None:
    assert received(sent(b"content", "a" * 120)) == (b"content", "a" * workbooks.LONGEST_NAME)


@pytest.mark.parametrize("content", [None, bytes(workbooks.LARGEST + 1)], ids=["none", "large"])
def test_a_form_without_a_file_or_with_too_large_a_one_is_refused(content: bytes | None) -> None:
    with pytest.raises(Refused) as refused:
        received(sent(content))

    assert [one.place.column for one in refused.value.faults] == ["file"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (" 甲 ", "甲"),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (0, "0"),
        (0.0, "0"),
    ],
)
def test_what_a_cell_says(value: object, words: str) -> None:
    assert words_of(value) == words


def test_cells_of_a_workbook_are_read_as_they_were_written() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([12, 12.0, "0012", None])
    (row,) = page.iter_rows(values_only=True)

    assert [words_of(one) for one in row] == ["12", "12", "0012", ""]

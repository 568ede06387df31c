"""Files that are sent are read in memory: nothing of them comes to lie in a temporary folder."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from luohu.people.faults import Refused
from luohu.people.reading import read_cohort
from luohu.people.writing import write_cohort
from luohu.web.assessment.documents import loaded
from luohu.web.declarations import workbooks
from luohu.web.verification.workbooks import COLUMNS, written
from luohu.web.years.models import Year
from tests.web.declarations.test_workbooks import filled, staff

EXAMPLE = Path("examples/edge-of-the-line.json")


@pytest.fixture
def blank() -> bytes:
    return workbooks.template(Year(scheme="beijing", cycle=2026))


@pytest.fixture
def _no_disk(blank: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    without_disk(monkeypatch)


def without_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*told: Any, **named: Any) -> str:
        raise AssertionError("something is written to a temporary folder")

    for name in ("mkdtemp", "mkstemp", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)


@pytest.mark.usefixtures("_no_disk")
def test_an_employers_workbook(blank: bytes) -> None:
    content = filled(blank, staff(2))
    assert len(workbooks.read(Year(scheme="beijing", cycle=2026), content, "staff.xlsx")) == 2


@pytest.mark.parametrize("ending", [".json", ".xlsx"])
def test_ones_own_document(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"own{ending}"
    write_cohort(read_cohort([EXAMPLE]).cohort, path)
    without_disk(monkeypatch)
    told = loaded(SimpleUploadedFile(path.name, path.read_bytes()))
    assert told["born"] == json.loads(EXAMPLE.read_text("utf-8"))["born"]


@pytest.mark.parametrize("name", ["own.json", "own.xlsx"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"PK\x03\x04", b'{"born": 1}'])
def test_what_cannot_be_read_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        loaded(SimpleUploadedFile(name, content))


@pytest.mark.usefixtures("_no_disk")
def test_a_departments_workbook() -> None:
    with translation.override("zh-hans"):
        book = openpyxl.load_workbook(io.BytesIO(written([])))
    assert book.active is not None
    assert [cell.value for cell in book.active[1]] == [one.zh for one in COLUMNS.values()]

"""F19: workbooks that would burst are refused by what their list of parts says, before unpacking."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luohu.web.declarations.models import Upload
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


WORKBOOKS = {
    "bomb": lambda: packed({"xl/worksheets/sheet1.xml": b"0" * (150 * 2**20)}),
    "sheets": lambda: packed({f"xl/worksheets/sheet{k}.xml": b"<x/>" for k in range(10_000)}),
    "nested": lambda: packed({"xl/inner.zip": packed({"x": b"0" * (20 * 2**20)})}),
    "empty": lambda: packed({}),
    "none": lambda: b"PK\x03\x04 is no workbook",
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_it_is_refused(name: str) -> None:
    employer = made.employer()
    browser = people.signed_in(people.officer("employer", employer=employer.credit_code))
    content = WORKBOOKS[name]()
    told = {
        "year": years.year().pk, "consent": "yes",
        "file": SimpleUploadedFile("staff.xlsx", content),
    }  # fmt: skip
    assert browser.post("/employer/workbook/", told).status_code == 422
    assert not Upload.objects.exists()

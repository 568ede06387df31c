"""A department's workbook: what it holds, and what comes of each row when it is sent back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luohu.people.faults import Refused
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.record.models import Event
from luohu.web.verification import workbooks
from luohu.web.verification.exchange import take_in
from tests.web.accounts import people
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


def download(client: Client, declaration: Declaration, **form: Any) -> Any:
    address = reverse("verify-download", args=[declaration.year.pk])
    return client.post(address, form)


def sheet_of(content: bytes) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values]


def filled(*rows: list[Any], headers: Any = workbooks.READ) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(list(headers))
    for row in rows:
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_waits_is_a_row_a_fact_all_of_it_text(declaration: Declaration) -> None:
    client = people.signed_in(made.verifier("police"))
    rows = sheet_of(download(client, declaration).content)
    assert rows[0] == [label.zh for label in workbooks.COLUMNS.values()]
    assert len(rows) == 1 + declaration.checks.filter(department="police").count()
    assert all(cell is None or isinstance(cell, str) for row in rows for cell in row)
    assert "*" in rows[1][4]


def test_whole_numbers_are_in_it_for_a_reason_only(declaration: Declaration) -> None:
    client = people.signed_in(made.verifier("police"))
    assert download(client, declaration, full="1").status_code == 422
    rows = sheet_of(download(client, declaration, full="1", why="批量比对").content)
    assert rows[1][4] == Declaration.objects.get(pk=declaration.pk).identity


def test_no_cell_is_a_formula(declaration: Declaration) -> None:
    Employer.objects.update(name="=1+1")
    client = people.signed_in(made.verifier("housing"))
    book = openpyxl.load_workbook(io.BytesIO(download(client, declaration).content))
    assert book.worksheets[0]["F2"].data_type == "s"


def test_each_row_has_its_own_result(declaration: Declaration) -> None:
    actor = made.verifier("police")
    checks = {one.fact: str(one.pk) for one in declaration.checks.all()}
    made.decide(declaration, "sex")
    content = filled(
        [checks["detentions"], "0", "属实", "", ""],
        [checks["born"], "0", "更正", "1980-03-15", "户籍登记"],
        [checks["criminal_record"], "0", "不属实", "", "查无记录"],
        [checks["sex"], "0", "更正", "female", "户籍登记"],
        [checks["homes"], "0", "属实", "", ""],
        [checks["residence_permit"], "0", "也许", "", ""],
        [checks["children"], "0", "", "", ""],
    )
    results = take_in(actor, content, "核查.xlsx")
    assert [(one.row, one.state) for one in results] == [
        (2, "done"), (3, "done"), (4, "refused"), (5, "changed"), (6, "refused"), (7, "refused"),
    ]  # fmt: skip
    assert made.check(declaration, "born").corrected == "1980-03-15"


def test_the_same_file_once_more_does_nothing(declaration: Declaration) -> None:
    actor = made.verifier("police")
    content = filled([str(made.check(declaration, "detentions").pk), "0", "属实", "", ""])
    take_in(actor, content, "核查.xlsx")
    before = Event.objects.count()
    assert [one.state for one in take_in(actor, content, "核查.xlsx")] == ["already"]
    assert Event.objects.count() == before


def test_a_formula_is_no_answer(declaration: Declaration) -> None:
    content = filled([str(made.check(declaration, "detentions").pk), "0", "属实", "", "=1+1"])
    (result,) = take_in(made.verifier("police"), content, "核查.xlsx")
    assert (result.state, result.faults[0].wrong.zh) == ("refused", "单元格里是公式")


@pytest.mark.parametrize("content", [b"", b"no workbook", filled([], headers=["别的"])])
def test_what_is_no_such_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        workbooks.read(content, "核查.xlsx")


def test_the_page_says_what_came_of_each_row(declaration: Declaration) -> None:
    client = people.signed_in(made.verifier("police"))
    checks = {one.fact: str(one.pk) for one in declaration.checks.all()}
    content = filled(
        [checks["detentions"], "0", "属实", "", ""], [checks["born"], "0", "不属实", "", "查无此人"]
    )
    file = SimpleUploadedFile("核查.xlsx", content)
    form = {"year": declaration.year.pk, "file": file}
    shown = client.post(reverse("verify-workbook"), form).content.decode()
    assert "这一项不能没有" in shown
    assert made.check(declaration, "detentions").decision == "confirmed"

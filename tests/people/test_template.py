"""The template: everything the catalogue knows is in it, and what is filled in can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luohu.people.documents import documents_of
from luohu.people.facts import LISTS, scalars
from luohu.people.faults import Refused
from luohu.people.layout import SHEETS
from luohu.people.reading import read_cohort
from luohu.people.template import EXAMPLE_DOCUMENT, write_template
from luohu.people.types import AnswerType, ChoiceType, FlagType
from tests.people.invented import cohort_of, fault, paid, read, where, words


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


@pytest.fixture
def book(template: Path) -> Any:
    return openpyxl.load_workbook(template)


def fill(book: Any, path: Path, title: str, *rows: dict[str, Any]) -> None:
    """Write rows below those that are there, by header."""
    page = book[title]
    headers = [cell.value for cell in page[1]]
    for row in rows:
        page.append([row.get(header) for header in headers])
    book.save(path)


def test_a_sheet_for_people_one_a_list_and_one_that_explains(book: Any) -> None:
    assert book.sheetnames == ["申请人", *(listed.label.zh for listed in LISTS), "说明", "选项"]
    assert book["选项"].sheet_state == "hidden"


def test_every_fact_has_its_column(book: Any) -> None:
    headers = {cell.value for cell in book["申请人"][1]}
    assert headers >= {fact.label.zh for _, fact, _ in scalars()}
    for listed in LISTS:
        found = [cell.value for cell in book[listed.label.zh][1]]
        assert found == ["编号", *(fact.label.zh for fact in listed.fields)]


def test_headers_are_bold_and_stay_in_view(book: Any) -> None:
    for page in book.worksheets[:-2]:
        assert all(cell.font.bold for cell in page[1])
        assert page.freeze_panes == "B2"
        assert all(page.column_dimensions[cell.column_letter].width >= 12 for cell in page[1])


def test_choices_are_offered(book: Any) -> None:
    for sheet in SHEETS:
        offered = {
            str(one.sqref).split("2")[0]: one.formula1
            for one in book[sheet.label.zh].data_validations.dataValidation
        }
        for cell, column in zip(book[sheet.label.zh][1], sheet.columns, strict=True):
            if isinstance(column.fact.type, ChoiceType):
                labels = [choice.label.zh for choice in column.fact.type.choices]
                assert choices_of(book, offered.pop(cell.column_letter)) == labels
            elif isinstance(column.fact.type, FlagType | AnswerType):
                assert offered.pop(cell.column_letter) == '"是,否"'
        assert offered == {}


def choices_of(book: Any, formula: str) -> list[str]:
    """What a drop-down offers: its own list, or a column of the hidden page."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    title, _, cells = formula.partition("!")
    return [cell.value for (cell,) in book[title][cells.replace("$", "")]]


def test_what_is_offered_fits_into_a_drop_down(book: Any) -> None:
    for page in book.worksheets:
        for one in page.data_validations.dataValidation:
            assert len(one.formula1) <= 255


def test_labels_of_choices_hold_no_commas() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            if isinstance(column.fact.type, ChoiceType):
                assert not any("," in choice.label.zh for choice in column.fact.type.choices)


def test_numbers_and_months_are_kept_as_typed(book: Any) -> None:
    assert book["申请人"].column_dimensions["A"].number_format == "@"
    assert book["社会保险"].column_dimensions["C"].number_format == "@"


def test_every_column_is_explained(book: Any) -> None:
    rows = list(book["说明"].iter_rows(values_only=True))
    explained = {(row[0], row[1]) for row in rows}
    for sheet in SHEETS:
        for column in sheet.columns:
            assert (sheet.label.zh, column.fact.label.zh) in explained
    by_column = {(row[0], row[1]): row for row in rows}
    born = by_column["申请人", "出生日期"]
    assert born[2] == "date of birth"
    assert "哪天" in born[3]
    assert "date of birth is on" in born[3]
    assert "2016-05-01" in born[4]
    assert born[5:] == ("否 no", "是 yes", "公安部门 / public security")
    assert "至今" in by_column["社会保险", "结束年月"][4]
    assert "养老" in by_column["社会保险", "险种"][4]
    assert by_column["社会保险", "险种"][5] == "是 yes"
    assert "无" in by_column["申请人", "社会保险"][4]


def test_as_it_is_it_holds_nobody(template: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_cohort([template])
    told = caught.value.faults
    assert [one.warning for one in told].count(False) == 1
    assert "里面没有申请人" in words(told[-1])
    assert {one.place.sheet for one in told if one.warning} == {
        "申请人", "社会保险", "住所", "教育背景", "纳税",
    }  # fmt: skip
    assert all("示例" in words(one) for one in told if one.warning)


def test_people_filled_in_are_read_and_the_example_left_out(template: Path, book: Any) -> None:
    fill(book, template, "申请人", {"编号": "00123", "性别": "男", "社会保险": "有", "纳税": "无"})
    span = {"编号": "00123", "险种": "五险", "开始年月": "2010-01", "结束年月": "至今"}
    fill(book, template, "社会保险", span)
    reading = read(template)
    assert documents_of(reading.cohort) == [
        {"id": "00123", "sex": "male", "insurance": [paid("2010-01")], "tax": []}
    ]
    assert len(reading.warnings) == 5


def test_rows_keep_their_numbers_below_the_example(template: Path, book: Any) -> None:
    fill(book, template, "申请人", {"编号": "A", "性别": "x"})
    assert where(fault(template)) == ("申请人", 3, "性别")


def test_the_example_is_itself_without_fault(template: Path, book: Any) -> None:
    for sheet in SHEETS:
        page = book[sheet.label.zh]
        for row in page.iter_rows(min_row=2):
            row[0].value = "A-1"
    book.save(template)
    reading = read(template)
    assert reading.warnings == []
    example = EXAMPLE_DOCUMENT | {"id": "A-1"}
    assert documents_of(reading.cohort) == documents_of(cohort_of(example))


def test_writing_again_replaces_it(template: Path) -> None:
    before = template.stat().st_ino
    write_template(template)
    assert template.stat().st_ino != before
    assert [path.name for path in template.parent.iterdir()] == ["template.xlsx"]


def test_an_id_of_a_person_is_not_taken_for_the_example(template: Path, book: Any) -> None:
    fill(book, template, "申请人", {"编号": "示例2"})
    assert read(template).cohort.ids == ["示例2"]

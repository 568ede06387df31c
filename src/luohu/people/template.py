"""The workbook that applicants and employers fill in, made from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from luohu.law.sources import Text
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.people.csv_folder import rows_of
from luohu.people.extras import extra
from luohu.people.facts import Fact
from luohu.people.layout import EXAMPLE, EXPLAINED, MAIN, OFFERED, OPEN_END, SHEETS, Column, Sheet
from luohu.people.tabulation import tabulate
from luohu.people.types import (
    AnswerType,
    ChoiceType,
    DayType,
    ExpiryType,
    FlagType,
    IdentityType,
    MonthType,
    PointsType,
    TextType,
    WholeType,
    YearType,
)
from luohu.people.writing import replaced

LAST_ROW = 2**20
LONGEST_OFFER = 255
EXAMPLE_DOCUMENT = {
    "id": EXAMPLE,
    "born": "1985-06-15",
    "sex": "male",
    "post": "worker",
    "residence_permit": {"applied": "2016-10-01"},
    "work_permit": None,
    "criminal_record": False,
    "insurance": [
        {"kind": "all", "from": "2008-07", "to": "2015-12", "district": "海淀"},
        {"kind": "pension", "from": "2016-01", "to": "2016-02", "made_up": True},
        {"kind": "all", "from": "2016-03", "to": None, "district": "昌平"},
    ],
    "homes": [
        {"tenure": "rent", "from": "2008-07", "to": "2014-12", "district": "海淀"},
        {"tenure": "own", "from": "2015-01", "to": None, "district": "昌平"},
    ],
    "education": [
        {
            "diploma": "bachelor",
            "degree": "bachelor",
            "enrolled": "2004-09",
            "graduated": "2008-07",
        }
    ],
    "tax": [{"year": 2015, "paid": 12000}],
    "tax_violations": [],
    "detentions": [],
    "awards": [],
    "financing": [],
    "honours": [],
}
TITLES = (
    Text("表", "sheet"),
    Text("列", "column"),
    Text("英文", "in English"),
    Text("问题", "question"),
    Text("怎么填", "what to write"),
    Text("必填", "required"),
    Text("个人信息", "personal"),
    Text("核验部门", "verified by"),
)
ADVICE = (
    Text(
        "“申请人”表每人一行;其他表每条记录一行,用编号指明是谁的。",
        "One row a person in 申请人; in the others a row a record, saying whose by the number.",
    ),
    Text(
        "每张表在“申请人”里有同名一列:有记录填“有”,确实没有填“无”,留空表示未知。",
        "申请人 has a column for each other sheet: 有 some, 无 none for sure, blank unknown.",
    ),
    Text(
        f"编号为“{EXAMPLE}”的行是虚构的例子,读取时会忽略;填好后请删去。",
        f"Rows of {EXAMPLE} are an invented example and not read; remove them when done.",
    ),
    Text(
        "请只填值,不要用公式,不要合并单元格。", "Write values only: no formulas, no merged cells."
    ),
)


def write_template(path: Path) -> None:
    """Write the template: a sheet of people, a sheet a list, and one that explains the columns.

    Drop-downs offer the choices. One invented applicant shows how; reading leaves it out with a
    warning. Refused if openpyxl is not installed.
    """
    openpyxl = extra("openpyxl", str(path))
    book = openpyxl.Workbook()
    book.remove(book.active)
    example = Cohort.of([read_applicant(EXAMPLE_DOCUMENT)])
    rows = {filled.sheet.name: list(rows_of(filled)) for filled in tabulate(example)}
    offers = _Offers(book.create_sheet(OFFERED))
    for sheet in SHEETS:
        _sheet(book.create_sheet(sheet.label.zh), sheet, rows.get(sheet.name, []), offers)
    _explanation(book.create_sheet(EXPLAINED))
    book.move_sheet(OFFERED, len(book.worksheets))
    replaced(Path(path), book.save)


class _Offers:
    """The choices that drop-downs offer; what is too long for a cell's own list is on a hidden page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.ranges: dict[tuple[str, ...], str] = {}
        page.sheet_state = "hidden"

    def formula(self, choices: Sequence[str]) -> str:
        """What a drop-down refers to."""
        alone = f'"{",".join(choices)}"'
        return alone if len(alone) <= LONGEST_OFFER else self._listed(tuple(choices))

    def _listed(self, choices: tuple[str, ...]) -> str:
        if choices not in self.ranges:
            column = len(self.ranges) + 1
            for row, choice in enumerate(choices, 1):
                self.page.cell(row, column, choice)
            letter = extra("openpyxl.utils", "").get_column_letter(column)
            self.ranges[choices] = f"{OFFERED}!${letter}$1:${letter}${len(choices)}"
        return self.ranges[choices]


def _sheet(page: Any, sheet: Sheet, rows: Sequence[Sequence[Any]], offers: _Offers) -> None:
    page.append([column.fact.label.zh for column in sheet.columns])
    _dress(page)
    page.freeze_panes = "B2"
    for row in rows:
        page.append(row)
    for number, column in enumerate(sheet.columns, 1):
        _dress_column(page, number, column.fact, offers)


def _dress(page: Any, row: int = 1) -> None:
    """Make a row of headers bold."""
    styles = extra("openpyxl.styles", "")
    for cell in page[row]:
        cell.font = styles.Font(bold=True)


def _dress_column(page: Any, number: int, fact: Fact, offers: _Offers) -> None:
    """Set a column's width, keep words and months as typed, and offer the choices."""
    letter = extra("openpyxl.utils", "").get_column_letter(number)
    held = page.column_dimensions[letter]
    held.width = max(12, 2 * len(fact.label.zh) + 2)
    if isinstance(fact.type, TextType | MonthType):
        held.number_format = "@"
        for cell in page[letter][1:]:
            cell.number_format = "@"
    choices = _choices(fact)
    if choices:
        validation = extra("openpyxl.worksheet.datavalidation", "").DataValidation(
            type="list", formula1=offers.formula(choices), allow_blank=True, showErrorMessage=True
        )
        validation.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(validation)


def _choices(fact: Fact) -> list[str]:
    """The answers that a drop-down offers."""
    if isinstance(fact.type, FlagType | AnswerType):
        return ["是", "否"]
    if isinstance(fact.type, ChoiceType):
        return [choice.label.zh for choice in fact.type.choices]
    return []


def _explanation(page: Any) -> None:
    for advice in ADVICE:
        page.append([advice.zh])
        page.append([advice.en])
    page.append([f"{title.zh} {title.en}" for title in TITLES])
    _dress(page, page.max_row)
    for sheet in SHEETS:
        for column in sheet.columns:
            page.append(list(_explained(sheet, column)))
    for letter, width in zip("ABCDEFGH", (18, 22, 26, 60, 60, 12, 12, 30), strict=True):
        page.column_dimensions[letter].width = width


def _explained(sheet: Sheet, column: Column) -> Iterator[str]:
    fact = column.fact
    how = _how(sheet, column)
    yield sheet.label.zh
    yield fact.label.zh
    yield fact.label.en
    yield f"{fact.ask.zh} / {fact.ask.en}"
    yield f"{how.zh} / {how.en}"
    yield "是 yes" if column.needed and not fact.may_be_open else "否 no"
    yield "是 yes" if fact.personal else "否 no"
    yield f"{fact.verifier.zh} / {fact.verifier.en}"


def _how(sheet: Sheet, column: Column) -> Text:
    """Say what a cell of a column should look like."""
    fact = column.fact
    if sheet is MAIN and column.name in {one.name for one in SHEETS}:
        return Text("有 / 无;未知留空", "有 some, 无 none, blank if unknown")
    if fact.may_be_open:
        what = WRITTEN[type(fact.type)]
        return Text(f"{what.zh};仍在持续填“{OPEN_END}”", f"{what.en}, or {OPEN_END} if it goes on")
    choices = _choices(fact)
    if choices:
        return Text(" / ".join(choices), " / ".join(_english(fact)))
    return WRITTEN[type(fact.type)]


def _english(fact: Fact) -> list[str]:
    if isinstance(fact.type, ChoiceType):
        return [choice.label.en for choice in fact.type.choices]
    return ["yes", "no"]


A_DAY = Text("年-月-日,如 2016-05-01", "a day such as 2016-05-01")
WRITTEN: dict[type, Text] = {
    DayType: A_DAY,
    ExpiryType: A_DAY,
    MonthType: Text("年-月,如 2016-05", "a month such as 2016-05"),
    YearType: Text("年份,如 2023", "a year such as 2023"),
    WholeType: Text("不带小数的数,如 120000", "a whole number such as 120000"),
    PointsType: Text("最多两位小数,如 4.5", "a number with at most two places, such as 4.5"),
    TextType: Text("文字,如 00123", "words such as 00123"),
    IdentityType: Text("18位,单元格设为文本", "18 places, in a cell formatted as text"),
}

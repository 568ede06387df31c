"""A department's workbook: what waits, a row a fact, and what it says when it comes back filled in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.shell.context import spoken
from luohu.web.shell.in_memory import saved
from luohu.web.shell.workbooks import refuse_if_too_large, unreadable, words_of
from luohu.web.verification.asked import Row
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Decision

SHEET: Final = "核查"
CHECK, REVISION, DECISION, VALUE, REASON = "check", "revision", "decision", "corrected", "reason"
COLUMNS: Final[Mapping[str, Text]] = {
    CHECK: Text("核查号", "check"),
    REVISION: Text("修订", "revision"),
    "number": Text("申报编号", "declaration"),
    "name": Text("姓名", "name"),
    "identity": Text("证件号码", "identity number"),
    "employer": Text("用人单位", "employer"),
    "fact": Text("事实", "fact"),
    "declared": Text("申报的内容", "as declared"),
    DECISION: Text("结论", "decision"),
    VALUE: Text("更正为", "corrected to"),
    REASON: Text("理由", "reason"),
}
READ = (CHECK, REVISION, DECISION, VALUE, REASON)
NAMES: Final[Mapping[str, str]] = {
    words: name for name, label in COLUMNS.items() for words in (name, label.zh, label.en)
}
DECISIONS: Final[Mapping[str, str]] = {
    "属实": Decision.CONFIRMED, "confirmed": Decision.CONFIRMED,
    "不属实": Decision.REFUTED, "refuted": Decision.REFUTED,
    "更正": Decision.CORRECTED, "corrected": Decision.CORRECTED,
}  # fmt: skip
MOST: Final = 5000
LONGEST_WORDS = 2000
RIGHT: Final = Text(
    "用这一页下载的工作簿,填好后传回", "fill in the workbook of this page and send it back"
)
NONE, UNSAID = Text("无", "none"), Text("没有填写", "nothing stated")
WIDTHS = (12, 8, 24, 10, 22, 24, 18, 48, 10, 40, 30)


@dataclass(frozen=True, slots=True)
class Line:
    """A filled-in row: where it stands, what it says, and what is wrong with it before it is weighed."""

    row: int
    said: Said | None
    faults: tuple[Fault, ...] = ()


def written(rows: Iterable[Row], identities: Mapping[int, str] | None = None) -> bytes:
    """The workbook of what waits, every cell text; `identities` are whole numbers by check."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "D2"
    for letter, width in zip("ABCDEFGHIJK", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_text(sheet, label.in_(spoken())) for label in COLUMNS.values()])
    for one in rows:
        identity = (identities or {}).get(one.check.pk, one.seen.identity)
        silent = NONE if one.seen.said else UNSAID
        told = "; ".join(one.words_in_full) or silent.in_(spoken())
        cells = (
            str(one.check.pk), str(one.check.revision), one.seen.number, one.seen.name, identity,
            one.seen.employer, one.seen.label.in_(spoken()), told[:LONGEST_WORDS], "", "", "",
        )  # fmt: skip
        sheet.append([_text(sheet, cell) for cell in cells])
    return saved(book)


def _text(sheet: Any, value: str) -> Any:
    """A cell of words: never a formula, and a number keeps its noughts."""
    cell = WriteOnlyCell(sheet, _printable(value))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _printable(value: str) -> str:
    return "".join(one for one in value if one.isprintable() or one in "\n\t")


def read(content: bytes, name: str) -> list[Line]:
    """The rows that decide something; Refused for what is no such workbook."""
    refuse_if_too_large(content, name, RIGHT)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        grid = [list(row) for row in book.worksheets[0].iter_rows(max_col=30, max_row=MOST + 2)]
        book.close()
    except Exception:  # openpyxl raises whatever its parsers do
        raise unreadable(name, RIGHT) from None
    titles = [str(cell.value or "").strip().lower() for cell in grid[0]] if grid else []
    headers = [NAMES.get(title, "") for title in titles]
    if missing := [COLUMNS[one] for one in READ if one not in headers]:
        zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
        raise _refused(name, f"缺少列:{zh}", f"columns are missing: {en}")
    if len(grid) > MOST + 1:
        raise _refused(name, f"超过 {MOST} 行", f"more than {MOST} rows")
    return list(_lines(headers, grid[1:]))


def _refused(name: str, zh: str, en: str) -> Refused:
    return Refused([Fault(Place(name), Text(zh, en), RIGHT)])


def _lines(headers: Sequence[str], grid: Iterable[Sequence[Any]]) -> Iterator[Line]:
    for number, cells in enumerate(grid, 2):
        held = dict(zip(headers, cells, strict=False))
        told = {one: _cell(held.get(one)) for one in READ}
        if told[DECISION]:
            formula = any(getattr(held.get(one), "data_type", "") == "f" for one in READ)
            yield _line(number, told, formula)


def _cell(cell: Any) -> str:
    return words_of(getattr(cell, "value", None))


def _line(row: int, told: Mapping[str, str], formula: bool) -> Line:
    """A row read, or what is wrong with it."""
    if formula:
        right = Text("请粘贴为数值", "paste it as a value")
        return _wrong(row, "", "单元格里是公式", "a cell holds a formula", right)
    decision = DECISIONS.get(told[DECISION].lower())
    if decision is None:
        right = Text("属实、不属实或更正", "confirmed, refuted or corrected")
        return _wrong(row, COLUMNS[DECISION].zh, "没有这种结论", "there is no such decision", right)
    numbers = [told[CHECK], told[REVISION]]
    if not all(
        one.isascii() and one.isdigit() and len(one) < 10 + 9 * (k == 0)
        for k, one in enumerate(numbers)
    ):
        right = Text("不要改动前两列", "leave the first two columns as they are")
        return _wrong(
            row, CHECK, "核查号或修订不是数字", "check and revision are no numbers", right
        )
    value = _value(told[VALUE]) if told[VALUE] else None
    return Line(row, Said(int(numbers[0]), decision, value, told[REASON], int(numbers[1])))


def _wrong(row: int, column: str, zh: str, en: str, right: Text) -> Line:
    return Line(row, None, (Fault(Place(row=row, column=column), Text(zh, en), right),))


def _value(told: str) -> Any:
    """A corrected value: JSON as in the applicant document, or plain words."""
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        return told

"""The published list as a file: a workbook or CSV, whose cells no program takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from luohu.law.points import written
from luohu.law.sources import Text
from luohu.people.extras import extra
from luohu.web.selection.models import ListingState, Publication
from luohu.web.shell import workbooks

HEADINGS = (
    Text("公示编号", "number"), Text("名次", "rank"), Text("姓名", "name"),
    Text("出生年月", "birth month"), Text("用人单位", "employer"), Text("积分分值", "total"),
    Text("状态", "state"),
)  # fmt: skip
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
CANCELLED = Text("已取消", "cancelled")
KINDS = {
    "xlsx": workbooks.KIND,
    "csv": "text/csv; charset=utf-8",
}


def sheet(publication: Publication, form: str, language: str) -> bytes:
    """The whole list as a file of a form, `xlsx` or `csv`."""
    head = [one.in_(language) for one in HEADINGS]
    rows = list(_rows(publication, language))
    return _workbook(head, rows) if form == "xlsx" else _csv(head, rows)


def _rows(publication: Publication, language: str) -> Iterator[tuple[int | str, ...]]:
    for one in publication.listings.order_by("position").iterator(1000):
        state = CANCELLED.in_(language) if one.state == ListingState.CANCELLED else ""
        yield (one.position, one.rank, one.name, one.birth_month, one.employer,
               written(one.total), state)  # fmt: skip


def safe(cell: int | str) -> int | str:
    """A cell that no program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell


def _csv(head: Sequence[str], rows: Sequence[Sequence[int | str]]) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _workbook(head: Sequence[str], rows: Sequence[Sequence[int | str]]) -> bytes:
    openpyxl = extra("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("list")
    page.freeze_panes = "A2"
    page.append(list(head))
    for row in rows:
        cells = [openpyxl.cell.WriteOnlyCell(page, safe(value)) for value in row]
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                cell.data_type = "s"
        page.append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()

"""The words of a file: a page, a text, a Word or Excel file, in whatever encoding it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused

LARGEST = 20 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "号", "number", "no", "no."),
    "title": ("标题", "问题", "主题", "事项", "建议", "title", "question"),
    "body": ("答复", "口径", "内容", "回复", "正文", "答复口径", "answer", "reply", "text"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of replies."""

    number: int | None
    title: str
    body: str


def text_of(path: Path) -> str:
    """The words of a page, text or Word file; Refused for any other, or one that cannot be read."""
    readers: Mapping[str, Callable[[Path], str]] = {
        ".txt": _plain, ".md": _plain, ".html": _page, ".htm": _page, ".docx": _word,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None or path.stat().st_size > LARGEST:
        raise _unreadable(path, f"{path.suffix or '?'} ≤ {LARGEST >> 20} MB")
    return reader(path)


def rows_of(path: Path) -> Sequence[Row] | None:
    """The rows of an Excel file; None for a file of another kind."""
    if path.suffix.lower() != ".xlsx":
        return None
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken archive makes it meet
        raise _unreadable(path, str(error)) from error
    return [row for sheet in book.worksheets for row in _rows(sheet.iter_rows(values_only=True))]


def _rows(table: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
    columns: dict[str, int] | None = None
    for cells in table:
        words = ["" if cell is None else str(cell).strip() for cell in cells]
        if columns is None:
            columns = _columns(words)
            if columns is not None or not any(words):
                continue
        if any(words):
            yield _row(words, columns or {"number": 0, "title": 1, "body": 2})


def _columns(words: Sequence[str]) -> dict[str, int] | None:
    found = {
        what: at
        for what, names in HEADINGS.items()
        for at, word in reversed(list(enumerate(words)))
        if word.lower() in names
    }
    return found if "body" in found or "title" in found else None


def _row(words: Sequence[str], columns: Mapping[str, int]) -> Row:
    held = {
        what: words[at] if (at := columns.get(what, -1)) in range(len(words)) else ""
        for what in HEADINGS
    }
    number = re.fullmatch(r"(\d{1,4})(?:\.0)?[.、]?", held["number"])
    return Row(int(number[1]) if number else None, held["title"], held["body"])


def _plain(path: Path) -> str:
    return _decoded(path)


def _page(path: Path) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_decoded(path), "html.parser")
    for unseen in soup(["script", "style", "noscript", "template"]):
        unseen.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n")
    for block in soup(["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "section", "table"]):
        block.insert_before("\n")
        block.insert_after("\n")
    return soup.get_text()


def _word(path: Path) -> str:
    from docx import Document

    try:
        document = Document(str(path))
    except Exception as error:  # python-docx raises whatever a broken archive makes it meet
        raise _unreadable(path, str(error)) from error
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*lines, *cells])


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(path, "UTF-8, GB18030")


def _unreadable(path: Path, why: str) -> Refused:
    wrong = Text(f"读不了这个文件({why})", f"this file cannot be read ({why})")
    right = Text("应为 .html .txt .docx .xlsx", "it should be .html .txt .docx .xlsx")
    return Refused([Fault(Place(file=path.name), wrong, right)])

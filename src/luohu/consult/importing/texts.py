"""The words of a file: a page, a text, a Word or Excel file, in whatever encoding it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.consult.importing.numbering import CHINESE, number_of
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused

LARGEST = 20 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
_NUMBER = re.compile(rf"第?\s*(\d{{1,4}}|{CHINESE})(?:\.0)?\s*[条.、]?")
_DECLARED = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{2,20})", re.ASCII)
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "号", "number", "no", "no."),
    "title": ("标题", "问题", "主题", "事项", "建议", "title", "question"),
    "body": ("答复", "口径", "内容", "回复", "正文", "答复口径", "answer", "reply", "text"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of replies; `more` is what stands in its other cells."""

    number: int | None
    title: str
    body: str
    more: str = ""


def text_of(path: Path) -> str:
    """The words of a page, text or Word file; Refused for any other, or one that cannot be read."""
    readers: Mapping[str, Callable[[Path], str]] = {
        ".txt": decoded, ".md": decoded, ".html": _page, ".htm": _page, ".docx": _word,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None or path.stat().st_size > LARGEST:
        raise _unreadable(path, f"{path.suffix or '?'} ≤ {LARGEST >> 20} MB")
    return reader(path)


def rows_of(path: Path) -> Sequence[Row] | None:
    """The rows of an Excel file; None for a file of another kind."""
    if path.suffix.lower() != ".xlsx":
        return None
    if path.stat().st_size > LARGEST:
        raise _unreadable(path, f"≤ {LARGEST >> 20} MB")
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises whatever a broken archive makes it meet
        raise _unreadable(path, str(error)) from error
    return [row for cells in sheets for row in _rows(iter(cells))]


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
    number = _NUMBER.fullmatch(held["number"])
    placed = {columns[what] for what in columns if what != "number" or number}
    more = " ".join(word for at, word in enumerate(words) if word and at not in placed)
    return Row(number_of(number[1]) if number else None, held["title"], held["body"], more)


def _page(path: Path) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(decoded(path), "html.parser")
    for unseen in soup(["script", "style", "noscript", "template"]):
        unseen.decompose()
    for listed in soup("ol"):
        for number, item in enumerate(listed.find_all("li", recursive=False), 1):
            item.insert(0, f"{number}. ")
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
    headers = [p.text for section in document.sections for p in section.header.paragraphs]
    return "\n".join([*headers, *_blocks(document)])


def _blocks(document: Any) -> Iterator[str]:
    """Paragraphs and the cells of tables in the order of the document; a list's items numbered."""
    counted: Counter[str] = Counter()
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            cells = {cell._tc: cell.text for row in block.rows for cell in row.cells}
            yield from cells.values()
            continue
        numbered = block._p.pPr.numPr if block._p.pPr is not None else None
        if numbered is not None and block.text.strip():
            counted[str(numbered.numId.val if numbered.numId is not None else "")] += 1
            yield f"{counted.total()}. {block.text}"
        else:
            yield block.text


def decoded(path: Path) -> str:
    """The words of a text in the encoding that it declares or has; Refused where there is none."""
    content = path.read_bytes()
    declared = _DECLARED.search(content[:4096])
    marked = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    for encoding in (marked, declared[1].decode() if declared else "", *ENCODINGS):
        try:
            if encoding:
                return content.decode("gb18030" if encoding.lower() == "gb2312" else encoding)
        except (UnicodeError, LookupError):
            continue
    raise _unreadable(path, "UTF-8, GB18030")


def _unreadable(path: Path, why: str) -> Refused:
    wrong = Text(f"读不了这个文件({why})", f"this file cannot be read ({why})")
    right = Text("应为 .html .txt .docx .xlsx", "it should be .html .txt .docx .xlsx")
    return Refused([Fault(Place(file=path.name), wrong, right)])

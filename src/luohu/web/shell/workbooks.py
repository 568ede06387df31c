"""Workbooks that are sent: what is refused before one is unpacked, and what a cell says."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from django.http import HttpRequest

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.shell.refusals import refused

KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST, UNPACKED, PARTS = 5 * 1024 * 1024, 100 * 1024 * 1024, 500
LONGEST_NAME = 100


def received(request: HttpRequest) -> tuple[bytes, str]:
    """The content and the name of the workbook that a form sends; Refused where there is none."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        right = Text("5 MB 以内的 .xlsx", "an .xlsx of at most 5 MB")
        raise refused("没有文件或文件太大", "there is no file, or it is too large", right, "file")
    return file.read(), (file.name or "")[:LONGEST_NAME]


def refuse_if_too_large(content: bytes, name: str, right: Text) -> None:
    """Refuse what is no workbook, or too large a one, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise unreadable(name, right) from None
    unpacked = sum(part.file_size for part in listed)
    if len(content) > LARGEST or unpacked > UNPACKED or len(listed) > PARTS:
        wrong = Text("工作簿太大", "the workbook is too large")
        raise Refused([Fault(Place(name), wrong, right)])


def unreadable(name: str, right: Text) -> Refused:
    """The refusal of what is no workbook."""
    wrong = Text("不是可读的 .xlsx 工作簿", "this is not a readable .xlsx workbook")
    return Refused([Fault(Place(name), wrong, right)])


def words_of(value: Any) -> str:
    """What a cell says: whole numbers without a point, nothing where it is empty."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()

"""Whether a file may be kept: its name, its size, what it is, and whether it is that all through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.protection.attachments import jpeg, pdf, png
from luohu.web.protection.attachments.faulty import AGAIN, Faulty

LARGEST = 5 * 1024 * 1024
EACH = 20
LONGEST_NAME = 150
COLUMN = "file"
HEAD = 1024
MARKUP = re.compile(
    rb"(?i)<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|\?php)"
    rb"|<\?php|javascript:|vbscript:"
)
# The end of a ZIP archive and an entry of its directory: together, the file is one as well.
ARCHIVE = (b"PK\x05\x06", b"PK\x01\x02")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it begins, what its names end with, how it is read through."""

    media: str
    begins: bytes
    endings: tuple[str, ...]
    check: Callable[[bytes], None]


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", b"%PDF-", (".pdf",), pdf.check),
    "jpeg": Kind("image/jpeg", b"\xff\xd8\xff", (".jpg", ".jpeg"), jpeg.check),
    "png": Kind("image/png", b"\x89PNG\r\n\x1a\n", (".png",), png.check),
}


def judged(name: str, content: bytes) -> str:
    """The kind of a file that may be kept; Refused with what is wrong, and what would be right."""
    try:
        _check_name(name)
        kind = _kind_of(content)
        if not name.lower().endswith(KINDS[kind].endings):
            raise Faulty(
                "文件名和内容不是一种类型", "its name is of another kind than its content",
                Text(f"用 {KINDS[kind].endings[0]} 结尾", f"end it with {KINDS[kind].endings[0]}"),
            )  # fmt: skip
        _check_single(content)
        KINDS[kind].check(content)
    except Faulty as faulty:
        raise Refused([Fault(Place(column=COLUMN), faulty.wrong, faulty.right)]) from None
    return kind


def _check_name(name: str) -> None:
    hidden = any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in name)
    if not name.strip() or len(name) > LONGEST_NAME or name.startswith((".", " ")):
        right = Text(
            f"1 至 {LONGEST_NAME} 字,不以点开头", f"1 to {LONGEST_NAME}, not begun with a dot"
        )
        raise Faulty("文件名不能用", "its name cannot be used", right)
    if hidden or any(c in name for c in '/\\:*?"<>|'):
        right = Text("用文字、数字和横线", "use letters, digits and hyphens")
        raise Faulty("文件名里有不能用的字符", "its name has characters that cannot be used", right)


def check_size(size: int) -> None:
    """Refused for an empty file and for one of more than 5 MB, before it is read."""
    if not 0 < size <= LARGEST:
        wrong = Text("文件是空的或太大", "it is empty or too large")
        right = Text("1 字节至 5 MB", "1 byte to 5 MB")
        raise Refused([Fault(Place(column=COLUMN), wrong, right)])


def _kind_of(content: bytes) -> str:
    for name, kind in KINDS.items():
        if content.startswith(kind.begins):
            return name
    right = Text("交 PDF、JPEG 或 PNG", "hand in a PDF, JPEG or PNG")
    raise Faulty("不是能收的文件类型", "it is of a kind that is not taken", right)


def _check_single(content: bytes) -> None:
    """Refuse what another program would take for something else."""
    if MARKUP.search(content[:HEAD]):
        raise Faulty("文件里夹着网页", "there is a web page within it", AGAIN)
    if all(mark in content for mark in ARCHIVE):
        raise Faulty("文件里夹着压缩包", "there is an archive within it", AGAIN)

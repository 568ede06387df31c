"""A JPEG read through: every segment whole, its measures can be, nothing after its end but pictures."""

from __future__ import annotations

import re
import struct

from luohu.web.protection.attachments.faulty import Faulty
from luohu.web.protection.attachments.pictures import check_measures, check_words

BEGIN, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
TABLES = (0xC4, 0xDB, 0xDD)
WORDS = (*range(0xE0, 0xF0), 0xFE)
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
BROKEN = ("JPEG 不完整", "the JPEG is not whole")


def check(content: bytes) -> None:
    """Faulty where it is not pictures from the first byte to the last.

    Cameras put a second, smaller picture after the first: each is read through.
    """
    at = 0
    while at < len(content):
        if at and not content[at:].strip(b"\0"):
            return
        if content[at : at + 3] != b"\xff\xd8\xff":
            raise Faulty("图片后面还有别的内容", "something follows the picture")
        at = _checked(content, at + 2)


def _checked(content: bytes, at: int) -> int:
    """Read one picture through; where it ends."""
    framed = scanned = False
    while True:
        found = MARKER.match(content, at)
        if found is None:
            raise Faulty(*BROKEN)
        marker, at = found[1][0], found.end()
        if marker == END:
            if not (framed and scanned):
                raise Faulty(*BROKEN)
            return at
        data = _segment(content, at)
        at += 2 + len(data)
        _check_segment(marker, data)
        framed |= marker in FRAMES
        if marker == SCAN:
            scanned, at = True, _end_of_scan(content, at)


def _segment(content: bytes, at: int) -> bytes:
    """The data of a segment that says its own length."""
    told = content[at : at + 2]
    length = struct.unpack(">H", told)[0] if len(told) == 2 else 0
    data = content[at + 2 : at + length]
    if length < 2 or len(data) != length - 2:
        raise Faulty(*BROKEN)
    return data


def _check_segment(marker: int, data: bytes) -> None:
    if marker in FRAMES:
        if len(data) < 6 or data[0] != 8 or data[5] not in (1, 3, 4):
            raise Faulty(*BROKEN)
        height, width = struct.unpack(">HH", data[1:5])
        check_measures(width, height)
    elif marker in WORDS:
        check_words(data)
    elif marker not in (*TABLES, SCAN):
        raise Faulty("JPEG 里有不能收的部分", "the JPEG has a part that is not taken")


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker begins after the points of a scan."""
    found = MARKER.search(content, at)
    if found is None:
        raise Faulty(*BROKEN)
    return found.start()

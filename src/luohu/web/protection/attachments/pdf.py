"""A PDF looked through: whole, open, without programs, files within it, or commands to the reader."""

from __future__ import annotations

import re
import zlib

from luohu.law.sources import Text
from luohu.web.protection.attachments.faulty import Faulty

VERSION = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n \t]")
END = re.compile(rb"%%EOF[\r\n \t\x00]*\Z")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
BODY = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r).*?endstream", re.DOTALL)
OBJECT = re.compile(rb"\sobj(?![A-Za-z])")
OBJECTS = re.compile(rb"/ObjStm\b|/First\b.*/N\b|/N\b.*/First\b", re.DOTALL)
FILTER = re.compile(rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode)(?![A-Za-z0-9])")
COMMANDS = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|GoToE|GoToR|SubmitForm|ImportData"
    rb"|Rendition|Movie|Sound|Encrypt)(?![A-Za-z0-9])"
)
# So short that they stand by chance in what is packed: looked for outside of it.
SHORT = re.compile(rb"/(JS|XFA|3D)(?![A-Za-z0-9])")
BEFORE = 4096
MOST_UNPACKED = 20 * 1024 * 1024
UNCHECKED = ("PDF 有无法检查的部分", "the PDF has parts that cannot be looked through")


def check(content: bytes) -> None:
    """Faulty where it is not whole, is locked, or holds more than pages."""
    if not VERSION.match(content) or b"startxref" not in content or not END.search(content[-2048:]):
        raise Faulty(
            "PDF 不完整,或后面还有别的内容", "the PDF is not whole, or something follows it"
        )
    _check_commands(content, BODY.sub(b" ", content))
    left = MOST_UNPACKED
    for found in STREAM.finditer(content):
        left -= _check_objects(content, found.start(), found.end(), left)


def _check_commands(everything: bytes, outside: bytes) -> None:
    """Refuse names of what a page does not need; a name may be written with codes."""
    for pattern, content in ((COMMANDS, everything), (SHORT, outside)):
        found = pattern.search(content) or pattern.search(_plain(content))
        if found is not None and found[1] == b"Encrypt":
            right = Text("去掉密码再交", "take its password off")
            raise Faulty(
                "PDF 加了密,无法检查", "the PDF is locked and cannot be looked through", right
            )
        if found is not None:
            name = found[1].decode()
            raise Faulty(f"PDF 里有 {name}", f"the PDF holds {name}")


def _plain(content: bytes) -> bytes:
    """Names as they are read: `#4a` is J."""
    return ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), content)


def _check_objects(content: bytes, begins: int, ends: int, limit: int) -> int:
    """Look through a stream that holds objects; how many bytes it unpacks to."""
    words = content[max(0, begins - BEFORE) : begins]
    heads = [found.end() for found in OBJECT.finditer(words)]
    if not heads:  # what kind of stream it is stands too far away to be read
        raise Faulty(*UNCHECKED)
    told = _plain(words[heads[-1] :])
    if not OBJECTS.search(told):
        return 0
    if b"/Filter" not in told:
        return _checked(content[ends : content.find(b"endstream", ends)])
    if b"/DecodeParms" in told or not FILTER.search(told):
        raise Faulty(*UNCHECKED)
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(content[ends:], max(limit, 1))
    except zlib.error:
        raise Faulty(*UNCHECKED) from None
    if not unpacking.eof:
        raise Faulty("PDF 的压缩内容太大", "what is packed in the PDF is too large")
    return _checked(objects)


def _checked(objects: bytes) -> int:
    _check_commands(objects, objects)
    return len(objects)

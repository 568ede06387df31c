"""A PNG read through: every chunk whole, the picture as large as it says, nothing after its end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from luohu.web.protection.attachments.faulty import Faulty
from luohu.web.protection.attachments.pictures import check_measures, check_words

SIGNATURE = 8
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
MOVING = {b"acTL", b"fcTL", b"fdAT"}
PACKED = {b"zTXt": 1, b"iCCP": 1}
LARGEST_PACKED = 4 * 1024 * 1024
BROKEN = ("PNG 不完整", "the PNG is not whole")


def check(content: bytes) -> None:
    """Faulty where it is not a picture from the first byte to the last."""
    kinds, packed, head = [], bytearray(), b""
    for kind, data in _chunks(content):
        kinds.append(kind)
        if kind == b"IHDR":
            head = data
        elif kind == b"IDAT":
            packed += data
        else:
            _check_aside(kind, data)
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") > 1 or not packed:
        raise Faulty(*BROKEN)
    _check_picture(head, bytes(packed))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = SIGNATURE
    while at < len(content):
        if at + 12 > len(content):
            raise Faulty(*BROKEN)
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        ends = at + 8 + length
        data, told = content[at + 8 : ends], content[ends : ends + 4]
        if len(told) < 4 or zlib.crc32(kind + data) != struct.unpack(">I", told)[0]:
            raise Faulty(*BROKEN)
        yield kind, data
        at = ends + 4
        if kind == b"IEND" and at < len(content):
            raise Faulty("图片后面还有别的内容", "something follows the picture")


def _check_aside(kind: bytes, data: bytes) -> None:
    """What stands beside the picture: its words, its profile."""
    if kind in MOVING or (kind[:1].isupper() and kind not in CRITICAL) or not kind.isalpha():
        raise Faulty("PNG 里有不能收的部分", "the PNG has a part that is not taken")
    check_words(data)
    if kind in PACKED:
        check_words(_unpacked(data.partition(b"\0")[2][PACKED[kind] :]))
    elif kind == b"iTXt" and data.partition(b"\0")[2][:1] == b"\1":
        check_words(_unpacked(data.split(b"\0", 5)[-1]))


def _unpacked(data: bytes) -> bytes:
    """Packed data up to a limit; Faulty beyond it."""
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, LARGEST_PACKED)
    except zlib.error:
        raise Faulty(*BROKEN) from None
    if not unpacking.eof:
        raise Faulty("压缩内容太大", "what is packed in it is too large")
    return found


def _check_picture(head: bytes, packed: bytes) -> None:
    """The measures can be, and the packed points are as many as they say."""
    if len(head) != 13:
        raise Faulty(*BROKEN)
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", head)
    check_measures(width, height)
    if depth not in DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise Faulty(*BROKEN)
    bits = depth * CHANNELS[colour]
    if _unpacked_length(packed, limit := _length(width, height, bits, interlaced)) != limit:
        raise Faulty("图片的大小和内容不符", "the picture is not as large as it says")


def _length(width: int, height: int, bits: int, interlaced: int) -> int:
    """Bytes of the points with the byte of its filter before each row."""
    if not interlaced:
        return height * (1 + (width * bits + 7) // 8)
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2))  # fmt: skip
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _unpacked_length(packed: bytes, limit: int) -> int:
    """How many bytes there are packed, counted no further than just past a limit."""
    unpacking, total, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and not unpacking.eof and total <= limit:
            total += len(unpacking.decompress(rest, 1024 * 1024))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        raise Faulty(*BROKEN) from None
    return total if unpacking.eof and not unpacking.unused_data else -1

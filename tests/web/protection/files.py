"""Files made in code: good ones, and a corpus of hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def head(width: int = 8, height: int = 8, depth: int = 8, colour: int = 2, laced: int = 0) -> bytes:
    """The head of a PNG."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, laced))


def png(
    *aside: bytes, first: bytes = b"", points: bytes | None = None, after: bytes = b""
) -> bytes:
    """A white square of eight points, with chunks beside it."""
    rows = zlib.compress((b"\0" + b"\xff" * 24) * 8) if points is None else points
    whole = SIGNATURE + (first or head()) + b"".join(aside) + chunk(b"IDAT", rows)
    return whole + chunk(b"IEND", b"") + after


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def frame(width: int = 8, height: int = 8, marker: int = 0xC0) -> bytes:
    """The segment that says how large a JPEG is."""
    return segment(marker, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")


def jpeg(*aside: bytes, framed: bytes | None = None, after: bytes = b"") -> bytes:
    """A grey square: its structure, which is what is looked through."""
    parts = [
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        *aside,
        segment(0xDB, b"\0" + b"\x01" * 64),
    ]
    parts += [frame() if framed is None else framed, segment(0xC4, b"\0" + b"\0" * 16)]
    parts += [segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"), b"\x12\xff\x00\x34\xff\xd0\x56"]
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9" + after


def pdf(*objects: bytes, end: bytes = b"%%EOF\n", version: bytes = b"1.7") -> bytes:
    """A page without words, and other objects."""
    body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", *objects]  # fmt: skip
    told = b"%PDF-" + version + b"\n"
    for number, one in enumerate(body, 1):
        told += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    return told + b"trailer << /Root 1 0 R >>\nstartxref\n9\n" + end


def stream(data: bytes, words: bytes = b"", packed: bool = True) -> bytes:
    """A stream of a PDF."""
    inner = zlib.compress(data) if packed else data
    how = b"/Filter /FlateDecode " if packed else b""
    return b"<< " + words + how + b"/Length %d >>\nstream\n" % len(inner) + inner + b"\nendstream"


def archive(data: bytes = b"hello") -> bytes:
    """A ZIP archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("a.txt", data)
    return held.getvalue()


OBJECTS = b"/Type /ObjStm /N 1 /First 4 "
TWICE = OBJECTS + b"/Filter [/ASCIIHexDecode /FlateDecode] "
FLATE = OBJECTS + b"/Filter /FlateDecode "
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
GOOD: dict[str, bytes] = {
    "申请表.pdf": pdf(),
    "old.pdf": pdf(version=b"1.4", end=b"%%EOF\r\n\r\n"),
    "objects.pdf": pdf(stream(b"4 0 << /Type /Font >>", OBJECTS)),
    "open-objects.pdf": pdf(stream(b"4 0 << /Type /Font >>", OBJECTS, packed=False)),
    "chance.pdf": pdf(stream(b"what /JS and /3D and /XFA say here is chance", packed=False)),
    "outline.pdf": pdf(b"<< /Type /Outlines /First 3 0 R /OpenAction [3 0 R /Fit] >>"),
    "证件.png": png(),
    "laced.png": png(first=head(laced=1), points=zlib.compress(
        (b"\0" + b"\xff" * 3) * 2 + b"\0" + b"\xff" * 6 + (b"\0" + b"\xff" * 6) * 2
        + (b"\0" + b"\xff" * 12) * 2 + (b"\0" + b"\xff" * 12) * 4 + (b"\0" + b"\xff" * 24) * 4
    )),
    "words.png": png(chunk(b"tEXt", b"Software\0scanner"), chunk(b"zTXt", b"a\0\0" + zlib.compress(b"b"))),
    "照片.jpg": jpeg(),
    "photo.JPEG": jpeg(segment(0xE1, b"Exif\0\0" + b"\xff\xd8 a small one \xff\xd9"), framed=frame(marker=0xC2)),
    "two.jpg": jpeg(after=jpeg()),
    "padded.jpg": jpeg(after=b"\0" * 32),
}  # fmt: skip

HOSTILE: dict[str, tuple[str, bytes]] = {
    # not what they say
    "empty": ("a.pdf", b""),
    "text": ("a.pdf", b"hello"),
    "program for Windows": ("a.pdf", b"MZ" + b"\0" * 200),
    "program for Linux": ("a.png", b"\x7fELF" + b"\0" * 200),
    "shell script": ("a.jpg", b"#!/bin/sh\nrm -rf /\n"),
    "web page": ("a.pdf", b"<!doctype html><script>1</script>"),
    "web page named as one": ("a.html", b"<html><body></body></html>"),
    "svg": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "svg named png": ("a.png", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
    "gif": ("a.gif", b"GIF89a" + b"\0" * 30),
    "webp": ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
    "heic": ("a.heic", b"\0\0\0\x18ftypheic"),
    "tiff": ("a.tiff", b"II*\0" + b"\0" * 30),
    "zip": ("a.zip", archive()),
    "zip named pdf": ("a.pdf", archive()),
    "zip bomb": ("a.zip", archive(b"\0" * 10_000_000)),
    "office document": ("a.docx", archive()),
    "rar": ("a.rar", b"Rar!\x1a\x07\x00"),
    "gzip bomb": ("a.png", zlib.compress(b"\0" * 10_000_000)),
    "rtf": ("a.pdf", b"{\\rtf1 {\\object}}"),
    "pdf named png": ("a.png", pdf()),
    "png named jpg": ("a.jpg", png()),
    "jpeg named pdf": ("a.pdf", jpeg()),
    "png named html": ("a.png.html", png()),
    "pdf named exe": ("a.pdf.exe", pdf()),
    "no ending": ("a", pdf()),
    "too large": ("a.pdf", pdf(stream(b"\0" * (5 * 1024 * 1024), packed=False))),
    # names
    "path": ("../../etc/a.pdf", pdf()),
    "backslashes": ("..\\..\\a.pdf", pdf()),
    "new line": ("a\nSet-Cookie: b.pdf", pdf()),
    "carriage return": ("a\r\n.pdf", pdf()),
    "null byte": ("a.php\0.pdf", pdf()),
    "turned round": ("a\u202efdp.exe.pdf", pdf()),
    "dot file": (".htaccess.pdf", pdf()),
    "quotation mark": ('a"; filename="b.pdf', pdf()),
    "too long a name": ("a" * 200 + ".pdf", pdf()),
    "blank name": (" .pdf", pdf()),
    # documents
    "pdf of no version": ("a.pdf", pdf(version=b"9.9")),
    "pdf without an end": ("a.pdf", pdf()[:-20]),
    "pdf and zip": ("a.pdf", pdf(end=b"%%EOF\n") + archive()),
    "zip within a pdf": ("a.pdf", pdf(stream(archive(), packed=False))),
    "pdf after other bytes": ("a.pdf", b"GIF89a" + pdf()),
    "pdf and web page": ("a.pdf", pdf(b"(<html><script>alert(1)</script>)")),
    "pdf with a program": ("a.pdf", pdf(SCRIPT)),
    "pdf with a program, name in codes": ("a.pdf", pdf(b"<< /S /J#61vaScr#69pt /#4aS (1) >>")),
    "pdf with a program in packed objects": ("a.pdf", pdf(stream(b"4 0 " + SCRIPT, OBJECTS))),
    "pdf with packed objects, kind in codes": ("a.pdf", pdf(stream(b"4 0 " + SCRIPT, b"/Type /Obj#53tm /N 1 "))),
    "pdf with packed objects, kind not told": ("a.pdf", pdf(stream(b"4 0 " + SCRIPT, b"/N 1 /First 4 "))),
    "pdf with objects in the open": ("a.pdf", pdf(stream(b"4 0 << /XFA 1 >>", OBJECTS, packed=False))),
    "pdf with objects packed otherwise": ("a.pdf", pdf(stream(b"00", OBJECTS + b"/Filter /LZWDecode ", packed=False))),
    "pdf with objects packed twice": ("a.pdf", pdf(stream(b"00", TWICE, packed=False))),
    "pdf with a filter elsewhere": ("a.pdf", pdf(stream(b"00", OBJECTS + b"/Filter 9 0 R ", packed=False))),
    "pdf with objects that are not packed as told": ("a.pdf", pdf(stream(b"00", FLATE, packed=False))),
    "pdf with its words far from a stream": ("a.pdf", pdf(stream(b"4 0 " + SCRIPT, OBJECTS + b" " * 9000))),
    "pdf bomb": ("a.pdf", pdf(stream(b"\0" * 30_000_000, OBJECTS))),
    "pdf that starts a program": ("a.pdf", pdf(b"<< /S /Launch /F (cmd.exe) >>")),
    "pdf with a file within": ("a.pdf", pdf(b"<< /Names << /EmbeddedFiles 9 0 R >> >>", stream(b"MZ", b"/Type /EmbeddedFile "))),
    "pdf that opens another": ("a.pdf", pdf(b"<< /S /GoToE /F (b.pdf) >>")),
    "pdf that sends": ("a.pdf", pdf(b"<< /S /SubmitForm /F (https://example.org) >>")),
    "pdf with rich media": ("a.pdf", pdf(b"<< /Subtype /RichMedia >>")),
    "pdf with an XFA form": ("a.pdf", pdf(b"<< /AcroForm << /XFA [(a) 9 0 R] >> >>")),
    "locked pdf": ("a.pdf", pdf(b"<< /Encrypt 9 0 R >>")),
    # pictures
    "png cut short": ("a.png", png()[:-6]),
    "png of its signature only": ("a.png", SIGNATURE),
    "png with a wrong checksum": ("a.png", png().replace(b"IDAT", b"IDAU", 1)),
    "png and zip": ("a.png", png(after=archive())),
    "png and more": ("a.png", png(after=b"<?php system('id'); ?>")),
    "png of huge measures": ("a.png", png(first=head(100_000, 100_000))),
    "png of no measures": ("a.png", png(first=head(0, 8))),
    "png of impossible depth": ("a.png", png(first=head(depth=3))),
    "png bomb": ("a.png", png(points=zlib.compress(b"\0" * 50_000_000, 9))),
    "png with too few points": ("a.png", png(points=zlib.compress(b"\0" * 10))),
    "png without points": ("a.png", SIGNATURE + head() + chunk(b"IEND", b"")),
    "png with points that are none": ("a.png", png(points=b"nothing packed")),
    "png with a web page": ("a.png", png(chunk(b"tEXt", b"a\0" + b" " * 2000 + b"<script>alert(1)</script>"))),
    "png with a packed web page": ("a.png", png(chunk(b"zTXt", b"a\0\0" + zlib.compress(b"<svg onload=1>")))),
    "png with a packed bomb of words": ("a.png", png(chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 9_000_000)))),
    "png with international words packed": ("a.png", png(chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"<script>")))),
    "moving png": ("a.png", png(chunk(b"acTL", b"\0" * 8))),
    "png with an unknown part": ("a.png", png(chunk(b"EVIL", b"1"))),
    "png with two heads": ("a.png", png(head())),
    "jpeg cut short": ("a.jpg", jpeg()[:-2]),
    "jpeg of its signature only": ("a.jpg", b"\xff\xd8\xff"),
    "jpeg without points": ("a.jpg", b"\xff\xd8" + frame() + b"\xff\xd9"),
    "jpeg with a segment cut short": ("a.jpg", b"\xff\xd8\xff\xe0\xff\xff"),
    "jpeg with a segment of no length": ("a.jpg", b"\xff\xd8\xff\xe0\x00\x01\xff\xd9"),
    "jpeg and zip": ("a.jpg", jpeg(after=archive())),
    "jpeg and php": ("a.jpg", jpeg(after=b"<?php 1 ?>")),
    "jpeg with php in a remark": ("a.jpg", jpeg(segment(0xFE, b" " * 2000 + b"<?php system('id') ?>"))),
    "jpeg with a web page": ("a.jpg", jpeg(segment(0xFE, b"<html><script>alert(1)</script>"))),
    "jpeg of huge measures": ("a.jpg", jpeg(framed=frame(65_000, 65_000))),
    "jpeg of no measures": ("a.jpg", jpeg(framed=frame(0, 8))),
    "jpeg of a rare kind": ("a.jpg", jpeg(framed=frame(marker=0xC9))),
}  # fmt: skip

"""Searching files byte for byte for identity numbers: as they are, in UTF-16, hex, base64, and within archives."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from luohu.web.protection.scanning import identity_numbers_in

DEEPEST = 4
WORD = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")
DIGEST = re.compile(rb"[0-9a-f]{40,}")  # its digits may look like a number, once in a million
DUMP = b"PGDMP"


def files_below(*places: Path) -> list[Path]:
    """Every file at or below some places."""
    found = [one for place in places for one in ([place] if place.is_file() else place.rglob("*"))]
    return sorted(one for one in found if one.is_file())


class Search:
    """A search for some numbers, and for any other number that could be one."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.numbers = sorted(set(numbers))
        self.needles = [needle for one in self.numbers for needle in forms(one.encode())]
        self.files = self.bytes = 0

    def file(self, path: Path) -> list[str]:
        """What is found in a file, each with where it is."""
        with suppress(FileNotFoundError):  # a server may take its own files away meanwhile
            return self.content(path.read_bytes(), str(path))
        return []

    def content(self, content: bytes, name: str) -> list[str]:
        """What is found in bytes, and in whatever is packed in them."""
        self.files += 1
        return [
            f"{where}: {many}"
            for where, layer in layers(content, name, 0)
            if (many := self.many_in(layer))
        ]

    def many_in(self, content: bytes) -> int:
        """How many forms of the numbers, and other numbers, there are."""
        self.bytes += len(content)
        known = sum(one in content for one in self.needles)
        plain = DIGEST.sub(b".", content)
        others = {*identity_numbers_in(plain), *identity_numbers_in(plain.replace(b"\0", b""))}
        return known + len(others)


def forms(number: bytes) -> Iterator[bytes]:
    """A number as it may be written: plain, two bytes a character, hex, and base64 from each place."""
    yield number
    yield number.decode().encode("utf-16-le")[:-1]  # found whichever byte is first
    yield number.hex().encode()
    for before in range(3):
        told = base64.b64encode(b"\0" * before + number)
        yield told[-(-before * 4 // 3) : (before + len(number)) // 3 * 4]


def layers(content: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """Bytes, and what is packed in them, with a name for each."""
    yield name, content
    if depth == DEEPEST:
        return
    for part, inner in unpacked(content):
        yield from layers(inner, f"{name} > {part}", depth + 1)


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of an archive, a dump, a packed file; otherwise the words of base64 in it."""
    file = io.BytesIO(content)
    if content.startswith(b"PK\x03\x04") and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as parts:
            yield from ((one, parts.read(one)) for one in parts.namelist())
    elif content.startswith(b"\x1f\x8b"):
        yield "gzip", gzip.decompress(content)
    elif content.startswith(DUMP):
        yield "dump", restored(content)
    elif content[257:262] == b"ustar":
        with tarfile.open(fileobj=file) as parts_of:
            yield from (
                (one.name, held.read()) for one in parts_of if (held := parts_of.extractfile(one))
            )
    else:
        yield "base64", b"\n".join(decoded(content))


def decoded(content: bytes) -> Iterator[bytes]:
    """What words of base64 say, unpacked where it is packed, as sessions are kept."""
    for word in {found[0] for found in WORD.finditer(content)}:
        bare = word.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        with suppress(binascii.Error):
            told = base64.b64decode(bare + b"=" * (-len(bare) % 4))
            with suppress(zlib.error):
                told = zlib.decompress(told)
            yield told


def restored(dump: bytes) -> bytes:
    """A dump of PostgreSQL's own form as statements."""
    call = ["pg_restore", "--file=-"]
    return subprocess.run(call, input=dump, check=True, capture_output=True).stdout

"""Finding identity numbers in the open: in files, dumps, databases, archives; what is sealed has none."""

from __future__ import annotations

import gzip
import mmap
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from luohu.web.protection import identity

_SHAPE = rb"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{5}[0-9Xx]"
APART = re.compile(rb"(?<![0-9])(?=(" + _SHAPE + rb")(?![0-9]))")
ANYWHERE = re.compile(rb"(?=(" + _SHAPE + rb"))")
SQLITE = b"SQLite format 3\x00"
PIECE, OVERLAP = 8 * 1024 * 1024, 32


def identity_numbers_in(held: Path | bytes) -> list[int]:
    """Where identity numbers that can be begin, in bytes or in a file; unpacked for what is packed.

    A packed file's places count within what it unpacks to. Digits count whatever stands beside them
    but further digits; in a file of SQLite, where columns stand side by side, these count too, so
    that a digest of many digits may be taken for a number once in a million. A number in another shape
    than 18 characters in a row is not found.
    """
    if isinstance(held, bytes):
        return list(_found(held))
    with held.open("rb") as file:
        begins = file.read(len(SQLITE))
    if begins.startswith(b"\x1f\x8b"):
        with gzip.open(held) as unpacked:
            return _in_pieces(iter(lambda: unpacked.read(PIECE), b""))
    if begins.startswith(b"PK\x03\x04") and zipfile.is_zipfile(held):
        return [at for name in _members(held) for at in name]
    if not held.stat().st_size:
        return []
    with held.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return list(_found(mapped, ANYWHERE if begins == SQLITE else APART))


def files_with_identity_numbers(folder: Path) -> dict[Path, int]:
    """Every file below a folder that has some, and how many."""
    counted = {
        path: len(identity_numbers_in(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    return {path: many for path, many in counted.items() if many}


def _found(content: bytes | mmap.mmap, pattern: re.Pattern[bytes] = APART) -> Iterator[int]:
    for found in pattern.finditer(content):
        if identity.fault(found[1].decode()) is None:
            yield found.start()


def _members(path: Path) -> Iterator[list[int]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as member:
                yield _in_pieces(iter(lambda member=member: member.read(PIECE), b""))  # type: ignore[misc]


def _in_pieces(pieces: Iterator[bytes]) -> list[int]:
    """Places in a stream, read in pieces that lap over each other."""
    places: set[int] = set()
    rest, at = b"", 0
    for piece in pieces:
        content = rest + piece
        places |= {at + place for place in _whole(content, at) if place + 18 < len(content)}
        rest = content[-OVERLAP:]
        at += len(content) - len(rest)
    return sorted(places | {at + place for place in _whole(rest, at)})


def _whole(content: bytes, at: int) -> Iterator[int]:
    """Where numbers begin, but for what was cut off from digits before it."""
    return (place for place in _found(content) if place or not at)

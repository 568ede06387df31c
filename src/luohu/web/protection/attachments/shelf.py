"""Where attachments lie: sealed files under names of our own, written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from luohu.web.protection import ciphers
from luohu.web.protection.folders import synced

NAME = re.compile(r"[0-9a-f]{64}")
FOLDER = "attachments"


def folder() -> Path:
    """The folder of attachments."""
    return Path(settings.DATA) / FOLDER


def new_name() -> str:
    """A name that nobody chose."""
    return secrets.token_hex(32)


def path_of(stored: str) -> Path:
    """Where a file lies; ValueError for what is no name of ours."""
    if not NAME.fullmatch(stored):
        raise ValueError("this is no name of an attachment")
    return folder() / stored[:2] / stored


def put(stored: str, content: bytes) -> None:
    """Write a file, sealed for its name; on disk when this returns."""
    head, data = ciphers.sealed_bytes(content, place_of(stored))
    path = path_of(stored)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{stored}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head.encode() + b"\n" + data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        synced(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def take(stored: str) -> bytes:
    """The content of a file; Unreadable where it is not there, was changed or is another's."""
    return ciphers.opened_bytes(_envelope(stored), place_of(stored))


def renew(stored: str) -> bool:
    """Seal a file under the key and cipher in use; whether it was under others."""
    if head_of(stored) == ciphers.head_in_use():
        return False
    put(stored, take(stored))
    return True


def head_of(stored: str) -> str:
    """What a file's envelope begins with."""
    try:
        with path_of(stored).open("rb") as file:
            return file.readline(100).rstrip(b"\n").decode("ascii", "replace")
    except OSError:
        raise ciphers.Unreadable(f"{place_of(stored)}: the file is not there") from None


def drop(stored: str) -> None:
    """Delete a file, if it is there."""
    path_of(stored).unlink(missing_ok=True)


def files() -> Iterator[Path]:
    """Every file that lies there, also half-written ones."""
    return (path for path in sorted(folder().glob("??/*")) if path.is_file())


def place_of(stored: str) -> str:
    """The place for which a file is sealed."""
    return f"{FOLDER}.{stored}"


def _envelope(stored: str) -> ciphers.Envelope:
    head, (_, _, data) = head_of(stored), path_of(stored).read_bytes().partition(b"\n")
    parts = head.split(".")
    if len(parts) != 3 or parts[0] != ciphers.VERSION or parts[1] not in ciphers.CIPHERS:
        raise ciphers.Unreadable(f"{place_of(stored)}: this is no sealed content")
    return ciphers.Envelope(parts[1], parts[2], data)

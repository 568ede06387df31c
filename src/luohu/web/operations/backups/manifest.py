"""What is in a backup: each part with its length and digest, and the record's head in the copy."""

from __future__ import annotations

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from luohu.law.sources import LawError

NAME, FORMAT = "manifest.json", 1
SQLITE, POSTGRES = "luohu.sqlite3", "database.dump"
KEYS, SECRET, ATTACHMENTS = "keys.json", ".secret", "attachments"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the backup."""

    name: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a backup; `events` and `head` are the record's, as it was verified in the copy.

    `events` is None where it could not be verified when the backup was made.
    """

    made: str
    database: str
    events: int | None
    head: str
    parts: list[Part] = field(default_factory=list)
    format: int = FORMAT

    @property
    def has_keys(self) -> bool:
        """Whether it holds the keys, so that whoever has it can read everything in it."""
        return any(part.name == KEYS for part in self.parts)

    def written(self) -> bytes:
        """The manifest as it stands in the backup."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def part_of(name: str, path: Path) -> Part:
    """A file as a part of a backup."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return Part(name, path.stat().st_size, digest.hexdigest())


def read(backup: Path) -> Manifest:
    """The manifest of a backup; LawError for a file that is none."""
    try:
        with tarfile.open(backup) as tar:
            file = tar.extractfile(NAME)
            told = json.loads(file.read() if file else b"")
        parts = [Part(**part) for part in told.pop("parts")]
        manifest = Manifest(parts=parts, **told)
    except (tarfile.TarError, KeyError, ValueError, TypeError, EOFError):
        raise LawError(f"{backup}: 这不是备份 this is no backup") from None
    if manifest.format != FORMAT:
        raise LawError(f"{backup}: 备份格式 format {manifest.format}, 应为 expected {FORMAT}")
    return manifest


def unpacked(backup: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder; LawError where a part is not what the manifest says."""
    manifest = read(backup)
    with tarfile.open(backup) as tar:
        for part in manifest.parts:
            _unpack(tar, part, folder)
    return manifest


def _unpack(tar: tarfile.TarFile, part: Part, folder: Path) -> None:
    place = PurePosixPath(part.name)
    if place.is_absolute() or ".." in place.parts:
        raise LawError(f"{part.name}: 备份里的路径不对 a path that leads out of the folder")
    try:
        tar.extract(part.name, folder, filter="data")
    except (KeyError, tarfile.TarError, EOFError, OSError) as error:
        raise LawError(f"{part.name}: 读不出来 cannot be read: {error}") from None
    path = folder / part.name
    path.chmod(0o600)
    if part_of(part.name, path) != part:
        raise LawError(
            f"{part.name}: 与清单不符,备份已损坏 not as the manifest says: it is damaged"
        )

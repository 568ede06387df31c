"""Making a backup while the site runs: the database as of one moment, every attachment it names."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection

from luohu.law.sources import LawError
from luohu.web.operations.backups import copies
from luohu.web.operations.backups.manifest import (
    ATTACHMENTS,
    KEYS,
    NAME,
    POSTGRES,
    SECRET,
    SQLITE,
    Manifest,
    part_of,
)
from luohu.web.operations.backups.postgres import run, surroundings
from luohu.web.operations.doctor.site import LAST_BACKUP
from luohu.web.protection.folders import synced
from luohu.web.shell.clock import now

Say = Callable[[str], None]


def back_up(folder: Path, *, with_keys: bool = False, say: Say = lambda words: None) -> Path:
    """Write a backup into a folder, its record verified in the copy; the file.

    LawError where the copy is not sound: then there is no file. It is not complete until it has its
    name, so an interrupted one is never taken for a backup.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = now()
    path = folder / f"luohu-{made:%Y%m%d-%H%M%S}.tar"
    if path.exists():
        raise LawError(f"{path}: 已经有了 it is there already")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".luohu-") as staging:
        stage = Path(staging)
        before = set(attachments())
        name = copied(stage)
        say("verify")
        verified = copies.verified(stage / name)
        files = [(name, stage / name), *kept(before | set(attachments()), with_keys)]
        parts = [part_of(*one) for one in files]
        manifest = Manifest(
            made=made.isoformat(), database=name, parts=parts,
            events=verified["count"] if verified else None,
            head=verified["head"] if verified else "",
        )  # fmt: skip
        say("write")
        packed = pack(stage / path.name, files, manifest)
        packed.replace(path)
    synced(folder)
    (Path(settings.DATA) / LAST_BACKUP).touch()
    return path


def copied(stage: Path) -> str:
    """The database as of one moment; the name of the copy."""
    if connection.vendor == "sqlite":
        copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), stage / SQLITE)
        return SQLITE
    target = stage / POSTGRES
    call = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    run(call, surroundings(settings.DATABASES["default"]))
    return POSTGRES


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own copying: it holds no writer up for long, and never sees half a transaction."""
    reading = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)
    try:
        reading.execute("VACUUM INTO ?", (str(target),))
    finally:
        reading.close()
    target.chmod(0o600)


def attachments() -> Iterator[tuple[str, Path]]:
    """Every attachment, by its name in the backup."""
    root = Path(settings.DATA) / ATTACHMENTS
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"{ATTACHMENTS}/{path.relative_to(root).as_posix()}", path


def kept(files: set[tuple[str, Path]], with_keys: bool) -> list[tuple[str, Path]]:
    """The attachments that are still there, and the secrets where they are asked for."""
    data = Path(settings.DATA)
    secrets = {KEYS: Path(settings.LUOHU_KEYS or data / KEYS), SECRET: data / SECRET}
    wanted = [*sorted(files), *(secrets.items() if with_keys else ())]
    return [(name, path) for name, path in wanted if path.exists()]


def pack(target: Path, files: list[tuple[str, Path]], manifest: Manifest) -> Path:
    """The backup as one file, on the disk before it is given its name."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            added(tar, NAME, manifest.written())
            for name, path in files:
                tar.add(path, name, recursive=False)
        file.flush()
        os.fsync(file.fileno())
    return target


def added(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add what is no file."""
    told = tarfile.TarInfo(name)
    told.size, told.mode = len(content), 0o600
    tar.addfile(told, BytesIO(content))

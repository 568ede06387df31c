"""Bringing a backup back: into an empty place, verified there, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from luohu.law.sources import LawError
from luohu.web.operations.backups import copies, manifest
from luohu.web.operations.backups.manifest import KEYS, SECRET, SQLITE, Manifest

Say = Callable[[str], None]
MAY_BE_THERE = frozenset({KEYS, SECRET, "static", "security.log"})


def restore(backup: Path, say: Say = lambda words: None) -> tuple[Manifest, dict[str, Any]]:
    """Bring a backup back into the folder of data, and the database where it is PostgreSQL.

    LawError where there is something already, where a part is damaged, where the record is not
    sound: then the folder of data is as it was.
    """
    data = Path(settings.DATA)
    refuse_filled(data)
    told = manifest.read(backup)
    refuse_other_kind(told)
    with tempfile.TemporaryDirectory(dir=data, prefix=".luohu-restore-") as folder:
        stage = Path(folder)
        say("unpack")
        manifest.unpacked(backup, stage)
        refuse_without_keys(stage, data)
        say("verify")
        verified = filled(stage, told)
        for path in (one for one in stage.iterdir() if one.name != manifest.POSTGRES):
            moved(path, data)
    return told, verified


def filled(stage: Path, told: Manifest) -> dict[str, Any]:
    """The copy, migrated to this program, its record verified; in PostgreSQL's case in its place."""
    address = ""
    if told.database != SQLITE:
        address = configured()
        copies.restore_dump(stage / told.database, address)
    done = copies.called(copies.MIGRATE, stage, address)
    if done.returncode:
        raise LawError(f"migrate: {done.stderr.strip()[-500:]}")
    verified = copies.told_of(stage, address)
    if told.events is not None and (verified["count"], verified["head"]) != (
        told.events,
        told.head,
    ):
        raise LawError(
            f"记录与备份时不同 the record is not as it was when the backup was made: {verified}"
        )
    return verified


def check(backup: Path) -> tuple[Manifest, dict[str, Any] | None]:
    """Unpack a backup apart from the site and verify it there; nothing of the site is touched."""
    with tempfile.TemporaryDirectory(prefix="luohu-check-") as folder:
        told = manifest.unpacked(backup, Path(folder))
        if told.database != SQLITE and connection.vendor != "postgresql":
            return told, None
        return told, copies.verified(Path(folder) / told.database)


def configured() -> str:
    """The address of PostgreSQL in the settings."""
    from luohu.web import configuration

    return str(configuration.DATABASE.value())


def refuse_filled(data: Path) -> None:
    """LawError where the folder of data or the database holds something."""
    there = {path.name for path in data.iterdir()} - MAY_BE_THERE if data.exists() else set()
    if there:
        raise LawError(
            f"{data}: 不是空的,不覆盖已有的数据 not empty, and nothing is written over: {sorted(there)[:5]}"
        )
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise LawError(
            f"{connection.settings_dict['NAME']}: 数据库里已有表,请给一个空库 the database has tables, give an empty one"
        )


def refuse_other_kind(told: Manifest) -> None:
    """LawError where the backup is of the other kind of database."""
    kind = "sqlite" if told.database == SQLITE else "postgresql"
    if kind != connection.vendor:
        raise LawError(
            f"备份是 {kind} 的,当前数据库是 {connection.vendor};按备份设 DATABASE_URL "
            f"the backup is of {kind}, the database in force is {connection.vendor}: set DATABASE_URL so"
        )


def refuse_without_keys(stage: Path, data: Path) -> None:
    """LawError where personal data could not be read afterwards because the keys are missing."""
    keys = Path(settings.LUOHU_KEYS or data / KEYS)
    if not (stage / KEYS).exists() and not keys.exists():
        raise LawError(
            f"{keys}: 备份里没有密钥,请先把 keys.json 放到这里 the backup holds no keys, put keys.json there first"
        )


def moved(path: Path, data: Path) -> None:
    """Put a part in its place; keys and secret that are there already stay."""
    target = data / path.name
    if path.name in MAY_BE_THERE and target.exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    shutil.move(path, target)

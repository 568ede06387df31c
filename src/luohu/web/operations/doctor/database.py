"""What the doctor looks at in the database: its version, how it writes to disk, whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.db import connection

from luohu.law.sources import Text
from luohu.web.operations.doctor.findings import OK, WARNING, Finding, found

SAFE_LOG = (3, 51, 3)
OLDEST_POSTGRES = 140_000
VERSION = Text("数据库", "database")
JOURNAL = Text("日志方式", "journal")
DURABLE = Text("落盘", "writes reach the disk")
WHOLE = Text("完整", "integrity")
RIGHTS = Text("数据库权限", "rights in the database")


def database() -> Iterator[Finding]:
    """Everything about the database that is in force."""
    yield from sqlite() if connection.vendor == "sqlite" else postgres()


def asked(query: str) -> Any:
    """The one value that a query answers."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


def sqlite() -> Iterator[Finding]:
    """SQLite: its journal is rolled back where its write-ahead log can corrupt the file."""
    version = sqlite3.sqlite_version
    yield Finding(VERSION, OK, f"SQLite {version}")
    yield journal(str(asked("PRAGMA journal_mode")), sqlite3.sqlite_version_info)
    level = int(asked("PRAGMA synchronous"))
    do = Text("恢复 synchronous=FULL", "set synchronous=FULL again")
    yield found(DURABLE, level >= 2, f"synchronous={level}", do)
    checked = str(asked("PRAGMA quick_check(1)"))
    strays = asked("SELECT count(*) FROM pragma_foreign_key_check")
    words = checked if not strays else f"{strays} × foreign key"
    do = Text("停站,用最近的备份恢复", "stop the site and restore the latest backup")
    yield found(WHOLE, words == "ok", words, do)


def journal(mode: str, version: tuple[int, ...]) -> Finding:
    """A write-ahead log only where SQLite has the correction of March 2026."""
    do = Text(
        "停站后执行 PRAGMA journal_mode=DELETE,或升级 SQLite 到 3.51.3",
        "stop the site and run PRAGMA journal_mode=DELETE, or upgrade SQLite to 3.51.3",
    )
    return found(JOURNAL, mode != "wal" or version >= SAFE_LOG, mode, do)


def postgres() -> Iterator[Finding]:
    """PostgreSQL: what it confirmed is on the disk, and the site's user is no superuser."""
    version = int(asked("SHOW server_version_num"))
    do = Text("升级到 14 以上", "upgrade to 14 or later")
    yield found(
        VERSION, version >= OLDEST_POSTGRES, f"PostgreSQL {asked('SHOW server_version')}", do
    )
    told = {
        name: asked(f"SHOW {name}") for name in ("fsync", "full_page_writes", "synchronous_commit")
    }
    yield durable(told)
    words = f"data_checksums={asked('SHOW data_checksums')}"
    do = Text("停库后执行 pg_checksums --enable", "stop the server and run pg_checksums --enable")
    yield found(WHOLE, words.endswith("on"), words, do, WARNING)
    is_super = asked("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    do = Text("给网站一个普通用户", "give the site a user that is none")
    yield found(RIGHTS, not is_super, "superuser" if is_super else "ok", do, WARNING)


def durable(told: dict[str, str]) -> Finding:
    """Nothing that PostgreSQL says is written may still be lost."""
    off = [name for name, value in told.items() if value == "off"]
    do = Text("在 postgresql.conf 里打开", "turn them on in postgresql.conf")
    return found(DURABLE, not off, ", ".join(f"{name}=off" for name in off) or "ok", do)

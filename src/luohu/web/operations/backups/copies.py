"""A copy of a site, looked at by a program of its own: its record verified, in a place apart."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from luohu.law.sources import LawError
from luohu.web.operations.backups.manifest import KEYS, SQLITE
from luohu.web.operations.backups.postgres import run, surroundings

VERIFY = [sys.executable, "-m", "luohu.cli", "site", "verify-record", "--json"]
MIGRATE = [sys.executable, "-c", "from luohu.web.serving import migrated; migrated()"]


def verified(copy: Path) -> dict[str, Any] | None:
    """Verify the record in a copy of the database: how many events, and the head.

    None where the database's user may not make another database to look at the copy in; LawError
    where the copy is not sound.
    """
    if copy.name == SQLITE:
        return told_of(copy.parent, "")
    with scratch_database() as address:
        if not address:
            return None
        restore_dump(copy, address)
        return told_of(copy.parent, address)


def told_of(folder: Path, address: str) -> dict[str, Any]:
    """What verify-record says of a folder of data and a database; LawError where it is not sound."""
    done = called(VERIFY, folder, address)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise LawError(f"verify-record: {(done.stderr or done.stdout).strip()[-500:]}") from None
    if done.returncode:
        raise LawError(
            f"副本的记录不完整 the record of the copy is not sound: {done.stdout.strip()}"
        )
    return answer


def called(call: list[str], folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the site's on another folder of data and database."""
    keys = Path(settings.LUOHU_KEYS or Path(settings.DATA) / KEYS)
    elsewhere = keys.exists() and not (folder / KEYS).exists()
    told = {
        "LUOHU_DATA": str(folder), "DATABASE_URL": address,
        "LUOHU_KEYS": str(keys) if elsewhere else "", "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
    }  # fmt: skip
    return subprocess.run(
        call, env={**os.environ, **told}, capture_output=True, text=True, check=False
    )


def restore_dump(dump: Path, address: str) -> None:
    """Fill an empty database from a dump, in one transaction."""
    call = ["pg_restore", "--exit-on-error", "--single-transaction", "--no-owner"]
    told = surroundings_of(address)
    run([*call, "--no-privileges", f"--dbname={told['PGDATABASE']}", str(dump)], told)


def surroundings_of(address: str) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find the database of an address."""
    from luohu.web.settings import database

    return surroundings(database(address))


@contextmanager
def scratch_database() -> Iterator[str]:
    """A database beside the site's, gone afterwards; its address, empty where it may not be made."""
    from psycopg import connect, errors, sql
    from psycopg.conninfo import make_conninfo

    told = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    here = make_conninfo(
        dbname=str(told["NAME"]), **{n: str(told[k]) for n, k in names.items() if told.get(k)}
    )
    name = f"luohu_copy_{secrets.token_hex(4)}"
    with connect(here, autocommit=True) as opened:
        try:
            opened.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except errors.InsufficientPrivilege:
            yield ""
            return
        try:
            yield make_conninfo(here, dbname=name)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            opened.execute(drop)

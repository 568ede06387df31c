"""Many rows into a table at once, as fast as the database takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model

BATCH = 5000


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of values as the database keeps them (JSON as text, sealed fields sealed); how many.

    PostgreSQL takes them as one stream, SQLite in batches.
    """
    meta, quote = model._meta, connection.ops.quote_name
    columns = ", ".join(quote(_column(model, name)) for name in fields)
    table = quote(meta.db_table)
    if connection.vendor == "postgresql":
        return _streamed(f"COPY {table} ({columns}) FROM STDIN", rows)
    places = ", ".join(["%s"] * len(fields))
    return _in_batches(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _column(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    return str(field.column)


def _streamed(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)
            count += 1
    return count


def _in_batches(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    count, left = 0, iter(rows)
    while some := list(islice(left, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:  # else a row a transaction
            cursor.executemany(statement, some)
        count += len(some)
    return count

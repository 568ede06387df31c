"""Whether a year's facts are frozen, and how a year is kept as it is while something is decided in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import connection

from luohu.web.years.models import Year

_asked: list[Callable[[Year], bool]] = []


def provide(asks: Callable[[Year], bool]) -> None:
    """Register what says whether a freeze of a year is in force; the selection does so when it is ready."""
    if asks not in _asked:
        _asked.append(asks)


def in_force(year: Year) -> bool:
    """Whether any freeze of the year is in force, so that no decision may change any more."""
    return any(asks(year) for asks in _asked)


def hold_years(years: Iterable[int]) -> dict[int, Year]:
    """Years as they are now, by their keys; nobody freezes or changes them until the transaction ends.

    Several may hold a year at once. It is the first lock of a transaction: the year, the review, the
    declaration, the check or the answer, and the head of the record at the end.
    """
    pks = sorted(years)
    if connection.vendor == "postgresql":  # SQLite has one writer anyway
        with connection.cursor() as cursor:
            statement = (
                f"SELECT id FROM {Year._meta.db_table} WHERE id = ANY(%s) ORDER BY id FOR SHARE"
            )
            cursor.execute(statement, [pks])
    return Year.objects.in_bulk(pks)

"""What a row says, the slow way: its months as plain sets of numbers, its place, completed years."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

Calendar = set[int]  # months as year * 12 + month - 1


def month(text: str) -> int:
    """`2018-01`, or a day of that month."""
    year, number = text.split("-")[:2]
    return int(year) * 12 + int(number) - 1


def written(number: int) -> str:
    """The month of a number as a document writes it."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def span(row: dict[str, Any], last: int, since: str | None = None) -> Calendar:
    """The months of a row, none before `since`, none after the last that counts."""
    first = max(month(row["from"]), month(since or row["from"]))
    end = last if row["to"] is None else month(row["to"])
    return set(range(first, min(end, last) + 1))


def place(
    row: dict[str, Any], document: dict[str, Any], city: str, districts: Collection[str]
) -> str:
    """The city of a row: its own, its district's, the document's."""
    district = row.get("district")
    if row.get("city") or not district:
        return str(row.get("city") or document["city"])
    return city if district in districts else "another"


def completed_years(since: str, when: date) -> int:
    """Completed years up to a day: the anniversary itself completes one."""
    begun = date.fromisoformat(since)
    return when.year - begun.year - ((when.month, when.day) < (begun.month, begun.day))

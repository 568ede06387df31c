"""Months the slow way: plain Python sets of (year, month), and rounding with decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Month = tuple[int, int]
Calendar = set[Month]
Row = Mapping[str, Any]


def month(text: str) -> Month:
    """`2018-01` or a day of that month."""
    year, number = text.split("-")[:2]
    return int(year), int(number)


def moved(start: Month, by: int) -> Month:
    """So many months later."""
    index = start[0] * 12 + start[1] - 1 + by
    return index // 12, index % 12 + 1


def between(first: Month, last: Month) -> Calendar:
    """All months from first to last."""
    found = set()
    while first <= last:
        found.add(first)
        first = moved(first, 1)
    return found


def spans(rows: Iterable[Row], cutoff: Month) -> Calendar:
    """All months of some spans up to the cutoff."""
    found: Calendar = set()
    for row in rows:
        last = month(row["to"]) if row["to"] else cutoff
        first = month(row["from"])
        if row.get("certificate") and row["tenure"] == "own":
            first = max(first, month(row["certificate"]))
        found |= between(first, min(last, cutoff))
    return found


def hundredths(value: Decimal) -> Decimal:
    """Rounded to two places, a half upwards."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def twelfths(months: int, a_year: str) -> Decimal:
    """The points of some months at so many a year, rounded."""
    return hundredths(months * Decimal(a_year) / 12)

"""Exact points: whole hundredths, read from and printed as decimals, rounded only where told."""

from __future__ import annotations

import re
from math import lcm
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from luohu.law.ranges import MOST, Range

if TYPE_CHECKING:
    from luohu.law.quantities import Count, Points

UNBOUNDED = 10**12
HEADS = 28
_PARTS = lcm(*range(1, HEADS + 1))
_PER_HEAD = np.array([0, *(_PARTS // heads for heads in range(1, HEADS + 1))], np.int64)


def limitless(value: int) -> bool:
    """Whether a number stands for no limit, or is what is left of one after additions."""
    return abs(value) >= UNBOUNDED // 2


def points(text: str | int) -> int:
    """Hundredths from a decimal with at most two places: `points("16.66") == 1666`.

    ValueError for anything else; a binary fraction is refused, because it is not what was meant.
    """
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise ValueError(f"{text!r} is not exact: write points as a whole number or a string")
    found = re.fullmatch(r"([+-]?)(\d+)(?:\.(\d{1,2}))?", str(text))
    if found is None:
        raise ValueError(f"{text!r} is not a number of points such as 16.66")
    hundredths = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    return -hundredths if found[1] == "-" else hundredths


def written(hundredths: int) -> str:
    """A decimal with two places: `written(-1021) == "-10.21"`."""
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


@overload
def half_up(numerator: int, denominator: int) -> int: ...
@overload
def half_up(numerator: Points | Count, denominator: int) -> Points: ...
@overload
def half_up(numerator: Any, denominator: int) -> Any: ...
def half_up(numerator: Any, denominator: int) -> Any:
    """The quotient as a whole number, a half rounded upwards: `half_up(15100, 12) == 1258`.

    Takes a whole number, an array of them or a range; the denominator is positive.
    """
    if type(numerator) is Range:
        low, high = half_up(numerator.low, denominator), half_up(numerator.high, denominator)
        return Range(low, high).settled()
    return (2 * numerator + denominator) // (2 * denominator)


def per_head(whole: Points, heads: Count) -> Points:
    """The exact share of one of up to 28 people who share some points; 0 where there is nobody.

    Shares may be added up to 12,000 points; `shared_out` makes hundredths of them, rounded once.
    `heads` is known, a number or an array of them; ValueError where it is not 0 to 28.
    """
    known: Any = np.asarray(heads)
    if not np.all((known >= 0) & (known <= HEADS)):
        raise ValueError(f"{heads} heads: points are shared by 0 to {HEADS}")
    part: Any = _PER_HEAD[known] if known.ndim else int(_PER_HEAD[known])
    share: Points = part * (whole.astype(np.int64) if isinstance(whole, np.ndarray) else whole)
    return share


def shared_out(shares: Points) -> Points:
    """Added shares of `per_head` in hundredths, a half rounded upwards; no limit stays none."""
    added: Any = shares
    if type(added) is Range:
        both: Points = Range(shared_out(added.low), shared_out(added.high)).settled()
        return both
    found, unlimited = half_up(added, _PARTS), abs(added) >= MOST
    whole: Any = np.where(unlimited, UNBOUNDED, found) if np.any(unlimited) else found
    return whole  # type: ignore[no-any-return]

"""Calendar days as one number, 20251231, and the clock that says which day it is."""

from __future__ import annotations

import datetime
import os
import re
from functools import lru_cache

from luohu.law.months import Month

CLOCK_VARIABLE = "LUOHU_TODAY"


class Day(int):
    """A calendar day as year * 10000 + month * 100 + day; ordered, prints as 2025-12-31."""

    @classmethod
    def of(cls, year: int, month: int, day: int) -> Day:
        """A day that exists; ValueError otherwise."""
        datetime.date(year, month, day)
        return cls(year * 10000 + month * 100 + day)

    @classmethod
    @lru_cache(maxsize=1 << 14)
    def parse(cls, text: str) -> Day:
        """Read `2025-12-31`; ValueError for anything else, 2025-02-30 included."""
        found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
        if found is None:
            raise ValueError(f"{text!r} is not a day such as 2025-12-31")
        try:
            return cls.of(int(found[1]), int(found[2]), int(found[3]))
        except ValueError as error:
            raise ValueError(f"{text!r} is no day of the calendar") from error

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self) // 10000

    @property
    def month(self) -> Month:
        """The month the day lies in."""
        return Month.of(int(self) // 10000, int(self) // 100 % 100)

    def __str__(self) -> str:
        return f"{int(self) // 10000:04d}-{int(self) // 100 % 100:02d}-{int(self) % 100:02d}"

    def __repr__(self) -> str:
        return f"Day({self})"


NEVER = Day(99991231)


class ClockError(ValueError):
    """The clock is set to what is no day."""


def clock_is_set() -> bool:
    """Whether the environment says which day it is."""
    return bool(os.environ.get(CLOCK_VARIABLE))


def today() -> Day:
    """The day it is: the machine's, or the one set in the environment variable LUOHU_TODAY."""
    told = os.environ.get(CLOCK_VARIABLE)
    if told:
        try:
            return Day.parse(told)
        except ValueError as error:
            raise ClockError(f"{CLOCK_VARIABLE}: {error}") from None
    now = datetime.date.today()
    return Day(now.year * 10000 + now.month * 100 + now.day)

"""Time that has passed: completed years, months of days, whether a year lies in a span of years."""

from __future__ import annotations

from typing import Any

from luohu.law.quantities import Calendar, Count, Moment, Truth, least, most
from luohu.law.ranges import Range, ends


def years_between(earlier: Moment, later: Moment) -> Count:
    """Completed years from one day to another: the anniversary itself completes a year."""
    years: Count = (later - earlier) // 10000
    return years


def years_before(day: Moment, years: int) -> Moment:
    """The same day so many years earlier, to be compared with other days."""
    return day - years * 10000  # type: ignore[no-any-return]


def month_of(day: Moment) -> Moment:
    """The calendar month of a day such as 19790315."""
    number: Any = day
    month: Moment = (number // 10000) * 12 + (number // 100) % 100 - 1
    return month


def year_in_last(year: Count, years: int, day: int) -> Truth:
    """Whether something of a calendar year happened in the so many years that end with a day.

    Unknown in the year in which those years begin, since the day of it is not stated. In the year
    of the day itself it is taken to have happened before: a document says what has happened.
    """
    begins = day // 10000 - years
    within = (year >= begins + 1) & (year <= day // 10000)
    possible = (year >= begins) & (year <= day // 10000)
    truth: Truth = Range(*ends(within)[:1], *ends(possible)[1:]).settled()
    return truth


def unbroken(calendar: Calendar, until: Moment) -> Count:
    """The length of the run of months that ends with one, which may not be known for sure."""
    first, last = ends(until)
    if type(until) is not Range:
        return calendar.unbroken(until)
    runs = [ends(calendar.unbroken(month)) for month in range(int(first), int(last) + 1)]
    low: Any = least((low for low, _ in runs), default=runs[0][0])
    high: Any = most(high for _, high in runs)
    result: Count = Range(low, high).settled()
    return result

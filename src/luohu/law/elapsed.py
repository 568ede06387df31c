"""Time that has passed: completed years, months of days, whether a year lies in a span of years."""

from __future__ import annotations

from typing import Any

from luohu.law.days import today
from luohu.law.quantities import Calendar, Count, Moment, Truth, least, most
from luohu.law.ranges import Range, ends

LAST_OF_A_YEAR = 1231


def years_between(earlier: Moment, later: Moment) -> Count:
    """Completed years from one day to another: the anniversary itself completes a year."""
    years: Count = (later - earlier) // 10000
    return years


def years_before(day: Moment, years: int) -> Moment:
    """The same day so many years earlier, to be compared with other days.

    29 February stays so where there is none: its anniversary has come on 1 March.
    """
    return day - years * 10000  # type: ignore[no-any-return]


def months_before(day: Moment, months: int) -> Moment:
    """The same day of an earlier month, to be compared with other days; it may not exist."""
    number: Any = day
    month: Any = month_of(day) - months
    found: Moment = month // 12 * 10000 + (month % 12 + 1) * 100 + number % 100
    return found


def month_of(day: Moment) -> Moment:
    """The calendar month of a day such as 19790315."""
    number: Any = day
    if type(number) is Range:
        among: Moment = Range(month_of(number.low), month_of(number.high)).settled()
        return among
    month: Moment = (number // 10000) * 12 + (number // 100) % 100 - 1
    return month


def year_in_last(year: Count, years: int, day: int) -> Truth:
    """Whether something of a calendar year happened in the so many years that end with a day.

    The day of it is not stated: unknown in the year in which those years begin, and in that of the
    day itself if it may have happened later; it has happened by today.
    """
    whole = day % 10000 == LAST_OF_A_YEAR
    begins, ends_in = day // 10000 - years, day // 10000
    surely_until = ends_in if whole or day >= today() else ends_in - 1
    within = (year > begins) & (year <= surely_until)
    possible = (year > begins if whole else year >= begins) & (year <= ends_in)
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

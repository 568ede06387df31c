"""The one clock of the site: the moment it is, on the day that is set where one is set."""

from __future__ import annotations

import datetime

from django.utils import timezone

from luohu.law.days import clock_is_set, today


def now() -> datetime.datetime:
    """The moment, with its zone; the day is that of LUOHU_TODAY where that is set."""
    machine = timezone.localtime()
    if not clock_is_set():  # two looks at the machine's clock may be on two sides of midnight
        return machine
    day = today()
    return machine.replace(year=day.year, month=int(day) // 100 % 100, day=int(day) % 100)

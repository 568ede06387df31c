"""Years for tests: one whose declaration window is open now, and a rehearsal's clock moved."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from django.db import transaction

from luohu.schemes.catalogue import find_scheme
from luohu.web.record import services as record
from luohu.web.shell.clock import now
from luohu.web.years import calendar
from luohu.web.years.calendar import Window
from luohu.web.years.departments import default_map
from luohu.web.years.models import MOMENTS, Year
from luohu.web.years.services import state_of, subject_of

# Days from now of each moment: the declaration has been open for ten days.
DAYS = (-10, 20, 40, 40, 48, 78, 78, 86, 986)
_numbers = itertools.count(1)


def moments(start: datetime.datetime | None = None) -> dict[str, datetime.datetime]:
    """The nine moments of a calendar whose declaration window is open at `start`."""
    begin = (start or now()).replace(minute=0, second=0, microsecond=0)
    return {
        name: begin + datetime.timedelta(days=days)
        for name, days in zip(MOMENTS, DAYS, strict=True)
    }


def year(**changes: Any) -> Year:
    """A rehearsal of Beijing's 2026 whose declaration window is open now, unless changed."""
    number = next(_numbers)
    law = find_scheme("beijing").at(2026)
    told: dict[str, Any] = {
        "scheme": "beijing", "cycle": 2026, "rules": law.book.name, "quota": 10,
        "title": f"演练年度 {number}", "number_prefix": f"T{number:03d}", "rehearsal": True,
        "departments": default_map(law), "opened": now(), **moments(),
    }  # fmt: skip
    with transaction.atomic():
        made = Year.objects.create(**{**told, **changes})
        _note(made, "open_year")
    return made


def at(year: Year, window: Window) -> None:
    """Move a rehearsal's clock to the middle of a window."""
    first, closed = calendar.span(year, window)
    to_moment(year, first + (closed - first) / 2)


def to_moment(year: Year, moment: datetime.datetime) -> None:
    """Move a rehearsal's clock to a moment."""
    with transaction.atomic():
        before, year.offset = state_of(year), moment - now()
        year.save(update_fields=["offset"])
        _note(year, "move_clock", before)


def _note(year: Year, action: str, before: str = "") -> None:
    """What the services would have noted, so that the record agrees with the row."""
    record.note(
        actor=None, role="system", action=action, subject=subject_of(year),
        before=before, after=state_of(year),
    )  # fmt: skip

"""What the pages of a year show: its windows, where it stands, what was done with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from luohu.law.sources import Text
from luohu.people.faults import Fault
from luohu.schemes.catalogue import find_scheme
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.record import services as record
from luohu.web.record.models import Event
from luohu.web.record.words import action
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import unkept
from luohu.web.years import calendar, clock
from luohu.web.years.calendar import Window
from luohu.web.years.departments import labels
from luohu.web.years.models import Year
from luohu.web.years.picture import picture_of
from luohu.web.years.services import subject_of
from luohu.web.years.wording import MOMENT_LABELS, WINDOW_LABELS


@dataclass(frozen=True, slots=True)
class Row:
    """A window of the year's table."""

    label: Text
    begins: datetime.datetime
    ends: datetime.datetime
    is_open: bool
    has_passed: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done with a year, in words."""

    at: datetime.datetime
    what: str
    by: str
    why: str


class YearPage:
    """A year as its pages show it, at the moment of its own clock."""

    def __init__(self, year: Year) -> None:
        self.year, self.now = year, clock.moment(year)
        self.scheme = find_scheme(year.scheme)
        self.version = year.rules.partition("@")[2]

    @property
    def picture(self) -> Any:
        """The calendar as a picture, in the language of the page."""
        return picture_of(self.year, spoken())

    @property
    def rows(self) -> list[Row]:
        """The windows, as the table beside the picture has them."""
        spans = ((window, calendar.span(self.year, window)) for window in Window)
        return [
            Row(WINDOW_LABELS[window], begins, ends, begins <= self.now < ends, ends <= self.now)
            for window, (begins, ends) in spans
        ]

    @property
    def stage(self) -> Text | None:
        """The window that is open now, in words; None between windows."""
        window = calendar.window_now(self.year, self.now)
        return WINDOW_LABELS[window] if window is not None else None

    @property
    def verifies_late(self) -> bool:
        """Whether what is decided now is decided late."""
        return calendar.is_late(self.year, self.now)

    @property
    def coming(self) -> tuple[Text, datetime.datetime] | None:
        """The next moment of the calendar."""
        found = calendar.next_moment(self.year, self.now)
        return (MOMENT_LABELS[found[0]], found[1]) if found is not None else None

    @property
    def departments(self) -> list[tuple[Text, Text]]:
        """Each verified fact with its department, in the order in which facts are asked."""
        named = labels(self.scheme.at(self.year.cycle))
        mapped = self.year.departments
        return [(label, DEPARTMENTS[mapped[n]]) for n, label in named.items() if n in mapped]

    @property
    def history(self) -> list[Happened]:
        """What was done with the year, the latest first."""
        return [_happened(event) for event in record.history(subject_of(self.year)).reverse()]


def _happened(event: Event) -> Happened:
    return Happened(event.at, action(event.action, spoken()), event.actor, event.why)


def find_year(pk: int) -> Year:
    """A year by its number; 404 where there is none."""
    return get_object_or_404(Year, pk=pk)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], faults: list[Fault] | None
) -> HttpResponse:
    """A page of the desk; status 422 where something is to be corrected, and nothing is cached."""
    told = {**context, "faults": faults or []}
    status = 422 if faults else 200
    return unkept(render(request, f"years/{template}.html", told, status=status))

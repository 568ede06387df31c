"""What an auditor asks of the record: filters of an address, and the events that they leave."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.record.models import Event

LONGEST = 200
DAY = Text("按 2026-05-31 的样子填写日期", "write a day like 2026-05-31")


@dataclass(frozen=True)
class Asked:
    """Filters; an empty one leaves everything. `subject` may end with a colon: all of that kind."""

    actor: str = ""
    role: str = ""
    action: str = ""
    subject: str = ""
    first: str = ""
    last: str = ""
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Asked:
        """The filters of an address; `faults` says what is wrong with them."""
        held = {name: told.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in NAMES}
        days = {name: day_of(held[name]) for name in ("first", "last")}
        faults = [
            Fault(Place(column=name), Text("不是日期", "this is no day"), DAY)
            for name, day in days.items()
            if held[name] and day is None
        ]
        if days["first"] and days["last"] and days["first"] > days["last"]:
            wrong = Text("在起始日期之前", "this is before the first day")
            faults.append(Fault(Place(column="last"), wrong, DAY))
        return cls(**held, faults=faults)

    @property
    def fault(self) -> dict[str, Fault]:
        """What is wrong, by field."""
        return {one.place.column: one for one in self.faults}

    @property
    def query(self) -> str:
        """The filters as an address carries them."""
        return urlencode({name: told for name in NAMES if (told := getattr(self, name))})

    def events(self) -> QuerySet[Event]:
        """The events, in their order; none where the filters are at fault."""
        if self.faults:
            return Event.objects.none()
        found = Event.objects.all()
        for name in ("actor", "role", "action"):
            if told := getattr(self, name):
                found = found.filter(**{name: told})
        if self.subject:
            lookup = "subject__startswith" if self.subject.endswith(":") else "subject"
            found = found.filter(**{lookup: self.subject})
        return self._within_days(found)

    def _within_days(self, found: QuerySet[Event]) -> QuerySet[Event]:
        first, last = day_of(self.first), day_of(self.last)
        if first:
            found = found.filter(at__gte=midnight(first))
        if last:
            found = found.filter(at__lt=midnight(last + datetime.timedelta(days=1)))
        return found


NAMES = tuple(one.name for one in fields(Asked) if one.name != "faults")


def day_of(told: str) -> datetime.date | None:
    """A day as it is written; None for what is none, or so far off that nothing happened there."""
    try:
        day = datetime.date.fromisoformat(told)
    except ValueError:
        return None
    return day if 1900 <= day.year < 9000 and len(told) == 10 else None


def midnight(day: datetime.date) -> datetime.datetime:
    """When a day begins where the site is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def in_turn(events: QuerySet[Event], size: int = 2000) -> Iterator[Event]:
    """All events, in their order, read a few at a time."""
    after = 0
    while batch := list(events.filter(sequence__gt=after).order_by("sequence")[:size]):
        yield from batch
        after = batch[-1].sequence

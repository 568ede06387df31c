"""How many letters came and how they were answered, by topic and week: counted, never read."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any, TypeVar

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.utils import timezone

from luohu.law.days import today
from luohu.law.sources import Text
from luohu.web.letters.desk.rows import OPEN, date_of
from luohu.web.letters.models import Letter, Message, State
from luohu.web.letters.replies.rows import uses
from luohu.web.shell.refusals import refused

DEFAULT_WEEKS = 26
LONGEST_YEARS = 5
WEEK = datetime.timedelta(days=7)
ONE_DAY = datetime.timedelta(days=1)
Key = TypeVar("Key", datetime.date, int)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both of them in it."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Period:
        """What a form asks, by default the last 26 weeks; Refused for what is no such period."""
        now = date_of(today())
        last = _day(form, "to") or now
        first = _day(form, "from") or monday(last) - (DEFAULT_WEEKS - 1) * WEEK
        if first > last:
            right = Text("起始日不晚于截止日", "the first day is not after the last")
            raise refused("起始日晚于截止日", "the first day is after the last", right)
        if (last - first).days > 366 * LONGEST_YEARS:
            right = Text(f"最长 {LONGEST_YEARS} 年", f"at most {LONGEST_YEARS} years")
            raise refused("时间太长", "the period is too long", right)
        return cls(first, last)

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"from={self.first}&to={self.last}"

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Where it begins, and where what comes after it begins."""
        return _begin(self.first), _begin(self.last + ONE_DAY)

    @property
    def weeks(self) -> list[datetime.date]:
        """The Mondays of the weeks that it touches."""
        many = (monday(self.last) - monday(self.first)).days // 7
        return [monday(self.first) + k * WEEK for k in range(many + 1)]


def _begin(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_current_timezone())


def monday(day: datetime.date) -> datetime.date:
    """The first day of a week."""
    return day - day.weekday() * ONE_DAY


def _day(form: Mapping[str, str], name: str) -> datetime.date | None:
    told = form.get(name, "").strip()
    if not told:
        return None
    try:
        day = datetime.date.fromisoformat(told)
    except ValueError:
        day = datetime.date.min
    if len(told) == 10 and 1900 <= day.year <= 2999:
        return day
    right = Text("写作 2026-01-31", "write it as 2026-01-31")
    raise refused(f"{told[:20]} 不是日期", f"{told[:20]} is no date", right)


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters that came: how many, answered, late, taken up again, written again to, and in how many days.

    `late` are those that wait past their day, and those that were answered after it.
    """

    received: int = 0
    answered: int = 0
    late: int = 0
    reopened: int = 0
    again: int = 0
    days: tuple[int, ...] = ()

    @property
    def median_days(self) -> float | None:
        """Days to the first answer that half of the answered letters did not wait longer than."""
        return float(median(self.days)) if self.days else None


@dataclass(frozen=True)
class Figures:
    """The letters of a period by week of receipt and topic, and which replies were sent in it."""

    period: Period
    cells: Mapping[tuple[datetime.date, int], Counts]
    used: Counter[int] = field(default_factory=Counter)

    @cached_property
    def whole(self) -> Counts:
        """All letters together."""
        return _sum(self.cells.values())

    @cached_property
    def by_week(self) -> dict[datetime.date, Counts]:
        """Week by week, those without a letter too."""
        found = _sums(((week, counts) for (week, _), counts in self.cells.items()))
        return {week: found.get(week, Counts()) for week in self.period.weeks}

    @cached_property
    def by_topic(self) -> dict[int, Counts]:
        """Topic by topic, the most frequent first; 0 for the letters without one."""
        found = _sums(((topic, counts) for (_, topic), counts in self.cells.items()))
        return dict(sorted(found.items(), key=lambda one: (-one[1].received, one[0])))

    def weeks_of(self, topic: int) -> list[Counts]:
        """The weeks of one topic."""
        return [self.cells.get((week, topic), Counts()) for week in self.period.weeks]


def _sum(counts: Iterable[Counts]) -> Counts:
    listed = list(counts)
    days = tuple(day for one in listed for day in one.days)
    return Counts(
        sum(one.received for one in listed), sum(one.answered for one in listed),
        sum(one.late for one in listed), sum(one.reopened for one in listed),
        sum(one.again for one in listed), days,
    )  # fmt: skip


def _sums(pairs: Iterable[tuple[Key, Counts]]) -> dict[Key, Counts]:
    held: dict[Key, list[Counts]] = defaultdict(list)
    for key, counts in pairs:
        held[key].append(counts)
    return {key: _sum(listed) for key, listed in held.items()}


def figures(period: Period) -> Figures:
    """Everything that is counted of the letters that came in a period."""
    again, days, weeks = _again(period), _days(period), period.weeks
    cells = {
        (weeks[week], topic): Counts(
            came, done, late, taken_up, again[week, topic], tuple(days[week, topic])
        )
        for week, topic, came, done, late, taken_up in _counted(period)
    }
    sent = dict(zip(("sent__gte", "sent__lt"), period.moments, strict=True))
    return Figures(period, cells, uses(**sent))


def _within(name: str, period: Period) -> Q:
    first, after = period.moments
    return Q(**{f"{name}__gte": first, f"{name}__lt": after})


def _week(name: str, period: Period) -> Case:
    """Which week of a period a moment is in; the database compares moments faster than it cuts them."""
    ends = (_begin(week + WEEK) for week in period.weeks)
    whens = [When(**{f"{name}__lt": end}, then=Value(k)) for k, end in enumerate(ends)]
    return Case(*whens, output_field=IntegerField())


def _counted(period: Period) -> Iterable[tuple[Any, ...]]:
    """Of each week and topic received, answered, late, reopened."""
    waiting = Q(state__in=(*OPEN, State.MERGED), due__lt=date_of(today()))
    too_late = Q(state=State.ANSWERED, answered__date__gt=F("due"))
    letters = Letter.objects.filter(_within("received", period)).order_by()
    return letters.values_list(_week("received", period), "topic").annotate(
        came=Count("pk"),
        done=Count("pk", filter=Q(state=State.ANSWERED)),
        late=Count("pk", filter=waiting | too_late),
        taken_up=Count("pk", filter=Q(reopened__gt=0)),
    )


def _again(period: Period) -> Counter[tuple[int, int]]:
    """How often was written again to the letters of each week and topic."""
    written = Message.objects.filter(_within("letter__received", period), of_office=False)
    found = written.order_by().values_list(_week("letter__received", period), "letter__topic")
    counted = found.annotate(again=Count("pk") - Count("letter", distinct=True))
    return Counter({(week, topic): again for week, topic, again in counted})


def _days(period: Period) -> dict[tuple[int, int], list[int]]:
    """Days from each letter's receipt to its first answer."""
    sent = Message.objects.filter(_within("letter__received", period), of_office=True)
    found = sent.order_by().values_list("letter__topic", "letter__received", "letter")
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    start, zone = monday(period.first), timezone.get_current_timezone()
    for topic, received, _, first in found.annotate(first=Min("sent")):
        came = received.astimezone(zone).date()
        waited = (first.astimezone(zone).date() - came).days
        days[(came - start).days // 7, topic].append(waited)
    return days

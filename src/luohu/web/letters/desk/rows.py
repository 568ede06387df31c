"""The queue as rows: which letters are asked for, how late each is, and the same by topic."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luohu.consult.library import Library
from luohu.law.days import Day, today
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.letters.desk.officers import called
from luohu.web.letters.models import Letter, State
from luohu.web.shell.typed import printable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE = 50
FIRST_WORDS = 60
OPEN = (State.WAITING, State.CHECKING)
NO_TOPIC = Text("还没有归类", "Not classified yet")
STATES: Mapping[str, tuple[Any, tuple[State, ...]]] = {
    "open": (_("未答复"), OPEN),
    **{state.value: (state.label, (state,)) for state in State},
    "all": (_("全部"), tuple(State)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters of the queue are asked for; empty words ask for nothing in particular."""

    state: str = "open"
    topic: str = ""
    mine: str = ""
    sensitive: str = ""
    overdue: str = ""
    q: str = ""
    by: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Asked:
        """What a form asks; LawError for a state that there is not, Refused for no topic's number."""
        held = {name: printable(form[name]) for name in cls.__slots__ if form.get(name)}
        asked = cls(**held)
        if asked.state not in STATES:
            raise LawError(f"{asked.state}: 没有这种状态 no such state: {', '.join(STATES)}")
        if asked.topic and not (asked.topic.isascii() and asked.topic.isdigit()):
            wrong = Text(f"{asked.topic} 不是编号", f"{asked.topic} is no number")
            right = Text("主题写答复的编号", "a topic is the number of a reply")
            raise Refused([Fault(Place(column="topic"), wrong, right)])
        return asked

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return urlencode(
            {n: v for n, v in asdict(self).items() if v and (n, v) != ("state", "open")}
        )

    def letters(self, officer: User) -> QuerySet[Letter]:
        """The letters, those that are not answered first, by the day on which they are due."""
        found = Letter.objects.filter(self._wanted(officer))
        late = Case(
            When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        return found.order_by(late, "due", "received", "pk")

    def _wanted(self, officer: User) -> Q:
        wanted = Q(state__in=STATES[self.state][1])
        if self.topic:
            wanted &= Q(topic=min(int(self.topic), 32767))
        if self.mine:
            wanted &= Q(officer=officer)
        if self.sensitive:
            wanted &= Q(sensitive=True)
        if self.overdue:
            wanted &= Q(state__in=OPEN, due__lt=date_of(today()))
        if self.q:
            with_words = Letter.objects.filter(messages__text__icontains=self.q)
            wanted &= Q(number__iexact=self.q) | Q(pk__in=with_words.values("pk"))
        return wanted


def date_of(day: Day) -> datetime.date:
    """A day of the law as a date of the database."""
    return datetime.date.fromisoformat(str(day))


def days_since(moment: datetime.datetime, day: datetime.date) -> int:
    """Days from a moment, on the calendar of the site, to a day."""
    return (day - timezone.localtime(moment).date()).days


def title_of(topic: int, library: Library) -> Text:
    """What a letter is about, in words; a reply that is gone keeps its number."""
    if topic in library.replies:
        return library.replies[topic].title.text
    return Text(f"答复 {topic}", f"reply {topic}") if topic else NO_TOPIC


@dataclass(frozen=True)
class Row:
    """A letter in the queue."""

    letter: Letter
    title: Text
    today: datetime.date

    @property
    def words(self) -> str:
        """The first words of the letter."""
        text = " ".join(self._written[0].split()) if self._written else ""
        return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"

    @property
    def again(self) -> int:
        """How often its writer wrote again."""
        return max(len(self._written) - 1, 0)

    @property
    def _written(self) -> list[str]:
        return [one.text for one in self.letter.messages.all() if not one.of_office]

    @property
    def age(self) -> int:
        """Days since it came."""
        return days_since(self.letter.received, self.today)

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.letter.state in OPEN

    @property
    def late(self) -> int:
        """Days since it was due; negative while there is time."""
        return (self.today - self.letter.due).days

    @property
    def left(self) -> int:
        """Days until it is due."""
        return -self.late

    @property
    def officer(self) -> str:
        """Whose it is."""
        return called(self.letter.officer)


def rows(letters: QuerySet[Letter], library: Library) -> list[Row]:
    """A page of letters as rows."""
    held = letters.select_related("officer").prefetch_related("messages")
    now = date_of(today())
    return [Row(letter, title_of(letter.topic, library), now) for letter in held]


@dataclass(frozen=True)
class Topic:
    """The letters of one topic: how many, how many of them late, since when."""

    number: int
    title: Text
    letters: int
    overdue: int
    sensitive: int
    age: int
    due: datetime.date
    query: str


def topics(asked: Asked, officer: User, library: Library) -> list[Topic]:
    """The letters that are asked for by topic, what is due first before the rest."""
    now, letters = date_of(today()), asked.letters(officer)
    late = Q(state__in=OPEN, due__lt=now)
    grouped = letters.order_by().values("topic").annotate(
        letters=Count("pk"), overdue=Count("pk", filter=late),
        sensitive=Count("pk", filter=Q(sensitive=True)), first=Min("received"), due=Min("due"),
    )  # fmt: skip
    return [
        Topic(
            one["topic"], title_of(one["topic"], library), one["letters"], one["overdue"],
            one["sensitive"], days_since(one["first"], now), one["due"],
            replace(asked, topic=str(one["topic"]), by="").query,
        )
        for one in grouped.order_by("due", "topic")
    ]  # fmt: skip


def counts(officer: User) -> dict[str, int]:
    """How many letters there are in each state, how many late, how many this officer's own."""
    is_open = Q(state__in=OPEN)
    wanted = {state.value: Q(state=state) for state in State} | {
        "open": is_open,
        "overdue": is_open & Q(due__lt=date_of(today())),
        "mine": is_open & Q(officer=officer),
        "sensitive": is_open & Q(sensitive=True),
    }
    return Letter.objects.aggregate(**{n: Count("pk", filter=q) for n, q in wanted.items()})


def following(letter: Letter, officer: User) -> Letter | None:
    """The letter that this officer may take up next: the first due that is not laid before others."""
    waiting = Q(state=State.WAITING)
    to_check = Q(state=State.CHECKING) & ~Q(draft__author=officer)
    return Letter.objects.filter(waiting | to_check).exclude(pk=letter.pk).first()

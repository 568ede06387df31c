"""The replies as rows for the office: what is in force, what is being written, what is out of date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise

from luohu.consult.reply import Reply
from luohu.consult.standing import OutOfDate
from luohu.web.letters import library
from luohu.web.letters.models import Message, ReplyState, ReplyVersion
from luohu.web.letters.replies.versions import OPEN
from luohu.web.letters.themes import THEMES, label_of

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A reply in the list; `is_new` where no version of it is in force yet."""

    reply: Reply
    open_state: str
    out_of_date: OutOfDate | None
    used: int
    is_new: bool = False

    def has(self, words: str) -> bool:
        """Whether every word of a search is in its number, title, wordings or short answer."""
        one = self.reply
        texts = (one.title.zh, one.title.en, one.short.zh, one.short.en)
        whole = " ".join((str(one.number), *texts, *one.wordings.zh, *one.wordings.en)).lower()
        return all(word in whole for word in words.lower().split())


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one theme."""

    theme: str
    rows: tuple[Row, ...]

    @property
    def label(self) -> Promise | str:
        """What the theme is called."""
        return label_of(self.theme)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which replies are asked for; empty words ask for nothing in particular."""

    q: str = ""
    theme: str = ""
    only: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Wanted:
        """What a form asks."""
        return cls(*(form.get(name, "").strip()[:LONGEST] for name in cls.__slots__))

    def takes(self, row: Row) -> bool:
        """Whether a reply is among them."""
        if self.theme and row.reply.theme != self.theme:
            return False
        if self.only == "open" and not row.open_state:
            return False
        if self.only == "outdated" and row.out_of_date is None:
            return False
        return row.has(self.q)


def rows() -> list[Row]:
    """Every reply that is in force or is being written, by number."""
    held = ReplyVersion.objects.filter(state__in=OPEN)
    written = {one.number: one for one in held}
    flagged, used, known = library.flagged(), uses(), library.library().replies
    found = [
        Row(reply, _state(written.get(number)), flagged.get(number), used[number])
        for number, reply in known.items()
    ]
    new = [
        Row(Reply.model_validate(one.content), _state(one), None, 0, is_new=True)
        for number, one in written.items()
        if number not in known
    ]
    return sorted([*found, *new], key=lambda row: row.reply.number)


def grouped(found: Iterable[Row]) -> list[Group]:
    """Rows under their themes, known themes first."""
    held: dict[str, list[Row]] = {name: [] for name in THEMES}
    for row in found:
        held.setdefault(row.reply.theme, []).append(row)
    return [Group(theme, tuple(listed)) for theme, listed in held.items() if listed]


def uses(**within: object) -> Counter[int]:
    """How often each reply was used in what was sent, in all messages or those of some condition."""
    sent = Message.objects.filter(of_office=True, **within).order_by()
    found: Counter[int] = Counter()
    for replies, times in sent.values_list("replies").annotate(times=Count("pk")):
        for number in {one["number"] for one in replies}:
            found[number] += times
    return found


def _state(version: ReplyVersion | None) -> str:
    return str(ReplyState(version.state).label) if version is not None else ""

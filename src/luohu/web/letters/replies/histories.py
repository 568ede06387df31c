"""A reply with all its versions: the one that ships, then those of the site, each with who and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luohu.consult.library import shipped
from luohu.consult.reply import Reply
from luohu.consult.standing import OutOfDate
from luohu.law.days import today
from luohu.law.sources import LawError, Text
from luohu.web.letters import library
from luohu.web.letters.desk.officers import called
from luohu.web.letters.models import ReplyState, ReplyVersion
from luohu.web.letters.replies.differences import Changed, differences
from luohu.web.letters.replies.versions import OPEN, as_seen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHIPPED = 0


@dataclass(frozen=True)
class Entry:
    """One version; `record` is None for the one that ships."""

    content: Mapping[str, Any]
    record: ReplyVersion | None = None
    in_force: bool = False

    @property
    def key(self) -> int:
        """What it is asked for by: 0 for the one that ships."""
        return self.record.pk if self.record is not None else SHIPPED

    @property
    def version(self) -> int:
        """Its version; of one that is not published that which it would be."""
        return int(self.content["version"])

    @property
    def state(self) -> str:
        """Where it is, in words."""
        if self.record is None:
            return _("随程序发布")
        return str(ReplyState(self.record.state).label)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return called(self.record.author) if self.record is not None else ""

    @property
    def reviewer(self) -> str:
        """Who decided on it."""
        return called(self.record.reviewer) if self.record is not None else ""

    @property
    def seen(self) -> str:
        """What changes whenever it does."""
        return as_seen(self.record) if self.record is not None else ""

    @property
    def is_open(self) -> bool:
        """Whether it is being written or reviewed."""
        return self.record is not None and self.record.state in OPEN

    @property
    def reply(self) -> Reply:
        """The reply as this version has it."""
        return Reply.model_validate(self.content)

    def is_by(self, user: User) -> bool:
        """Whether somebody wrote it."""
        return self.record is not None and self.record.author == user


class History:
    """The versions of a reply, the newest first; LawError for a number that nothing has."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.current = library.library().replies.get(number)
        if not self.entries:
            raise LawError(f"{number}: 没有这条答复 there is no such reply")

    @cached_property
    def entries(self) -> list[Entry]:
        """Every version, the one that is written now before the others."""
        held = ReplyVersion.objects.filter(number=self.number).select_related("author", "reviewer")
        found = [Entry(one.content, one, self._is_current(one)) for one in held.order_by("-pk")]
        found.sort(key=lambda entry: not entry.is_open)
        first = shipped().replies.get(self.number)
        if first is not None:
            published = any(one.in_force for one in found)
            found.append(Entry(first.model_dump(mode="json"), None, not published))
        return found

    def _is_current(self, one: ReplyVersion) -> bool:
        now = self.current.version if self.current is not None else 0
        return one.state == ReplyState.PUBLISHED and one.version == now

    @property
    def open(self) -> Entry | None:
        """The version that is being written or reviewed."""
        first = self.entries[0]
        return first if first.is_open else None

    @property
    def in_force(self) -> Entry | None:
        """The version that is in force."""
        return next((one for one in self.entries if one.in_force), None)

    @property
    def title(self) -> Text:
        """What the reply is called now, or is to be called."""
        return (self.in_force or self.entries[0]).reply.title.text

    @cached_property
    def out_of_date(self) -> OutOfDate | None:
        """Why it has to be read again."""
        return library.flagged([self.number]).get(self.number)

    @property
    def may_be_reread(self) -> bool:
        """Whether saying that it is still right would mend that it is out of date."""
        current = self.current
        return bool(self.out_of_date) and current is not None and current.valid_on(today())

    def find(self, key: str) -> Entry:
        """A version by its key; LawError where there is none."""
        for one in self.entries:
            if str(one.key) == key:
                return one
        raise LawError(f"{self.number}: 没有这一版 there is no such version")

    def pair(self, older: str, newer: str) -> tuple[Entry, Entry] | None:
        """The two versions to compare: those asked for, else the newest with the one before it.

        An open version stands beside the one in force. None where there is one only.
        """
        first: Sequence[Entry] = self.entries
        if older or newer:
            return self.find(older or str(first[-1].key)), self.find(newer or str(first[0].key))
        if len(first) < 2:
            return None
        before = self.in_force if self.open is not None else None
        return before or self._before(first[0]), first[0]

    def _before(self, entry: Entry) -> Entry:
        others = [one for one in self.entries if one is not entry]
        return others[0]


def compared(pair: tuple[Entry, Entry]) -> list[Changed]:
    """What differs between two versions."""
    older, newer = pair
    return differences(older.content, newer.content)

"""A letter as its writer sees it: how it stands in plain words, and everything written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.consult.reply import Reply
from luohu.law.days import Day, today
from luohu.web.letters import library
from luohu.web.letters.models import Letter, Message, State

# A second look is the office's own affair: to the writer the letter waits.
STANDS: Mapping[str, Promise] = {
    State.WAITING: _("等待答复"),
    State.CHECKING: _("等待答复"),
    State.ANSWERED: _("已答复"),
    State.MERGED: _("等待答复,与问题相同的来信一并办理"),
}
BEGINNING = 40


@dataclass(frozen=True)
class Written:
    """One writing of a thread, with the replies of the library that it was made from."""

    message: Message
    replies: tuple[tuple[Reply, int], ...]


@dataclass(frozen=True)
class Thread:
    """A letter with its writings."""

    letter: Letter

    @property
    def stands(self) -> Promise:
        """How it stands, in words for its writer."""
        return STANDS[self.letter.state]

    @property
    def answered(self) -> bool:
        """Whether nothing is waited for."""
        return self.letter.state == State.ANSWERED

    @property
    def overdue(self) -> bool:
        """Whether the day has passed by which it was to be answered."""
        due = self.letter.due
        return not self.answered and Day.of(due.year, due.month, due.day) < today()

    @cached_property
    def writings(self) -> list[Written]:
        """Everything written, oldest first."""
        return [Written(one, _replies_of(one)) for one in self.letter.messages.all()]

    @property
    def beginning(self) -> str:
        """The first words of the letter."""
        words = " ".join(self.writings[0].message.text.split()) if self.writings else ""
        return words if len(words) <= BEGINNING else words[:BEGINNING] + "…"


def _replies_of(message: Message) -> tuple[tuple[Reply, int], ...]:
    if not message.replies:
        return ()
    held = library.library().replies
    used = [(one["number"], one["version"]) for one in message.replies]
    return tuple((held[number], version) for number, version in used if number in held)

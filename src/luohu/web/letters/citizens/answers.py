"""A reply as a citizen sees it: the text, why it is shown, what it rests on, and the own figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from luohu.consult.reply import Reply
from luohu.consult.search import Found
from luohu.consult.standing import OutOfDate
from luohu.law.sources import Text
from luohu.web.assessment.asked import Asked
from luohu.web.letters import library
from luohu.web.letters.citizens.attached import Figures, figures_of
from luohu.web.letters.citizens.grounds import Grounds
from luohu.web.letters.services import LONGEST
from luohu.web.shell.context import spoken
from luohu.web.shell.refusals import refused


@dataclass(frozen=True)
class Answer:
    """One reply on a page; `why` says which words speak for it, empty where it was asked for."""

    reply: Reply
    why: Text | None = None
    figures: Figures | None = None
    outdated: OutOfDate | None = None

    @cached_property
    def grounds(self) -> Grounds:
        """What it rests on."""
        return Grounds(self.reply)

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        return self.reply.title.in_(spoken())

    @property
    def short(self) -> str:
        """The answer in a sentence or two."""
        return self.reply.short.in_(spoken())

    @property
    def full(self) -> str:
        """The whole answer, a blank line between paragraphs."""
        return self.reply.full.in_(spoken())

    @cached_property
    def related(self) -> list[Reply]:
        """Other replies that it names, those that there are."""
        held = library.library().replies
        return [held[number] for number in self.reply.related if number in held]


@dataclass(frozen=True)
class Answered:
    """What was asked and what answers it; `nothing` says why there is no answer."""

    words: str
    answers: tuple[Answer, ...]
    nothing: Text | None

    @property
    def topic(self) -> int:
        """The number of the best reply, 0 for none."""
        return self.answers[0].reply.number if self.answers else 0

    @property
    def sensitive(self) -> bool:
        """Whether any of the replies needs a second look before it is sent."""
        return any(one.reply.sensitive for one in self.answers)


def asked_words(text: str) -> str:
    """What was asked, without what cannot be written; Refused where it is longer than a letter."""
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) <= LONGEST:
        return words
    right = Text(f"最多 {LONGEST} 字", f"at most {LONGEST} characters")
    raise refused(f"现有 {len(words)} 字", f"there are {len(words)} characters", right)


def answered(words: str, document: Asked | None = None) -> Answered | None:
    """The replies that answer, best first; None where nothing was asked."""
    if not words:
        return None
    found = library.finder().find(words)
    return Answered(words, tuple(_answers(found, document)), found.nothing)


def _answers(found: Found, document: Asked | None) -> Iterable[Answer]:
    outdated = library.flagged([match.reply.number for match in found.matches])
    for match in found.matches:
        reply = match.reply
        figures = figures_of(reply, document)
        yield Answer(reply, match.why, figures, outdated.get(reply.number))


def one_answer(number: int, document: Asked | None = None) -> Answer:
    """One reply by its number; LawError where there is none."""
    reply = library.library().find(number)
    return Answer(reply, None, figures_of(reply, document), library.flagged([number]).get(number))

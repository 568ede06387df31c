"""One letter as its officer sees it: the thread, what was attached, what was done, what may answer it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luohu.consult.library import Library
from luohu.consult.reply import Reply
from luohu.consult.search import Found, Match
from luohu.consult.standing import OutOfDate
from luohu.law.days import today
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scoring import Score, score_document
from luohu.web.assessment.asked import OWN
from luohu.web.letters import library
from luohu.web.letters.citizens.attached import Figures
from luohu.web.letters.desk.composing import Used, figures_for
from luohu.web.letters.desk.officers import called
from luohu.web.letters.desk.rows import Row, date_of, title_of
from luohu.web.letters.models import Draft, Letter, Message, State, Step
from luohu.web.letters.services import ACTIONS, as_seen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEIJING = "beijing"
SUGGESTED, FOUND, LIKE_IT = 3, 6, 8
CLASSIFIED = re.compile(r"(\d+) → (\d+); (True|False) → (True|False)", re.ASCII)


@dataclass(frozen=True)
class Candidate:
    """A reply that may answer a letter: how well it fits, and what speaks against using it."""

    reply: Reply
    match: Match | None
    out_of_date: OutOfDate | None
    figures: Figures | None

    @property
    def percent(self) -> int:
        """How well it fits, of a hundred."""
        return round(self.match.score * 100) if self.match is not None else 0


@dataclass(frozen=True)
class Attached:
    """The score of the document that came with a letter, or why there is none."""

    score: Score | None
    faults: Sequence[Fault] = ()

    @property
    def indicators(self) -> list[tuple[Text, Any]]:
        """What each indicator gives, in hundredths."""
        book = self.score.law.book if self.score is not None else None
        values = self.score.values if self.score is not None else {}
        return [(book.rules[n].label, values[n]) for n in book.indicators] if book else []


@dataclass(frozen=True)
class Done:
    """Something that was done with a letter, in words."""

    what: str
    by: str
    at: datetime.datetime
    remark: str


@dataclass(frozen=True)
class Sent:
    """A writing of the thread, and which replies it was made from."""

    message: Message
    replies: Sequence[tuple[Used, Text]]

    @property
    def author(self) -> str:
        """The officer who wrote it."""
        return called(self.message.author)

    @property
    def second(self) -> str:
        """The officer who looked at it before it went out."""
        return called(self.message.second)


class Casefile:
    """A letter with everything that is said about it."""

    def __init__(self, letter: Letter, officer: User) -> None:
        self.letter, self.officer = letter, officer
        self.library = library.library()
        self.row = Row(letter, title_of(letter.topic, self.library), date_of(today()))
        self.seen = as_seen(letter)

    @cached_property
    def thread(self) -> list[Sent]:
        """What was written, in its order."""
        written = self.letter.messages.select_related("author", "second")
        return [Sent(one, self.named(used_by(one.replies))) for one in written]

    @cached_property
    def words(self) -> str:
        """Everything that the citizen wrote."""
        return "\n".join(one.message.text for one in self.thread if not one.message.of_office)

    @cached_property
    def draft(self) -> Draft | None:
        """The answer being written."""
        return Draft.objects.select_related("author").filter(letter=self.letter).first()

    @cached_property
    def drafter(self) -> str:
        """Who is writing it."""
        return called(self.draft.author) if self.draft is not None else ""

    @property
    def is_mine(self) -> bool:
        """Whether the draft is this officer's own."""
        return self.draft is not None and self.draft.author_id == self.officer.pk

    @cached_property
    def history(self) -> list[Done]:
        """What was done, in words."""
        return [
            Done(
                str(ACTIONS.get(one.action, one.action)), called(one.actor), one.at, self._told(one)
            )
            for one in self.letter.steps.select_related("actor")
        ]

    def _told(self, step: Step) -> str:
        """The remark of a step; that of a classification as words."""
        found = CLASSIFIED.fullmatch(step.remark)
        if step.action != "classify" or found is None:
            return step.remark
        before, after, was, now = found.groups()
        words = [_("须复核") if now == "True" else _("不须复核")] if was != now else []
        if before != after:
            words.insert(0, str(after) if after != "0" else _("还没有归类"))
        return "; ".join(words)

    @cached_property
    def attached(self) -> Attached | None:
        """The score of what was attached; None where nothing was."""
        document = self.letter.document
        if document is None:
            return None
        try:
            law = find_scheme(self._scheme(document)).at(self.letter.cycle or today().year)
            return Attached(score_document(law, {"id": OWN, **document})[0])
        except Refused as refused:
            return Attached(None, refused.faults)
        except LawError as error:
            words = Text(str(error), str(error))
            return Attached(None, [Fault(Place(), words, Text("", ""))])

    def _scheme(self, document: Mapping[str, Any]) -> str:
        """The scheme that the letter is about, else that of the document's city, else Beijing's."""
        reply = self.library.replies.get(self.letter.topic)
        wanted = (reply.scheme if reply else "", document.get("city"))
        return next((name for name in wanted if name in scheme_names()), BEIJING)

    @cached_property
    def found(self) -> Found:
        """The replies that fit the citizen's words best."""
        return library.finder().find(self.words, SUGGESTED)

    @cached_property
    def suggested(self) -> list[Candidate]:
        """The same with everything that an officer has to know of them."""
        return self.candidates([one.reply for one in self.found.matches], self.found)

    def searched(self, words: str) -> list[Candidate]:
        """Replies for an officer's own words, or for the number of one."""
        if words.isascii() and words.isdigit() and len(words) < 6:
            reply = self.library.replies.get(int(words))
            return self.candidates([reply]) if reply is not None else []
        found = library.finder().find(words, FOUND)
        titled = [
            one for one in self.library.replies.values()
            if words.casefold() in f"{one.title.zh} {one.title.en}".casefold()
        ]  # fmt: skip
        replies = {one.number: one for one in [*(m.reply for m in found.matches), *titled]}
        return self.candidates(list(replies.values())[:FOUND], found)

    def candidates(self, replies: Sequence[Reply], found: Found | None = None) -> list[Candidate]:
        """Replies with how they fit, whether they are out of date, and the writer's figures."""
        matches = {one.reply.number: one for one in (found.matches if found else ())}
        figures, flagged = figures_for(self.letter, replies), self.flagged(replies)
        return [
            Candidate(
                one, matches.get(n := one.number), flagged.get(n), figures.get(n)
            )
            for one in replies
        ]  # fmt: skip

    def flagged(self, replies: Iterable[Reply | Used]) -> Mapping[int, OutOfDate]:
        """Those replies that have to be read again, with the reason."""
        return library.flagged({one.number for one in replies})

    def named(self, used: Sequence[Used]) -> list[tuple[Used, Text]]:
        """Replies that were used, with their titles."""
        return [(one, title_of(one.number, self.library)) for one in used]

    @cached_property
    def merged(self) -> QuerySet[Letter]:
        """The letters that get the same answer."""
        return self.letter.merged.filter(state=State.MERGED)

    @cached_property
    def alike(self) -> list[Letter]:
        """Letters of the same topic and language into which this one may be merged."""
        same = Letter.objects.filter(topic=self.letter.topic, language=self.letter.language)
        waiting = same.filter(state__in=(State.WAITING, State.CHECKING), topic__gt=0)
        return list(waiting.exclude(pk=self.letter.pk)[:LIKE_IT])

    @cached_property
    def needs_second(self) -> bool:
        """Whether another officer has to look at the answer."""
        return self.letter.sensitive or self.merged.filter(sensitive=True).exists()


def used_by(replies: Sequence[Mapping[str, int]]) -> list[Used]:
    """The replies that a draft or a message says it was composed from."""
    return [Used(one["number"], one["version"]) for one in replies]


def replies_of(known: Library, numbers: Sequence[int]) -> list[Reply]:
    """Replies by their numbers; LawError for one that there is not."""
    return [known.find(number) for number in numbers]

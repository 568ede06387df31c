"""A letter while it is being written: its words, what goes with it, and that it arrives once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from luohu.consult.masking import masked
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.assessment.asked import Asked
from luohu.web.letters.citizens.answers import Answered, answered
from luohu.web.letters.citizens.attached import at_hand
from luohu.web.letters.models import Letter
from luohu.web.letters.services import LONGEST, new_code, write_letter
from luohu.web.shell.context import spoken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ONCE = Signer(salt="luohu.letters.once")


@dataclass(frozen=True)
class Writing:
    """What the form says; `code` is the one that this very form will be known by."""

    words: str = ""
    document: Asked | None = None
    attach: bool = False
    seen: bool = False
    code: str = field(default_factory=new_code)
    faults: tuple[Fault, ...] = ()
    words_are_wrong: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Writing:
        """The form of a request; a document that cannot be used is left out, with its faults."""
        held = request.POST if request.method == "POST" else request.GET
        written = cls(
            words=held.get("q", "").replace("\x00", "").replace("\r\n", "\n"),
            attach=held.get("attach") == "1" or "file" in request.FILES,
            seen=held.get("seen") == "1",
            code=_code_of(held.get("once", "")),
        )
        try:
            return replace(written, document=at_hand(request))
        except Refused as refused:
            return replace(written, attach=False, faults=tuple(refused.faults))

    @property
    def once(self) -> str:
        """The code as the form carries it, so that nobody can choose one."""
        return ONCE.sign(self.code)

    @cached_property
    def found(self) -> Answered | None:
        """The replies that may answer it already."""
        return answered(self.words.strip()[:LONGEST])

    def refused(self, faults: Sequence[Fault]) -> Writing:
        """The same with what is wrong; the place of its words needs no naming."""
        placed = tuple(replace(f, place=Place()) if f.place.column == "text" else f for f in faults)
        return replace(self, faults=placed, words_are_wrong=placed != tuple(faults))


@dataclass(frozen=True)
class Receipt:
    """What the writer takes away: the letter, its code, what was covered, whether a document is kept."""

    letter: Letter
    code: str
    words: str
    covered: tuple[Text, ...]

    @property
    def code_in_groups(self) -> str:
        """The code as it is copied without mistakes: four by four."""
        return " ".join(self.code[k : k + 4] for k in range(0, len(self.code), 4))


def receive(written: Writing, actor: User | None) -> Receipt:
    """Take a letter in, in the language of the page; Refused for words too few or too many."""
    found = written.found
    document = written.document if written.attach else None
    letter, code = write_letter(
        text=written.words,
        language=spoken(),
        actor=actor,
        document=document.document if document else None,
        cycle=document.cycle if document else None,
        topic=found.topic if found else 0,
        sensitive=found.sensitive if found else False,
        code=written.code,
    )
    covered = masked(written.words.strip())
    return Receipt(letter, code, covered.text, covered.kinds)


def _code_of(token: str) -> str:
    """The code that a form of ours carries; a new one for anything else."""
    try:
        return ONCE.unsign(token)
    except BadSignature:
        return new_code()

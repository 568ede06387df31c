"""An answer put together: a salutation, the replies that were chosen, the writer's figures, a closing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from luohu.consult.reply import Reply
from luohu.law.days import today
from luohu.law.sources import LawError, Text
from luohu.schemes.catalogue import find_scheme
from luohu.web.assessment.asked import OWN, Asked
from luohu.web.letters.citizens.attached import Figures, figures_of
from luohu.web.letters.models import Letter

GREETING = Text(
    "您好!您的来信已收到,答复如下。",
    "Hello. Thank you for your letter. This is our answer.",
)
CLOSING = Text(
    "以上答复如有不清楚的地方,可以凭编号和查询码再次来信。",
    "If anything is still unclear, please write again with your letter's number and code.",
)
HEADED = Text("关于“{title}”:", "On “{title}”:")
USED = re.compile(r"(\d{1,5})\.(\d{1,5})", re.ASCII)


@dataclass(frozen=True, order=True)
class Used:
    """A reply that is in an answer, and which version of it."""

    number: int
    version: int

    def __str__(self) -> str:
        return f"{self.number}.{self.version}"

    @property
    def as_json(self) -> dict[str, int]:
        """The form in which drafts and messages keep it."""
        return {"number": self.number, "version": self.version}


def used_in(written: Iterable[str]) -> tuple[Used, ...]:
    """What the hidden fields of a form say of the replies used; what they do not say is left out."""
    found = (USED.fullmatch(one) for one in written)
    pairs = (Used(int(one[1]), int(one[2])) for one in found if one is not None)
    return tuple(dict.fromkeys(pairs))


def composed(
    letter: Letter, replies: Sequence[Reply], figures: Mapping[int, Figures], before: str = ""
) -> str:
    """The text of an answer, in the letter's language; what is there `before` stays."""
    language, told = letter.language, before.strip()
    closing = CLOSING.in_(language)
    opening = told.removesuffix(closing).strip() or GREETING.in_(language)
    headed = bool(told) or len(replies) > 1
    parts = [_part(reply, language, figures.get(reply.number), headed) for reply in replies]
    ending = [closing] if not told or told.endswith(closing) else []
    return "\n\n".join([opening, *parts, *ending])


def _part(reply: Reply, language: str, figures: Figures | None, headed: bool) -> str:
    heading = [HEADED.in_(language).format(title=reply.title.in_(language))] if headed else []
    own = [figures.text.in_(language)] if figures is not None and figures.text else []
    return "\n\n".join([*heading, reply.full.in_(language).strip(), *own])


def figures_for(letter: Letter, replies: Iterable[Reply]) -> dict[int, Figures]:
    """The writer's own figures for each reply that has some, by its number.

    None without a document that can be scored.
    """
    if letter.document is None:
        return {}
    found = ((one.number, _figures(letter, one)) for one in replies if one.figures is not None)
    return {n: figures for n, figures in found if figures is not None and figures.text is not None}


def _figures(letter: Letter, reply: Reply) -> Figures | None:
    try:
        law = find_scheme(reply.scheme).at(letter.cycle or today().year)
    except LawError:
        return None
    return figures_of(reply, Asked({"id": OWN, **(letter.document or {})}, law))


def tells_figures(text: str, figures: Mapping[int, Figures], language: str) -> bool:
    """Whether any of the writer's figures stand in a text as they were put there."""
    return any(one.text.in_(language) in text for one in figures.values() if one.text)

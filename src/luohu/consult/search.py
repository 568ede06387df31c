"""Finding the replies that answer a letter, best first, with the reason; or that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

import numpy as np

from luohu.consult.elsewhere import Matter, matters
from luohu.consult.leaning import Leaning
from luohu.consult.library import Library, shipped
from luohu.consult.ranking import Ranking
from luohu.consult.reply import Reply
from luohu.consult.wording.cutting import MEANING, Cut, cutter
from luohu.consult.wording.prepared import cut_all
from luohu.law.sources import Text

TOP = 3
# A letter is answered where the library speaks for it against other matters: docs/letters.md says
# how these were set.
LEAST_SCORE = 3.0
OF_LEANING, LEAST = 0.15, 0.55
# A letter that wishes for something is rather about a proposal than about the rule itself.
WISH, OF_WISH = f"{MEANING}wish", 1.15
NEAR = 0.5
FLOOR = 0.5
TELLING = 5
MOST_READ = 2000
_EMPTY = Text("信里没有可查的词", "there is no word to look for")
_ALIKE = Text("字句与这条的问法相近", "its phrases are close to how this is asked")
_NOTHING = Text("没有合适的标准答复", "no standard reply fits")


@dataclass(frozen=True)
class Match:
    """A reply that fits: how well beside the best other matter, and the words that speak for it.

    The score is between 0 and 1: at one half another office's matter would fit as well.
    """

    reply: Reply
    score: float
    words: tuple[str, ...]

    @property
    def why(self) -> Text:
        """The words of the letter that speak for the reply."""
        if not self.words:
            return _ALIKE
        listed = "、".join(self.words)
        return Text(f"来信里的词:{listed}", f"words of the letter: {', '.join(self.words)}")

    def as_json(self) -> dict[str, Any]:
        """The match for a program."""
        return {
            "number": self.reply.number,
            "title": self.reply.title.text.as_json,
            "score": round(self.score, 4),
            "why": self.why.as_json,
            "words": list(self.words),
            "short": self.reply.short.text.as_json,
            "version": self.reply.version,
        }


@dataclass(frozen=True)
class Found:
    """The replies that fit a letter, best first; where none does, why nothing is offered."""

    matches: tuple[Match, ...]
    nothing: Text | None = None


class Finder:
    """A search over a library, beside matters that are not in it."""

    def __init__(self, library: Library, others: Sequence[Matter]) -> None:
        self.library = library
        self._replies = list(library.replies.values())
        self._others = others
        ours = [cut_all(_texts(reply)) for reply in self._replies]
        theirs = [cut_all(_told(matter)) for matter in others]
        wished = [reply.kind == "proposal" for reply in self._replies]
        self._of_wish = np.where(np.array([*wished, *(False for _ in others)]), OF_WISH, 1.0)
        self._ranking = Ranking([*ours, *theirs])
        self._leaning = Leaning(_flat(ours), _flat(theirs))

    @classmethod
    def of(cls, library: Library) -> Finder:
        """The search over a library; takes a part of a second."""
        return cls(library, matters())

    def find(self, letter: str, top: int = TOP) -> Found:
        """At most `top` replies for a letter in Chinese or English, read up to `MOST_READ` characters."""
        cut = cutter().cut(letter[:MOST_READ])
        if not cut.tokens:
            return Found((), _EMPTY)
        scores = self._scores(cut)
        ours = scores[: len(self._replies)]
        if self.confidence(cut, scores) < 0:
            return Found((), self._why_nothing(scores))
        order = np.argsort(-ours, kind="stable")[:top]
        near = [int(at) for at in order if ours[at] >= NEAR * ours[order[0]]]
        other = self._best_other(scores)
        return Found(tuple(self._match(at, cut, float(ours[at]), other) for at in near))

    def _best_other(self, scores: np.ndarray) -> float:
        return float(scores[len(self._replies) :].max(initial=FLOOR))

    def _scores(self, cut: Cut) -> np.ndarray:
        scores = self._ranking.scores(cut)
        return scores * self._of_wish if WISH in cut.tokens else scores

    def confidence(self, cut: Cut, scores: np.ndarray) -> float:
        """How sure it is that the library answers a letter; below zero it is refused."""
        best, another = scores[: len(self._replies)].max(initial=0.0), self._best_other(scores)
        if best < LEAST_SCORE:
            return -1.0
        return log(best / another) + OF_LEANING * self._leaning.of(cut) - LEAST

    def _why_nothing(self, scores: np.ndarray) -> Text:
        best = int(np.argmax(scores))
        return _NOTHING if best < len(self._replies) else self._of_another(best)

    def _of_another(self, best: int) -> Text:
        name = self._others[best - len(self._replies)].name
        return Text(
            f"这像是关于{name.zh}的,不在积分落户答复的范围内",
            f"this seems to be about {name.en}, which these replies do not cover",
        )

    def _match(self, at: int, cut: Cut, score: float, other: float) -> Match:
        weights = {word.written: self._ranking.weight(at, word.tokens) for word in cut.words}
        telling = sorted((w for w in weights if weights[w] > 0), key=lambda w: -weights[w])
        return Match(self._replies[at], score / (score + other), tuple(telling[:TELLING]))


def _flat(documents: Sequence[Sequence[Cut]]) -> list[Cut]:
    return [cut for cuts in documents for cut in cuts]


def _told(matter: Matter) -> list[str]:
    return [*matter.wordings, matter.name.zh, matter.name.en]


def _texts(reply: Reply) -> list[str]:
    """What a reply is found by: its title, its wordings, its short answer."""
    wordings = (*reply.wordings.zh, *reply.wordings.en)
    return [reply.title.zh, reply.title.en, reply.short.zh, reply.short.en, *wordings]


def shipped_texts() -> list[str]:
    """Every text that the search over the library that ships is made of."""
    replies = [text for reply in shipped().replies.values() for text in _texts(reply)]
    return replies + [text for matter in matters() for text in _told(matter)]


@lru_cache
def shipped_finder() -> Finder:
    """The search over the library that ships."""
    return Finder.of(shipped())

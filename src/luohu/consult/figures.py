"""A reply with the asker's own figures: the numbers of one document under the law, and their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luohu.consult.reply import PLACEHOLDER, Both, Reply
from luohu.law.days import today
from luohu.law.evaluation import InForce
from luohu.law.ranges import Range
from luohu.law.sources import LawError, Text
from luohu.law.trail import Step, is_open
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import Score, score_document

_UNKNOWN = Text("未知", "unknown")
# Beyond these, in the unit's own numbers, a bound is only that of the arithmetic.
FAR = {"points": 10**6, "age": 150, "years": 150, "yuan": 10**10}


@dataclass(frozen=True)
class OwnFigures:
    """The sentence with this person's numbers, the steps behind it, and what is not known."""

    text: Text
    steps: tuple[Step, ...]
    unknown: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The figures for a program, words in both languages."""
        return {
            "text": self.text.as_json,
            "steps": [step.as_json() for step in self.steps],
            "unknown": list(self.unknown),
        }


def own_figures(
    reply: Reply, document: Mapping[str, Any], cycle: int | None = None
) -> OwnFigures | None:
    """What the reply says of this person this year, or in a cycle.

    None for a reply that has no figures, or whose law is not encoded for the cycle.

    Refused with every fault of the document.
    """
    if reply.figures is None:
        return None
    try:
        law = find_scheme(reply.scheme).at(today().year if cycle is None else cycle)
    except LawError:
        return None
    score, _ = score_document(law, {"id": "asker", **document})
    return _filled(reply.figures, score, law)


def _filled(figures: Both, score: Score, law: InForce) -> OwnFigures | None:
    names = sorted(figures.placeholders())
    if any(name not in score.values and name not in law.book.parameters for name in names):
        return None
    steps = {name: score.trail.step(name) for name in names}
    open_ones = [name for name in names if name in score.values and is_open(score.values[name])]
    text = Text(_written(figures.zh, steps, "zh"), _written(figures.en, steps, "en"))
    return OwnFigures(text, tuple(steps.values()), tuple(score.unsettled(open_ones)))


def _written(sentence: str, steps: Mapping[str, Step], language: str) -> str:
    return PLACEHOLDER.sub(lambda found: _shown(steps[found[1]], language), sentence)


def _shown(step: Step, language: str) -> str:
    """A value in words; a range that has no end of its own says nothing, so it is unknown."""
    value, far = step.value, FAR.get(step.source.unit, FAR["points"])
    if isinstance(value, Range) and not all(
        _is_an_end(end, far) for end in (value.low, value.high)
    ):
        return _UNKNOWN.in_(language)
    return step.shown.in_(language)


def _is_an_end(value: Any, far: int) -> bool:
    """Whether somebody may have that value: no bound that only the arithmetic knows."""
    return not isinstance(value, int) or -far < value < far

"""A score as the result page shows it: conditions, indicators with their reasons, lines, unknowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from luohu.law.days import today
from luohu.law.graph import OF_THE_CYCLE
from luohu.law.ranges import Range, ends
from luohu.law.rules import Kind
from luohu.law.sources import LawError, Text
from luohu.law.trail import Step, Trail, is_open
from luohu.people.facts import document_path
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import Question, questions
from luohu.schemes.scheme import CycleFact
from luohu.schemes.scoring import Score
from luohu.web.assessment.answers import key_of
from luohu.web.shell.context import spoken

WIDTH = 200
AHEAD = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """A step of a trail on a page; `again` if it was told above."""

    step: Step
    depth: int
    again: bool

    @property
    def linked(self) -> bool:
        """Whether the policy browser has a page for it."""
        return self.step.source.kind != "fact"


@dataclass(frozen=True)
class Line:
    """A result by name with its reasons."""

    name: str
    value: Any
    reasons: tuple[Reason, ...]
    width: float = 0
    negative: bool = False
    met: int | None = None

    @property
    def step(self) -> Step:
        """The result itself."""
        return self.reasons[0].step

    @property
    def state(self) -> str:
        """Of a condition: met, missing, or open."""
        return "open" if isinstance(self.value, Range) else "met" if self.value else "missing"


@dataclass(frozen=True, slots=True)
class Against:
    """The total against a published line; `gap` in hundredths, None where the total is open."""

    cycle: int
    line: CycleFact
    gap: int | None


@dataclass(frozen=True)
class Result:
    """Everything that the page of a score shows."""

    score: Score

    @cached_property
    def trail(self) -> Trail:
        """The reasons in the page's language."""
        return self.score.trail_in(spoken())

    @cached_property
    def conditions(self) -> list[Line]:
        """Conditions and routes with their reasons, and when a missing one could be met."""
        book = self.score.law.book
        return [self._line(name) for name in (*book.conditions, *book.routes)]

    @cached_property
    def indicators(self) -> list[Line]:
        """Indicators with their reasons, and how long their bars are."""
        names = self.score.law.book.indicators
        most = max((abs(int(_middle(self.score.values[n]))) for n in names), default=0) or 1
        return [self._line(name, most) for name in names]

    @cached_property
    def others(self) -> list[Line]:
        """Other scores of the same table, and what follows from the result."""
        names = (*self.score.subtotals, *self.score.law.book.named(Kind.CONSEQUENCE))
        return [self._line(name) for name in names]

    def _line(self, name: str, most: int = 0) -> Line:
        value = self.score.values[name]
        middle = int(_middle(value)) if most else 0
        met = self._met.get(name)
        reasons = tuple(_told(self.trail, name))
        return Line(
            name, value, reasons, abs(middle) / most * WIDTH if most else 0, middle < 0, met
        )

    @cached_property
    def _met(self) -> dict[str, int]:
        """The first cycle, of the next ten, in which time alone has a failing condition met."""
        failing = [n for n, held in self.score.conditions.items() if held is False]
        found: dict[str, int] = {}
        for cycle in range(self.score.law.cycle + 1, self.score.law.cycle + 1 + AHEAD):
            waiting = [name for name in failing if name not in found]
            law = _law_of(self.score.law.book.scheme, cycle) if waiting else None
            if law is None:
                break
            known = [name for name in waiting if name in law.book.rules]
            values = law.evaluate(self.score.facts, known)
            found |= {name: cycle for name in known if values[name] is True}
        return found

    @cached_property
    def lines(self) -> list[Against]:
        """The total against the line of every cycle that published one, the latest first."""
        total = self.score.total
        if total is None:
            return []
        cycles = find_scheme(self.score.law.book.scheme).cycles
        exact = None if is_open(total) else int(total)
        return [
            Against(year, facts["cutoff"], None if exact is None else exact - facts["cutoff"].value)
            for year, facts in sorted(cycles.items(), reverse=True)
            if "cutoff" in facts
        ]

    @cached_property
    def proposal(self) -> dict[str, Any] | None:
        """Choices that would give more, in words, and the total they give."""
        found = self.score.proposal()
        if found is None:
            return None
        facts = {document_path(name): fact for name, fact in self.score.law.book.facts.items()}
        told = [
            Text(*(f"{facts[p].label.in_(k)}:{facts[p].shown(v, k)}" for k in ("zh", "en")))
            for p, v in found["choices"].items()
        ]
        return {"choices": told, "total": found["total"]}

    @cached_property
    def unknown(self) -> list[tuple[Text, Question | None, list[Line]]]:
        """What is not known: its name, the question that asks it, the results it leaves open."""
        open_lines = [line for line in (*self.conditions, *self.indicators) if is_open(line.value)]
        found = []
        for path in self.score.unknown:
            touched = [line for line in open_lines if path in self.score.unsettled((line.name,))]
            found.append((self._named(path), self._asking(path), touched))
        return found

    def _named(self, path: str) -> Text:
        book = self.score.law.book
        known = book.parameters.get(path) or book.rules.get(path)
        if known is not None:
            return known.label
        question = self._asking(path)
        return question.item.label if question is not None else Text(path, path)

    def _asking(self, path: str) -> Question | None:
        key = path.partition(".")[0]
        return next((one for one in questions(self.score.law) if key_of(one) == key), None)


def _law_of(scheme: str, cycle: int) -> Any:
    try:
        return find_scheme(scheme).at(cycle) if cycle > today().year - 10 else None
    except LawError:
        return None


def _middle(value: Any) -> float:
    low, high = ends(value)
    return float(high if abs(high) < 10**9 else low)


def _told(
    trail: Trail, name: str, depth: int = 0, told: set[str] | None = None
) -> Iterator[Reason]:
    """A step and those it rests on, each told once; how deep each lies."""
    seen = set() if told is None else told
    step = trail.step(name)
    again = name in seen and bool(step.source.inputs)
    seen.add(name)
    yield Reason(step, depth, again)
    if again:
        return
    for needed in step.source.inputs:
        if needed not in OF_THE_CYCLE:
            yield from _told(trail, needed, depth + 1, seen)

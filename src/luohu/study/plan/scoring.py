"""Changed documents scored cycle by cycle: what a change does not reach is not worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.graph import RuleGraph
from luohu.law.months import Month
from luohu.law.ranges import ends
from luohu.law.rules import Kind
from luohu.schemes.scheme import Scheme
from luohu.schemes.scoring import Score
from luohu.study.plan.carrying import Document
from luohu.study.plan.facts import CHANGEABLE, CHOICE_FACTS, Reader, Stated
from luohu.study.plan.laws import law_ahead

Points = tuple[int, int]
Groups = Mapping[frozenset[str], tuple[str, ...]]


@dataclass(frozen=True)
class Scored:
    """One document in one cycle."""

    law: InForce
    stated: Stated
    values: Mapping[str, Any]

    @property
    def cycle(self) -> int:
        """The year of the cycle."""
        return self.law.cycle

    @cached_property
    def total(self) -> Points:
        """The least and the most the total can be, hundredths; the same where it is known."""
        return self.points(str(self.law.book.only(Kind.TOTAL)))

    @cached_property
    def eligible(self) -> bool | None:
        """Whether the person may apply; None if that is open."""
        return self._score.eligible

    def points(self, name: str) -> Points:
        """The least and the most of an indicator or the total, hundredths."""
        low, high = ends(self.values[name])
        return int(low), int(high)

    @property
    def conditions(self) -> Mapping[str, bool | None]:
        """Each condition: met, not met, or None for open."""
        return self._score.conditions

    @property
    def unknown(self) -> tuple[str, ...]:
        """What leaves the total or the eligibility open, as paths of the document."""
        return tuple(self._score.unsettled(self.law.book.named(Kind.TOTAL, Kind.ELIGIBILITY)))

    @property
    def unmet_requirements(self) -> list[str]:
        """Requirements on the facts themselves that they do not meet."""
        return self._score.unmet_requirements

    @cached_property
    def _score(self) -> Score:
        return Score("", self.law, self.stated.facts, self.values)


class Scoring:
    """One applicant's documents under the laws of a scheme's cycles.

    Every value is the engine's own; a rule is run once for each form of the facts it rests on.
    """

    def __init__(self, scheme: Scheme, applicant: Any, day: Day) -> None:
        self.scheme = scheme
        self.day = day
        self.reader = Reader(applicant)
        self._groups: dict[str, Groups] = {}
        self._known: dict[tuple[Any, ...], Mapping[str, Any]] = {}

    def over(self, document: Document, cycles: Iterable[int]) -> tuple[Scored, ...]:
        """A document in each of some cycles; a degree of that very year is not declared yet."""
        return tuple(self._in(document, cycle) for cycle in cycles)

    def _in(self, document: Document, cycle: int) -> Scored:
        declared = _declared(document, cycle, self.day)
        return self._at(self.reader.read(declared), law_ahead(self.scheme, cycle))

    def _at(self, stated: Stated, law: InForce) -> Scored:
        given: dict[str, Any] = {}
        missing = []
        for rests_on, rules in self._groups_of(law.book).items():
            key = (law.cycle, rests_on, *(stated.versions[name] for name in sorted(rests_on)))
            if key in self._known:
                given.update(self._known[key])
            else:
                missing.append((key, rules))
        values = law.evaluate(stated.facts, None, given)
        for key, rules in missing:
            self._known[key] = {name: values[name] for name in rules if name in values}
        return Scored(law, stated, values)

    def _groups_of(self, book: RuleGraph) -> Groups:
        """The rules of a book by the changeable facts they rest on."""
        found = self._groups.get(book.name)
        if found is None:
            grouped: dict[frozenset[str], list[str]] = {}
            for name in book.rules:
                rests_on = book.needs([name]).intersection((*CHANGEABLE, *CHOICE_FACTS))
                grouped.setdefault(rests_on, []).append(name)
            found = {rests_on: tuple(names) for rests_on, names in grouped.items()}
            self._groups[book.name] = found
        return found


def _declared(document: Document, cycle: int, day: Day) -> Document:
    """The document without degrees that lie ahead and fall in the cycle's own year.

    Whether such a degree counts is open in the law; the applicant may declare without it.
    """
    rows = document.get("education") or ()
    months = [Month.parse(row["graduated"]) for row in rows]
    new = [month > day.month and month.year == cycle for month in months]
    if not any(new):
        return document
    kept = [row for row, left in zip(rows, new, strict=True) if not left]
    return {**document, "education": kept}

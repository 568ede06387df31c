"""One person under the law of a cycle: eligibility, indicators, total, what is unknown, best choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from luohu.law.days import today
from luohu.law.evaluation import InForce
from luohu.law.points import limitless, written
from luohu.law.ranges import Range, ends
from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.law.trail import Trail, is_open
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS, document_path
from luohu.people.faults import Fault, Place, refuse_if
from luohu.people.rows import OneRows

CHOICES = "choices_"


class Scored(Protocol):
    """A result under a law, as far as requirements on the facts are concerned."""

    @property
    def law(self) -> InForce: ...
    @property
    def unmet_requirements(self) -> list[str]: ...


@dataclass(frozen=True)
class Score:
    """What one applicant gets; `values` holds every value on the way, in hundredths and numbers."""

    id: str
    law: InForce
    facts: Mapping[str, Any]
    values: Mapping[str, Any]

    @property
    def trail(self) -> Trail:
        """The reasons of every value."""
        return Trail(self.law, self.values)

    def trail_in(self, language: str) -> Trail:
        """The reasons written in one language, `zh` or `en`, which takes half the time."""
        return Trail(self.law, self.values, (language,))

    @property
    def eligible(self) -> bool | None:
        """Whether the person may apply; None if that is open."""
        name = self.law.book.only(Kind.ELIGIBILITY)
        return None if name is None else _truth(self.values[name])

    @property
    def conditions(self) -> dict[str, bool | None]:
        """Each condition: met, not met, or None for open."""
        return {name: _truth(self.values[name]) for name in self.law.book.conditions}

    @property
    def routes(self) -> dict[str, bool | None]:
        """Each route, of which one is enough: open, closed, or None for not known."""
        return {name: _truth(self.values[name]) for name in self.law.book.routes}

    @property
    def subtotals(self) -> tuple[str, ...]:
        """The names of the other scores of the same table, such as a qualification score."""
        return self.law.book.named(Kind.SUBTOTAL)

    @property
    def total(self) -> Any:
        """The total in hundredths, or a Range of it; None if the scheme has no points."""
        name = self.law.book.only(Kind.TOTAL)
        return None if name is None else self.values[name]

    @property
    def unknown(self) -> list[str]:
        """What leaves a result open, as paths of the document; open rules by their names."""
        return self.unsettled()

    def unsettled(self, targets: Iterable[str] | None = None) -> list[str]:
        """The same of some results only.

        A rule that waits for a field of a list is named itself where every row states the field.
        """
        ends_of = self.trail.open_ends(targets)
        names = (name if gap and self._states(gap) else gap or name for name, gap in ends_of)
        return list(dict.fromkeys(map(document_path, names)))

    def _states(self, path: str) -> bool:
        """Whether every row of a known list states a field, such as `education.full_time`."""
        written, _, key = path.partition(".")
        for listed in LISTS:
            rows = self.facts.get(listed.name)
            if listed.written_as == written and isinstance(rows, OneRows):
                fields = [field for field in listed.fields if field.written_as == key]
                return all(
                    getattr(row, f.name) not in (f.left_out, f.null) for f in fields for row in rows
                )
        return False

    @property
    def carried_forward(self) -> bool:
        """Whether the months up to the cut-off have not all come: what goes on is taken to go on."""
        return self.law.day > today()

    @property
    def unmet_requirements(self) -> list[str]:
        """Requirements on the facts themselves that they do not meet."""
        names = self.law.book.named(Kind.REQUIREMENT)
        return [name for name in names if _truth(self.values[name]) is False]

    def as_json(self) -> dict[str, Any]:
        """The public form: points as decimal strings, null and a range where one is open."""
        book = self.law.book
        name = book.only(Kind.TOTAL)
        scored = (*book.indicators, *self.subtotals, *((name,) if name else ()))
        open_ranges = {n: _range(self.values[n]) for n in scored if is_open(self.values[n])}
        answer = {
            "id": self.id,
            "scheme": book.scheme,
            "rules": book.name,
            "cycle": self.law.cycle,
            "eligible": self.eligible,
            "conditions": self.conditions,
            "indicators": {n: _points(self.values[n]) for n in book.indicators},
            "total": None if name is None else _points(self.values[name]),
            "unknown": self.unknown,
        }
        if book.routes:
            answer["routes"] = self.routes
        if self.subtotals:
            answer["subtotals"] = {n: _points(self.values[n]) for n in self.subtotals}
        if open_ranges:
            answer["ranges"] = open_ranges
        if self.carried_forward:
            answer["carried_forward_to"] = str(self.law.day)
        proposal = self.proposal()
        if proposal is not None:
            answer["proposed"] = proposal
        return answer

    def proposal(self) -> dict[str, Any] | None:
        """The choices to change for the highest total, and that total; None if there are none."""
        best = best_choices(self.law, self.facts, self.values)
        if best is None:
            return None
        chosen, total = best
        changed = {n: value for n, value in chosen.items() if value != self.facts[n]}
        names = {document_path(name): value for name, value in changed.items()}
        return {"choices": names, "total": written(total)}


def unmet(scored: Scored, place: Place) -> list[Fault]:
    """The requirements on facts that somebody's do not meet, as faults at a place."""
    rules = (scored.law.book.rules[name] for name in scored.unmet_requirements)
    return [
        Fault(
            place,
            Text(f"不符合: {rule.label.zh}", f"does not meet: {rule.label.en}"),
            rule.statement,
        )
        for rule in rules
    ]


def score_document(law: InForce, document: Mapping[str, Any]) -> tuple[Score, list[Fault]]:
    """The score of one document, and warnings; Refused with everything that is wrong."""
    applicant, warnings = single.checked(document)
    score = score_person(law, Cohort.of([applicant]).person(0), applicant.id)
    refuse_if(unmet(score, Place(column=f"id {applicant.id}")))
    return score, warnings


def score_person(law: InForce, facts: Mapping[str, Any], identity: str) -> Score:
    """One person's score from their facts."""
    return Score(identity, law, facts, law.evaluate(facts))


def best_choices(
    law: InForce, facts: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[dict[str, bool], int] | None:
    """The choices with the highest total (hundredths), None if the person's own are as good.

    Each choice is turned in its turn as long as that raises the total.
    """
    name = law.book.only(Kind.TOTAL)
    if name is None or is_open(values[name]):
        return None
    flags, fixed = _choices(law, name)
    given = {rule: values[rule] for rule in fixed}
    best, highest = {flag: facts[flag] for flag in flags}, values[name]
    turned = False
    for flag in flags:
        other = {**best, flag: not best[flag]}
        total = law.evaluate({**facts, **other}, (name,), given)[name]
        if not is_open(total) and total > highest:
            best, highest, turned = other, total, True
    return (best, highest) if turned else None


@lru_cache(maxsize=256)
def _choices(law: InForce, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The choices that a result reads, and the rules that none of them touches."""
    book = law.book
    flags = tuple(sorted(fact for fact in book.needs([name]) if fact.startswith(CHOICES)))
    touched = book.used_by(flags)
    return flags, tuple(
        rule for rule in book.needs([name]) & set(book.rules) if rule not in touched
    )


def _truth(value: Any) -> bool | None:
    return None if isinstance(value, Range) else bool(value)


def _points(value: Any) -> str | None:
    return None if isinstance(value, Range) else written(value)


def _range(value: Any) -> list[str | None]:
    low, high = ends(value)
    return [None if limitless(end) else written(end) for end in (low, high)]

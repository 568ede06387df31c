"""The law of one cycle, ready to run over one person's facts or a cohort's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from luohu.law.graph import CYCLE, REFERENCE_DAY, RuleGraph
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.rules import OUTCOMES, Kind, Rule
from luohu.law.sources import LawError

Step = tuple[str, Callable[..., Any], tuple[str, ...], bool]


class InForce:
    """A rulebook in one cycle: its values looked up, the rules that need no person worked out."""

    def __init__(self, book: RuleGraph, cycle: int) -> None:
        self.book = book
        self.cycle = cycle
        self.day = book.reference_day(cycle)
        self.values: dict[str, Any] = {
            name: parameter.content_for(cycle, self.day)
            for name, parameter in book.parameters.items()
        }
        self.constants: dict[str, Any] = {CYCLE: cycle, REFERENCE_DAY: self.day, **self.values}
        self.plan = self._plan()
        self._plans: dict[tuple[frozenset[str], frozenset[str]], list[Step]] = {}

    def _plan(self) -> list[Step]:
        """The steps that depend on the person; those that do not become constants."""
        steps = []
        for name in self.book.order:
            rule = self.book.rules[name]
            if all(needed in self.constants for needed in rule.inputs):
                self.constants[name] = rule.function(*(self.constants[n] for n in rule.inputs))
            else:
                steps.append((name, rule.function, rule.inputs, self._reads_a_list(rule)))
        return steps

    def _reads_a_list(self, rule: Rule) -> bool:
        facts = self.book.facts
        return any(name in facts and facts[name].is_list for name in rule.inputs)

    def plan_for(self, targets: Iterable[str], given: Iterable[str] = ()) -> list[Step]:
        """The steps that lead to some names from what is already given."""
        wanted, known = frozenset(targets), frozenset(given)
        if (wanted, known) in self._plans:
            return self._plans[wanted, known]
        needed = set(wanted)
        self._refuse_strangers(wanted)
        for name, _, inputs, _ in reversed(self.plan):
            if name in needed and name not in known:
                needed.update(inputs)
        steps = [step for step in self.plan if step[0] in needed and step[0] not in known]
        self._plans[wanted, known] = steps
        return steps

    def _refuse_strangers(self, wanted: Iterable[str]) -> None:
        book = self.book
        for name in wanted:
            if not (name in book.rules or name in book.parameters or name in book.facts):
                raise LawError(f"{book.name} has no {name} to work out")

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The names of all results: conditions, indicators, total, eligibility, consequences."""
        return self.book.named(*OUTCOMES)

    def evaluate(
        self,
        facts: Mapping[str, Any],
        targets: Iterable[str] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Every value on the way to the targets (all outcomes unless said), by name.

        `facts` are one person's plain values or a cohort's columns; `given` are results of rules
        that need no computing again. A result that is not known for sure is a Range.
        """
        known = {**self.constants, **facts, **(given or {})}
        steps = self.plan_for(self.outcomes if targets is None else targets, given or ())
        for step in steps:
            known[step[0]] = self._value(step, known)
        return known

    def results(
        self, facts: Mapping[str, Any], targets: Iterable[str], given: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The targets only: as evaluate(), but a value is forgotten after its last use.

        For a cohort, whose sets would otherwise all stay in memory at once.
        """
        wanted = dict.fromkeys(targets)
        steps = self.plan_for(wanted, given)
        known = {**self.constants, **facts, **given}
        for step, over in zip(steps, _last_uses(steps), strict=True):
            known[step[0]] = self._value(step, known)
            for needed in over.difference(wanted):
                del known[needed]
        return {name: known[name] for name in wanted}

    def _value(self, step: Step, known: Mapping[str, Any]) -> Any:
        """A rule's result from what is known, or its bounds where a list it reads is unknown."""
        name, function, inputs, reads_a_list = step
        values = [known[needed] for needed in inputs]
        if reads_a_list and any(value is UNKNOWN for value in values):
            return self._bounded(name, known)
        return function(*values)

    def _bounded(self, name: str, known: Mapping[str, Any]) -> Any:
        """What a rule can at least and at most be when a list it reads is unknown."""
        rule = self.book.rules[name]
        bounds = rule.bounds
        if callable(bounds):
            return bounds(*(known[needed] for needed in rule.bounds_read))
        if isinstance(bounds, Range):
            return bounds
        low, high = (known[end] if isinstance(end, str) else end for end in bounds)
        low = low.low if type(low) is Range else low
        high = high.high if type(high) is Range else high
        return Range(getattr(low, "lowest", low), getattr(high, "greatest", high)).settled()

    def prepare(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The calendars of a cohort, worked out once: give them to evaluate() again and again."""
        names = self.book.named(Kind.CALENDAR)
        found = self.evaluate(facts, names)
        return {name: found[name] for name in names}


def _last_uses(steps: list[Step]) -> list[frozenset[str]]:
    """For each step the rules' values that no later step reads."""
    made = {step[0] for step in steps}
    seen: set[str] = set()
    found = []
    for _, _, inputs, _ in reversed(steps):
        over = {needed for needed in inputs if needed in made and needed not in seen}
        seen |= over
        found.append(frozenset(over))
    return found[::-1]

"""The rules, values and facts of one version of a scheme as a graph, checked before they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from luohu.law.days import Day
from luohu.law.parameters import Parameter
from luohu.law.rules import OUTCOMES, Kind, Rule
from luohu.law.sources import LawError, Text

CYCLE = "cycle"
REFERENCE_DAY = "reference_day"
OF_THE_CYCLE = (CYCLE, REFERENCE_DAY)
ONE_EACH = (Kind.TOTAL, Kind.ELIGIBILITY)


class Described(Protocol):
    """A fact as the law sees it: it has words, a unit, and may be a list."""

    @property
    def label(self) -> Text: ...
    @property
    def unit(self) -> str: ...
    @property
    def is_list(self) -> bool: ...
    def shown(self, value: Any, language: str) -> str:
        """A value of the fact in words."""


@dataclass(frozen=True)
class RuleGraph:
    """Rules, values and facts that fit together, for a span of cycles (years).

    Building one checks it: LawError names a name with two meanings, an input nobody gives, a
    circle, a rule or value that nothing uses, and a value with a gap or overlap in the span.
    """

    scheme: str
    version: str
    title: Text
    rules: Mapping[str, Rule]
    parameters: Mapping[str, Parameter]
    facts: Mapping[str, Described]
    cycles: tuple[int, int]
    reference_day: Callable[[int], Day]
    order: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _cycles_in_order(self)
        _one_meaning_each(self)
        for kind in ONE_EACH:
            self.only(kind)
        _inputs_known(self)
        object.__setattr__(self, "order", _sorted(self.rules))
        _everything_used(self)
        _lists_bounded(self)
        for cycle in range(self.cycles[0], self.cycles[1] + 1):
            for parameter in self.parameters.values():
                parameter.value_for(cycle, self.reference_day(cycle))

    @property
    def name(self) -> str:
        """Scheme and version, `beijing@2020`."""
        return f"{self.scheme}@{self.version}"

    def named(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of the rules of some kinds, in the order of the law."""
        return tuple(name for name, rule in self.rules.items() if rule.kind in kinds)

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The names of the conditions, in the order that eligibility reads them."""
        return self._as_read(Kind.CONDITION, Kind.ELIGIBILITY)

    @cached_property
    def routes(self) -> tuple[str, ...]:
        """The names of the routes, of which one is enough."""
        return self._as_read(Kind.ROUTE, Kind.ELIGIBILITY)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The names of the indicators, in the order that the total reads them, then subtotals."""
        return self._as_read(Kind.INDICATOR, Kind.TOTAL, Kind.SUBTOTAL)

    def _as_read(self, kind: Kind, *readers: Kind) -> tuple[str, ...]:
        """The rules of a kind that those of other kinds read, in their order; all if none does."""
        names, listed = self.named(*readers), self.named(kind)
        if not names:
            return listed
        names = tuple(sorted(names, key=lambda n: readers.index(self.rules[n].kind)))
        order = [needed for name in names for needed in self.rules[name].inputs]
        reached = self.needs(names)
        kept = (n for n in listed if n in reached)
        return tuple(sorted(kept, key=lambda n: order.index(n) if n in order else len(order)))

    def only(self, kind: Kind) -> str | None:
        """The name of the one rule of a kind, None if there is none; LawError if several."""
        found = self._of_kind.get(kind, [])
        if len(found) > 1:
            raise LawError(f"{self.name}: {len(found)} rules of kind {kind.value}: {found}")
        return found[0] if found else None

    @cached_property
    def _of_kind(self) -> dict[Kind, list[str]]:
        found: dict[Kind, list[str]] = {}
        for name, rule in self.rules.items():
            found.setdefault(rule.kind, []).append(name)
        return found

    def needs(self, targets: Iterable[str]) -> frozenset[str]:
        """Everything that some names rest on, themselves included."""
        found: set[str] = set()
        waiting = list(targets)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.rules[name].inputs if name in self.rules else ()
        return frozenset(found)

    def used_by(self, names: Iterable[str]) -> frozenset[str]:
        """The rules that some names reach, themselves included."""
        found = set(names)
        for name in self.order:
            if found.intersection(self.rules[name].inputs):
                found.add(name)
        return frozenset(found)


def _cycles_in_order(book: RuleGraph) -> None:
    first, last = book.cycles
    if first > last:
        raise LawError(f"{book.name}: cycles {first} to {last} end before they begin")


def _one_meaning_each(book: RuleGraph) -> None:
    for kind, names in (("rule", book.rules), ("value", book.parameters), ("fact", book.facts)):
        for taken in OF_THE_CYCLE:
            if taken in names:
                raise LawError(
                    f"{book.name}: a {kind} goes by the name {taken}, which is the year's"
                )
    for name in book.rules:
        if name in book.parameters or name in book.facts:
            other = "value" if name in book.parameters else "fact"
            raise LawError(f"{book.name}: {name} is the name of a rule and of a {other}")
    for name in book.parameters:
        if name in book.facts:
            raise LawError(f"{book.name}: {name} is the name of a value and of a fact")


def _inputs_known(book: RuleGraph) -> None:
    known = {*OF_THE_CYCLE, *book.rules, *book.parameters, *book.facts}
    for rule in book.rules.values():
        for name in rule.inputs:
            if name not in known:
                raise LawError(
                    f"{book.name}: rule {rule.name} needs {name}, which is no rule, value or fact"
                )


def _sorted(rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Rules after what they need; LawError with the names of a circle."""
    done: dict[str, None] = {}
    path: list[str] = []

    def visit(name: str) -> None:
        if name in done or name not in rules:
            return
        if name in path:
            circle = " -> ".join([*path[path.index(name) :], name])
            raise LawError(f"rules in a circle: {circle}")
        path.append(name)
        for needed in rules[name].inputs:
            visit(needed)
        path.pop()
        done[name] = None

    for name in rules:
        visit(name)
    return tuple(done)


def _everything_used(book: RuleGraph) -> None:
    reached = book.needs(book.named(*OUTCOMES))
    for name in book.rules:
        if name not in reached:
            raise LawError(f"{book.name}: nothing reaches rule {name}")
    for name in book.parameters:
        if name not in reached:
            raise LawError(f"{book.name}: no rule reads value {name}")


def _lists_bounded(book: RuleGraph) -> None:
    for rule in book.rules.values():
        lists = [name for name in rule.inputs if name in book.facts and book.facts[name].is_list]
        if lists and rule.bounds is None:
            raise LawError(f"{book.name}: rule {rule.name} reads list {lists[0]} without bounds")
        for name in rule.bounds_read:
            if name not in rule.inputs:
                raise LawError(
                    f"{book.name}: the bounds of rule {rule.name} read {name}, the rule does not"
                )

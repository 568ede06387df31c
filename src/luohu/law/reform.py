"""A reform: a rulebook with rules or values replaced; and the difference between two rulebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from luohu.law.joined import joined
from luohu.law.parameters import ALWAYS, EVER, Parameter, Value
from luohu.law.rulebook import Rulebook
from luohu.law.rules import OUTCOMES, Kind, Rule
from luohu.law.sources import LawError, Standing, Text
from luohu.law.words import shown


@dataclass(frozen=True)
class Reform:
    """What a proposal would change: rules by name, contents of values by name (as the law reads them).

    A new rule or value may be added if something reads it; one that nothing reads any more is left
    out of the reformed rulebook. A new indicator that no other rule reads joins the total, a new
    condition joins the eligibility. `parameters` are new values, which the rulebook does not have.
    """

    title: Text
    rules: tuple[Rule, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The rules and values that it states."""
        return frozenset(
            [*self.values, *(rule.name for rule in self.rules), *(p.name for p in self.parameters)]
        )

    def of(self, book: Rulebook) -> Rulebook:
        """The rulebook as it would be; LawError for a value it does not have, or that stays idle."""
        for name in self.values:
            if name not in book.parameters:
                near = get_close_matches(name, book.parameters)
                meant = f"; did you mean {', '.join(near)}?" if near else ""
                raise LawError(f"{book.name} has no value {name} to reform{meant}")
        rules = {**book.rules, **{rule.name: rule for rule in self.rules}}
        for outcome, part in JOINED:
            _join(book, rules, outcome, part)
        parameters = {
            name: _with_content(parameter, self.values[name]) if name in self.values else parameter
            for name, parameter in book.parameters.items()
        }
        parameters |= {parameter.name: parameter for parameter in self.parameters}
        used = _still_used(rules, parameters)
        idle = self.names.difference(used["rules"], used["parameters"])
        if idle:
            raise LawError(f"{self.title.en}: nothing would read {', '.join(sorted(idle))}")
        return replace(book, title=self.title, **used)

    def changes(self, book: Rulebook) -> frozenset[str]:
        """The names of the rules whose results may differ; all others need no computing again."""
        return self.of(book).used_by(self.names) & frozenset(book.rules)

    def __or__(self, other: Reform) -> Reform:
        """Both reforms together; LawError where both change the same thing."""
        both = self.names & other.names
        if both:
            raise LawError(f"two reforms change {', '.join(sorted(both))}")
        title = Text(f"{self.title.zh};{other.title.zh}", f"{self.title.en}; {other.title.en}")
        return Reform(
            title,
            self.rules + other.rules,
            {**self.values, **other.values},
            self.parameters + other.parameters,
        )


JOINED = ((Kind.TOTAL, Kind.INDICATOR), (Kind.ELIGIBILITY, Kind.CONDITION))


def _join(book: Rulebook, rules: dict[str, Rule], outcome: Kind, part: Kind) -> None:
    """Let a total read new indicators that nothing reads, an eligibility new conditions."""
    name = book.only(outcome)
    read = {needed for rule in rules.values() for needed in rule.inputs}
    new = tuple(
        rule.name
        for rule in rules.values()
        if rule.kind is part and rule.name not in book.rules and rule.name not in read
    )
    if name is not None and new:
        rules[name] = joined(rules[name], new)


def _with_content(parameter: Parameter, content: Any) -> Parameter:
    """The parameter with one content for all time, marked as a proposal."""
    value = replace(
        parameter.values[0], content=content, given=content, cycles=EVER, days=ALWAYS,
        standing=Standing.UNVERIFIED,
    )  # fmt: skip
    return replace(parameter, values=(value,))


def _still_used(rules: Mapping[str, Rule], parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """The rules and values that the results of the reformed rules still reach."""
    reached: set[str] = set()
    waiting = [name for name, rule in rules.items() if rule.kind in OUTCOMES]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += rules[name].inputs if name in rules else ()
    return {
        "rules": {name: rule for name, rule in rules.items() if name in reached},
        "parameters": {name: value for name, value in parameters.items() if name in reached},
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two rulebooks state differently; `before` or `after` is empty if only one has it."""

    name: str
    kind: str
    label: Text
    before: Text
    after: Text

    def as_json(self) -> dict[str, Any]:
        """The difference for a program."""
        pairs = {"label": self.label, "before": self.before, "after": self.after}
        words = {key: text.as_json for key, text in pairs.items()}
        return {"name": self.name, "kind": self.kind, **words}


def difference(before: Rulebook, after: Rulebook) -> list[Difference]:
    """What differs, rule by rule in the order of the later law, then value by value."""
    return [*_rules_that_differ(before, after), *_values_that_differ(before, after)]


def _names(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _rules_that_differ(before: Rulebook, after: Rulebook) -> list[Difference]:
    found = []
    for name in _names(after.rules, before.rules):
        old, new = before.rules.get(name), after.rules.get(name)
        if old is not new and (old is None or new is None or old.source != new.source):
            rule = new or old
            assert rule is not None
            old_words, new_words = (r.statement if r else Text("", "") for r in (old, new))
            found.append(Difference(name, rule.kind.value, rule.label, old_words, new_words))
    return found


def _values_that_differ(before: Rulebook, after: Rulebook) -> list[Difference]:
    found = []
    for name in _names(after.parameters, before.parameters):
        old, new = before.parameters.get(name), after.parameters.get(name)
        words = _in_words(old), _in_words(new)
        if words[0] != words[1]:
            parameter = new or old
            assert parameter is not None
            found.append(Difference(name, "value", parameter.label, *words))
    return found


def _in_words(parameter: Parameter | None) -> Text:
    """Every value through time, with its span where there is more than one."""
    if parameter is None:
        return Text("", "")
    return Text(*(_timeline(parameter, language) for language in ("zh", "en")))


def _timeline(parameter: Parameter, language: str) -> str:
    parts = []
    for value in parameter.values:
        span = "" if len(parameter.values) == 1 else f"{in_force(value)}: "
        parts.append(span + content_in_words(value, parameter.unit, language))
    return "; ".join(parts)


def in_force(value: Value) -> str:
    """When a value is in force, in years or days; an open end is left open."""
    first, last = value.cycles
    if value.cycles == EVER:
        begin, end = (str(day) if day not in ALWAYS else "" for day in value.days)
        return f"{begin} – {end}".strip()
    return str(first) if first == last else f"{first}–{last}"


def content_in_words(value: Value, unit: str, language: str) -> str:
    """A value of the law in words; a date relative to the cycle as 12-31 of the year before."""
    if callable(value.content):
        given = value.given
        parts = "-".join(f"{given[part]:02d}" for part in ("month", "day") if part in given)
        year = _year_of_cycle(given["year"])
        return f"{year.zh}{parts}" if language == "zh" else f"{parts} {year.en}".strip()
    content = value.given if isinstance(value.content, frozenset) else value.content
    return shown(content, unit, language)


def _year_of_cycle(ahead: int) -> Text:
    """A year by how far it lies ahead of the cycle."""
    if ahead == 0:
        return Text("当年", "of the cycle")
    if ahead == -1:
        return Text("上一年", "of the year before")
    if ahead < 0:
        return Text(f"{-ahead}年前的", f"{-ahead} years before")
    return Text(f"{ahead}年后的", f"{ahead} years later")

"""The reasons of one result: every value on the way, its rule, arithmetic, citation and standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luohu.law.arithmetic import arithmetic
from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.rules import Rule
from luohu.law.sources import Citation, Standing, Text
from luohu.law.words import shown

TRAIL_FORMAT = 1
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a trail: a rule's result, a value of the law, or a fact."""

    name: str
    kind: str
    label: Text
    unit: str
    value: Any
    shown: Text
    statement: Text
    arithmetic: Text
    cites: tuple[Citation, ...]
    standing: Standing | None
    inputs: tuple[str, ...]
    premises: tuple[Text, ...] = ()
    question: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """The step for a program, words in both languages."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": _pair(self.label),
            "unit": self.unit,
            "value": _pair(self.shown),
            "statement": _pair(self.statement),
            "arithmetic": _pair(self.arithmetic),
            "cites": [_pair(Text(c.shown("zh"), c.shown("en"))) for c in self.cites],
            "standing": self.standing.value if self.standing else None,
            "inputs": list(self.inputs),
            "premises": [_pair(text) for text in self.premises],
            "question": _pair(self.question) if self.question else None,
        }


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


@dataclass(frozen=True)
class Trail:
    """The steps of one person's results, by name; a step's inputs are steps too."""

    law: InForce
    values: Mapping[str, Any]

    def step(self, name: str) -> Step:
        """One step, worked out in words when asked for."""
        if name in self.law.book.rules:
            return self._of_rule(self.law.book.rules[name])
        if name in self.law.book.parameters:
            return self._of_value(name)
        return self._of_fact(name)

    def steps(self, targets: Iterable[str] | None = None) -> dict[str, Step]:
        """All steps behind some results, each before those it rests on."""
        found: dict[str, Step] = {}
        waiting = list(targets or self.law.outcomes)[::-1]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.step(name)
                waiting += found[name].inputs[::-1]
        return found

    def as_json(self, targets: Iterable[str] | None = None) -> dict[str, Any]:
        """The whole trail for a program; `format` changes when its shape does."""
        return {
            "format": TRAIL_FORMAT,
            "rules": self.law.book.name,
            "cycle": self.law.cycle,
            "steps": [step.as_json() for step in self.steps(targets).values()],
        }

    def _of_rule(self, rule: Rule) -> Step:
        value = self.values[rule.name]
        worked = Text(*(self._worked(rule, language) for language in LANGUAGES))
        cites = tuple(cite for cite in rule.cites if cite.document.in_force(self._day))
        return Step(
            rule.name, rule.kind.value, rule.label, rule.unit, value, _shown(value, rule.unit),
            rule.statement, worked, cites or rule.cites, rule.standing, rule.inputs,
            rule.premises, rule.question,
        )  # fmt: skip

    def _worked(self, rule: Rule, language: str) -> str:
        units = {name: self._unit(name) for name in rule.inputs}
        words = {name: self._word(name, language) for name in rule.inputs}
        worked = arithmetic(rule, self.values, words, units, language)
        return "" if worked == shown(self.values[rule.name], rule.unit, language) else worked

    def _word(self, name: str, language: str) -> str:
        fact = self.law.book.facts.get(name)
        value = self.values[name]
        return fact.shown(value, language) if fact else shown(value, self._unit(name), language)

    def _of_value(self, name: str) -> Step:
        parameter = self.law.book.parameters[name]
        value = parameter.value_for(self.law.cycle, self.law.day)
        content = self.law.values[name]
        cites = tuple(c for c in value.citations if c.document.in_force(self._day))
        return Step(
            name, "value", parameter.label, parameter.unit, content,
            _shown(value.given if isinstance(content, frozenset) else content, parameter.unit),
            _NO, _NO,
            cites or value.citations, value.standing, (),
        )  # fmt: skip

    def _of_fact(self, name: str) -> Step:
        fact, value = self.law.book.facts.get(name), self.values[name]
        if fact is None:
            label = Text("年度", "cycle")
            text = Text(str(value), str(value))
            return Step(name, "fact", label, "year", value, text, _NO, _NO, (), None, ())
        text = Text(*(fact.shown(value, language) for language in LANGUAGES))
        return Step(name, "fact", fact.label, fact.unit, value, text, _NO, _NO, (), None, ())

    def _unit(self, name: str) -> str:
        book = self.law.book
        for found in (book.rules, book.parameters, book.facts):
            if name in found:
                return str(found[name].unit)  # type: ignore[index]
        return "year"

    @property
    def _day(self) -> Day:
        return Day.of(self.law.cycle, 12, 31)

    def unsettled(self, targets: Iterable[str] | None = None) -> list[str]:
        """What leaves some results open: facts and lists, or rules that the law leaves open."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [name for name in targets or self.law.outcomes if is_open(self.values[name])]
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            rule = self.law.book.rules.get(name)
            causes = [n for n in (rule.inputs if rule else ()) if is_open(self.values[n])]
            if not causes:
                found[rule.gap or name if rule else name] = None
            waiting += causes
        return list(found)


_NO = Text("", "")


def _shown(value: Any, unit: str) -> Text:
    return Text(*(shown(value, unit, language) for language in LANGUAGES))


def is_open(value: Any) -> bool:
    """Whether a value of one person is not known for sure."""
    if isinstance(value, Mapping):
        return any(is_open(item) for item in value.values())
    return value is UNKNOWN or isinstance(value, Range)

"""The reasons of one result: every value on the way, its rule, arithmetic, citation and standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from luohu.law.arithmetic import arithmetic, has_arithmetic
from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.graph import CYCLE, REFERENCE_DAY
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.rules import Rule
from luohu.law.sources import Citation, Standing, Text, weakest
from luohu.law.words import shown

TRAIL_FORMAT = 1
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Source:
    """What is the same for everybody about a step: its words, citations and inputs."""

    name: str
    kind: str
    label: Text
    unit: str
    statement: Text
    cites: tuple[Citation, ...]
    standing: Standing | None
    inputs: tuple[str, ...]
    premises: tuple[Text, ...]
    question: Text | None
    as_json: dict[str, Any]


class Step(NamedTuple):
    """One value of a trail: a rule's result, a value of the law, or a fact."""

    source: Source
    value: Any
    shown: Text
    arithmetic: Text

    def as_json(self) -> dict[str, Any]:
        """The step for a program, words in both languages."""
        return {
            **self.source.as_json,
            "value": self.shown.as_json,
            "arithmetic": self.arithmetic.as_json,
        }


@dataclass(frozen=True)
class Trail:
    """The steps of one person's results, by name; a step's inputs are steps too.

    Its words are written in the languages named, both unless said.
    """

    law: InForce
    values: Mapping[str, Any]
    languages: tuple[str, ...] = LANGUAGES
    _words: dict[str, tuple[_Words, _Within]] = field(default_factory=dict, repr=False)

    def step(self, name: str) -> Step:
        """One step, worked out in words when asked for."""
        if name in self.law.book.parameters:
            return _law_step(self.law, name)
        rule = self.law.book.rules.get(name)
        worked = rule is not None and has_arithmetic(rule)
        return Step(
            source_of(self.law, name),
            self.values[name],
            self._text(self._word, name),
            self._text(self._worked, rule) if worked else _NO,
        )

    def steps(self, targets: Iterable[str] | None = None) -> dict[str, Step]:
        """All steps behind some results, in the order in which they are first needed."""
        found: dict[str, Step] = {}
        waiting = list(targets or self.law.outcomes)[::-1]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.step(name)
                waiting += found[name].source.inputs[::-1]
        return found

    def as_json(self, targets: Iterable[str] | None = None) -> dict[str, Any]:
        """The whole trail for a program; `format` changes when its shape does."""
        return {
            "format": TRAIL_FORMAT,
            "rules": self.law.book.name,
            "cycle": self.law.cycle,
            "steps": [step.as_json() for step in self.steps(targets).values()],
        }

    def _text(self, write: Callable[[Any, str], str], what: Any) -> Text:
        """Words in the languages of the trail, empty in the other."""
        zh = write(what, "zh") if "zh" in self.languages else ""
        return Text(zh, write(what, "en") if "en" in self.languages else "")

    def _worked(self, rule: Rule, language: str) -> str:
        plain, within = self._words_in(language)
        worked = arithmetic(rule, self.values, within, language)
        return "" if worked == plain[rule.name] else worked

    def _word(self, name: str, language: str) -> str:
        """A value as shown; worked out once for each language."""
        return self._words_in(language)[0][name]

    def _words_in(self, language: str) -> tuple[_Words, _Within]:
        found = self._words.get(language)
        if found is None:
            plain = _Words(self.law, self.values, language)
            found = self._words[language] = (plain, _Within(plain))
        return found

    def unsettled(self, targets: Iterable[str] | None = None) -> list[str]:
        """What leaves some results open: facts and lists, or rules that the law leaves open."""
        return list(dict.fromkeys(gap or name for name, gap in self.open_ends(targets)))

    def open_ends(self, targets: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """The facts, values and rules that leave some results open, each with the gap it names."""
        found: dict[tuple[str, str], None] = {}
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
                found[name, rule.gap if rule else ""] = None
            waiting += causes
        return list(found)


class _Words(dict[str, str]):
    """The values of a trail as shown, each written when first asked for."""

    def __init__(self, law: InForce, values: Mapping[str, Any], language: str) -> None:
        self.law = law
        self.held = values
        self.language = language

    def __missing__(self, name: str) -> str:
        word = self[name] = self._shown(name)
        return word

    def _shown(self, name: str) -> str:
        book, value = self.law.book, self.held[name]
        if name in book.rules:
            return shown(value, book.rules[name].unit, self.language)
        if name in book.parameters:
            return _law_word(self.law, name, self.language)
        return book.facts[name].shown(value, self.language) if name in book.facts else str(value)


class _Within(dict[str, str]):
    """The same within an expression: a range in brackets."""

    def __init__(self, words: _Words) -> None:
        self.words = words

    def __missing__(self, name: str) -> str:
        word = self.words[name]
        bracketed = type(self.words.held[name]) is Range and " ~ " in word
        self[name] = f"({word})" if bracketed else word
        return self[name]


_NO = Text("", "")


@lru_cache(maxsize=4096)
def _law_word(law: InForce, name: str, language: str) -> str:
    """A value of the law as shown; a set of names in the order it was written."""
    parameter, content = law.book.parameters[name], law.values[name]
    given = parameter.value_for(law.cycle, law.day).given
    return shown(given if isinstance(content, frozenset) else content, parameter.unit, language)


@lru_cache(maxsize=4096)
def _law_step(law: InForce, name: str) -> Step:
    words = Text(*(_law_word(law, name, language) for language in LANGUAGES))
    return Step(source_of(law, name), law.values[name], words, _NO)


@lru_cache(maxsize=4096)
def source_of(law: InForce, name: str) -> Source:
    """What is known of a step before anybody's facts are."""
    book = law.book
    if name in book.rules:
        rule = book.rules[name]
        return _source(
            law, name, rule.kind.value, rule.label, rule.unit, rule.statement, rule.cites,
            rule.standing, rule.inputs, rule.premises, rule.question,
        )  # fmt: skip
    if name in book.parameters:
        parameter = book.parameters[name]
        value = parameter.value_for(law.cycle, law.day)
        return _source(
            law,
            name,
            "value",
            parameter.label,
            parameter.unit,
            _NO,
            value.citations,
            value.standing,
        )
    fact = book.facts.get(name)
    label, unit = (fact.label, fact.unit) if fact else _OF_THE_CYCLE[name]
    return _source(law, name, "fact", label, unit, _NO, (), None)


_OF_THE_CYCLE = {
    CYCLE: (Text("年度", "cycle"), "year"),
    REFERENCE_DAY: (Text("申请日", "day of reference"), "day"),
}


def _source(
    law: InForce,
    name: str,
    kind: str,
    label: Text,
    unit: str,
    statement: Text,
    cites: tuple[Citation, ...],
    standing: Standing | None,
    inputs: tuple[str, ...] = (),
    premises: tuple[Text, ...] = (),
    question: Text | None = None,
) -> Source:
    last_day = Day.of(law.cycle, 12, 31)
    cites = tuple(cite for cite in cites if cite.document.in_force(last_day)) or cites
    standing = standing if kind == "value" else weakest(cites)
    written = {
        "name": name,
        "kind": kind,
        "label": label.as_json,
        "unit": unit,
        "statement": statement.as_json,
        "cites": [Text(cite.shown("zh"), cite.shown("en")).as_json for cite in cites],
        "standing": standing.value if standing else None,
        "inputs": list(inputs),
        "premises": [text.as_json for text in premises],
        "question": question.as_json if question else None,
    }
    return Source(
        name, kind, label, unit, statement, cites, standing, inputs, premises, question, written
    )


def is_open(value: Any) -> bool:
    """Whether a value of one person is not known for sure."""
    if isinstance(value, dict):
        return any(is_open(item) for item in value.values())
    return value is UNKNOWN or type(value) is Range

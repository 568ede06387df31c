"""A clause: one rule or one value of a version, with what it reads, what reads it and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luohu.law.graph import OF_THE_CYCLE, REFERENCE_DAY
from luohu.law.parameters import ALWAYS, EVER, Parameter, Value
from luohu.law.reform import in_force
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind, Rule
from luohu.law.sources import Citation, LawError, Standing, Text
from luohu.schemes.catalogue import find_rulebook
from luohu.web.policies.lines import lines

KINDS: Mapping[Kind, Promise] = {
    Kind.CALENDAR: pgettext_lazy("kind", "月份"),
    Kind.QUANTITY: pgettext_lazy("kind", "计算步骤"),
    Kind.CONDITION: pgettext_lazy("kind", "条件"),
    Kind.INDICATOR: pgettext_lazy("kind", "指标"),
    Kind.SUBTOTAL: pgettext_lazy("kind", "小计"),
    Kind.TOTAL: pgettext_lazy("kind", "总分"),
    Kind.TIE_KEY: pgettext_lazy("kind", "同分排序"),
    Kind.ROUTE: pgettext_lazy("kind", "途径"),
    Kind.ELIGIBILITY: pgettext_lazy("kind", "资格"),
    Kind.CONSEQUENCE: pgettext_lazy("kind", "随之而来"),
    Kind.REQUIREMENT: pgettext_lazy("kind", "申报要求"),
}
VALUE, FACT, YEAR = (
    pgettext_lazy("kind", "取值"),
    pgettext_lazy("kind", "申请人情况"),
    pgettext_lazy("kind", "年度"),
)
UNITS: Mapping[str, Promise] = {
    "points": _("分"),
    "months": _("个月"),
    "years": _("年数"),
    "age": _("周岁"),
    "times": _("次数"),
    "number": _("个数"),
    "yuan": _("元"),
    "people": _("人数"),
    "hours": _("小时"),
    "percent": _("百分比"),
    "day": _("日期"),
    "month": _("年月"),
    "year": _("年份"),
    "truth": _("是或否"),
    "switch": _("是或否"),
    "calendar": _("一组月份"),
    "points_set": _("一组分值"),
    "names": _("一组名称"),
    "steps": _("分档表"),
    "levels": _("分级表"),
    "rates": _("分段计分表"),
    "series": _("逐期数值"),
}
OF_THE_YEAR: Mapping[str, Text] = {
    OF_THE_CYCLE[0]: Text("申报年度", "year of the cycle"),
    REFERENCE_DAY: Text("计算基准日", "reference day"),
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something that a rule reads, or that reads it; what is no clause has no page of its own."""

    name: str
    label: Text
    what: Promise
    is_clause: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for a span of time: its lines in words, when (empty for always), its sources."""

    lines: tuple[Text, ...]
    when: str
    citations: tuple[Citation, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule, or one value with all its entries."""

    name: str
    label: Text
    what: Promise
    unit: Promise | str
    statement: Text | None
    citations: tuple[Citation, ...]
    standing: Standing
    question: Text | None
    premises: tuple[Text, ...]
    reads: tuple[Neighbour, ...]
    read_by: tuple[Neighbour, ...]
    entries: tuple[Entry, ...]
    outside: bool

    @property
    def searched(self) -> str:
        """All its words in both languages, in small letters, to look for some in."""
        texts = [self.label, self.statement, self.question, *self.premises]
        texts += [line for entry in self.entries for line in entry.lines]
        cites = [*self.citations, *(cite for entry in self.entries for cite in entry.citations)]
        told = [words for text in texts if text for words in (text.zh, text.en)]
        told += [cite.shown(language) for cite in cites for language in ("zh", "en")]
        return "\n".join([self.name, *told]).casefold()


@lru_cache(maxsize=64)
def clauses(version: str) -> Mapping[str, Clause]:
    """Every clause of a version by name: rules in the order of the law, then values."""
    book = find_rulebook(version)
    readers = _readers(book)
    rules = {name: _rule(book, rule, readers) for name, rule in book.rules.items()}
    values = {name: _value(book, value, readers) for name, value in book.parameters.items()}
    return {**rules, **values}


def clause(version: str, name: str) -> Clause:
    """One clause; LawError for one there is not."""
    found = clauses(version).get(name)
    if found is None:
        raise LawError(f"{version}: 没有 {name} 这一条 there is no rule or value {name}")
    return found


def neighbour(book: Rulebook, name: str) -> Neighbour:
    """What a name in a rule means."""
    if name in book.rules:
        rule = book.rules[name]
        return Neighbour(name, rule.label, KINDS[rule.kind], True)
    if name in book.parameters:
        return Neighbour(name, book.parameters[name].label, VALUE, True)
    if name in book.facts:
        return Neighbour(name, book.facts[name].label, FACT, False)
    return Neighbour(name, OF_THE_YEAR[name], YEAR, False)


def _readers(book: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The rules that read a name directly, in the order of the law."""
    found: dict[str, list[str]] = {}
    for rule in book.rules.values():
        for name in rule.inputs:
            found.setdefault(name, []).append(rule.name)
    return {name: tuple(rules) for name, rules in found.items()}


def _neighbours(book: Rulebook, names: tuple[str, ...]) -> tuple[Neighbour, ...]:
    return tuple(neighbour(book, name) for name in names)


def _rule(book: Rulebook, rule: Rule, readers: Mapping[str, tuple[str, ...]]) -> Clause:
    return Clause(
        rule.name, rule.label, KINDS[rule.kind], UNITS.get(rule.unit, rule.unit), rule.statement,
        rule.cites, rule.standing, rule.question, rule.premises, _neighbours(book, rule.inputs),
        _neighbours(book, readers.get(rule.name, ())), (), False,
    )  # fmt: skip


def _value(book: Rulebook, value: Parameter, readers: Mapping[str, tuple[str, ...]]) -> Clause:
    entries = tuple(_entry(one, value.unit) for one in value.values)
    order = list(Standing)
    standing = max((entry.standing for entry in entries), key=order.index)
    return Clause(
        value.name, value.label, VALUE, UNITS.get(value.unit, value.unit), None, (), standing, None,
        (), (), _neighbours(book, readers.get(value.name, ())), entries, value.outside,
    )  # fmt: skip


def _entry(value: Value, unit: str) -> Entry:
    always = value.cycles == EVER and value.days == ALWAYS
    when = "" if always else in_force(value)
    return Entry(tuple(lines(value, unit)), when, value.citations, value.standing)

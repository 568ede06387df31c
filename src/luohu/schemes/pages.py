"""A scheme as data for a page: conditions, indicators, values with dates, sources and standing."""

from __future__ import annotations

from typing import Any

from luohu.law.parameters import ALWAYS
from luohu.law.points import written
from luohu.law.reform import content_in_words
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind, Rule
from luohu.law.sources import Citation, Text
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import IN_POINTS, Scheme


def overview() -> list[dict[str, Any]]:
    """Every scheme with its versions and the cycles they cover."""
    return [
        {
            "scheme": name,
            "title": find_scheme(name).title.as_json,
            "versions": [
                {"rules": book.name, "title": book.title.as_json, "cycles": list(book.cycles)}
                for book in find_scheme(name).rulebooks
            ],
        }
        for name in scheme_names()
    ]


def page(scheme: Scheme, book: Rulebook) -> dict[str, Any]:
    """One version: every rule in the order of the law, every value, every cycle."""
    results = {
        "conditions": book.conditions,
        "routes": book.routes,
        "indicators": book.indicators,
        "scores": book.named(Kind.SUBTOTAL, Kind.TOTAL, Kind.TIE_KEY),
    }
    told = {name for names in results.values() for name in names}
    return {
        "scheme": scheme.name,
        "rules": book.name,
        "title": book.title.as_json,
        "cycles": list(book.cycles),
        **{what: [_rule(book.rules[name]) for name in names] for what, names in results.items()},
        "steps": [_rule(rule) for rule in book.rules.values() if rule.name not in told],
        "values": [_value(book, name) for name in book.parameters],
        "published": {str(year): _cycle(scheme, year) for year in scheme.cycles},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "kind": rule.kind.value,
        "label": rule.label.as_json,
        "unit": rule.unit,
        "statement": rule.statement.as_json,
        "cites": [_cite(cite) for cite in rule.cites],
        "standing": rule.standing.value,
        "reads": list(rule.inputs),
        "question": rule.question.as_json if rule.question else None,
        "premises": [text.as_json for text in rule.premises],
    }


def _value(book: Rulebook, name: str) -> dict[str, Any]:
    parameter = book.parameters[name]
    return {
        "name": name,
        "label": parameter.label.as_json,
        "unit": parameter.unit,
        "outside": parameter.outside,
        "values": [
            {
                "value": Text(
                    *(content_in_words(value, parameter.unit, k) for k in ("zh", "en"))
                ).as_json,
                "cycles": list(value.cycles),
                "days": [None if day in ALWAYS else str(day) for day in value.days],
                "cites": [_cite(cite) for cite in value.citations],
                "standing": value.standing.value,
            }
            for value in parameter.values
        ],
    }


def _cite(cite: Citation) -> dict[str, Any]:
    return {
        "document": cite.document.title.as_json,
        "number": cite.document.number,
        "article": cite.article,
        "standing": cite.standing.value,
    }


def _cycle(scheme: Scheme, year: int) -> dict[str, Any]:
    return {
        name: {
            "value": written(fact.value) if name in IN_POINTS else fact.value,
            "standing": fact.standing.value,
            "source": fact.source,
        }
        for name, fact in scheme.cycles[year].items()
    }

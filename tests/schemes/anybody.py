"""Anybody: documents thrown from the catalogue of facts, for any scheme, mostly of its own city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact
from luohu.people.facts.choices import INSURANCE
from luohu.people.facts.places import CITY, DISTRICTS, City
from luohu.people.types import (
    AnswerType,
    ChoiceType,
    DayType,
    FlagType,
    MonthType,
    PointsType,
    TextType,
    WholeType,
    YearType,
)
from tests.documents import Dice, Document, Row

MONEY = (0, 5_000, 6_000, 7_500, 9_000, 12_000, 25_000, 40_000, 60_000, 120_000, 250_000)


def city_of(scheme: str) -> City:
    """The city of a scheme, by its name or a rulebook's."""
    return City[scheme.partition("@")[0].partition("-")[0].upper()]


def anybody(dice: Dice, city: City, name: str = "anybody") -> Document:
    """Somebody of whom everything is known; rows are mostly of the city."""
    document: Document = {"id": name, "city": _named(city)}
    for item in PERSON:
        if isinstance(item, Group):
            held = {fact.written_as: _value(dice, fact, city) for fact in item.fields}
            document[item.name] = dice.choice([held, None]) if item.may_be_null else held
        elif not isinstance(item.type, TextType) and item.name != "city":
            document[item.written_as] = _value(dice, item, city)
    for listed in LISTS:
        rows = dice.choice([0, 0, 1, 1, 2, 4] if listed.name != "insurance" else [1, 2, 3, 5])
        document[listed.written_as] = [_row(dice, listed, city) for _ in range(rows)]
    return _consistent(document, dice)


def with_gaps(dice: Dice, document: Document) -> Document:
    """The same person, some of whose facts nobody has stated."""
    return {
        name: value
        for name, value in document.items()
        if name not in MAY_BE_UNKNOWN or dice.choice([True, True, True, False])
    }


def _may_be_unknown() -> Iterator[str]:
    """What is unknown when it is left out; the rest then means something."""
    for item in PERSON:
        if isinstance(item, Group) and not item.left_out_is_null:
            yield item.name
        elif isinstance(item, Fact) and item.left_out is None:
            yield item.written_as
    yield from (listed.written_as for listed in LISTS if not listed.left_out_is_empty)


MAY_BE_UNKNOWN = frozenset(_may_be_unknown()) - {"id"}


def shuffled(document: Document, order: Any) -> Document:
    """The same person, the rows of the lists in another order."""
    found = dict(document)
    for listed in LISTS:
        if listed.written_as in found:
            found[listed.written_as] = order(found[listed.written_as])
    return found


def _named(city: City) -> str:
    return CITY.choices[city - 1].name


def _consistent(document: Document, dice: Dice) -> Document:
    """Put right what no document may say: sentences without a record, spans that run backwards."""
    born = 2026 - dice.choice([*range(17, 68), 35, 36, 40, 41, 44, 45, 46, 50, 55, 60])
    document["born"] = f"{born}-{dice.choice([1, 6, 9, 10, 12]):02d}-{dice.choice([1, 15, 30]):02d}"
    for row in [row for listed in LISTS for row in document[listed.written_as]]:
        for before, after in (("from", "to"), ("enrolled", "graduated"), ("punished", "ended")):
            if row.get(before) and row.get(after) and row[after] < row[before]:
                row[before], row[after] = row[after], row[before]
    if not document["criminal_record"]:
        document["convictions"] = []
    return document


def _row(dice: Dice, listed: ListFact, city: City) -> Row:
    return {
        fact.written_as: _value(dice, fact, city)
        for fact in listed.fields
        if fact.required or dice.choice([True, True, False])
    }


def _value(dice: Dice, fact: Fact, city: City) -> Any:
    if fact.null is not None and not fact.required and dice.choice([False, False, False, True]):
        return None
    if fact.may_be_open and dice.choice([True, False]):
        return None
    return _stated(dice, fact, city)


def _stated(dice: Dice, fact: Fact, city: City) -> Any:
    kind = fact.type
    if isinstance(kind, ChoiceType):
        return _chosen(dice, fact, kind, city)
    if isinstance(kind, FlagType | AnswerType):
        return dice.choice([True, False])
    if isinstance(kind, PointsType):
        return dice.choice([0, 1, 50, 100]) if kind.unit == "percent" else dice.choice([0, 2, 12])
    if isinstance(kind, YearType):
        return dice.randint(2014, 2026)
    if isinstance(kind, MonthType):
        return f"{dice.randint(2004, 2026)}-{dice.choice([1, 3, 6, 7, 9]):02d}"
    if isinstance(kind, DayType):
        return f"{dice.randint(2010, 2026)}-{dice.choice([1, 4, 9]):02d}-{dice.choice([1, 30]):02d}"
    assert isinstance(kind, WholeType)
    listed = MONEY if kind.unit == "yuan" else (0, 1, 2, 3, 12, 24, 30)
    return dice.choice([number for number in listed if kind.lowest <= number <= kind.highest])


def _chosen(dice: Dice, fact: Fact, kind: ChoiceType, city: City) -> str:
    if kind is CITY:
        return dice.choice([*[_named(city)] * 6, "beijing", "elsewhere", "hebei"])
    if fact.name == "district":
        near: Sequence[tuple[str, str]] = DISTRICTS[city]
        return dice.choice([*(zh for zh, _ in near), *(zh for zh, _ in near), "海淀"])
    if kind is INSURANCE:
        return dice.choice(["all", "all", "all", "pension", "medical"])
    return dice.choice([choice.name for choice in kind.choices])

"""Facts of documents that tell of months ahead, which a document of today may not state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from luohu.law.months import Month
from luohu.people.applicant import facts_of
from luohu.people.facts import LISTS, LOCATED, Fact, ListFact, city_of, home_city
from luohu.people.rows import OneRows
from luohu.people.types import FlagType, MonthType, YearType
from luohu.study.plan.carrying import Document, Row

CHANGEABLE = {
    listed.name: listed
    for listed in LISTS
    if listed.name in ("insurance", "homes", "qualifications", "taxes")
}
CHOICES = ("education", "area", "innovation")
CHOICE_FACTS = tuple(f"choices_{name}" for name in CHOICES)


@dataclass(frozen=True)
class Stated:
    """The facts of one document; `versions` tell apart what plans may change, fact by fact."""

    facts: Mapping[str, Any]
    versions: Mapping[str, int]


@dataclass
class Reader:
    """Facts of one applicant's documents as plans change them; a list is read once in each form."""

    applicant: Any
    known: dict[tuple[str, str], tuple[int, OneRows]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = facts_of(self.applicant)
        rows = [row for name in LOCATED for row in getattr(self.applicant, name) or ()]
        named = [row.city or city_of(getattr(row, "district", 0)) for row in rows]
        self.home = home_city(self.applicant.city, named)

    def read(self, document: Document) -> Stated:
        """The facts of a changed document: lists and choices from it, all else as at first."""
        facts, versions = dict(self.base), dict.fromkeys((*CHANGEABLE, *CHOICE_FACTS), 0)
        for name, listed in CHANGEABLE.items():
            rows = document.get(listed.written_as)
            if rows is not None:
                versions[name], facts[name] = self._rows(listed, rows)
        for name, fact in zip(CHOICES, CHOICE_FACTS, strict=True):
            if name in document.get("choices", {}):
                facts[fact] = document["choices"][name]
            versions[fact] = int(bool(facts[fact]))
        return Stated(facts, versions)

    def _rows(self, listed: ListFact, rows: Any) -> tuple[int, OneRows]:
        key = listed.name, json.dumps(rows, sort_keys=True, ensure_ascii=False)
        if key not in self.known:
            read = OneRows([_row(listed, row, self.home) for row in rows])
            self.known[key] = len(self.known) + 1, read
        return self.known[key]


def _row(listed: ListFact, row: Row, home: int) -> SimpleNamespace:
    """One row as rules read it, its place told."""
    read = {fact.name: _value(fact, row) for fact in listed.fields}
    if listed.name in LOCATED:
        read["place"] = read["city"] or city_of(read.get("district", 0)) or home
    return SimpleNamespace(**read)


def _value(fact: Fact, row: Row) -> Any:
    """A field's value; months and years may lie ahead."""
    if fact.written_as not in row or row[fact.written_as] is None:
        absent = fact.left_out if fact.written_as not in row else fact.null
        return bool(absent) if isinstance(fact.type, FlagType) else absent
    raw = row[fact.written_as]
    if isinstance(fact.type, MonthType):
        return int(Month.parse(raw))
    return int(raw) if isinstance(fact.type, YearType) else fact.type.read(raw)

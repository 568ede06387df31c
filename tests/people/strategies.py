"""Applicants of every shape that the catalogue allows, for Hypothesis."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact
from luohu.people.facts.places import CITY, DISTRICT, city_of
from luohu.people.layout import EXAMPLE
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
from tests.people.invented import Document, identity_number

MONTHS = st.integers(2006 * 12, 2025 * 12).map(lambda n: f"{n // 12}-{n % 12 + 1:02d}")
DAYS = st.dates(date(2006, 1, 1), date(2025, 12, 31)).map(str) | st.just("2020-02-29")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=20,
).filter(lambda text: bool(text.strip()) and text.strip()[0] not in "=+-@#")
NUMBERS = WORDS.filter(lambda words: words.strip() != EXAMPLE)  # the example row is left out


def _values(fact: Fact) -> st.SearchStrategy[Any]:
    kind = fact.type
    if isinstance(kind, ChoiceType):
        return st.sampled_from([choice.name for choice in kind.choices])
    if isinstance(kind, PointsType):
        return st.integers(0, kind.highest // 100) | st.integers(0, kind.highest).map(
            lambda n: f"{n // 100}.{n % 100:02d}"
        )
    if isinstance(kind, WholeType):
        return st.integers(kind.lowest, kind.highest)
    plain = {
        FlagType: st.booleans(),
        AnswerType: st.booleans(),
        YearType: st.integers(1990, 2025),
        MonthType: MONTHS,
        DayType: DAYS,
    }
    return next(found for known, found in plain.items() if isinstance(kind, known))


def _answers(fact: Fact) -> st.SearchStrategy[Any]:
    return _values(fact) | st.none() if fact.null is not None else _values(fact)


def _fields(facts: tuple[Fact, ...]) -> st.SearchStrategy[Document]:
    needed = {fact.written_as: _answers(fact) for fact in facts if fact.required}
    others = {fact.written_as: _answers(fact) for fact in facts if not fact.required}
    return st.fixed_dictionaries(needed, optional=others).map(_in_order)


def _in_order(row: Document) -> Document:
    """Put right what a check would refuse: spans run forwards, a district lies in its city."""
    for before, after in (("from", "to"), ("enrolled", "graduated"), ("punished", "ended")):
        if row.get(before) and row.get(after) and row[after] < row[before]:
            row[before], row[after] = row[after], row[before]
    if row.get("city") and row.get("district"):
        lies_in = city_of(DISTRICT.read(row["district"]))
        row["district"] = row["district"] if lies_in == CITY.read(row["city"]) else None
    if "from" in row and row["from"] is None:
        row["to"] = None
    return {"since": None} if "since" in row and row["since"] is None else row


def _group(item: Group) -> st.SearchStrategy[Any]:
    return _fields(item.fields) | st.none() if item.may_be_null else _fields(item.fields)


def _rows(listed: ListFact) -> st.SearchStrategy[Any]:
    rows = st.lists(_fields(listed.fields), max_size=3)
    return rows | st.none() if listed.left_out_is_empty else rows


def _stated() -> dict[str, st.SearchStrategy[Any]]:
    found: dict[str, st.SearchStrategy[Any]] = {}
    for item in PERSON:
        if isinstance(item, Group):
            found[item.name] = _group(item)
        elif not isinstance(item.type, TextType):
            found[item.written_as] = _answers(item)
    return found | {listed.written_as: _rows(listed) for listed in LISTS}


BORN = {"born": st.dates(date(1940, 1, 1), date(1985, 12, 31)).map(str)}
ANYTHING = st.fixed_dictionaries({"id": NUMBERS}, optional=_stated() | BORN)


def _cities_named(document: Document) -> int:
    """How many cities the rows of a document name: if several, its own city must be stated."""
    rows = [row for listed in LISTS for row in document.get(listed.written_as) or ()]
    cities = {CITY.read(row["city"]) for row in rows if row.get("city")}
    return len(
        cities | {city_of(DISTRICT.read(row["district"])) for row in rows if row.get("district")}
    )


@st.composite
def applicants(draw: st.DrawFn) -> Document:
    """One applicant, of whom anything may be left out; nothing contradicts anything."""
    document = draw(ANYTHING)
    if document.get("criminal_record") is False:
        document.pop("convictions", None)
    if _cities_named(document) > 1:
        document["city"] = draw(st.sampled_from(["beijing", "elsewhere"]))
    if document.get("born") and document.get("sex") and draw(st.booleans()):
        order = draw(st.integers(0, 499)) * 2 + (document["sex"] == "male")
        document["id_number"] = identity_number(document["born"].replace("-", ""), order)
    return document


def cohorts() -> st.SearchStrategy[list[Document]]:
    """A few applicants with different numbers."""
    return st.lists(applicants(), min_size=1, max_size=4, unique_by=lambda one: one["id"].strip())

"""The rules against an oracle written from the published rules alone: anybody, first and last cycle."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts.places import City
from luohu.schemes.guangzhou.settlement_2025 import rulebook
from tests.documents import EXPLORING, Dice, Document, Row
from tests.oracle.guangzhou import (
    BASIC,
    BONUS,
    CONDITIONS,
    DEDUCTED,
    KINDS,
    Readings,
    settlement,
)
from tests.oracle.rows import written
from tests.schemes.anybody import anybody
from tests.schemes.cases import home, paid, person, span, studied

PEOPLE = 3000 if EXPLORING else 300
MONEY = (0, 1, 9_999, 10_000, 20_000, 29_999, 30_000, 50_000, 60_000, 100_000, 199_999, 200_000)
SWITCHES = ("spouses_home_counts", "unregistered_lease_counts", "part_year_counts")
CHOICES: dict[str, Sequence[Any]] = {one.name: (False, True) for one in fields(Readings)} | {
    "insured": ("every kind", "any month", *KINDS),
    "unstated_and_central": range(16),
}
TOUCHED = {
    "spouses_home_counts": {"dwelling"},
    "unregistered_lease_counts": {"dwelling"},
    "part_year_counts": {"age"},
    "flexible_work_counts": {"works_here"},
    "insured": {"insured_four_years"},
    "served_into_the_years_counts": {"no_recent_punishment"},
    "punished_after_the_cutoff_counts": {"no_recent_punishment"},
    "records_of_the_first_year_count": {"tax_evasion", "public_security"},
    "records_of_the_last_year_count": {"tax_evasion", "public_security"},
    "children_by_the_year_end": {"children_who_may_follow"},
    "what_is_not_stated_is_so": {"trade_in_demand", "tax_settlement"},
}
MADE_OF = {
    "total": BASIC,
    "qualification": (*BASIC, *BONUS, *DEDUCTED),
    "enough_points": ("qualification",),
    "eligible": CONDITIONS,
}


STRICT, GENEROUS = (
    Readings(**{name: choices[end] for name, choices in CHOICES.items()}) for end in (0, -1)
)


def any_readings(dice: Dice) -> Readings:
    return Readings(**{name: dice.choice(choices) for name, choices in CHOICES.items()})


def is_open(name: str, document: Document, cycle: int, how: Readings, settled: bool) -> bool:
    """Whether a question not settled from outside leaves a result open for this document."""
    if name in MADE_OF:
        return any(is_open(part, document, cycle, how, settled) for part in MADE_OF[name])
    if name == "moved_out":
        homes = [row for row in document["homes"] if row.get("city") in (None, "guangzhou")]
        return any(not row.get("district") for row in homes)
    asked = [one for one in TOUCHED if name in TOUCHED[one] and not (settled and one in SWITCHES)]
    return any(
        len({settlement(document, cycle, one)[name] for one in answers}) > 1
        for question in asked
        for answers in all_answers(question, how, settled)
    )


def all_answers(question: str, how: Readings, settled: bool) -> Iterator[list[Readings]]:
    """Each answer to one question, whatever is said to the others that are open."""
    told = {name: getattr(how, name) for name in SWITCHES} if settled else {}
    for start in (how, STRICT, GENEROUS):
        yield [replace(start, **told | {question: answer}) for answer in CHOICES[question]]


def assert_agreement(document: Document, cycle: int, how: Readings, settled: bool) -> None:
    given = {name: str(getattr(how, name)).lower() for name in SWITCHES} if settled else {}
    law = rulebook.given(given).at(cycle)
    values = law.evaluate(facts_of(read_applicant(document)))
    wanted = settlement(document, cycle, how)
    assert wanted.keys() == set(law.outcomes)
    for name, answer in wanted.items():
        value = values[name].settled() if isinstance(values[name], Range) else values[name]
        expected = answer * 100 if rulebook.rules[name].unit == "points" else answer
        if isinstance(value, Range):
            assert is_open(name, document, cycle, how, settled), f"{name}: nothing is open"
            assert value.low <= expected <= value.high, name
        else:
            assert value == expected, name


# ---- people near the edges of the law


def at_the_edges(dice: Dice, cycle: int) -> Document:
    """Anybody, whose spans, days, years and money are moved to where the rules change."""
    document = anybody(dice, City.GUANGZHOU)
    document["born"] = a_day(dice, cycle, (17, 18, 39, 40, 41, 42, 44, 45, 46, 47, 54, 55, 56))
    for name in ("blood_donations", "patents", "volunteering"):
        document[name] = [dict(row) for row in document[name] * dice.choice([1, 1, 2, 3])]
    for row in [row for rows in document.values() if isinstance(rows, list) for row in rows]:
        if dice.choice([True, True, False]):
            row.update(moved(dice, cycle, row))
    return near_eligible(document) if dice.choice([True, False]) else document


def near_eligible(document: Document) -> Document:
    """The same person at work with a permit, without a record; the age and the rest as they are."""
    return document | {
        "criminal_record": False,
        "convictions": [],
        "permits": [*document["permits"], span("2018-01", city="guangzhou")],
        "jobs": [*document["jobs"], span("2019-01", kind="employed")],
    }


def moved(dice: Dice, cycle: int, row: Row) -> Row:
    """Other values of a row, of the fields that it has."""
    deeds = {name: a_day(dice, cycle, range(6)) for name in ("on", "granted", "punished")}
    month = dice.choice([f"{cycle}-08", f"{cycle}-09", f"{cycle}-10"])
    found: Row = stretch(dice, cycle * 12 + 8) | deeds | {
        "year": cycle - dice.choice([0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6]),
        "ended": dice.choice([None, max(deeds["punished"], a_day(dice, cycle, range(6)))]),
        "born": a_day(dice, cycle, (0, 17, 18, 19)),
        "graduated": month, "enrolled": None, "obtained": month,
        "hours": dice.choice([20, 25, 30, 49, 50, 51, 500]),
        "inventors": dice.choice([1, 1, 2, 3, 6, 7]),
        "paid": dice.choice(MONEY),
    }  # fmt: skip
    return {name: found[name] for name in row.keys() & found.keys()}


def stretch(dice: Dice, cutoff: int) -> Row:
    """A span of months of a length that matters, most often up to the cut-off month."""
    last = cutoff - dice.choice([-1, 0, 0, 0, 1, 12, 30])
    first = last + 1 - dice.choice([1, 11, 12, 13, 24, 47, 48, 49, 59, 60, 61, 120, 144])
    still = last == cutoff and dice.choice([True, False])
    return {"from": written(first), "to": None if still else written(last)}


def a_day(dice: Dice, cycle: int, years: Sequence[int]) -> str:
    """A day some years before the cut-off day, or one day off, or the turn of the year."""
    day = dice.choice(["09-29", "09-30", "09-30", "10-01", "01-01"])
    return f"{cycle - dice.choice(years)}-{day}"


# ---- the agreement


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("cycle", rulebook.cycles)
def test_anybody_scores_as_the_oracle_says(cycle: int, settled: bool) -> None:
    dice = random.Random(None if EXPLORING else cycle)
    for _ in range(PEOPLE):
        assert_agreement(anybody(dice, City.GUANGZHOU), cycle, any_readings(dice), settled)


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("cycle", rulebook.cycles)
def test_people_at_the_edges_score_as_the_oracle_says(cycle: int, settled: bool) -> None:
    dice = random.Random(None if EXPLORING else cycle)
    for _ in range(PEOPLE):
        assert_agreement(at_the_edges(dice, cycle), cycle, any_readings(dice), settled)


# ---- the dossier's worked examples, all constructed


def permit(first: str) -> list[Row]:
    return [span(first, city="guangzhou")]


EXAMPLES = {
    "1 an own home, ten years of permit, twelve insured": (
        {"born": "1987-09-30", "permits": permit("2015-10"), "homes": [home("own", "2020-01")],
         "insurance": [paid("2013-10")], "housing_fund": [span("2016-10")],
         "education": [studied("2008-07", "associate")]}, 268, "288"),
    "2 aged 44, six years of permit, renting and insurance": (
        {"born": "1981-01-01", "permits": permit("2019-10"), "homes": [home("rent", "2019-10")],
         "insurance": [paid("2019-10")]}, 150, "150"),
    "3 a bachelor of 30, four years of everything": (
        {"born": "1995-01-01", "permits": permit("2021-10"), "homes": [home("rent", "2021-10")],
         "insurance": [paid("2021-10")], "housing_fund": [span("2021-10")],
         "education": [studied("2018-07", "bachelor")],
         "blood_donations": [{"on": f"202{year}-05-01"} for year in (3, 4, 5)],
         "tax": [{"year": 2024, "paid": 10_000, "settled": True}]}, 130, "172"),
    "5 two patents of three inventors": (
        {"born": "1960-01-01", "patents": [
            {"kind": "invention", "granted": "2024-01-01", "inventors": 3}] * 2}, 0, "13.33"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_oracle_gives_the_worked_examples(name: str) -> None:
    facts, total, qualification = EXAMPLES[name]
    found = settlement(person("guangzhou", **facts), 2025, Readings())
    assert found["total"] == total
    assert found["qualification"] == Decimal(qualification)

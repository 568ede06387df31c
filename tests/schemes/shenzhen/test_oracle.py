"""The rules against an oracle written from the published rules alone: anybody, first and last cycle."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts.places import City
from luohu.schemes.shenzhen.settlement_2023 import rulebook
from tests.documents import EXPLORING, Dice, Document, Row
from tests.oracle.rows import written
from tests.oracle.shenzhen import CONDITIONS, INDICATORS, Readings, settlement
from tests.schemes.anybody import anybody
from tests.schemes.cases import home, paid, person, span

PEOPLE = 3000 if EXPLORING else 300
TRUTHS = (False, True)
SWITCHES = ("age_limit_included", "runs_may_be_joined", "transferred_months_count",
            "each_kind_still_paid")  # fmt: skip
TOUCHED = {
    "age_limit_included": {"age_allowed"},
    "runs_may_be_joined": {"five_years_of_home"},
    "transferred_months_count": {"five_years_insured", "insurance_paid"},
    "each_kind_still_paid": {"insurance_paid"},
    "detentions_of_the_first_year_count": {"drugs_or_detention"},
    "detentions_of_the_last_year_count": {"drugs_or_detention"},
}
MADE_OF = {"total": INDICATORS, "eligible": CONDITIONS}


def any_readings(dice: Dice, settled: bool) -> Readings:
    answers: dict[str, Any] = {name: dice.choice(TRUTHS) for name in TOUCHED}
    how = Readings(**answers)
    return how if not settled else replace(
        how,
        last_day=dice.choice(["08-31", "09-30", "12-31"]),
        own_share_required=dice.choice([1, 50, 51, 100]),
        marriage_years_required=dice.choice([0, 1, 2, 3]),
    )  # fmt: skip


def given(how: Readings, cycle: int) -> dict[str, str]:
    """What settles the questions from outside."""
    return {name: str(getattr(how, name)).lower() for name in SWITCHES} | {
        "cutoff_day": f"{cycle}-{how.last_day}",
        "own_share_required": str(how.own_share_required),
        "marriage_years_required": str(how.marriage_years_required),
    }


def is_open(name: str, document: Document, cycle: int, how: Readings, settled: bool) -> bool:
    """Whether a question not settled from outside leaves a result open for this document."""
    if name in MADE_OF:
        return any(is_open(part, document, cycle, how, settled) for part in MADE_OF[name])
    asked = [one for one in TOUCHED if name in TOUCHED[one] and not (settled and one in SWITCHES)]
    return any(
        len({settlement(document, cycle, one)[name] for one in answers}) > 1
        for question in asked
        for answers in all_answers(question, how, settled)
    )


def all_answers(question: str, how: Readings, settled: bool) -> Iterator[list[Readings]]:
    """Both answers to one question, whatever is said to the others that are open."""
    unsettled = [name for name in TOUCHED if not (settled and name in SWITCHES)]
    others: list[dict[str, Any]] = [dict.fromkeys(unsettled, answer) for answer in TRUTHS]
    for start in (how, *(replace(how, **other) for other in others)):
        answers: list[dict[str, Any]] = [{question: answer} for answer in TRUTHS]
        yield [replace(start, **answer) for answer in answers]


def assert_agreement(document: Document, cycle: int, how: Readings, settled: bool) -> None:
    law = rulebook.given(given(how, cycle) if settled else {}).at(cycle)
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
    """Anybody, whose spans, days and years are moved to where the rules change."""
    document = anybody(dice, City.SHENZHEN)
    document["born"] = a_day(dice, cycle, (49, 50, 51, 52, 54, 55, 56, 57))
    married = {"since": min(a_day(dice, cycle, range(5)), "2026-11-01")}
    document["marriage"] = dice.choice([None, married])
    for row in [row for rows in document.values() if isinstance(rows, list) for row in rows]:
        row.update(moved(dice, cycle, row))
    if dice.choice([True, False]):
        document["homes"] = one_after_the_other(dice, min(cycle * 12 + 8, 2026 * 12 + 10))
    return near_eligible(document) if dice.choice([True, False]) else document


def near_eligible(document: Document) -> Document:
    """The same person with a permit and without a record; age, home and the rest as they are."""
    return document | {
        "criminal_record": False,
        "convictions": [],
        "permits": [*document["permits"], span("2018-01", city="shenzhen")],
        "penalties": [row for row in document["penalties"] if row["kind"] != "banned_organisation"],
    }


def one_after_the_other(dice: Dice, last: int) -> list[Row]:
    """A lease and an own home of five years together, or about, with a gap or an overlap."""
    begun = last - dice.choice([28, 29, 30])
    ended = begun + dice.choice([-2, -1, -1, 0, 5])
    lease = home("rent", written(ended - dice.choice([28, 29, 30])), written(ended))
    return [lease, home("own", written(begun))]


def moved(dice: Dice, cycle: int, row: Row) -> Row:
    """Other values of a row, of the fields that it has; an own home may have a share."""
    found: Row = stretch(dice, min(cycle * 12 + 8, 2026 * 12 + 10)) | {
        "year": min(cycle - dice.choice([0, 1, 2, 3, 3, 4, 5]), 2026),
        "born": min(a_day(dice, cycle, (1, 17, 18, 19)), "2026-11-01"),
        "tenure": dice.choice(["own", "rent"]),
        "share": dice.choice(["0.99", 1, "49.99", 50, "50.01", 51, 100]),
        "certificate": None,
    }
    return {name: found[name] for name in row.keys() & found.keys()}


def stretch(dice: Dice, cutoff: int) -> Row:
    """A span of months of a length that matters, most often up to the last month."""
    last = cutoff - dice.choice([0, 0, 0, 1, 12, 30, 31])
    first = last + 1 - dice.choice([1, 12, 30, 31, 58, 59, 60, 61, 62, 120, 144])
    still = last == cutoff and dice.choice([True, False])
    return {"from": written(first), "to": None if still else written(last)}


def a_day(dice: Dice, cycle: int, years: Sequence[int]) -> str:
    """A day some years before the last day, or one day off, or the turn of the year."""
    day = dice.choice(["09-29", "09-30", "09-30", "10-01", "01-01"])
    return f"{cycle - dice.choice(years)}-{day}"


# ---- the agreement


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("cycle", rulebook.cycles)
def test_anybody_scores_as_the_oracle_says(cycle: int, settled: bool) -> None:
    dice = random.Random(None if EXPLORING else cycle)
    for _ in range(PEOPLE):
        document, how = anybody(dice, City.SHENZHEN), any_readings(dice, settled)
        assert_agreement(document, cycle, how, settled)


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("cycle", rulebook.cycles)
def test_people_at_the_edges_score_as_the_oracle_says(cycle: int, settled: bool) -> None:
    dice = random.Random(None if EXPLORING else cycle)
    for _ in range(PEOPLE):
        document, how = at_the_edges(dice, cycle), any_readings(dice, settled)
        assert_agreement(document, cycle, how, settled)


# ---- the dossier's worked examples, all constructed

AS_1 = {"homes": [home("own", "2015-10")], "insurance": [paid("2011-10")]}
BRAVE = {"commendations": [{"kind": "bravery"}]}
EXAMPLES = {
    "1 an own home of 96 months, 144 months insured": (AS_1, "312"),
    "2 a lease of 120 months, 150 months insured": (
        {"homes": [home("rent", "2013-10")], "insurance": [paid("2011-04")]}, "249"),
    "3 forty months of the lease overlap owning": (
        {"homes": [home("own", "2018-10"), home("rent", "2012-02", "2022-01")],
         "insurance": [paid("2015-06", kind=kind) for kind in ("pension", "medical")]}, "136"),
    "4 as 1, brave and detained two years ago": (AS_1 | BRAVE | {"detentions": [{"year": 2021}]}, "42"),
    "4 as 1, brave and detained four years ago": (AS_1 | BRAVE | {"detentions": [{"year": 2019}]}, "342"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_oracle_gives_the_worked_examples(name: str) -> None:
    facts, total = EXAMPLES[name]
    assert settlement(person("shenzhen", **facts), 2023, Readings())["total"] == Decimal(total)

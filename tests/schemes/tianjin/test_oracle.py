"""The tables of 2018 and 2022 against an oracle written from the sources alone: anybody, both batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from luohu.law.ranges import Range
from luohu.law.rulebook import Rulebook
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts.places import City
from luohu.schemes.tianjin.settlement_2018 import rulebook as book_2018
from luohu.schemes.tianjin.settlement_2022 import rulebook as book_2022
from tests.documents import EXPLORING, Dice, Document, Row
from tests.oracle.rows import written
from tests.oracle.tianjin import (
    CERTIFICATES_2018,
    CONDITIONS,
    SHORTAGE_2018,
    table_2018,
    table_2022,
)
from tests.oracle.tianjin_life import DISTRICTS, KINDS, Readings, Result
from tests.schemes.anybody import anybody

PEOPLE = 3000 if EXPLORING else 300
LAST_MONTH = 2026 * 12 + 9  # documents tell what has been
CHOICES: dict[str, Sequence[Any]] = {one.name: (False, True) for one in fields(Readings)} | {
    "admission_line": (0, 130, 10_000),
    "insured": ("every kind", "any kind", *KINDS),
    "technician_class_points": (0, 10, 500),
    "qualification_stands_for": ("", *reversed(CERTIFICATES_2018)),
    "unstated_shortage": tuple(SHORTAGE_2018),
    "unstated_district": ("和平", "东丽", "武清", "滨海新区"),
    "points_per_false_data": (0, 30, 500),
    "unlisted_sentences": (0, 1, 50),
    "registers_in": ("", "和平", "滨海新区"),
    "spouse_months_required": (0, 12, 24),
    "tax_points": (0, 20),
    "patent_points": (0, 20),
    "honour_points": (0, 20),
    "crime_points": (0, 100),
}
CHOICES.pop("batch")
TOUCHED = {
    "admission_line": {"admitted"},
    "insured": {"insured_without_gap"},
    "double_insurance_barred": {"insured_here_only"},
    "earlier_double_insurance_bars": {"insured_here_only"},
    "birth_policy_bars": {"birth_policy_kept"},
    "endorsements_of_three_regions": {"endorsement"},
    "records_of_the_boundary_year_count": {"endorsement", "false_data"},
    "irregular_fund_counts": {"fund"},
    "degree_alone_counts": {"education", "social_insurance"},
    "technician_class_points": {"education"},
    "qualification_stands_for": {"title", "social_insurance"},
    "skill_must_fit_the_post": {"title"},
    "unstated_shortage": {"occupation"},
    "unstated_district": {"home", "new_home", "area"},
    "what_is_not_stated_is_so": {"title", "home", "new_home", "social_insurance"},
    "spouse_home_counts": {"home", "new_home"},
    "rent_by_full_years": {"home"},
    "transition_applies": {"home"},
    "older_new_homes_count": {"new_home"},
    "sold_new_home_counts": {"new_home"},
    "encumbered_old_home_counts": {"home", "area"},
    "running_sentence_counts": {"crime"},
    "points_per_false_data": {"false_data"},
    "stated_false_data_is_another": {"false_data"},
    "unlisted_sentences": {"crime"},
    "homes_are_older_than_their_certificate": {"home", "new_home", "area"},
    "irregular_insurance_counts": {"social_insurance"},
    "home_of_the_family": {"home"},
    "registers_in": {"area"},
    "spouse_months_required": {"marriage"},
    "older_false_data_counts": {"false_data"},
    "bad_credit_counts": {"credit"},
    "tax_points": {"tax"},
    "patent_points": {"patent"},
    "honour_points": {"honour"},
    "crime_points": {"crime"},
}
OF_2018 = ("birth_policy_bars", "admission_line", "endorsements_of_three_regions",
           "technician_class_points", "spouse_months_required", "tax_points", "patent_points",
           "honour_points", "crime_points")  # fmt: skip
OF_2022 = ("double_insurance_barred", "birth_policy_bars", "admission_line",
           "endorsements_of_three_regions", "spouse_home_counts", "transition_applies",
           "older_new_homes_count", "technician_class_points", "points_per_false_data")  # fmt: skip
SUMMED_UP = {
    "filing_line_reached": {"total"},
    "eligible": {*CONDITIONS},
    "admitted": {"eligible", "total"},
}


class Case:
    """A batch of a year under one table, with the questions that are settled from outside."""

    def __init__(self, cycle: int, batch: int, settled: bool) -> None:
        self.cycle, self.batch = cycle, batch
        self.old = cycle < 2020
        self.book: Rulebook = book_2018 if self.old else book_2022
        self.table: Callable[..., Result] = table_2018 if self.old else table_2022
        switches = OF_2018 if self.old else OF_2022
        self.settled = (
            (*switches, *(["rent_by_full_years"] if cycle >= 2023 else [])) if settled else ()
        )

    def readings(self, dice: Dice) -> Readings:
        """Any readings of what is open; in 2018 being insured twice surely barred."""
        chosen = {name: dice.choice(choices) for name, choices in CHOICES.items()}
        return Readings(batch=self.batch, **chosen | self.fixed())

    def fixed(self) -> dict[str, bool]:
        return {"double_insurance_barred": True} if self.old else {}

    def given(self, how: Readings) -> dict[str, str]:
        told = {name: str(getattr(how, name)).lower() for name in self.settled}
        return told | {"batch": str(self.batch)}


def open_results(document: Document, case: Case, how: Readings, ranges: set[str]) -> set[str]:
    """Which of some results a question that is not settled leaves open for this document."""
    found = {name for name, is_so in wider_than_need_be(document, case).items() if is_so}
    for start in (how, *extremes(case, how)):
        for name in CHOICES.keys() - {*case.settled, *case.fixed()}:
            if touched := TOUCHED[name] & ranges - found:
                others = [replace(start, **{name: one}) for one in CHOICES[name]]
                answers = [case.table(document, case.cycle, other) for other in others]
                found |= {one for one in touched if len({answer[one] for answer in answers}) > 1}
    if found & (case.book.rules.keys() - SUMMED_UP.keys() - {*CONDITIONS, "total"}):
        found |= {"total"}
    for name, made_of in SUMMED_UP.items():
        found |= {name} if found & made_of else set()
    return found


def extremes(case: Case, how: Readings) -> Iterator[Readings]:
    """All readings at one end; points kept from before may hide those of homes by time, or not."""
    told = {name: getattr(how, name) for name in case.settled} | case.fixed()
    for end in (0, -1):
        ends = {name: choices[end] for name, choices in CHOICES.items()}
        for kept in (False, True):
            yield Readings(batch=case.batch, **ends | {"transition_applies": kept} | told)


def wider_than_need_be(document: Document, case: Case) -> dict[str, bool]:
    """Results that the rules leave open though no reading changes them."""
    years = [row["year"] for row in document["penalties"]] + [document["false_material"]]
    applying = case.old and case.cycle in years
    return {
        "false_data": applying,  # the year of applying, after the cut-off of 31 December
        "credit": applying,
        "home": any(not row.get("district") for row in document["homes"]),  # wider than its rates
        "social_insurance": any(back_paid_irregularly(document)),
    }


def back_paid_irregularly(document: Document) -> Iterator[bool]:
    """Whether rows are both made up and irregular: open even where back-payments do not count."""
    for row in document["insurance"]:
        yield bool(row.get("made_up") and (row.get("flexible") or row.get("transferred_in")))


def assert_agreement(document: Document, case: Case, dice: Dice) -> None:
    how = case.readings(dice)
    document = plain(document)
    law = case.book.given(case.given(how)).at(case.cycle)
    values = law.evaluate(facts_of(read_applicant(document)))
    wanted = case.table(document, case.cycle, how)
    assert wanted.keys() == set(law.outcomes)
    ranges = {name for name in wanted if isinstance(values[name], Range)}
    doubtful = open_results(document, case, how, ranges) if ranges else set()
    for name, answer in wanted.items():
        value = values[name].settled() if isinstance(values[name], Range) else values[name]
        expected = answer * 100 if case.book.rules[name].unit == "points" else answer
        if isinstance(value, Range):
            assert name in doubtful, f"{name} is not known, and nothing is open"
            assert value.low <= expected <= value.high, name
        else:
            assert value == expected, name


# ---- what no document says


def plain(document: Document) -> Document:
    """Nobody states a city and a district of another city in one row."""
    return document | {
        name: [
            row | ({"city": None} if row.get("district", "和平") not in DISTRICTS else {})
            if "district" in row
            else row
            for row in rows
        ]
        for name, rows in document.items()
        if isinstance(rows, list)
    }


# ---- people near the edges of the table


def at_the_edges(dice: Dice, cycle: int) -> Document:
    """Anybody, whose spans, days and years are moved to where the rules change."""
    document = anybody(dice, City.TIANJIN)
    document["born"] = a_day(dice, cycle, (35, 36, 36, 45, 46, 49, 50, 55, 60, 61))
    if document["marriage"]:
        document["marriage"] |= {
            "spouse_city": "tianjin",
            "spouse_insured_months": dice.choice([0, 11, 23, 24, 25]),
        }
    for rows in document.values():
        for row in rows if isinstance(rows, list) else ():
            row.update(moved(dice, cycle, row))
    return dice.choice([document, likely(document)])


def likely(document: Document) -> Document:
    """The same person, who may well file, with little that is open."""
    insurance = [paid(row) for row in document["insurance"]]
    insurance.append({"kind": "all", "from": "2015-01", "to": None})
    return document | {
        "household": {"city": "elsewhere"},
        "permits": [{"city": "tianjin", "from": "2015-01", "to": None}],
        "place_to_register": True,
        "birth_policy_violation": False,
        "insurance": insurance,
        "homes": [row | {"district": row.get("district") or "和平"} for row in document["homes"]],
        "housing_fund": [paid(row) for row in document["housing_fund"]],
        "education": [row | {"technician_class": False} for row in document["education"]],
    }


def paid(row: Row) -> Row:
    """The same, in time and in Tianjin."""
    here = {"city": "tianjin", "district": None} if "kind" in row else {"city": "tianjin"}
    flags = {"flexible": False} if "kind" in row else {}
    return row | here | flags | {"made_up": False, "transferred_in": False}


def moved(dice: Dice, cycle: int, row: Row) -> Row:
    found: Row = {}
    for flag in row.keys() & {"made_up", "flexible", "transferred_in", "encumbered", "spouses"}:
        found[flag] = dice.choice([False, False, False, True])
    if "from" in row:
        found |= stretch(dice, cycle)
    if "year" in row:
        found |= {"year": min(2026, cycle - dice.choice(range(8)))}
    if "tenure" in row:
        found |= {
            "certificate": dice.choice([None, None, found["from"]]),
            "bought": dice.choice([None, "2020-04-01", "2020-04-02", "2022-12-31", "2023-01-01"]),
        }
    if "punished" in row:
        found["punished"] = a_day(dice, cycle, (6, 7))
        found["ended"] = dice.choice([None, a_day(dice, cycle, (0, 1, 5, 6))])
    return found


def stretch(dice: Dice, cycle: int) -> Row:
    """A span of months of a length that matters, most often up to one of the cut-off months."""
    last = cycle * 12 + dice.choice([-1, -1, 5, 5, 0, -2, 4, -13, -40])
    last = min(last, LAST_MONTH)
    first = last + 1 - dice.choice([1, 11, 12, 13, 24, 35, 36, 37, 48, 59, 60, 61, 120, 144])
    return {"from": written(first), "to": dice.choice([None, written(last), written(last)])}


def a_day(dice: Dice, cycle: int, years: Sequence[int]) -> str:
    """A day some years before one of the cut-off days, or one day off."""
    day = dice.choice(["12-30", "12-31", "01-01", "06-29", "06-30", "07-01"])
    return min(f"{cycle - dice.choice(years)}-{day}", "2026-10-31")


# ---- the agreement


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("batch", [1, 2])
@pytest.mark.parametrize("cycle", [*book_2018.cycles, *book_2022.cycles])
@pytest.mark.parametrize("kind", ["anybody", "at the edges"])
def test_people_score_as_the_oracle_says(kind: str, cycle: int, batch: int, settled: bool) -> None:
    case = Case(cycle, batch, settled)
    dice = random.Random(None if EXPLORING else f"{kind} {cycle} {batch}")
    for _ in range(PEOPLE):
        document = anybody(dice, City.TIANJIN) if kind == "anybody" else at_the_edges(dice, cycle)
        assert_agreement(document, case, dice)

"""The points of 2018 against an oracle written from the sources alone: anybody, first and last year."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts.places import City
from luohu.schemes.shanghai.points_2018 import rulebook
from tests.documents import EXPLORING, Dice, Document, Row
from tests.oracle.rows import written
from tests.oracle.shanghai import (
    BASE,
    BONUS,
    CONDITIONS,
    DEDUCTED,
    DISTRICTS,
    KINDS,
    WAGES,
    Readings,
    points,
)
from tests.schemes.anybody import anybody

PEOPLE = 3000 if EXPLORING else 300
DAYS = {2018: date(2018, 12, 31), 2022: date(2022, 12, 31), 2026: date(2026, 11, 23)}
# the first of each gives the fewest points, the last the most
CHOICES: dict[str, Sequence[Any]] = {one.name: (False, True) for one in fields(Readings)} | {
    "insured": ("every kind", *KINDS, "any kind"),
    "lawyer_points": (0, 60, 99, 100),
    "unstated_base": (0, 10**10),
    "wage_before_2018": (10**9, 7132, 1),
    "later_wage": (12434, 11396, 10338),
    "newest_wage": (10**9, 12434, 11396, 10338),
    "break_restarts": (True, False),
    "investment_limit": (100, 120),
    "service_limit": (30, 40, 10_000),
    "unstated_district": ("黄浦", "临港"),
    "detention_window": (5, 3),
    "crime_window": (5, 3),
    "unlisted_crime": ("none", "ordinary", "serious"),
}
PAID = {"insured_now", "insured_half_year", "insurance_years", "contribution_base",
        "education_or_title"}  # fmt: skip
WAGED = {"contribution_base", "education_or_title"}
TOUCHED = {
    "insured": PAID,
    "month_of_applying_is_in_the_window": WAGED,
    "what_is_not_stated_is_so": {"education_or_title", "shortage_major", "fresh_graduate",
                                 "crime_deduction", "no_serious_crime"},
    "one_certificate_counts": {"education_or_title"},
    "degree_from_abroad_counts": {"education_or_title"},
    "lawyer_points": {"education_or_title"},
    "odd_months_count": {"education_or_title", "insurance_years"},
    "break_restarts": {"insurance_years"},
    "unstated_base": WAGED,
    "wage_before_2018": WAGED,
    "later_wage": WAGED,
    "newest_wage": WAGED,
    "service_limit": {"public_service"},
    "unstated_district": {"outer_area"},
    "unclear_commendations_count": {"commendation"},
    "only_year_of_forgery_counts": {"forgery_deduction"},
    "records_of_the_first_year_count": {"forgery_deduction", "detention_deduction"},
    "counts_from_the_sentence": {"crime_deduction"},
    "birth_policy_bars": {"birth_policy_kept"},
    "unlisted_crime": {"crime_deduction", "no_serious_crime"},
}  # fmt: skip
KNOWN = {"investment_limit": 100, "detention_window": 5, "crime_window": 5}  # unless given
SWITCHES = (*KNOWN, "later_wage", "newest_wage", "lawyer_points", "break_restarts",
            "service_limit", "birth_policy_bars")  # fmt: skip
MADE_OF = {
    "base_points": BASE,
    "bonus_points": BONUS,
    "points_taken_off": DEDUCTED,
    "total": ("base_points", "bonus_points", "points_taken_off"),
    "standard_reached": ("total",),
    "eligible": CONDITIONS,
}


def any_readings(dice: Dice, settled: bool) -> Readings:
    chosen = {name: dice.choice(choices) for name, choices in CHOICES.items()}
    return Readings(**chosen | ({} if settled else KNOWN))


def open_results(
    document: Document, day: date, how: Readings, settled: bool, ranges: set[str]
) -> set[str]:
    """Which of some results a question that is not settled leaves open for this document."""
    found: set[str] = set()
    for start in (how, *extremes(how, settled)):
        for name in TOUCHED.keys() - (set(SWITCHES) if settled else set()):
            if touched := TOUCHED[name] & ranges - found:
                others = [replace(start, **{name: one}) for one in CHOICES[name]]
                answers = [points(document, day, other) for other in others]
                found |= {one for one in touched if len({answer[one] for answer in answers}) > 1}
    for name, parts in MADE_OF.items():
        found |= {name} if found & set(parts) else set()
    return found


def extremes(how: Readings, settled: bool) -> Iterator[Readings]:
    told = {name: getattr(how, name) for name in SWITCHES} if settled else KNOWN
    for end in (0, -1):
        yield Readings(**{name: choices[end] for name, choices in CHOICES.items()} | told)


def assert_agreement(document: Document, cycle: int, how: Readings, settled: bool) -> None:
    given = {name: str(getattr(how, name)).lower() for name in SWITCHES} if settled else {}
    document = plain(document)
    law = rulebook.given(given).at(cycle)
    values = law.evaluate(facts_of(read_applicant(document)))
    wanted = points(document, DAYS[cycle], how)
    assert wanted.keys() == set(law.outcomes)
    ranges = {name for name in wanted if isinstance(values[name], Range)}
    doubtful = open_results(document, DAYS[cycle], how, settled, ranges) if ranges else set()
    for name, answer in wanted.items():
        value = values[name].settled() if isinstance(values[name], Range) else values[name]
        expected = answer * 100 if rulebook.rules[name].unit == "points" else answer
        if isinstance(value, Range):
            assert name in doubtful, f"{name} is not known, and nothing is open"
            assert value.low <= expected <= value.high, name
        else:
            assert value == expected, name


# ---- what no document says


def plain(document: Document) -> Document:
    """Nobody states a city and a district of another city in one row."""
    return document | {
        name: [row | ({"city": None} if elsewhere(row) else {}) for row in rows]
        for name, rows in document.items()
        if isinstance(rows, list)
    }


def elsewhere(row: Row) -> bool:
    return bool(row.get("district")) and row["district"] not in DISTRICTS


# ---- people near the edges of the table


def at_the_edges(dice: Dice, cycle: int) -> Document:
    """Anybody, whose spans, days, years and bases are moved to where the rules change."""
    document = anybody(dice, City.SHANGHAI)
    document["born"] = a_day(dice, cycle, (17, 18, 42, 43, 44, 45, 55, 56, 60, 61))
    document["local_staff"] = dice.choice([0, 9, 10, 11, 99, 100, 119, 120, 130])
    if document["marriage"]:
        document["marriage"] |= {"since": a_day(dice, cycle, (0, 1, 9, 10, 11)),
                                 "spouse_household": dice.choice(["shanghai", "elsewhere"])}  # fmt: skip
    for rows in document.values():
        for row in rows if isinstance(rows, list) else ():
            row.update(moved(dice, cycle, row))
    return dice.choice([document, likely(document, dice)])


def likely(document: Document, dice: Dice) -> Document:
    """The same person, who may well apply, with little that is open; of Lingang perhaps."""
    since = {"from": dice.choice(["2011-01", "2013-01", "2018-01", "2020-02"]), "to": None}
    where = {"district": dice.choice(["临港", "临港", "浦东"])}
    certificates = [row | {"matches_post": True} for row in document["certificates"]]
    return document | {
        "permits": [{"city": "shanghai", **since}],
        "jobs": [{"kind": dice.choice(["employed", "public_service"]), **since, **where}],
        "homes": [{"tenure": "rent", "from": "2012-07", "to": None, **where}],
        "insurance": [*document["insurance"], {"kind": "all", "base": a_base(dice) or 1, **since}],
        "birth_policy_violation": False,
        "convictions": [row | {"serious": False} for row in document["convictions"]],
        "certificates": [row for row in certificates if row["kind"] != "lawyer"],
    }


def moved(dice: Dice, cycle: int, row: Row) -> Row:
    found: Row = {}
    for flag in row.keys() & {"made_up", "flexible", "transferred_in", "inconsistent"}:
        found[flag] = dice.choice([False] * 5 + [True])
    if "from" in row:
        found |= stretch(dice, DAYS[cycle].year * 12 + DAYS[cycle].month - 1)
    if "base" in row:
        found |= {"base": a_base(dice), "kind": dice.choice(["all", "all", "all", "pension"])}
    if "year" in row:
        found |= {"year": min(cycle + 1 - dice.choice(range(8)), DAYS[2026].year)}
    if {"paid", "share"} <= row.keys():
        found |= {"paid": dice.choice([299_999, 300_000, 600_000, 3_600_000]),
                  "share": dice.choice([100, 50, "33.33", "33.34"])}  # fmt: skip
    if "graduated" in row:
        found |= {"graduated": f"{cycle - dice.choice([0, 0, 1, 1, 2])}-{dice.choice(['06', '07'])}",
                  "enrolled": None}  # fmt: skip
    if "punished" in row:
        found |= {
            "punished": a_day(dice, cycle, (-1, 3, 5, 6)),
            "ended": a_day(dice, cycle, (0, 3)),
        }
        found |= {"ended": dice.choice([None, max(found.values())])}
    return found


def stretch(dice: Dice, now: int) -> Row:
    """A span of months of a length that matters, most often up to the month of applying."""
    last = now - dice.choice([0, 0, 0, 1, 1, 2, 6, 12, 13])
    first = (
        last + 1 - dice.choice([1, 5, 6, 7, 11, 12, 13, 23, 24, 25, 35, 36, 37, 59, 60, 61, 120])
    )
    still = last == now and dice.choice([True, False])
    return {"from": written(first), "to": None if still else written(last)}


def a_base(dice: Dice) -> int | None:
    """At a multiple of one of the average wages, or a yuan off, or not stated."""
    tenths = dice.choice([8, 10, 20, 30]) * dice.choice([*WAGES.values(), 12434])
    return dice.choice([None, -(-tenths // 10), -(-tenths // 10) - 1, tenths // 10 + 1])


def a_day(dice: Dice, cycle: int, years: Sequence[int]) -> str:
    """A day some years before the day of applying, or a day before it, or after it but for now."""
    last = DAYS[cycle]
    day = dice.choice([last, last.replace(day=last.day - 1), date(cycle, 1, 1)])
    return str(min(day.replace(year=day.year - dice.choice(years)), DAYS[2026]))


# ---- the agreement


@pytest.mark.parametrize("settled", [False, True], ids=["open", "settled"])
@pytest.mark.parametrize("cycle", DAYS)
@pytest.mark.parametrize("kind", ["anybody", "at the edges"])
def test_people_score_as_the_oracle_says(kind: str, cycle: int, settled: bool) -> None:
    dice = random.Random(None if EXPLORING else f"{kind} {cycle}")
    for _ in range(PEOPLE):
        document = anybody(dice, City.SHANGHAI) if kind == "anybody" else at_the_edges(dice, cycle)
        assert_agreement(document, cycle, any_readings(dice, settled), settled)

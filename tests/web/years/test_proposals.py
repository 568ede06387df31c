"""What is proposed for a year, and the departments that the catalogue names."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from luohu.people.facts import NOBODY
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import questions
from luohu.web.accounts.demonstration import VERIFYING
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.years import proposals
from luohu.web.years.departments import KEYS, default_map, facts_of, labels
from luohu.web.years.models import MOMENTS, Year
from luohu.web.years.proposals import free_prefix, known_quota, openable, pattern, proposed
from tests.web.years import made

BEIJING = find_scheme("beijing")


def local(year: int, month: int, day: int, hour: int = 0) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(year, month, day, hour))


def test_the_pattern_is_that_of_the_last_cycle_published_whole() -> None:
    known = pattern(BEIJING)
    assert known is not None
    assert known.cycle == 2022
    assert known.moments["declares_from"] == local(2022, 4, 14, 8)
    assert known.moments["publicity_to"] == local(2022, 7, 19)
    assert known.moments["settles_to"] == local(2025, 1, 1)


def test_the_pattern_holds_for_the_other_cycles_that_are_published() -> None:
    """2021 and 2024 follow from 2022: the same days apart, on the same weekday."""
    known = pattern(BEIJING)
    assert known is not None
    of_2021, of_2024 = proposed(known, 2021), proposed(known, 2024)
    assert of_2021["declares_from"] == local(2021, 4, 15, 8)
    assert of_2021["results_to"] == local(2021, 6, 11, 20)
    assert of_2021["publicity_from"] == local(2021, 7, 12)
    assert of_2021["settles_to"] == local(2024, 1, 1)
    assert of_2024["declares_to"] == local(2024, 5, 17, 20)
    assert of_2024["ranks_to"] == local(2024, 7, 15)


@pytest.mark.parametrize("name", ["guangzhou", "ningbo", "shenzhen"])
def test_a_scheme_without_a_whole_calendar_has_no_pattern(name: str) -> None:
    assert pattern(find_scheme(name)) is None


@pytest.mark.parametrize("cycle", range(2018, 2031))
def test_what_is_proposed_is_in_order_and_begins_on_the_same_weekday(cycle: int) -> None:
    known = pattern(BEIJING)
    assert known is not None
    moments = proposed(known, cycle)
    assert sorted(moments.values()) == [moments[name] for name in MOMENTS]
    assert timezone.localtime(moments["declares_from"]).weekday() == 3


def test_a_pattern_that_began_on_a_leap_day_is_proposed_too() -> None:
    known = pattern(BEIJING)
    assert known is not None
    leap = {**known.moments, "declares_from": local(2024, 2, 29, 8)}
    assert proposed(replace(known, moments=leap), 2025)["declares_from"].year == 2025


def test_only_schemes_that_rank_are_offered_with_the_cycles_of_their_law() -> None:
    offered = {scheme.name: cycles for scheme, cycles in openable()}
    assert set(offered) == {"beijing", "guangzhou", "ningbo", "shenzhen"}
    assert offered["ningbo"] == [2024, 2023, 2022]


def test_a_quota_of_another_cycle_is_told_with_its_cycle() -> None:
    known = known_quota(BEIJING, 2026)
    assert known is not None
    assert known.cycle < 2026
    assert known_quota(BEIJING, 2017) is None


@pytest.mark.django_db
def test_the_next_prefix_is_one_that_is_free() -> None:
    assert free_prefix(2026, rehearsal=False) == "2026"
    made.year(number_prefix="2026")
    made.year(number_prefix="2026R1")
    assert free_prefix(2026, rehearsal=False) == "2026N1"
    assert free_prefix(2026, rehearsal=True) == "2026R2"
    assert free_prefix(2027, rehearsal=True) == "2027R1"


# Departments.

ENCODED = [(scheme.name, cycle) for scheme, cycles in openable() for cycle in cycles]


@pytest.mark.parametrize(("name", "cycle"), ENCODED)
def test_every_fact_that_somebody_verifies_is_mapped_in_every_cycle(name: str, cycle: int) -> None:
    law = find_scheme(name).at(cycle)
    mapped = default_map(law)
    assert mapped
    assert set(mapped.values()) <= set(DEPARTMENTS)
    assert list(labels(law)) == list(mapped)


def test_the_demonstration_has_somebody_of_each_department_that_its_law_asks() -> None:
    asked = [field for question in questions(BEIJING.at(2026)) for field in question.fields]
    assert set(VERIFYING) == {KEYS[one.verifier] for one in asked if one.verifier != NOBODY}


def test_facts_are_named_as_a_document_writes_them() -> None:
    mapped = default_map(BEIJING.at(2026))
    assert mapped == {
        "born": "police", "sex": "police", "post": "employment", "residence_permit": "police",
        "work_permit": "employment", "criminal_record": "police", "false_material": "employment",
        "insurance": "employment", "homes": "housing", "education": "schooling",
        "tax": "taxation", "tax_violations": "taxation", "detentions": "police",
        "awards": "science", "financing": "science", "honours": "honours", "children": "police",
    }  # fmt: skip


def test_what_nobody_verifies_is_left_out() -> None:
    asked = {question.name for question in questions(BEIJING.at(2026))}
    assert {"choices", "city"} <= asked
    assert not {"choices", "city"} & set(default_map(BEIJING.at(2026)))


def test_a_department_has_its_facts_of_a_year() -> None:
    year = Year(departments=default_map(BEIJING.at(2026)))
    assert facts_of(year, "taxation") == ["tax", "tax_violations"]
    assert facts_of(year, "relief") == []


def test_proposals_read_and_change_nothing() -> None:
    assert proposals.STAGES[0] == "declared"
    before = dict(BEIJING.cycles[2022])
    pattern(BEIJING)
    assert dict(BEIJING.cycles[2022]) == before

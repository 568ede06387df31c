"""Where a row happened: its city, its district, the document's city; the same in every form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.facts import LOCATED, City, District, in_city, lies_in
from tests.people.invented import Document, cohort_of, paid, person
from tests.people.strategies import cohorts


def places(document: Document, name: str = "insurance") -> list[int]:
    """Where the rows of a list are, alone and in a cohort, which must agree."""
    alone = [row.place for row in facts_of(read_applicant(document))[name].rows]
    cohort = cohort_of(document, person(id="B"))
    one = [row.place for row in cohort.person(0)[name].rows]
    many = [int(layer.place[0]) for layer in cohort.facts()[name]]
    assert alone == one == many[: len(alone)]
    return alone


def test_a_row_says_its_city() -> None:
    assert places(person(insurance=[paid("2010-01", city="shanghai")])) == [City.SHANGHAI]


def test_a_district_says_it() -> None:
    assert places(person(insurance=[paid("2010-01", district="越秀")])) == [City.GUANGZHOU]


def test_else_the_applicants_city() -> None:
    rows = [paid("2010-01", "2012-01"), paid("2013-01", district="海淀")]
    found = places(person(city="tianjin", insurance=rows))
    assert found == [City.TIANJIN, City.BEIJING]


def test_else_the_only_city_that_the_document_names() -> None:
    document = person(tax=[{"year": 2023, "paid": 1}], insurance=[paid("2010-01", district="南山")])
    assert places(document, "taxes") == [City.SHENZHEN]


def test_a_document_that_names_no_place_leaves_it_open() -> None:
    assert places(person(insurance=[paid("2010-01")])) == [0]


def test_two_cities_say_nothing_of_a_third_row() -> None:
    rows = [paid("2010-01", "2012-01", district="海淀"), paid("2013-01", district="越秀")]
    assert places(person(insurance=rows, tax=[{"year": 2023, "paid": 1}]), "taxes") == [0]


@given(people=cohorts())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_alone_or_among_others_a_row_is_in_the_same_place(people: list[Document]) -> None:
    cohort = cohort_of(*people)
    together = cohort.facts()
    for index, document in enumerate(people):
        alone, one = facts_of(read_applicant(document)), cohort.person(index)
        for name in LOCATED:
            expected = [row.place for row in getattr(alone[name], "rows", ())]
            assert [row.place for row in getattr(one[name], "rows", ())] == expected
            layers = [int(layer.place[index]) for layer in together[name]]
            assert layers[: len(expected)] == expected


def truth(found: Any) -> Any:
    return None if isinstance(found, Range) else found


@pytest.mark.parametrize(
    ("place", "here"), [(City.BEIJING, True), (City.TIANJIN, False), (0, None)]
)
def test_whether_a_place_is_a_city(place: int, here: bool | None) -> None:
    assert truth(in_city(place, City.BEIJING)) is here
    found: Any = in_city(np.array([place]), City.BEIJING)
    assert (None if isinstance(found, Range) else bool(found[0])) is here


INSIDE, OUTSIDE = frozenset({"越秀", "海珠"}), frozenset({"白云"})


@pytest.mark.parametrize(
    ("district", "inside"),
    [("越秀", True), ("白云", False), ("增城", None), ("海淀", False), ("", None)],
)
def test_whether_a_district_is_one_of_some(district: str, inside: bool | None) -> None:
    code = District[district] if district else 0
    assert truth(lies_in(code, INSIDE, OUTSIDE)) is inside

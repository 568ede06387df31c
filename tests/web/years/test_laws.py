"""The law of a year, one for all who ask, and the laws that a year can be opened for."""

from __future__ import annotations

import pytest

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_scheme
from luohu.web.years.laws import law_of, ranked_law
from luohu.web.years.models import Year
from luohu.web.years.proposals import openable

OPENABLE = [(scheme.name, cycle) for scheme, cycles in openable() for cycle in cycles]


@pytest.mark.parametrize(("scheme", "cycle"), OPENABLE)
def test_the_law_of_a_year_is_made_once_and_is_the_scheme_s(scheme: str, cycle: int) -> None:
    year = Year(scheme=scheme, cycle=cycle)

    assert law_of(year) is law_of(Year(scheme=scheme, cycle=cycle))
    assert law_of(year) is find_scheme(scheme).at(cycle)
    assert ranked_law(scheme, cycle) is law_of(year)


def test_a_year_that_is_not_encoded_has_no_law() -> None:
    with pytest.raises(LawError):
        law_of(Year(scheme="beijing", cycle=1999))


@pytest.mark.parametrize("scheme", ["nowhere", "x" * 5000, "guangzhou-talent"])
def test_no_year_is_opened_for_a_scheme_that_does_not_rank(scheme: str) -> None:
    with pytest.raises(Refused) as refused:
        ranked_law(scheme, 2026)

    (fault,) = refused.value.faults
    assert (fault.place.column, len(fault.wrong.zh) < 100) == ("scheme", True)


def test_a_cycle_that_is_not_encoded_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused) as refused:
        ranked_law("beijing", 1999)

    (fault,) = refused.value.faults
    assert fault.place.column == "cycle"
    assert all(
        f"{first}–{last}" in fault.right.zh
        for first, last in (book.cycles for book in find_scheme("beijing").rulebooks)
    )

"""Sets of months drawn at random, each beside the plain Python sets that it must agree with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from luohu.law.bits import Integers
from luohu.law.months import Month, Months

PEOPLE = 3
ALL_TIME = frozenset(range(Month.of(2260, 12) + 1))
Span = tuple[int, int]

any_month = st.one_of(
    st.integers(Month.of(1990, 1), Month.of(2035, 12)),
    st.integers(Month.of(1, 1), Month.of(2200, 12)),
)


@st.composite
def _span(draw: DrawFn) -> Span:
    """From one month to another, sometimes years on, sometimes before it began."""
    first = draw(any_month)
    return first, first + draw(st.integers(-3, 130) | st.integers(0, 480))


spans = st.lists(_span(), max_size=5)


@dataclass(frozen=True)
class Drawn:
    """Sets of months, and the months of each person; one person's are everybody's."""

    months: Months
    sets: list[frozenset[int]]

    def of(self, person: int) -> frozenset[int]:
        """The months of one person."""
        return self.sets[person if len(self.sets) > 1 else 0]

    @property
    def many(self) -> bool:
        return len(self.sets) > 1


def months_in(listed: Iterable[Span]) -> frozenset[int]:
    """Every month of some spans, one at a time."""
    return frozenset(month for first, last in listed for month in range(first, last + 1))


def arrays(listed: list[tuple[int, Span]]) -> tuple[Integers, Integers, Integers]:
    """Spans of many people as three arrays: person, first, last."""
    columns = np.array([(person, *span) for person, span in listed], np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def cohort(listed: list[tuple[int, Span]], people: int = PEOPLE) -> Drawn:
    """The sets of several people from spans in any order."""
    sets = [months_in(span for owner, span in listed if owner == k) for k in range(people)]
    return Drawn(Months.from_spans(*arrays(listed), people), sets)


one_person = spans.map(lambda listed: Drawn(Months.of(*listed), [months_in(listed)]))
whose_spans = st.lists(st.tuples(st.integers(0, PEOPLE - 1), _span()), max_size=12)
cohorts = st.one_of(whose_spans, whose_spans.map(sorted)).map(cohort)
finite = st.one_of(one_person, cohorts)


def _complement(drawn: Drawn) -> Drawn:
    return Drawn(~drawn.months, [ALL_TIME - months for months in drawn.sets])


endless = finite.map(_complement)
any_sets: SearchStrategy[Drawn] = st.one_of(finite, endless)


def held(months: Months) -> list[frozenset[int]]:
    """The months up to 2260 of each person, read bit by bit."""
    if months.people is None:
        return [_bits(months)]
    return [_bits(months.person(person)) for person in range(months.people)]


def _bits(months: Months) -> frozenset[int]:
    assert isinstance(months.bits, int)
    if months.fill:
        return ALL_TIME - _bits(~months)
    digits = bin(months.bits)[:1:-1]
    base = months.start * 64
    return frozenset(base + place for place, bit in enumerate(digits) if bit == "1") & ALL_TIME


def agree(months: Months, *expected: frozenset[int]) -> bool:
    """Whether sets of months are those expected, person by person."""
    return held(months) == list(expected)

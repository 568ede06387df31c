"""What holds for any applicant: more months, other orders, other spellings, less knowledge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luohu.engines.local import evaluate
from luohu.law.ranges import ends
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from tests.documents import (
    ALSO_UNKNOWN,
    LAST_MONTH,
    LISTS,
    MAY_BE_UNKNOWN,
    Document,
    Row,
    documents,
    examples,
)
from tests.schemes.beijing.example import CURRENT, TRIAL, evaluated, found, own, paid, studied

Draw = Callable[[st.SearchStrategy[Any]], Any]
Bounds = dict[str, tuple[int, int]]

CYCLES = [2019, 2020, 2022, 2026, 2030]


every_cycle = pytest.mark.parametrize("cycle", CYCLES)


def outcomes(document: Document, cycle: int) -> Bounds:
    """All results as (least, most)."""
    book = TRIAL if cycle < 2020 else CURRENT
    values = evaluated(document, cycle)
    return {name: ends(values[name]) for name in book.at(cycle).outcomes}


# ---- one more month


@st.composite
def one_more_month(draw: Draw, cycle: int) -> tuple[Document, Document]:
    """A person of whom all is clear, and the same with a month of insurance more."""
    document = draw(documents(cycle, clear=True))
    month = draw(st.integers(1998 * 12 + 6, min(cycle * 12 - 1, LAST_MONTH)))
    text = f"{month // 12}-{month % 12 + 1:02d}"
    district = draw(st.sampled_from(["海淀", "昌平"]))
    row = paid(text, text, district=district) | {"made_up": False, "agency_fault": False}
    return document, document | {"insurance": [*document["insurance"], row]}


@every_cycle
@given(data=st.data())
@examples(25)
def test_one_more_month_lowers_nothing_but_the_study_deduction(
    cycle: int, data: st.DataObject
) -> None:
    """Under the trial it can also break a year of home alone, which lowers the area."""
    document, richer = data.draw(one_more_month(cycle))
    before, after = outcomes(document, cycle), outcomes(richer, cycle)
    falling = {name for name in before if after[name][0] < before[name][0]} - {"total"}
    assert falling <= {"study_deduction"} | ({"area"} if cycle < 2020 else set())
    if not falling:
        assert after["total"] >= before["total"]
    if falling == {"study_deduction"}:
        assert after["total"][0] >= before["total"][0] - 5


@every_cycle
@given(data=st.data())
@examples(25)
def test_more_months_of_any_kind_never_lower_employment(cycle: int, data: st.DataObject) -> None:
    document = data.draw(documents(cycle))
    rows = data.draw(documents(cycle))["insurance"]
    assume(rows)
    richer = document | {"insurance": [*document["insurance"], *rows]}
    before, after = outcomes(document, cycle), outcomes(richer, cycle)
    assert after["employment"] >= before["employment"]


def test_a_month_of_study_in_an_own_home_takes_more_than_it_earns() -> None:
    """It earns 0.25 for employment, the own month counted already, and 0.29 are taken back."""
    facts: dict[str, Any] = {
        "education": [studied("2022-07", "master", "master")],
        "homes": [own("2022-01")],
    }
    but_one = [paid("2010-01", "2022-06"), paid("2022-08")]
    month = paid("2022-07", "2022-07")
    assert found("total", 2024, insurance=but_one, **facts) == "89.79"
    assert found("total", 2024, insurance=[*but_one, month], **facts) == "89.75"


def test_a_month_of_study_in_rent_takes_as_much_as_it_earns() -> None:
    facts = {"education": [studied("2015-07", "master", "master")]}
    but_one = [paid("2010-01", "2015-06"), paid("2015-08")]
    month = paid("2015-07", "2015-07")
    assert found("total", 2020, insurance=but_one, **facts) == "70.50"
    assert found("total", 2020, insurance=[*but_one, month], **facts) == "70.50"


def test_a_month_of_another_insurance_can_lower_the_dwelling() -> None:
    """With it that insurance has the most months, and none of its months has rent imputed."""
    early = paid("2019-01", "2020-07", "pension")
    late = [paid("2020-08", "2022-02", "medical"), paid("2022-03", "2022-03", "medical")]
    before, after = [early, late[0]], [early, *late]
    assert found("employment", 2023, insurance=before) == "4.75"
    assert found("residence", 2023, insurance=before) == "0.79"
    assert found("employment", 2023, insurance=after) == "5.00"
    assert found("residence", 2023, insurance=after) == "0.00"


def test_a_month_of_work_outside_can_lower_the_area_of_the_trial() -> None:
    """Eleven months of home alone and one of both are no year of either."""
    homes = [own("2014-01", "2016-12"), own("2017-01", None, "昌平")]
    work = [paid("2010-01", "2016-12"), paid("2017-02", "2017-12")]
    outside = paid("2017-01", "2017-01", district="昌平")
    assert found("area", 2018, homes=homes, insurance=work) == "2.00"
    assert found("area", 2018, homes=homes, insurance=[*work, outside]) == "0.00"


# ---- the same facts, told otherwise


@every_cycle
@given(data=st.data())
@examples(25)
def test_the_order_of_lists_never_matters(cycle: int, data: st.DataObject) -> None:
    document = data.draw(documents(cycle))
    shuffled = {name: data.draw(st.permutations(document[name])) for name in LISTS}
    assert outcomes(document | shuffled, cycle) == outcomes(document, cycle)


@st.composite
def split_once(draw: Draw, document: Document, name: str) -> list[Row]:
    """The rows of a list, one of its spans cut in two."""
    rows = list(document[name])
    place = draw(st.integers(0, len(rows) - 1))
    first, last = rows[place]["from"], rows[place]["to"]
    months = [int(year) * 12 + int(month) - 1 for year, month in
              ((text or "2026-11").split("-") for text in (first, last))]  # fmt: skip
    assume(months[0] < months[1])
    cut = draw(st.integers(months[0], months[1] - 1))
    ends_, begins = (f"{m // 12}-{m % 12 + 1:02d}" for m in (cut, cut + 1))
    return [*rows[:place], rows[place] | {"to": ends_}, rows[place] | {"from": begins},
            *rows[place + 1 :]]  # fmt: skip


@every_cycle
@given(data=st.data())
@examples(25)
def test_splitting_a_span_never_matters(cycle: int, data: st.DataObject) -> None:
    document = data.draw(documents(cycle))
    name = data.draw(st.sampled_from(["insurance", "homes", "innovation_posts"]))
    assume(document[name])
    split = document | {name: data.draw(split_once(document, name))}
    assert outcomes(split, cycle) == outcomes(document, cycle)


# ---- one alone, or many


@st.composite
def partly_unknown(draw: Draw, cycle: int) -> tuple[Document, Document]:
    """A person of whom all is stated, and the same with some facts left out."""
    document = draw(documents(cycle))
    gone = draw(st.sets(st.sampled_from(MAY_BE_UNKNOWN + ALSO_UNKNOWN), min_size=1, max_size=4))
    return document, {name: value for name, value in document.items() if name not in gone}


@every_cycle
@given(data=st.data())
@examples(8)
def test_one_alone_scores_as_in_a_cohort(cycle: int, data: st.DataObject) -> None:
    pairs = data.draw(st.lists(partly_unknown(cycle), min_size=1, max_size=4))
    people = [document for pair in pairs for document in pair]
    alone = [outcomes(document, cycle) for document in people]
    law = (TRIAL if cycle < 2020 else CURRENT).at(cycle)
    cohort = Cohort.of([read_applicant(document) for document in people])
    for batch in (1, 3, len(people)):
        results = evaluate(law, cohort, batch=batch)
        for place, one in enumerate(alone):
            together = {n: (results.least[n][place], results.most[n][place]) for n in law.outcomes}
            assert together == one


# ---- less knowledge


def assert_within(known: Bounds, hidden: Bounds) -> None:
    for name, (low, high) in known.items():
        least, most = hidden[name]
        assert least <= low, name
        assert high <= most, name


@every_cycle
@given(data=st.data())
@examples(25)
def test_hiding_facts_gives_bounds_around_the_result(cycle: int, data: st.DataObject) -> None:
    document, hidden = data.draw(partly_unknown(cycle))
    assert_within(outcomes(document, cycle), outcomes(hidden, cycle))


@every_cycle
@given(data=st.data())
@examples(25)
def test_hiding_a_district_or_an_enrolment_gives_bounds_too(
    cycle: int, data: st.DataObject
) -> None:
    document = data.draw(documents(cycle))
    hidden = document | {
        "insurance": [row | {"district": None} for row in document["insurance"]],
        "homes": [row | {"district": None} for row in document["homes"]],
        "education": [row | {"enrolled": None} for row in document["education"]],
    }
    assert_within(outcomes(document, cycle), outcomes(hidden, cycle))


@every_cycle
def test_of_somebody_of_whom_nothing_is_stated_nothing_is_claimed(cycle: int) -> None:
    bounds = outcomes({"id": "nobody"}, cycle)
    assert bounds["eligible"] == (False, True)
    assert bounds["honour"] == (0, 2000)
    assert bounds["total"][0] < 0
    assert bounds["total"][1] > 12000

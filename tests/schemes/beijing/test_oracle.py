"""The rules against an oracle written from the published rules alone: any applicant, any cycle."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.points import written
from luohu.law.ranges import Range
from tests.awards import applicant
from tests.documents import documents, examples
from tests.oracle.beijing import OUTER, SIX, Document, Readings, Result, current
from tests.oracle.beijing_trial import trial
from tests.schemes.beijing.award_vectors import holders_2020, holders_2022
from tests.schemes.beijing.example import CURRENT, TRIAL, evaluated

SCHOOLING = {"education", "study_deduction", "total"}
HOLDERS = holders_2020() | holders_2022()
readings = st.builds(Readings, *[st.booleans()] * 5)


def oracle(document: Document, cycle: int, how: Readings) -> Result:
    return (trial if cycle < 2020 else current)(document, cycle, how)


def open_results(document: Document, cycle: int) -> set[str]:
    """The results that a question of law leaves open for this document."""
    found: set[str] = set()
    rows = [*document["insurance"], *document["homes"]]
    if not {row["district"] for row in rows} <= {*SIX, *OUTER, "市本级"}:
        found |= {"area", "total"}
    if any(row["graduated"].startswith(str(cycle)) for row in document["education"]):
        found |= SCHOOLING
    if any(row["kind"] != "all" for row in document["insurance"]):
        found |= {"insured_seven_years", "eligible"}
    if cycle < 2020 and document["work_permit"]:
        found |= {"residence_permit", "eligible"}
    if cycle < 2020 and any("enrolled" not in row for row in document["education"]):
        found |= SCHOOLING - {"education"}
    return found


def assert_agreement(document: Document, cycle: int, how: Readings) -> None:
    book = TRIAL if cycle < 2020 else CURRENT
    values, wanted = evaluated(document, cycle), oracle(document, cycle, how)
    assert wanted.keys() == set(book.at(cycle).outcomes)
    doubtful = open_results(document, cycle)
    for name, value in values.items():
        if name not in wanted:
            continue
        if isinstance(value, Range):
            assert name in doubtful, f"{name} is not known, and nothing is open"
            low, high = (readable(end, wanted[name]) for end in (value.low, value.high))
            assert low <= wanted[name] <= high, name
        else:
            assert readable(value, wanted[name]) == wanted[name], name


def readable(value: Any, like: Any) -> Any:
    """A result as the oracle gives it: hundredths as a decimal, truths and counts as they are."""
    if isinstance(like, bool | int):
        return value
    return type(like)(written(int(value)))


@pytest.mark.parametrize("cycle", range(2018, 2031))
@given(data=st.data(), how=readings)
@examples(50)
def test_the_rules_agree_with_the_oracle(cycle: int, data: st.DataObject, how: Readings) -> None:
    assert_agreement(data.draw(documents(cycle)), cycle, how)


@pytest.mark.parametrize("cycle", [2018, 2019, 2020, 2022, 2026])
@given(data=st.data())
@examples(50)
def test_where_nothing_is_open_every_result_is_known(cycle: int, data: st.DataObject) -> None:
    document = data.draw(documents(cycle, clear=True))
    assert open_results(document, cycle) == set()
    assert_agreement(document, cycle, Readings())


@pytest.mark.parametrize("name", HOLDERS)
def test_the_oracle_gives_award_holders_their_official_scores(name: str) -> None:
    row, published = HOLDERS[name]
    document = {"work_permit": None, "false_material": None, **applicant(row)}
    document |= {"choices": dict.fromkeys(("education", "area", "innovation"), True)}
    for list_name, rest in REST.items():
        document[list_name] = [rest | one for one in document.get(list_name, [])]
    scores = oracle(document, row.cycle, Readings())
    assert {name: Decimal(score) for name, score in published.items()} == {
        name: scores[name] for name in published
    }


REST = {
    "insurance": {"made_up": False, "agency_fault": False},
    "homes": {"registered": True},
    "education": {"diploma": None, "degree": None},
    "children": {},
}

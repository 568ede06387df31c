"""The official award list of 2020: 6032 people, ten indicators each, all reproduced exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from luohu.engines.local import Results, evaluate
from luohu.law.points import points, written
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.schemes.beijing.settlement_2020 import rulebook
from tests.awards import applicant, award_rows, awarded_2020, needs_award_lists

pytestmark = needs_award_lists

PEOPLE = 6032
PUBLISHED = ("employment", "residence", "education", "study_deduction", "area", "innovation",
             "tax", "age", "honour", "law", "total")  # fmt: skip


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    return award_rows(2020)


@pytest.fixture(scope="module")
def results(published: Sequence[dict[str, str]]) -> Results:
    people = [read_applicant(applicant(awarded_2020(row))) for row in published]
    return evaluate(rulebook.at(2020), Cohort.of(people))


def test_the_list_has_6032_people(published: Sequence[dict[str, str]]) -> None:
    assert len(published) == PEOPLE


@pytest.mark.parametrize("name", PUBLISHED)
def test_all_6032_score_as_published(
    name: str, published: Sequence[dict[str, str]], results: Results
) -> None:
    wanted = np.array([points(row[name]) for row in published])
    assert np.count_nonzero(results.least[name] == wanted) == PEOPLE
    assert np.count_nonzero(results.most[name] == wanted) == PEOPLE


def test_all_6032_are_eligible(results: Results) -> None:
    for condition in (*rulebook.conditions, "eligible"):
        assert np.count_nonzero(results.least[condition]) == PEOPLE, condition


def test_the_6000th_score_is_97_13_and_54_people_have_exactly_it(results: Results) -> None:
    ranked = np.sort(results.least["total"])[::-1]
    assert written(int(ranked[6000 - 1])) == "97.13"
    assert written(int(ranked[-1])) == "97.13"
    assert np.count_nonzero(ranked == ranked[6000 - 1]) == 54


def test_the_highest_score_is_124_17(results: Results) -> None:
    assert written(int(results.least["total"].max())) == "124.17"

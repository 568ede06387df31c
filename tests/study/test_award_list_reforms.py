"""Reforms 12 and 15 on the published list of 2020, against what pencil and paper give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from luohu.law.points import points
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.study.baseline import Baseline
from tests.awards import applicant, award_rows, awarded_2020, needs_award_lists
from tests.study.cohorts import BEIJING, change

pytestmark = needs_award_lists

QUOTA, FEWER = 6000, 3000
Rows = Sequence[dict[str, str]]


@pytest.fixture(scope="module")
def published() -> Rows:
    return award_rows(2020)


@pytest.fixture(scope="module")
def admitted_2020(published: Rows) -> Cohort:
    return Cohort.of([read_applicant(applicant(awarded_2020(row))) for row in published])


def column(published: Rows, name: str) -> np.ndarray:
    return np.array([points(row[name]) for row in published], np.int64)


def by_hand(totals: np.ndarray, quota: int) -> tuple[int, set[int]]:
    """The line and who reaches it: sort, look at the place, take all who have as much."""
    line = int(np.sort(totals)[::-1][quota - 1])
    return line, set(np.flatnonzero(totals >= line).tolist())


@pytest.mark.parametrize("quota", [QUOTA, FEWER])
@pytest.mark.parametrize(("key", "indicator"), [("12", "study_deduction"), ("15", "tax")])
def test_the_reform_is_the_published_total_without_the_indicator(
    key: str, indicator: str, quota: int, published: Rows, admitted_2020: Cohort
) -> None:
    total, dropped = column(published, "total"), column(published, indicator)
    baseline = Baseline(BEIJING.at(2020), admitted_2020, quota)
    before, after = baseline.outcome.admission, baseline.reformed(change(key)).admission
    assert np.array_equal(before.totals, total)
    assert np.array_equal(after.totals, total - dropped)
    for found, wanted in (
        (before, by_hand(total, quota)),
        (after, by_hand(total - dropped, quota)),
    ):
        assert (found.cutoff, set(np.flatnonzero(found.admitted).tolist())) == wanted


@pytest.mark.parametrize(("quota", "line"), [(QUOTA, 9713), (FEWER, None)])
def test_the_baseline_is_the_published_line(
    quota: int, line: int | None, published: Rows, admitted_2020: Cohort
) -> None:
    found = Baseline(BEIJING.at(2020), admitted_2020, quota).outcome.admission
    assert line is None or found.cutoff == line
    assert found.cutoff == by_hand(column(published, "total"), quota)[0]


def test_who_gains_by_reform_12_is_who_had_a_deduction(
    published: Rows, admitted_2020: Cohort
) -> None:
    baseline = Baseline(BEIJING.at(2020), admitted_2020, FEWER)
    after = baseline.reformed(change("12")).admission
    entering = after.admitted & ~baseline.outcome.admission.admitted
    assert entering.any()
    assert (column(published, "study_deduction")[entering] < 0).all()

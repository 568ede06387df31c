"""What the database itself refuses of a year, whoever writes."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from luohu.web.years.models import MOMENTS, MUST_LAST
from tests.web.years import made

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def refused(constraint: str | None, **changes: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.year(**changes)


@pytest.mark.parametrize(("one", "following"), list(pairwise(MOMENTS)))
def test_moments_stand_in_order(one: str, following: str) -> None:
    moments = made.moments()
    refused("year_moments_in_order", **{following: moments[one] - DAY})


@pytest.mark.parametrize(("one", "following"), MUST_LAST)
def test_a_window_that_people_act_in_lasts(one: str, following: str) -> None:
    moments = made.moments()
    refused("year_moments_in_order", **{following: moments[one]})


@pytest.mark.parametrize("pair", [p for p in pairwise(MOMENTS) if p not in MUST_LAST])
def test_other_neighbours_may_be_one_moment(pair: tuple[str, str]) -> None:
    one, following = pair
    made.year(**{following: made.moments()[one]})


def test_the_clock_of_a_real_year_does_not_move() -> None:
    refused("only_a_rehearsal_moves_its_clock", rehearsal=False, offset=DAY)
    refused("only_a_rehearsal_moves_its_clock", rehearsal=False, offset=-DAY)


def test_a_cycle_has_one_real_year_and_any_number_of_rehearsals() -> None:
    made.year(rehearsal=False)
    made.year()
    made.year()
    refused(None, rehearsal=False)


def test_two_schemes_have_a_year_each() -> None:
    made.year(rehearsal=False)
    made.year(rehearsal=False, scheme="guangzhou")


def test_no_two_years_number_alike() -> None:
    made.year(number_prefix="2026")
    refused(None, number_prefix="2026")


def test_a_quota_is_none_or_some() -> None:
    made.year(quota=None)
    refused("year_quota_none_or_some", quota=0)


@pytest.mark.parametrize("cycle", [0, 1999, 2201])
def test_a_cycle_is_a_year(cycle: int) -> None:
    refused("year_cycle_is_a_year", cycle=cycle)

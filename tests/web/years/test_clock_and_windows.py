"""When what may be done: windows to the microsecond, late decisions, a rehearsal's own clock."""

from __future__ import annotations

import datetime

import pytest

from luohu.web.shell.clock import now
from luohu.web.years import calendar, clock
from luohu.web.years.calendar import SPANS, Window, is_late, span, window_now, within
from luohu.web.years.models import MOMENTS, Year
from tests.web.years import made

pytestmark = pytest.mark.django_db
LEAST = datetime.timedelta(microseconds=1)


@pytest.mark.parametrize("window", list(Window))
def test_a_window_holds_its_first_moment_and_not_its_last(window: Window) -> None:
    year = made.year()
    first, closed = span(year, window)
    assert within(year, window, first)
    assert within(year, window, closed - LEAST)
    assert not within(year, window, first - LEAST)
    assert not within(year, window, closed)


@pytest.mark.parametrize(
    ("moment", "before", "from_then_on"),
    [
        ("declares_from", None, Window.DECLARING),
        ("declares_to", Window.DECLARING, Window.VERIFYING),
        ("results_from", Window.VERIFYING, Window.RESULTS),
        ("results_to", Window.RESULTS, Window.RANKING),
        ("publicity_from", Window.RANKING, Window.PUBLICITY),
        ("publicity_to", Window.PUBLICITY, Window.SETTLEMENT),
        ("settles_to", Window.SETTLEMENT, None),
    ],
)
def test_the_window_of_the_year_changes_at_its_moment(
    moment: str, before: Window | None, from_then_on: Window | None
) -> None:
    year = made.year()
    at = getattr(year, moment)
    assert window_now(year, at - LEAST) is before
    assert window_now(year, at) is from_then_on


def test_between_ranking_and_publicity_no_window_is_open() -> None:
    year = made.year()
    year.publicity_from = year.ranks_to + datetime.timedelta(hours=8)
    assert window_now(year, year.ranks_to) is None


def test_a_decision_is_late_from_the_end_of_verification_to_the_freeze() -> None:
    year = made.year()
    assert not is_late(year, year.verifies_to - LEAST)
    assert is_late(year, year.verifies_to)
    assert is_late(year, year.ranks_to - LEAST)
    assert not is_late(year, year.ranks_to)


def test_verifying_begins_with_the_declaration() -> None:
    assert SPANS[Window.VERIFYING][0] == SPANS[Window.DECLARING][0]


def test_every_moment_but_that_of_verification_is_an_end_of_a_window() -> None:
    ends = {name for pair in SPANS.values() for name in pair}
    assert set(MOMENTS) - ends == {"verifies_to"}


def test_a_made_year_is_declaring_now() -> None:
    assert window_now(made.year()) is Window.DECLARING


@pytest.mark.parametrize("window", list(Window))
def test_a_rehearsal_is_moved_into_any_window(window: Window) -> None:
    year = made.year()
    made.at(year, window)
    assert calendar.within(Year.objects.get(pk=year.pk), window)


def test_a_real_year_has_the_clock_of_the_site() -> None:
    year = Year(rehearsal=False, offset=datetime.timedelta(days=300))
    assert abs(clock.moment(year) - now()) < datetime.timedelta(minutes=1)


def test_a_rehearsal_has_its_own() -> None:
    year = Year(rehearsal=True, offset=datetime.timedelta(days=300))
    ahead = clock.moment(year) - now()
    assert datetime.timedelta(days=299) < ahead < datetime.timedelta(days=301)

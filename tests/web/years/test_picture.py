"""The picture of a year, and what its forms read."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.pictures.chart import NARROW, WIDE, Caption
from luohu.web.years.calendar import SPANS, Window
from luohu.web.years.checks import order_faults, passed_faults, prefix_faults, title_faults
from luohu.web.years.forms import Readings
from luohu.web.years.models import MOMENTS
from luohu.web.years.picture import YearPicture
from luohu.web.years.wording import MOMENT_LABELS, WINDOW_LABELS, written
from tests.web.years import made

TITLE = Caption(Text("2026年度", "the year 2026"), Text("起止", "from and to"))
BEGIN = timezone.make_aware(datetime.datetime(2026, 4, 16, 8))
DAY = datetime.timedelta(days=1)


def picture(now: datetime.datetime) -> YearPicture:
    moments = made.moments(BEGIN)
    spans = tuple((window, (moments[a], moments[b])) for window, (a, b) in SPANS.items())
    return YearPicture(TITLE, spans, now)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_tells_every_window_in_words(language: str, width: int) -> None:
    drawn = picture(BEGIN).svg(language, width)
    for window in Window:
        assert WINDOW_LABELS[window].in_(language) in drawn
    assert written(made.moments(BEGIN)["settles_to"]) in drawn
    assert "style=" not in drawn


def test_the_present_moment_is_drawn_while_it_lies_in_the_picture() -> None:
    assert len(picture(BEGIN).keys(WIDE)) == 3
    assert len(picture(BEGIN - 100 * DAY).keys(WIDE)) == 2
    assert len(picture(BEGIN + 500 * DAY).keys(WIDE)) == 2
    picture(BEGIN + 500 * DAY).svg("zh")


def test_the_same_picture_has_the_same_bytes() -> None:
    assert picture(BEGIN).svg("zh") == picture(BEGIN).svg("zh")


def test_everything_has_a_name() -> None:
    assert list(MOMENT_LABELS) == list(MOMENTS)
    assert list(WINDOW_LABELS) == list(Window)


# Forms.


@pytest.mark.parametrize(
    "typed", ["2026-04-16 08:00:00", "2026-04-16T08:00:00", "2026-04-16 08:00", " 2026-04-16  08:00 "]
)  # fmt: skip
def test_a_moment_is_read_by_the_clock_of_the_authority(typed: str) -> None:
    assert Readings({"moment": typed}).moment("moment") == BEGIN


@pytest.mark.parametrize(
    "typed", ["", "2026-04-16", "tomorrow", "2026-02-30 08:00:00", "1800-01-01 00:00:00",
              "2026-04-16T08:00:00Z", "2026-04-16 25:00:00", "2026-04-16 08:00:00\x00"],
)  # fmt: skip
def test_what_is_no_moment_is_a_fault_and_no_failure(typed: str) -> None:
    form = Readings({"moment": typed})
    if form.moment("moment") is None:
        assert [fault.place.column for fault in form.faults] == ["moment"]
        with pytest.raises(Refused):
            form.refuse()
    else:
        assert typed.endswith("\x00")


@given(st.text(max_size=40))
def test_no_text_breaks_a_form(typed: str) -> None:
    form = Readings({"moment": typed, "quota": typed})
    form.moment("moment")
    form.quota()
    assert len(form.faults) <= 2


@pytest.mark.parametrize(
    ("typed", "read"), [("", None), ("6000", 6000), ("6,000", 6000), ("6 000", 6000)]
)
def test_a_quota_is_read(typed: str, read: int | None) -> None:
    form = Readings({"quota": typed})
    assert (form.quota(), form.faults) == (read, [])


@pytest.mark.parametrize("typed", ["-1", "1.5", "６０００", "9999999999", "many"])
def test_what_is_no_quota_is_a_fault(typed: str) -> None:
    form = Readings({"quota": typed})
    form.quota()
    assert [fault.place.column for fault in form.faults] == ["quota"]


# Checks.


def test_a_calendar_in_order_has_no_faults() -> None:
    assert not list(order_faults(made.moments(BEGIN)))


@given(st.permutations(range(len(MOMENTS))))
def test_any_other_order_is_a_fault_and_says_where(order: list[int]) -> None:
    moments = {name: BEGIN + place * DAY for name, place in zip(MOMENTS, order, strict=True)}
    faults = list(order_faults(moments))
    assert bool(faults) == (order != sorted(order))
    assert {fault.place.column for fault in faults} <= set(MOMENTS)


def test_what_is_not_changed_may_have_passed() -> None:
    moments = made.moments(BEGIN)
    late = moments["settles_to"] + DAY
    assert not list(passed_faults(moments, moments, late))
    assert len(list(passed_faults({}, moments, late))) == len(MOMENTS)


@pytest.mark.parametrize("title", ["", "长" * 101, "两\n行"])
def test_a_title_is_one_line(title: str) -> None:
    assert list(title_faults(title))


@pytest.mark.parametrize("prefix", ["", "202", "abcd", "2026-", "2026\n", "2" * 11, "２０２６"])
def test_a_prefix_is_digits_and_capitals(prefix: str) -> None:
    assert list(prefix_faults(prefix, []))
    assert not list(prefix_faults("2026R1", ["2026"]))

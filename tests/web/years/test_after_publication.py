"""Once the list is out, the time of its publicity is what was announced."""

from __future__ import annotations

import datetime

import pytest

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.selection.models import Freeze, Publication
from luohu.web.years import services
from luohu.web.years.calendar import Window, moments_of
from luohu.web.years.models import Year
from tests.web.accounts.people import officer
from tests.web.years import made

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def published() -> Year:
    """A year in its publicity, whose list was published with the end that the year has."""
    year = made.year()
    made.at(year, Window.PUBLICITY)
    frozen = Freeze.objects.create(
        year=year, number=1, made=year.ranks_to, by=officer(Role.AUTHORITY), quota=10,
        state="made", digest="0" * 64, outcomes_digest="0" * 64,
    )  # fmt: skip
    Publication.objects.create(
        year=year, freeze=frozen, published=year.publicity_from, by=officer(Role.PUBLISHER),
        digest="0" * 64, takes_down=year.publicity_to,
    )  # fmt: skip
    return year


@pytest.mark.parametrize("by", [-DAY, -datetime.timedelta(seconds=1), DAY])
def test_publicity_is_made_neither_shorter_nor_longer(
    published: Year, by: datetime.timedelta
) -> None:
    moments = {**moments_of(published), "publicity_to": published.publicity_to + by}
    with pytest.raises(Refused) as refused:
        services.change_calendar(
            actor=officer(Role.AUTHORITY), year=published, moments=moments, why="调整"
        )
    assert [fault.place.column for fault in refused.value.faults] == ["publicity_to"]
    assert Year.objects.get(pk=published.pk).publicity_to == published.publicity_to


def test_what_comes_after_it_may_still_be_changed(published: Year) -> None:
    moments = {**moments_of(published), "settles_to": published.settles_to + DAY}
    changed = services.change_calendar(
        actor=officer(Role.AUTHORITY), year=published, moments=moments, why="顺延"
    )
    assert changed.settles_to == published.settles_to + DAY

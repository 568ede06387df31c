"""F11: the deadline is exact: the moment at which the request came in decides, to the millisecond."""

from __future__ import annotations

import datetime

import pytest

from luohu.people.faults import Refused
from luohu.web.declarations import received, services
from luohu.web.declarations.models import Declaration, Receipt
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
MILLISECOND = datetime.timedelta(milliseconds=1)


@pytest.fixture
def held() -> Declaration:
    employer = made.employer()
    return made.declaration(years.year(rehearsal=False), "with_employer", employer=employer)


def submit(held: Declaration, moment: datetime.datetime) -> Receipt:
    assert held.employer
    officer = people.officer("employer", employer=held.employer.credit_code)
    (receipt,) = services.submit(actor=officer, declarations=[held], key="k", moment=moment)
    return receipt


def test_the_last_millisecond_is_in_time(held: Declaration) -> None:
    moment = held.year.declares_to - MILLISECOND
    assert submit(held, moment).received == moment


def test_the_next_is_not(held: Declaration) -> None:
    with pytest.raises(Refused):
        submit(held, held.year.declares_to)
    held.refresh_from_db()
    assert held.state == "with_employer"
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("early", "status", "state"), [(1, 200, "submitted"), (0, 422, "with_employer")]
)
def test_a_request_counts_from_when_it_came_in_not_from_when_it_is_committed(
    held: Declaration, early: int, status: int, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The view reads the clock once, first; all that follows happens after the deadline."""
    moment = held.year.declares_to - early * MILLISECOND
    monkeypatch.setattr(received, "now", lambda: moment)
    assert held.employer
    officer = people.officer("employer", employer=held.employer.credit_code)
    browser = people.signed_in(officer)
    told = {"declaration": held.number, "key": "k"}
    assert browser.post("/employer/submit/", told).status_code == status
    held.refresh_from_db()
    assert held.state == state

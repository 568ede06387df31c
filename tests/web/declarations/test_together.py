"""Many at one moment: a declaration is submitted once, a person declares once, a key counts once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection

from luohu.people.faults import Refused
from luohu.web.declarations import services, stepping, submission
from luohu.web.declarations.models import Declaration, Receipt
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

MANY = 8


@pytest.fixture(autouse=True)
def postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is of one thread: LUOHU_TEST_POSTGRES=1")


@pytest.fixture
def waiting() -> tuple[User, Declaration]:
    employer = made.employer()
    officer = people.officer("employer", employer=employer.credit_code)
    return officer, made.declaration(years.year(), "with_employer", employer=employer)


def at_once(calls: Sequence[Callable[[], object]]) -> list[object]:
    """What each of some calls that begin together returns, or how it was refused."""
    together = Barrier(len(calls))

    def do(call: Callable[[], object]) -> object:
        together.wait()
        try:
            return call()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(do, calls))


def test_one_key_many_times_at_once_is_one_receipt(waiting: tuple[User, Declaration]) -> None:
    officer, held = waiting

    given = at_once([lambda: services.submit(actor=officer, declarations=[held], key="k")] * MANY)

    receipts = {tuple(one.number for one in got) for got in given if isinstance(got, list)}
    assert len(receipts) == 1
    assert all(isinstance(got, list) for got in given)
    assert Receipt.objects.count() == Event.objects.filter(action="submit").count() == 1


def test_many_keys_at_once_are_one_receipt_and_conflicts(
    waiting: tuple[User, Declaration],
) -> None:
    officer, held = waiting

    given = at_once([
        lambda key=str(k): services.submit(actor=officer, declarations=[held], key=key)  # type: ignore[misc]
        for k in range(MANY)
    ])  # fmt: skip

    conflicts = [one for one in given if isinstance(one, services.Conflict)]
    assert len(conflicts) == MANY - 1
    assert Receipt.objects.count() == Event.objects.filter(action="submit").count() == 1
    assert verify().first_bad is None


def test_without_the_lock_the_race_is_there(
    waiting: tuple[User, Declaration], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it shows that the test above proves something."""
    officer, held = waiting
    read = Barrier(MANY)

    def unlocked(*declarations: Declaration, without: Sequence[str] = ()) -> list[Declaration]:
        pks = [one.pk for one in declarations]
        found = list(Declaration.objects.select_related("year", "employer").filter(pk__in=pks))
        read.wait()
        return found

    monkeypatch.setattr(submission, "locked", unlocked)
    monkeypatch.setattr(submission, "receipt_of", _numbered)

    given = at_once([
        lambda key=str(k): services.submit(actor=officer, declarations=[held], key=key)  # type: ignore[misc]
        for k in range(MANY)
    ])  # fmt: skip

    assert all(isinstance(one, list) for one in given)
    assert Receipt.objects.count() == MANY


_RECEIPT_OF = submission.receipt_of


def _numbered(held: Declaration, key: str, place: int, received: object) -> Receipt:
    """A receipt with a number of its own, so that only the lock could tell them apart."""
    receipt = _RECEIPT_OF(held, key, place, received)  # type: ignore[arg-type]
    receipt.number = f"{receipt.number}-{key}"
    return receipt


def test_one_person_submitted_by_many_employers_at_once_is_submitted_by_one() -> None:
    year, calls = years.year(), list[Callable[[], object]]()
    index = made.declaration(year, "void").identity_index
    for key in map(str, range(4)):
        employer = made.employer()
        officer = people.officer("employer", employer=employer.credit_code)
        held = made.declaration(year, "with_employer", employer=employer)
        Declaration.objects.filter(pk=held.pk).update(identity_index=index)
        calls.append(partial(services.submit, actor=officer, declarations=[held], key=key))

    given = at_once(calls)

    conflicts = [one for one in given if isinstance(one, services.Conflict)]
    assert len(conflicts) == 3
    assert all(one.faults[0].place.file for one in conflicts)
    assert Declaration.objects.filter(state="submitted").count() == Receipt.objects.count() == 1


def test_one_account_that_begins_twice_at_once_has_one_declaration() -> None:
    year, applicant = years.year(), people.applicant()

    given = at_once([lambda: services.begin(actor=applicant, year=year)] * 4)

    assert sum(isinstance(one, services.Conflict) for one in given) == 3
    assert Declaration.objects.count() == 1


def test_what_is_withdrawn_while_it_is_submitted_is_one_or_the_other(
    waiting: tuple[User, Declaration],
) -> None:
    officer, held = waiting
    owner = held.owner
    assert owner is not None

    at_once([
        lambda: services.submit(actor=officer, declarations=[held], key="k"),
        lambda: services.take_back(actor=owner, declaration=held),
    ])  # fmt: skip

    held.refresh_from_db()
    assert (held.state == "submitted") == Receipt.objects.exists()
    newest = Event.objects.filter(subject=stepping.subject_of(held)).last()
    assert newest is not None
    assert newest.after == stepping.digest_of_state(held)

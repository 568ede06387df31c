"""Bars: from which cycle to which, in earnest or in a rehearsal, lifted by a second officer."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_document
from luohu.web.declarations import bars, services
from luohu.web.declarations.models import Bar, Declaration, Employer
from luohu.web.record import security
from luohu.web.record.services import history
from luohu.web.record.verification import verify
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    return years.year()


@pytest.fixture
def authority() -> User:
    return people.officer("authority")


def barred(held: Declaration, officer: User) -> Bar:
    """The bar of the person of a declaration, as an officer makes it."""
    with transaction.atomic():
        return services.bar(held, actor=officer, role="authority", why="学历证书系伪造")


def in_earnest(cycle: int = 2026) -> Year:
    return years.year(rehearsal=False, cycle=cycle)


def in_year(cycle: int) -> datetime.datetime:
    return datetime.datetime(cycle, 7, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("found", "last"), [(2025, 2031), (2026, 2031), (2028, 2033)])
def test_a_bar_is_from_the_cycle_to_the_laws_years_after_the_finding(
    year: Year, authority: User, found: int, last: int
) -> None:
    held = made.declaration(year)
    years.to_moment(year, in_year(found))

    bar = barred(held, authority)

    assert (bar.from_cycle, bar.to_cycle) == (2026, last)


@pytest.mark.parametrize("later", range(7))
def test_a_bar_ends_with_the_laws_own_condition(authority: User, later: int) -> None:
    """The law reads the year of the finding from the facts: it bars the same cycles after it."""
    year, found = years.year(cycle=2022), 2024
    held = made.declaration(year)
    years.to_moment(year, in_year(found))
    bar = barred(held, authority)
    law = find_scheme("beijing").at(found + later)

    score, _ = score_document(law, {**made.DOCUMENTS[0], "false_material": found})

    assert score.conditions["not_barred"] is (bar.to_cycle < found + later)


def test_a_bar_of_a_rehearsal_counts_in_rehearsals_only(year: Year, authority: User) -> None:
    held, real = made.declaration(year), in_earnest()

    barred(held, authority)

    assert bars.person_barred(years.year(), held.identity_index) is not None
    assert bars.person_barred(real, held.identity_index) is None
    assert (bars.barred_in(year), bars.barred_in(real)) == ({held.identity_index}, set())


def test_a_bar_in_earnest_counts_in_earnest_only(year: Year, authority: User) -> None:
    real = in_earnest()
    held = made.declaration(real)

    barred(held, authority)

    assert bars.barred_in(real) == {held.identity_index}
    assert bars.barred_in(year) == set()


@pytest.mark.parametrize(("first", "last", "counts"), [(2020, 2025, False), (2026, 2026, True)])
def test_those_barred_in_a_year_are_of_its_cycle(
    year: Year, first: int, last: int, counts: bool
) -> None:
    made.bar("a" * 64, year, first, last)

    assert bars.barred_in(year) == ({"a" * 64} if counts else set())


def test_the_barred_of_a_year_are_asked_for_once(
    year: Year, django_assert_num_queries: object
) -> None:
    for k in range(5):
        made.bar(f"{k}" * 64, year)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(bars.barred_in(year)) == 5


def test_employers_barred_in_a_year_are_those_whose_bar_has_not_ended(year: Year) -> None:
    for last in (None, 2025):
        made.employer(barred_to=last)
    held = [made.employer(barred_to=last) for last in (2026, 2030)]

    assert bars.employers_barred_in(year) == {one.pk for one in held}


def test_an_employer_is_barred_to_the_cycle_that_is_stated(authority: User) -> None:
    held = made.declaration(in_earnest())
    with transaction.atomic():
        services.bar_employer_for(held, 2032, actor=authority, why="单位出具虚假证明")
        shorter = services.bar_employer_for(held, 2030, actor=authority, why="又一份")

    assert shorter is not None
    assert shorter.barred_to == 2032
    assert history(f"employer:{held.employer_id}").last().why == "又一份"  # type: ignore[union-attr]
    assert verify().first_bad is None


def test_no_rehearsal_bars_an_employer(year: Year, authority: User) -> None:
    held = made.declaration(year)

    with transaction.atomic():
        assert services.bar_employer_for(held, 2031, actor=authority, why="演练") is None

    assert not Employer.objects.filter(barred_to__isnull=False).exists()
    assert history(str(held)).last().action == "rehearse_bar_employer"  # type: ignore[union-attr]
    assert verify().first_bad is None


def test_the_cycle_of_an_employers_bar_is_a_year_and_the_authoritys(authority: User) -> None:
    held = made.declaration(in_earnest())

    with pytest.raises(Refused), transaction.atomic():
        services.bar_employer_for(held, 5, actor=authority, why="x")
    with pytest.raises(PermissionDenied), transaction.atomic():
        services.bar_employer_for(held, 2031, actor=people.officer("publisher"), why="x")


def test_a_bar_is_lifted_by_another_officer_with_the_ground(year: Year, authority: User) -> None:
    bar = barred(made.declaration(year), authority)
    other = people.officer("authority")

    lifted = services.lift(actor=other, bar=bar, why="证书经核实为真")

    assert (lifted.lifted_by, bars.barred_in(year)) == (other, set())
    assert [one.action for one in history(str(bar))] == ["bar", "lift_bar"]
    assert verify().first_bad is None


def test_who_made_a_bar_does_not_lift_it_and_that_is_logged(
    year: Year, authority: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, logged = barred(made.declaration(year), authority), list[str]()
    monkeypatch.setattr(security, "log", lambda event, **told: logged.append(told["why"]))

    with pytest.raises(services.Conflict):
        services.lift(actor=authority, bar=bar, why="x")

    assert logged == ["own bar"]
    assert bars.barred_in(year)


@pytest.mark.parametrize("role", ["publisher", "auditor", "administrator", "verifier"])
def test_nobody_else_lifts_a_bar(year: Year, authority: User, role: str) -> None:
    bar = barred(made.declaration(year), authority)

    with pytest.raises(PermissionDenied):
        services.lift(actor=people.officer(role), bar=bar, why="x")


def test_a_bar_is_lifted_once_and_not_without_a_ground(year: Year, authority: User) -> None:
    bar, other = barred(made.declaration(year), authority), people.officer("authority")
    with pytest.raises(Refused):
        services.lift(actor=other, bar=bar, why=" ")
    services.lift(actor=other, bar=bar, why="x")

    with pytest.raises(services.Conflict):
        services.lift(actor=other, bar=bar, why="x")


def test_a_bar_that_was_changed_behind_the_records_back_is_named(
    year: Year, authority: User
) -> None:
    bar = barred(made.declaration(year), authority)

    Bar.objects.filter(pk=bar.pk).update(to_cycle=2026)

    assert verify().first_bad is not None


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_lists_bars_without_any_identity(
    year: Year, authority: User, language: str
) -> None:
    held = made.declaration(year)
    barred(held, authority)

    shown = people.signed_in(authority).get(f"{language}/bars/").text

    assert held.number in shown
    assert "2026–2031" in shown
    assert "学历证书系伪造" in shown
    assert held.identity not in shown
    assert held.name not in shown


def test_the_page_asks_before_it_lifts(year: Year, authority: User) -> None:
    bar = barred(made.declaration(year), authority)
    address, client = (
        reverse("lift-bar", args=[bar.pk]),
        people.signed_in(people.officer("authority")),
    )
    assert address in client.get("/bars/").text
    assert "不能收回" in client.get(address).text

    assert client.post(address, {"why": " "}).status_code == 422
    assert client.post(address, {"why": "核实为真"}).url == reverse("bars")  # type: ignore[attr-defined]

    bar.refresh_from_db()
    assert bar.lifted is not None
    assert "已解除" in client.get("/bars/").text
    assert client.get(address).status_code == 200


def test_who_made_it_sees_that_another_has_to_lift_it(year: Year, authority: User) -> None:
    bar, client = barred(made.declaration(year), authority), people.signed_in(authority)
    address = reverse("lift-bar", args=[bar.pk])

    assert "另一位主管人员" in client.get(address).text
    assert client.post(address, {"why": "x"}).status_code == 409


def test_there_is_a_page_when_nobody_is_barred(authority: User) -> None:
    assert "没有停止申报的人" in people.signed_in(authority).get("/bars/").text

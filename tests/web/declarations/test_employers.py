"""What the authority states of employers, on its page and through services."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from luohu.people.faults import Refused
from luohu.web.declarations import employers, services
from luohu.web.declarations.models import Employer
from luohu.web.protection import identity, organisations
from luohu.web.record.digests import state_of
from luohu.web.record.services import history
from tests.web.accounts import people

pytestmark = pytest.mark.django_db
CODE, NUMBER = organisations.invented(77), identity.invented(908)


@pytest.fixture
def officer() -> User:
    return people.officer("authority")


@pytest.fixture
def client(officer: User) -> Client:
    return people.signed_in(officer)


def test_an_employer_is_added_with_nothing_known_of_it(officer: User) -> None:
    held = services.add_employer(actor=officer, credit_code=f" {CODE.lower()} ", name=" 演示 单位 ")

    assert (held.credit_code, held.name) == (CODE, "演示 单位")
    assert not held.may_submit


@pytest.mark.parametrize(
    ("code", "name"),
    [("123", "甲"), (CODE, " "), (CODE, "甲" * 101), (CODE, f"甲{NUMBER}"), (NUMBER, "甲")],
)
def test_a_code_or_name_that_cannot_be_is_refused(officer: User, code: str, name: str) -> None:
    with pytest.raises(Refused):
        services.add_employer(actor=officer, credit_code=code, name=name)


def test_a_code_is_there_once(officer: User) -> None:
    services.add_employer(actor=officer, credit_code=CODE, name="甲")

    with pytest.raises(services.Conflict):
        services.add_employer(actor=officer, credit_code=CODE, name="乙")


@pytest.mark.parametrize(
    ("registered", "taxed", "may"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_both_have_to_be_stated_before_it_may_submit(
    officer: User, registered: bool, taxed: bool, may: bool
) -> None:
    held = services.add_employer(actor=officer, credit_code=CODE, name="甲")

    stated = services.state_employer(
        actor=officer, employer=held, name="甲", registered_in_city=registered,
        tax_registered=taxed, why="登记系统",
    )  # fmt: skip

    assert stated.may_submit is may
    newest = history(employers.subject_of(held)).last()
    assert newest is not None
    assert newest.after == state_of(Employer.objects.get(pk=held.pk), employers.WATCHED)


def test_a_ground_is_always_given(officer: User) -> None:
    held = services.add_employer(actor=officer, credit_code=CODE, name="甲")

    with pytest.raises(Refused):
        services.bar_employer(actor=officer, employer=held, to_cycle=2027, why=" ")


@pytest.mark.parametrize("cycle", [1999, 2201])
def test_a_bar_is_to_a_year(officer: User, cycle: int) -> None:
    held = services.add_employer(actor=officer, credit_code=CODE, name="甲")

    with pytest.raises(Refused):
        services.bar_employer(actor=officer, employer=held, to_cycle=cycle, why="x")


@pytest.mark.parametrize("role", ["employer", "verifier", "auditor"])
def test_nobody_else_states_anything(role: str) -> None:
    stranger = people.officer(role)
    held = Employer.objects.create(credit_code=CODE, name="甲")

    with pytest.raises(PermissionDenied):
        services.bar_employer(actor=stranger, employer=held, to_cycle=2027, why="x")
    assert people.signed_in(stranger).get("/employers/").status_code == 403


def test_the_page_adds_states_bars_and_lifts(client: Client) -> None:
    client.post("/employers/", {"credit_code": CODE, "name": "演示单位"})
    held = Employer.objects.get()
    address = reverse("employer", args=[held.pk])

    told = {"name": "演示单位", "registered": "yes", "taxed": "yes", "why": "登记系统"}
    client.post(address, {"action": "state", **told})
    held.refresh_from_db()
    assert held.may_submit

    client.post(address, {"action": "bar", "to_cycle": "2028", "why": "虚假材料"})
    held.refresh_from_db()
    assert held.barred_to == 2028

    client.post(address, {"action": "lift", "why": "复核"})
    held.refresh_from_db()
    assert held.barred_to is None
    shown = client.get(address).text
    assert "虚假材料" in shown


@pytest.mark.parametrize("q", ["演示", CODE, CODE.lower()])
def test_an_employer_is_found_by_name_or_code(client: Client, q: str) -> None:
    Employer.objects.create(credit_code=CODE, name="演示单位")
    Employer.objects.create(credit_code=organisations.invented(78), name="别的")

    shown = client.get("/employers/", {"q": q}).text

    assert "演示单位" in shown
    assert "别的" not in shown


@pytest.mark.parametrize(
    "data", [{"credit_code": "1", "name": "x"}, {"action": "bar", "to_cycle": "soon", "why": "x"}]
)
def test_what_is_wrong_is_said_on_the_page(client: Client, data: dict[str, str]) -> None:
    held = Employer.objects.create(credit_code=CODE, name="演示单位")
    address = reverse("employer", args=[held.pk]) if "action" in data else "/employers/"

    assert client.post(address, data).status_code == 422


def test_the_ground_is_noted_without_numbers(officer: User) -> None:
    held = services.add_employer(actor=officer, credit_code=CODE, name="甲")
    services.bar_employer(actor=officer, employer=held, to_cycle=2030, why=f"据{NUMBER}举报")
    event = history(employers.subject_of(held)).last()
    assert event is not None
    assert event.why == f"据{'*' * 18}举报"

"""The departments' interface: a token of one's own department opens its checks and no others."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client

from luohu.people.faults import Refused
from luohu.web.accounts import tokens
from luohu.web.accounts.roles import Role
from luohu.web.verification.models import Check
from tests.web.accounts.people import applicant, officer, signed_in
from tests.web.verification import made

pytestmark = pytest.mark.django_db
LIST = "/api/v1/checks"


def asked(address: str, token: str = "", body: object = None, client: Client | None = None) -> int:
    """The status of a request with a token, or without one."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    client = client or Client()
    if body is None:
        return client.get(address, headers=headers).status_code
    told = json.dumps(body)
    return client.post(address, told, content_type="application/json", headers=headers).status_code


def verifier(department: str) -> User:
    return officer(Role.VERIFIER, department=department)


def decision(check: Check) -> dict[str, object]:
    return {"decision": "confirmed", "revision": check.revision}


def test_a_token_opens_the_checks_of_its_department_and_no_others() -> None:
    declaration = made.laid_out()
    own, others = made.check(declaration, "education"), made.check(declaration, "insurance")
    token = tokens.issue(verifier("schooling"))
    listed = Client().get(LIST, headers={"Authorization": f"Bearer {token}"}).json()["checks"]
    assert {one["fact"] for one in listed} == {"education"}
    assert asked(f"{LIST}/{others.pk}", token, decision(others)) == 404
    assert asked(f"{LIST}/{own.pk}", token, decision(own)) == 200
    assert Check.objects.get(pk=others.pk).decision == "pending"
    assert Check.objects.get(pk=own.pk).decision == "confirmed"


@pytest.mark.parametrize("token", ["", "x", "Bearer", "0" * 64])
def test_without_a_token_that_counts_nothing_is_opened(token: str) -> None:
    check = made.check(made.laid_out(), "education")
    assert asked(LIST, token) == 401
    assert asked(f"{LIST}/{check.pk}", token, decision(check)) == 401
    assert Check.objects.get(pk=check.pk).decision == "pending"


@pytest.mark.parametrize("role", list(Role))
def test_having_signed_in_opens_nothing(role: Role) -> None:
    user = applicant() if role is Role.APPLICANT else officer(role)
    assert asked(LIST, client=signed_in(user)) == 401


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VERIFIER])
def test_nobody_but_a_verifier_has_a_token(role: Role) -> None:
    user = applicant() if role is Role.APPLICANT else officer(role)
    with pytest.raises((PermissionDenied, Refused)):
        tokens.issue(user)

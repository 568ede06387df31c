"""Tokens of verifiers: shown once, kept as a digest, ninety days, refused with a line in the log."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from luohu.people.faults import Refused
from luohu.web.accounts import tokens
from luohu.web.accounts.models import Token
from luohu.web.accounts.roles import Role
from luohu.web.record.models import Event
from luohu.web.shell import clock
from tests.web.accounts.conftest import Later
from tests.web.accounts.people import applicant, officer, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "violet-kettle-seven"


@pytest.fixture
def verifier() -> User:
    user = officer(Role.VERIFIER)
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_token_is_whose_it_is_and_is_kept_as_a_digest(verifier: User) -> None:
    token = tokens.issue(verifier)
    assert tokens.holder_of(token) == verifier
    assert token not in str(Token.objects.values())
    assert Event.objects.filter(action="issue-token").exists()


def test_the_bearer_is_who_asks(verifier: User) -> None:
    request = RequestFactory().get("/api/v1/checks")
    assert tokens.Bearer().authenticate(request, tokens.issue(verifier)) == verifier
    assert request.user == verifier


@pytest.mark.parametrize("role", [role for role in Role if role != Role.VERIFIER])
def test_others_have_none(role: Role) -> None:
    user = applicant() if role == Role.APPLICANT else officer(role)
    with pytest.raises(Refused):
        tokens.issue(user)


def test_a_new_token_ends_the_one_before(verifier: User) -> None:
    before, after = tokens.issue(verifier), tokens.issue(verifier)
    assert tokens.holder_of(before) is None
    assert tokens.holder_of(after) == verifier
    assert tokens.end(verifier) == 1
    assert tokens.holder_of(after) is None


def test_a_token_is_good_for_ninety_days(verifier: User, later: Later) -> None:
    token = tokens.issue(verifier)
    later(days=89)
    assert tokens.holder_of(token) == verifier
    later(days=91)
    assert tokens.holder_of(token) is None


@pytest.mark.parametrize("token", ["", "luohu_", "luohu_nothing", "\x00"])
def test_what_is_no_token_is_refused_and_logged(
    token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "luohu.security")
    request = RequestFactory().get("/api/v1/checks")
    assert tokens.Bearer().authenticate(request, token) is None
    (line,) = caplog.records
    assert "key-refused" in line.message


def test_a_token_expires_after_it_is_issued(verifier: User) -> None:
    moment = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.create(user=verifier, digest="0" * 64, issued=moment, expires=moment)


def test_the_page_shows_it_once(verifier: User) -> None:
    client = signed_in(verifier)
    page = client.post("/account/token/", {"old": PASSWORD}).content.decode()
    token = page.split('value="luohu_')[1].split('"')[0]
    assert tokens.holder_of(f"luohu_{token}") == verifier
    assert token not in client.get("/account/token/").content.decode()
    assert client.post("/account/token/", {"old": PASSWORD, "end": "1"}).status_code == 302
    assert tokens.current(verifier) is None


def test_the_page_asks_for_the_password(verifier: User) -> None:
    assert signed_in(verifier).post("/account/token/", {"old": "wrong"}).status_code == 422
    assert tokens.current(verifier) is None

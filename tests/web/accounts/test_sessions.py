"""Sessions: how long they last, that they end on the server, whose they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts import credentials, sessions
from luohu.web.accounts.models import Session
from luohu.web.accounts.roles import Role
from tests.web.accounts.conftest import Later
from tests.web.accounts.people import applicant, officer, signed_in

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "violet-kettle-seven", "seven-oceans-kettle"
WHO = [
    (Role.APPLICANT, 30, 12),
    (Role.EMPLOYER, 30, 12),
    (Role.VERIFIER, 15, 8),
    (Role.AUDITOR, 15, 8),
]


def person(role: Role) -> User:
    user = applicant() if role == Role.APPLICANT else officer(role)
    user.set_password(PASSWORD)
    user.save()
    return user


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(("role", "idle", "absolute"), WHO)
def test_a_session_that_is_not_used_ends(
    later: Later, role: Role, idle: int, absolute: int
) -> None:
    client = signed_in(person(role))
    later(minutes=idle - 1)
    assert is_in(client)
    later(minutes=2 * idle - 1.5)
    assert is_in(client)
    later(minutes=3 * idle - 1)
    assert not is_in(client)


@pytest.mark.parametrize(("role", "idle", "absolute"), WHO)
def test_a_session_ends_after_so_many_hours_however_it_is_used(
    later: Later, role: Role, idle: int, absolute: int
) -> None:
    client = signed_in(person(role))
    for minutes in range(0, absolute * 60, idle - 1):
        later(minutes=minutes)
        assert is_in(client)
    later(minutes=absolute * 60 + 1)
    assert not is_in(client)


def test_the_next_page_says_why(later: Later) -> None:
    client = signed_in(person(Role.APPLICANT))
    later(minutes=31)
    page = client.get("/account/", follow=True).content.decode()
    assert "一段时间没有操作" in page


def test_a_public_page_is_shown_to_whose_session_ended(later: Later) -> None:
    client = signed_in(person(Role.APPLICANT))
    later(minutes=31)
    assert client.get("/about/").status_code == 200


def test_signing_in_gives_a_new_key(client: Client) -> None:
    user = person(Role.APPLICANT)
    client.get("/account/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key or ""
    client.cookies["sessionid"] = before
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def key_of(client: Client) -> str:
    return client.session.session_key or ""


def replayed(key: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = key
    return client


def test_an_old_cookie_opens_nothing_after_signing_out() -> None:
    client = signed_in(person(Role.APPLICANT))
    key = key_of(client)
    assert is_in(replayed(key))
    client.post("/sign-out/")
    answer = replayed(key).get("/account/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_a_new_password_ends_sessions_elsewhere_and_renews_the_key_here() -> None:
    user = person(Role.APPLICANT)
    here, elsewhere = signed_in(user), signed_in(user)
    old = key_of(here)
    told = {"old": PASSWORD, "password": OTHER, "again": OTHER}
    assert here.post("/account/password/", told).headers["Location"] == "/account/"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(replayed(old))


def test_sessions_are_listed_and_ended_one_or_all() -> None:
    user = person(Role.APPLICANT)
    here, one, two = signed_in(user), signed_in(user), signed_in(user)
    other = signed_in(applicant())
    page = here.get("/account/").content.decode()
    handle = sessions.handle_of(key_of(one))
    assert page.count('name="session"') == 2
    assert handle in page
    assert key_of(one) not in page
    here.post("/account/sessions/", {"session": handle})
    assert [is_in(client) for client in (here, one, two)] == [True, False, True]
    here.post("/account/sessions/")
    assert [is_in(client) for client in (here, two, other)] == [True, False, True]


def test_nobody_ends_anothers_session() -> None:
    other = signed_in(applicant())
    here = signed_in(applicant())
    here.post("/account/sessions/", {"session": sessions.handle_of(key_of(other))})
    assert is_in(other)


def test_a_list_says_when_and_from_where() -> None:
    user = person(Role.APPLICANT)
    client = Client(HTTP_USER_AGENT="Invented/1.0", REMOTE_ADDR="198.51.100.7")
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    (listed,) = sessions.open_sessions(user, key_of(client))
    assert (listed.address, listed.browser, listed.here) == ("198.51.100.7", "Invented/1.0", True)


def test_a_session_without_its_stamps_counts_for_nothing() -> None:
    client = signed_in(applicant())
    session = client.session
    del session[sessions.BEGAN]
    session.save()
    assert not is_in(client)


def test_a_deleted_account_takes_its_sessions_along() -> None:
    user = applicant()
    client = signed_in(user)
    user.delete()
    assert not Session.objects.filter(user_id=user.pk).exists()
    assert not is_in(client)


def test_ending_tells_how_many() -> None:
    user = applicant()
    signed_in(user)
    signed_in(user)
    assert credentials.end_sessions(actor=user, keep=None) == 2


def test_cookies_are_bound_to_the_host_where_the_site_is_reached_over_https(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import os
    import subprocess
    import sys

    code = "from luohu.web import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    told: Any = {**os.environ, "LUOHU_HTTPS": "1"}
    said = subprocess.run([sys.executable, "-c", code], env=told, check=True, capture_output=True)
    assert said.stdout.split() == [b"__Host-session", b"__Host-csrf"]

"""A personal number typed where a name belongs is kept nowhere in clear, and is counted all the same."""

from __future__ import annotations

import logging

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts.locking import LOCKED
from luohu.web.accounts.names import faults_of_name
from luohu.web.connections import CoveredLines
from luohu.web.protection import identity

pytestmark = pytest.mark.django_db
NUMBER, PASSWORD = identity.invented(77), "violet-kettle-seven"


@pytest.mark.parametrize("typed", [NUMBER, f"my number {NUMBER}", "19900000000"])
def test_a_number_typed_as_a_name_is_counted_and_not_kept(client: Client, typed: str) -> None:
    told = {"username": typed, "password": NUMBER, "next": f"/declare/{NUMBER}/"}
    answers = [client.post(f"/sign-in/?q={NUMBER}", told).status_code for _ in range(6)]
    assert answers[-1] == 429
    (kept,) = AccessAttempt.objects.values_list("username", "get_data", "post_data", "path_info")
    assert typed not in kept[0]
    assert NUMBER not in str(kept)


def test_two_numbers_are_counted_apart(client: Client) -> None:
    for typed in (NUMBER, identity.invented(78)):
        client.post("/sign-in/", {"username": typed, "password": "x"})
    assert len(set(AccessAttempt.objects.values_list("username", flat=True))) == 2


def test_an_account_called_by_a_number_is_locked_by_name_and_opened_again(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    User.objects.create_user(NUMBER, password=PASSWORD)
    caplog.set_level(logging.INFO, "luohu.security")
    wrong, right = ({"username": NUMBER, "password": one} for one in ("wrong", PASSWORD))
    assert [client.post("/sign-in/", wrong).status_code for _ in range(5)][-1] == LOCKED
    assert client.post("/sign-in/", right).status_code == LOCKED
    told = [line for line in caplog.messages if '"event": "locked"' in line]
    assert told
    assert all('"username": "***' in line and NUMBER not in line for line in told)
    AccessAttempt.objects.update(failures_since_start=4)
    assert client.post("/sign-in/", right).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_a_name_is_kept_as_it_is(client: Client) -> None:
    client.post("/sign-in/", {"username": "somebody", "password": "x"})
    assert AccessAttempt.objects.get().username == "somebody"


@pytest.mark.parametrize("name", [NUMBER, f"me-{NUMBER}", f"{NUMBER[:15]}.me"])
def test_no_account_is_called_by_a_number(name: str) -> None:
    assert [one for one in faults_of_name(name) if "ID" in one.wrong.en]


def test_the_servers_own_log_has_no_number() -> None:
    words = "Invalid HTTP request line: %r"
    record = logging.LogRecord("gunicorn.error", 30, "", 1, words, (f"GET /{NUMBER}",), None)
    assert NUMBER not in CoveredLines().format(record)


def test_a_number_among_what_a_browser_says_of_itself_is_not_kept(client: Client) -> None:
    told = {"username": "somebody", "password": "x"}
    for _ in range(2):
        client.post("/sign-in/", told, HTTP_USER_AGENT=f"B/{NUMBER}", HTTP_ACCEPT=f"x/{NUMBER}")
    kept = AccessAttempt.objects.get()
    assert (kept.user_agent, kept.http_accept) == (f"B/{'*' * 18}", f"x/{'*' * 18}")
    assert kept.failures_since_start == 2

"""What cannot be answered: busy, full, broken; each with a number and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.test import Client
from django.urls import path

from luohu.web.operations import failures, health

pytestmark = pytest.mark.django_db
SECRET = "relation applicant-secret"
ERRORS: dict[str, Exception] = {
    "locked": OperationalError("database is locked"),
    "late": OperationalError("canceling statement due to statement timeout"),
    "away": OperationalError("connection refused"),
    "gone": InterfaceError("the connection is closed"),
    "full": OperationalError("database or disk is full"),
    "extend": OperationalError("could not extend file: No space left on device"),
    "disk": OSError(28, "No space left on device"),
    "part": UnreadablePostError(104, "the body ended early"),
    "wrong": ValueError(SECRET),
    "schema": OperationalError("no such table: x"),
    "constraint": IntegrityError(SECRET),
}
STATUS = {
    "locked": 503,
    "late": 503,
    "away": 503,
    "gone": 503,
    "full": 507,
    "extend": 507,
    "disk": 507,
    "part": 408,
}


def failing(request: Any, name: str) -> HttpResponse:
    raise ERRORS[name]


urlpatterns = [path("fail/<str:name>", failing)]
handler500 = "luohu.web.operations.failures.broken"


@pytest.fixture
def browser(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", ERRORS)
def test_a_failure_is_a_page_with_a_number_and_no_word_of_it(browser: Client, name: str) -> None:
    answer = browser.get(f"/fail/{name}")
    words = answer.content.decode()
    assert answer.status_code == STATUS.get(name, 500)
    assert answer["X-Request-ID"] in words
    assert str(ERRORS[name]) not in words
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", [name for name, status in STATUS.items() if status > 500])
def test_what_passes_says_when_to_come_again(browser: Client, name: str) -> None:
    assert browser.get(f"/fail/{name}")["Retry-After"] == str(failures.RETRY_SECONDS)


def test_a_cause_behind_an_error_counts() -> None:
    error = RuntimeError("outer")
    error.__cause__ = OperationalError("database is locked")
    assert failures.status_of(error) == 503


def test_the_site_is_ready(client: Client) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})


def test_a_site_without_room_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "free", lambda: 0)
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json() == {"migrations": "ok", "disk": "fault", "jobs": "ok"}

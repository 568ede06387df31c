"""The interface for departments' programs: whose token, what is listed, what is decided, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from luohu.web.accounts import tokens
from luohu.web.declarations.models import Declaration
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., Any]


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


@pytest.fixture
def ask() -> Ask:
    """Asks the interface with the token of an officer of a department; no token for none."""
    known: dict[str, str] = {}

    def asked(department: str, path: str, body: Any = None) -> Any:
        if department not in known:
            known[department] = tokens.issue(made.verifier(department)) if department else "none"
        headers: Any = {"HTTP_AUTHORIZATION": f"Bearer {known[department]}"}
        address = f"/api/v1/{path}"
        if body is None:
            return Client().get(address, **headers)
        text = body if isinstance(body, str) else json.dumps(body)
        return Client().post(address, text, content_type="application/json", **headers)

    return asked


def told(response: Any) -> Any:
    return json.loads(response.content)


def test_without_a_token_that_counts_there_is_nothing(declaration: Declaration, ask: Ask) -> None:
    assert ask("", "checks").status_code == 401
    assert Client().get("/api/v1/checks").status_code == 401


def test_the_checks_of_the_tokens_department_are_listed(declaration: Declaration, ask: Ask) -> None:
    found = told(ask("housing", "checks"))
    (one,) = found["checks"]
    assert (one["fact"], one["declared"]) == ("homes", made.DOCUMENT["homes"])
    assert (one["number"], one["revision"], found["next"]) == (declaration.number, 0, None)
    assert "*" in one["identity"]


def test_a_long_list_goes_on_where_it_ended(declaration: Declaration, ask: Ask) -> None:
    first = told(ask("police", "checks?limit=2"))
    rest = told(ask("police", f"checks?after={first['next']}"))
    facts = [one["fact"] for one in (*first["checks"], *rest["checks"])]
    assert sorted(facts) == sorted(set(facts))
    assert len(first["checks"]) == 2
    assert rest["next"] is None


def test_one_check_is_decided(declaration: Declaration, ask: Ask) -> None:
    check = made.check(declaration, "homes")
    body = {"decision": "refuted", "reason": "查无此房", "revision": 0}
    answer = ask("housing", f"checks/{check.pk}", body)
    assert (answer.status_code, told(answer)["state"]) == (200, "done")
    assert made.check(declaration, "homes").decision == "refuted"
    assert told(ask("housing", f"checks/{check.pk}", body))["state"] == "already"


def test_another_departments_check_is_not_there(declaration: Declaration, ask: Ask) -> None:
    check = made.check(declaration, "homes")
    body = {"decision": "confirmed", "revision": 0}
    assert ask("police", f"checks/{check.pk}", body).status_code == 404


def test_what_was_changed_meanwhile_is_a_conflict(declaration: Declaration, ask: Ask) -> None:
    check = made.decide(declaration, "homes")
    body = {"decision": "refuted", "reason": "查无此房", "revision": 0}
    answer = ask("housing", f"checks/{check.pk}", body)
    assert (answer.status_code, told(answer)["state"]) == (409, "changed")


def test_what_may_not_stand_is_refused_with_the_reason(declaration: Declaration, ask: Ask) -> None:
    check = made.check(declaration, "homes")
    answer = ask("housing", f"checks/{check.pk}", {"decision": "refuted", "revision": 0})
    assert answer.status_code == 422
    assert told(answer)["refused"][0]["column"] == "reason"


def test_of_many_each_has_its_own_result(declaration: Declaration, ask: Ask) -> None:
    checks = {one.fact: one.pk for one in declaration.checks.all()}
    decisions = [
        {"check": checks["detentions"], "decision": "confirmed", "revision": 0},
        {"check": checks["born"], "decision": "refuted", "reason": "查无此人", "revision": 0},
        {"check": checks["homes"], "decision": "confirmed", "revision": 0},
    ]
    results = told(ask("police", "checks", {"decisions": decisions}))["results"]
    assert [one["state"] for one in results] == ["done", "refused", "refused"]
    assert made.check(declaration, "homes").decision == "pending"


@pytest.mark.parametrize(
    "body",
    [
        {"decisions": [{}] * 1001},
        {"decisions": 1},
        {"decisions": [{"check": 2**70, "decision": "confirmed", "revision": 0}]},
        {"decisions": [{"check": 1, "decision": "confirmed", "revision": 0, "by": "admin"}]},
        {},
    ],
)
def test_a_body_that_is_none_is_refused(ask: Ask, body: Any) -> None:
    assert ask("police", "checks", body).status_code == 422


def test_words_that_cannot_be_kept_are_refused(declaration: Declaration, ask: Ask) -> None:
    check = made.check(declaration, "homes")
    body = '{"decision": "refuted", "reason": "\\ud800\\ud800", "revision": 0}'
    assert ask("housing", f"checks/{check.pk}", body).status_code == 422


@pytest.mark.parametrize(
    "query", ["state=x", "year=99999", "limit=0", "after=-1", "year=" + "9" * 30]
)
def test_a_question_that_is_none_is_refused(declaration: Declaration, ask: Ask, query: str) -> None:
    assert ask("police", f"checks?{query}").status_code in (404, 422)

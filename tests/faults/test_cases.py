"""Ten thousand requests made from the description of the interface: none fails, each answer is described.

Then some thousands that no client would make: broken addresses, headers, lengths and bodies.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from luohu.schemes.catalogue import scheme_names
from luohu.web.accounts import tokens
from luohu.web.accounts.models import Token
from luohu.web.accounts.roles import Role
from luohu.web.shell import clock
from luohu.web.verification.models import Check
from tests.faults import broken
from tests.faults.figures import measured
from tests.web.accounts import people
from tests.web.api.test_description import CHECKS, DESCRIBED, _no_limit_of_rate, _one_connection
from tests.web.verification import made

__all__ = ["_no_limit_of_rate", "_one_connection"]
PROMISED, EACH, REFUSED, BROKEN = 10_000, 240, 15, 4000
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
NAMED = "positive, with names that there are"
CASES = {"positive": POSITIVE, "negative": NEGATIVE, NAMED: POSITIVE}
OPERATIONS = [one.ok() for one in DESCRIBED.get_all_operations() if isinstance(one, Ok)]
COUNTED = ("housing", "without checks")
KEPT = settings(
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "scheme": st.sampled_from([*scheme_names(), "beijing@2020", "beijing@2016"]),
    "cycle": st.sampled_from([None, 2018, 2025, 2026]),
    "version": st.sampled_from(["2016", "2020"]),
    "name": st.sampled_from(["tax", "age", "total", "eligible"]),
    "number": st.sampled_from(["1", "10", "38"]),
    "given": st.just({}),
    "only": st.sampled_from([[], ["tax"]]),
    "decision": st.sampled_from(["confirmed", "corrected", "refuted", "pending"]),
    "state": st.sampled_from(["pending", "decided", "late", ""]),
    "from": st.sampled_from([None, 2027, 2030]),
    "as_of": st.sampled_from([None, 2021, 2026]),
}  # fmt: skip


def token_of(role: Role) -> str:
    """A token of somebody of a role, however he came by it."""
    user = people.applicant() if role is Role.APPLICANT else people.officer(role)
    moment, token = clock.now(), tokens.MARK + secrets.token_urlsafe(32)
    Token.objects.create(
        user=user, digest=tokens._digest(token), issued=moment, expires=moment + timedelta(1)
    )
    return token


@pytest.fixture
def holders(db: None) -> Mapping[str, str]:
    """Tokens of a department with checks and of one without, of every other role, of nobody; none."""
    cache.clear()
    made.laid_out()
    others = {str(role): token_of(role) for role in Role if role is not Role.VERIFIER}
    own, without = made.verifier("housing"), made.verifier("nowhere")
    counted = {"housing": tokens.issue(own), "without checks": tokens.issue(without)}
    return {**counted, **others, "nobody": "nonsense", "none": ""}


class Cases:
    """The cases that were sent, counted by operation, by kind, by whose token, by status."""

    def __init__(self, holders: Mapping[str, str]) -> None:
        self.holders = holders
        self.distinct: set[bytes] = set()
        self.counted: dict[str, Counter[Any]] = {
            name: Counter() for name in ("operation", "kind", "token", "status")
        }

    def of(self, operation: APIOperation, kind: str, holder: str) -> None:
        """Some cases of an operation, the same in every run."""
        many = REFUSED if "/checks" in operation.path and holder not in COUNTED else EACH

        @seed(2026)
        @settings(KEPT, max_examples=many)
        @given(operation.as_strategy(generation_mode=CASES[kind]), named(operation, kind))
        def each(case: schemathesis.Case, names: dict[str, Any]) -> None:
            name(case, names)
            self.send(case, kind, holder)

        each()

    def send(self, case: schemathesis.Case, kind: str, holder: str) -> None:
        """Send one, and hold the answer against the description."""
        asked = [case.method, case.formatted_path, case.query, case.body, holder]
        self.distinct.add(sha256(repr(asked).encode("utf-8", "surrogatepass")).digest())
        if token := self.holders[holder]:
            case.headers["Authorization"] = f"Bearer {token}"
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        told = (case.operation.label, kind, holder, answer.status_code)
        for counter, one in zip(self.counted.values(), told, strict=True):
            counter[one] += 1


def named(operation: APIOperation, kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Names that there are, for what an operation asks; none where it asks nothing."""
    asks = operation.body or operation.path_parameters or operation.query
    if kind != NAMED or not asks:
        return st.just({})
    checks = st.sampled_from(list(Check.objects.values_list("pk", "fact")))
    return st.fixed_dictionaries({**KNOWN, "check": checks})


def name(case: schemathesis.Case, names: dict[str, Any]) -> None:
    """Put what there is in the place of what was made up, so that more than names is tried."""
    if not names:
        return
    pk, fact = names["check"]
    there = names | {"check": pk, "revision": Check.objects.get(pk=pk).revision, "fact": fact}
    body: Any = case.body
    parts: list[Any] = [case.path_parameters, case.query, body]
    if isinstance(body, dict):
        parts += body.get("decisions", [])
    for part in parts:
        if isinstance(part, dict):
            part.update({key: there[key] for key in part if key in there})


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_no_case_of_ten_thousand_fails(holders: Mapping[str, str]) -> None:
    cases, begun = Cases(holders), time.monotonic()
    for operation in OPERATIONS:
        for kind in CASES:
            for holder in holders if "/checks" in operation.path else ("none", "housing"):
                with suppress(Unsatisfiable):  # whatever is a text is a right one
                    cases.of(operation, kind, holder)
    counted = cases.counted
    measured(
        "cases", connection.vendor, cases=counted["status"].total(), distinct=len(cases.distinct),
        operations=len(OPERATIONS), seconds=round(time.monotonic() - begun), **{key: dict(one) for key, one in counted.items()},
    )  # fmt: skip
    assert len(cases.distinct) >= PROMISED
    assert set(counted["operation"]) == {one.label for one in OPERATIONS}
    assert max(counted["status"]) < 500


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_no_broken_request_fails(holders: Mapping[str, str]) -> None:
    statuses = Counter[int]()
    asked = [(one.method.upper(), one.full_path) for one in OPERATIONS]
    pks = [str(pk) for pk in Check.objects.values_list("pk", flat=True)]
    known = ["beijing", "2020", "tax", *pks[:2]]

    @seed(2026)
    @settings(KEPT, max_examples=BROKEN)
    @given(broken.requests(asked, known, holders["housing"]))
    def each(request: broken.Request) -> None:
        statuses[request.status()] += 1

    each()
    measured("broken", connection.vendor, requests=statuses.total(), status=dict(statuses))
    assert statuses.total() >= BROKEN
    assert max(statuses) < 500

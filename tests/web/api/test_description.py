"""The description of the interface holds for requests made from it at random."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from luohu.web.api.interface import interface
from luohu.web.wsgi import application
from tests.web.api.conftest import API


def uncompressed(environ: dict[str, Any], start: Any) -> Any:
    """The site, asked by a client that reads no gzip."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start)


DESCRIBED = schemathesis.openapi.from_wsgi(API + "openapi.json", uncompressed)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _no_limit_of_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    for bound in interface._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                for throttle in operation.throttle_objects:
                    monkeypatch.setattr(throttle, "num_requests", 10**9)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The test's connection stays open between requests, as Django's own test client has it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db  # a finished request looks at the connections that other tests left
@DESCRIBED.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_fails_and_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)

"""The description of the checks holds for requests made from it at random, by a verifier's program."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from luohu.web.accounts import tokens
from tests.web.api.test_description import CHECKS, DESCRIBED, _no_limit_of_rate, _one_connection
from tests.web.verification import made

__all__ = ["_no_limit_of_rate", "_one_connection"]


@pytest.fixture
def token(db: None) -> str:
    """That of a verifier whose department has checks."""
    cache.clear()
    made.laid_out()
    return tokens.issue(made.verifier("housing"))


@pytest.mark.django_db(transaction=True)
@DESCRIBED.include(path_regex="/checks").parametrize()
@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_fails_and_every_answer_is_as_described(
    case: schemathesis.Case, token: str
) -> None:
    case.headers["Authorization"] = f"Bearer {token}"
    case.call_and_validate(checks=CHECKS)

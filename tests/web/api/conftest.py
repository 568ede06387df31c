"""How the interface is asked in a test."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

EXAMPLES = Path("examples")
API = "/api/v1/"
Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def send(client: Client) -> Ask:
    """Sends a body as JSON; the response."""

    def sent(path: str, body: Any, **headers: Any) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        told: Any = {"content_type": "application/json"} | headers
        return client.post(API + path, text, **told)

    return sent


@pytest.fixture
def example() -> dict[str, Any]:
    """An applicant near the line."""
    found: dict[str, Any] = json.loads((EXAMPLES / "edge-of-the-line.json").read_text("utf-8"))
    return found

"""A database of the first released version is brought to the newest with everything in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgres import database_for
from tests.web.upgrades import released


def _run(step: str, data: Path, database: str) -> str:
    surroundings = {
        **os.environ,
        "LUOHU_DATA": str(data),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
    }
    call = [sys.executable, "-m", "tests.web.upgrades.released", step]
    told = subprocess.run(call, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    return told.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("upgrade")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with database_for(f"upgrade_{worker}") as database:
        _run("fill", data, database)
        answer: dict[str, Any] = json.loads(_run("look", data, database))
        return answer


def test_lists_are_whole(found: dict[str, Any]) -> None:
    assert found["awards"] == released.ROWS
    assert found["last"] == 12_000 - released.ROWS


def test_letters_are_whole_to_the_microsecond(found: dict[str, Any]) -> None:
    assert found["letters"] == found["messages"] == released.LETTERS
    assert found["received"] == released.MOMENT.isoformat()
    assert found["document"] == released.DOCUMENT


def test_people_are_still_there(found: dict[str, Any]) -> None:
    assert {"demo-office", "demo-officer", "demo-citizen"} <= set(found["people"])

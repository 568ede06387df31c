"""Faults on purpose, on real servers: `LUOHU_FAULTS=1 pytest tests/faults`, minutes of work.

Without that variable only those run that take seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.postgres import Postgres
from tests.faults.sites import Site

WANTED = "LUOHU_FAULTS"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "faults: minutes of work; run with LUOHU_FAULTS=1")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get(WANTED) == "1":
        return
    long = [one for one in items if one.get_closest_marker("faults")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [one for one in items if one not in long]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site of its own on each kind of database, prepared and not started."""
    if request.param == "sqlite":
        with Site(tmp_path / "data").prepared() as one:
            yield one
        return
    with Postgres(tmp_path) as server, Site(tmp_path / "data", server.address).prepared() as one:
        one.server = server
        yield one


@pytest.fixture
def sqlite_site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path / "data").prepared() as one:
        yield one


@pytest.fixture
def postgres_site(tmp_path: Path) -> Iterator[Site]:
    with Postgres(tmp_path) as server, Site(tmp_path / "data", server.address).prepared() as one:
        one.server = server
        yield one

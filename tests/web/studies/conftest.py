"""A small cohort and a folder of data of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luohu.web.studies import kept, people

PEOPLE = 3_000


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studies")


@pytest.fixture(scope="session")
def few() -> Iterator[None]:
    """Few invented people in place of the many, for the whole session."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "PEOPLE", PEOPLE)
        _forget()
        yield
    _forget()


@pytest.fixture(autouse=True)
def small(few: None, folder: Path, settings: Any) -> None:
    settings.DATA = folder


@pytest.fixture
def empty(tmp_path: Path, settings: Any) -> Path:
    """A folder of data where nothing is kept yet."""
    settings.DATA = tmp_path
    return tmp_path


def _forget() -> None:
    for made in (people.people, people.prepared, people.tried):
        made.cache_clear()
    kept._FINISHED.clear()

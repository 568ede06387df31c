"""What every test stands on: a fixed day, so that no result depends on when the tests run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from luohu.law.days import CLOCK_VARIABLE
from tests.documents import TODAY


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CLOCK_VARIABLE, TODAY)
        yield

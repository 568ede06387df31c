"""What every test stands on: a fixed day, so that no result depends on when the tests run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from luohu.law.days import CLOCK_VARIABLE
from tests.documents import TODAY

settings.register_profile("luohu", deadline=None, max_examples=60)  # a busy machine is no fault
settings.load_profile("luohu")


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CLOCK_VARIABLE, TODAY)
        yield

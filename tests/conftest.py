"""What every test stands on: a fixed day and the same random examples each time.

With LUOHU_EXPLORE set in the environment the random examples are new ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from luohu.law.days import CLOCK_VARIABLE
from tests.documents import EXPLORING, TODAY

settings.register_profile(
    "luohu",
    deadline=None,  # a busy machine is no fault
    max_examples=60,
    derandomize=not EXPLORING,
)
settings.load_profile("luohu")


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CLOCK_VARIABLE, TODAY)
        yield

"""Every test begins in Chinese, whatever language the one before it spoke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Addresses made by `reverse` are those of the language that is spoken."""
    with translation.override("zh-hans"):
        yield

"""A clock that the tests of accounts move."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from luohu.web.shell import clock

Later = Callable[..., None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Moves the clock of the site on, counted from where it stood at first."""
    first = clock.now()

    def moved(**by: float) -> None:
        moment = first + datetime.timedelta(**by)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return moved

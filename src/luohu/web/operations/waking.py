"""How a worker of this process learns at once that there is work."""

from __future__ import annotations

import threading

called = threading.Event()


def wake() -> None:
    """Let the worker of this process look for work now."""
    called.set()


def wait(seconds: float) -> None:
    """Wait until somebody wakes, or until so many seconds have passed."""
    called.wait(seconds)
    called.clear()

"""Looking again and again, beside what a test does."""

from __future__ import annotations

import threading
from typing import Self


class Watching:
    """Looks every so many seconds from entering to leaving."""

    every = 0.2

    def __init__(self) -> None:
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *told: object) -> None:
        self.over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.over.wait(self.every):
            self.look()

    def look(self) -> None:
        """Look once."""
        raise NotImplementedError

"""Finishing the pages of the study before anybody asks; run as a program by the server."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings

NICE = 10


def warm() -> None:
    """Finish all pages in another process, so that this one answers; prepare the people here."""
    from luohu.web.studies.kept import alone
    from luohu.web.studies.people import prepared

    subprocess.run([sys.executable, "-m", __name__], check=False)
    with alone():
        prepared()


def finish() -> None:
    """Finish all pages as long as the server is there, unless another process does so already."""
    from luohu.web.studies.results import finish_all

    server = os.getppid()
    with _only_one() as here:
        if here:
            finish_all(lambda: os.getppid() == server)


@contextmanager
def _only_one() -> Iterator[bool]:
    """Whether no other process on this folder of data is inside."""
    folder = Path(settings.DATA) / "studies"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".finishing").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def main() -> None:
    """Finish all pages, giving way to whoever answers readers."""
    os.nice(NICE)
    django.setup()
    finish()


if __name__ == "__main__":
    main()

"""Chromium and Chinese letters for it: from the system, else by apt, else said loudly."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
BY_HAND = "apt-get update && apt-get install -y " + " ".join(PACKAGES)
LOCK = Path(tempfile.gettempdir()) / "luohu-chromium.lock"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


class AbsentError(Exception):
    """There is no Chromium, and how to get one."""


@lru_cache(maxsize=1)
def chromium() -> Path:
    """The browser of this machine, installed first where that can be done; AbsentError if not."""
    with _one_at_a_time():
        if _found() is None or not _chinese_letters():
            _install()
    found = _found()
    if found is None:
        raise AbsentError(f"no Chromium: as root, run  {BY_HAND}")
    return found


def _found() -> Path | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in paths if path), None)


def _chinese_letters() -> bool:
    """Whether a font has Chinese; taken to be so where fontconfig cannot be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return _found() is not None
    listed = subprocess.run([asked, ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def _install() -> None:
    """Ask apt, as root only; what it could not do shows in what is found afterwards."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False, capture_output=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Workers of pytest-xdist wait for the one that installs."""
    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

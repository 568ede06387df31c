"""The site as it runs for people: gunicorn, its own folder of data, its own database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 120
PREPARE = """
from luohu.web.serving import prepare
prepare()
from luohu.web.serving import load_demo
load_demo(lambda words: None)
from tests.browser.known import write
write()
"""
UNLIMITED = {"LUOHU_RATE": "100000/s", "LUOHU_LOOKUPS": "100000/s", "LUOHU_LETTERS": "100000/s"}


@contextmanager
def running_site(data: Path, database: str = "", workers: int = 1) -> Iterator[str]:
    """Prepare and start the site; its address; stopped at the end."""
    surroundings = {
        **os.environ,
        **UNLIMITED,
        "LUOHU_DATA": str(data),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
    }
    subprocess.run([sys.executable, "-c", PREPARE], env=surroundings, check=True)
    with _gunicorn(surroundings, data / "site.log", workers) as address:
        yield address


@contextmanager
def _gunicorn(surroundings: dict[str, str], log: Path, workers: int) -> Iterator[str]:
    """A server on a socket that is open already, so that nobody has to wait or try again."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as door, log.open("w") as written:
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        call = [
            sys.executable, "-m", "gunicorn", "--no-control-socket", "-w", str(workers), "-t", "120",
            "-b", f"fd://{door.fileno()}", "luohu.web.wsgi",
        ]  # fmt: skip
        server = subprocess.Popen(
            call, env=surroundings, stderr=written, pass_fds=[door.fileno()], cwd=log.parent
        )
    try:
        with urllib.request.urlopen(f"{address}/healthy", timeout=START_SECONDS):
            yield address
    finally:
        server.terminate()
        server.wait(timeout=30)

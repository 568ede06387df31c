"""F13: a worker that is killed loses its job to another within a lease; the effect is there once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from luohu.web.operations.leases import LEASE
from tests.faults.figures import measured
from tests.faults.sites import Site

WORK = "import django; django.setup(); from tests.faults.work import main; main('work')"


@contextmanager
def worker(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", WORK], env=site.environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def until(happened: object, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


@pytest.mark.faults
def test_a_killed_workers_job_is_taken_over_and_done_once(site: Site, tmp_path: Path) -> None:
    signal, may_end = tmp_path / "signal", tmp_path / "may-end"
    site.asked("tests.faults.work", "ask", str(signal), str(may_end))
    with worker(site) as first:
        until(signal.exists, 60)
        first.kill()
        first.wait()
    killed = time.monotonic()
    with worker(site):
        until(lambda: signal.read_text().count("begun") == 2, LEASE.total_seconds() + 60)
        taken = time.monotonic() - killed
        may_end.touch()
        until(lambda: site.asked("tests.faults.work", "look")["state"] == "done", 60)
    assert site.asked("tests.faults.work", "look") == {"state": "done", "attempts": 2, "marks": 1}
    assert taken < LEASE.total_seconds() + 10
    kind = "postgresql" if site.database else "sqlite"
    measured("F13", kind, taken_over_after=round(taken, 1), effects=1)

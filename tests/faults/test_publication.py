"""F15: a publication that is killed at any statement did not happen; done again it is the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.figures import measured
from tests.faults.sites import Site

PEOPLE, STEPS = 40, 8
PUBLISH = "import sys, django; django.setup(); from tests.faults.publication import main; main(*sys.argv[1:])"


@pytest.mark.faults
def test_a_publication_is_whole_or_not_there(site: Site) -> None:
    assert site.asked("tests.faults.publication", "prepare", str(PEOPLE))["state"] == "made"
    killed, at = 0, 1
    while True:
        call = [sys.executable, "-c", PUBLISH, "publish", str(at)]
        done = subprocess.run(
            call, env=site.environment, capture_output=True, text=True, check=False
        )
        seen = site.asked("tests.faults.publication", "look")
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
        assert seen == {"publications": 0, "lines": 0, "listed": 0, "why": ""}
        killed, at = killed + 1, at + STEPS
    assert seen == {"publications": 1, "lines": PEOPLE // 2, "listed": PEOPLE // 2, "why": ""}
    kind = "postgresql" if site.database else "sqlite"
    measured("F15", kind, kills=killed, half_published=0, lines=seen["lines"])

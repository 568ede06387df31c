"""F4: a disk that is full refuses whole submissions, and takes them again once there is room."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.clients import Browser, accepted
from tests.faults.figures import measured
from tests.faults.sites import Site

SIZE, LEFT, MANY = "64m", 600 * 1024, 900


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB."""
    place = tmp_path / "small"
    place.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if os.getuid() != 0 or subprocess.run(call, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.faults
def test_a_full_disk_leaves_no_half_submission(small: Path) -> None:
    with Site(small / "data").prepared() as site:
        told = site.asked("tests.faults.preparing", str(MANY), "1")
        site.start()
        browser, filler = Browser(site.address, told["cookies"][0]), small / "filler"
        free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
        filler.write_bytes(b"x" * (free - LEFT))
        answers, refused = [], 0
        numbers = iter(told["numbers"])
        for number in numbers:
            answers.append(browser.submit(number))
            refused += answers[-1].status != 200
            if refused == 20:
                break
        filler.unlink()
        after = browser.submit(next(numbers))
        statuses = Counter(one.status for one in answers)
        assert set(statuses) <= {200, 507, 503}, statuses
        assert refused == 20
        assert after.status == 200
        browser.close()
        site.kill()
        found = site.agrees()
        assert accepted([*answers, after]) == set(found["keys"])
        measured(
            "F4", "sqlite", acknowledged=statuses[200] + 1, refused={k: v for k, v in statuses.items() if k != 200},
            submitted=found["submitted"],
        )  # fmt: skip

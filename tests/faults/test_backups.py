"""F16: a backup made while others write, brought back elsewhere, its record verified there."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.faults.clients import Crowd, accepted
from tests.faults.figures import measured
from tests.faults.postgres import Postgres
from tests.faults.sites import Site

CLIENTS, MANY = 4, 1500


@pytest.mark.faults
def test_a_backup_is_real(site: Site, tmp_path: Path) -> None:
    told = site.asked("tests.faults.preparing", str(MANY), str(CLIENTS))
    site.start()
    crowd = Crowd(site.address, told["cookies"], told["numbers"]).start()
    time.sleep(1)
    before, begun = accepted(crowd.answers), time.monotonic()
    done = site.luohu("site", "backup", tmp_path / "backups", "--with-keys", "--json")
    assert done.returncode == 0, done.stderr
    took, written = time.monotonic() - begun, len(accepted(crowd.answers)) - len(before)
    accepted(crowd.stop())
    backup = json.loads(done.stdout)
    begun = time.monotonic()
    elsewhere = Site(tmp_path / "elsewhere")
    with Postgres(tmp_path) if site.database else _nothing() as server:
        if server is not None:
            elsewhere.database = server.address
        restored = elsewhere.luohu("site", "restore", backup["file"], "--json")
        assert restored.returncode == 0, restored.stderr + restored.stdout
        brought = time.monotonic() - begun
        found = elsewhere.agrees()
    assert before <= set(found["keys"])
    assert (found["count"], found["head"]) == (backup["events"], backup["head"])
    kind = "postgresql" if site.database else "sqlite"
    measured(
        "F16", kind, backup=round(took, 1), restore=round(brought, 1), written_meanwhile=written,
        events=backup["events"], bytes=backup["bytes"],
    )  # fmt: skip


class _nothing:
    """No server."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *told: object) -> None:
        return None

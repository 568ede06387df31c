"""F1, F2, F3: what was acknowledged is never lost, state and record agree, a start is quick."""

from __future__ import annotations

import time

import pytest

from tests.faults.clients import Crowd, accepted
from tests.faults.figures import measured
from tests.faults.sites import Site

CLIENTS, REPEATS, SECONDS, MANY = 16, 5, 3.0, 4000


@pytest.mark.faults
def test_what_was_acknowledged_is_there_after_every_kill(site: Site) -> None:
    told = site.asked("tests.faults.preparing", str(MANY), str(CLIENTS))
    waiting, kept, starts = told["numbers"], set(), []
    kind = "postgresql" if site.database else "sqlite"
    for _ in range(REPEATS):
        starts.append(site.start())
        crowd = Crowd(site.address, told["cookies"], waiting).start()
        time.sleep(SECONDS)
        site.kill()
        kept |= accepted(crowd.stop())
        found = site.agrees()
        assert kept <= set(found["keys"])
        waiting = [one for one in waiting if one not in set(found["numbers"])]
    assert kept
    lost = len(kept - set(found["keys"]))
    measured("F1", kind, acknowledged=len(kept), lost=lost, submitted=found["submitted"])
    measured("F3", kind, starts=[round(one, 1) for one in starts])


def test_one_kill_loses_nothing(sqlite_site: Site) -> None:
    """The same once and small, so that every run of the tests has it."""
    told = sqlite_site.asked("tests.faults.preparing", "60", "4")
    sqlite_site.start()
    crowd = Crowd(sqlite_site.address, told["cookies"], told["numbers"]).start()
    while len(crowd.answers) < 5:
        time.sleep(0.01)
    sqlite_site.kill()
    kept = accepted(crowd.stop())
    assert kept
    assert kept <= set(sqlite_site.agrees()["keys"])

"""F5, F6: PostgreSQL killed or restarted under load; the site says so and comes back by itself."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from tests.faults.clients import Answer, Crowd, accepted
from tests.faults.figures import measured
from tests.faults.sites import Site

CLIENTS, MANY = 16, 3000


def outage(answers: list[Answer]) -> float:
    """Seconds from the first answer that was no 200 to the last."""
    bad = [one.begun + one.seconds for one in answers if one.status != 200]
    return round(max(bad) - min(bad), 1) if bad else 0.0


@pytest.mark.faults
@pytest.mark.parametrize("how", ["killed", "restarted"])
def test_an_outage_of_the_database_loses_nothing(postgres_site: Site, how: str) -> None:
    site, server = postgres_site, postgres_site.server
    assert server is not None
    told = site.asked("tests.faults.preparing", str(MANY), str(CLIENTS))
    site.start()
    crowd = Crowd(site.address, told["cookies"], told["numbers"]).start()
    time.sleep(2)
    begun = time.monotonic()
    if how == "killed":
        server.kill()
        time.sleep(2)  # away for a while: the site answers meanwhile
        assert site.status("/healthy") == 503
        server.start()
    else:
        server.restart()
    up = time.monotonic()
    while site.status("/healthy") != 200:
        time.sleep(0.02)
    back = time.monotonic() - up
    time.sleep(2)
    answers = crowd.stop()
    statuses = Counter(one.status for one in answers)
    found = site.agrees()
    assert accepted(answers) <= set(found["keys"])
    assert set(statuses) <= {200, 503}, statuses
    assert back < 5
    assert any(one.status == 200 and one.begun > up for one in answers)
    name = "F5" if how == "killed" else "F6"
    measured(
        name, "postgresql", acknowledged=len(accepted(answers)), lost=0, refused=statuses[503],
        away=round(up - begun, 1), back=round(back, 2), window=outage(answers),
    )  # fmt: skip

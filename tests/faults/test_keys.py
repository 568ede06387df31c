"""F7: the same key twenty times at once is one submission; twenty keys are one and nineteen refusals."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.faults.clients import Answer, Browser
from tests.faults.figures import measured
from tests.faults.sites import Site

MANY = 20


@pytest.mark.faults
def test_a_key_counts_once(site: Site) -> None:
    told = site.asked("tests.faults.preparing", "2", str(MANY))
    site.start()
    browsers = [Browser(site.address, one) for one in told["cookies"]]
    together = Barrier(MANY)
    first, second = told["numbers"]

    def submit(browser: Browser, number: str, key: str) -> Answer:
        together.wait()
        return browser.submit(number, key)

    with ThreadPoolExecutor(MANY) as threads:
        same = list(threads.map(lambda one: submit(one, first, "the-same-key"), browsers))
        other = list(threads.map(lambda one: submit(one, second, ""), browsers))
    for one in browsers:
        one.close()
    assert Counter(one.status for one in same) == {200: MANY}
    assert Counter(one.status for one in other) == {200: 1, 409: MANY - 1}
    found = site.agrees()
    assert found["submitted"] == 2
    kind = "postgresql" if site.database else "sqlite"
    measured("F7", kind, same_key="20 x 200", other_keys="1 x 200, 19 x 409")

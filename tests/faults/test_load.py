"""F9, F10, F12, F20: the last day's load, flat out, sign-ins at once, for minutes on end."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psutil
import pytest

from tests.faults.clients import Answer, Browser, Crowd, percentile
from tests.faults.figures import measured
from tests.faults.sites import Site
from tests.faults.watching import Watching

USERS, RATE, SUBMITTERS = 50, 8, 8
SECONDS = float(os.environ.get("LUOHU_LOAD_SECONDS", "30"))
SOAK = float(os.environ.get("LUOHU_SOAK_SECONDS", "180"))
PAGES = ("/", "/", "/law/", "/assess/", "/employer/", "/ask/", "/lists/", "/healthy")
PAUSE, PARTS = 0.25, 5


def kind(site: Site) -> str:
    return "postgresql" if site.database else "sqlite"


class Mixed:
    """Fifty users: some submit at a fixed rate together, the others look at pages."""

    def __init__(self, site: Site, told: dict, seconds: float) -> None:
        self.site, self.told, self.end = site, told, time.monotonic() + seconds
        self.numbers = iter(told["numbers"])
        self.lock = threading.Lock()
        self.submitted: list[Answer] = []
        self.seen: list[Answer] = []

    def run(self) -> Mixed:
        jobs = [self.submitting] * SUBMITTERS + [self.looking] * (USERS - SUBMITTERS)
        threads = [threading.Thread(target=one, args=(k,)) for k, one in enumerate(jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self

    def browser(self, place: int) -> Browser:
        cookies = self.told["cookies"]
        return Browser(self.site.address, cookies[place % len(cookies)])

    def submitting(self, place: int) -> None:
        browser, due = self.browser(place), time.monotonic() + place / RATE
        while due < self.end:
            time.sleep(max(0.0, due - time.monotonic()))
            with self.lock:
                number = next(self.numbers)
            self.submitted.append(browser.submit(number))
            due += SUBMITTERS / RATE
        browser.close()

    def looking(self, place: int) -> None:
        browser, dice = self.browser(place), random.Random(place)
        while time.monotonic() < self.end:
            path, begun = dice.choice(PAGES), time.monotonic()
            status = browser.call("GET", path)
            self.seen.append(Answer(path, "", status, begun, time.monotonic() - begun))
            time.sleep(dice.random() * 2 * PAUSE)
        browser.close()


@pytest.mark.faults
def test_the_last_day(site: Site) -> None:
    told = site.asked("tests.faults.preparing", str(int(SECONDS * RATE) + 100), str(USERS))
    site.start()
    mixed = Mixed(site, told, SECONDS).run()
    statuses = Counter(one.status for one in [*mixed.submitted, *mixed.seen])
    measured(
        "F9", kind(site), seconds=SECONDS, users=USERS, submits=len(mixed.submitted),
        p50=percentile(mixed.submitted, 0.5), p95=percentile(mixed.submitted, 0.95),
        p99=percentile(mixed.submitted, 0.99), pages=len(mixed.seen), statuses=dict(statuses),
    )  # fmt: skip
    assert set(statuses) == {200}, statuses
    site.agrees()


@pytest.mark.faults
def test_flat_out(site: Site) -> None:
    seconds = min(SECONDS, 20)
    told = site.asked("tests.faults.preparing", str(int(seconds * 200)), "16")
    site.start()
    begun = time.monotonic()
    crowd = Crowd(site.address, told["cookies"], told["numbers"]).start()
    time.sleep(seconds)
    answers = crowd.stop()
    took = time.monotonic() - begun
    statuses = Counter(one.status for one in answers)
    measured(
        "F10", kind(site), per_second=round(statuses[200] / took, 1),
        p95=percentile(answers, 0.95), p99=percentile(answers, 0.99), statuses=dict(statuses),
    )  # fmt: skip
    assert set(statuses) == {200}
    site.agrees()


@pytest.mark.faults
def test_fifty_sign_in_at_once(site: Site) -> None:
    password = site.asked("tests.faults.signing", str(USERS))["password"]
    site.start()
    together = Barrier(USERS)

    def sign_in(place: int) -> Answer:
        browser = Browser(site.address, {})
        together.wait()
        begun = time.monotonic()
        fields = {"username": f"many-{place}", "password": password}
        status = browser.call("POST", "/sign-in/", fields)
        browser.close()
        return Answer(str(place), "", status, begun, time.monotonic() - begun)

    with ThreadPoolExecutor(USERS) as threads, Memory(site) as memory:
        answers = list(threads.map(sign_in, range(USERS)))
    statuses = Counter(one.status for one in answers)
    measured(
        "F12", kind(site), p50=percentile(answers, 0.5), p95=percentile(answers, 0.95),
        megabytes=memory.most // 2**20, statuses=dict(statuses),
    )  # fmt: skip
    assert statuses == {302: USERS}
    assert memory.most <= 2**30


class Memory(Watching):
    """The most memory that a site's processes had together, what they share counted once."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site, self.most = site, 0

    def look(self) -> None:
        self.most = max(self.most, memory_of(self.site))


def processes(site: Site) -> list[psutil.Process]:
    assert site.process is not None
    parent = psutil.Process(site.process.pid)
    return [parent, *parent.children(recursive=True)]


def memory_of(site: Site) -> int:
    return sum(one.memory_full_info().pss for one in processes(site) if one.is_running())


@pytest.mark.faults
def test_minutes_of_load_leave_nothing_behind(site: Site) -> None:
    """Half an hour is the promise; here as long as LUOHU_SOAK_SECONDS says, in five parts.

    What is loaded at first use is loaded in the first two; from then on the resident memory of all
    processes may grow by 5%. `own` is what they have less what they share: it grows without anything
    new, as pages that a worker shares with its parent become its own.
    """
    told = site.asked("tests.faults.preparing", str(int(SOAK * RATE) + 500), str(USERS))
    site.start()
    memory, own, files, statuses = [], [], [], Counter[int]()
    for _ in range(PARTS):
        mixed = Mixed(site, told, SOAK / PARTS).run()
        told["numbers"] = told["numbers"][len(mixed.submitted) :]
        statuses += Counter(one.status for one in [*mixed.submitted, *mixed.seen])
        time.sleep(6)  # connections that are kept open are closed
        memory.append(sum(one.memory_info().rss for one in processes(site)))
        own.append(memory_of(site))
        files.append(sum(one.num_fds() for one in processes(site)))
    measured(
        "F20", kind(site), seconds=SOAK, megabytes=[one // 2**20 for one in memory],
        grown=f"{memory[-1] / memory[1] - 1:.1%}", own=[one // 2**20 for one in own], files=files,
        statuses=dict(statuses),
    )  # fmt: skip
    assert set(statuses) == {200}, statuses
    assert memory[-1] < memory[1] * 1.05
    assert files[-1] <= files[1] + 20
    site.agrees()

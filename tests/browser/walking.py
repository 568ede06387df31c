"""Walking through a whole year in the browser: a page for each role, and commands of the machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.running import UNLIMITED, _gunicorn

PREPARE = """
from luohu.web.serving import prepare
prepare()
from luohu.web.accounts.demonstration import load_demonstration
load_demonstration()
"""
LONG = 120_000  # milliseconds: thousands of checks are laid out within a request
BEGIN = "import django; django.setup()\n"


@contextmanager
def site_of_people(data: Path, database: str) -> Iterator[str]:
    """A running site with the people of the demonstration and nothing else, and a worker for its jobs."""
    surroundings = surroundings_of(data, database)
    subprocess.run([sys.executable, "-c", PREPARE], env=surroundings, check=True)
    with (
        _gunicorn(surroundings, data / "site.log", 1) as address,
        (data / "work.log").open("w") as told,
    ):
        call = [sys.executable, "-m", "luohu", "site", "work"]
        worker = subprocess.Popen(call, env=surroundings, stdout=told, stderr=told)
        try:
            yield address
        finally:
            worker.terminate()
            worker.wait(timeout=60)


def surroundings_of(data: Path, database: str) -> dict[str, str]:
    """The environment of a site: its folder of data, its database, no limits of rates."""
    return {
        **os.environ, **UNLIMITED, "LUOHU_DATA": str(data), "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
    }  # fmt: skip


class Walk:
    """The running site and everybody of its demonstration, each with a page of his own."""

    def __init__(
        self,
        data: Path,
        database: str,
        open_page: Callable[..., Page],
        sign_in: Callable[[Page, str], Page],
    ) -> None:
        self.data, self.database = data, database
        self._open_page, self._sign_in = open_page, sign_in
        self._pages: dict[str, Page] = {}

    def of(self, role: str) -> Page:
        """The page of somebody of the demonstration; `citizen` has not signed in."""
        if role not in self._pages:
            page = self._open_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
            page.set_default_timeout(LONG)
            page.set_default_navigation_timeout(LONG)
            expect.set_options(timeout=LONG)
            name = "" if role == "citizen" else f"demo-{role}"
            self._pages[role] = self._sign_in(page, name)
        return self._pages[role]

    def command(self, code: str) -> Any:
        """What Python code prints as JSON in its last line, run beside the site on its data."""
        surroundings = surroundings_of(self.data, self.database)
        run = subprocess.run(
            [sys.executable, "-c", BEGIN + code], env=surroundings, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr[-3000:]
        lines = run.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    def move_clock(self, year: int, to: str) -> None:
        """Move the clock of a rehearsal by its page: `declares_to`, or `declares_to-` for a second before."""
        page = self.of("authority")
        page.goto(f"/years/{year}/clock/")
        page.locator(f'button[name=to][value="{to}"]').click()
        expect(page.locator(".told")).to_contain_text("演练时钟已拨")


def press(page: Page, name: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name, exact=True).first.click()


def key_in(page: Page, pattern: str) -> int:
    """The key that stands in the address of a page, once it is such an address."""
    page.wait_for_url(re.compile(pattern))
    found = re.search(pattern, page.url)
    assert found is not None
    return int(found[1])


def number_in(page: Page, pattern: str) -> str:
    """The number of a declaration that stands in the address of a page."""
    page.wait_for_url(re.compile(pattern))
    found = re.search(pattern, page.url)
    assert found is not None
    return found[1]

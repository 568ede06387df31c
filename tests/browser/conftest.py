"""What every browser test stands on: a running site, a Chromium, and a page that is watched."""

from __future__ import annotations

import json
import os
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from luohu.web.accounts.demonstration import code_at
from tests.browser.chromium import ARGUMENTS, AbsentError, chromium
from tests.browser.running import running_site
from tests.browser.watched import Watch
from tests.web.postgres import database_for

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], Page]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data of the running site."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(data: Path, clock: None) -> Iterator[str]:
    """The address of a running site with the demonstration, one for each worker of pytest-xdist."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with database_for(f"browser_{worker}") as database, running_site(data, database) as address:
        yield address


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """The cookies of who has signed in on the running site: a code of a second factor counts only once."""
    return {}


@pytest.fixture(scope="session")
def known(data: Path, site: str) -> dict[str, str]:
    """Numbers and keys of the demonstration, by what they are of."""
    found: dict[str, str] = json.loads((data / "known.json").read_text())
    return found


@pytest.fixture
def sign_in(data: Path, signed_in: dict[str, Any]) -> SignIn:
    """Sign in on a page as somebody of the demonstration; nobody stays who he was."""

    def as_somebody(page: Page, username: str) -> Page:
        if not username:
            return page
        page.context.add_cookies(signed_in.get(username, []))
        page.goto("/account/")
        if page.locator("#id_password").count():
            _by_password(page, username, data)
            signed_in[username] = page.context.cookies()
        return page

    return as_somebody


def _by_password(page: Page, username: str, data: Path) -> None:
    """Both steps of signing in, the second with what the demonstration's authenticator shows."""
    page.goto("/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", (data / f".{username}").read_text())
    with page.expect_navigation():
        page.click("main button")
    secret = data / f".{username}.totp"
    if secret.exists():
        page.fill("#id_code", code_at(secret.read_text(), time.time()))
        with page.expect_navigation():
            page.click("main button")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    try:
        path = chromium()
    except AbsentError as error:
        warnings.warn(pytest.PytestWarning(f"BROWSER TESTS DO NOT RUN: {error}"), stacklevel=1)
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, which other tests' databases must not mind.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open watched pages, with Playwright's options for a context; what they did wrong fails."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(base_url=site, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch = Watch(page, site)
        opened.append((context, watch))
        return page

    yield open_one
    for context, _ in opened:
        context.close()
    assert [wrong for _, watch in opened for wrong in watch.seen] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A watched page of a wide window, in light."""
    return open_page(viewport={"width": 1280, "height": 900})

"""What every browser test stands on: a running site, a Chromium, and a page that is watched."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, AbsentError, chromium
from tests.browser.running import running_site
from tests.browser.watched import Watch
from tests.web.postgres import database_for

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, clock: None) -> Iterator[str]:
    """The address of a running site, one for each worker of pytest-xdist."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with (
        database_for(f"browser_{worker}") as database,
        running_site(tmp_path_factory.mktemp("site"), database) as address,
    ):
        yield address


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

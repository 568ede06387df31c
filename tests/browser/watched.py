"""A page that is watched: what it complains of, what it asks for, and what fails."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page, Request, Response

_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def watch_of(page: Page) -> Watch:
    """Who watches a page that the fixture opened."""
    return _watches[page]


class Watch:
    """Everything that a page of the site must not do, as it happens."""

    def __init__(self, page: Page, origin: str) -> None:
        _watches[page] = self
        self.origin = origin
        self.seen: list[str] = []
        self.expected: set[int] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def expect(self, *statuses: int) -> None:
        """Statuses that this test is about, such as 422 for a form with a fault."""
        self.expected.update(statuses)

    def _console(self, message: ConsoleMessage) -> None:
        if not any(f"status of {status} " in message.text for status in self.expected):
            self.seen.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.seen.append(f"leaves the site: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download, or a request that htmx took back
            self.seen.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.seen.append(f"status {response.status}: {response.url}")

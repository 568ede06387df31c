"""The site under load: two workers of gunicorn, fifty requests a second, and what a first visit weighs."""

from __future__ import annotations

import gzip
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urljoin, urlsplit

from bench.report import Line, duration, missing

PART = "the site: 50 requests a second, two workers of gunicorn, all on this machine"
WORKERS, RATE, SECONDS_A_ROUND, ASKERS = 2, 50, 10, 16
PAGES_AT_MOST, PAGES_OF_A_PART = 60, 12
LINK = re.compile(r'<a\s[^>]*?href="([^"#]+)')
ASSET = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*? (?:href|src)="([^"]+)"')
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
WHAT_IF = "/assess/ahead/"
WHAT_IF_KEY = f"POST {WHAT_IF}"
NOT_ASKED = ("/api/", "/office/", "/static/")
SENT = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}


@dataclass(frozen=True)
class Ask:
    """One request: an address, and a form to send where there is one."""

    path: str
    form: str = ""

    @property
    def key(self) -> str:
        """What its times are kept under."""
        return f"POST {self.path}" if self.form else self.path


@dataclass(frozen=True)
class Answer:
    """What came back: the status, its bytes as sent, and the text in them."""

    status: int
    sent: bytes
    packed: bool
    type: str

    @property
    def text(self) -> str:
        """The page."""
        return (gzip.decompress(self.sent) if self.packed else self.sent).decode("utf-8", "replace")


class Visitor:
    """Somebody who asks the site."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc

    def ask(self, one: Ask) -> Answer:
        """A request as a browser sends it, over a connection of its own."""
        connection = HTTPConnection(self.host, timeout=60)
        headers = {"Accept-Encoding": "gzip", **(SENT if one.form else {})}
        connection.request("POST" if one.form else "GET", one.path, one.form or None, headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return Answer(answer.status, body, packed, answer.headers.get("Content-Type", ""))

    def pages(self) -> list[Ask]:
        """The pages that links lead to from the front, nearest first."""
        found, waiting = dict[str, None](), ["/", "/en/"]
        parts: Counter[str] = Counter()
        while waiting and len(found) < PAGES_AT_MOST:
            path = waiting.pop(0)
            part = path.removeprefix("/en").split("/")[1]
            if path in found or path.startswith(NOT_ASKED) or parts[part] == PAGES_OF_A_PART:
                continue
            answer = self.ask(Ask(path))
            if answer.status == 200 and answer.type.startswith("text/html"):
                found[path] = None
                parts[part] += 1
                waiting += self._links(path, answer.text)
        return [Ask(path) for path in found]

    @staticmethod
    def _links(path: str, page: str) -> Iterator[str]:
        for link in LINK.findall(page):
            there = urlsplit(urljoin(path, unescape(link)))
            if not there.netloc and there.scheme in ("", "http"):
                yield there.path + (f"?{there.query}" if there.query else "")


def lines(folder: Path, rounds: int) -> list[Line]:
    """The part of the report, or that the site is not installed."""
    if find_spec("django") is None or find_spec("gunicorn") is None:
        return [missing(PART, "pages", "luohu[site] is not installed")]
    from tests.browser.running import running_site

    data = folder / "site"
    data.mkdir()
    with running_site(data, workers=WORKERS) as address:
        visitor = Visitor(address)
        pages = visitor.pages()
        return [
            *_under_load(visitor, pages, rounds),
            *_weight(visitor),
        ]


def _under_load(visitor: Visitor, pages: Sequence[Ask], rounds: int) -> list[Line]:
    """Pages and what-ifs of the same minute, one of them in ten, each month of it another."""
    tried = what_ifs(visitor)
    warm(visitor, [*pages, *tried])
    took = under_load(visitor, mixed(pages, tried), rounds * SECONDS_A_ROUND)
    what_if = took.pop(WHAT_IF_KEY, [])
    slowest = max(took, key=lambda path: median(took[path]))
    note = (
        f"{len(pages)} pages; slowest in the middle: {slowest}, {duration(median(took[slowest]))}"
    )
    every = [one for some in took.values() for one in some]
    return [
        *_percentiles("pages", every, 0.050, note),
        *(_percentiles("what-if, one request in ten", what_if, 0.100) if tried else
          [missing(PART, "what-if", f"{WHAT_IF} has no form to try")]),
        _at_most(visitor, pages),
    ]  # fmt: skip


def mixed(pages: Sequence[Ask], tried: Sequence[Ask]) -> Iterator[Ask]:
    """Pages without end, every tenth of them a what-if."""
    after = cycle(tried) if tried else cycle(pages)
    for number, page in enumerate(cycle(pages), 1):
        yield next(after) if number % 10 == 0 else page


def what_ifs(visitor: Visitor) -> list[Ask]:
    """What htmx sends from the example's page of the years ahead, with a month without insurance."""
    page = visitor.ask(Ask(WHAT_IF)).text
    if 'name="gap"' not in page:
        return []
    form = next(one for one in FORM.findall(page) if 'name="gap"' in one)
    carried = {name: unescape(value) for name, value in HIDDEN.findall(form)}
    tried = [{"gap": f"2027-{month:02d}", "width": "wide"} for month in range(1, 13)]
    return [Ask(WHAT_IF, urlencode(carried | one)) for one in tried]


def warm(visitor: Visitor, asks: Sequence[Ask]) -> None:
    """Ask for everything often enough that every worker has seen it."""
    with ThreadPoolExecutor(WORKERS) as askers:
        for answer in askers.map(visitor.ask, [ask for ask in asks for _ in range(4 * WORKERS)]):
            if answer.status != 200:
                raise SystemExit(f"a page answers {answer.status}")


def under_load(visitor: Visitor, asks: Iterable[Ask], seconds: int) -> dict[str, list[float]]:
    """Seconds by path, from when each request was due, so that waiting in the queue counts."""
    took: dict[str, list[float]] = defaultdict(list)
    start = time.perf_counter() + 0.1

    def ask(number: int, one: Ask) -> None:
        due = start + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        visitor.ask(one)
        took[one.key].append(time.perf_counter() - due)

    with ThreadPoolExecutor(ASKERS) as askers:
        list(askers.map(ask, range(seconds * RATE), islice(asks, seconds * RATE)))
    return took


def _percentiles(what: str, took: Sequence[float], bound: float, note: str = "") -> list[Line]:
    percentiles = quantiles(took, n=100)
    p95, p50 = percentiles[94], percentiles[49]
    return [
        Line(PART, f"{what}: 95 of 100 within", duration(p95), p95, "seconds",
             bound=f"< {duration(bound)}", met=p95 < bound, note=note),
        Line(PART, "· half of them within", duration(p50), p50, "seconds"),
    ]  # fmt: skip


def _at_most(visitor: Visitor, pages: Sequence[Ask]) -> Line:
    """As many as it can when nobody waits for the clock."""
    asks = list(islice(cycle(pages), 10 * RATE))
    begin = time.perf_counter()
    with ThreadPoolExecutor(2 * WORKERS) as askers:
        list(askers.map(visitor.ask, asks))
    rate = len(asks) / (time.perf_counter() - begin)
    return Line(PART, "pages, as many as it can", f"{rate:.0f} a second", rate, "per second")


def _weight(visitor: Visitor) -> list[Line]:
    """What a first visit to the front page brings, as it travels."""
    page = visitor.ask(Ask("/"))
    assets = sorted({urljoin("/", unescape(path)) for path in ASSET.findall(page.text)})
    weights = {path: len(visitor.ask(Ask(path)).sent) for path in assets}
    weights["/"] = len(page.sent)
    whole = sum(weights.values()) / 1000
    heaviest = max(weights, key=weights.__getitem__)
    note = f"{len(weights)} files; heaviest {heaviest}, {weights[heaviest] / 1000:.0f} kB"
    return [
        Line(PART, "a first visit, compressed", f"{whole:.0f} kB", whole, "kB",
             bound="< 150 kB", met=whole < 150, note=note),
    ]  # fmt: skip

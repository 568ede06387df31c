"""Clients that submit declarations over HTTP as browsers do, and remember what they were told."""

from __future__ import annotations

import hashlib
import http.client
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = "x" * 32


@dataclass(frozen=True)
class Answer:
    """What a submission was answered: the status, 0 where the connection broke."""

    number: str
    key: str
    status: int
    begun: float
    seconds: float


class Browser:
    """A browser with one connection that it opens again whenever it is lost."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        self.place = urlsplit(address).netloc
        told = {**cookies, "csrftoken": TOKEN}
        self.headers = {"Cookie": "; ".join(f"{name}={one}" for name, one in told.items())}
        self.connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, fields: dict[str, Any] | None = None) -> int:
        """The status of a request, 0 where nobody answered."""
        body = urlencode({**(fields or {}), "csrfmiddlewaretoken": TOKEN}, doseq=True)
        headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            self.connection = self.connection or http.client.HTTPConnection(self.place, timeout=40)
            self.connection.request(method, path, body if method == "POST" else None, headers)
            answer = self.connection.getresponse()
            self.text = answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self.close()
            return 0

    def close(self) -> None:
        """Let its connection go."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def submit(self, number: str, key: str = "") -> Answer:
        """Submit one declaration under a key."""
        told, begun = key or secrets.token_hex(8), time.monotonic()
        status = self.call("POST", "/employer/submit/", {"declaration": number, "key": told})
        return Answer(number, told, status, begun, time.monotonic() - begun)


class Crowd:
    """Many clients at once, each submitting its own share one after another."""

    def __init__(
        self, address: str, cookies: Sequence[dict[str, str]], numbers: Sequence[str]
    ) -> None:
        self.answers: list[Answer] = []
        self.ending = threading.Event()
        shares = [list(numbers[k :: len(cookies)]) for k in range(len(cookies))]
        self.threads = [
            threading.Thread(target=self._submit, args=(Browser(address, one), share), daemon=True)
            for one, share in zip(cookies, shares, strict=True)
        ]

    def start(self) -> Crowd:
        for thread in self.threads:
            thread.start()
        return self

    def _submit(self, browser: Browser, numbers: list[str]) -> None:
        for number in numbers:
            if self.ending.is_set():
                break
            answer = browser.submit(number)
            self.answers.append(answer)
            if answer.status == 0:
                self.ending.wait(0.05)
        browser.close()

    def stop(self) -> list[Answer]:
        """Let each finish what it sent; every answer."""
        self.ending.set()
        return self.wait()

    def wait(self) -> list[Answer]:
        for thread in self.threads:
            thread.join(120)
        return self.answers


def accepted(answers: Sequence[Answer]) -> set[str]:
    """The keys of what was acknowledged, as the site keeps them."""
    return {hashlib.sha256(one.key.encode()).hexdigest() for one in answers if one.status == 200}


def percentile(answers: Sequence[Answer], share: float) -> float:
    """The time within which a share of the answers came, in milliseconds."""
    times = sorted(one.seconds for one in answers)
    return round(times[min(len(times) - 1, int(len(times) * share))] * 1000) if times else 0

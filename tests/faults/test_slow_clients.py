"""F19: a slow client is let go, what is too long is not read, what would burst is not unpacked."""

from __future__ import annotations

import http.client
import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.faults.figures import measured
from tests.faults.sites import Site

WORKERS_THREADS = 4
HEADERS = (
    b"POST /ask/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
)


def opened(site: Site, words: bytes) -> socket.socket:
    host, port = urlsplit(site.address).netloc.split(":")
    sock = socket.create_connection((host, int(port)), timeout=60)
    sock.sendall(words)
    return sock


@pytest.mark.faults
@pytest.mark.parametrize("words", [HEADERS + b"Content-Length: 1000\r\n\r\n", HEADERS])
def test_slow_clients_hold_no_worker_for_more_than_half_a_minute(
    sqlite_site: Site, words: bytes
) -> None:
    """As many clients as the worker has threads, a byte a second each, in the body or the head."""
    sqlite_site.start(workers=1)
    begun = time.monotonic()
    slow = [opened(sqlite_site, words) for _ in range(WORKERS_THREADS)]
    answered = 0.0
    while not answered:
        for one in slow:
            with suppress(OSError):  # let go already
                one.sendall(b"x")
        if sqlite_site.status("/healthy", 1) == 200:
            answered = time.monotonic() - begun
    for one in slow:
        one.close()
    assert answered <= 30
    measured(
        "F19", "sqlite", slow="body" if b"Length" in words else "head", freed=round(answered, 1)
    )


@pytest.mark.faults
def test_an_upload_of_200_megabytes_is_refused_unread(sqlite_site: Site) -> None:
    sqlite_site.start(workers=1)
    begun = time.monotonic()
    length = 200 * 1024 * 1024
    words = HEADERS + f"Content-Length: {length}\r\nConnection: close\r\n\r\n".encode()
    with opened(sqlite_site, words) as sock:
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        assert answer.status == 413
    took = time.monotonic() - begun
    assert took < 5
    measured("F19", "sqlite", upload="200 MB", status=413, seconds=round(took, 2))

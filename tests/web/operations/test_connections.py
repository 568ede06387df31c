"""A request that does not arrive in time, or not whole, is let go."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from luohu.web.connections import TimedUnreader, TimedWorker, WholeBody, whole


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_bytes_in_time_are_read(pair: tuple[socket.socket, socket.socket]) -> None:
    reading, writing = pair
    unreader = TimedUnreader(reading)
    unreader.due = time.monotonic() + 60
    writing.sendall(b"GET / HTTP/1.1")
    assert unreader.chunk() == b"GET / HTTP/1.1"
    assert reading.gettimeout() is None


def test_bytes_too_late_are_not_waited_for(pair: tuple[socket.socket, socket.socket]) -> None:
    unreader = TimedUnreader(pair[0])
    with pytest.raises(ConnectionResetError):
        unreader.chunk()
    assert pair[0].gettimeout() is None


def test_an_earlier_patience_is_kept(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].settimeout(0.001)
    unreader = TimedUnreader(pair[0])
    unreader.due = time.monotonic() + 60
    with pytest.raises(ConnectionResetError):
        unreader.chunk()
    assert pair[0].gettimeout() == 0.001


class Connection:
    """What gunicorn hands a worker."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.parser: Any = None

    def init(self) -> None:
        if self.parser is None:
            self.parser = type("Parser", (), {})()
            self.parser.unreader = TimedUnreader.__bases__[0](self.sock)
            self.parser.unreader.unread(b"already")


def test_each_request_of_a_connection_has_its_own_time(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    dues = []

    def handle(self: Any, conn: Any) -> None:
        conn.init()
        dues.append(conn.parser.unreader.due)

    monkeypatch.setattr(TimedWorker.__bases__[0], "handle", handle)
    worker, conn = TimedWorker.__new__(TimedWorker), Connection(pair[0])
    worker.handle(conn)
    first = conn.parser.unreader
    worker.handle(conn)
    assert conn.parser.unreader is first
    assert first.take_buffered() == b"already"
    assert dues[0] <= dues[1]
    assert dues[0] > time.monotonic()


def test_a_whole_body_is_a_body() -> None:
    body = WholeBody(io.BytesIO(b"one\ntwo"), 7)
    assert body.readline() == b"one\n"
    assert body.read() == b"two"
    assert body.read() == b""


@pytest.mark.parametrize("read", [lambda body: body.read(), lambda body: body.readline()])
def test_a_body_that_ends_early_is_an_error(read: Any) -> None:
    body = WholeBody(io.BytesIO(b"one"), 7)
    assert body.read(3) == b"one"
    with pytest.raises(ConnectionResetError):
        read(body)


def test_nothing_is_asked_of_nothing() -> None:
    assert WholeBody(io.BytesIO(b""), 7).read(0) == b""


@pytest.mark.parametrize(("length", "wrapped"), [("7", True), ("", True), ("x", False)])
def test_the_application_is_given_a_whole_body(length: str, wrapped: bool) -> None:
    seen: list[Any] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        seen.append(environ["wsgi.input"])
        return [b"done"]

    environ = {"wsgi.input": io.BytesIO(b""), "CONTENT_LENGTH": length}
    assert list(whole(application)(environ, print)) == [b"done"]
    assert isinstance(seen[0], WholeBody) is wrapped

"""Connections that keep nobody waiting: a request that does not arrive in time is let go."""

from __future__ import annotations

import errno
import logging
import socket
import struct
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from luohu.web.record.covering import covered

ARRIVAL, DEPARTURE = 20.0, 30
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TimedUnreader(SocketUnreader):  # type: ignore[misc]
    """Reads a request from its socket until it is due, however slowly the bytes come in."""

    due = 0.0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes; ConnectionResetError where they come too late."""
        left, before = self.due - time.monotonic(), self.sock.gettimeout()
        try:
            self.sock.settimeout(max(0.001, left if before is None else min(before, left)))
            return bytes(super().chunk(size_hint))
        except TimeoutError:
            with suppress(OSError):  # gunicorn would wait for more of it before it closes
                self.sock.shutdown(socket.SHUT_RD)
            raise ConnectionResetError(errno.ECONNRESET, "the request took too long") from None
        finally:
            self.sock.settimeout(before)


class TimedWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads, none of which is held by a slow client."""

    def handle(self, conn: Any) -> Any:
        """Handle a request whose time begins now."""
        begin = type(conn).init

        def init() -> None:
            begin(conn)
            if not isinstance(conn.parser.unreader, TimedUnreader):
                _time(conn)
            conn.parser.unreader.due = time.monotonic() + ARRIVAL

        conn.init = init
        return super().handle(conn)


class CoveredLines(logging.Formatter):
    """Lines of the server's own log, without the personal numbers of a request that it could not read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, covered."""
        return covered(super().format(record))


class CoveredLog(Logger):  # type: ignore[misc]
    """gunicorn's log, in which no personal number stands."""

    def setup(self, cfg: Any) -> None:
        """Set it up, and cover what it writes."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(CoveredLines(self.error_fmt, self.datefmt))


def _time(conn: Any) -> None:
    """Read what comes next with a due time, and send with patience that has an end."""
    already = conn.parser.unreader.take_buffered()
    conn.parser.unreader = TimedUnreader(conn.sock)
    conn.parser.unreader.unread(already)
    patience = struct.pack("ll", DEPARTURE, 0)
    conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)


class WholeBody:
    """A body that ends before its length is an error, never a shorter body."""

    def __init__(self, body: Any, length: int) -> None:
        self.body, self.left = body, length

    def read(self, size: int = -1) -> bytes:
        """Bytes of the body; ConnectionResetError where it ends early."""
        return self._counted(self.body.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """A line of the body; ConnectionResetError where it ends early."""
        return self._counted(self.body.readline(size), size)

    def _counted(self, data: bytes, size: int) -> bytes:
        self.left -= len(data)
        if not data and size != 0 and self.left > 0:
            raise ConnectionResetError(errno.ECONNRESET, "the body ended early")
        return data


def whole(application: Application) -> Application:
    """The application, told when a body is not whole."""

    def answering(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start)

    return answering

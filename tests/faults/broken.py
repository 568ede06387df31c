"""Requests as no client makes them, given to the site as a server would give them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from luohu.web.wsgi import application

METHODS = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "X"]
HEADERS = [
    "ACCEPT", "ACCEPT_LANGUAGE", "AUTHORIZATION", "CONTENT_ENCODING", "COOKIE", "EXPECT", "FORWARDED",
    "IF_MATCH", "IF_MODIFIED_SINCE", "IF_NONE_MATCH", "IF_UNMODIFIED_SINCE", "ORIGIN", "RANGE", "REFERER",
    "TRANSFER_ENCODING", "USER_AGENT", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_REQUEST_ID",
]  # fmt: skip
ODD = [
    "\x00",
    "\ud800",
    "\udfff",
    "\ufeff",
    "\u202e",
    "\U0010ffff",
    "𠮷",
    "é",
    "%00",
    "' OR 1=1--",
    "1" * 400,
]
NUMBERS = [0, -1, 2**31, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**400, 1e308, -0.0, 1e-320]
FIELDS = [
    "document", "documents", "scheme", "cycle", "given", "only", "from", "years", "as_of", "question",
    "top", "decision", "corrected", "reason", "revision", "decisions", "check", "id", "born", "\x00",
]  # fmt: skip
TYPES = ["application/json", "application/json; charset=utf-16", "application/json;;=", "text/plain",
         "multipart/form-data", "multipart/form-data; boundary=\xff", ""]  # fmt: skip
QUERIES = ["year", "state", "fact", "after", "limit", "as_of", "years"]
LENGTHS = ["", "0", "-1", "soon", "1e3", "٣", "9" * 30, "5"]
BOUNDS = [
    b"",
    b"{",
    b"[" * 50_000,
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"null",
    b"NaN",
    b"-",
    b'"\\ud800"',
]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(ODD), st.text(max_size=5)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FIELDS, *ODD]), inner, max_size=4)
    ),
    max_leaves=12,
)
HEADER = st.text(
    st.characters(min_codepoint=1, max_codepoint=255, exclude_characters="\r\n"), max_size=40
)


@dataclass(frozen=True)
class Request:
    """What a server gives to the site: names of CGI, and a body."""

    told: dict[str, str]
    body: bytes

    def status(self) -> int:
        """The status of the answer."""
        answered: list[str] = []
        body = application(
            {**SERVER, **self.told, "wsgi.input": io.BytesIO(self.body)}, _start(answered)
        )
        for _ in body:
            pass
        if close := getattr(body, "close", None):
            close()
        return int(answered[-1].split()[0])


SERVER: dict[str, Any] = {
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": "",
    "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
    "wsgi.errors": io.StringIO(), "wsgi.multithread": False, "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}  # fmt: skip


def _start(answered: list[str]) -> Any:
    def start(status: str, headers: Any, *told: Any) -> None:
        answered.append(status)

    return start


@st.composite
def requests(
    draw: st.DrawFn, asked: Sequence[tuple[str, str]], known: Sequence[str], token: str
) -> Request:
    """A request of a method and a path of some, broken somewhere, with somebody's token or without."""
    body, (method, path) = draw(_body()), draw(st.sampled_from(asked))
    told = {
        "REQUEST_METHOD": draw(st.sampled_from([*[method] * 50, *METHODS])),
        "PATH_INFO": _as_given(draw(_path(path, known))),
        "QUERY_STRING": _as_given(draw(_query())),
        "CONTENT_TYPE": draw(st.sampled_from([*TYPES[:1] * 5, *TYPES]) | HEADER),
        "CONTENT_LENGTH": draw(st.just(str(len(body))) | st.sampled_from(LENGTHS)),
        **draw(st.dictionaries(st.sampled_from(HEADERS).map("HTTP_{}".format), HEADER, max_size=3)),
    }
    if draw(st.booleans()):
        told["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return Request(told, body)


def _as_given(text: str) -> str:
    """As a server gives bytes of UTF-8 to a program: each byte a character."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


@st.composite
def _path(draw: st.DrawFn, path: str, known: Sequence[str]) -> str:
    piece = st.sampled_from([*known, *ODD, "", "..", "-1", "9" * 40]) | st.text(max_size=4)
    return re.sub(r"\{\w+\}", lambda found: draw(piece), path)


@st.composite
def _query(draw: st.DrawFn) -> str:
    value = st.sampled_from([*ODD, *map(str, NUMBERS), "pending", "%ff", "%u0000"]) | st.text(
        max_size=4
    )
    pairs = draw(st.lists(st.tuples(st.sampled_from([*QUERIES, *ODD[:2]]), value), max_size=3))
    return "&".join("=".join(one) for one in pairs)


@st.composite
def _body(draw: st.DrawFn) -> bytes:
    """JSON of any value, mostly an object of fields that are known; or what is none."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(BOUNDS) | st.binary(max_size=60))
    told = draw(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5) | VALUES)
    text = json.dumps(told, ensure_ascii=draw(st.booleans()))
    return text.encode("utf-8", draw(st.sampled_from(["surrogatepass", "replace"])))

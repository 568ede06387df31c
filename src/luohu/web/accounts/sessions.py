"""Sessions kept in rows that say whose they are, so that they can be listed and ended."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as RowStore
from django.http import HttpRequest
from django.utils import timezone

from luohu.web.record.covering import covered
from luohu.web.record.surroundings import address_of
from luohu.web.shell import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.contrib.sessions.base_session import AbstractBaseSession

BEGAN, SEEN, FACTOR, CHANGE, ENDED = "began", "seen", "factor", "change", "ended"
ADDRESS, BROWSER = "address", "browser"
BROWSER_LENGTH = 120


class SessionStore(RowStore):
    """The store of these rows; it writes beside the session whose it is."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The model of the rows."""
        return apps.get_model("accounts", "Session")

    def create_model_instance(self, data: Mapping[str, Any]) -> Any:
        """The row of a session, with its user."""
        row: Any = super().create_model_instance(dict(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row


@dataclass(frozen=True, slots=True)
class Open:
    """A session of somebody as his page lists it; `handle` names it without giving it away."""

    handle: str
    began: datetime
    seen: datetime
    address: str
    browser: str
    here: bool


def begin(request: HttpRequest) -> None:
    """Note in a session that begins when and from where it does."""
    moment = clock.now().timestamp()
    browser = covered(str(request.META.get("HTTP_USER_AGENT", "")))[:BROWSER_LENGTH]
    told = {BEGAN: moment, SEEN: moment, ADDRESS: address_of(request), BROWSER: browser}
    request.session.update(told)


def open_sessions(user: User, here: str | None) -> list[Open]:
    """The sessions of somebody that have not run out, the newest first."""
    listed = [_shown(row, here) for row in _rows(user) if BEGAN in row.get_decoded()]
    return sorted(listed, key=lambda one: one.began, reverse=True)


def end_sessions(user: User, *, keep: str | None = None, handle: str = "") -> int:
    """End the sessions of somebody, all but one or only the one with a handle; how many."""
    keys = [
        row.session_key
        for row in _rows(user)
        if row.session_key != keep and (not handle or handle_of(row.session_key) == handle)
    ]
    user.sessions.filter(session_key__in=keys).delete()
    return len(keys)


def handle_of(key: str) -> str:
    """What names a session on a page; from it nobody learns its key."""
    return hashlib.sha256(f"handle {key}".encode()).hexdigest()[:16]


def _rows(user: User) -> list[AbstractBaseSession]:
    return list(user.sessions.filter(expire_date__gt=timezone.now()))


def _shown(row: AbstractBaseSession, here: str | None) -> Open:
    data = row.get_decoded()
    zone = timezone.get_default_timezone()
    return Open(
        handle_of(row.session_key),
        datetime.fromtimestamp(data[BEGAN], zone),
        datetime.fromtimestamp(data.get(SEEN, data[BEGAN]), zone),
        data.get(ADDRESS, ""),
        data.get(BROWSER, ""),
        row.session_key == here,
    )

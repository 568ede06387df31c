"""What other apps have to say about a change of a year: what speaks against it, what follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from luohu.people.faults import Fault
from luohu.web.years.models import Year

Reasons = Callable[[Year], Iterable[Fault]]
Follower = Callable[[Year], None]
_reasons: dict[tuple[str, str], Reasons] = {}
_followers: dict[tuple[str, str], Follower] = {}


def hold(change: str, name: str, reasons: Reasons) -> None:
    """Register what may speak against a change: `calendar`, `quota` or `departments`; once a name.

    It is asked with the year as it would be after the change, before that is saved.
    """
    _reasons[change, name] = reasons


def against(change: str, year: Year) -> list[Fault]:
    """Everything that speaks against a year as a change would leave it."""
    held = [reasons for (what, _), reasons in _reasons.items() if what == change]
    return [fault for reasons in held for fault in reasons(year)]


def followed_by(change: str, name: str, follower: Follower) -> None:
    """Register what has to follow a change, within its transaction; once a name."""
    _followers[change, name] = follower


def follow(change: str, year: Year) -> None:
    """Let everything follow that has to, within the caller's transaction."""
    for (what, _), follower in _followers.items():
        if what == change:
            follower(year)

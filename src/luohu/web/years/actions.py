"""What may be done next in a year: links with words and a time, provided by other apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luohu.law.sources import Text
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Action:
    """A step that somebody may take: what, where, how many wait for it, when, and whether now."""

    label: Text
    address: str
    count: int | None = None
    when: Text | None = None
    now: bool = True


Provider = Callable[[Year, "User"], list[Action]]
_providers: dict[str, Provider] = {}


def provide(name: str, provider: Provider) -> None:
    """Register what proposes steps for a year and a user, once a name; from an AppConfig's ready."""
    _providers[name] = provider


def actions(year: Year, user: User) -> list[Action]:
    """Every step that is proposed, those that may be taken now first."""
    found = [action for provider in _providers.values() for action in provider(year, user)]
    return sorted(found, key=lambda action: not action.now)

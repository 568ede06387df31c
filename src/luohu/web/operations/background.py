"""What may run in the background: functions by name, each told how to say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

from luohu.law.sources import LawError

Progress = Callable[[int, int], None]
Result = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer whose last write is made in the transaction that ends the job: once, or not at all.

    `keep` runs inside that transaction, so it calls no durable service; what it returns is the result.
    """

    keep: Callable[[], Result]


Work = Callable[..., Result | Kept]
Function = TypeVar("Function", bound=Work)
REGISTERED: dict[str, Work] = {}
TITLES: dict[str, Promise | str] = {}


def job(name: str, title: Promise | str = "") -> Callable[[Function], Function]:
    """Register a function under a name; LawError where the name is another's already.

    `title` is what its page calls it.

    It is called with `progress(done, total)` and the job's arguments; `progress` raises where the
    job is to stop, so a long function calls it often, and never catches what it raises.
    """

    def register(function: Function) -> Function:
        known = REGISTERED.setdefault(name, function)
        if (known.__module__, known.__qualname__) != (function.__module__, function.__qualname__):
            raise LawError(f"{name}: 后台工作的名称重复 two jobs of one name")
        TITLES[name] = title or name
        return function

    return register


def registered(name: str) -> Work:
    """The function of a name; LawError for one that nobody registered."""
    if name not in REGISTERED:
        raise LawError(f"{name}: 没有这项后台工作 there is no such job")
    return REGISTERED[name]

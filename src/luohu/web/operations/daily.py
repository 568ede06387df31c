"""What is done every day without anybody asking: each duty by itself, so that one that fails stops no other."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from luohu.law.sources import LawError

Duty = Callable[[], object]
_DUTIES: dict[str, Duty] = {}
AN_HOUR = datetime.timedelta(hours=1)
logger = logging.getLogger("luohu.daily")


@dataclass(frozen=True, slots=True)
class Done:
    """A duty, and what came of it; `failed` where it could not be done."""

    name: str
    told: str
    failed: bool = False


def provide(name: str, duty: Duty) -> None:
    """Let a duty be done every day; what it returns is said. It may be done twice without harm."""
    if _DUTIES.setdefault(name, duty) is not duty:
        raise LawError(f"{name}: 每日工作的名称重复 two duties of one name")


def run() -> list[Done]:
    """Do all of them."""
    return [_done(name, duty) for name, duty in sorted(_DUTIES.items())]


def _done(name: str, duty: Duty) -> Done:
    try:
        return Done(name, str(duty()))
    except Exception as error:
        logger.exception("daily.failed", extra={"why": name})
        return Done(name, f"{type(error).__name__}", failed=True)


def sessions() -> str:
    """Sessions that ended are deleted."""
    from django.core.management import call_command

    call_command("clearsessions")
    return ""


def retention() -> int:
    """What is past its limit is deleted or made anonymous; how many rows."""
    from luohu.web.protection import retention as limits

    return sum(stone.count for stone in limits.run())


def attachments() -> int:
    """Files whose upload was never finished are deleted; how many."""
    from luohu.web.protection.attachments import kept

    return kept.sweep()


def dormant() -> int:
    """Officials' accounts that nobody used for ninety days are closed; how many."""
    from luohu.web.accounts import services

    return len(services.disable_dormant())


def unsent() -> int:
    """Declarations that were never submitted are void an hour after their year's window; how many.

    A submission that came in before the window closed may take effect a little after it.
    """
    from luohu.web.declarations import services
    from luohu.web.years import clock
    from luohu.web.years.models import Year

    years = Year.objects.all()
    over = [year for year in years if clock.moment(year) >= year.declares_to + AN_HOUR]
    return sum(services.void_unsent(year=year) for year in over)

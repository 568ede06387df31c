"""A personal value read in full: by somebody, about somebody, for a reason, and each time noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EVENT = "disclosed"


def in_full(value: str, *, actor: User, subject: str, why: str) -> str:
    """A value for who has to see all of it; the security log says who, whose and why.

    Refused where no reason is given. `subject` is "declaration:12"; the value is not in the log.
    """
    from luohu.web.record import security

    reason = why.strip()
    if not reason:
        right = Text("写明为什么要看", "say why it has to be seen")
        raise Refused([Fault(Place(column="why"), Text("没有写理由", "no reason is given"), right)])
    security.log(EVENT, actor=actor.get_username(), subject=subject, why=reason)
    return value

"""What accounts keep of somebody, for the export of his own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from luohu.web.accounts import second_factor, sessions
from luohu.web.accounts.roles import appointment_of, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def access(user: User) -> list[dict[str, Any]]:
    """What an account may do, and how it is secured: of secrets only whether and since when."""
    appointment, age = appointment_of(user), getattr(user, "password_age", None)
    told = {
        "role": str(role_of(user)),
        "second_factor": second_factor.has_factor(user),
        "password_changed": age.changed.isoformat() if age is not None else None,
    }
    if appointment is not None:
        told |= {
            "department": appointment.department,
            "employer": appointment.employer,
            "staff_number": appointment.staff_number,
            "appointed": appointment.appointed.isoformat(),
        }
    return [told]


def sessions_of(user: User) -> list[dict[str, Any]]:
    """Where somebody is signed in now."""
    return [
        {
            "began": one.began.isoformat(),
            "seen": one.seen.isoformat(),
            "address": one.address,
            "browser": one.browser,
        }
        for one in sessions.open_sessions(user, None)
    ]

"""Signing in and out as the security log has it, and what a session is told when it begins."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from luohu.web.accounts import sessions
from luohu.web.accounts.models import Appointment
from luohu.web.record import security
from luohu.web.shell import clock


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **told: Any) -> None:
    """Stamp the session, and note when an officer was last here."""
    from luohu.web.accounts.credentials import has_to_change

    sessions.begin(request)
    if has_to_change(user):
        request.session[sessions.CHANGE] = True
    Appointment.objects.filter(user=user).update(seen=clock.now())
    security.log("signed-in", username=user.get_username())


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **told: Any) -> None:
    """Who went."""
    if user is not None:
        security.log("signed-out", username=user.get_username())


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], **told: Any) -> None:
    """Who could not sign in."""
    security.log("sign-in-failed", username=_known(credentials))


@receiver(user_locked_out)
def locked(request: HttpRequest, **told: Any) -> None:
    """Which name is locked for the address."""
    security.log("locked", username=_known(request.axes_credentials))  # type: ignore[attr-defined]


def _known(credentials: dict[str, Any]) -> str:
    """The name that was typed, if anybody has it: else it may be a password in the wrong field."""
    name = str(credentials.get("username", ""))
    return name if User.objects.filter(username=name).exists() else ""

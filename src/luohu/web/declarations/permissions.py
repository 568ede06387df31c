"""What services ask of who acts, beside what pages ask: refused once more, and told to the security log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from django.core.exceptions import PermissionDenied

from luohu.web.accounts.roles import Role, role_of
from luohu.web.record import security

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def refuse_unless(actor: User, role: Role) -> None:
    """PermissionDenied for who has another role."""
    if role_of(actor) != role:
        refuse(actor, "role")


def refuse(actor: User, why: str, subject: str = "") -> NoReturn:
    """PermissionDenied, told to the security log."""
    security.log("refused", username=actor.get_username(), subject=subject, why=why)
    raise PermissionDenied

"""What Django's checks say of how accounts are set up, before a site is opened to the public."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

GATE = "luohu.web.accounts.gate.GateMiddleware"


@register(Tags.security)
def gate_stands(app_configs: Any, **told: Any) -> list[CheckMessage]:
    """The gate stands behind the middleware that knows who is signed in."""
    order = settings.MIDDLEWARE
    behind = "django.contrib.auth.middleware.AuthenticationMiddleware"
    if GATE in order and order.index(GATE) > order.index(behind):
        return []
    return [Error("Sessions do not end and second factors are not asked.",
                  hint=f"Put {GATE} after {behind}.", id="accounts.E001")]  # fmt: skip


@register(Tags.security, Tags.database, deploy=True)
def nobody_is_superuser(app_configs: Any, databases: Any = None, **told: Any) -> list[CheckMessage]:
    """No account is above the roles."""
    from django.contrib.auth.models import User

    try:
        found = list(User.objects.filter(is_superuser=True).values_list("username", flat=True))
    except DatabaseError:
        return []
    if not found:
        return []
    return [Warning(f"Superusers: {', '.join(found)}.",
                    hint="Give each a role: luohu site create-officer.", id="accounts.W001")]  # fmt: skip

"""Who may read the record: the auditor; the layer above says who that is (LUOHU_ROLES)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]
AUDITOR, SYSTEM = "auditor", "system"


def auditors_only(view: View) -> View:
    """A page for auditors; nothing of it stays in a cache or a search engine."""

    @wraps(view)
    def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponseBase:
        roles = _roles()
        allowed: View = roles.requires(roles.Role(AUDITOR))(view)
        answer = allowed(request, *told, **named)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    shown: View = never_cache(page)
    return shown


def role_label(role: str) -> str:
    """What a role is called; a role that is no longer known keeps its own name."""
    if role == SYSTEM:
        return _("系统")
    try:
        return str(_roles().Role(role).label)
    except ValueError:
        return role


def role_labels() -> dict[str, str]:
    """All roles with what they are called."""
    return {name: role_label(name) for name in (*_roles().Role.values, SYSTEM)}


def _roles() -> Any:
    return import_module(settings.LUOHU_ROLES)

"""Who reads the pages of protection: anybody for himself, the authority for requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from luohu.web.record import security

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

View = Callable[..., HttpResponse]
AUTHORITY, APPLICANT = "authority", "applicant"


def role_of(user: User | AnonymousUser) -> str:
    """The role that an account is appointed to; accounts stand above protection and are not imported."""
    appointment = getattr(user, "appointment", None)
    return str(appointment.role) if appointment is not None else APPLICANT


def signed_in(view: View) -> View:
    """A page about the reader: nothing keeps it on the way, no search engine has it."""

    @wraps(view)
    def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        response = view(request, *told, **named)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    shown: View = never_cache(login_required(page))
    return shown


def for_authority(view: View) -> View:
    """A page for the authority: others are refused, and the security log says so."""

    @wraps(view)
    def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        if role_of(request.user) != AUTHORITY:
            security.log(
                "refused", username=request.user.get_username(), path=request.path, why="role"
            )
            raise PermissionDenied
        return view(request, *told, **named)

    return signed_in(page)

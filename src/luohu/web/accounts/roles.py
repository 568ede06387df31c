"""The roles of accounts, and what a page asks of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from luohu.web.accounts.duties import APART, CITIZENS, SECOND_FACTOR, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from luohu.web.accounts.models import Appointment

View = Callable[..., HttpResponse]


__all__ = [
    "APART", "CITIZENS", "SECOND_FACTOR", "Role", "appointment_of", "department_of", "employer_of",
    "is_official", "needs_second_factor", "not_yours", "refuse", "requires", "role_of",
]  # fmt: skip


def appointment_of(user: User | AnonymousUser) -> Appointment | None:
    """The appointment of an account, None for an applicant's."""
    return getattr(user, "appointment", None)


def role_of(user: User | AnonymousUser) -> Role:
    """The role of an account."""
    appointment = appointment_of(user)
    return Role(appointment.role) if appointment is not None else Role.APPLICANT


def department_of(user: User | AnonymousUser) -> str:
    """The key of a verifier's department, empty for others."""
    appointment = appointment_of(user)
    return appointment.department if appointment is not None else ""


def employer_of(user: User | AnonymousUser) -> str:
    """The credit code of an employer's officer, empty for others."""
    appointment = appointment_of(user)
    return appointment.employer if appointment is not None else ""


def is_official(user: User | AnonymousUser) -> bool:
    """Whether an account is one of the authority's own people."""
    return role_of(user) not in CITIZENS


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether an account may do nothing before it has a second factor."""
    return role_of(user) in SECOND_FACTOR


def requires(*roles: Role) -> Callable[[View], View]:
    """A page for some roles only: a stranger is asked to sign in, another role is refused."""

    def guarded(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
            if role_of(request.user) not in roles:
                refuse(request, "role")
            return view(request, *told, **named)

        shown: View = login_required(page)
        shown.roles = roles  # type: ignore[attr-defined] # for who asks which page is whose
        return shown

    return guarded


def refuse(request: HttpRequest, why: str) -> NoReturn:
    """Refuse a page to who is signed in, and say so in the security log."""
    from luohu.web.record import security

    security.log("refused", username=request.user.get_username(), path=request.path, why=why)
    raise PermissionDenied


def not_yours(request: HttpRequest, subject: str) -> NoReturn:
    """Answer for a row that is not one's own as if there were none, and say so in the security log."""
    from luohu.web.record import security

    security.log(
        "not-yours", username=request.user.get_username(), path=request.path, subject=subject
    )
    raise Http404(subject)

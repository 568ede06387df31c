"""People of the tests: officers of each role, applicants, and browsers in which they are signed in."""

from __future__ import annotations

import itertools
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts import second_factor
from luohu.web.accounts.models import Appointment
from luohu.web.accounts.roles import Role, needs_second_factor
from luohu.web.accounts.sessions import FACTOR
from luohu.web.shell import clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30
_NUMBERS = itertools.count(1)


def applicant(username: str | None = None) -> User:
    """Somebody who signed up."""
    return User.objects.create_user(username or f"applicant-{next(_NUMBERS)}")


def officer(
    role: str,
    *,
    department: str = "",
    employer: str = "",
    username: str | None = None,
    staff_number: str = "",
) -> User:
    """Somebody with a role; a verifier is of the police, an employer's officer of some employer, unless told."""
    if role == Role.VERIFIER:
        department = department or "police"
    if role == Role.EMPLOYER:
        employer = employer or "91110000MA0000000X"
    user = User.objects.create_user(username or f"{role}-{next(_NUMBERS)}")
    Appointment.objects.create(
        user=user,
        role=role,
        department=department,
        employer=employer,
        staff_number=staff_number,
        appointed=clock.now(),
    )
    return user


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser of somebody who has signed in, with the second factor where one is needed."""
    client = client or Client()
    if needs_second_factor(user):
        with_factor(user)
    client.force_login(user)
    if needs_second_factor(user):
        session = client.session
        session[FACTOR] = "totp"
        session.save()
    return client


def with_factor(user: User) -> User:
    """Somebody with an authenticator app, whose secret the tests know."""
    if not second_factor.has_factor(user):
        TOTP.activate(user, SECRET)
    return user


def code(ahead: int = 0) -> str:
    """What that authenticator app shows now, or so many steps ahead."""
    step = int(time.time()) // PERIOD + ahead
    return str(format_hotp_value(hotp_value(SECRET, step)))
